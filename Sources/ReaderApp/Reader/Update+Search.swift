// Searching the library: what is found stands in the place of the list, as one types.

import ArticleModel
import Screen
import TextAnalysis

extension State {
  /// Whether the list pane shows what a search found.
  var showsResults: Bool { search?.isShown == true }

  /// Whether keys wait for what a search finds: they are meant for it.
  var awaitsResults: Bool { search?.awaited?.isRefresh == false }

  /// Begins to type a search; in results, to change what is searched for.
  mutating func startLibrarySearch() {
    searchStart = SearchStart(
      list: list, search: search, reading: reading, focus: focus, views: overlays)
    // Over a view there is no text to find words in, and no list.
    overlays = []
    var text = focus == .list ? search?.text.string ?? "" : ""
    // Whoever types on after a limit begins another word.
    if text.split(separator: " ").last?.contains(":") == true, text.last != " " { text += " " }
    input = InputLine(purpose: .search, text: Array(text.unicodeScalars))
    input?.moveToEnd()
  }

  /// Begins to type what is to be found in the text.
  mutating func startFind() {
    guard let reading else { return }
    input = InputLine(
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
    if let search, search.isShown {
      // What was found before stays on screen until there is something to take its place.
      next.isShown = true
      next.home = search.home
      next.results = search.results
      next.query = search.query
      next.request = search.request
      next.asked = search.asked
    }
    search = next
    askForResults(isRefresh: false)
  }

  private mutating func askForResults(isRefresh: Bool) {
    guard let search else { return }
    requests += 1
    self.search?.awaited = AwaitedSearch(request: requests, isRefresh: isRefresh)
    self.search?.isStale = false
    var request = SearchRequest(text: search.looksFor, limit: search.limit)
    request.wantsBest = showsTwoPanes && !isRefresh
    request.atHand = reading?.stored.id
    ask(.search, request: requests, .search(request))
  }

  /// Looks for the same once more: the library changed.
  mutating func refreshResults() {
    guard let search else { return }
    if search.awaited != nil || syncing != nil {
      self.search?.isStale = true
    } else {
      askForResults(isRefresh: true)
    }
  }

  /// Takes in what was found, unless something else is looked for by now.
  mutating func found(_ results: SearchResults, request: Int) {
    guard let search, let awaited = search.awaited, awaited.request == request else { return }
    self.search?.awaited = nil
    if !search.isShown { giveWayToResults() }
    self.search?.isShown = true
    self.search?.results = results
    self.search?.request = request
    self.search?.query = SearchQuery((results.correction ?? search.looksFor).string)
    self.search?.asked = []
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
    guard let search, search.isShown, search.awaited == nil,
      search.results.isMore || search.results.total > list.rows.count,
      search.limit < SearchState.mostResults,
      list.rows.count - list.selected < listRows * 2
    else { return }
    self.search?.limit = SearchState.mostResults
    askForResults(isRefresh: true)
  }

  // MARK: Snippets

  /// Asks for the snippets of the results on screen that came without.
  mutating func fetchSnippets() {
    guard let search, search.isShown, search.awaited == nil, lists.rowHeight(around) > 1 else {
      return
    }
    let matches = search.results.matches
    // The first matches come with theirs: where one of these has none, there is none.
    let first = (matches.lastIndex { $0.snippet != nil } ?? -1) + 1
    let shown = matches.indices.dropFirst(list.top).prefix(listRows)
    let wanted = shown.filter { index in
      index >= first && matches[index].snippet == nil
        && !search.asked.contains(matches[index].row.id)
    }.map { matches[$0].row.id }
    guard !wanted.isEmpty else { return }
    self.search?.asked.formUnion(wanted)
    let text = search.results.correction ?? search.looksFor
    ask(.snippets, request: search.request, .snippets(wanted, text: text))
  }

  mutating func snippetsLoaded(_ snippets: [ArticleID: Snippet], request: Int) {
    guard let search, search.request == request else { return }
    for index in search.results.matches.indices {
      if let snippet = snippets[search.results.matches[index].row.id] {
        self.search?.results.matches[index].snippet = snippet
      }
    }
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
  /// What the results look for, as the text pane finds it.
  private var resultSource: FindState.Source? {
    guard let search, search.isShown else { return nil }
    return .search(search.query)
  }

  /// Whether the article in the text pane stands as a result does: at its match, all hits marked.
  var hasLanded: Bool { resultSource == nil || reading?.find?.source == resultSource }

  /// Shows the article in the text pane at what the search found in it, with all its hits.
  mutating func landOnMatch() {
    guard let source = resultSource, let id = reading?.stored.id, let match = search?.match(of: id)
    else { return }
    inText { $0.land(on: match, of: source, $1, &$2) }
  }

  /// Marks the hits of the search in the article on screen, and leaves its place as it is.
  mutating func markHits() {
    guard let source = resultSource, let id = reading?.stored.id, search?.match(of: id) != nil
    else { return }
    inText { $0.markHits(of: source, $1, &$2) }
  }
}
