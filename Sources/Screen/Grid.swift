// The screen as a value: rows of cells.

/// What one cell shows: a grapheme cluster in a form that every terminal draws in as many columns
/// as Dateline counts.
package struct Cell: Hashable, Sendable {
  /// One spacing character with at most four marks; empty in the right half of a wide character.
  package var glyph: String
  /// Columns: 1 or 2; 0 for the right half of a wide character.
  package var width: UInt8
  package var style: Style

  /// A cell of a glyph that is already reduced (see `Glyph.reduce`).
  init(glyph: String, width: UInt8, style: Style) {
    self.glyph = glyph
    self.width = width
    self.style = style
  }

  package static let blank = Cell(glyph: " ", width: 1, style: .plain)
}

/// A screen of cells that is drawn on and then handed to a terminal.
///
/// What falls outside is dropped, so that no caller need know how small a window is. A wide
/// character is never left half: overwriting one half blanks the other, and one that does not fit
/// at the right edge is a blank.
package struct Grid: Hashable, Sendable {
  package let size: Size
  /// Row by row, `size.columns * size.rows` of them.
  package private(set) var cells: [Cell]
  /// Where the terminal's cursor stands, so that a screen reader follows; `nil` hides it.
  package var cursor: Point?
  /// Whether the cursor is to be seen (in an input line) or only to stand there.
  package var showsCursor = false

  package init(_ size: Size) {
    self.size = size
    cells = Array(repeating: .blank, count: size.columns * size.rows)
  }

  package subscript(column: Int, row: Int) -> Cell {
    guard contains(column, row) else { return .blank }
    return cells[row * size.columns + column]
  }

  private func contains(_ column: Int, _ row: Int) -> Bool {
    column >= 0 && column < size.columns && row >= 0 && row < size.rows
  }

  /// Puts one cell, keeping wide characters whole; the cell's own width decides how far it reaches.
  package mutating func put(_ cell: Cell, column: Int, row: Int) {
    guard contains(column, row), cell.width > 0 else { return }
    split(column: column, row: row)
    let index = row * size.columns + column
    guard cell.width == 2 else {
      cells[index] = cell
      return
    }
    guard column + 1 < size.columns else {
      cells[index] = Cell(glyph: " ", width: 1, style: cell.style)
      return
    }
    split(column: column + 1, row: row)
    cells[index] = cell
    cells[index + 1] = Cell(glyph: "", width: 0, style: cell.style)
  }

  /// Blanks what would be left of a wide character when `column` is overwritten.
  private mutating func split(column: Int, row: Int) {
    let index = row * size.columns + column
    if cells[index].width == 0, column > 0 {
      cells[index - 1] = Cell(glyph: " ", width: 1, style: cells[index - 1].style)
      cells[index] = Cell(glyph: " ", width: 1, style: cells[index].style)
    } else if cells[index].width == 2, column + 1 < size.columns {
      cells[index + 1] = Cell(glyph: " ", width: 1, style: cells[index].style)
    }
  }

  /// Fills a rectangle with blanks in `style`.
  package mutating func fill(_ rect: Rect, style: Style = .plain) {
    let blank = Cell(glyph: " ", width: 1, style: style)
    for row in max(0, rect.row)..<max(0, rect.row, min(size.rows, rect.endRow)) {
      for column in max(0, rect.column)..<max(0, rect.column, min(size.columns, rect.endColumn)) {
        put(blank, column: column, row: row)
      }
    }
  }

  /// Lays `style` over the cells of a rectangle, leaving what they show.
  package mutating func restyle(_ rect: Rect, _ change: (Style) -> Style) {
    for row in max(0, rect.row)..<max(0, rect.row, min(size.rows, rect.endRow)) {
      for column in max(0, rect.column)..<max(0, rect.column, min(size.columns, rect.endColumn)) {
        let index = row * size.columns + column
        cells[index].style = change(cells[index].style)
      }
    }
  }
}
