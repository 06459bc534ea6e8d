// The headline list: windows over the library, the selection, desks, filters, marks.

import ArticleModel
import Screen

extension State {
  /// What lists are limited to now.
  var activeScopes: [Scope] { isWidened ? [] : scopes }

  /// What the list shows.
  var query: ListQuery {
    var query = ListQuery()
    query.scopes = activeScopes
    query.desk = list.desk
    query.unreadOnly = list.unreadOnly
    query.starredOnly = list.starredOnly
    query.queuedOnly = list.queuedOnly
    query.headlineWords = list.words
    query.order = list.order
    return query
  }

  /// Rows asked for at once: a few screens.
  private var windowSize: Int { max(60, listRows * 3) }

  /// Rows kept at most; those far from the selection are fetched again when they are needed.
  private static let rowsKept = 1_000

  mutating func request(_ anchor: ListAnchor, _ placement: AwaitedRows.Placement) {
    requests += 1
    list.awaited = AwaitedRows(request: requests, placement: placement)
    outbox.append(
      .loadWindow(request: requests, query: query, anchor: anchor, count: windowSize))
  }

  /// Asks for the list anew, from its top.
  mutating func reload() {
    touch()
    request(.first, .first)
  }

  /// Asks for the rows round the selection anew.
  mutating func reloadKeepingPlace() {
    guard let row = list.selectedRow, list.isTouched else {
      request(.first, .first)
      return
    }
    request(.around(row.key), .keep(row.id, rowsAbove: list.selected - list.top))
  }

  mutating func place(_ window: ListWindow, request: Int) {
    guard let awaited = list.awaited, awaited.request == request else { return }
    list.awaited = nil
    let before = list.selectedRow?.id
    list.isLoaded = true
    switch awaited.placement {
    case .first: replaceRows(window, selected: 0, rowsAbove: 0)
    case .last:
      replaceRows(window, selected: max(0, window.rows.count - 1), rowsAbove: listRows - 1)
    case .keep(let id, let rowsAbove):
      let window = withRowsOnScreen(window)
      let index = window.rows.firstIndex { $0.id == id } ?? nearestIndex(in: window)
      // Where the list's head is in sight it stays so: what is new is seen at once.
      let showsHead = list.isStart && list.top == 0 && window.isStart && index < listRows
      replaceRows(window, selected: index, rowsAbove: showsHead ? index : rowsAbove)
    case .append(let move): appendRows(window, move: move)
    case .prepend(let move): prependRows(window, move: move)
    }
    if list.isStale {
      list.isStale = false
      reloadKeepingPlace()
    }
    if list.selectedRow?.id != before { selectionMoved() }
  }

  /// A window with the rows on screen where they stand, though a mark made since the list came
  /// belongs elsewhere in it or nowhere: what one reads must not move away under one's eyes.
  private func withRowsOnScreen(_ window: ListWindow) -> ListWindow {
    guard list.unreadOnly || list.order == .unreadFirst else { return window }
    let onScreen = list.rows.dropFirst(list.top).prefix(max(1, listRows))
    let kept = onScreen.filter { row in
      list.order == .unreadFirst
        ? row.marks.isRead != (row.key.group == 1) : row.marks.isRead
    }
    guard !kept.isEmpty else { return window }
    let ids = Set(kept.map(\.id))
    var window = window
    window.rows.removeAll { ids.contains($0.id) }
    window.rows = (window.rows + kept).sorted { $0.key < $1.key }
    return window
  }

  /// Where the selection goes when its article has left the list: to what stands in its place.
  private func nearestIndex(in window: ListWindow) -> Int {
    guard let key = list.selectedRow?.key else { return 0 }
    let index = window.rows.firstIndex { $0.key.time <= key.time && $0.key.text >= key.text }
    return index ?? max(0, window.rows.count - 1)
  }

  private mutating func replaceRows(_ window: ListWindow, selected: Int, rowsAbove: Int) {
    list.rows = window.rows
    list.isStart = window.isStart
    list.isEnd = window.isEnd
    list.selected = selected
    list.top = max(0, selected - max(0, rowsAbove))
  }

  private mutating func appendRows(_ window: ListWindow, move: Int) {
    list.rows += window.rows
    list.isEnd = window.isEnd
    let excess = list.rows.count - State.rowsKept
    if excess > 0, list.top > excess {
      list.rows.removeFirst(excess)
      list.isStart = false
      list.selected -= excess
      list.top -= excess
    }
    if move != 0 { select(list.selected + move) }
  }

  private mutating func prependRows(_ window: ListWindow, move: Int) {
    list.rows = window.rows + list.rows
    list.isStart = window.isStart
    list.selected += window.rows.count
    list.top += window.rows.count
    let excess = list.rows.count - State.rowsKept
    if excess > 0, list.selected < State.rowsKept - listRows {
      list.rows.removeLast(excess)
      list.isEnd = false
    }
    if move != 0 { select(list.selected + move) }
  }

  // MARK: Selection

  mutating func moveList(_ id: CommandID) {
    let page = max(1, listRows - 1)
    switch id {
    case .down: select(list.selected + 1)
    case .up: select(list.selected - 1)
    case .halfPageDown: select(list.selected + max(1, listRows / 2))
    case .halfPageUp: select(list.selected - max(1, listRows / 2))
    case .pageDown: select(list.selected + page)
    case .pageUp: select(list.selected - page)
    case .top: if list.isStart { select(0) } else { request(.first, .first) }
    case .bottom:
      if list.isEnd { select(list.rows.count - 1) } else { request(.last, .last) }
    default: break
    }
  }

  /// Selects a row; one outside the rows that are there is fetched first.
  mutating func select(_ index: Int) {
    guard let last = list.rows.indices.last else { return }
    if index > last, !list.isEnd {
      fetchMore(after: true, move: index - list.selected)
    } else if index < 0, !list.isStart {
      fetchMore(after: false, move: index - list.selected)
    } else {
      list.isTouched = true
      let target = min(max(0, index), last)
      guard target != list.selected else { return }
      list.selected = target
      selectionMoved()
      prefetch()
    }
  }

  private mutating func fetchMore(after: Bool, move: Int) {
    guard let first = list.rows.first, let last = list.rows.last else { return }
    if let awaited = list.awaited {
      // Rows are under way already: they only have to move the selection too.
      switch awaited.placement {
      case .append(let earlier) where after:
        list.awaited?.placement = .append(move: earlier + move)
      case .prepend(let earlier) where !after:
        list.awaited?.placement = .prepend(move: earlier + move)
      default: break
      }
      return
    }
    if after {
      request(.after(last.key), .append(move: move))
    } else {
      request(.before(first.key), .prepend(move: move))
    }
  }

  /// Fetches rows before the selection comes to the edge of those that are there.
  private mutating func prefetch() {
    guard list.awaited == nil else { return }
    if !list.isEnd, list.rows.count - list.selected < listRows * 2 {
      fetchMore(after: true, move: 0)
    } else if !list.isStart, list.selected < listRows {
      fetchMore(after: false, move: 0)
    }
  }

  /// Brings the selection on screen.
  mutating func showSelection() {
    let rows = max(1, listRows)
    list.top = min(list.top, list.selected)
    list.top = max(list.top, list.selected - rows + 1)
    list.top = min(list.top, max(0, list.rows.count - rows))
    list.top = max(0, list.top)
  }

  mutating func selectionMoved() {
    touch()
    if focus == .list, showsTwoPanes { preview() }
  }

  /// Shows the selected article beside the list.
  mutating func preview() {
    guard let id = list.selectedRow?.id else { return }
    if reading?.stored.id == id {
      if awaited?.purpose == .preview { awaited = nil }
      return
    }
    fetch(id, .preview)
  }

  // MARK: What the list shows

  mutating func changeDesk(by step: Int) {
    let desks: [SafeText?] = [nil] + list.facets.desks.map(\.name)
    let index = desks.firstIndex(of: list.desk) ?? 0
    list.desk = desks[(index + step + desks.count) % desks.count]
    reload()
  }

  mutating func showOnly(unread: Bool = false, starred: Bool = false, queued: Bool = false) {
    if focus == .text { leaveToList() }
    list.unreadOnly = unread
    list.starredOnly = starred
    list.queuedOnly = queued
    if !unread && !starred && !queued { list.desk = nil }
    reload()
  }

  mutating func changeOrder() {
    let orders = ListOrder.allCases
    let index = orders.firstIndex(of: list.order) ?? 0
    list.order = orders[(index + 1) % orders.count]
    message = SafeText(line: "Order: \(list.order.words).")
    reload()
  }

  mutating func toggleScope() {
    guard !scopes.isEmpty else {
      message = "The list shows the whole library already."
      return
    }
    isWidened.toggle()
    list.desk = nil
    message = isWidened ? "The whole library." : "This folder."
    outbox.append(.loadFacets(query))
    reload()
  }

  // MARK: Marks

  /// The article that a mark is meant for, and how it is marked now.
  private var marked: (id: ArticleID, marks: Marks)? {
    if focus == .text, let stored = reading?.stored { return (stored.id, stored.marks) }
    return list.selectedRow.map { ($0.id, $0.marks) }
  }

  mutating func toggleMark(_ id: CommandID) {
    guard let marked else { return }
    let change: MarkChange =
      switch id {
      case .star: marked.marks.isStarred ? .unstar : .star
      case .queue: marked.marks.isQueued ? .unqueue : .queue
      default: marked.marks.isRead ? .unread : .read
      }
    outbox.append(.mark([marked.id], change))
  }

  /// Draws a change of marks that is now in the state file.
  mutating func marked(_ ids: [ArticleID], _ change: MarkChange) {
    guard !ids.isEmpty else { return }
    let changed = Set(ids)
    for index in list.rows.indices where changed.contains(list.rows[index].id) {
      list.rows[index].marks.apply(change)
    }
    if let id = reading?.stored.id, changed.contains(id) {
      reading?.stored.marks.apply(change)
    }
    markCandidates(changed, change)
    outbox.append(.loadFacets(query))
    if ids.count > 1 {
      message = SafeText(line: "\(ids.count) articles \(change.words). \(undoKey) undoes it.")
    } else if change == .queue || change == .unqueue {
      message = SafeText(line: change == .queue ? "In the queue." : "Out of the queue.")
    }
  }

  private var undoKey: String { keymap.keyName(of: .undo) ?? "undo" }

  private mutating func markCandidates(_ changed: Set<ArticleID>, _ change: MarkChange) {
    guard change == .read || change == .unread, var resolved = reading?.resolved else { return }
    for index in resolved.indices {
      for place in resolved[index].candidates.indices
      where changed.contains(resolved[index].candidates[place].id) {
        resolved[index].candidates[place].isRead = change == .read
      }
    }
    reading?.resolved = resolved
  }

  mutating func undone(_ ids: [ArticleID], _ change: MarkChange, word: String) {
    marked(ids, change)
    let what =
      ids.count == 1
      ? headline(of: ids[0]).map { ": “\($0)”" } ?? "" : ": \(ids.count) articles"
    message = SafeText(line: "\(word), \(change.words)\(what)")
  }

  private func headline(of id: ArticleID) -> SafeText? {
    if let stored = reading?.stored, stored.id == id { return stored.article.headline.text }
    return list.rows.first { $0.id == id }?.headline
  }
}

extension MarkChange {
  /// What an article is after the change.
  var words: String {
    switch self {
    case .read: "read"
    case .unread: "unread"
    case .star: "starred"
    case .unstar: "no longer starred"
    case .queue: "in the queue"
    case .unqueue: "out of the queue"
    }
  }
}

extension ListOrder {
  var words: String {
    switch self {
    case .newest: "newest first"
    case .headline: "by headline"
    case .desk: "by desk"
    case .unreadFirst: "unread first"
    }
  }
}
