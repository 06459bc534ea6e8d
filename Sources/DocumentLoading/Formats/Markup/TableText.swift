// A table of markup set in columns, as plain text has them.

import ArticleModel

/// Gathers the cells of a table, row by row.
struct TableText {
  private struct Cell {
    var text: SafeText
    var runs: [Run]
    var width: Int
  }

  /// Of each column: `r` for what stands at its right edge.
  private let alignments: [UInt8]
  private var rows: [[Cell]] = [[]]
  /// Cells of a column beyond which it is not widened: a longer cell pushes the others aside.
  private static let widest = 40

  init(_ alignments: [UInt8] = []) {
    self.alignments = alignments
  }

  mutating func add(_ text: SafeText, _ runs: [Run]) {
    rows[rows.count - 1].append(Cell(text: text, runs: runs, width: LineFacts(text.string).width))
  }

  mutating func endRow() {
    rows.append([])
  }

  /// The rows as lines, two blanks at least between columns; the first row is strong.
  func set() -> (text: SafeText, runs: [Run]) {
    let widths = columnWidths
    var parts: [SafeText] = []
    var runs: [Run] = []
    var count = 0
    func add(_ text: SafeText) {
      parts.append(text)
      count += text.scalarCount
    }
    for (number, row) in rows.enumerated() where row.contains(where: { !$0.text.isEmpty }) {
      if count > 0 { add("\n") }
      let start = count
      let last = row.lastIndex { !$0.text.isEmpty } ?? 0
      for (column, cell) in row[...last].enumerated() {
        let room = max(0, widths[column] - cell.width)
        let isRight = column < alignments.count && alignments[column] == UInt8(ascii: "r")
        if column > 0 { add("  ") }
        if isRight { add(Self.blanks(room)) }
        runs += cell.runs.map {
          Run($0.range.lowerBound + count..<$0.range.upperBound + count, $0.style)
        }
        add(cell.text)
        if !isRight, column < last { add(Self.blanks(room)) }
      }
      if number == 0, count > start { runs.insert(Run(start..<count, .strong), at: 0) }
    }
    return (SafeText.joined(parts), runs)
  }

  private var columnWidths: [Int] {
    var widths: [Int] = []
    for row in rows {
      for (column, cell) in row.enumerated() {
        if column == widths.count { widths.append(0) }
        widths[column] = max(widths[column], min(Self.widest, cell.width))
      }
    }
    return widths
  }

  private static func blanks(_ count: Int) -> SafeText {
    SafeText(text: String(repeating: " ", count: count))
  }
}
