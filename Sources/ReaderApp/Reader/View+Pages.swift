// Drawing the views on stories: where they stand, their lines, the entry that is chosen.

import ArticleModel
import Screen

extension State {
  /// Whether a peek lies over another view, which stays in sight.
  var isPeeking: Bool {
    if case .peek? = overlays.last { return overlays.count > 1 }
    return false
  }

  /// Where a view on stories stands: the briefing over both panes, related stories beside the text
  /// where there is room, the others where every view stands.
  private func pane(of page: StoryPage) -> Rect {
    let arrangement = self.arrangement
    if page.isRelated, let side = arrangement.side { return side }
    guard page.isBriefing, let pane = arrangement.text ?? arrangement.list else {
      return overlayPane
    }
    return Rect(column: 0, row: pane.row, columns: size.columns, rows: pane.rows)
  }

  /// Where a peek stands: over the view whose row it tells about.
  func peekPane(_ pane: Rect) -> Rect {
    if isPeeking, case .story(let page) = overlays[overlays.count - 2] {
      let under = self.pane(of: page)
      return under.columns < 60 ? pane : under
    }
    return pane
  }

  private func column(of page: StoryPage) -> Rect {
    let pane = self.pane(of: page)
    guard pane == arrangement.side else { return Arrangement.column(in: pane, widest: columnWidth) }
    return sideColumn(of: pane)
  }

  /// The column that stands beside the text, a cell from the rule and from the window's edge.
  private func sideColumn(of pane: Rect) -> Rect {
    Rect(column: pane.column + 1, row: pane.row, columns: pane.columns - 2, rows: pane.rows)
  }

  /// Rows of the head that are shown: none in a low window.
  private func headRows(_ page: StoryPage) -> Int {
    let rows = pane(of: page).rows
    guard rows >= 6, !page.head.isEmpty else { return 0 }
    return min(page.head.count, max(1, rows / 3)) + 1
  }

  /// Rows for the lines under the head.
  func pageRows(_ page: StoryPage) -> Int {
    max(1, pane(of: page).rows - headRows(page))
  }

  /// Lays the views out that are not laid out for the room that they have, and keeps what is chosen
  /// on screen.
  mutating func settlePages() {
    for index in overlays.indices {
      guard case .story(let page) = overlays[index] else { continue }
      overlays[index] = .story(settled(page))
    }
    if let side = arrangementSide, let page = stories.near.page {
      let room = Size(columns: sideColumn(of: side).columns, rows: side.rows)
      guard page.room != room else { return }
      stories.near.page = laidOut(page, for: room)
    }
  }

  private var arrangementSide: Rect? {
    size.columns >= Arrangement.wideEnoughForThree ? arrangement.side : nil
  }

  private func settled(_ page: StoryPage) -> StoryPage {
    var page = page
    let column = self.column(of: page)
    let room = Size(columns: max(2, column.columns), rows: column.rows)
    if page.room != room { page = laidOut(page, for: room) }
    page.settle(rows: pageRows(page))
    return page
  }

  private func laidOut(_ page: StoryPage, for room: Size) -> StoryPage {
    var page = page
    let layout = PageLayout(
      columns: room.columns, rows: room.rows, today: today, theme: theme,
      hasNumbers: page.hasNumbers)
    page.head = layout.head(of: page)
    page.lines = layout.lines(of: page)
    page.room = room
    return page
  }

  // MARK: Drawing

  func draw(_ page: StoryPage, on grid: inout Grid) {
    let pane = self.pane(of: page)
    let column = self.column(of: page)
    grid.fill(pane)
    let headRows = self.headRows(page)
    for (index, line) in page.head.prefix(max(0, headRows - 1)).enumerated() {
      draw(line, in: row(pane.row + index, of: column), isChosen: false, on: &grid)
    }
    let rows = pageRows(page)
    let first = pane.row + headRows
    if page.entryCount == 0 { grid.cursor = Point(column: column.column, row: first) }
    for (index, line) in page.lines.enumerated().dropFirst(page.top).prefix(rows) {
      let isChosen = page.entryCount > 0 && line.entry == page.selected
      draw(
        line, in: row(first + index - page.top, of: column),
        isChosen: isChosen && line.isHeadline, on: &grid)
      let isFirst = index == 0 || page.lines[index - 1].entry != line.entry || index == page.top
      if isChosen, isFirst {
        grid.cursor = Point(
          column: column.column + line.indent, row: first + index - page.top)
      }
    }
  }

  private func row(_ row: Int, of column: Rect) -> Rect {
    Rect(column: column.column, row: row, columns: column.columns, rows: 1)
  }

  func draw(_ line: PageLine, in rect: Rect, isChosen: Bool, on grid: inout Grid) {
    grid.write(
      line.lead, column: rect.column, row: rect.row, columns: line.indent, style: theme.mark)
    let noteWidth = TextLayout.width(of: line.note)
    if let body = line.body {
      let room = rect.columns - line.indent - (noteWidth > 0 ? noteWidth + 2 : 0)
      grid.write(
        body, column: rect.column + line.indent, row: rect.row,
        columns: body.isRightToLeft ? min(room, body.width) : room)
    }
    grid.write(
      line.note, column: rect.endColumn - noteWidth, row: rect.row, columns: noteWidth,
      style: theme.faded)
    guard isChosen else { return }
    grid.restyle(rect) { theme.selected($0) }
  }

  /// What one does in a view on stories.
  func pageHints(_ page: StoryPage) -> [String] {
    let follow = page.isFollowed ? "unfollow" : "follow"
    var hints: [(CommandID, String)]
    switch page.content {
    case _ where page.entryCount == 0 && page.command != .text(.changes): hints = []
    case .nothing: hints = []
    case .changes: hints = [(.motion(.pageDown), "page")]
    case .names: hints = [(.text(.followLink), "all on it")]
    case .briefing:
      hints = [
        (.text(.followLink), "read"), (.article(.thread), "story"),
        (.article(.toggleRead), "read it all"),
      ]
      hints += [(.article(.followStory), follow)]
    case .timeline:
      hints = [
        (.text(.followLink), "read"), (.text(.peek), "peek"), (.article(.followStory), follow),
      ]
    case .related, .naming, .mentions:
      hints = [(.text(.followLink), "read"), (.text(.peek), "peek"), (.article(.thread), "story")]
    }
    return hints.compactMap { id, word in keymap.keyName(of: id).map { "\($0) \(word)" } }
  }
}

// MARK: - Beside the text

extension State {
  /// The outline of the article, and under it the stories near it.
  func drawSide(_ rect: Rect, on grid: inout Grid) {
    for row in rect.row..<rect.endRow {
      grid.write(
        ornaments.rule, column: rect.column - 1, row: row, columns: 1, style: theme.faded)
    }
    guard let reading else { return }
    let column = sideColumn(of: rect)
    var row = text.drawOutline(of: reading, in: column, around, on: &grid) + 1
    guard stories.near.article == reading.stored.id, focus == .text else { return }
    let title = theme.title
    grid.write(
      "RELATED STORIES", column: column.column, row: row, columns: column.columns, style: title)
    row += 2
    guard let page = stories.near.page else { return }
    for (index, line) in page.lines.enumerated() where row + index < rect.endRow {
      draw(line, in: self.row(row + index, of: column), isChosen: false, on: &grid)
    }
  }
}
