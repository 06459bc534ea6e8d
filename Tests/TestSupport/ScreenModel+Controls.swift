// Each character and control changes the screen model (ECMA-48 §8.3 and xterm's ctlseqs).

import Screen

extension ScreenModel {
  mutating func move(to point: Point) {
    cursor.column = min(max(0, point.column), max(0, size.columns - 1))
    cursor.row = min(max(0, point.row), max(0, size.rows - 1))
    wrapIsPending = false
  }

  private mutating func move(columns: Int = 0, rows: Int = 0) {
    move(to: Point(column: cursor.column + columns, row: cursor.row + rows))
  }

  mutating func put(_ raw: Unicode.Scalar) {
    let scalar = drawsLines ? LineDrawing.scalar(for: raw) : raw
    let width = CharacterWidth.of(scalar)
    guard width > 0, size.columns >= width, size.rows > 0 else {
      addMark(scalar)
      return
    }
    if wrapIsPending || cursor.column + width > size.columns { wrap() }
    if inserts { insertCells(width) }
    breakWide(at: cursor.column)
    breakWide(at: cursor.column + width - 1)
    rows[cursor.row][cursor.column] = Cell(text: String(Character(scalar)), style: style)
    if width == 2 { rows[cursor.row][cursor.column + 1] = Cell(text: "", style: style) }
    lastCharacter = raw
    if cursor.column + width < size.columns {
      cursor.column += width
    } else {
      cursor.column = size.columns - 1
      wrapIsPending = modes.contains(7)
    }
  }

  private mutating func wrap() {
    guard modes.contains(7) else {
      wrapIsPending = false
      return
    }
    cursor.column = 0
    lineFeed()
    wrapIsPending = false
  }

  private mutating func addMark(_ scalar: Unicode.Scalar) {
    guard rows.indices.contains(cursor.row) else { return }
    var column = wrapIsPending ? cursor.column : cursor.column - 1
    if column > 0, rows[cursor.row][column].text.isEmpty { column -= 1 }
    guard rows[cursor.row].indices.contains(column) else { return }
    rows[cursor.row][column].text.unicodeScalars.append(scalar)
  }

  /// A wide character of which one half is overwritten is gone.
  private mutating func breakWide(at column: Int) {
    guard rows[cursor.row].indices.contains(column) else { return }
    if rows[cursor.row][column].text.isEmpty, column > 0 {
      rows[cursor.row][column - 1].text = " "
      rows[cursor.row][column].text = " "
    }
    let next = column + 1
    if next < size.columns, rows[cursor.row][next].text.isEmpty {
      rows[cursor.row][next].text = " "
    }
  }

  mutating func obey(control: UInt8) {
    switch control {
    case 0x08: move(columns: -1)
    case 0x09: move(to: Point(column: (cursor.column / 8 + 1) * 8, row: cursor.row))
    case 0x0A, 0x0B, 0x0C: lineFeed()
    case 0x0D: move(to: Point(column: 0, row: cursor.row))
    case 0x0E: drawsLines = true
    case 0x0F: drawsLines = false
    default: break
    }
  }

  mutating func obey(escape intermediates: [UInt8], _ final: UInt8) {
    switch (intermediates, final) {
    case ([], UInt8(ascii: "7")): savedCursor = (cursor, style)
    case ([], UInt8(ascii: "8")): restoreCursor()
    case ([], UInt8(ascii: "D")): lineFeed()
    case ([], UInt8(ascii: "E")):
      move(to: Point(column: 0, row: cursor.row))
      lineFeed()
    case ([], UInt8(ascii: "M")): reverseLineFeed()
    case ([], UInt8(ascii: "c")): self = ScreenModel(size)
    case ([UInt8(ascii: "(")], _): drawsLines = final == UInt8(ascii: "0")
    default: break
    }
  }

  private mutating func restoreCursor() {
    move(to: savedCursor.point)
    style = savedCursor.style
  }

  mutating func obey(_ sequence: ControlSequence) {
    guard sequence.intermediates.isEmpty else { return }
    if sequence.prefix == UInt8(ascii: "?") {
      setModes(sequence)
    } else if sequence.prefix == nil {
      if !moved(by: sequence) { edit(by: sequence) }
    }
  }

  private mutating func moved(by sequence: ControlSequence) -> Bool {
    let count = sequence.count
    switch sequence.final {
    case UInt8(ascii: "A"): move(rows: -min(count, cursor.row - topLimit))
    case UInt8(ascii: "B"): move(rows: min(count, bottomLimit - cursor.row))
    case UInt8(ascii: "C"): move(columns: count)
    case UInt8(ascii: "D"): move(columns: -count)
    case UInt8(ascii: "G"), UInt8(ascii: "`"):
      move(to: Point(column: count - 1, row: cursor.row))
    case UInt8(ascii: "d"): move(to: Point(column: cursor.column, row: count - 1))
    case UInt8(ascii: "H"), UInt8(ascii: "f"):
      let column = sequence.parameter(1, default: 1) - 1
      move(to: Point(column: column, row: sequence.parameter(0, default: 1) - 1))
    case UInt8(ascii: "I"):
      move(to: Point(column: (cursor.column / 8 + count) * 8, row: cursor.row))
    case UInt8(ascii: "Z"):
      move(to: Point(column: ((cursor.column + 7) / 8 - count) * 8, row: cursor.row))
    case UInt8(ascii: "s"): savedCursor = (cursor, style)
    case UInt8(ascii: "u"): restoreCursor()
    default: return false
    }
    return true
  }

  private var topLimit: Int { cursor.row >= scrollTop ? scrollTop : 0 }
  private var bottomLimit: Int { cursor.row <= scrollBottom ? scrollBottom : size.rows - 1 }

  private mutating func edit(by sequence: ControlSequence) {
    let count = sequence.count
    switch sequence.final {
    case UInt8(ascii: "J"): eraseDisplay(sequence.parameter(0, default: 0))
    case UInt8(ascii: "K"): eraseLine(sequence.parameter(0, default: 0))
    case UInt8(ascii: "X"): erase(row: cursor.row, from: cursor.column, count: count)
    case UInt8(ascii: "@"): insertCells(count)
    case UInt8(ascii: "P"): deleteCells(count)
    case UInt8(ascii: "L"): insertLines(count)
    case UInt8(ascii: "M"): deleteLines(count)
    case UInt8(ascii: "S"): scroll(up: count, from: scrollTop)
    case UInt8(ascii: "T"): scroll(down: count, from: scrollTop)
    case UInt8(ascii: "b"): for _ in 0..<min(count, 10_000) { put(lastCharacter) }
    case UInt8(ascii: "m"): style = sequence.style(after: style)
    case UInt8(ascii: "r"): setScrollRegion(sequence)
    case UInt8(ascii: "h"): if sequence.parameters.contains(4) { inserts = true }
    case UInt8(ascii: "l"): if sequence.parameters.contains(4) { inserts = false }
    default: break
    }
  }

  private mutating func setScrollRegion(_ sequence: ControlSequence) {
    let top = sequence.parameter(0, default: 1) - 1
    let bottom = min(sequence.parameter(1, default: size.rows), size.rows) - 1
    guard top < bottom else { return }
    (scrollTop, scrollBottom) = (top, bottom)
    move(to: Point(column: 0, row: 0))
  }

  private mutating func setModes(_ sequence: ControlSequence) {
    let sets = sequence.final == UInt8(ascii: "h")
    guard sets || sequence.final == UInt8(ascii: "l") else { return }
    for mode in sequence.parameters {
      if [47, 1047, 1049].contains(mode) { useAlternateScreen(sets, keepsCursor: mode == 1049) }
      if sets { modes.insert(mode) } else { modes.remove(mode) }
    }
  }

  private mutating func useAlternateScreen(_ use: Bool, keepsCursor: Bool) {
    if use, mainRows == nil {
      if keepsCursor { savedCursor = (cursor, style) }
      mainRows = rows
      rows = Self.blankRows(size)
    } else if !use, let main = mainRows {
      rows = main
      mainRows = nil
      if keepsCursor { restoreCursor() }
    }
  }
}

// MARK: Erasing, inserting, scrolling

extension ScreenModel {
  private mutating func erase(row: Int, from column: Int, count: Int) {
    guard rows.indices.contains(row) else { return }
    let start = min(max(0, column), size.columns)
    for column in start..<min(size.columns, start + max(0, min(count, size.columns))) {
      rows[row][column] = .blank(style)
    }
    wrapIsPending = false
  }

  private mutating func eraseLine(_ mode: Int) {
    switch mode {
    case 0: erase(row: cursor.row, from: cursor.column, count: size.columns)
    case 1: erase(row: cursor.row, from: 0, count: cursor.column + 1)
    default: erase(row: cursor.row, from: 0, count: size.columns)
    }
  }

  private mutating func eraseDisplay(_ mode: Int) {
    eraseLine(min(mode, 2))
    let others =
      switch mode {
      case 0: cursor.row + 1..<max(cursor.row + 1, size.rows)
      case 1: 0..<cursor.row
      default: 0..<size.rows
      }
    for row in others { erase(row: row, from: 0, count: size.columns) }
  }

  private mutating func insertCells(_ count: Int) {
    guard rows.indices.contains(cursor.row) else { return }
    let count = min(count, size.columns - cursor.column)
    rows[cursor.row].removeLast(count)
    let blanks = [Cell](repeating: .blank(style), count: count)
    rows[cursor.row].insert(contentsOf: blanks, at: cursor.column)
  }

  private mutating func deleteCells(_ count: Int) {
    guard rows.indices.contains(cursor.row) else { return }
    let count = min(count, size.columns - cursor.column)
    rows[cursor.row].removeSubrange(cursor.column..<cursor.column + count)
    rows[cursor.row] += [Cell](repeating: .blank(style), count: count)
    wrapIsPending = false
  }

  private mutating func insertLines(_ count: Int) {
    guard (scrollTop...scrollBottom).contains(cursor.row) else { return }
    scroll(down: count, from: cursor.row)
    move(to: Point(column: 0, row: cursor.row))
  }

  private mutating func deleteLines(_ count: Int) {
    guard (scrollTop...scrollBottom).contains(cursor.row) else { return }
    scroll(up: count, from: cursor.row)
    move(to: Point(column: 0, row: cursor.row))
  }

  private mutating func lineFeed() {
    wrapIsPending = false
    if cursor.row == scrollBottom {
      scroll(up: 1, from: scrollTop)
    } else if cursor.row < size.rows - 1 {
      cursor.row += 1
    }
  }

  private mutating func reverseLineFeed() {
    wrapIsPending = false
    if cursor.row == scrollTop {
      scroll(down: 1, from: scrollTop)
    } else if cursor.row > 0 {
      cursor.row -= 1
    }
  }

  private func blankLines(_ count: Int) -> [[Cell]] {
    [[Cell]](repeating: [Cell](repeating: .blank(style), count: size.columns), count: count)
  }

  private mutating func scroll(up count: Int, from top: Int) {
    guard rows.indices.contains(scrollBottom), top <= scrollBottom else { return }
    let count = min(max(0, count), scrollBottom - top + 1)
    rows.removeSubrange(top..<top + count)
    rows.insert(contentsOf: blankLines(count), at: scrollBottom + 1 - count)
  }

  private mutating func scroll(down count: Int, from top: Int) {
    guard rows.indices.contains(scrollBottom), top <= scrollBottom else { return }
    let count = min(max(0, count), scrollBottom - top + 1)
    rows.removeSubrange(scrollBottom + 1 - count...scrollBottom)
    rows.insert(contentsOf: blankLines(count), at: top)
  }
}

/// DEC's special graphics, as far as ncurses draws with them.
private enum LineDrawing {
  private static let shapes: [Unicode.Scalar: Unicode.Scalar] = [
    "q": "─", "x": "│", "l": "┌", "k": "┐", "m": "└", "j": "┘", "t": "├", "u": "┤", "v": "┴",
    "w": "┬", "n": "┼", "a": "▒", "`": "◆", "~": "·",
  ]

  static func scalar(for scalar: Unicode.Scalar) -> Unicode.Scalar { shapes[scalar] ?? scalar }
}
