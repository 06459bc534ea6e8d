// Full-text search, ranked.

package import ArticleModel

extension Library {
  /// The articles that match, best first.
  ///
  /// - Throws: `LibraryError` where the index cannot be read.
  package func search(_ request: SearchRequest) throws -> SearchResults {
    SearchResults()
  }

  /// The snippets of articles for a search, by id.
  package func snippets(_ ids: [ArticleID], for text: SafeText) throws -> [ArticleID: Snippet] {
    [:]
  }

  // MARK: Searches that are kept

  /// The searches that are kept, in the order in which they were saved, without their counts.
  package func savedSearches() throws -> [SavedSearch] { [] }

  /// Keeps a search.
  package func saveSearch(name: SafeText, text: SafeText) throws {}

  /// Takes out a search that was kept.
  package func removeSearch(_ id: Int64) throws {}

  /// How many articles a search finds.
  package func count(_ request: SearchRequest) throws -> SavedSearch.Counts {
    SavedSearch.Counts(total: 0, unread: 0)
  }
}
