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
    if let popup = prompt.popup(above: arrangement.status, around) {
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
      parts: statusParts(of: reading), isBesideList: arrangement.list != nil, context: context,
      columns: rect.columns, related: reading.stored.article.related.count)
    if let cells = drawn.status(key) {
      grid.paste(cells, column: rect.column, row: rect.row)
    } else {
      drawStatus(SafeText.joined(key.parts, separator: partGap), rect, on: &grid)
      let cells = grid.part(column: rect.column, row: rect.row, columns: rect.columns)
      drawn.keep(Array(cells), status: key)
    }
  }

  private func drawStatus(_ left: SafeText, _ rect: Rect, on grid: inout Grid) {
    grid.fill(rect)
    let room = rect.columns - 2
    let leftWidth = TextLayout.width(of: left)
    let hints = message == nil ? hints(fitting: room - leftWidth - hintGap) : .empty
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
    return SafeText.joined(statusParts(of: reading), separator: partGap)
  }

  /// The parts of the status line under a text, in the longest form that leaves room for the hints
  /// that are always there; the way to the article gives way first.
  private func statusParts(of reading: Reading) -> [SafeText] {
    let room = size.columns - 2 - firstHintColumns + partGap.scalarCount
    let forms = text.statusForms(around)
    func width(_ parts: [SafeText]) -> Int {
      parts.reduce(0) { $0 + TextLayout.width(of: $1) + partGap.scalarCount }
    }
    if arrangement.list != nil, let whole = forms.first {
      let left = room - width(whole) - 2
      let columns = min(left, max(Self.leastWay, size.columns / 2 - 10))
      if left >= Self.leastWay { return [way(to: reading, columns: columns)] + whole }
    }
    return forms.first { width($0) <= room } ?? forms.last ?? []
  }

  /// The least columns in which the way to an article says anything.
  private static let leastWay = 16

  /// The columns of the hints that are always there, with a space before them.
  private var firstHintColumns: Int {
    guard size.columns >= 30 else { return 0 }
    let key = HintKey(
      context: context, columns: -1, related: reading?.stored.article.related.count ?? 0)
    let hints = drawn.hints(key) { joined(commandHints(firstOnly: true), fitting: .max) }
    return TextLayout.width(of: hints) + hintGap
  }

  /// The way to an article, as long as the bar can show.
  private func way(to reading: Reading, columns: Int) -> SafeText {
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
        overlays.isEmpty ? commandHints() : over.hints(overlayContent, around), fitting: columns)
    }
    let key = HintKey(
      context: context, columns: columns, related: reading?.stored.article.related.count ?? 0)
    return drawn.hints(key) { joined(commandHints(), fitting: columns) }
  }

  private func joined(_ hints: [String], fitting columns: Int) -> SafeText {
    guard let last = hints.last else { return .empty }
    var words: [String] = []
    var room = columns - last.unicodeScalars.count
    for hint in hints.dropLast() {
      room -= hint.unicodeScalars.count + hintGap
      guard room >= 0 else { break }
      words.append(hint)
    }
    let gap = String(repeating: " ", count: hintGap)
    return SafeText(text: (words + [last]).joined(separator: gap))
  }

  /// The spaces between two parts at the left.
  private var partGap: SafeText { size.columns < 50 ? " " : "  " }

  /// The spaces between two hints.
  private var hintGap: Int { size.columns < 50 ? 2 : 3 }

  /// The hints of the pane that has the focus, then those that count everywhere; help is the last.
  ///
  /// - Parameter firstOnly: only those that are there at every width.
  /// - Returns: keys and words, as `h back`.
  private func commandHints(firstOnly: Bool = false) -> [String] {
    if focus == .list, showsResults { return resultHints }
    let isFirst = { (hint: CommandHint) in Self.firstHints.contains(hint.id) }
    let own = keymap.hints.filter { $0.context == context && isOfUse($0.id) }
    // The star is the best known of them: where room is short it gives way.
    let general = keymap.hints.filter {
      $0.context == .everywhere && ![.reader(.help), .article(.star)].contains($0.id)
        && isOfUse($0.id)
    }
    let others =
      own.filter { !isFirst($0) } + general
      + keymap.hints.filter { $0.id == .article(.star) && isOfUse($0.id) }
    let help = keymap.hints.filter { $0.id == .reader(.help) }
    let first = Self.firstHints.compactMap { id in own.first { $0.id == id } }
    return (first + (firstOnly ? [] : others) + help).compactMap { hint in
      guard case .text(.follow) = hint.id else { return "\(hint.key) \(hint.word)" }
      let count = min(9, reading?.stored.article.related.count ?? 0)
      guard count > 0 else { return nil }
      return "\(count > 1 ? "1\(ornaments.missing)\(count)" : "1") \(hint.word)"
    }
  }

  /// The hints that are there at every width, with the way to the help.
  private static let firstHints: [CommandID] = [.list(.open), .text(.back), .text(.follow(1))]

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
