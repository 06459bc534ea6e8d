// A table's text, which stands in columns, as rows of cells.

import ArticleModel

enum TableRows {
  /// The cells of a table: what two blanks, a tab or a bar part; where rows differ in that, what
  /// columns part that are blank in all of them. Lines of nothing but rules are no rows.
  static func of(_ text: SafeText) -> [[SafeText]] {
    let lines = text.string.split(separator: "\n").filter { line in
      line.contains { $0.isLetter || $0.isNumber }
    }
    let rows = lines.map(cells)
    if Set(rows.map(\.count)).count <= 1 || lines.contains(where: { $0.contains("|") }) {
      return rows
    }
    return byColumns(lines.map { Array($0.unicodeScalars) })
  }

  private static func cells(_ line: Substring) -> [SafeText] {
    let isBarred = line.contains("|") || line.contains("│")
    let parts =
      isBarred
      ? line.split(omittingEmptySubsequences: false) { $0 == "|" || $0 == "│" }
      : line.replacing(/\t| {2,}/, with: "\t").split(separator: "\t")
    let cells = parts.map { SafeText(line: $0) }
    // Bars at the edges of a row part nothing.
    guard isBarred else { return cells }
    return Array(cells.drop { $0.isEmpty }.reversed().drop { $0.isEmpty }.reversed())
  }

  private static func byColumns(_ lines: [[Unicode.Scalar]]) -> [[SafeText]] {
    let width = lines.map(\.count).max() ?? 0
    let isBlank = (0..<width).map { column in
      lines.allSatisfy { column >= $0.count || $0[column] == " " }
    }
    var columns: [Range<Int>] = []
    var start = 0
    var column = 0
    while column < width {
      if isBlank[column], column + 1 >= width || isBlank[column + 1] {
        if start < column { columns.append(start..<column) }
        while column < width, isBlank[column] { column += 1 }
        start = column
      } else {
        column += 1
      }
    }
    if start < width { columns.append(start..<width) }
    return lines.map { line in
      columns.map { range in
        var cell = String.UnicodeScalarView()
        cell.append(contentsOf: line[range.clamped(to: 0..<line.count)])
        return SafeText(line: String(cell))
      }
    }
  }
}
