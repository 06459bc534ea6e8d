// The list pane draws an article a row.

import ArticleModel
import Screen

extension ListPane {
  /// Draws the rows of a list that is no result of a search.
  ///
  /// - Parameters:
  ///   - rect: where they stand.
  ///   - isCovered: whether a view lies over the panes.
  ///   - around: what surrounds the pane.
  ///   - grid: where they are drawn.
  func drawRows(in rect: Rect, isCovered: Bool, _ around: Surroundings, on grid: inout Grid) {
    drawn.begin(list.changeStamp, columns: rect.columns)
    for index in list.top..<min(list.rows.count, list.top + rect.rows) {
      let row = Rect(
        column: rect.column, row: rect.row + index - list.top, columns: rect.columns, rows: 1)
      if let cells = drawn.row(index) {
        grid.paste(cells, column: row.column, row: row.row)
      } else {
        drawRow(index, in: row, around, on: &grid)
      }
      if index == list.selected { mark(selected: row, isCovered: isCovered, around, on: &grid) }
    }
  }

  /// Draws a row as it stood in another place, or anew.
  private func drawRow(_ index: Int, in rect: Rect, _ around: Surroundings, on grid: inout Grid) {
    let item = list.rows[index]
    if let cells = drawn.cells(of: item, at: index) {
      grid.paste(cells, column: rect.column, row: rect.row)
    } else {
      drawCells(of: item, nil, in: rect, around, on: &grid)
      let cells = grid.part(column: rect.column, row: rect.row, columns: rect.columns)
      drawn.keep(Array(cells), of: item, at: index)
    }
  }

  /// Marks a row that was drawn as the selected one.
  func mark(selected rect: Rect, isCovered: Bool, _ around: Surroundings, on grid: inout Grid) {
    let hasFocus = around.focus == .list && !isCovered
    grid.restyle(rect) { style in
      hasFocus ? around.theme.selected(style) : around.theme.selectedBeside(style)
    }
    if hasFocus { grid.cursor = Point(column: headlineColumn(in: rect), row: rect.row) }
  }

  func drawCells(
    of item: ArticleRow, _ match: SearchMatch?, in rect: Rect, _ around: Surroundings,
    on grid: inout Grid
  ) {
    let isOutside = match != nil && around.isOutside(item)
    let date = note(on: item, isOutside: isOutside, columns: rect.columns, around)
    let dateWidth = TextLayout.width(of: date)
    let story = storyNote(on: item, columns: rect.columns, around)
    let storyWidth = TextLayout.width(of: story)
    let inset = rect.columns >= 30 ? 1 : 0
    let start = headlineColumn(in: rect)
    let mark =
      item.marks.isStarred
      ? around.ornaments.star : item.marks.isQueued ? around.ornaments.queued : .empty
    let signs =
      [item.holdsUnread ? around.ornaments.unread : SafeText.empty, mark]
      + (isOutside && date.isEmpty ? [around.ornaments.outside] : [])
    for (place, sign) in signs.enumerated() {
      grid.write(
        sign, column: rect.column + inset + place, row: rect.row, columns: 1,
        style: around.theme.mark)
    }
    let room =
      rect.endColumn - start - 1 - (dateWidth > 0 ? dateWidth + 2 : 0)
      - (storyWidth > 0 ? storyWidth + 1 : 0)
    drawHits(
      match?.headlineHits ?? [], of: item.headline, column: start, row: rect.row,
      columns: max(1, room), style: item.holdsUnread ? around.theme.strong : .plain, around,
      on: &grid)
    grid.write(
      date, column: rect.endColumn - 1 - dateWidth, row: rect.row, columns: dateWidth,
      style: around.theme.faded)
    grid.write(
      story, column: rect.endColumn - 1 - (dateWidth > 0 ? dateWidth + 2 : 0) - storyWidth,
      row: rect.row, columns: storyWidth,
      style: item.story?.isFolded == true ? .plain : around.theme.faded)
  }

  /// The column at which headlines and their snippets begin.
  func headlineColumn(in rect: Rect) -> Int {
    rect.column + (rect.columns >= 30 ? 4 : 3)
  }

  /// The note at the right of a row: its date, and whether it lies outside the list's scope.
  private func note(on item: ArticleRow, isOutside: Bool, columns: Int, _ around: Surroundings)
    -> SafeText
  {
    guard columns >= 36 else { return .empty }
    guard isOutside else { return dateLabel(of: item, around) }
    guard columns >= 60 else { return "outside" }
    return SafeText.joined(
      ["outside", dateLabel(of: item, around)],
      separator: SafeText.joined([" ", around.ornaments.dot, " "]))
  }

  private func dateLabel(of row: ArticleRow, _ around: Surroundings) -> SafeText {
    if let published = row.published { return DateText.short(published.day, today: around.today) }
    let seen = PublishedTime(epochSeconds: row.firstSeen).day
    return SafeText(line: "seen \(DateText.short(seen, today: around.today))")
  }

  /// Writes a text on one row with its hits marked.
  func drawHits(
    _ hits: [Range<Int>], of text: SafeText, column: Int, row: Int, columns: Int, style: Style,
    _ around: Surroundings, on grid: inout Grid
  ) {
    if hits.isEmpty {
      grid.write(
        text, column: column, row: row, columns: columns, style: style,
        ellipsis: around.ornaments.ellipsis)
      return
    }
    let line = TextLayout.truncated(
      text, to: columns, style: style, ellipsis: around.ornaments.ellipsis)
    // As wide as it is: what runs from right to left begins where the others begin.
    grid.write(line, column: column, row: row, columns: line.width) { offset, style in
      guard hits.contains(where: { $0.contains(offset) }), offset < line.range.upperBound else {
        return style
      }
      return around.theme.hit
    }
  }

  /// Draws the words that stand in the place of rows.
  func draw(_ words: [SafeText], in rect: Rect, _ around: Surroundings, on grid: inout Grid) {
    let inset = rect.columns >= 30 ? 2 : 1
    let width = max(2, rect.columns - inset)
    let laid = words.enumerated().flatMap { index, line in
      TextLayout.lines(of: line, style: index == 0 ? .plain : around.theme.faded, width: width)
    }
    for (index, line) in laid.enumerated() where index < rect.rows {
      grid.write(line, column: rect.column + inset, row: rect.row + index, columns: width)
    }
    if around.focus == .list {
      grid.cursor = Point(column: rect.column + inset, row: rect.row)
    }
  }

  /// The words in the place of the rows where there are none.
  func wordsForNone(isSyncing: Bool, _ around: Surroundings) -> [SafeText] {
    if !list.isLoaded || isSyncing && facets.total == 0 { return [Message.readingTheFolder] }
    if facets.total > 0 { return wordsForNone(around) }
    return [
      Message.noArticles, Message.putTextFiles, Message.theyAppear,
    ]
  }

  /// The words of an empty list that leaves something out: why it is empty, how it fills, and the
  /// way back.
  private func wordsForNone(_ around: Surroundings) -> [SafeText] {
    let back: SafeText = Message.showsAll(key: around.key(.reader(.close)))
    if list.queuedOnly {
      return [
        Message.emptyQueue, Message.queues(key: around.key(.article(.queue))), back,
      ]
    }
    if list.starredOnly {
      return [Message.nothingStarred, Message.stars(key: around.key(.article(.star))), back]
    }
    if list.unreadOnly { return [Message.everythingRead, back] }
    if let dates = list.dates {
      return [Message.nothing(from: dates.words), back]
    }
    return [Message.nothingHere, back]
  }
}
