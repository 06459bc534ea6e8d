// A view over the panes draws its title and its lines, or a peek at the foot of the pane.

import ArticleModel
import Screen

/// A line of a view: what it says, and what stands at its right.
private struct OverlayLine {
  var text: SafeText
  var note: SafeText = .empty
  var style = Style.plain
  var indent = 0
}

extension Overlay {
  /// Rows that a view has for its lines under its title.
  static func rows(_ around: Surroundings) -> Int {
    let rows = around.overlayPane.rows
    return max(1, rows - (rows >= 6 ? 2 : 0))
  }

  /// The number of lines that the view can be moved over.
  func lineCount(_ content: OverlayContent, _ around: Surroundings) -> Int {
    switch self {
    case .help: helpLines(content, around).count
    case .outline: content.sections.count
    case .trail: content.trail.lines.count
    case .filter: content.filters.count
    case .desks(let desks, _): desks.count + 1
    case .searches(let searches, _): searches.count
    case .nearest(let headline, _): headline.candidates.count
    case .peek, .address: 1
    case .story(let page): page.entryCount
    }
  }

  func draw(in pane: Rect, _ content: OverlayContent, _ around: Surroundings, on grid: inout Grid) {
    switch self {
    case .peek(let stored, let because):
      let width = around.column(in: pane).columns
      drawPeek(
        lines(on: stored, because: because, width: width, around), in: pane, around, on: &grid)
      return
    case .address(let link):
      let width = around.column(in: pane).columns
      drawPeek(lines(on: link, width: width, around), in: pane, around, on: &grid)
      return
    case .story(let page):
      page.draw(around, on: &grid)
      return
    case .help, .outline, .trail, .filter, .nearest, .desks, .searches: break
    }
    grid.fill(pane)
    let column = around.column(in: pane)
    var row = pane.row
    if pane.rows >= 6 {
      grid.write(
        heading, column: column.column, row: row, columns: column.columns,
        style: around.theme.strong)
      row += 2
    }
    let rows = max(0, pane.endRow - row)
    let lines = lines(content, around)
    let isHelp = if case .help = self { true } else { false }
    let isEmpty = lineCount(content, around) == 0
    let top = isHelp ? index : max(0, min(index - rows / 2, lines.count - rows))
    for (place, line) in lines.enumerated().dropFirst(top).prefix(rows) {
      let rect = Rect(
        column: column.column, row: row + place - top, columns: column.columns, rows: 1)
      let isSelected = !isHelp && !isEmpty && place == index
      draw(line, in: rect, isSelected: isSelected, around, on: &grid)
    }
    if isHelp || isEmpty { grid.cursor = Point(column: column.column, row: row) }
  }

  private func draw(
    _ line: OverlayLine, in rect: Rect, isSelected: Bool, _ around: Surroundings,
    on grid: inout Grid
  ) {
    let noteWidth = min(TextLayout.width(of: line.note), rect.columns / 2)
    let indent = min(line.indent, rect.columns / 2)
    let room = rect.columns - indent - (noteWidth > 0 ? noteWidth + 2 : 0)
    grid.write(
      line.text, column: rect.column + indent, row: rect.row, columns: max(1, room),
      style: line.style)
    grid.write(
      line.note, column: rect.endColumn - noteWidth, row: rect.row, columns: noteWidth,
      style: around.theme.faded)
    guard isSelected else { return }
    grid.restyle(rect) { around.theme.selected($0) }
    grid.cursor = Point(column: rect.column + indent, row: rect.row)
  }

  var heading: SafeText {
    switch self {
    case .help: Title.keys
    case .outline: Title.outline
    case .trail: Title.trail
    case .filter: Title.filter
    case .desks: Title.desks
    case .searches: Title.searches
    case .nearest(let headline, _):
      SafeText(line: "Not here: “\(headline.headline)”. The nearest:")
    case .peek, .address, .story: .empty
    }
  }

  private func lines(_ content: OverlayContent, _ around: Surroundings) -> [OverlayLine] {
    switch self {
    case .help(_, let words):
      helpLines(content, around).map { line in
        let hasWords = !words.isEmpty && line.has(words)
        return OverlayLine(text: line.text, style: hasWords ? around.theme.hit : line.style)
      }
    case .outline: outlineLines(content, around)
    case .trail where content.trail.visits.isEmpty:
      [OverlayLine(text: Message.noVisits)]
    case .trail: content.trail.lines.map { line(of: $0, content.trail.current, around) }
    case .filter: filterLines(content, around)
    case .desks(let desks, _): deskLines(desks, content, around)
    case .searches(let searches, _) where searches.isEmpty:
      [OverlayLine(text: Message.noSearches(key: around.key(.search(.saveSearch))))]
    case .searches(let searches, _):
      searches.enumerated().map { index, news in
        let unread = news.unread.totalWords
        let total = news.search.counts?.totalWords ?? "…"
        return OverlayLine(
          text: SafeText(line: "\(index + 1) \(news.search.name)"),
          note: SafeText(line: "\(unread) unread of \(total)"),
          style: news.unread.total > 0 ? around.theme.strong : .plain)
      }
    case .nearest(let headline, _):
      headline.candidates.enumerated().map { index, candidate in
        let date = candidate.published.map { DateText.short($0.day, today: around.today) } ?? .empty
        let mark = candidate.isRead ? around.ornaments.read : around.ornaments.unread
        return OverlayLine(
          text: SafeText(line: "\(index + 1) \(mark) \(candidate.headline)"), note: date)
      }
    case .peek, .address, .story: []
    }
  }

  private func outlineLines(_ content: OverlayContent, _ around: Surroundings) -> [OverlayLine] {
    let sections = content.sections
    let hasCounts = around.overlayPane.columns >= 30
    return sections.enumerated().map { index, section in
      let count = section.blocks.count
      let what = section.kind == .related ? "headline" : "paragraph"
      return OverlayLine(
        text: SafeText(line: "\(index + 1) \(section.title)"),
        note: hasCounts ? SafeText(line: "\(count) \(what)\(count == 1 ? "" : "s")") : .empty,
        style: index == content.currentSection ? around.theme.strong : .plain,
        indent: (section.level - 1) * 2
      )
    }
  }

  private func line(of line: TrailLine, _ current: Int64?, _ around: Surroundings) -> OverlayLine {
    let isCurrent = line.visit.id == current
    let fraction =
      isCurrent
      ? SafeText(line: "here")
      : line.visit.position.map { SafeText(line: "\(Int($0.fraction * 100))%") }
    return OverlayLine(
      text: line.visit.headline, note: fraction ?? .empty,
      style: isCurrent ? around.theme.strong : .plain,
      indent: line.depth * 2)
  }

  private func deskLines(
    _ desks: [DeskCount], _ content: OverlayContent, _ around: Surroundings
  ) -> [OverlayLine] {
    let hasWords = around.overlayPane.columns >= 36
    let all = DeskCount(path: "All", total: content.total, unread: content.unread)
    return ([(all, 0)] + desks.map { ($0, $0.depth + 1) }).map { desk, depth in
      let (unread, total) = (Count.grouped(desk.unread), Count.grouped(desk.total))
      return OverlayLine(
        text: desk.name, note: SafeText(line: hasWords ? "\(unread) unread of \(total)" : unread),
        style: desk.unread > 0 ? around.theme.strong : .plain, indent: depth * 2)
    }
  }

  private func filterLines(_ content: OverlayContent, _ around: Surroundings) -> [OverlayLine] {
    content.filters.enumerated().map { index, line in
      let sign: SafeText = line.isOn ? around.ornaments.read : " "
      return OverlayLine(
        text: SafeText(text: "\(index + 1) \(sign) \(line.choice.rawValue)"),
        note: line.count.map { SafeText(line: "\($0)") } ?? .empty,
        style: line.isOn ? around.theme.strong : .plain)
    }
  }

  /// The headline of an article, where and when it is from, and its opening.
  private func lines(
    on stored: StoredArticle, because: [SafeText], width: Int, _ around: Surroundings
  ) -> [LaidLine] {
    let article = stored.article
    var lines = TextLayout.lines(
      of: article.headline.text, style: around.theme.strong, width: width,
      language: article.language?.string)
    let meta = [
      stored.desk, article.published.map { DateText.long($0.day) }, article.dateline?.location,
    ].compactMap(\.self)
    lines += TextLayout.lines(
      of: SafeText.joined(meta, separator: SafeText.joined([" ", around.ornaments.dot, " "])),
      style: around.theme.faded,
      width: width)
    if !because.isEmpty {
      lines += TextLayout.lines(
        of: SafeText.joined([
          "both: ", SafeText.joined(WordPairs.joined(because), separator: ", "),
        ]), style: around.theme.faded,
        width: width)
    }
    let opening = article.summary ?? article.sections.first?.blocks.first?.text ?? .empty
    return lines
      + TextLayout.lines(of: opening, width: width, language: article.language?.string)
  }

  /// The words of a link, its address in full, and that it leads to no article here.
  private func lines(on link: TextLink, width: Int, _ around: Surroundings) -> [LaidLine] {
    let words = link.text == link.address ? SafeText.empty : link.text
    return
      (words.isEmpty ? [] : TextLayout.lines(of: words, style: around.theme.strong, width: width))
      + TextLayout.lines(of: link.address, width: width)
      + (link.address.isWebAddress
        ? TextLayout.lines(of: "outside the library", style: around.theme.faded, width: width) : [])
  }

  private func drawPeek(
    _ lines: [LaidLine], in pane: Rect, _ around: Surroundings, on grid: inout Grid
  ) {
    let column = around.column(in: pane)
    let height = min(lines.count + 1, pane.rows < 8 ? pane.rows : pane.rows * 2 / 3)
    // The headline that is peeked at stays in sight: the peek goes where it is not.
    let isAtTop = grid.cursor.map { $0.row >= pane.endRow - height } ?? false
    let rect = Rect(
      column: pane.column, row: isAtTop ? pane.row : pane.endRow - height, columns: pane.columns,
      rows: height)
    grid.fill(rect)
    let rule = isAtTop ? rect.endRow - 1 : rect.row
    for place in column.column..<column.endColumn {
      grid.write(
        around.ornaments.line, column: place, row: rule, columns: 1, style: around.theme.faded)
    }
    let first = isAtTop ? rect.row : rect.row + 1
    for (index, line) in lines.prefix(height - 1).enumerated() {
      grid.write(line, column: column.column, row: first + index, columns: column.columns)
      guard index == height - 2, lines.count > height - 1 else { continue }
      let end = min(line.width, column.columns - TextLayout.width(of: around.ornaments.ellipsis))
      grid.write(
        around.ornaments.ellipsis, column: column.column + end, row: first + index,
        columns: column.columns - end)
    }
    grid.cursor = Point(column: column.column, row: first)
  }
}
