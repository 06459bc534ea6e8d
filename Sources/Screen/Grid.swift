// The screen as a value: rows of cells.

import Glibc

/// The content of one cell: a grapheme cluster in a form that every terminal draws in as many columns
/// as Dateline counts.
///
/// Three words without references or padding: a screen is filled, copied and compared as plain
/// memory.
package struct Cell: Hashable, Sendable {
  /// The character; none in the right half of a wide one.
  package var glyph: Glyph
  /// The width in the lowest byte; above it the style.
  @usableFromInline var look: UInt64

  /// A cell of a glyph that is already reduced (see `Glyph.reduce`).
  @inline(__always)
  init(glyph: Glyph, width: UInt8, style: Style) {
    self.glyph = glyph
    look = UInt64(width) | UInt64(style.bits) << 8
  }

  /// Columns: 1 or 2; 0 for the right half of a wide character.
  @inlinable
  package var width: UInt8 { UInt8(truncatingIfNeeded: look) }

  /// Equal for cells of equal style, and cheap to compare.
  @inlinable
  package var styleKey: UInt64 { look >> 8 }

  /// The style of the whole cell.
  package var style: Style {
    get { Style(bits: look >> 8) }
    set { look = look & 0xFF | newValue.bits << 8 }
  }

  /// A space in the terminal's own style.
  package static let blank = Cell(glyph: .space, width: 1, style: .plain)
}

/// A screen of cells that is drawn on and then handed to a terminal.
///
/// A cell outside is dropped, so that no caller need know how small a window is. A wide
/// character is never left half: overwriting one half blanks the other, and one that does not fit
/// at the right edge is a blank.
package struct Grid: Hashable, Sendable {
  /// The screen's size in cells.
  package let size: Size
  /// Row by row, `size.columns * size.rows` of them.
  package private(set) var cells: [Cell]
  /// The place of the terminal's cursor, so that a screen reader follows; `nil` hides it.
  package var cursor: Point?
  /// True if the cursor is to be seen (in an input line) or only to stand there.
  package var showsCursor = false

  package init(_ size: Size) {
    self.size = size
    cells = Array(repeating: .blank, count: size.columns * size.rows)
  }

  /// The cell at a place; a blank one outside the grid.
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
    let index = row * size.columns + column
    if cells[index].width != 1 { split(column: column, row: row) }
    guard cell.width == 2 else {
      cells[index] = cell
      return
    }
    guard column + 1 < size.columns else {
      cells[index] = Cell(glyph: .space, width: 1, style: cell.style)
      return
    }
    split(column: column + 1, row: row)
    cells[index] = cell
    cells[index + 1] = Cell(glyph: .none, width: 0, style: cell.style)
  }

  /// Blanks what would be left of a wide character when `column` is overwritten.
  private mutating func split(column: Int, row: Int) {
    let index = row * size.columns + column
    if cells[index].width == 0, column > 0 {
      cells[index - 1] = Cell(glyph: .space, width: 1, style: cells[index - 1].style)
      cells[index] = Cell(glyph: .space, width: 1, style: cells[index].style)
    } else if cells[index].width == 2, column + 1 < size.columns {
      cells[index + 1] = Cell(glyph: .space, width: 1, style: cells[index].style)
    }
  }

  /// The cells of a part of a row that lies within the grid.
  package func part(column: Int, row: Int, columns: Int) -> ArraySlice<Cell> {
    guard contains(column, row), columns > 0, column + columns <= size.columns else { return [] }
    let start = row * size.columns + column
    return cells[start..<start + columns]
  }

  /// Puts cells that `part` gave of a row onto a row; whole characters on both sides are the
  /// caller's affair.
  package mutating func paste(_ part: [Cell], column: Int, row: Int) {
    guard contains(column, row), column + part.count <= size.columns else { return }
    let start = row * size.columns + column
    cells.withUnsafeMutableBufferPointer { cells in
      for place in part.indices { cells[start + place] = part[place] }
    }
  }

  /// Fills a rectangle with blanks in `style`.
  package mutating func fill(_ rect: Rect, style: Style = .plain) {
    let blank = Cell(glyph: .space, width: 1, style: style)
    for row in max(0, rect.row)..<max(0, rect.row, min(size.rows, rect.endRow)) {
      for column in max(0, rect.column)..<max(0, rect.column, min(size.columns, rect.endColumn)) {
        put(blank, column: column, row: row)
      }
    }
  }

  /// The columns of a row from the first to the last cell that is not as in `shown`, whole
  /// characters; `nil` if all are. `shown` is of the same size.
  package func changedColumns(row: Int, since shown: Grid) -> Range<Int>? {
    let start = row * size.columns
    return cells.withUnsafeBufferPointer { new in
      shown.cells.withUnsafeBufferPointer { old in
        guard let base = new.baseAddress, let other = old.baseAddress, base != other,
          memcmp(base + start, other + start, size.columns * MemoryLayout<Cell>.stride) != 0
        else { return nil }
        var first = 0
        while first < size.columns, new[start + first] == old[start + first] { first += 1 }
        guard first < size.columns else { return nil }
        var last = size.columns - 1
        while new[start + last] == old[start + last] { last -= 1 }
        return (new[start + first].width == 0 ? max(0, first - 1) : first)..<last + 1
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
