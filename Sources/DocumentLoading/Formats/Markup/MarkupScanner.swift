// HTML as tags and texts, by the rules of its standard's tokenizer that decide what is text.

/// Cuts HTML into tags and texts, in time linear in its length.
///
/// Comments, declarations and instructions are left out (HTML Standard, §13.2.5), and so is all that
/// is inside of an element that is never shown.
struct MarkupScanner {
  /// A piece of HTML.
  enum Token {
    case text(Slice<UnsafeBufferPointer<UInt8>>)
    case open(String, Attributes)
    case close(String)
  }

  /// The attributes of a tag, as written.
  typealias Attributes = [String: Slice<UnsafeBufferPointer<UInt8>>]

  /// The elements whose content is no text of the page.
  static let hiding: Set<String> = [
    "script", "style", "template", "iframe", "noembed", "noframes", "svg", "math", "object",
  ]

  /// Attributes of a tag that are kept: more are hostile, and a parser's time goes with their square.
  private static let attributeLimit = 256

  private let text: UnsafeBufferPointer<UInt8>
  private var place = 0
  /// True if a tag was begun that never ends: then what follows is text.
  private var isOpenEnded = false

  init(_ text: UnsafeBufferPointer<UInt8>) {
    self.text = text
  }

  /// The next token; `hidden` names an element whose end is waited for.
  mutating func next(hidden: String?) -> Token? {
    if let hidden { return endTag(of: hidden) }
    while place < text.count {
      let start = place
      while place < text.count, isOpenEnded || !(text[place] == 0x3C && isTag(at: place + 1)) {
        place += 1
      }
      if place > start { return .text(text[start..<place]) }
      let token = tag()
      if text[place - 1] == 0x3E {
        if let token { return token }
      } else {
        isOpenEnded = true
        place = start
      }
    }
    return nil
  }

  /// True if what follows `<` makes a tag, a comment or a declaration of it.
  private func isTag(at place: Int) -> Bool {
    guard place < text.count else { return false }
    let byte = text[place]
    if byte == 0x2F { return place + 1 < text.count && isLetter(text[place + 1]) }
    return isLetter(byte) || byte == 0x21 || byte == 0x3F
  }

  private func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }

  /// Skips to the end tag of an element, or to the end of the text.
  private mutating func endTag(of name: String) -> Token? {
    while place < text.count {
      if text[place] == 0x3C, place + 1 < text.count, text[place + 1] == 0x2F {
        let start = place
        place += 2
        if self.name() == name {
          skip(past: 0x3E)
          return .close(name)
        }
        place = start + 1
      } else {
        place += 1
      }
    }
    return nil
  }

  private mutating func tag() -> Token? {
    place += 1
    switch text[place] {
    case 0x21:
      skipDeclaration()
      return nil
    case 0x3F:
      skip(past: 0x3E)
      return nil
    case 0x2F:
      place += 1
      let name = name()
      skip(past: 0x3E)
      return .close(name)
    default:
      let name = name()
      return .open(name, attributes())
    }
  }

  /// A comment up to `-->` (`<!-->` and `<!--->` are whole), or anything else up to `>`.
  private mutating func skipDeclaration() {
    guard text[place...].starts(with: Array("!--".utf8)) else {
      if text[place...].starts(with: Array("![CDATA[".utf8)) {
        skip(past: Array("]]>".utf8))
      } else {
        skip(past: 0x3E)
      }
      return
    }
    place += 3
    for short in [">", "->"] where text[place...].starts(with: Array(short.utf8)) {
      place += short.utf8.count
      return
    }
    skip(past: Array("-->".utf8))
  }

  private mutating func skip(past mark: UInt8) {
    while place < text.count, text[place] != mark { place += 1 }
    place = min(text.count, place + 1)
  }

  private mutating func skip(past mark: [UInt8]) {
    while place < text.count, !text[place...].starts(with: mark) { place += 1 }
    place = min(text.count, place + mark.count)
  }

  /// A tag's name in small letters.
  private mutating func name() -> String {
    let start = place
    while place < text.count, !isSpace(text[place]), text[place] != 0x3E, text[place] != 0x2F {
      place += 1
    }
    return folded(text[start..<min(place, start + 64)])
  }

  private func folded(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> String {
    String(decoding: bytes.map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 }, as: UTF8.self)
  }

  private func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte &- 0x09 < 5 }

  private mutating func attributes() -> Attributes {
    var attributes: Attributes = [:]
    while place < text.count, text[place] != 0x3E {
      guard !isSpace(text[place]), text[place] != 0x2F else {
        place += 1
        continue
      }
      let start = place
      place += 1
      while place < text.count, !isSpace(text[place]), text[place] != 0x3D, text[place] != 0x3E,
        text[place] != 0x2F
      {
        place += 1
      }
      let name = folded(text[start..<min(place, start + 64)])
      let value = value()
      if attributes.count < Self.attributeLimit, attributes[name] == nil {
        attributes[name] = value
      }
    }
    place = min(text.count, place + 1)
    return attributes
  }

  /// The value after `=`, in quotation marks or not; empty without.
  private mutating func value() -> Slice<UnsafeBufferPointer<UInt8>> {
    var next = place
    while next < text.count, isSpace(text[next]) { next += 1 }
    guard next < text.count, text[next] == 0x3D else { return text[place..<place] }
    place = next + 1
    while place < text.count, isSpace(text[place]) { place += 1 }
    guard place < text.count else { return text[place..<place] }
    let mark = text[place]
    let start: Int
    if mark == 0x22 || mark == 0x27 {
      place += 1
      start = place
      while place < text.count, text[place] != mark { place += 1 }
      defer { place = min(text.count, place + 1) }
      return text[start..<place]
    }
    start = place
    while place < text.count, !isSpace(text[place]), text[place] != 0x3E { place += 1 }
    return text[start..<place]
  }
}
