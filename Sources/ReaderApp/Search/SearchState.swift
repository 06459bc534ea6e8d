// A search knows its words and the last results.

import ArticleModel
import TextAnalysis

/// A search; what it found stands in the list pane until it is closed.
struct SearchState: Hashable {
  /// The search as typed.
  var text: SafeText
  /// The words looked for: while one types, the last one may go on; so it stays when the line is
  /// left.
  var looksFor: SafeText
  /// The saved search that it is, if it is one.
  var saved: Int64?
  /// The last results, and the words that they have.
  var results = SearchResults()
  var query: SearchQuery
  /// The request that `results` answers.
  var request = 0
  /// The number of results asked for.
  var limit: Int
  /// True if the list pane shows the results; before the first answer it shows the list.
  var isShown = false
  /// The list as it was.
  var home = ListState()
  /// The visit that was on screen when the search began, and the views that lay over it.
  var origin: Int64?
  var views: [Overlay] = []
  var awaited: AwaitedSearch?
  /// True if the library changed since the results came.
  var isStale = false
  /// Results whose snippets were asked for.
  var asked: Set<ArticleID> = []

  /// Results that are asked for where the end of the first ones comes near.
  static let mostResults = 2_000

  init(_ text: SafeText, isTyping: Bool, limit: Int, origin: Int64?) {
    self.text = text
    looksFor = isTyping ? SafeText(line: SearchQuery.typed(text.string)) : text
    self.limit = limit
    self.origin = origin
    query = SearchQuery(looksFor.string)
  }

  /// The words looked for, parted at the spaces.
  /// True if the last word was being typed, and so goes on.
  var isTyped: Bool { looksFor != text }

  /// The words of the results that are shown: while others are typed, those before.
  var shownText: SafeText = .empty

  /// Words of this search as the reader typed them: without the sign that the last one goes on.
  func shown(_ words: SafeText) -> SafeText {
    guard isTyped, words.string.hasSuffix("*"), !text.string.hasSuffix("*") else { return words }
    return SafeText(line: String(words.string.dropLast()))
  }

  var words: [String] { text.string.split(separator: " ").map(String.init) }

  /// Why an article is among the results.
  func match(of id: ArticleID) -> SearchMatch? {
    results.matches.first { $0.row.id == id }
  }
}

/// A search that is under way.
struct AwaitedSearch: Hashable {
  var request: Int
  /// True if it looks for the same once more: then the selection stays where it is.
  var isRefresh: Bool
}
