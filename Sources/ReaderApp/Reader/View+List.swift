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
    if showsResults {
      drawResults(rect, on: &grid)
    } else {
      lists.drawRows(in: rect, isCovered: !overlays.isEmpty, around, on: &grid)
    }
  }

  private func drawResults(_ rect: Rect, on grid: inout Grid) {
    let height = lists.rowHeight(around)
    let matches = search?.results.matches ?? []
    for index in list.rows.indices.dropFirst(list.top).prefix(rect.rows / height) {
      let row = Rect(
        column: rect.column, row: rect.row + (index - list.top) * height, columns: rect.columns,
        rows: 1)
      let match = matches[safe: index]
      if height > 1, let match { drawSnippet(of: match, under: row, on: &grid) }
      lists.drawCells(of: list.rows[index], match, in: row, around, on: &grid)
      if index == list.selected {
        lists.mark(selected: row, isCovered: !overlays.isEmpty, around, on: &grid)
      }
    }
  }

  private func drawEmptyList(_ rect: Rect, on grid: inout Grid) {
    let lines: [SafeText]
    if showsResults {
      let remark = search?.query.remark(desks: lists.facets.desks.map(\.name.string))
      let usual: SafeText =
        search?.query.hasLimits == true
        ? "Fewer words or limits may help." : "Fewer or other words may help."
      let advice = remark.map { SafeText(line: $0) } ?? usual
      lines = ["Nothing found.", advice, "\(key(.reader(.close))) goes back."]
    } else if !list.isLoaded || syncing != nil && lists.facets.total == 0 {
      lines = ["Reading the folder…"]
    } else if lists.facets.total > 0 {
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
  private func drawSnippet(of match: SearchMatch, under rect: Rect, on grid: inout Grid) {
    let start = lists.headlineColumn(in: rect)
    let room = max(1, rect.endColumn - start - 1)
    let row = rect.row + 1
    guard let snippet = match.snippet else {
      grid.write(
        match.row.desk ?? .empty, column: start, row: row, columns: room, style: theme.faded)
      return
    }
    let excerpt = Excerpt(snippet, columns: room, ellipsis: ornaments.ellipsis)
    lists.drawHits(
      excerpt.hits, of: excerpt.text, column: start, row: row, columns: room,
      style: theme.faded, around, on: &grid)
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
