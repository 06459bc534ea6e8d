// A document's clean text as lines, found once.

import ArticleModel

/// A line of a document, without the white space at either end.
struct TextLine: Sendable {
  /// Bytes of the text.
  var range: Range<Int>
  /// Columns of white space before it, a tab to the next multiple of 8.
  var indent: Int
  /// Cells it takes, roughly: two for what is wide.
  var width: Int

  var isBlank: Bool { range.isEmpty }
}

/// The text of a document, sanitised as a whole, and its lines.
struct TextLines: Sendable {
  let bytes: [UInt8]
  private(set) var lines: [TextLine] = []

  init(_ decoded: String) {
    bytes = Array(SafeText(text: Self.withoutCarriageReturns(decoded)).string.utf8)
    bytes.withUnsafeBufferPointer { buffer in
      var start = 0
      for index in 0...buffer.count where index == buffer.count || buffer[index] == 0x0A {
        lines.append(Self.line(buffer, start..<index))
        start = index + 1
      }
    }
  }

  /// The carriage returns of a document from Windows or an old Mac made line feeds at once: faster
  /// than one at a time in the sanitiser.
  private static func withoutCarriageReturns(_ text: String) -> String {
    var text = text
    let changed: String? = text.withUTF8 { bytes in
      guard bytes.contains(0x0D) else { return nil }
      var kept: [UInt8] = []
      kept.reserveCapacity(bytes.count)
      var wasReturn = false
      for byte in bytes {
        if byte == 0x0D {
          kept.append(0x0A)
        } else if !(byte == 0x0A && wasReturn) {
          kept.append(byte)
        }
        wasReturn = byte == 0x0D
      }
      return String(decoding: kept, as: UTF8.self)
    }
    return changed ?? text
  }

  private static func line(_ bytes: UnsafeBufferPointer<UInt8>, _ whole: Range<Int>) -> TextLine {
    var start = whole.lowerBound
    var end = whole.upperBound
    var indent = 0
    while start < end {
      let space = spaceLength(bytes, start, end)
      guard space > 0 else { break }
      // An ideographic space opens a paragraph; it is no indentation.
      if space < 3 { indent = bytes[start] == 0x09 ? (indent / 8 + 1) * 8 : indent + 1 }
      start += space
    }
    while end > start {
      if bytes[end - 1] == 0x20 || bytes[end - 1] == 0x09 {
        end -= 1
      } else if end - start >= 2, bytes[end - 1] == 0xA0, bytes[end - 2] == 0xC2 {
        end -= 2
      } else if end - start >= 3, spaceLength(bytes, end - 3, end) == 3 {
        end -= 3
      } else {
        break
      }
    }
    return TextLine(range: start..<end, indent: indent, width: width(bytes, start..<end))
  }

  /// The length in bytes of the white space at an index, or 0.
  @inline(__always)
  private static func spaceLength(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int, _ end: Int) -> Int
  {
    let byte = bytes[at]
    if byte == 0x20 || byte == 0x09 { return 1 }
    if byte < 0xC2 { return 0 }
    if byte == 0xC2, at + 1 < end, bytes[at + 1] == 0xA0 { return 2 }
    guard at + 2 < end else { return 0 }
    let isWideSpace = byte == 0xE3 && bytes[at + 1] == 0x80 && bytes[at + 2] == 0x80
    let isTypographic = byte == 0xE2 && bytes[at + 1] == 0x80 && bytes[at + 2] <= 0x8B
    return isWideSpace || isTypographic ? 3 : 0
  }

  private static func width(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Int {
    var width = 0
    for index in range {
      let byte = bytes[index]
      if byte & 0xC0 != 0x80 { width += byte >= 0xE3 && byte != 0xEF ? 2 : 1 }
    }
    return width
  }

  /// A line's words as they stand.
  func string(_ index: Int) -> String {
    String(decoding: bytes[lines[index].range], as: UTF8.self)
  }

  /// The text of some lines in one, a space between them (none between two ideographs).
  func joined(_ range: Range<Int>) -> SafeText {
    if range.count == 1, let only = range.first { return SafeText(line: string(only)) }
    var text: [UInt8] = []
    for index in range {
      let line = bytes[lines[index].range]
      if let last = text.last, let first = line.first,
        !(isWide(text) && first >= 0xE3) || last < 0x80
      {
        text.append(0x20)
      }
      text.append(contentsOf: line)
    }
    return SafeText(line: String(decoding: text, as: UTF8.self))
  }

  /// Whether a text ends with an ideograph, a kana or their punctuation; Korean parts its words.
  private func isWide(_ text: [UInt8]) -> Bool {
    guard text.count >= 3 else { return false }
    let lead = text[text.count - 3]
    return (0xE3...0xE9).contains(lead) || lead == 0xEF
  }

  /// Lines with their breaks and their indentation beyond `margin` columns.
  func verbatim(_ range: Range<Int>, margin: Int) -> SafeText {
    var text: [UInt8] = []
    for index in range {
      if index > range.lowerBound { text.append(0x0A) }
      text.append(
        contentsOf: repeatElement(0x20, count: min(80, max(0, lines[index].indent - margin))))
      text.append(contentsOf: bytes[lines[index].range])
    }
    return SafeText(text: String(decoding: text, as: UTF8.self))
  }

  /// The first byte of a line, or 0 of a blank one.
  func firstByte(_ index: Int) -> UInt8 {
    let range = lines[index].range
    return range.isEmpty ? 0 : bytes[range.lowerBound]
  }

  /// The bytes of a line.
  func content(_ index: Int) -> ArraySlice<UInt8> { bytes[lines[index].range] }
}
