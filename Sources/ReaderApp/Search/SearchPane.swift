// The search pane asks the library for results and keeps them.

import ArticleModel
import Screen
import TextAnalysis

/// A search of the library, while it is typed and while its results stand in the place of the list.
struct SearchPane {
  var search: SearchState?
  /// Counts searches, so that an answer that is out of date is known.
  private var requests = 0

  init() {}

  /// True if the list pane shows what was found.
  var showsResults: Bool { search?.isShown == true }

  /// True if keys wait for what is found: they are meant for it.
  var awaitsResults: Bool { search?.awaited?.isRefresh == false }
}

/// All that a search asks for is answered by the library.
typealias SearchOutcome = Outcome<Never>

extension SearchPane {
  /// Takes the place of the search before: what that found stays on screen until there is something
  /// to take its place.
  mutating func begin(
    _ search: SearchState, reading: ArticleID?, _ around: Surroundings, _ out: inout SearchOutcome
  ) {
    var next = search
    if let earlier = self.search, earlier.isShown {
      next.isShown = true
      next.home = earlier.home
      next.results = earlier.results
      next.shownText = earlier.shownText
      next.query = earlier.query
      next.request = earlier.request
      next.asked = earlier.asked
    }
    self.search = next
    ask(isRefresh: false, reading: reading, around, &out)
  }

  private mutating func ask(
    isRefresh: Bool, reading: ArticleID?, _ around: Surroundings, _ out: inout SearchOutcome
  ) {
    guard let search else { return }
    requests += 1
    self.search?.awaited = AwaitedSearch(request: requests, isRefresh: isRefresh)
    self.search?.isStale = false
    var request = SearchRequest(text: search.looksFor, limit: search.limit)
    request.wantsBest = around.showsTwoPanes && !isRefresh
    request.atHand = reading
    out.ask(.search, request: requests, .search(request))
  }

  /// Looks for the same once more, as the library changed; later, if it goes on changing.
  mutating func refresh(
    isSyncing: Bool, reading: ArticleID?, _ around: Surroundings, _ out: inout SearchOutcome
  ) {
    guard let search else { return }
    if search.awaited != nil || isSyncing {
      self.search?.isStale = true
    } else {
      ask(isRefresh: true, reading: reading, around, &out)
    }
  }

  /// The search that an answer is to, unless something else is looked for by now.
  func awaited(_ request: Int) -> AwaitedSearch? {
    search?.awaited.flatMap { $0.request == request ? $0 : nil }
  }

  /// Takes in what was found.
  mutating func take(_ results: SearchResults, request: Int) {
    guard let search else { return }
    self.search?.isShown = true
    self.search?.results = results
    if let correction = results.correction {
      self.search?.results.correction = search.shown(correction)
    }
    self.search?.shownText = search.text
    self.search?.request = request
    self.search?.query = SearchQuery((results.correction ?? search.looksFor).string)
    self.search?.asked = []
  }

  /// Asks for more results when the selection comes near the end of those that are there.
  mutating func fetchMore(
    for lists: ListPane, reading: ArticleID?, _ around: Surroundings, _ out: inout SearchOutcome
  ) {
    let list = lists.list
    guard let search, search.isShown, search.awaited == nil,
      search.results.isMore || search.results.total > list.rows.count,
      search.limit < SearchState.mostResults,
      list.rows.count - list.selected < lists.visibleRows(around) * 2
    else { return }
    self.search?.limit = SearchState.mostResults
    ask(isRefresh: true, reading: reading, around, &out)
  }

  // MARK: Snippets

  /// Asks for the snippets of the results on screen that came without.
  mutating func fetchSnippets(
    for lists: ListPane, _ around: Surroundings, _ out: inout SearchOutcome
  ) {
    guard let search, search.isShown, search.awaited == nil, lists.rowHeight(around) > 1 else {
      return
    }
    let matches = search.results.matches
    // The first matches come with theirs: where one of these has none, there is none.
    let first = (matches.lastIndex { $0.snippet != nil } ?? -1) + 1
    let shown = matches.indices.dropFirst(lists.list.top).prefix(lists.visibleRows(around))
    let wanted = shown.filter { index in
      index >= first && matches[index].snippet == nil
        && !search.asked.contains(matches[index].row.id)
    }.map { matches[$0].row.id }
    guard !wanted.isEmpty else { return }
    self.search?.asked.formUnion(wanted)
    let text = search.results.correction ?? search.looksFor
    out.ask(.snippets, request: search.request, .snippets(wanted, text: text))
  }

  mutating func take(_ snippets: [ArticleID: Snippet], request: Int) {
    guard let search, search.request == request else { return }
    for index in search.results.matches.indices {
      if let snippet = snippets[search.results.matches[index].row.id] {
        self.search?.results.matches[index].snippet = snippet
      }
    }
  }

  // MARK: In the text

  /// All that the results look for, as the text pane finds it.
  var source: FindState.Source? {
    guard let search, search.isShown else { return nil }
    return .search(search.query)
  }
}
