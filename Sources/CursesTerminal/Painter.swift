// A grid on the curses screen: only what changed is handed over.

import CNcurses
import Glibc
import Screen

/// Draws grids on curses' virtual screen, and has curses make the terminal's like it.
struct Painter {
  /// The content of the virtual screen.
  private var shown: Grid?
  private var pairs: ColorPairs
  /// The attributes that the terminal has; it is asked for no other.
  private let attributes: attr_t
  private var isCursorShown = true
  /// The characters of the cell that is being made.
  private var characters: [wchar_t] = []
  /// The cells of the row that is being made.
  private var made: [cchar_t] = []
  private var blanks: [UInt64: cchar_t] = [:]

  init(usesColor: Bool) {
    pairs = ColorPairs(usesColor: usesColor)
    attributes = attr_t(termattrs())
  }

  /// Sends every cell with the next grid.
  mutating func forget() {
    shown = nil
  }

  /// Shows the grid. Cells that it lacks stay empty, cells beyond the screen are left out.
  mutating func draw(_ grid: Grid) {
    prepare(grid)
    place(grid.cursor)
    doupdate()
  }

  /// Puts the grid on the virtual screen; the terminal's stays as it is.
  mutating func prepare(_ grid: Grid) {
    if shown?.size != grid.size {
      werase(curses_screen())
      shown = nil
    }
    let lines = min(grid.size.rows, Int(curses_lines()))
    let columns = min(grid.size.columns, Int(curses_columns()))
    for row in 0..<lines {
      guard let shown else {
        put(grid, row: row, 0..<columns)
        continue
      }
      if let changed = grid.changedColumns(row: row, since: shown) {
        put(grid, row: row, changed.clamped(to: 0..<columns))
      }
    }
    shown = grid
  }

  private mutating func put(_ grid: Grid, row: Int, _ columns: Range<Int>) {
    guard !columns.isEmpty else { return }
    made.removeAll(keepingCapacity: true)
    let start = row * grid.size.columns
    grid.cells.withUnsafeBufferPointer { cells in
      var key: UInt64?
      var blank = cchar_t()
      for place in start + columns.lowerBound..<start + columns.upperBound {
        let cell = cells[place]
        guard cell.width > 0 else { continue }
        if key != cell.styleKey {
          key = cell.styleKey
          blank = self.blank(in: cell)
        }
        let ascii = cell.glyph.ascii
        if ascii != 0 {
          curses_set_character(&blank, wchar_t(bitPattern: ascii))
          made.append(blank)
        } else {
          append(cell, blank)
        }
      }
    }
    curses_put(Int32(row), Int32(columns.lowerBound), made, Int32(made.count))
  }

  /// A blank in a cell's style: other characters are put into copies of it.
  private mutating func blank(in cell: Cell) -> cchar_t {
    if let known = blanks[cell.styleKey] { return known }
    var blank = cchar_t()
    let style = cell.style
    curses_set_cell(&blank, [0x20, 0], attributes(of: style), pairs.number(of: style))
    blanks[cell.styleKey] = blank
    return blank
  }

  private mutating func append(_ cell: Cell, _ blank: cchar_t) {
    var copy = blank
    characters.removeAll(keepingCapacity: true)
    CellText.append(cell, to: &characters)
    characters.append(0)
    curses_set_characters(&copy, characters)
    made.append(copy)
    // Two narrow ones in place of a wide one that this C library does not know.
    if cell.width == 2, characters[0] < 0x80 { made.append(copy) }
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

/// The content of a curses cell.
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
