// Markdown is looked at before the parser is, so that no document makes it slow or large.

/// Bounds on the text that the parser is given.
///
/// cmark-gfm 0.29.0.gfm.6, which Debian 12 has, is linear but for four things: links inside of
/// brackets that never close (CVE-2023-22486), rows of a table with fewer cells than its head
/// (CVE-2023-37463), blank lines under deep nesting (CVE-2023-24824), and its tree takes up to a
/// hundred times the text. Each has its bound here; none is met by what people write.
enum MarkdownBounds {
  /// Brackets that are open at once in a paragraph.
  private static let openBrackets = 500
  /// Levels of quotations and lists.
  private static let levels = 100
  /// Bytes that are parsed at once.
  private static let chunk = 1 << 19

  /// The text in pieces, cut between paragraphs; `nil` where a bound is passed.
  static func chunks(of text: ArraySlice<UInt8>) -> [ArraySlice<UInt8>]? {
    var census = Census()
    var cuts = [text.startIndex]
    var start = text.startIndex
    while start < text.endIndex {
      let end = text[start...].firstIndex(of: 0x0A) ?? text.endIndex
      guard census.take(text[start..<end]) else { return nil }
      let next = min(end + 1, text.endIndex)
      let length = next - (cuts.last ?? next)
      if length >= chunk,
        census.mayCut && next < text.endIndex && isPlain(text[next])
          || length >= chunk * 4
      {
        cuts.append(next)
      }
      start = next
    }
    guard census.cells <= text.count * 2 + 4_096 else { return nil }
    cuts.append(text.endIndex)
    return zip(cuts, cuts.dropFirst()).map { text[$0..<$1] }.filter { !$0.isEmpty }
  }

  /// True if a line that begins so goes on with nothing that stands before it.
  private static func isPlain(_ byte: UInt8) -> Bool { byte != 0x20 && byte != 0x09 }

  /// The bytes that are no white space: where a parser's texts have as many, nothing was a mark.
  static func letters(in text: some Sequence<UInt8>) -> Int {
    var count = 0
    for byte in text where byte > 0x20 { count += 1 }
    return count
  }

  /// The counts of the lines, one after another.
  private struct Census {
    /// Cells that a parser makes of the rows of tables.
    private(set) var cells = 0
    /// True if the last line is blank, outside of a fence.
    private(set) var mayCut = false
    private var open = 0
    private var columns = 0
    private var fence: (mark: UInt8, length: Int)?

    /// Takes a line; says whether all is within bounds.
    mutating func take(_ line: ArraySlice<UInt8>) -> Bool {
      let content = line.drop { $0 == 0x20 || $0 == 0x09 }
      guard Self.depth(line) <= levels else { return false }
      takeFence(content)
      mayCut = content.isEmpty && fence == nil
      if content.isEmpty {
        open = 0
        columns = 0
        return true
      }
      cells += columns
      columns = max(columns, Self.columns(line))
      for byte in content {
        if byte == 0x5B {
          open += 1
          if open > openBrackets { return false }
        } else if byte == 0x5D, open > 0 {
          open -= 1
        }
      }
      return true
    }

    private mutating func takeFence(_ content: ArraySlice<UInt8>) {
      guard let first = content.first, first == 0x60 || first == 0x7E else { return }
      let length = content.prefix { $0 == first }.count
      guard length >= 3 else { return }
      if let open = fence {
        if open.mark == first, length >= open.length { fence = nil }
      } else {
        fence = (first, length)
      }
    }

    /// The levels that a line may open: its marks before the first letter, and its indentation.
    private static func depth(_ line: ArraySlice<UInt8>) -> Int {
      if isRule(line) { return 0 }
      var marks = 0
      var columns = 0
      prefix: for byte in line {
        switch byte {
        case 0x20: columns += 1
        case 0x09: columns += 4
        case 0x3E, 0x2A, 0x2B, 0x2D, 0x29, 0x2E: marks += 1
        case 0x30...0x39: break
        default: break prefix
        }
      }
      return max(marks, marks > 0 ? columns / 2 : 0)
    }

    /// True if a line is a rule or an underline: one mark, over and over, with no space between.
    private static func isRule(_ line: ArraySlice<UInt8>) -> Bool {
      let content = line.drop { $0 == 0x20 }
      guard let first = content.first, first != 0x3E else { return false }
      return content.drop { $0 == first }.allSatisfy { $0 == 0x20 }
    }

    /// The columns that a delimiter row asks for, 0 of any other line.
    private static func columns(_ line: ArraySlice<UInt8>) -> Int {
      var bars = 0
      var dashes = 0
      for byte in line {
        switch byte {
        case 0x7C: bars += 1
        case 0x2D: dashes += 1
        case 0x3A, 0x20, 0x09, 0x3E, 0x2A, 0x2B, 0x2E, 0x29, 0x30...0x39: break
        default: return 0
        }
      }
      return dashes > 0 ? bars + 1 : 0
    }
  }
}
