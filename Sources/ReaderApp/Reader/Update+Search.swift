// Results take the place of the list as one types, and give it back.

import ArticleModel
import Screen
import TextAnalysis

extension State {
  /// True if the list pane shows what a search found.
  var showsResults: Bool { searching.showsResults }

  /// Has the search do something, and carries out what comes of it.
  mutating func inSearch(
    _ change: (inout SearchPane, Surroundings, inout SearchOutcome) -> Void
  ) {
    var outcome = SearchOutcome()
    change(&searching, around, &outcome)
    carryOut(outcome) { _, _ in }
  }

  /// Begins to type a search; in results, to change what is searched for.
  mutating func startLibrarySearch() {
    searchStart = SearchStart(
      list: list, search: search, reading: reading, focus: focus, views: overlays)
    // Over a view there is no text to find words in, and no list.
    overlays = []
    // Typing begins anew; what was looked for before is one key away.
    if let search { prompt.remember(search.text, of: .search) }
    prompt.line = InputLine(purpose: .search)
  }

  /// Begins to type what is to be found in the text.
  mutating func startFind() {
    guard let reading else { return }
    prompt.line = InputLine(
      purpose: .find(topBlock: reading.topBlock, topOffset: reading.topOffset))
  }

  /// Searches for a text; no text shows the list as it was.
  mutating func searchLibrary(for text: SafeText, isTyping: Bool = false, saved: Int64? = nil) {
    guard !text.isEmpty else {
      endSearch()
      return
    }
    let origin =
      searchStart.flatMap { $0.focus == .text ? $0.reading?.visit : $0.search?.origin }
      ?? search?.origin
    // Some screens of results.
    var next = SearchState(
      text, isTyping: isTyping, limit: max(40, size.rows * 5 / 4), origin: origin)
    next.views = searchStart?.views ?? []
    if next.views.isEmpty { next.views = search?.views ?? [] }
    next.saved = saved ?? savedSearch(of: next.looksFor)?.id
    let id = reading?.stored.id
    inSearch { [next] in $0.begin(next, reading: id, $1, &$2) }
  }

  /// Looks for the same once more: the library changed.
  mutating func refreshResults() {
    let (id, isSyncing) = (reading?.stored.id, syncing != nil)
    inSearch { $0.refresh(isSyncing: isSyncing, reading: id, $1, &$2) }
  }

  /// Takes in what was found, unless something else is looked for by now.
  mutating func found(_ results: SearchResults, request: Int) {
    guard let search, let awaited = searching.awaited(request) else { return }
    self.search?.awaited = nil
    if !search.isShown { giveWayToResults() }
    searching.take(results, request: request)
    showResults(results, keepsPlace: awaited.isRefresh)
    if search.isStale { refreshResults() }
    releaseHeldKeys()
  }

  /// Leaves the list, or the article, that the results take the place of.
  private mutating func giveWayToResults() {
    var home = list
    home.isStale = list.awaited != nil || list.isStale
    home.awaited = nil
    search?.home = home
    guard focus == .text else { return }
    savePlace()
    trail.leaveToList()
    saveTrail()
    reading?.visit = nil
    focus = .list
  }

  private mutating func showResults(_ results: SearchResults, keepsPlace: Bool) {
    var next = ListState()
    next.rows = results.matches.map(\.row)
    next.isLoaded = true
    next.isResults = true
    next.isTouched = keepsPlace && list.isTouched
    let selected = next.isTouched ? list.selectedRow?.id : nil
    if let selected {
      let index = next.rows.firstIndex { $0.id == selected }
      next.selected = index ?? max(0, min(list.selected, next.rows.count - 1))
      next.top = max(0, next.selected - (list.selected - list.top))
    }
    list = next
    touch()
    guard focus == .list, showsTwoPanes else { return }
    if list.rows.isEmpty {
      awaited = nil
      reading = nil
    } else {
      preview(with: results.best)
    }
  }

  /// Asks for more results when the selection comes near the end of those that are there.
  mutating func fetchMoreResults() {
    let (lists, id) = (lists, reading?.stored.id)
    inSearch { $0.fetchMore(for: lists, reading: id, $1, &$2) }
  }

  /// Asks for the snippets of the results on screen that came without.
  mutating func fetchSnippets() {
    guard showsResults else { return }
    let lists = lists
    inSearch { $0.fetchSnippets(for: lists, $1, &$2) }
  }

  // MARK: The way back

  /// Gives up the search that is being typed: all stands as it stood before.
  mutating func cancelSearch() {
    guard let start = searchStart else { return }
    searchStart = nil
    heldKeys = []
    if var earlier = start.search {
      earlier.home = search?.home ?? list
      search = earlier
      list = start.list
      if earlier.awaited != nil || earlier.isStale { refreshAfterCancel() }
    } else {
      endSearch()
    }
    let wasInText = start.focus == .text
    if wasInText, focus == .list {
      awaited = nil
      focus = .text
      reading = start.reading
      if let visit = start.reading?.visit { trail.go(to: visit) }
      saveTrail()
    } else if !wasInText, showsTwoPanes {
      reading = start.reading
      preview()
    }
    overlays = start.views
  }

  private mutating func refreshAfterCancel() {
    search?.awaited = nil
    refreshResults()
  }

  /// Closes the results: the list as it was, or the article from which the search was begun.
  mutating func closeSearch() {
    let origin = search?.origin
    overlays = search?.views ?? []
    endSearch()
    if let origin, trail.visits[origin] != nil {
      goTo(visit: origin)
    } else if showsTwoPanes {
      preview()
    }
  }

  /// Puts the list back in the place of the results.
  mutating func endSearch() {
    guard let search else { return }
    self.search = nil
    if reading?.find?.isOfSearch == true { reading?.find = nil }
    guard search.isShown else { return }
    list = search.home
    touch()
    if list.isStale || !list.isLoaded {
      list.isStale = false
      reloadKeepingPlace()
    }
  }
}

// MARK: - Reading what was found

extension State {
  /// True if the article in the text pane stands as a result does: at its match, all hits marked.
  var hasLanded: Bool { searching.source == nil || reading?.find?.source == searching.source }

  /// Shows the article in the text pane at what the search found in it, with all its hits.
  mutating func landOnMatch() {
    guard let source = searching.source, let id = reading?.stored.id,
      let match = search?.match(of: id)
    else { return }
    inText { $0.land(on: match, of: source, $1, &$2) }
  }

  /// Marks the hits of the search in the article on screen, and leaves its place as it is.
  mutating func markHits() {
    guard let source = searching.source, let id = reading?.stored.id, search?.match(of: id) != nil
    else { return }
    inText { $0.markHits(of: source, $1, &$2) }
  }
}
