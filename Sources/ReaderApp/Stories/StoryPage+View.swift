// A view on stories draws its head, its lines and the entry that is chosen.

import ArticleModel
import Screen

extension StoryPage {
  /// The place of the view: the briefing over both panes, related stories beside the text where
  /// there is room, the others where every view stands.
  func pane(_ around: Surroundings) -> Rect {
    let arrangement = around.arrangement
    if isRelated, let side = arrangement.side { return side }
    guard isBriefing, let pane = arrangement.text ?? arrangement.list else {
      return around.overlayPane
    }
    return Rect(column: 0, row: pane.row, columns: around.size.columns, rows: pane.rows)
  }

  private func column(_ around: Surroundings) -> Rect {
    let pane = self.pane(around)
    return pane == around.arrangement.side ? Self.sideColumn(of: pane) : around.column(in: pane)
  }

  /// The column that stands beside the text, a cell from the rule and from the window's edge.
  static func sideColumn(of pane: Rect) -> Rect {
    Rect(column: pane.column + 1, row: pane.row, columns: pane.columns - 2, rows: pane.rows)
  }

  /// Rows of the head that are shown: none in a low window.
  private func headRows(_ around: Surroundings) -> Int {
    let rows = pane(around).rows
    guard rows >= 6, !head.isEmpty else { return 0 }
    return min(head.count, max(1, rows / 3)) + 1
  }

  /// Rows for the lines under the head.
  func rowsForLines(_ around: Surroundings) -> Int {
    max(1, pane(around).rows - headRows(around))
  }

  /// Lays the view out if it is not laid out for the room that it has, and keeps what is chosen on
  /// screen.
  mutating func settle(_ around: Surroundings) {
    let column = self.column(around)
    layOut(for: Size(columns: max(2, column.columns), rows: column.rows), around)
    settle(rows: rowsForLines(around))
  }

  mutating func layOut(for room: Size, _ around: Surroundings) {
    guard self.room != room else { return }
    let layout = PageLayout(
      columns: room.columns, rows: room.rows, today: around.today, theme: around.theme,
      hasNumbers: hasNumbers)
    head = layout.head(of: self)
    lines = layout.lines(of: self)
    self.room = room
  }

  func draw(_ around: Surroundings, on grid: inout Grid) {
    let pane = self.pane(around)
    let column = self.column(around)
    grid.fill(pane)
    let headCount = self.headRows(around)
    for (index, line) in head.prefix(max(0, headCount - 1)).enumerated() {
      line.draw(
        in: Self.row(pane.row + index, of: column), isChosen: false, around.theme, on: &grid)
    }
    let rows = rowsForLines(around)
    let first = pane.row + headCount
    if entryCount == 0 { grid.cursor = Point(column: column.column, row: first) }
    for (index, line) in lines.enumerated().dropFirst(top).prefix(rows) {
      let isChosen = entryCount > 0 && line.entry == selected
      line.draw(
        in: Self.row(first + index - top, of: column),
        isChosen: isChosen && line.isHeadline, around.theme, on: &grid)
      let isFirst = index == 0 || lines[index - 1].entry != line.entry || index == top
      if isChosen, isFirst {
        grid.cursor = Point(
          column: column.column + line.indent, row: first + index - top)
      }
    }
  }

  static func row(_ row: Int, of column: Rect) -> Rect {
    Rect(column: column.column, row: row, columns: column.columns, rows: 1)
  }

  /// Hints at the keys of the view.
  func hints(_ around: Surroundings) -> [String] {
    let follow = isFollowed ? "unfollow" : "follow"
    var hints: [(CommandID, String)]
    switch content {
    case _ where entryCount == 0 && command != .text(.changes): hints = []
    case .nothing: hints = []
    case .changes: hints = [(.motion(.pageDown), "page")]
    case .names: hints = [(.text(.followLink), "all on it")]
    case .followed: hints = [(.text(.followLink), "story"), (.article(.followStory), follow)]
    case .briefing:
      hints = [
        (.text(.followLink), "read"), (.article(.thread), "story"),
        (.article(.toggleRead), "read it all"), (.list(.markAllRead), "all read"),
      ]
      hints += [(.article(.followStory), follow)]
    case .timeline:
      hints = [
        (.text(.followLink), "read"), (.text(.peek), "peek"), (.article(.followStory), follow),
      ]
    case .related, .naming, .mentions:
      hints = [(.text(.followLink), "read"), (.text(.peek), "peek"), (.article(.thread), "story")]
    }
    return hints.compactMap { id, word in around.keymap.keyName(of: id).map { "\($0) \(word)" } }
  }
}

extension PageLine {
  /// Draws the line; marked, if it is of the headline that is chosen.
  func draw(in rect: Rect, isChosen: Bool, _ theme: Theme, on grid: inout Grid) {
    grid.write(lead, column: rect.column, row: rect.row, columns: indent, style: theme.mark)
    if !lead.isEmpty, lead.string.hasSuffix(theme.ornaments.read.string) {
      // A read mark is quieter than an unread one.
      grid.write(
        theme.ornaments.read, column: rect.column + lead.scalarCount - 1, row: rect.row, columns: 1,
        style: theme.faded)
    }
    grid.write(
      bullet, column: rect.column + indent - 2, row: rect.row, columns: 2, style: theme.faded)
    let noteWidth = TextLayout.width(of: note)
    if let body {
      let room = rect.columns - indent - (noteWidth > 0 ? noteWidth + 2 : 0)
      grid.write(
        body, column: rect.column + indent, row: rect.row,
        columns: body.isRightToLeft ? min(room, body.width) : room)
    }
    grid.write(
      note, column: rect.endColumn - noteWidth, row: rect.row, columns: noteWidth,
      style: theme.faded)
    guard isChosen else { return }
    grid.restyle(rect) { theme.selected($0) }
  }
}
