// All questions to the library go by one way: an inquiry, and its answer.

package import ArticleModel

/// A question, and who asks it.
package struct Inquiry: Hashable, Sendable {
  /// The part of the reader that waits for the answer.
  package var asker: Asker
  /// Comes back with the answer, so that one that is out of date is known; 0 where none can be.
  package var request: Int
  /// The question to the library.
  package var question: LibraryQuestion

  package init(_ asker: Asker, request: Int = 0, _ question: LibraryQuestion) {
    self.asker = asker
    self.request = request
    self.question = question
  }
}

/// The part of the reader that waits for an answer. A question takes the place of an earlier one
/// of the same asker that still waits.
package enum Asker: Hashable, Sendable {
  /// The rows of the list, and the nearest one that is unread.
  case list, unread
  /// The counts of desks and marks; `countsLater` where those that are shown are as good for a
  /// moment.
  case counts, countsLater
  /// The article to be shown, where its related headlines lead, and one to be peeked at.
  case text, relatedHeadlines, peek
  /// An article that may be wanted next, by its place among those asked for: nobody waits for it.
  case prefetch(Int)
  case search, snippets, savedSearches
  /// The count of the saved search of this number: nobody waits for it.
  case savedSearch(Int64)
  case trail
  /// A view on stories that a key opens, the stories beside the text, and what repeats in it.
  case story, beside, repeated
  case overview

  /// True if somebody waits, so that a failure has to be told.
  package var isAwaited: Bool {
    switch self {
    case .prefetch, .savedSearch: false
    case .list, .unread, .counts, .countsLater, .text, .relatedHeadlines, .peek, .search,
      .snippets, .savedSearches, .trail, .story, .beside, .repeated, .overview:
      true
    }
  }
}

/// A question to the library.
package enum LibraryQuestion: Hashable, Sendable {
  case window(ListQuery, ListAnchor, count: Int)
  case facets(ListQuery)
  case article(ArticleID)
  /// An article with where its related headlines lead.
  case resolvedArticle(ArticleID, scopes: [Scope])
  /// The articles to which the related headlines of one lead.
  case relatedHeadlines(ArticleID, scopes: [Scope])
  case search(SearchRequest)
  /// The number of articles that a search finds.
  case count(SearchRequest)
  case snippets([ArticleID], text: SafeText)
  case savedSearches
  /// The newest visits, so many at most.
  case trail(limit: Int)
  case stories(StoryQuestion)
  /// Every desk of the scopes, with those below it.
  case desks([Scope])
  /// The saved searches with what is unread in each.
  case searchNews
}

/// An answer, of the kind that its question asks for.
package enum LibraryAnswer: Hashable, Sendable {
  case window(ListWindow)
  case facets(Facets)
  /// `nil`: the library has no such article any more.
  case article(StoredArticle?)
  case resolvedArticle(StoredArticle?, [ResolvedHeadline])
  case relatedHeadlines([ResolvedHeadline])
  case found(SearchResults)
  case count(SavedSearch.Counts)
  case snippets([ArticleID: Snippet])
  case savedSearches([SavedSearch])
  case trail(Trail)
  case stories(StoryAnswer)
  case desks([DeskCount])
  case searchNews([SearchNews])
}
