// The selection moves through the list, and rows are fetched before it reaches their end.

import ArticleModel
import Screen

extension ListPane {
  mutating func move(_ motion: Motion, _ around: Surroundings, _ out: inout ListOutcome) {
    let shown = rowsShown(from: list.top, around)
    let page = max(1, shown - 1)
    switch motion {
    case .down: step(1, around, &out)
    case .up: step(-1, around, &out)
    case .halfPageDown: select(list.selected + max(1, shown / 2), around, &out)
    case .halfPageUp: select(list.selected - max(1, shown / 2), around, &out)
    case .pageDown: select(list.selected + page, around, &out)
    case .pageUp: select(list.selected - page, around, &out)
    case .top:
      if list.isStart { select(0, around, &out) } else { request(.first, .first, around, &out) }
    case .bottom:
      if list.isEnd {
        select(list.rows.count - 1, around, &out)
      } else {
        request(.last, .last, around, &out)
      }
    }
  }

  /// Rows of the page before that stay in sight where a step turns the page.
  private static let rowsRepeated = 3

  /// Selects the row below or above. Beyond the edge the list turns a page: the rows hold still
  /// under the eye while one walks through them, and a slow line has far less to carry.
  private mutating func step(_ step: Int, _ around: Surroundings, _ out: inout ListOutcome) {
    let target = list.selected + step
    let rows = rowsShown(from: list.top, around)
    let repeated = min(Self.rowsRepeated, rows / 4)
    if target >= list.top + rows {
      list.top = max(0, target - repeated)
    } else if target < list.top {
      list.top = topShowing(max(0, target + repeated), around)
    }
    select(target, around, &out)
  }

  /// Selects a row; one outside the rows that are there is fetched first.
  mutating func select(_ index: Int, _ around: Surroundings, _ out: inout ListOutcome) {
    guard let last = list.rows.indices.last else { return }
    if index > last, !list.isEnd {
      fetchMore(after: true, move: index - list.selected, around, &out)
    } else if index < 0, !list.isStart {
      fetchMore(after: false, move: index - list.selected, around, &out)
    } else {
      list.isTouched = true
      let target = min(max(0, index), last)
      guard target != list.selected else { return }
      list.selected = target
      out.request(.selectionMoved)
      if list.isResults { out.request(.moreResults) } else { prefetch(around, &out) }
    }
  }

  private mutating func fetchMore(
    after: Bool, move: Int, _ around: Surroundings, _ out: inout ListOutcome
  ) {
    guard let first = list.rows.first, let last = list.rows.last else { return }
    if let awaited = list.awaited {
      // Rows are under way already: they only have to move the selection too.
      switch awaited.placement {
      case .append(let earlier) where after:
        list.awaited?.placement = .append(move: earlier + move)
      case .prepend(let earlier) where !after:
        list.awaited?.placement = .prepend(move: earlier + move)
      default: if move != 0 { select(after ? list.rows.count - 1 : 0, around, &out) }
      }
      return
    }
    if after {
      request(.after(last.key), .append(move: move), around, &out)
    } else {
      request(.before(first.key), .prepend(move: move), around, &out)
    }
  }

  /// Fetches rows before the selection comes to the edge of those that are there.
  mutating func prefetch(_ around: Surroundings, _ out: inout ListOutcome) {
    guard list.awaited == nil, !list.isResults, list.isLoaded else { return }
    if !list.isEnd, list.rows.count - list.selected < visibleRows(around) * 2 {
      fetchMore(after: true, move: 0, around, &out)
    } else if !list.isStart, list.selected < visibleRows(around) {
      fetchMore(after: false, move: 0, around, &out)
    }
  }

  /// Brings the selection on screen.
  mutating func showSelection(_ around: Surroundings) {
    list.top = min(list.top, list.selected)
    list.top = max(list.top, topShowing(list.selected, around))
    list.top = min(list.top, max(0, topShowing(list.rows.count - 1, around)))
    list.top = max(0, list.top)
  }

  /// Selects the next row with something unread, or the one before, and says whether there is one;
  /// asks for it where it lies beyond the rows that are there. If it will be opened, the row's own
  /// article is meant.
  mutating func selectUnread(
    forward: Bool, opens: Bool, _ around: Surroundings, _ out: inout ListOutcome
  ) -> Bool {
    if let next = nextUnread(forward: forward, opens: opens) {
      select(next, around, &out)
      return true
    }
    askForUnread(forward: forward, around, &out)
    return false
  }

  /// The next unread row among those that are loaded.
  var nextUnreadRow: ArticleRow? {
    nextUnread(forward: true, opens: true).map { list.rows[$0] }
  }

  private func nextUnread(forward: Bool, opens: Bool) -> Int? {
    let isUnread = { (index: Int) -> Bool in
      opens ? !self.list.rows[index].marks.isRead : self.list.rows[index].holdsUnread
    }
    return forward
      ? list.rows.indices.first { $0 > list.selected && isUnread($0) }
      : list.rows.indices.last { $0 < list.selected && isUnread($0) }
  }

  /// Has the library asked for an unread article beyond the loaded rows, or says that none is there.
  func askForUnread(forward: Bool, _ around: Surroundings, _ out: inout ListOutcome) {
    if forward ? !list.isEnd : !list.isStart,
      let edge = forward ? list.rows.last : list.rows.first
    {
      var unread = query(around)
      unread.unreadOnly = true
      out.ask(.unread, .window(unread, forward ? .after(edge.key) : .before(edge.key), count: 1))
    } else {
      out.say(forward ? Message.nothingUnreadAfter : Message.nothingUnreadBefore)
    }
  }
}
