// The list asks for its rows a window at a time, and places them when they come.

import ArticleModel
import Screen

extension ListPane {
  /// The query of the list.
  func query(_ around: Surroundings) -> ListQuery {
    var query = ListQuery()
    query.scopes = around.activeScopes
    query.desk = list.desk
    query.unreadOnly = list.unreadOnly
    query.starredOnly = list.starredOnly
    query.queuedOnly = list.queuedOnly
    query.since = list.dates.map { PublishedTime(day: $0.first(around.today)).epochSeconds }
    query.order = list.order
    query.folding = list.folding
    query.raisesFollowed = true
    return query
  }

  /// Rows asked for at once: a few screens; at first no more than will be seen, as each is a page
  /// to be read.
  private func windowSize(_ around: Surroundings) -> Int {
    list.isLoaded ? max(60, visibleRows(around) * 3) : visibleRows(around) + 1
  }

  /// Rows kept at most; those far from the selection are fetched again when they are needed.
  private static let rowsKept = 1_000

  mutating func request(
    _ anchor: ListAnchor, _ placement: AwaitedRows.Placement, _ around: Surroundings,
    _ out: inout ListOutcome
  ) {
    requests += 1
    list.awaited = AwaitedRows(request: requests, placement: placement)
    out.ask(.list, request: requests, .window(query(around), anchor, count: windowSize(around)))
  }

  /// Asks for the list anew, from its top.
  mutating func reload(_ around: Surroundings, _ out: inout ListOutcome) {
    out.save()
    request(.first, .first, around, &out)
  }

  /// Asks for the rows around the selected article in another order, or of another scope.
  mutating func reloadKeepingSelection(_ around: Surroundings, _ out: inout ListOutcome) {
    guard let row = list.selectedRow, list.isTouched else { return reload(around, &out) }
    out.save()
    let above = list.selected - list.top
    request(
      .aroundArticle(row.id, above: above), .select(row.id, rowsAbove: above), around, &out)
  }

  /// Asks for the rows round the selection anew.
  mutating func reloadKeepingPlace(_ around: Surroundings, _ out: inout ListOutcome) {
    guard let row = list.selectedRow, list.isTouched else {
      request(.first, .stay(nil), around, &out)
      return
    }
    request(.around(row.key), .stay(row.id), around, &out)
  }

  mutating func place(
    _ window: ListWindow, request: Int, _ around: Surroundings, _ out: inout ListOutcome
  ) {
    guard let awaited = list.awaited, awaited.request == request else { return }
    list.awaited = nil
    let before = list.selectedRow?.id
    list.isLoaded = true
    switch awaited.placement {
    case .first: replaceRows(window, selected: 0, rowsAbove: 0, around)
    case .last:
      replaceRows(
        window, selected: max(0, window.rows.count - 1), rowsAbove: visibleRows(around) - 1, around)
    case .select(let id, let rowsAbove):
      let index = window.rows.firstIndex { $0.id == id } ?? 0
      replaceRows(window, selected: index, rowsAbove: rowsAbove, around)
    case .row(let above):
      list.isTouched = true
      let index = min(above, max(0, window.rows.count - 1))
      replaceRows(window, selected: index, rowsAbove: above, around)
    case .keep(let id, let rowsAbove):
      replaceRows(window, keeping: id, rowsAbove: rowsAbove, around)
    case .stay(let id): replaceRows(window, stayingAt: id, around)
    case .append(let move): appendRows(window, move: move, around, &out)
    case .prepend(let move): prependRows(window, move: move, around, &out)
    }
    if list.isStale {
      list.isStale = false
      reloadKeepingPlace(around, &out)
    }
    if list.selectedRow?.id != before { out.request(.selectionMoved) }
    if list.awaited == nil { out.request(.rowsCame) }
  }

  private mutating func replaceRows(
    _ window: ListWindow, keeping id: ArticleID?, rowsAbove: Int, _ around: Surroundings
  ) {
    let window = withRowsOnScreen(window, around)
    let index = window.rows.firstIndex { $0.id == id } ?? nearestIndex(in: window)
    // The list's head stays in sight if it is: news is seen at once.
    let showsHead = list.isStart && list.top == 0 && window.isStart && index < visibleRows(around)
    replaceRows(window, selected: index, rowsAbove: showsHead ? index : rowsAbove, around)
  }

  private mutating func replaceRows(
    _ window: ListWindow, stayingAt asked: ArticleID?, _ around: Surroundings
  ) {
    guard list.isTouched, let selected = list.selectedRow?.id else {
      replaceRows(window, selected: 0, rowsAbove: 0, around)
      return
    }
    if selected == asked || window.rows.contains(where: { $0.id == selected }) {
      replaceRows(window, keeping: selected, rowsAbove: list.selected - list.top, around)
    } else {
      // The selection went beyond these rows while they were under way.
      list.isStale = true
    }
  }

  /// A window with the rows on screen where they stand, though a mark made since the list came
  /// belongs elsewhere in it or nowhere: what one reads must not move away under one's eyes.
  private func withRowsOnScreen(_ window: ListWindow, _ around: Surroundings) -> ListWindow {
    guard list.unreadOnly || list.order == .unreadFirst else { return window }
    let onScreen = list.rows.dropFirst(list.top).prefix(max(1, visibleRows(around)))
    let kept = onScreen.filter { row in
      if let story = row.story, list.folding.folds(story.story), !story.isFolded { return false }
      return list.order == .unreadFirst
        ? row.marks.isRead != (row.key.group == 1) : row.marks.isRead
    }
    guard !kept.isEmpty else { return window }
    let ids = Set(kept.map(\.id))
    var window = window
    window.rows.removeAll { ids.contains($0.id) }
    window.rows = (window.rows + kept).sorted { $0.key < $1.key }
    return window
  }

  /// The next selection when the selected article has left the list: the row of its story, or to
  /// what stands in its place.
  private func nearestIndex(in window: ListWindow) -> Int {
    if let story = list.selectedRow?.story?.story,
      let index = window.rows.firstIndex(where: { $0.story?.story == story })
    {
      return index
    }
    guard let key = list.selectedRow?.key else { return 0 }
    let index = window.rows.firstIndex { $0.key.time <= key.time && $0.key.text >= key.text }
    return index ?? max(0, window.rows.count - 1)
  }

  private mutating func replaceRows(
    _ window: ListWindow, selected: Int, rowsAbove: Int, _ around: Surroundings
  ) {
    list.rows = window.rows
    list.isStart = window.isStart
    list.isEnd = window.isEnd
    list.selected = selected
    list.top = max(0, selected - max(0, rowsAbove))
  }

  private mutating func appendRows(
    _ window: ListWindow, move: Int, _ around: Surroundings, _ out: inout ListOutcome
  ) {
    list.rows += window.rows
    list.isEnd = window.isEnd
    let excess = list.rows.count - Self.rowsKept
    if excess > 0, list.top > excess {
      list.rows.removeFirst(excess)
      list.isStart = false
      list.selected -= excess
      list.top -= excess
    }
    if move != 0 { select(list.selected + move, around, &out) }
  }

  private mutating func prependRows(
    _ window: ListWindow, move: Int, _ around: Surroundings, _ out: inout ListOutcome
  ) {
    list.rows = window.rows + list.rows
    list.isStart = window.isStart
    list.selected += window.rows.count
    list.top += window.rows.count
    let excess = list.rows.count - Self.rowsKept
    if excess > 0, list.selected < Self.rowsKept - visibleRows(around) {
      list.rows.removeLast(excess)
      list.isEnd = false
    }
    if move != 0 { select(list.selected + move, around, &out) }
  }
}
