// Searching: what may be asked for, and what is found.

/// A search as a person typed it, with what limits it from outside.
package struct SearchRequest: Hashable, Sendable {
  /// The typed text as it stands: none is an error.
  package var text: SafeText
  /// Limits the search to these folders; empty for the whole library.
  package var scopes: [Scope]
  /// How many matches are wanted at most.
  package var limit: Int
  /// True if the first match is wanted whole, to be shown beside the others.
  package var wantsBest = false
  /// An article that is at hand, and not wanted once more where it is the first match.
  package var atHand: ArticleID?

  package init(text: SafeText, scopes: [Scope] = [], limit: Int = 200) {
    self.text = text
    self.scopes = scopes
    self.limit = Bounded.count(limit)
  }
}

/// The results of a search, best first.
package struct SearchResults: Hashable, Sendable {
  /// Best first.
  package var matches: [SearchMatch]
  /// The first match whole, if it was asked for.
  package var best: StoredArticle?
  /// How many rows all that match would be, copies folded; a lower bound where `isMore`.
  package var total: Int
  /// True if more articles match than were looked at: a common word is not followed to its end.
  package var isMore: Bool
  /// The corrected query, where nothing matched as it was typed.
  package var correction: SafeText?

  package init(
    matches: [SearchMatch] = [], total: Int = 0, isMore: Bool = false, correction: SafeText? = nil
  ) {
    self.matches = matches
    self.total = total
    self.isMore = isMore
    self.correction = correction
  }
}

/// One article that matches.
package struct SearchMatch: Hashable, Sendable {
  /// The article that matches.
  package var row: ArticleRow
  /// Higher is better; comparable within one search only.
  package var score: Double
  /// The places of the words in the headline, in scalars.
  package var headlineHits: [Range<Int>]
  /// The best sentence, or `nil` where only the headline matches or it was not asked for.
  package var snippet: Snippet?

  package init(
    row: ArticleRow, score: Double, headlineHits: [Range<Int>] = [], snippet: Snippet? = nil
  ) {
    self.row = row
    self.score = score
    self.headlineHits = headlineHits
    self.snippet = snippet
  }
}

/// A piece of an article that shows why it matches.
package struct Snippet: Hashable, Sendable {
  /// One line; `…` stands where it was cut.
  package var text: SafeText
  /// The places of the words in it, in scalars.
  package var hits: [Range<Int>]
  /// The section that it is from, by its place in the article.
  package var section: Int
  /// The block in that section, and the offset of the first hit in the block's scalars.
  package var block: Int
  /// The first hit's offset in the block, in Unicode scalars.
  package var offset: Int

  package init(text: SafeText, hits: [Range<Int>], section: Int, block: Int, offset: Int) {
    self.text = text
    self.hits = hits
    self.section = section
    self.block = block
    self.offset = offset
  }
}

/// A saved search with how much of what it finds is unread.
package struct SearchNews: Hashable, Sendable {
  /// With its counts.
  package var search: SavedSearch
  package var unread: SavedSearch.Counts

  package init(search: SavedSearch, unread: SavedSearch.Counts) {
    self.search = search
    self.unread = unread
  }
}

/// A search that is kept, and stands beside the desks.
package struct SavedSearch: Hashable, Sendable, Identifiable {
  /// The number by which the library knows it.
  package var id: Int64
  /// The name that stands beside the desks.
  package var name: SafeText
  /// The search as it was typed.
  package var text: SafeText
  /// How many articles match; `nil` until they are counted.
  package var counts: Counts?

  /// How many articles a search finds.
  package struct Counts: Hashable, Sendable {
    /// The number of articles that match, as far as they were counted.
    package var total: Int
    /// True if there are more than these.
    package var isMore: Bool

    package init(total: Int, isMore: Bool = false) {
      self.total = total
      self.isMore = isMore
    }
  }

  package init(id: Int64, name: SafeText, text: SafeText, counts: Counts? = nil) {
    self.id = id
    self.name = name
    self.text = text
    self.counts = counts
  }
}
