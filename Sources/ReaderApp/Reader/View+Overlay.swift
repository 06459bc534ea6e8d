// Drawing the views that lie over the panes, and the popup of keys after a prefix.

import ArticleModel
import Screen

/// A line of a view: what it says, and what stands at its right.
private struct OverlayLine {
  var text: SafeText
  var note: SafeText = .empty
  var style = Style.plain
  var indent = 0
}

extension State {
  /// Rows that a view has for its lines under its title.
  var overlayRows: Int {
    max(1, around.overlayPane.rows - (around.overlayPane.rows >= 6 ? 2 : 0))
  }

  /// Whether a peek lies over another view, which stays in sight.
  var isPeeking: Bool {
    if case .peek? = overlays.last { return overlays.count > 1 }
    return false
  }

  /// Where a peek stands: over the view whose row it tells about.
  func peekPane(_ pane: Rect) -> Rect {
    if isPeeking, case .story(let page) = overlays[overlays.count - 2] {
      let under = page.pane(around)
      return under.columns < 60 ? pane : under
    }
    return pane
  }

  func draw(_ overlay: Overlay, in pane: Rect, on grid: inout Grid) {
    switch overlay {
    case .peek(let stored, let because):
      let pane = peekPane(pane)
      let width = Arrangement.column(in: pane, widest: columnWidth).columns
      drawPeek(lines(on: stored, because: because, width: width), in: pane, on: &grid)
      return
    case .address(let link):
      let width = Arrangement.column(in: pane, widest: columnWidth).columns
      drawPeek(lines(on: link, width: width), in: pane, on: &grid)
      return
    case .story(let page):
      page.draw(around, on: &grid)
      return
    default: break
    }
    grid.fill(pane)
    let column = Arrangement.column(in: pane, widest: columnWidth)
    var row = pane.row
    if pane.rows >= 6 {
      grid.write(
        title(of: overlay), column: column.column, row: row, columns: column.columns,
        style: theme.strong)
      row += 2
    }
    let rows = max(0, pane.endRow - row)
    let lines = self.lines(of: overlay)
    let isHelp = if case .help = overlay { true } else { false }
    let isEmpty = lineCount(of: overlay) == 0
    let top = isHelp ? overlay.index : max(0, min(overlay.index - rows / 2, lines.count - rows))
    for (index, line) in lines.enumerated().dropFirst(top).prefix(rows) {
      let rect = Rect(
        column: column.column, row: row + index - top, columns: column.columns, rows: 1)
      let isSelected = !isHelp && !isEmpty && index == overlay.index
      draw(line, in: rect, isSelected: isSelected, on: &grid)
    }
    if isHelp || isEmpty { grid.cursor = Point(column: column.column, row: row) }
  }

  private func draw(
    _ line: OverlayLine, in rect: Rect, isSelected: Bool, on grid: inout Grid
  ) {
    let noteWidth = min(TextLayout.width(of: line.note), rect.columns / 2)
    let indent = min(line.indent, rect.columns / 2)
    let room = rect.columns - indent - (noteWidth > 0 ? noteWidth + 2 : 0)
    grid.write(
      line.text, column: rect.column + indent, row: rect.row, columns: max(1, room),
      style: line.style)
    grid.write(
      line.note, column: rect.endColumn - noteWidth, row: rect.row, columns: noteWidth,
      style: theme.faded)
    guard isSelected else { return }
    grid.restyle(rect) { theme.selected($0) }
    grid.cursor = Point(column: rect.column + indent, row: rect.row)
  }

  /// What the topmost view is called; a peek leaves in sight what it lies over.
  var titleOfView: SafeText? {
    guard let overlay = overlays.last else { return nil }
    switch overlay {
    case .story(let page): return page.title
    case .peek: return "Peek"
    case .address: return nil
    case .nearest: return "The nearest"
    case .help, .outline, .trail, .filter: return title(of: overlay)
    }
  }

  private func title(of overlay: Overlay) -> SafeText {
    switch overlay {
    case .help: "Keys"
    case .outline: "Outline"
    case .trail: "The trail"
    case .filter: "Show"
    case .nearest(let headline, _):
      SafeText(line: "Not here: “\(headline.headline)”. The nearest:")
    case .peek, .address, .story: .empty
    }
  }

  private func lines(of overlay: Overlay) -> [OverlayLine] {
    switch overlay {
    case .help: helpLines.map { OverlayLine(text: $0.text, style: $0.style) }
    case .outline: outlineLines
    case .trail where trail.visits.isEmpty: [OverlayLine(text: "No article was opened yet.")]
    case .trail: trailLines.map(self.line(of:))
    case .filter: filterLines
    case .nearest(let headline, _):
      headline.candidates.enumerated().map { index, candidate in
        let date = candidate.published.map { DateText.short($0.day, today: today) } ?? .empty
        let mark = candidate.isRead ? ornaments.read : ornaments.unread
        return OverlayLine(
          text: SafeText(line: "\(index + 1) \(mark) \(candidate.headline)"), note: date)
      }
    case .peek, .address, .story: []
    }
  }

  private var outlineLines: [OverlayLine] {
    let sections = reading?.stored.article.sections ?? []
    let hasCounts = around.overlayPane.columns >= 30
    return sections.enumerated().map { index, section in
      let count = section.blocks.count
      let what = section.kind == .related ? "headline" : "paragraph"
      return OverlayLine(
        text: SafeText(line: "\(index + 1) \(section.title)"),
        note: hasCounts ? SafeText(line: "\(count) \(what)\(count == 1 ? "" : "s")") : .empty,
        style: index == text.currentSection ? theme.strong : .plain, indent: (section.level - 1) * 2
      )
    }
  }

  private func line(of line: TrailLine) -> OverlayLine {
    let isCurrent = line.visit.id == trail.current
    let fraction =
      isCurrent
      ? SafeText(line: "here")
      : line.visit.position.map { SafeText(line: "\(Int($0.fraction * 100))%") }
    return OverlayLine(
      text: line.visit.headline, note: fraction ?? .empty, style: isCurrent ? theme.strong : .plain,
      indent: line.depth * 2)
  }

  private var filterLines: [OverlayLine] {
    let counts: [FilterChoice: Int] = [
      .all: lists.facets.total, .unread: lists.facets.unread, .starred: lists.facets.starred,
      .queued: lists.facets.queued,
    ]
    return FilterChoice.allCases.enumerated().map { index, choice in
      // Of what a search found, nobody counted what is starred.
      let count = showsResults ? nil : counts[choice].map { SafeText(line: "\($0)") }
      let isOn = isOn(choice)
      let sign: SafeText = isOn ? ornaments.read : " "
      return OverlayLine(
        text: SafeText(text: "\(index + 1) \(sign) \(choice.rawValue)"), note: count ?? .empty,
        style: isOn ? theme.strong : .plain)
    }
  }

  /// The help page: made from the live table.
  var helpLines: [(text: SafeText, style: Style)] {
    let titles: [(CommandContext, String)] = [
      (.list, "In the list"), (.reading, "In the text"), (.everywhere, "Everywhere"),
    ]
    var lines: [(text: SafeText, style: Style)] = []
    let width = min(18, max(8, around.overlayPane.columns / 3))
    for (context, title) in titles {
      if !lines.isEmpty { lines.append((.empty, .plain)) }
      lines.append((SafeText(line: title), theme.title))
      for line in HelpLine.lines(of: context, in: keymap) {
        lines += around.overlayPane.columns >= 30 ? help(line, indent: width) : narrowHelp(line)
      }
    }
    return lines
  }

  /// A line of the help: what the keys do stands beside them, under one another where it is long.
  private func help(_ line: HelpLine, indent: Int) -> [(text: SafeText, style: Style)] {
    let column = Arrangement.column(in: around.overlayPane, widest: columnWidth)
    let words = SafeText(line: line.summary)
    let start = max(indent, line.keys.count + 1)
    let laid = TextLayout.lines(of: words, width: max(2, column.columns - start))
    return laid.enumerated().map { index, laid in
      let keys = index == 0 ? line.keys : ""
      let padding = String(repeating: " ", count: start - keys.count)
      return (SafeText(text: keys + padding + words.slice(scalars: laid.range).string), .plain)
    }
  }

  /// A line of the help where there is no room beside the keys: what they do stands under them.
  private func narrowHelp(_ line: HelpLine) -> [(text: SafeText, style: Style)] {
    let column = Arrangement.column(in: around.overlayPane, widest: columnWidth)
    let words = SafeText(line: line.summary)
    let laid = TextLayout.lines(of: words, width: max(2, column.columns - 1))
    return [(SafeText(text: line.keys), theme.strong)]
      + laid.map { (SafeText(text: " " + words.slice(scalars: $0.range).string), .plain) }
  }

  /// The headline of an article, where and when it is from, and its opening.
  private func lines(
    on stored: StoredArticle, because: [SafeText], width: Int
  ) -> [LaidLine] {
    let article = stored.article
    var lines = TextLayout.lines(
      of: article.headline.text, style: theme.strong, width: width,
      language: article.language?.string)
    let meta = [
      stored.desk, article.published.map { DateText.long($0.day) }, article.dateline?.location,
    ].compactMap(\.self)
    lines += TextLayout.lines(
      of: SafeText.joined(meta, separator: SafeText.joined([" ", ornaments.dot, " "])),
      style: theme.faded,
      width: width)
    if !because.isEmpty {
      lines += TextLayout.lines(
        of: SafeText.joined([
          "both: ", SafeText.joined(WordPairs.joined(because), separator: ", "),
        ]), style: theme.faded,
        width: width)
    }
    let opening = article.summary ?? article.sections.first?.blocks.first?.text ?? .empty
    return lines
      + TextLayout.lines(of: opening, width: width, language: article.language?.string)
  }

  /// The words of a link, its address in full, and that it leads to no article here.
  private func lines(on link: TextLink, width: Int) -> [LaidLine] {
    let words = link.text == link.address ? SafeText.empty : link.text
    return (words.isEmpty ? [] : TextLayout.lines(of: words, style: theme.strong, width: width))
      + TextLayout.lines(of: link.address, width: width)
      + TextLayout.lines(of: "outside the library", style: theme.faded, width: width)
  }

  private func drawPeek(_ lines: [LaidLine], in pane: Rect, on grid: inout Grid) {
    let column = Arrangement.column(in: pane, widest: columnWidth)
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
        ornaments.line, column: place, row: rule, columns: 1, style: theme.faded)
    }
    let first = isAtTop ? rect.row : rect.row + 1
    for (index, line) in lines.prefix(height - 1).enumerated() {
      grid.write(line, column: column.column, row: first + index, columns: column.columns)
      guard index == height - 2, lines.count > height - 1 else { continue }
      let end = min(line.width, column.columns - TextLayout.width(of: ornaments.ellipsis))
      grid.write(
        ornaments.ellipsis, column: column.column + end, row: first + index,
        columns: column.columns - end)
    }
    grid.cursor = Point(column: column.column, row: first)
  }

  /// What may follow the keys that were pressed; commands that differ by a number are one entry.
  private func popupEntries(withWords: Bool) -> [SafeText] {
    keymap.continuations(of: pendingKeys, in: context).compactMap { rest, command in
      var keys = Command.spell(pendingKeys + rest)
      var words = command.summary
      switch command.id {
      case .text(.section(1)):
        keys += "–9"
        words = "section by number"
      case .text(.section): return nil
      default: break
      }
      return SafeText(line: withWords ? "\(keys)  \(words)" : keys)
    }
  }

  /// The keys that may follow those that were pressed, above the status line.
  func drawPopup(above status: Rect, on grid: inout Grid) {
    let room = size.columns - 2
    let most = max(0, status.row - 1)
    guard room >= 8, most > 0 else { return }
    let withWords = popupEntries(withWords: true)
    // Where they do not all fit with what they do, the keys alone are more than some of them.
    let isCramped = withWords.count > most * max(1, room / 16)
    let entries = isCramped ? popupEntries(withWords: false) : withWords
    guard !entries.isEmpty else { return }
    let widest = (entries.map(TextLayout.width(of:)).max() ?? 0) + 3
    // Where they do not all fit at their full width, each is cut rather than some left out.
    let needed = (entries.count + most - 1) / most
    let columns = max(1, room / widest, isCramped ? 1 : min(needed, room / 16))
    let width = min(widest, room / columns)
    let rows = min((entries.count + columns - 1) / columns, most)
    grid.fill(Rect(column: 0, row: status.row - rows, columns: size.columns, rows: rows))
    for (index, entry) in entries.enumerated() where index / rows < columns {
      grid.write(
        entry, column: 1 + index / rows * width, row: status.row - rows + index % rows,
        columns: width - 1)
    }
  }
}
