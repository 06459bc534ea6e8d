// A grid on the curses screen: only what changed is handed over.

import CNcurses
import Glibc
import Screen

/// Draws grids, and knows the one that is shown.
struct Painter {
  private var shown: Grid?
  private var pairs: ColorPairs
  /// The attributes that the terminal has; it is asked for no other.
  private let attributes: attr_t
  private var isCursorShown = true

  init(usesColor: Bool) {
    pairs = ColorPairs(usesColor: usesColor)
    attributes = attr_t(termattrs())
  }

  /// Sends every cell with the next grid.
  mutating func forget() {
    shown = nil
  }

  /// Shows the grid. What it lacks of the screen stays empty, what it has beyond is left out.
  mutating func draw(_ grid: Grid) {
    if shown?.size != grid.size {
      werase(curses_screen())
      shown = nil
    }
    let lines = min(grid.size.rows, Int(curses_lines()))
    let columns = min(grid.size.columns, Int(curses_columns()))
    for row in 0..<lines {
      if let changed = changedColumns(of: grid, row: row, columns: columns) {
        put(grid, row: row, changed)
      }
    }
    shown = grid
    place(grid.cursor)
    wrefresh(curses_screen())
  }

  /// From the first to the last column that is not as shown, whole characters.
  private func changedColumns(of grid: Grid, row: Int, columns: Int) -> Range<Int>? {
    guard columns > 0 else { return nil }
    guard let shown else { return 0..<columns }
    let start = row * grid.size.columns
    let range = start..<start + columns
    guard let first = range.first(where: { grid.cells[$0] != shown.cells[$0] }),
      let last = range.last(where: { grid.cells[$0] != shown.cells[$0] })
    else { return nil }
    let begin = grid.cells[first].width == 0 ? first - 1 : first
    return max(0, begin - start)..<last - start + 1
  }

  private mutating func put(_ grid: Grid, row: Int, _ columns: Range<Int>) {
    var cells: [cchar_t] = []
    cells.reserveCapacity(columns.count)
    let start = row * grid.size.columns
    var last: (style: Style, attributes: attr_t, pair: Int32)?
    for cell in grid.cells[start + columns.lowerBound..<start + columns.upperBound]
    where cell.width > 0 {
      let look = last?.style == cell.style ? last : nil
      let current =
        look ?? (cell.style, attributes(of: cell.style), pairs.number(of: cell.style))
      last = current
      append(cell, current.attributes, current.pair, to: &cells)
    }
    curses_put(Int32(row), Int32(columns.lowerBound), cells, Int32(cells.count))
  }

  private func append(
    _ cell: Cell, _ attributes: attr_t, _ pair: Int32, to cells: inout [cchar_t]
  ) {
    var characters = CellText.characters(of: cell)
    characters.append(0)
    var made = cchar_t()
    curses_set_cell(&made, characters, attributes, pair)
    cells.append(made)
    // Two narrow ones in place of a wide one that this C library does not know.
    if cell.width == 2, characters[0] < 0x80 { cells.append(made) }
  }

  private func attributes(of style: Style) -> attr_t {
    var wanted: attr_t = 0
    if style.attributes.contains(.bold) || pairs.needsBold(style.foreground) {
      wanted |= curses_bold()
    }
    if style.attributes.contains(.dim) { wanted |= curses_dim() }
    if style.attributes.contains(.italic) { wanted |= curses_italic() }
    if style.attributes.contains(.underline) { wanted |= curses_underline() }
    if style.attributes.contains(.reverse) { wanted |= curses_reverse() }
    return wanted & attributes
  }

  /// The cursor is seen wherever the grid puts it: screen readers follow no other.
  private mutating func place(_ cursor: Point?) {
    if (cursor != nil) != isCursorShown {
      isCursorShown = cursor != nil
      curs_set(isCursorShown ? 1 : 0)
    }
    let row = min(max(0, cursor?.row ?? 0), Int(curses_lines()) - 1)
    let column = min(max(0, cursor?.column ?? 0), Int(curses_columns()) - 1)
    wmove(curses_screen(), Int32(row), Int32(column))
  }
}

/// What is stored in a curses cell.
enum CellText {
  /// The cell's character and marks, as many as this C library agrees on: curses counts columns by
  /// its `wcwidth`, and a character that is wider or narrower there would shift the row.
  static func characters(of cell: Cell) -> [wchar_t] {
    let scalars = cell.glyph.unicodeScalars
    guard let first = scalars.first else { return [0x20] }
    let base = wchar_t(bitPattern: first.value)
    if base >= 0x20 && base < 0x7F && scalars.count == 1 { return [base] }
    guard curses_width(base) == Int32(cell.width) else {
      return [cell.width == 1 && curses_width(0xFFFD) == 1 ? 0xFFFD : 0x3F]
    }
    let marks = scalars.dropFirst().map { wchar_t(bitPattern: $0.value) }
    return [base] + marks.filter { curses_width($0) == 0 }.prefix(Int(CCHARW_MAX) - 1)
  }
}
