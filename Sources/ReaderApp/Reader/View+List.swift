// Drawing the list pane: headlines, or what was found with the words in their sentences.

import ArticleModel
import Screen
import TextAnalysis

extension State {
  func drawList(_ rect: Rect, on grid: inout Grid) {
    guard !list.rows.isEmpty else {
      drawEmptyList(rect, on: &grid)
      return
    }
    guard showsResults else {
      drawn.begin(list.revision, columns: rect.columns)
      for index in list.top..<min(list.rows.count, list.top + rect.rows) {
        let row = Rect(
          column: rect.column, row: rect.row + index - list.top, columns: rect.columns, rows: 1)
        if let cells = drawn.row(index) {
          grid.paste(cells, column: row.column, row: row.row)
        } else {
          drawRow(index, in: row, on: &grid)
        }
        if index == list.selected { select(row, on: &grid) }
      }
      return
    }
    drawResults(rect, on: &grid)
  }

  private func drawResults(_ rect: Rect, on grid: inout Grid) {
    let height = resultHeight
    let matches = search?.results.matches ?? []
    for index in list.rows.indices.dropFirst(list.top).prefix(rect.rows / height) {
      let row = Rect(
        column: rect.column, row: rect.row + (index - list.top) * height, columns: rect.columns,
        rows: 1)
      let match = matches[safe: index]
      if height > 1, let match { drawSnippet(of: match, under: row, on: &grid) }
      drawCells(of: list.rows[index], match, in: row, on: &grid)
      if index == list.selected { select(row, on: &grid) }
    }
  }

  /// Draws a row as it stood in another place, or anew.
  private func drawRow(_ index: Int, in rect: Rect, on grid: inout Grid) {
    let item = list.rows[index]
    if let cells = drawn.cells(of: item, at: index) {
      grid.paste(cells, column: rect.column, row: rect.row)
    } else {
      drawCells(of: item, nil, in: rect, on: &grid)
      let cells = grid.part(column: rect.column, row: rect.row, columns: rect.columns)
      drawn.keep(Array(cells), of: item, at: index)
    }
  }

  /// Marks a row that was drawn as the selected one.
  private func select(_ rect: Rect, on grid: inout Grid) {
    let hasFocus = focus == .list && overlays.isEmpty
    grid.restyle(rect) { style in
      hasFocus ? theme.selected(style) : theme.selectedBeside(style)
    }
    if hasFocus { grid.cursor = Point(column: headlineColumn(in: rect), row: rect.row) }
  }

  private func drawCells(
    of item: ArticleRow, _ match: SearchMatch?, in rect: Rect, on grid: inout Grid
  ) {
    let isOutside = match != nil && around.isOutside(item)
    let date = note(on: item, isOutside: isOutside, columns: rect.columns)
    let dateWidth = TextLayout.width(of: date)
    let story = storyNote(on: item, columns: rect.columns)
    let storyWidth = TextLayout.width(of: story)
    let inset = rect.columns >= 30 ? 1 : 0
    let start = headlineColumn(in: rect)
    let mark =
      item.marks.isStarred ? ornaments.star : item.marks.isQueued ? ornaments.queued : .empty
    let signs =
      [item.holdsUnread ? ornaments.unread : SafeText.empty, mark]
      + (isOutside && date.isEmpty ? [ornaments.outside] : [])
    for (place, sign) in signs.enumerated() {
      grid.write(
        sign, column: rect.column + inset + place, row: rect.row, columns: 1,
        style: theme.mark)
    }
    let room =
      rect.endColumn - start - 1 - (dateWidth > 0 ? dateWidth + 2 : 0)
      - (storyWidth > 0 ? storyWidth + 1 : 0)
    drawHits(
      match?.headlineHits ?? [], of: item.headline, column: start, row: rect.row,
      columns: max(1, room), style: item.holdsUnread ? theme.strong : .plain, on: &grid)
    grid.write(
      date, column: rect.endColumn - 1 - dateWidth, row: rect.row, columns: dateWidth,
      style: theme.faded)
    grid.write(
      story, column: rect.endColumn - 1 - (dateWidth > 0 ? dateWidth + 2 : 0) - storyWidth,
      row: rect.row, columns: storyWidth,
      style: item.story?.isFolded == true ? .plain : theme.faded)
  }

  /// Where headlines begin, and the snippets under them.
  private func headlineColumn(in rect: Rect) -> Int {
    rect.column + (rect.columns >= 30 ? 4 : 3)
  }

  /// What stands at the right of a row: its date, and whether it lies outside what the list shows.
  private func note(on item: ArticleRow, isOutside: Bool, columns: Int) -> SafeText {
    guard columns >= 36 else { return .empty }
    guard isOutside else { return dateLabel(of: item) }
    guard columns >= 60 else { return "outside" }
    return SafeText.joined(
      ["outside", dateLabel(of: item)], separator: SafeText.joined([" ", ornaments.dot, " "]))
  }

  private func dateLabel(of row: ArticleRow) -> SafeText {
    if let published = row.published { return DateText.short(published.day, today: today) }
    let seen = PublishedTime(epochSeconds: row.firstSeen).day
    return SafeText(line: "seen \(DateText.short(seen, today: today))")
  }

  private func drawEmptyList(_ rect: Rect, on grid: inout Grid) {
    let lines: [SafeText]
    if showsResults {
      let remark = search?.query.remark(desks: facets.desks.map(\.name.string))
      let usual: SafeText =
        search?.query.hasLimits == true
        ? "Fewer words or limits may help." : "Fewer or other words may help."
      let advice = remark.map { SafeText(line: $0) } ?? usual
      lines = ["Nothing found.", advice, "\(key(.reader(.close))) goes back."]
    } else if !list.isLoaded || syncing != nil && facets.total == 0 {
      lines = ["Reading the folder…"]
    } else if facets.total > 0 {
      lines = wordsForNone
    } else {
      lines = [
        "No articles here yet.", "Put text files into the folder:",
        "they appear by themselves.",
      ]
    }
    let inset = rect.columns >= 30 ? 2 : 1
    let width = max(2, rect.columns - inset)
    let laid = lines.enumerated().flatMap { index, line in
      TextLayout.lines(of: line, style: index == 0 ? .plain : theme.faded, width: width)
    }
    for (index, line) in laid.enumerated() where index < rect.rows {
      grid.write(line, column: rect.column + inset, row: rect.row + index, columns: width)
    }
    if focus == .list { grid.cursor = Point(column: rect.column + inset, row: rect.row) }
  }

  /// What an empty list says that leaves something out: why it is empty, how it fills, and the way
  /// back.
  private var wordsForNone: [SafeText] {
    let back: SafeText = "\(key(.reader(.close))) shows all articles."
    if list.queuedOnly {
      return ["The queue is empty.", "\(key(.article(.queue))) puts an article into it.", back]
    }
    if list.starredOnly {
      return ["Nothing is starred.", "\(key(.article(.star))) stars an article.", back]
    }
    if list.unreadOnly { return ["Everything is read.", back] }
    if let dates = list.dates {
      return [SafeText(line: "Nothing from \(dates.words)."), back]
    }
    return ["Nothing here.", back]
  }

  private func key(_ id: CommandID) -> SafeText {
    SafeText(line: keymap.keyName(of: id) ?? "")
  }
}

// MARK: - Results

extension State {
  /// Rows that an article takes in the list pane: a result has its snippet under it where there is
  /// room.
  var resultHeight: Int {
    guard showsResults, let pane = around.listPane, pane.rows >= 14, pane.columns >= 36 else {
      return 1
    }
    return 2
  }

  private func drawSnippet(of match: SearchMatch, under rect: Rect, on grid: inout Grid) {
    let start = headlineColumn(in: rect)
    let room = max(1, rect.endColumn - start - 1)
    let row = rect.row + 1
    guard let snippet = match.snippet else {
      grid.write(
        match.row.desk ?? .empty, column: start, row: row, columns: room, style: theme.faded)
      return
    }
    let excerpt = Excerpt(snippet, columns: room, ellipsis: ornaments.ellipsis)
    drawHits(
      excerpt.hits, of: excerpt.text, column: start, row: row, columns: room,
      style: theme.faded, on: &grid)
  }

  /// Writes a text on one row with its hits marked.
  private func drawHits(
    _ hits: [Range<Int>], of text: SafeText, column: Int, row: Int, columns: Int, style: Style,
    on grid: inout Grid
  ) {
    if hits.isEmpty {
      grid.write(
        text, column: column, row: row, columns: columns, style: style,
        ellipsis: ornaments.ellipsis)
      return
    }
    let line = TextLayout.truncated(
      text, to: columns, style: style, ellipsis: ornaments.ellipsis)
    // As wide as it is: what runs from right to left begins where the others begin.
    grid.write(line, column: column, row: row, columns: line.width) { offset, style in
      guard hits.contains(where: { $0.contains(offset) }), offset < line.range.upperBound else {
        return style
      }
      return theme.hit
    }
  }
}

/// The part of a snippet that fits a row and shows its first hit.
struct Excerpt: Hashable {
  let text: SafeText
  let hits: [Range<Int>]

  /// - Parameters:
  ///   - snippet: the whole of it.
  ///   - columns: of the row.
  ///   - ellipsis: what stands where the beginning was cut; the end is cut by who draws it.
  init(_ snippet: Snippet, columns: Int, ellipsis: SafeText) {
    let start = Self.start(snippet, columns: columns)
    guard start > 0 else {
      text = snippet.text
      hits = snippet.hits
      return
    }
    let lead = ellipsis + " "
    let moved = lead.scalarCount - start
    text = lead + snippet.text.slice(scalars: start..<snippet.text.scalarCount)
    hits = snippet.hits.compactMap { hit in
      hit.lowerBound >= start ? hit.lowerBound + moved..<hit.upperBound + moved : nil
    }
  }

  /// The scalar from which on the snippet is shown: its first, unless the first hit lies too far
  /// on; then the beginning of a word (of a character, where there are no words) before the hit.
  private static func start(_ snippet: Snippet, columns: Int) -> Int {
    guard let hit = snippet.hits.first,
      TextLayout.width(of: snippet.text.slice(scalars: 0..<hit.upperBound)) + 2 > columns
    else { return 0 }
    var place = 0
    var left = TextLayout.width(of: snippet.text.slice(scalars: 0..<hit.lowerBound))
    var start = hit.lowerBound
    var isAfterSpace = false
    for character in snippet.text.string {
      guard place < hit.lowerBound else { break }
      if left <= columns / 3 {
        start = min(start, place)
        if isAfterSpace { return place }
      }
      left -= TextLayout.width(of: SafeText(text: String(character)))
      isAfterSpace = character == " "
      place += character.unicodeScalars.count
    }
    return start
  }
}
