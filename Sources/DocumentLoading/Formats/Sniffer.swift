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

  /// The format of a document, by its name and its first bytes.
  static func format(of document: Document) -> Verdict {
    let start = Opening(document.bytes)
    guard case .candidate(let named) = FileName.verdict(document.path) else {
      return .format(start.markup ?? .text)
    }
    if named == .feed, FileName.fileExtension(document.path) == "json" {
      return start.isJSON ? (start.isJSONFeed ? .format(.feed) : .ignored) : .format(.text)
    }
    if named == .mail { return .format(start.isMail ? .mail : .text) }
    if let found = start.markup { return .format(found) }
    switch named {
    case .html, .feed, .opml: return .format(start.hasTags ? named : .text)
    default: return .format(named)
    }
  }
}

/// The first bytes of a document, as questions about its form.
private struct Opening {
  private let bytes: [UInt8]
  /// The first kilobyte in lower case ASCII, without the white space before it; empty where neither
  /// markup nor JSON begins.
  private let start: String

  /// Bytes whose units are wider than a byte are decoded first: all other charsets have the signs of
  /// markup where ASCII has them.
  init(_ all: [UInt8]) {
    let isWide = all.prefix(2).contains { $0 >= 0xEF || $0 == 0 } || all.prefix(4).contains(0)
    let first = Array(all.prefix(1 << 16))
    bytes = isWide ? Array(TextDecoder.decode(first).utf8) : first
    let opening = bytes.drop { $0 <= 0x20 }.prefix(1024)
    start =
      opening.first == 0x3C || opening.first == 0x7B
      ? String(decoding: opening.map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 }, as: UTF8.self) : ""
  }

  /// The format of what opens as HTML, XML or a JSON feed, whatever its name.
  var markup: DocumentFormat? {
    guard start.hasPrefix("<") else { return isJSONFeed ? .feed : nil }
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

  var isJSON: Bool {
    let first = bytes.first { $0 > 0x20 }
    return first == 0x7B || first == 0x5B
  }

  var isJSONFeed: Bool {
    start.hasPrefix("{")
      && (start.contains("https://jsonfeed.org/version")
        || start.contains("jsonfeed.org\\/version"))
  }

  var hasTags: Bool {
    var previous: UInt8 = 0
    for byte in bytes {
      if previous == 0x3C, byte == 0x2F || byte == 0x21 || (byte | 0x20) &- 0x61 < 26 {
        return true
      }
      previous = byte
    }
    return false
  }

  /// True if the first line is a field of a mail's header, or a mailbox's separator.
  var isMail: Bool {
    let line = bytes.prefix { $0 != 0x0A && $0 != 0x0D }
    guard let colon = line.firstIndex(of: 0x3A) else {
      return line.starts(with: Array("From ".utf8))
    }
    return colon != line.startIndex && !line[..<colon].contains(0x20)
  }
}
