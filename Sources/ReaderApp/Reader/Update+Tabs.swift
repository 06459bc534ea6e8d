// The tabs of the first row are the desks and the searches that are kept.

import ArticleModel
import Screen

/// One stop of `[` and `]`.
enum Tab: Hashable {
  /// A desk, or all of them.
  case desk(SafeText?)
  /// A search that is kept; the first of them is what is new.
  case saved(SavedSearch)
}

extension State {
  /// The tabs in the order of the bar.
  var tabs: [Tab] {
    var desks = [Tab.desk(nil)] + lists.facets.desks.map { Tab.desk($0.name) }
    // A desk below another stands after it while it is chosen.
    if let chosen = list.desk, !desks.contains(.desk(chosen)) {
      let top = Tab.desk(SafeText(line: String(chosen.string.prefix { $0 != "/" })))
      desks.insert(.desk(chosen), at: (desks.firstIndex(of: top) ?? desks.count - 1) + 1)
    }
    return desks + ((showsNew ? [lists.newSearch] : []) + lists.savedSearches).map(Tab.saved)
  }

  /// True if something is new, and not all: else the tab would say nothing.
  private var showsNew: Bool {
    guard let counts = lists.newSearch.counts else { return search?.saved == lists.newSearch.id }
    return search?.saved == lists.newSearch.id
      || counts.total > 0 && !counts.isMore && counts.total < lists.facets.total
  }

  /// The tab on which the reader stands; `nil` in a search that is not kept.
  var currentTab: Int? {
    if let search, search.isShown {
      return tabs.firstIndex { tab in
        if case .saved(let saved) = tab { return saved.id == search.saved }
        return false
      }
    }
    return tabs.firstIndex(of: .desk(list.desk))
  }

  mutating func changeTab(by step: Int) {
    let tabs = self.tabs
    let index = currentTab ?? (step > 0 ? -1 : 0)
    switch tabs[(index + step + tabs.count) % tabs.count] {
    case .desk(let desk):
      endSearch()
      list.desk = desk
      reload()
    case .saved(let saved): searchLibrary(for: saved.text, saved: saved.id)
    }
  }

  // MARK: Searches that are kept

  /// The saved search that looks for a text.
  func savedSearch(of text: SafeText) -> SavedSearch? {
    ([lists.newSearch] + lists.savedSearches).first { $0.text == text }
  }

  /// Keeps the search on screen, under a name or under its own text.
  mutating func saveSearch(named name: SafeText? = nil) {
    guard let search, showsResults else {
      message = Message.searchFirst(key: around.key(.search(.searchLibrary), else: "search"))
      return
    }
    if let saved = savedSearch(of: search.looksFor), name == nil || name == saved.name {
      message = Message.keptAlready(saved.name)
      return
    }
    guard let name else {
      prompt.line = InputLine(
        purpose: .name, text: Array(search.shown(search.looksFor).string.unicodeScalars))
      prompt.line?.moveToEnd()
      return
    }
    change(.kept(name: name.isEmpty ? search.text : name, text: search.looksFor))
  }

  /// Takes the search on screen out of those that are kept.
  mutating func removeSearch() {
    guard let id = search?.saved, let saved = lists.savedSearches.first(where: { $0.id == id })
    else {
      message = Message.noSavedSearch
      return
    }
    change(.takenOut(name: saved.name, text: saved.text))
  }

  /// Keeps a search or takes it out, and says so.
  private mutating func change(_ change: SearchChange) {
    searchChange = change
    undoneSearchChange = nil
    let undo = around.key(.reader(.undo), else: "undo")
    if perform(change) {
      message =
        change.keeps
        ? Message.kept(change.name, undo: undo) : Message.noLongerKept(change.name, undo: undo)
    }
  }

  /// Says whether there was something to change.
  private mutating func perform(_ change: SearchChange) -> Bool {
    switch change {
    case .kept(let name, let text):
      outbox.append(.saveSearch(name: name, text: text))
      return true
    case .takenOut(let name, let text):
      let saved = lists.savedSearches.last { $0.text == text && $0.name == name }
      guard let saved else { return false }
      outbox.append(.removeSearch(saved.id))
      return true
    }
  }

  /// Undoes what was last done to the saved searches, if no mark was made since; says whether it did.
  mutating func undoSearchChange() -> Bool {
    guard let change = searchChange, perform(change.inverse) else { return false }
    (searchChange, undoneSearchChange) = (nil, change)
    message = Message.undone(change.inverse.words)
    return true
  }

  mutating func redoSearchChange() -> Bool {
    guard let change = undoneSearchChange, perform(change) else { return false }
    (searchChange, undoneSearchChange) = (change, nil)
    message = SafeText(line: "Done again: \(change.words)")
    return true
  }

  /// Takes over the searches that are kept, with the counts that are known.
  mutating func take(_ searches: [SavedSearch]) {
    let known = lists.savedSearches
    lists.savedSearches = searches.map { saved in
      var saved = saved
      saved.counts = known.first { $0.id == saved.id && $0.text == saved.text }?.counts
      return saved
    }
    if let text = search?.looksFor {
      let saved = savedSearch(of: text)?.id
      search?.saved = saved
    }
    countSearches()
  }

  /// Asks for what the saved searches find; while a sync changes it all the time, at its end.
  mutating func countSearches() {
    guard syncing == nil else { return }
    for search in [lists.newSearch] + lists.savedSearches {
      ask(.savedSearch(search.id), .count(SearchRequest(text: search.text)))
    }
  }

  mutating func counted(_ id: Int64, _ counts: SavedSearch.Counts) {
    if id == lists.newSearch.id { lists.newSearch.counts = counts }
    for index in lists.savedSearches.indices where lists.savedSearches[index].id == id {
      lists.savedSearches[index].counts = counts
    }
  }
}

// MARK: - Limits of what was found

extension State {
  /// Limits the results as `f` limits a list: by the words of the query language.
  mutating func limitResults(_ choice: FilterChoice) {
    guard var words = search?.words else { return }
    switch choice {
    case .all: words.removeAll { Self.isLimit($0) || Self.isDate($0) }
    case .anyTime: words.removeAll(where: Self.isDate)
    case .unread, .starred, .queued:
      words.removeAll(where: Self.isLimit)
      words.insert("is:\(choice.word)", at: 0)
    case .today, .week, .month, .year:
      words.removeAll(where: Self.isDate)
      guard let word = dateWord(of: choice) else { return }
      words.insert(word, at: 0)
    }
    // The last word goes on if it did before.
    let isTyped = search?.isTyped == true
    searchLibrary(for: SafeText(line: words.joined(separator: " ")), isTyping: isTyped)
  }

  /// The limit of a search to the dates of a choice: `after:` leaves out the day itself.
  private func dateWord(of choice: FilterChoice) -> String? {
    guard let first = choice.dates?.first(today) else { return nil }
    return "after:\(CivilDay(daysSinceEpoch: first.daysSinceEpoch - 1).text)"
  }

  /// True if a choice of the limits is what the list, or the search, is limited by.
  func isOn(_ choice: FilterChoice) -> Bool {
    if showsResults, let words = search?.words {
      return words.contains(dateWord(of: choice) ?? "is:\(choice.word)")
        || choice == .all && !words.contains { Self.isLimit($0) || Self.isDate($0) }
    }
    switch choice {
    case .all:
      return !list.unreadOnly && !list.starredOnly && !list.queuedOnly && list.dates == nil
    case .unread: return list.unreadOnly
    case .starred: return list.starredOnly
    case .queued: return list.queuedOnly
    case .anyTime: return false
    case .today, .week, .month, .year: return choice.dates == list.dates
    }
  }

  private static func isLimit(_ word: String) -> Bool {
    FilterChoice.allCases.contains { word == "is:\($0.word)" }
  }

  private static func isDate(_ word: String) -> Bool {
    word.hasPrefix("after:") || word.hasPrefix("before:")
  }
}
