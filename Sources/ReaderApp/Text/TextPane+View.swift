// The text pane draws the lines near its viewport, with marks and matches.

import ArticleModel
import Screen

extension TextPane {
  func draw(in pane: Rect, saysNothing: Bool, _ around: Surroundings, on grid: inout Grid) {
    let column = around.column(in: pane)
    guard let reading, let top = topPlace else {
      if saysNothing {
        grid.write(
          Message.nothingOpen, column: column.column, row: column.row, columns: column.columns,
          style: around.theme.faded)
      }
      return
    }
    var place = top
    var row = column.row
    var focusRow: Int?
    while row < column.endRow, reading.text.blocks.indices.contains(place.block) {
      let laid = reading.column.block(place.block)
      while place.line < laid.height, row < column.endRow {
        if place.line < laid.lines.count {
          let line = Rect(column: column.column, row: row, columns: column.columns, rows: 1)
          if place.block == reading.focusBlock, focusRow == nil {
            focusRow = row
            if reading.isPointedAt, column.column > pane.column {
              grid.write(
                around.ornaments.pointer, column: max(pane.column, column.column - 2), row: row,
                columns: 1,
                style: around.theme.mark)
            }
          }
          drawLine(place, laid, in: line, of: reading, around, on: &grid)
        } else if let sign = reading.text.blocks[place.block].sign {
          drawSign(
            sign, blankLine: place.line - laid.lines.count, row: row, in: column,
            isRightToLeft: reading.column.isRightToLeft, around, on: &grid)
        }
        place.line += 1
        row += 1
      }
      place = LinePlace(block: place.block + 1, line: 0)
    }
    guard around.focus == .text, grid.cursor == nil || !pointsInto(pane, grid.cursor) else {
      return
    }
    grid.cursor = Point(column: column.column, row: focusRow ?? column.row)
  }

  /// The cells of the rule under a headline.
  private static let ruleColumns = 8

  /// Draws a sign between two blocks, if it stands on this one of the blank lines.
  private func drawSign(
    _ sign: TextBlock.Sign, blankLine: Int, row: Int, in column: Rect, isRightToLeft: Bool,
    _ around: Surroundings, on grid: inout Grid
  ) {
    switch sign {
    case .rule:
      guard blankLine == 0 else { return }
      let width = min(Self.ruleColumns, column.columns)
      let start = isRightToLeft ? column.endColumn - width : column.column
      for place in start..<start + width {
        grid.write(
          around.ornaments.line, column: place, row: row, columns: 1, style: around.theme.faded)
      }
    case .end:
      guard blankLine == 1 else { return }
      grid.write(
        around.ornaments.end, column: column.column + column.columns / 2, row: row, columns: 1,
        style: around.theme.faded)
    }
  }

  private func pointsInto(_ pane: Rect, _ point: Point?) -> Bool {
    guard let point else { return false }
    return (pane.column..<pane.endColumn).contains(point.column)
      && (pane.row..<pane.endRow).contains(point.row)
  }

  private func drawLine(
    _ place: LinePlace, _ laid: LaidBlock, in rect: Rect, of reading: Reading,
    _ around: Surroundings, on grid: inout Grid
  ) {
    let kind = reading.text.blocks[place.block].kind
    let line = laid.lines[place.line]
    let room = rect.columns - laid.indent - laid.right
    let isRepeated = reading.repeats[place.block] != nil
    let chosen = reading.chosenRange(ofBlock: place.block)
    if case .related(let number) = kind {
      drawRelatedMark(
        number, isFirst: place.line == 0, isLast: place.line == laid.lines.count - 1, in: rect,
        of: reading, around, on: &grid)
    } else {
      drawMarker(
        reading.text.blocks[place.block], place.line, in: rect, indent: laid.indent, around,
        on: &grid)
    }
    guard reading.find != nil || chosen != nil || isRepeated else {
      grid.write(line, column: rect.column + laid.indent, row: rect.row, columns: room)
      return
    }
    let matches =
      reading.find?.matches.enumerated().filter { $0.element.block == place.block } ?? []
    let current = reading.find?.current
    let restyle = { (offset: Int, style: Style) -> Style in
      if let match = matches.first(where: { $0.element.range.contains(offset) }) {
        return match.offset == current
          ? around.theme.pointedAt(style) : style.over(around.theme.hit)
      }
      if chosen?.contains(offset) == true { return around.theme.pointedAt(style) }
      return isRepeated ? around.theme.receding(style) : style
    }
    grid.write(
      line, column: rect.column + laid.indent, row: rect.row, columns: room, restyle: restyle)
    if let chosen, line.range.contains(chosen.lowerBound), around.focus == .text {
      let start = line.column(of: chosen.lowerBound)
      grid.cursor = Point(column: rect.column + laid.indent + start, row: rect.row)
    }
    if let current, let match = reading.find?.matches[safe: current], match.block == place.block,
      line.range.contains(match.range.lowerBound), around.focus == .text
    {
      grid.cursor = Point(
        column: rect.column + laid.indent + line.column(of: match.range.lowerBound), row: rect.row)
    }
  }

  private func drawMarker(
    _ block: TextBlock, _ line: Int, in rect: Rect, indent: Int, _ around: Surroundings,
    on grid: inout Grid
  ) {
    guard indent > 0 else { return }
    if block.kind == .item || block.number != nil, line == 0 {
      let width = TextColumn.markWidth(of: block)
      let mark = block.number.map { SafeText(line: "\($0).") } ?? around.ornaments.bullet
      grid.write(
        mark, column: rect.column + max(0, indent - width), row: rect.row, columns: width,
        style: around.theme.faded)
    } else if block.kind == .quote {
      grid.write(
        around.ornaments.rule, column: rect.column, row: rect.row, columns: 1,
        style: around.theme.faded)
    }
  }

  /// Number and mark before a related headline, and after it where it leads.
  private func drawRelatedMark(
    _ number: Int, isFirst: Bool, isLast: Bool, in rect: Rect, of reading: Reading,
    _ around: Surroundings, on grid: inout Grid
  ) {
    let resolved = reading.resolved?[safe: number]
    let isWide = rect.columns >= 24
    if isFirst, number < 9 {
      grid.write(
        SafeText(line: "\(number + 1)"), column: rect.column, row: rect.row, columns: 1,
        style: around.theme.mark)
    }
    if isFirst, isWide, let resolved {
      let mark: SafeText =
        switch resolved.status {
        case .found:
          resolved.candidates.first?.isRead == true
            ? around.ornaments.read : around.ornaments.unread
        case .nearest: around.ornaments.nearest
        case .missing: around.ornaments.missing
        }
      grid.write(
        mark, column: rect.column + 2, row: rect.row, columns: 1,
        style: mark == around.ornaments.unread ? around.theme.mark : around.theme.faded)
    }
    guard isLast, rect.columns >= TextColumn.leastForNotes, let resolved else { return }
    let note = self.note(on: resolved, around)
    let width = TextLayout.width(of: note)
    grid.write(
      note, column: rect.endColumn - width, row: rect.row, columns: width, style: around.theme.faded
    )
  }

  private func note(on resolved: ResolvedHeadline, _ around: Surroundings) -> SafeText {
    switch resolved.status {
    case .found:
      guard let candidate = resolved.candidates.first else { return .empty }
      if candidate.isOutside { return "outside" }
      return candidate.published.map { DateText.short($0.day, today: around.today) } ?? .empty
    case .nearest: return SafeText(line: "\(resolved.candidates.count) nearest")
    case .missing: return "not here"
    }
  }
}

// MARK: - Beside the text

extension TextPane {
  /// Draws the sections round the one being read; gives the row after them.
  func drawOutline(
    of reading: Reading, in column: Rect, _ around: Surroundings, on grid: inout Grid
  ) -> Int {
    let sections = reading.stored.article.sections
    let current = currentSection ?? 0
    let rows = min(sections.count, max(3, column.rows / 3))
    let first = max(0, min(current - rows / 2, sections.count - rows))
    for index in first..<first + rows {
      let style: Style =
        index == current && around.focus == .text ? around.theme.strong : around.theme.faded
      grid.write(
        TextLayout.truncated(
          sections[index].title, to: column.columns, style: style,
          ellipsis: around.ornaments.ellipsis),
        column: column.column, row: column.row + index - first, columns: column.columns)
    }
    return column.row + rows
  }
}

extension LaidLine {
  /// The column at which the scalar `offset` of the text stands.
  func column(of offset: Int) -> Int {
    var column = 0
    for item in items {
      if item.offset == offset { return column }
      column += Int(item.cell.width)
    }
    return 0
  }
}
