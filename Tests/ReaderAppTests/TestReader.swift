// A reader without a runtime: keys go in, effects are answered from a shelf in memory, frames
// come out.

import ArticleModel
import ReaderApp
import Screen
import TestSupport

/// A reader on a few articles, answered at once.
struct TestReader {
  var state: State
  var shelf: [StoredArticle]
  /// The session that the reader asked to be kept.
  var session: String?
  var savedPositions: [ArticleID: Position] = [:]
  var savedVisits: [Int64: Visit] = [:]
  /// Effects that only a runtime can do.
  var asked: [Effect] = []
  /// True if articles and rows come only when `deliver` is called.
  var isSlow = false
  /// True if what is found comes only when `deliver` is called.
  var isSearchSlow = false
  /// Searches that are kept.
  var saved: [SavedSearch] = []
  /// Articles of the shelf that lie in another folder.
  var outside: Set<ArticleID> = []
  /// Articles that came since the last visit.
  var fresh: Set<ArticleID> = []
  /// The stories of the shelf.
  var stories = Stories()
  /// True if answers on stories come only when `deliver` is called.
  var isStorySlow = false
  private var held: [Effect] = []
  private var done: [([ArticleID], MarkChange)] = []
  private var undone: [([ArticleID], MarkChange)] = []

  init(
    _ size: Size = Size(columns: 120, rows: 40), shelf: [StoredArticle] = TestReader.news,
    session: String? = nil, trail: Trail = Trail(), isUnicode: Bool = true,
    stories: Stories = Stories()
  ) {
    self.shelf = shelf
    self.stories = stories
    state = State(
      size: size, today: TestReader.today, scopes: [TestReader.scope], scopeName: "Articles",
      isUnicode: isUnicode)
    send(.backdrop(.dark))
    send(.started(session: session, trail: trail))
  }

  static let scope = Scope(root: 1, rootPath: RawPath("/news"))
  static let today = CivilDay(daysSinceEpoch: 20_510)

  /// Keys as help writes them, parted by spaces.
  mutating func press(_ keys: String) {
    for name in keys.split(separator: " ") {
      for key in Key.sequence(String(name)) ?? [] { send(.key(key)) }
    }
  }

  /// Text letter by letter.
  mutating func type(_ text: String) {
    for scalar in text.unicodeScalars { send(.key(Key(.character(scalar)))) }
  }

  mutating func send(_ event: Event) {
    var events = [event]
    while !events.isEmpty {
      let effects = state.update(events.removeFirst())
      for effect in effects {
        switch effect {
        case .ask(let inquiry) where isHeld(inquiry): held.append(effect)
        default: events += answer(effect)
        }
      }
    }
  }

  private func isHeld(_ inquiry: Inquiry) -> Bool {
    switch inquiry.asker {
    case .text, .list: isSlow
    case .search: isSearchSlow
    case .story, .beside, .repeated: isStorySlow
    default: false
    }
  }

  /// Lets the articles and results come that were asked for while `isSlow` or `isSearchSlow`.
  mutating func deliver() {
    let effects = held
    held = []
    isSlow = false
    isSearchSlow = false
    isStorySlow = false
    for effect in effects { for event in answer(effect) { send(event) } }
  }

  /// The screen as text.
  var screen: String { state.view().grid.plainText }

  /// The first row of the text pane that bears words of the article.
  var rows: [String] { state.view().grid.plainRows }

  // MARK: The shelf

  private mutating func answer(_ effect: Effect) -> [Event] {
    switch effect {
    case .ask(let inquiry):
      switch inquiry.question {
      case .snippets, .stories: asked.append(effect)
      default: break
      }
      return [.answered(inquiry, answer(inquiry.question))]
    case .prefetch: return [.drawn]
    case .follow(let id, let isFollowed):
      return [.followed(id, follow(id, isFollowed), isFollowed)]
    case .saveSession(let text): session = text
    case .savePosition(let position, let id):
      savedPositions[id] = position
      for index in shelf.indices where shelf[index].id == id { shelf[index].position = position }
    case .saveTrail(let visits, _, _): for visit in visits { savedVisits[visit.id] = visit }
    default: return answerSearch(effect)
    }
    return []
  }

  private mutating func answerSearch(_ effect: Effect) -> [Event] {
    let inquiry = Inquiry(.savedSearches, .savedSearches)
    switch effect {
    case .saveSearch(let name, let text):
      saved.append(SavedSearch(id: Int64(saved.count + 1), name: name, text: text))
      return [.answered(inquiry, .savedSearches(saved))]
    case .removeSearch(let id):
      saved.removeAll { $0.id == id }
      return [.answered(inquiry, .savedSearches(saved))]
    default: return change(effect)
    }
  }

  private func answer(_ question: LibraryQuestion) -> LibraryAnswer {
    switch question {
    case .window(let query, let anchor, let count): return .window(window(query, anchor, count))
    case .facets: return .facets(facets)
    case .article(let id): return .article(shelf.first { $0.id == id })
    case .resolvedArticle(let id, _):
      return .resolvedArticle(shelf.first { $0.id == id }, related(of: id))
    case .relatedHeadlines(let id, _): return .relatedHeadlines(related(of: id))
    case .search(let request): return .found(find(request))
    case .count(let request):
      return .count(SavedSearch.Counts(total: find(request).matches.count))
    case .snippets(let ids, let text):
      let found = SearchResults(of: SearchRequest(text: text, limit: 10_000), among: shelf)
      let snippets = found.matches.filter { ids.contains($0.row.id) }.compactMap { match in
        match.snippet.map { (match.row.id, $0) }
      }
      return .snippets(Dictionary(uniqueKeysWithValues: snippets))
    case .savedSearches: return .savedSearches(saved)
    case .desks: return .desks(desks)
    case .searchNews:
      return .searchNews(
        saved.map { search in
          var search = search
          let found = find(SearchRequest(text: search.text)).matches
          search.counts = SavedSearch.Counts(total: found.count)
          return SearchNews(
            search: search,
            unread: SavedSearch.Counts(total: found.count { !$0.row.marks.isRead }))
        })
    case .trail: return .trail(Trail())
    case .stories(let question): return .stories(answer(question))
    }
  }

  /// The results of a small engine: the stories that bear the words, the first with their snippets, and
  /// one mistake forgiven.
  private func find(_ request: SearchRequest) -> SearchResults {
    var results = matches(request)
    let best = results.matches.first?.row.id
    if request.wantsBest { results.best = shelf.first { $0.id == best } }
    return results
  }

  private func matches(_ request: SearchRequest) -> SearchResults {
    var results = SearchResults(of: request, among: shelf)
    if request.text == "is:new" {
      let new = shelf.filter { fresh.contains($0.id) }
        .map { SearchMatch(row: ArticleRow($0), score: 0) }
      return SearchResults(matches: new, total: new.count)
    }
    if results.matches.isEmpty, request.text == "comte*" {
      results = SearchResults(of: SearchRequest(text: "comet"), among: shelf)
      results.correction = "comet"
    }
    // Those that bear the words in their headline are the better ones.
    results.matches =
      results.matches.filter { !$0.headlineHits.isEmpty }
      + results.matches.filter { $0.headlineHits.isEmpty }
    for index in results.matches.indices {
      if outside.contains(results.matches[index].row.id) {
        results.matches[index].row.folder = "/elsewhere"
      }
      if index >= 30 { results.matches[index].snippet = nil }
    }
    if results.total > 1_000 {
      results.total = 1_000
      results.isMore = true
    }
    return results
  }

  private mutating func change(_ effect: Effect) -> [Event] {
    switch effect {
    case .mark(let ids, let change): return [mark(ids, change)]
    case .markAll(_, let change): return [mark(shelf.map(\.id), change)]
    case .undo:
      guard let (ids, change) = done.popLast() else { return [.nothingToUndo] }
      undone.append((ids, change))
      apply(ids, change.inverse)
      return [.undone(ids, change.inverse)]
    case .redo:
      guard let (ids, change) = undone.popLast() else { return [.nothingToRedo] }
      done.append((ids, change))
      apply(ids, change)
      return [.redone(ids, change)]
    default:
      asked.append(effect)
      return []
    }
  }

  private mutating func mark(_ ids: [ArticleID], _ change: MarkChange) -> Event {
    let changed = apply(ids, change)
    if !changed.isEmpty {
      done.append((changed, change))
      undone = []
    }
    return .marked(changed, change)
  }

  @discardableResult
  private mutating func apply(_ ids: [ArticleID], _ change: MarkChange) -> [ArticleID] {
    var changed: [ArticleID] = []
    for index in shelf.indices where ids.contains(shelf[index].id) {
      var marks = shelf[index].marks
      marks.apply(change)
      if marks != shelf[index].marks { changed.append(shelf[index].id) }
      shelf[index].marks = marks
    }
    return changed
  }

  private var desks: [DeskCount] {
    var paths: Set<String> = []
    for stored in shelf {
      var path = ""
      for part in stored.desk?.string.split(separator: "/") ?? [] {
        path += path.isEmpty ? String(part) : "/\(part)"
        paths.insert(path)
      }
    }
    return paths.sorted().map { path in
      let inside = shelf.filter {
        $0.desk?.string == path || $0.desk?.string.hasPrefix(path + "/") == true
      }
      return DeskCount(
        path: SafeText(line: path), total: inside.count,
        unread: inside.count { !$0.marks.isRead })
    }
  }

  private var facets: Facets {
    let names = Set(
      shelf.compactMap { $0.desk?.string.split(separator: "/").first.map(String.init) })
    let desks = names.map { name in
      let inside = shelf.filter { $0.desk?.string.hasPrefix(name) == true }
      return Facets.Desk(
        name: SafeText(line: name), total: inside.count,
        unread: inside.count { !$0.marks.isRead })
    }
    return Facets(
      total: shelf.count, unread: shelf.count { !$0.marks.isRead },
      starred: shelf.count { $0.marks.isStarred }, queued: shelf.count { $0.marks.isQueued },
      desks: desks.sorted { ($1.total, $0.name) < ($0.total, $1.name) })
  }

  private func window(_ query: ListQuery, _ anchor: ListAnchor, _ count: Int) -> ListWindow {
    let rows = rows(query)
    func cut(_ range: Range<Int>) -> ListWindow {
      let range = range.clamped(to: 0..<rows.count)
      return ListWindow(
        rows: Array(rows[range]), isStart: range.lowerBound == 0,
        isEnd: range.upperBound == rows.count)
    }
    func index(_ id: ArticleID) -> Int { rows.firstIndex { $0.id == id } ?? 0 }
    func place(_ key: RowKey) -> Int {
      rows.firstIndex { $0.key >= key } ?? rows.count
    }
    func end(_ key: RowKey) -> Int {
      let place = place(key)
      return rows.indices.contains(place) && rows[place].id == key.id ? place + 1 : place
    }
    switch anchor {
    case .first: return cut(0..<count)
    case .last: return cut(rows.count - count..<rows.count)
    case .after(let key): return cut(end(key)..<end(key) + count)
    case .before(let key): return cut(place(key) - count..<place(key))
    case .around(let key): return cut(place(key) - count / 2..<place(key) + count / 2)
    case .row(let row, let above):
      let first = max(0, row - above)
      return first < rows.count ? cut(first..<first + count) : cut(rows.count - count..<rows.count)
    case .aroundArticle(let id, let above):
      return cut(index(id) - above..<index(id) + count - above)
    }
  }

  private func rows(_ query: ListQuery) -> [ArticleRow] {
    let wanted = shelf.filter { stored in
      (query.desk.map { stored.desk?.string.hasPrefix($0.string) == true } ?? true)
        && (!query.unreadOnly || !stored.marks.isRead)
        && (!query.starredOnly || stored.marks.isStarred)
        && (!query.queuedOnly || stored.marks.isQueued)
        && (query.since.map { (stored.article.published?.epochSeconds ?? stored.firstSeen) >= $0 }
          ?? true)
    }
    let rows = wanted.map { stored in
      ArticleRow(
        key: RowKey(
          group: group(of: stored, query),
          time: stored.article.published?.epochSeconds ?? stored.firstSeen, id: stored.id),
        headline: stored.article.headline.text, desk: stored.desk,
        published: stored.article.published, firstSeen: stored.firstSeen, words: stored.words,
        marks: stored.marks, folder: "/news", path: stored.path.shown)
    }
    return folded(rows, query.folding).sorted { $0.key < $1.key }
  }

  private func group(of stored: StoredArticle, _ query: ListQuery) -> Int {
    if query.raisesFollowed, stories.raised.contains(stored.id) { return RowKey.raisedGroup }
    return query.order == .unreadFirst && stored.marks.isRead ? 1 : 0
  }

  private func related(of id: ArticleID) -> [ResolvedHeadline] {
    let related = shelf.first { $0.id == id }?.article.related ?? []
    return related.map { headline in
      let words = Set(headline.headline.string.split(separator: " "))
      let candidates = shelf.filter { $0.id != id }.map { stored in
        let other = Set(stored.article.headline.text.string.split(separator: " "))
        return ResolvedHeadline.Candidate(
          id: stored.id, folder: "/news", path: stored.path.shown,
          headline: stored.article.headline.text, published: stored.article.published,
          isRead: stored.marks.isRead,
          score: Double(words.intersection(other).count) / Double(max(1, words.count)))
      }.filter { $0.score > 0 }.sorted { ($1.score, $0.id) < ($0.score, $1.id) }
      guard let best = candidates.first else {
        return ResolvedHeadline(headline: headline.headline, status: .missing)
      }
      return best.score == 1
        ? ResolvedHeadline(headline: headline.headline, status: .found, candidates: [best])
        : ResolvedHeadline(
          headline: headline.headline, status: .nearest, candidates: Array(candidates.prefix(3)))
    }
  }
}
