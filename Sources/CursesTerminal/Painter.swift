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
  /// The characters of the cell that is being made.
  private var characters: [wchar_t] = []

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

  private mutating func append(
    _ cell: Cell, _ attributes: attr_t, _ pair: Int32, to cells: inout [cchar_t]
  ) {
    characters.removeAll(keepingCapacity: true)
    CellText.append(cell, to: &characters)
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
  /// Appends the cell's character and marks, as many as this C library agrees on: curses counts
  /// columns by its `wcwidth`, and a character that is wider or narrower there would shift the row.
  static func append(_ cell: Cell, to characters: inout [wchar_t]) {
    for (place, scalar) in cell.glyph.unicodeScalars.enumerated() {
      let character = wchar_t(bitPattern: scalar.value)
      if place > 0 {
        if place < CCHARW_MAX, curses_width(character) == 0 { characters.append(character) }
      } else if (0x20..<0x7F).contains(character)
        || curses_width(character) == Int32(cell.width)
      {
        characters.append(character)
      } else {
        characters.append(cell.width == 1 && curses_width(0xFFFD) == 1 ? 0xFFFD : 0x3F)
        return
      }
    }
  }
}
