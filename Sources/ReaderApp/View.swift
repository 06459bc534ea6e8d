// From what is to what is seen: the one function that draws.

import ArticleModel
package import Screen

extension State {
  /// The screen as it is to look now.
  package func view() -> Grid {
    var grid = Grid(size)
    let arrangement = self.arrangement
    drawHeader(arrangement.header, on: &grid)
    if let list = arrangement.list { drawList(list, on: &grid) }
    if let rule = arrangement.rule, let text = arrangement.text {
      for row in text.row..<text.endRow {
        grid.write(ornaments.rule, column: rule, row: row, columns: 1, style: TextTheme.faded)
      }
    }
    if let text = arrangement.text { drawText(text, on: &grid) }
    for overlay in overlays.suffix(1) { draw(overlay, in: overlayPane, on: &grid) }
    if !pendingKeys.isEmpty { drawPopup(above: arrangement.status, on: &grid) }
    drawStatus(arrangement.status, on: &grid)
    return grid
  }
}

// MARK: - Header

extension State {
  private func drawHeader(_ rect: Rect, on grid: inout Grid) {
    guard rect.rows > 0 else { return }
    let right = arrangement.list == nil && syncing == nil ? .empty : headerNote
    let rightWidth = min(TextLayout.width(of: right), rect.columns / 2)
    let room = rect.columns - rightWidth - 3
    if arrangement.list == nil {
      grid.write(breadcrumb, column: 1, row: rect.row, columns: room, style: TextTheme.faded)
    } else {
      drawDesks(columns: room, row: rect.row, on: &grid)
    }
    grid.write(
      right, column: rect.columns - rightWidth - 1, row: rect.row, columns: rightWidth,
      style: TextTheme.faded)
  }

  /// What stands at the right of the header: a sync that runs, or what the list leaves out.
  private var headerNote: SafeText {
    if let syncing {
      if let total = syncing.total { return SafeText(line: "reading \(syncing.done)/\(total)") }
      return SafeText(line: "reading \(syncing.done)")
    }
    var parts: [SafeText] = []
    if list.unreadOnly { parts.append("unread only") }
    if list.starredOnly { parts.append("starred") }
    if list.queuedOnly { parts.append("queue") }
    if !list.words.isEmpty { parts.append(SafeText(line: "“\(list.words)”")) }
    if list.order != .newest { parts.append(SafeText(line: list.order.words)) }
    if parts.isEmpty || size.columns >= 80 {
      parts.append(SafeText(line: "\(list.facets.unread) unread"))
    }
    return SafeText.joined(parts, separator: SafeText.joined([" ", ornaments.dot, " "]))
  }

  private func drawDesks(columns: Int, row: Int, on grid: inout Grid) {
    let name = isWidened || scopes.isEmpty ? SafeText(line: "Library") : scopeName
    var column = 1 + grid.write(name, column: 1, row: row, columns: columns, style: .bold) + 3
    var tabs: [(desk: SafeText?, label: SafeText)] = [(nil, "All \(list.facets.total)")]
    tabs += list.facets.desks.map { ($0.name, SafeText(line: "\($0.name) \($0.total)")) }
    let selected = tabs.firstIndex { $0.desk == list.desk } ?? 0
    let widths = tabs.map { TextLayout.width(of: $0.label) + 3 }
    var first = 0
    while first < selected, widths[first...selected].reduce(0, +) > columns - column { first += 1 }
    for tab in tabs[first...] {
      let width = TextLayout.width(of: tab.label)
      guard column + width <= columns + 1 else { break }
      let isSelected = tab.desk == list.desk
      let style = isSelected ? Style([.bold, .underline], foreground: TextTheme.accent) : .plain
      grid.write(tab.label, column: column, row: row, columns: width, style: style)
      column += width + 3
    }
  }

  /// The way from the list to the article on screen.
  var breadcrumb: SafeText {
    let root = isWidened || scopes.isEmpty ? SafeText(line: "Library") : scopeName
    var parts = [root]
    if focus == .text, let reading {
      parts += trail.path.dropLast().suffix(1).map { shortened($0.headline, to: size.columns / 4) }
      parts.append(reading.stored.article.headline.text)
    }
    return SafeText.joined(parts, separator: SafeText.joined([" ", ornaments.trail, " "]))
  }
}

// MARK: - List

extension State {
  private func drawList(_ rect: Rect, on grid: inout Grid) {
    guard !list.rows.isEmpty else {
      drawEmptyList(rect, on: &grid)
      return
    }
    let shown = list.rows.indices.dropFirst(list.top).prefix(rect.rows)
    for index in shown {
      let row = Rect(
        column: rect.column, row: rect.row + index - list.top, columns: rect.columns, rows: 1)
      drawRow(list.rows[index], isSelected: index == list.selected, in: row, on: &grid)
    }
  }

  private func drawRow(
    _ item: ArticleRow, isSelected: Bool, in rect: Rect, on grid: inout Grid
  ) {
    let date = rect.columns >= 36 ? dateLabel(of: item) : .empty
    let dateWidth = TextLayout.width(of: date)
    let inset = rect.columns >= 30 ? 1 : 0
    let unread = item.marks.isRead ? SafeText(line: "") : ornaments.unread
    grid.write(unread, column: inset, row: rect.row, columns: 1, style: TextTheme.mark)
    let mark =
      item.marks.isStarred ? ornaments.star : item.marks.isQueued ? ornaments.queued : .empty
    grid.write(mark, column: inset + 1, row: rect.row, columns: 1, style: TextTheme.mark)
    let start = inset + 3
    let room = rect.columns - start - 1 - (dateWidth > 0 ? dateWidth + 2 : 0)
    let style: Style = item.marks.isRead ? .plain : .bold
    grid.write(
      item.headline, column: start, row: rect.row, columns: max(1, room), style: style)
    grid.write(
      date, column: rect.columns - 1 - dateWidth, row: rect.row, columns: dateWidth,
      style: TextTheme.faded)
    guard isSelected else { return }
    let hasFocus = focus == .list && overlays.isEmpty
    grid.restyle(rect) { style in
      hasFocus
        ? Style(style.attributes.subtracting(.dim).union(.reverse))
        : style.over(Style(.underline))
    }
    if hasFocus { grid.cursor = Point(column: start, row: rect.row) }
  }

  private func dateLabel(of row: ArticleRow) -> SafeText {
    if let published = row.published { return DateText.short(published.day, today: today) }
    let seen = PublishedTime(epochSeconds: row.firstSeen).day
    return SafeText(line: "seen \(DateText.short(seen, today: today))")
  }

  private func drawEmptyList(_ rect: Rect, on grid: inout Grid) {
    let lines: [SafeText]
    if !list.isLoaded || syncing != nil {
      lines = ["Reading the folder…"]
    } else if list.facets.total > 0 {
      lines = ["Nothing here.", "Esc shows all articles."]
    } else {
      lines = [
        "No articles here yet.", "Put text files into the folder:",
        "they appear by themselves.",
      ]
    }
    for (index, line) in lines.enumerated() where index < rect.rows {
      grid.write(
        line, column: rect.column + 2, row: rect.row + index, columns: max(1, rect.columns - 3),
        style: index == 0 ? .plain : TextTheme.faded)
    }
    if focus == .list { grid.cursor = Point(column: rect.column + 2, row: rect.row) }
  }
}

// MARK: - Status

extension State {
  private func drawStatus(_ rect: Rect, on grid: inout Grid) {
    guard rect.rows > 0 else { return }
    grid.fill(rect)
    if let input {
      drawInput(input, rect, on: &grid)
      return
    }
    let left = message ?? place
    let room = rect.columns - 2
    let leftWidth = TextLayout.width(of: left)
    let hints = message == nil ? hints(fitting: room - leftWidth - 3) : .empty
    let hintWidth = TextLayout.width(of: hints)
    grid.write(
      left, column: 1, row: rect.row,
      columns: max(1, hintWidth > 0 ? room - hintWidth - 2 : room),
      style: message == nil ? TextTheme.faded : .bold)
    grid.write(
      hints, column: rect.columns - hintWidth - 1, row: rect.row, columns: hintWidth,
      style: TextTheme.faded)
  }

  /// Where the reader is: the section and how far, or which row of the list.
  private var place: SafeText {
    guard focus == .text, let reading else {
      return arrangement.list != nil && list.rows.isEmpty ? .empty : breadcrumb
    }
    var parts: [SafeText] = []
    if arrangement.list != nil {
      parts.append(shortened(breadcrumb, to: max(12, size.columns / 2 - 10)))
    }
    if reading.stored.marks.isStarred { parts.append(ornaments.star) }
    if reading.stored.marks.isQueued { parts.append(ornaments.queued) }
    if let find = reading.find {
      let count = find.matches.count
      parts.append(
        SafeText(line: count == 0 ? "not found" : "match \(find.current + 1)/\(count)"))
    }
    if let section = currentSection {
      let sections = reading.stored.article.sections
      parts.append(
        SafeText(line: "\(section + 1)/\(sections.count) \(sections[section].title)"))
    }
    parts.append(progress(of: reading))
    return SafeText.joined(parts, separator: "  ")
  }

  private func shortened(_ text: SafeText, to columns: Int) -> SafeText {
    guard TextLayout.width(of: text) > columns else { return text }
    let line = TextLayout.truncated(text, to: columns, ellipsis: ornaments.ellipsis)
    let end = line.items.map(\.offset).max() ?? 0
    return text.slice(scalars: 0..<end) + ornaments.ellipsis
  }

  private func progress(of reading: Reading) -> SafeText {
    guard let top = topPlace else { return .empty }
    let rows = textColumn.rows
    if reading.column.showsEnd(from: top, rows: rows) {
      return top == .start ? "all" : "100%"
    }
    let foot = reading.column.move(top, by: rows)
    return SafeText(line: "\(Int(reading.column.fraction(before: foot) * 100))%")
  }

  /// As many of the hints as fit, the way to the help page first of all.
  private func hints(fitting columns: Int) -> SafeText {
    guard size.columns >= 30 else { return .empty }
    let hints = overlays.isEmpty ? commandHints : overlayHints
    guard let last = hints.last else { return .empty }
    var words = [last]
    for hint in hints.dropLast() {
      let longer = words.dropLast() + [hint, last]
      guard longer.joined(separator: "   ").count <= columns else { break }
      words = Array(longer)
    }
    return SafeText(text: words.joined(separator: "   "))
  }

  /// The hints of the pane that has the focus, then those that count everywhere; help is the last.
  private var commandHints: [String] {
    let hinted = keymap.commands.filter { !$0.hint.isEmpty }
    let own = hinted.filter { $0.context == context }
    let others = hinted.filter { $0.context == .everywhere && $0.id != .help }
    let help = hinted.filter { $0.id == .help }
    return (own + others + help).compactMap { command in
      guard let key = command.keyNames.first else { return nil }
      guard case .follow = command.id else { return "\(key) \(command.hint)" }
      let count = min(9, reading?.stored.article.related.count ?? 0)
      guard count > 0 else { return nil }
      return "\(count > 1 ? "1-\(count)" : "1") \(command.hint)"
    }
  }

  private var overlayHints: [String] {
    let close = "\(keymap.keyName(of: .close) ?? "Esc") close"
    switch overlays.last {
    case .help: return [close]
    default: return ["\(keymap.keyName(of: .open) ?? "Enter") choose", close]
    }
  }

  private func drawInput(_ input: InputLine, _ rect: Rect, on grid: inout Grid) {
    let prompt: SafeText =
      switch input.purpose {
      case .filterHeadlines, .find: "/"
      case .command: ":"
      }
    var room = rect.columns - 3
    var note: SafeText = message ?? .empty
    if case .find = input.purpose, let find = reading?.find {
      note = SafeText(
        line: find.matches.isEmpty ? "not found" : "\(find.current + 1)/\(find.matches.count)")
    }
    let noteWidth = TextLayout.width(of: note)
    if noteWidth > 0, noteWidth + 12 < rect.columns {
      grid.write(
        note, column: rect.columns - noteWidth - 1, row: rect.row, columns: noteWidth,
        style: TextTheme.faded)
      room -= noteWidth + 2
    }
    grid.write(prompt, column: 1, row: rect.row, columns: 1, style: .bold)
    let before = SafeText(line: "x" + input.string(upTo: input.cursor) + "x")
    let beforeWidth = max(0, TextLayout.width(of: before) - 2)
    var shown = Array(input.text)
    var offset = 0
    while beforeWidth - offset > max(1, room - 1), !shown.isEmpty {
      offset += TextLayout.width(of: SafeText(line: "x\(shown.removeFirst())")) - 1
    }
    var view = String.UnicodeScalarView()
    view.append(contentsOf: shown)
    grid.write(SafeText(text: String(view)), column: 2, row: rect.row, columns: max(1, room))
    grid.cursor = Point(column: min(rect.columns - 1, 2 + beforeWidth - offset), row: rect.row)
    grid.showsCursor = true
  }
}

extension InputLine {
  func string(upTo count: Int) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: text.prefix(count))
    return String(view)
  }
}
