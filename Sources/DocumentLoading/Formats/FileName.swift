// What a file's name alone says: whether to look into it, as what, and a headline of last resort.

package import ArticleModel

/// What a name promises.
package enum NameVerdict: Hashable, Sendable {
  /// A document, by its name of this format.
  case candidate(DocumentFormat)
  /// To be passed over in silence.
  case ignored
}

enum FileName {
  /// Hidden files and unknown extensions are ignored, as is a name in capitals without extension
  /// (`LICENSE`, `SOURCE-LICENSE`).
  static func verdict(_ path: RawPath) -> NameVerdict {
    let name = path.lastComponent.bytes
    guard let first = name.first, first != 0x2E, name.last != 0x7E else { return .ignored }
    let suffix = fileExtension(path)
    if let format = formats[suffix] { return .candidate(format) }
    guard suffix.isEmpty else { return .ignored }
    return isInCapitals(name) ? .ignored : .candidate(.text)
  }

  private static let formats: [String: DocumentFormat] = [
    "txt": .text, "text": .text, "md": .markdown, "markdown": .markdown, "html": .html,
    "htm": .html, "xhtml": .html, "xml": .feed, "rss": .feed, "atom": .feed, "rdf": .feed,
    "json": .feed, "opml": .opml, "eml": .mail,
  ]

  /// The extension, where what follows the last full stop can be one: `Mr. Holmes returns` has none.
  static func fileExtension(_ path: RawPath) -> String {
    let suffix = path.fileExtension
    return suffix.utf8.count > 12 || suffix.contains(" ") ? "" : suffix
  }

  private static func isInCapitals(_ name: [UInt8]) -> Bool {
    var hasCapital = false
    for byte in name {
      if byte >= 0x80 || (0x61...0x7A).contains(byte) { return false }
      if (0x41...0x5A).contains(byte) { hasCapital = true }
    }
    return hasCapital
  }

  /// The name without extension, its dashes and underscores read as spaces; empty for standard
  /// input.
  static func headline(_ path: RawPath) -> SafeText {
    var name = path.lastComponent.bytes
    guard name != Array("-".utf8) else { return .empty }
    if !fileExtension(path).isEmpty, let dot = name.lastIndex(of: 0x2E) {
      name = Array(name[..<dot])
    }
    // A day before the words is the article's, not theirs.
    let day = DigitDay.openingLength(name[...])
    if day > 0, name.count > day + 1 { name.removeFirst(day + 1) }
    let words = name.map { $0 == 0x2D || $0 == 0x5F ? 0x20 : $0 }
    let text = SafeText(line: String(decoding: words, as: UTF8.self))
    guard let first = text.string.first, first.isLowercase else { return text }
    return SafeText(line: first.uppercased() + text.string.dropFirst())
  }
}
