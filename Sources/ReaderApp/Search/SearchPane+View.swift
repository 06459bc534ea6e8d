// Each result is drawn with its words in their sentence.

import ArticleModel
import Screen
import TextAnalysis

extension SearchPane {
  func drawResults(
    of lists: ListPane, in rect: Rect, isCovered: Bool, _ around: Surroundings, on grid: inout Grid
  ) {
    let height = lists.rowHeight(around)
    let matches = search?.results.matches ?? []
    for index in lists.list.rows.indices.dropFirst(lists.list.top).prefix(rect.rows / height) {
      let row = Rect(
        column: rect.column, row: rect.row + (index - lists.list.top) * height,
        columns: rect.columns,
        rows: 1)
      let match = matches[safe: index]
      if height > 1, let match { drawSnippet(of: match, under: row, in: lists, around, on: &grid) }
      lists.drawCells(of: lists.list.rows[index], match, in: row, around, on: &grid)
      let isSelected = index == lists.list.selected
      if isCovered || around.isQuiet(.list), !isSelected {
        grid.restyle(
          Rect(column: row.column, row: row.row, columns: row.columns, rows: height)
        ) { around.theme.quiet($0) }
      }
      if isSelected {
        lists.mark(selected: row, isCovered: isCovered, around, on: &grid)
      }
    }
  }

  private func drawSnippet(
    of match: SearchMatch, under rect: Rect, in lists: ListPane, _ around: Surroundings,
    on grid: inout Grid
  ) {
    let start = lists.headlineColumn(in: rect)
    let room = max(1, rect.endColumn - start - 1)
    let row = rect.row + 1
    guard let snippet = match.snippet else {
      grid.write(
        match.row.desk ?? .empty, column: start, row: row, columns: room, style: around.theme.faded)
      return
    }
    let excerpt = Excerpt(snippet, columns: room, ellipsis: around.ornaments.ellipsis)
    lists.drawHits(
      excerpt.hits, of: excerpt.text, column: start, row: row, columns: room,
      style: around.theme.faded, around, on: &grid)
  }

  /// Draws the search in the place of the tabs, or its correction.
  func drawWords(
    of search: SearchState, columns: Int, row: Int, _ around: Surroundings, on grid: inout Grid
  ) {
    let query = around.theme.current
    let parts: [(SafeText, Style)]
    if let correction = search.results.correction {
      let shownFor: [(SafeText, Style)] = [
        ("shown for “", .plain), (correction, query), ("”", .plain),
      ]
      let nothing = SafeText(text: "Nothing for “\(search.shownText)”: ")
      let all = [[(nothing, .plain)] + shownFor, shownFor]
      parts = all.first { Self.width(of: $0) <= columns } ?? [(correction, query)]
    } else {
      let whole: [(SafeText, Style)] = [
        ("Search   ", around.theme.strong), (search.shownText, query),
      ]
      parts = Self.width(of: whole) <= columns ? whole : [(search.shownText, query)]
    }
    var column = 1
    for (text, style) in parts {
      column += grid.write(
        text, column: column, row: row, columns: columns + 1 - column, style: style)
    }
  }

  private static func width(of parts: [(SafeText, Style)]) -> Int {
    parts.reduce(0) { $0 + TextLayout.width(of: $1.0) }
  }

  /// The words in the place of results where there are none.
  func wordsForNone(desks: [String], _ around: Surroundings) -> [SafeText] {
    let remark = search?.query.remark(desks: desks)
    let usual: SafeText =
      search?.query.hasLimits == true
      ? Message.fewerWordsOrLimits : Message.fewerOrOtherWords
    let advice = remark.map { SafeText(line: $0) } ?? usual
    return [
      Message.nothingFound, advice, Message.goesBack(key: around.key(.reader(.close))),
    ]
  }
}

extension SearchResults {
  /// The number of articles found, in words.
  var countWords: SafeText {
    if matches.isEmpty { return "nothing found" }
    return SafeText(line: "\(Count.grouped(max(total, matches.count)))\(isMore ? "+" : "") found")
  }
}
