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
    prepareCache(rect, around)
    let isQuiet = isCovered || around.isQuiet(.list)
    var place = rect.row
    for index in list.rows.indices.dropFirst(list.top) {
      guard place < rect.endRow else { break }
      let row = Rect(
        column: rect.column, row: place, columns: rect.columns,
        rows: min(height(ofRow: index, around), rect.endRow - place))
      drawRow(index, in: row, around, on: &grid)
      let isSelected = index == list.selected
      if isQuiet, !isSelected { grid.restyle(row) { around.theme.quiet($0) } }
      if isSelected { mark(selected: row, isCovered: isCovered, around, on: &grid) }
      place += row.rows
    }
  }

  /// Draws a row as it stood in another place, or anew.
  private func drawRow(_ index: Int, in rect: Rect, _ around: Surroundings, on grid: inout Grid) {
    let item = list.rows[index]
    let saysDay = self.saysDay(index)
    let count = rect.rows * rect.columns
    let cells =
      drawn.row(index) ?? drawn.cells(of: item, saysDay: saysDay, count: count, at: index)
    if let cells, cells.count == count {
      for line in 0..<rect.rows {
        grid.paste(
          Array(cells[line * rect.columns..<(line + 1) * rect.columns]), column: rect.column,
          row: rect.row + line)
      }
      return
    }
    drawCells(of: item, nil, saysDay: saysDay, in: rect, around, on: &grid)
    let drawnCells = (0..<rect.rows).flatMap {
      grid.part(column: rect.column, row: rect.row + $0, columns: rect.columns)
    }
    drawn.keep(drawnCells, of: item, saysDay: saysDay, at: index)
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
    of item: ArticleRow, _ match: SearchMatch?, saysDay: Bool = true, in rect: Rect,
    _ around: Surroundings, on grid: inout Grid
  ) {
    let isOutside = match != nil && around.isOutside(item)
    let notes = RowNotes(
      date: note(on: item, isOutside: isOutside, saysDay: saysDay, columns: rect.columns, around),
      story: storyNote(on: item, columns: rect.columns, around))
    let inset = rect.columns >= 30 ? 1 : 0
    let start = headlineColumn(in: rect)
    let mark =
      item.marks.isStarred
      ? around.ornaments.star : item.marks.isQueued ? around.ornaments.queued : .empty
    let signs =
      [item.holdsUnread ? around.ornaments.unread : SafeText.empty, mark]
      + (isOutside && notes.date.isEmpty ? [around.ornaments.outside] : [])
    for (place, sign) in signs.enumerated() {
      grid.write(
        sign, column: rect.column + inset + place, row: rect.row, columns: 1,
        style: around.theme.mark)
    }
    let style = item.holdsUnread ? around.theme.strong : .plain
    let room = max(1, rect.endColumn - start - 1 - notes.columns)
    if rect.rows > 1 {
      drawHeadline(item.headline, in: rect, room: room, style: style, around, on: &grid)
    } else {
      drawHits(
        match?.headlineHits ?? [], of: item.headline, column: start, row: rect.row, columns: room,
        style: style, around, on: &grid)
    }
    let dateWidth = TextLayout.width(of: notes.date)
    let storyWidth = TextLayout.width(of: notes.story)
    grid.write(
      notes.date, column: rect.endColumn - 1 - dateWidth, row: rect.row, columns: dateWidth,
      style: around.theme.faded)
    grid.write(
      notes.story, column: rect.endColumn - 1 - notes.columns + 1, row: rect.row,
      columns: storyWidth, style: item.story?.isFolded == true ? .plain : around.theme.faded)
  }

  /// Draws a headline on two lines: the notes stand beside the first.
  private func drawHeadline(
    _ headline: SafeText, in rect: Rect, room: Int, style: Style, _ around: Surroundings,
    on grid: inout Grid
  ) {
    let start = headlineColumn(in: rect)
    guard var first = TextLayout.lines(of: headline, style: style, width: room).first else {
      return
    }
    // A headline from right to left begins where the others begin.
    first.isRightToLeft = false
    grid.write(first, column: start, row: rect.row, columns: room)
    let rest = headline.slice(scalars: first.range.upperBound..<headline.scalarCount)
    grid.write(
      rest, column: start, row: rect.row + 1, columns: max(1, rect.endColumn - start - 1),
      style: style, ellipsis: around.ornaments.ellipsis)
  }

  /// The column at which headlines and their snippets begin.
  func headlineColumn(in rect: Rect) -> Int {
    rect.column + (rect.columns >= 30 ? 4 : 3)
  }

  /// The note at the right of a row: its date, and whether it lies outside the list's scope.
  func note(
    on item: ArticleRow, isOutside: Bool, saysDay: Bool, columns: Int, _ around: Surroundings
  ) -> SafeText {
    guard columns >= 36 else { return .empty }
    guard isOutside else { return saysDay ? dateLabel(of: item, around) : .empty }
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
