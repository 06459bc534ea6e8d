// Laying text out under the fuzzer: no line is too wide, nothing of the text is left out.

import ArticleModel

#if DEBUG

@testable import Screen

extension FuzzTarget {
  /// `TextLayout` and the grid, at any width. The planted bug loses a wide character that ends a line
  /// from right to left.
  static let layout = FuzzTarget("layout", longest: 400) { bytes, isPlanted in
    var choices = Choices(bytes)
    let width = Int(choices.byte()) % 90
    let language = ["", "ja", "zh", "fi", "th"][Int(choices.byte()) % 5]
    let columns = Int(choices.byte()) % 60
    let text = SafeText(text: String(decoding: choices.all(), as: UTF8.self))
    let scalars = Array(text.string.unicodeScalars)
    var lines = TextLayout.lines(of: text, width: width, language: language)
    if isPlanted { spoil(&lines) }
    return tooWide(lines, width) ?? uncovered(lines, scalars.count)
      ?? unshown(lines, scalars) ?? oneLine(text, columns) ?? drawn(lines, text, columns)
  }

  private static func spoil(_ lines: inout [LaidLine]) {
    for index in lines.indices where lines[index].isRightToLeft {
      if lines[index].items.first?.cell.width == 2 { lines[index].items.removeFirst() }
    }
  }

  private static func tooWide(_ lines: [LaidLine], _ width: Int) -> String? {
    for line in lines where line.width > max(2, width) { return "\(line.width) columns" }
    for item in lines.flatMap(\.items) {
      let scalars = item.cell.glyph.unicodeScalars
      if !(1...5).contains(scalars.count) { return "a cell of \(scalars.count) characters" }
      let isOwn = DisplayWidth.kind(of: scalars[0]) == .spacing(item.cell.width)
      if !isOwn, scalars[0] != " " { return "a cell of another width: \(scalars)" }
      if scalars.dropFirst().contains(where: { DisplayWidth.kind(of: $0) != .mark }) {
        return "a cell with something that is no mark: \(scalars)"
      }
    }
    return nil
  }

  private static func uncovered(_ lines: [LaidLine], _ count: Int) -> String? {
    var end = 0
    for line in lines {
      if line.range.lowerBound != end { return "a line begins at \(line.range), not \(end)" }
      if line.items.contains(where: { !line.range.contains($0.offset) }) { return "a strange cell" }
      end = line.range.upperBound
    }
    return end == count ? nil : "the lines end at \(end) of \(count)"
  }

  private static let blanks: Set<String> = [" ", "\u{3000}", "-"]

  private static func unshown(_ lines: [LaidLine], _ scalars: [Unicode.Scalar]) -> String? {
    let shown = lines.flatMap { line in
      line.items.filter { !blanks.contains($0.cell.glyph.string) }.map(\.offset).sorted()
    }
    var scanner = ClusterScanner(scalars, 0..<scalars.count)
    var places: [Int] = []
    while let cluster = scanner.next() {
      Glyph.reduce(scalars, cluster) { glyph, _, offset in
        if !blanks.contains(glyph.string) { places.append(offset) }
      }
    }
    return shown == places ? nil : "shown are \(shown) of \(places)"
  }

  private static func oneLine(_ text: SafeText, _ columns: Int) -> String? {
    let line = TextLayout.truncated(text, to: columns)
    if line.width > columns { return "one line of \(line.width) in \(columns) columns" }
    let whole = TextLayout.width(of: text)
    if whole <= columns, line.width != whole { return "\(line.width) of \(whole) columns" }
    return nil
  }

  /// Every cell of a grid is one that stands alone, or two that hold one character.
  private static func drawn(_ lines: [LaidLine], _ text: SafeText, _ columns: Int) -> String? {
    var grid = Grid(Size(columns: max(1, columns), rows: 4))
    for (row, line) in lines.prefix(3).enumerated() {
      grid.write(line, column: row, row: row, columns: columns)
    }
    grid.write(text, column: 1, row: 3, columns: columns)
    for row in 0..<grid.size.rows {
      var column = 0
      while column < grid.size.columns {
        let width = Int(grid[column, row].width)
        if width < 1 || column + width > grid.size.columns { return "half a character" }
        if width == 2, grid[column + 1, row].width != 0 { return "a character written over" }
        column += width
      }
    }
    return nil
  }
}

#endif
