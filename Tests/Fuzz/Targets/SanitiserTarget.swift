// The sanitiser under the fuzzer: whatever goes in, what comes out can do nothing to a terminal.

import ArticleModel

#if DEBUG

extension FuzzTarget {
  /// `SafeText` of any text, as lines and as one line. The planted bug lets a control string through
  /// that sets the clipboard.
  static let sanitiser = FuzzTarget("sanitiser", longest: 2_048) { bytes, isPlanted in
    let raw = String(decoding: bytes, as: UTF8.self)
    let isSpoilt = isPlanted && bytes.holds("\u{1B}]52;")
    let text = isSpoilt ? raw : SafeText(text: raw).string
    let line = SafeText(line: raw).string
    return unsafe(text, allowsLines: true) ?? unsafe(line, allowsLines: false)
      ?? notFixed(text, line) ?? lost(raw, text) ?? sliced(SafeText(text: raw))
  }

  private static func unsafe(_ text: String, allowsLines: Bool) -> String? {
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x09, 0x0A: if !allowsLines { return "a line break or tab in a line" }
      case 0...0x1F, 0x7F...0x9F: return "a control character: \(scalar.value)"
      case 0x202A...0x202E, 0x2066...0x2069: return "a bidi control: \(scalar.value)"
      case 0x2028, 0x2029, 0xFEFF, 0xFFF9...0xFFFB: return "a mark: \(scalar.value)"
      default: break
      }
    }
    guard !allowsLines else { return nil }
    let isPadded = text.hasPrefix(" ") || text.hasSuffix(" ") || text.contains("  ")
    return isPadded ? "white space in a row or at an end" : nil
  }

  private static func notFixed(_ text: String, _ line: String) -> String? {
    if SafeText(text: text).string != text { return "clean text is cleaned once more" }
    if SafeText(line: line).string != line { return "a clean line is cleaned once more" }
    return SafeText(line: text).string == line ? nil : "a line of clean text is another line"
  }

  /// Only characters go, none comes or moves; and where no sequence can begin, every letter stays.
  private static func lost(_ raw: String, _ text: String) -> String? {
    var rest = raw.unicodeScalars[...]
    for scalar in text.unicodeScalars where scalar != "\n" {
      guard let place = rest.firstIndex(of: scalar) else { return "a character from nowhere" }
      rest = rest[rest.index(after: place)...]
    }
    let opens = raw.unicodeScalars.contains { $0.value == 0x1B || (0x80...0x9F).contains($0.value) }
    if opens { return nil }
    let letters = raw.unicodeScalars.count { $0.properties.isAlphabetic }
    let kept = text.unicodeScalars.count { $0.properties.isAlphabetic }
    return letters == kept ? nil : "\(letters - kept) letters are lost"
  }

  private static func sliced(_ text: SafeText) -> String? {
    let count = text.scalarCount
    let middle = count / 2
    let head = text.slice(scalars: -1..<middle)
    let tail = text.slice(scalars: middle..<(.max))
    // Compared as scalars: a slice may end within a cluster.
    let isWhole = (head + tail).string.unicodeScalars.elementsEqual(text.string.unicodeScalars)
    return isWhole ? nil : "the halves of a text are not the text"
  }
}

#endif
