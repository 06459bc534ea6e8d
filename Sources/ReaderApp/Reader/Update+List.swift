// The headline list: windows over the library, the selection, desks, filters, marks.

import ArticleModel
import Screen

extension State {
  /// What the list shows.
  var query: ListQuery {
    var query = ListQuery()
    query.scopes = activeScopes
    query.desk = list.desk
    query.unreadOnly = list.unreadOnly
    query.starredOnly = list.starredOnly
    query.queuedOnly = list.queuedOnly
    query.since = list.dates.map { PublishedTime(day: $0.first(today)).epochSeconds }
    query.order = list.order
    query.folding = list.folding
    query.raisesFollowed = true
    return query
  }

  /// Rows asked for at once: a few screens; at first no more than will be seen, as each is a page to
  /// be read.
  private var windowSize: Int {
    list.isLoaded ? max(60, listRows * 3) : listRows + 1
  }

  /// Rows kept at most; those far from the selection are fetched again when they are needed.
  private static let rowsKept = 1_000

  mutating func request(_ anchor: ListAnchor, _ placement: AwaitedRows.Placement) {
    requests += 1
    list.awaited = AwaitedRows(request: requests, placement: placement)
    ask(.list, request: requests, .window(query, anchor, count: windowSize))
  }

  /// Asks for the list anew, from its top.
  mutating func reload() {
    touch()
    request(.first, .first)
  }

  /// Asks for the rows round the selection anew.
  mutating func reloadKeepingPlace() {
    guard let row = list.selectedRow, list.isTouched else {
      request(.first, .stay(nil))
      return
    }
    request(.around(row.key), .stay(row.id))
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
    case .keep(let id, let rowsAbove): replaceRows(window, keeping: id, rowsAbove: rowsAbove)
    case .stay(let id): replaceRows(window, stayingAt: id)
    case .append(let move): appendRows(window, move: move)
    case .prepend(let move): prependRows(window, move: move)
    }
    if list.isStale {
      list.isStale = false
      reloadKeepingPlace()
    }
    if list.selectedRow?.id != before { selectionMoved() }
    if list.awaited == nil { releaseHeldKeys() }
  }

  private mutating func replaceRows(_ window: ListWindow, keeping id: ArticleID?, rowsAbove: Int) {
    let window = withRowsOnScreen(window)
    let index = window.rows.firstIndex { $0.id == id } ?? nearestIndex(in: window)
    // Where the list's head is in sight it stays so: what is new is seen at once.
    let showsHead = list.isStart && list.top == 0 && window.isStart && index < listRows
    replaceRows(window, selected: index, rowsAbove: showsHead ? index : rowsAbove)
  }

  private mutating func replaceRows(_ window: ListWindow, stayingAt asked: ArticleID?) {
    guard list.isTouched, let selected = list.selectedRow?.id else {
      replaceRows(window, selected: 0, rowsAbove: 0)
      return
    }
    if selected == asked || window.rows.contains(where: { $0.id == selected }) {
      replaceRows(window, keeping: selected, rowsAbove: list.selected - list.top)
    } else {
      // The selection went beyond these rows while they were under way.
      list.isStale = true
    }
  }

  /// A window with the rows on screen where they stand, though a mark made since the list came
  /// belongs elsewhere in it or nowhere: what one reads must not move away under one's eyes.
  private func withRowsOnScreen(_ window: ListWindow) -> ListWindow {
    guard list.unreadOnly || list.order == .unreadFirst else { return window }
    let onScreen = list.rows.dropFirst(list.top).prefix(max(1, listRows))
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

  /// Where the selection goes when its article has left the list: into the row of its story, or to
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

  mutating func moveList(_ motion: Motion) {
    let page = max(1, listRows - 1)
    switch motion {
    case .down: step(1)
    case .up: step(-1)
    case .halfPageDown: select(list.selected + max(1, listRows / 2))
    case .halfPageUp: select(list.selected - max(1, listRows / 2))
    case .pageDown: select(list.selected + page)
    case .pageUp: select(list.selected - page)
    case .top: if list.isStart { select(0) } else { request(.first, .first) }
    case .bottom:
      if list.isEnd { select(list.rows.count - 1) } else { request(.last, .last) }
    }
  }

  /// Rows of the page before that stay in sight where a step turns the page.
  private static let rowsRepeated = 3

  /// Selects the row below or above. Beyond the edge the list turns a page: the rows hold still under
  /// the eye while one walks through them, and a slow line has far less to carry.
  private mutating func step(_ step: Int) {
    let target = list.selected + step
    let rows = max(1, listRows)
    let repeated = min(Self.rowsRepeated, rows / 4)
    if target >= list.top + rows {
      list.top = max(0, target - repeated)
    } else if target < list.top {
      list.top = max(0, target - rows + 1 + repeated)
    }
    select(target)
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
      fetchMoreResults()
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
      default: if move != 0 { select(after ? list.rows.count - 1 : 0) }
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
  mutating func prefetch() {
    guard list.awaited == nil, !showsResults, list.isLoaded else { return }
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

  /// Shows the selected article beside the list; `known` is shown at once, if that is the one.
  mutating func preview(with known: StoredArticle? = nil) {
    guard let id = list.selectedRow?.id else {
      // What stands beside an empty list would seem to be of it.
      if list.isLoaded, list.awaited == nil {
        reading = nil
        if awaited?.purpose == .preview { awaited = nil }
      }
      return
    }
    if reading?.stored.id == id {
      if !hasLanded { landOnMatch() }
      if awaited?.purpose == .preview { awaited = nil }
    } else if let known, known.id == id {
      awaited = nil
      showBeside(known)
    } else if showReady(id) {
      landOnMatch()
    } else {
      fetch(id, .preview)
    }
    lookAhead()
  }

  // MARK: What the list shows

  mutating func showOnly(unread: Bool = false, starred: Bool = false, queued: Bool = false) {
    if focus == .text { leaveToList() }
    endSearch()
    keepPlace()
    list.unreadOnly = unread
    list.starredOnly = starred
    list.queuedOnly = queued
    if unread || starred || queued {
      reload()
    } else {
      showAll()
    }
  }

  mutating func showOnly(_ dates: DateLimit?) {
    keepPlace()
    list.dates = dates
    reload()
  }

  /// Remembers where the reader is in the whole list, as something is about to limit it.
  private mutating func keepPlace() {
    guard !isFiltered else { return }
    list.before = list.selectedRow.flatMap { row in
      list.isTouched
        ? ListPlace(key: row.key, rowsAbove: list.selected - list.top, order: list.order) : nil
    }
  }

  /// Shows all articles again, where the reader was before something limited them.
  private mutating func showAll() {
    list.desk = nil
    list.dates = nil
    let before = list.before
    list.before = nil
    guard let before, before.order == list.order else { return reload() }
    touch()
    list.isTouched = true
    request(.around(before.key), .keep(before.key.id, rowsAbove: before.rowsAbove))
  }

  /// Whether the list leaves anything out.
  var isFiltered: Bool {
    list.unreadOnly || list.starredOnly || list.queuedOnly || list.desk != nil
      || list.dates != nil
  }

  mutating func changeOrder() {
    guard !showsResults else {
      message = "Results stand in the order of their rank."
      return
    }
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
    around.isWidened.toggle()
    list.desk = nil
    message = around.isWidened ? "The whole library." : "This folder."
    ask(.counts, .facets(query))
    if showsResults {
      search?.home.desk = nil
      search?.home.isStale = true
    } else {
      reload()
    }
  }
}
