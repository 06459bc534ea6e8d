// What a document's content says about its form, where the name misleads.

import ArticleModel

enum Sniffer {
  /// Whether the bytes are no text: a known signature, zeros without a byte order mark, or control
  /// characters in masses. Escape sequences count for text: a terminal's record is readable.
  static func isBinary(_ bytes: [UInt8]) -> Bool {
    if signatures.contains(where: { bytes.starts(with: $0) }) { return true }
    guard ByteOrder.of(bytes) == nil, ByteOrder.guess(bytes) == nil else { return false }
    var zeros = 0
    var controls = 0
    var escapes = 0
    for byte in bytes.prefix(1 << 14) where byte < 0x20 {
      switch byte {
      case 0: zeros += 1
      case 0x1B: escapes += 1
      case 0x07...0x0F, 0x1A: break
      default: controls += 1
      }
    }
    let length = min(bytes.count, 1 << 14)
    // A terminal's record pads with zeros.
    if escapes * 20 > length { return controls * 10 > length }
    return zeros * 200 > length || (zeros + controls) * 10 > length
  }

  private static let signatures: [[UInt8]] = [
    Array("%PDF-".utf8), [0x89, 0x50, 0x4E, 0x47], [0xFF, 0xD8, 0xFF], Array("GIF8".utf8),
    [0x50, 0x4B, 0x03, 0x04], [0x1F, 0x8B], [0x7F, 0x45, 0x4C, 0x46], [0xFD, 0x37, 0x7A, 0x58],
    [0x28, 0xB5, 0x2F, 0xFD], Array("BZh9".utf8), Array("SQLite format 3\0".utf8),
    Array("OggS".utf8), Array("ID3".utf8), [0xD0, 0xCF, 0x11, 0xE0], [0xCA, 0xFE, 0xBA, 0xBE],
    Array("{\\rtf".utf8),
  ]

  /// What a document turns out to be.
  enum Verdict: Equatable {
    case format(DocumentFormat)
    /// No form of article, and to be passed over in silence: a `.json` that is no feed.
    case ignored
  }

  /// The format of a decoded document that bears this name.
  static func format(named path: RawPath, text: String) -> Verdict {
    guard case .candidate(let named) = FileName.verdict(path) else {
      return .format(markup(text) ?? .text)
    }
    if named == .feed, FileName.fileExtension(path) == "json" {
      return looksLikeJSON(text) ? (isJSONFeed(text) ? .format(.feed) : .ignored) : .format(.text)
    }
    if named == .mail { return .format(looksLikeMail(text) ? .mail : .text) }
    if let found = markup(text) { return .format(found) }
    switch named {
    case .html, .feed, .opml: return .format(hasTags(text) ? named : .text)
    default: return .format(named)
    }
  }

  /// The format of what opens as HTML, XML or a JSON feed, whatever its name.
  private static func markup(_ text: String) -> DocumentFormat? {
    let start = opening(text)
    guard start.hasPrefix("<") else { return isJSONFeed(text) ? .feed : nil }
    if start.hasPrefix("<!doctype html") || start.hasPrefix("<html") { return .html }
    if start.hasPrefix("<rss") || start.hasPrefix("<feed") || start.hasPrefix("<rdf:rdf") {
      return .feed
    }
    if start.hasPrefix("<opml") { return .opml }
    guard start.hasPrefix("<?xml") || start.hasPrefix("<!--") else { return nil }
    if start.contains("<opml") { return .opml }
    if start.contains("<html") { return .html }
    let isFeed = start.contains("<rss") || start.contains("<feed") || start.contains("<rdf:rdf")
    return isFeed || start.hasPrefix("<?xml") ? .feed : nil
  }

  /// The first kilobyte in lower case ASCII, without the white space before it.
  private static func opening(_ text: String) -> String {
    let bytes = text.utf8.drop { $0 <= 0x20 }.prefix(1024)
    guard bytes.first == 0x3C || bytes.first == 0x7B else { return "" }
    return String(
      decoding: bytes.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }, as: UTF8.self)
  }

  private static func looksLikeJSON(_ text: String) -> Bool {
    guard let first = text.utf8.first(where: { $0 > 0x20 }) else { return false }
    return first == 0x7B || first == 0x5B
  }

  private static func isJSONFeed(_ text: String) -> Bool {
    let start = opening(text)
    return start.hasPrefix("{")
      && (start.contains("https://jsonfeed.org/version")
        || start.contains("jsonfeed.org\\/version"))
  }

  private static func hasTags(_ text: String) -> Bool {
    var previous: UInt8 = 0
    for byte in text.utf8.prefix(1 << 16) {
      if previous == 0x3C, byte == 0x2F || byte == 0x21 || (byte | 0x20) &- 0x61 < 26 {
        return true
      }
      previous = byte
    }
    return false
  }

  private static func looksLikeMail(_ text: String) -> Bool {
    let start = text.prefix { $0 != "\n" && $0 != "\r\n" }
    guard let colon = start.firstIndex(of: ":") else { return start.hasPrefix("From ") }
    return colon != start.startIndex && !start[..<colon].contains(" ")
  }
}
