// The list pane holds the list, its limits, and the counts that stand beside the desks.

import ArticleModel
import Screen

/// The pane with the headlines: a list, or in its place what a search found.
struct ListPane {
  var list = ListState()
  /// The counts of desks and marks.
  var facets = Facets() { didSet { changeStamp = ChangeStamp() } }
  var savedSearches: [SavedSearch] = [] { didSet { changeStamp = ChangeStamp() } }
  /// The search that is always kept: what is new.
  var newSearch = SavedSearch(id: 0, name: "New", text: "is:new") {
    didSet { changeStamp = ChangeStamp() }
  }
  /// Of the counts and the searches.
  private(set) var changeStamp = ChangeStamp()
  /// Counts requests for rows, so that an answer that is out of date is known.
  var requests = 0
  /// Rows that need not be drawn anew.
  let drawn = RowCache()
}

/// The requests of the list pane to the rest of the reader.
enum ListRequest {
  /// Another row is selected: the article beside the list follows.
  case selectionMoved
  /// The selection comes near the end of what was found.
  case moreResults
  /// The awaited rows are there.
  case rowsCame
  case openSelected
  /// Go to another desk or saved search.
  case changeTab(by: Int)
  case showFilter
  case toggleScope
  case peekAtSelected
  /// The story of the selected article is to be shown in time order.
  case showStory
  /// The folders are looked through once more.
  case lookForChanges
  /// Move the rule between the list and the text.
  case moveRule(by: Int)
}

typealias ListOutcome = Outcome<ListRequest>

extension ListPane {
  mutating func update(_ command: ListCommand, _ around: Surroundings, _ out: inout ListOutcome) {
    switch command {
    case .open: out.request(.openSelected)
    case .peek: out.request(.peekAtSelected)
    case .previousDesk: out.request(.changeTab(by: -1))
    case .nextDesk: out.request(.changeTab(by: 1))
    case .filter: out.request(.showFilter)
    case .sort: changeOrder(around, &out)
    case .toggleScope: out.request(.toggleScope)
    case .markAllRead: markAllRead(around, &out)
    case .fold: toggleFold(around, &out)
    case .foldAll: toggleAllFolds(around, &out)
    case .narrower: out.request(.moveRule(by: -4))
    case .wider: out.request(.moveRule(by: 4))
    case .sync:
      out.say(Message.lookingForChanges)
      out.request(.lookForChanges)
      out.effect(.sync)
    }
  }

  /// Rows of the window that an article takes: a result has its snippet under it where there is
  /// room.
  func rowHeight(_ around: Surroundings) -> Int {
    guard list.isResults, let pane = around.listPane, pane.rows >= 14, pane.columns >= 36 else {
      return 1
    }
    return 2
  }

  /// Articles that fit in the pane, also while it is hidden.
  func visibleRows(_ around: Surroundings) -> Int {
    (around.listPane?.rows ?? 0) / rowHeight(around)
  }

  // MARK: The list's content

  /// Remembers where the reader is in the whole list, as something is about to limit it.
  private mutating func keepPlace() {
    guard !isFiltered else { return }
    list.before = list.selectedRow.flatMap { row in
      list.isTouched
        ? ListPlace(key: row.key, rowsAbove: list.selected - list.top, order: list.order) : nil
    }
  }

  /// Shows all articles again, where the reader was before something limited them.
  private mutating func showAll(_ around: Surroundings, _ out: inout ListOutcome) {
    list.desk = nil
    list.dates = nil
    let before = list.before
    list.before = nil
    guard let before, before.order == list.order else { return reload(around, &out) }
    out.save()
    list.isTouched = true
    request(.around(before.key), .keep(before.key.id, rowsAbove: before.rowsAbove), around, &out)
  }

  /// True if the list leaves anything out.
  var isFiltered: Bool {
    list.unreadOnly || list.starredOnly || list.queuedOnly || list.desk != nil
      || list.dates != nil
  }

  mutating func changeOrder(_ around: Surroundings, _ out: inout ListOutcome) {
    guard !list.isResults else {
      out.say(Message.resultsAreRanked)
      return
    }
    let orders = ListOrder.allCases
    let index = orders.firstIndex(of: list.order) ?? 0
    list.order = orders[(index + 1) % orders.count]
    out.say(Message.order(list.order.words))
    reloadKeepingSelection(around, &out)
  }

  /// Limits the list to some marks; to none, for all articles.
  mutating func limit(
    unread: Bool, starred: Bool, queued: Bool, _ around: Surroundings, _ out: inout ListOutcome
  ) {
    keepPlace()
    list.unreadOnly = unread
    list.starredOnly = starred
    list.queuedOnly = queued
    if unread || starred || queued { reload(around, &out) } else { showAll(around, &out) }
  }

  mutating func limit(to dates: DateLimit?, _ around: Surroundings, _ out: inout ListOutcome) {
    keepPlace()
    list.dates = dates
    reload(around, &out)
  }

  /// Marks all that the list shows; of what was found, the results that are there.
  mutating func markAllRead(_ around: Surroundings, _ out: inout ListOutcome) {
    if list.isResults {
      out.effect(.mark(list.rows.map(\.id), .read))
    } else {
      // Folded articles are of the list, too.
      var all = query(around)
      all.folding = StoryFolding()
      out.effect(.markAll(all, .read))
    }
  }

  /// Takes a change into the counts, as far as the list and the text know what it changes: they are
  /// asked for anew, but need not be seen to follow.
  mutating func count(
    _ changed: Set<ArticleID>, _ change: MarkChange, reading stored: StoredArticle?,
    _ around: Surroundings
  ) {
    var rows = list.rows.filter { changed.contains($0.id) }
    if let stored, changed.contains(stored.id),
      !rows.contains(where: { $0.id == stored.id })
    {
      rows.append(ArticleRow(stored))
    }
    for row in rows where !around.isOutside(row) {
      var after = row.marks
      after.apply(change)
      let unread = (after.isRead ? 0 : 1) - (row.marks.isRead ? 0 : 1)
      facets.unread += unread
      facets.starred += (after.isStarred ? 1 : 0) - (row.marks.isStarred ? 1 : 0)
      facets.queued += (after.isQueued ? 1 : 0) - (row.marks.isQueued ? 1 : 0)
      let top = row.desk?.string.prefix { $0 != "/" }
      for place in facets.desks.indices where facets.desks[place].name.string == top ?? "" {
        facets.desks[place].unread += unread
      }
    }
  }
}

extension ListState {
  mutating func apply(_ change: MarkChange, to ids: Set<ArticleID>) {
    for index in rows.indices where ids.contains(rows[index].id) { rows[index].marks.apply(change) }
  }
}
