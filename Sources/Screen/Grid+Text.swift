// Text written on a grid.

package import ArticleModel

extension Grid {
  /// Writes text on one row from `column` on, cut with `ellipsis` to at most `columns` (and to the grid);
  /// gives the columns used.
  ///
  /// Text that runs from right to left is in visual order, and begins at `column` all the same.
  @discardableResult
  package mutating func write(
    _ text: SafeText, column: Int, row: Int, columns: Int, style: Style = .plain,
    ellipsis: SafeText = "…"
  ) -> Int {
    let room = min(columns, size.columns - column)
    guard room > 0, column >= 0, row >= 0, row < size.rows else { return 0 }
    if let used = putNarrow(text, column, row, room, style, ellipsis) { return used }
    let line = TextLayout.truncated(text, to: room, style: style, ellipsis: ellipsis)
    return put(line.items, column, row, room, nil)
  }

  /// Writes a laid-out line into the `columns` from `column` on, one that runs from right to left
  /// flush right. `restyle` is given each item's offset in the text, and its style.
  package mutating func write(
    _ line: LaidLine, column: Int, row: Int, columns: Int,
    restyle: ((_ offset: Int, _ style: Style) -> Style)? = nil
  ) {
    let indent = line.isRightToLeft ? max(0, columns - line.width) : 0
    put(line.items, column + indent, row, columns - indent, restyle)
  }

  /// Writes text of characters that each take one column and stand alone, as most text is, straight
  /// into the cells; `nil` if it is another.
  private mutating func putNarrow(
    _ text: SafeText, _ column: Int, _ row: Int, _ room: Int, _ style: Style,
    _ ellipsis: SafeText
  ) -> Int? {
    var count = 0
    for scalar in text.string.unicodeScalars {
      guard DisplayWidth.simple(scalar) == 1, !Bidi.mayRunFromRight(scalar) else { return nil }
      count += 1
      if count > room { break }
    }
    let isCut = count > room
    if isCut, ellipsis.scalarCount > 1 { return nil }
    let whole = isCut ? room - 1 : count
    var place = column
    for scalar in text.string.unicodeScalars {
      if place == column + whole { break }
      put(Cell(glyph: Glyph(scalar), width: 1, style: style), column: place, row: row)
      place += 1
    }
    for scalar in isCut ? ellipsis.string.unicodeScalars : "".unicodeScalars {
      put(Cell(glyph: Glyph(scalar), width: 1, style: style), column: place, row: row)
      place += 1
    }
    return place - column
  }

  /// Puts items from `column` on, as many as fit in `columns`; gives the columns used.
  @discardableResult
  private mutating func put(
    _ items: [LaidLine.Item], _ column: Int, _ row: Int, _ columns: Int,
    _ restyle: ((_ offset: Int, _ style: Style) -> Style)?
  ) -> Int {
    var used = 0
    for item in items {
      guard used + Int(item.cell.width) <= columns else { break }
      var cell = item.cell
      if let restyle { cell.style = restyle(item.offset, cell.style) }
      put(cell, column: column + used, row: row)
      used += Int(cell.width)
    }
    return used
  }
}
