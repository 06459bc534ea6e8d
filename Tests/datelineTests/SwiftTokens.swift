// Swift source as tokens: just enough of the grammar to tell code from comments and strings.

/// A word or a sign of the code, or a documentation comment.
struct SwiftToken {
  enum Kind { case word, sign, documentation }

  var kind: Kind
  var text: String
  /// Counted from 1.
  var line: Int
  /// True if a colon follows at once, as after the label of an argument.
  var isLabel = false
}

/// Parts a source text into tokens. Comments and the contents of strings are left out, but for
/// documentation and the code in interpolations. Regular expression literals are not known.
struct SwiftTokens {
  private let bytes: [UInt8]
  private var place = 0
  private var line = 1
  private(set) var tokens: [SwiftToken] = []

  init(_ source: String) {
    bytes = Array(source.utf8)
    while place < bytes.count { step() }
  }

  private func byte(_ offset: Int = 0) -> UInt8 {
    place + offset < bytes.count ? bytes[place + offset] : 0
  }

  private func isAt(_ text: StaticString) -> Bool {
    text.withUTF8Buffer { word in
      word.indices.allSatisfy { byte($0) == word[$0] }
    }
  }

  private mutating func advance(_ count: Int = 1) {
    for _ in 0..<count {
      if byte() == UInt8(ascii: "\n") { line += 1 }
      place += 1
    }
  }

  private mutating func step() {
    if isAt("//") {
      skipLineComment()
    } else if isAt("/*") {
      while place < bytes.count, !isAt("*/") { advance() }
      advance(2)
    } else if byte() == UInt8(ascii: "\"") || isAt("#\"") || isAt("##\"") {
      skipString()
    } else if Self.isWord(byte()) {
      takeWord()
    } else {
      if byte() > 32 { add(.sign, String(UnicodeScalar(byte()))) }
      advance()
    }
  }

  private mutating func add(_ kind: SwiftToken.Kind, _ text: String) {
    tokens.append(SwiftToken(kind: kind, text: text, line: line))
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    byte >= 128 || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "`")
      || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 32)
  }

  private mutating func takeWord() {
    let start = place
    while Self.isWord(byte()) { place += 1 }
    add(.word, String(decoding: bytes[start..<place], as: UTF8.self).filter { $0 != "`" })
    tokens[tokens.count - 1].isLabel = byte() == UInt8(ascii: ":")
  }

  private mutating func skipLineComment() {
    if isAt("///") { add(.documentation, "///") }
    while place < bytes.count, byte() != UInt8(ascii: "\n") { advance() }
  }

  /// Passes over a string of any form; the code in its interpolations is taken.
  private mutating func skipString() {
    var hashes = 0
    while byte(hashes) == UInt8(ascii: "#") { hashes += 1 }
    advance(hashes)
    let quotes = isAt("\"\"\"") ? 3 : 1
    advance(quotes)
    while place < bytes.count {
      if byte() == UInt8(ascii: "\""), isEnd(quotes, hashes) {
        advance(quotes + hashes)
        return
      }
      guard byte() == UInt8(ascii: "\\"), hasHashes(hashes, after: 1) else {
        advance()
        continue
      }
      advance(1 + hashes)
      if byte() == UInt8(ascii: "(") { takeInterpolation() } else { advance() }
    }
  }

  private func isEnd(_ quotes: Int, _ hashes: Int) -> Bool {
    (0..<quotes).allSatisfy { byte($0) == UInt8(ascii: "\"") } && hasHashes(hashes, after: quotes)
  }

  private func hasHashes(_ count: Int, after offset: Int) -> Bool {
    (0..<count).allSatisfy { byte(offset + $0) == UInt8(ascii: "#") }
  }

  private mutating func takeInterpolation() {
    var depth = 0
    repeat {
      if byte() == UInt8(ascii: "(") { depth += 1 }
      if byte() == UInt8(ascii: ")") { depth -= 1 }
      step()
    } while depth > 0 && place < bytes.count
  }
}
