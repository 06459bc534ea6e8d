// One function draws a frame, each part in its place.

import ArticleModel
import Screen

extension State {
  /// The screen as it is to look now.
  package func view() -> Frame {
    var frame = Frame(size, focus: focusedPart)
    let arrangement = self.arrangement
    frame.place(.header, arrangement.header) { drawHeader($0, on: &$1) }
    frame.place(.list, arrangement.list) { drawList($0, on: &$1) }
    if let rule = arrangement.rule, let text = arrangement.text {
      for row in text.row..<text.endRow {
        frame.grid.write(
          ornaments.rule, column: rule, row: row, columns: 1, style: theme.faded)
      }
    }
    frame.place(.text, arrangement.text) { pane, grid in
      let saysNothing = list.isLoaded && (!list.rows.isEmpty || focus == .text)
      text.draw(in: pane, saysNothing: saysNothing, around, on: &grid)
    }
    frame.place(.side, arrangement.side) { drawSide($0, on: &$1) }
    frame.place(.view, over.place(around)) { over.draw(overlayContent, around, on: &$1) }
    if !pending.keys.isEmpty,
      let popup = pending.popup(in: context, above: arrangement.status, around)
    {
      frame.place(.popup, popup.rect) { popup.draw(on: &$1) }
    }
    frame.place(prompt.line == nil ? .status : .prompt, arrangement.status) {
      drawStatus($0, on: &$1)
    }
    return frame
  }

  /// The part that has the keys: the prompt, else the topmost view, else a pane.
  private var focusedPart: FramePart {
    if prompt.line != nil { return .prompt }
    if !overlays.isEmpty { return .view }
    return focus == .list ? .list : .text
  }
}

// MARK: - Status

extension State {
  private func drawStatus(_ rect: Rect, on grid: inout Grid) {
    guard rect.rows > 0 else { return }
    if let keyboardNotice {
      grid.fill(rect)
      grid.write(
        keyboardNotice, column: 1, row: rect.row, columns: rect.columns - 2, style: theme.strong)
      return
    }
    if let input = prompt.line {
      grid.fill(rect)
      return prompt.draw(input, in: rect, note: noteOnInput(input), around, on: &grid)
    }
    guard message == nil, focus == .text, overlays.isEmpty, let reading else {
      return drawStatus(message ?? over.title() ?? place, rect, on: &grid)
    }
    let key = StatusKey(
      parts: placeParts(in: reading), isBesideList: arrangement.list != nil, context: context,
      columns: rect.columns, related: reading.stored.article.related.count)
    if let cells = drawn.status(key) {
      grid.paste(cells, column: rect.column, row: rect.row)
    } else {
      drawStatus(SafeText.joined(key.parts, separator: "  "), rect, on: &grid)
      let cells = grid.part(column: rect.column, row: rect.row, columns: rect.columns)
      drawn.keep(Array(cells), status: key)
    }
  }

  private func drawStatus(_ left: SafeText, _ rect: Rect, on grid: inout Grid) {
    grid.fill(rect)
    let room = rect.columns - 2
    let leftWidth = TextLayout.width(of: left)
    let hints = message == nil ? hints(fitting: room - leftWidth - 3) : .empty
    let hintWidth = TextLayout.width(of: hints)
    grid.write(
      left, column: 1, row: rect.row,
      columns: max(1, hintWidth > 0 ? room - hintWidth - 2 : room),
      style: message == nil ? placeStyle : theme.strong)
    grid.write(
      hints, column: rect.columns - hintWidth - 1, row: rect.row, columns: hintWidth,
      style: theme.faded)
  }

  /// Faded beside a list. Under a text alone it changes with every line, for which a terminal would
  /// have to be sent two changes of style.
  private var placeStyle: Style { arrangement.list == nil ? .plain : theme.faded }

  /// The place of the reader: the section and how far, or the way to the list.
  private var place: SafeText {
    guard focus == .text, let reading else {
      guard arrangement.list != nil else { return breadcrumb }
      if list.rows.isEmpty { return .empty }
      // The searched words stand above the results; the room is for hints.
      if showsResults, size.columns >= 30 { return lists.followNote(around) ?? .empty }
      return lists.followNote(around).map {
        SafeText.joined([breadcrumb, $0], separator: SafeText.joined([" ", ornaments.trail, " "]))
      } ?? breadcrumb
    }
    return SafeText.joined(placeParts(in: reading), separator: "  ")
  }

  private func placeParts(in reading: Reading) -> [SafeText] {
    var parts: [SafeText] = []
    if arrangement.list != nil { parts.append(way(to: reading)) }
    return parts + text.statusParts(around)
  }

  /// The way to an article, as long as the bar can show.
  private func way(to reading: Reading) -> SafeText {
    let columns = max(12, size.columns / 2 - 10)
    guard search?.isShown != true else { return around.shortened(breadcrumb, to: columns) }
    let key = WayKey(
      isWidened: around.isWidened, parent: trail.path.dropLast().last?.headline,
      headline: reading.stored.article.headline.text, size: size.columns, columns: columns)
    return drawn.way(key) { around.shortened(breadcrumb, to: columns) }
  }

  /// As many of the hints as fit, the way to the help page first of all.
  private func hints(fitting columns: Int) -> SafeText {
    guard size.columns >= 30 else { return .empty }
    guard overlays.isEmpty, !showsResults, focus == .text || !list.rows.isEmpty else {
      return joined(
        overlays.isEmpty ? commandHints : over.hints(overlayContent, around), fitting: columns)
    }
    let key = HintKey(
      context: context, columns: columns, related: reading?.stored.article.related.count ?? 0)
    return drawn.hints(key) { joined(commandHints, fitting: columns) }
  }

  private func joined(_ hints: [String], fitting columns: Int) -> SafeText {
    guard let last = hints.last else { return .empty }
    var words: [String] = []
    var room = columns - last.unicodeScalars.count
    for hint in hints.dropLast() {
      room -= hint.unicodeScalars.count + 3
      guard room >= 0 else { break }
      words.append(hint)
    }
    return SafeText(text: (words + [last]).joined(separator: "   "))
  }

  /// The hints of the pane that has the focus, then those that count everywhere; help is the last.
  private var commandHints: [String] {
    if focus == .list, showsResults { return resultHints }
    let own = keymap.hints.filter { $0.context == context && isOfUse($0.id) }
    // The star is the best known of them: where room is short it gives way.
    let general = keymap.hints.filter {
      $0.context == .everywhere && ![.reader(.help), .article(.star)].contains($0.id)
        && isOfUse($0.id)
    }
    let others = general + keymap.hints.filter { $0.id == .article(.star) && isOfUse($0.id) }
    let help = keymap.hints.filter { $0.id == .reader(.help) }
    return (own + others + help).compactMap { hint in
      guard case .text(.follow) = hint.id else { return "\(hint.key) \(hint.word)" }
      let count = min(9, reading?.stored.article.related.count ?? 0)
      guard count > 0 else { return nil }
      return "\(count > 1 ? "1-\(count)" : "1") \(hint.word)"
    }
  }

  /// True if there is an article for a command that wants one.
  private func isOfUse(_ id: CommandID) -> Bool {
    focus == .text || !list.rows.isEmpty || !id.traits.contains(.needsArticle)
  }

  /// Hints at the keys for results: read them, go back, search for something else, keep the search.
  private var resultHints: [String] {
    var hints: [(CommandID, String)] = [
      (.list(.open), "read"), (.reader(.close), "back"), (.search(.search), "search"),
      (.article(.star), "star"),
      (.list(.filter), "filter"), (.reader(.help), "help"),
    ]
    if search?.saved == nil {
      hints.insert((.search(.saveSearch), "save"), at: 3)
    } else if search?.saved != lists.newSearch.id {
      hints.insert((.search(.removeSearch), "unsave"), at: 3)
    }
    return hints.filter { isOfUse($0.0) }.compactMap { id, word in
      keymap.keyName(of: id).map { "\($0) \(word)" }
    }
  }

  /// The note beside a line that is being typed: the number of matches, or a message.
  private func noteOnInput(_ input: InputLine) -> SafeText {
    guard case .find = input.purpose, let find = reading?.find else { return message ?? .empty }
    return SafeText(
      line: find.matches.isEmpty ? "not found" : "\(find.current + 1)/\(find.matches.count)")
  }
}
