// Headlines are resolved by these questions to a library, so that it can be tried without one.

package import ArticleModel

/// A library's answers, as closures.
package struct HeadlineSource {
  /// The parts of an article that are compared.
  package struct Subject: Hashable, Sendable {
    /// The article's number in the library.
    package var id: ArticleID
    /// The article's own headline.
    package var headline: String
    /// The summary and the first paragraph.
    package var opening: String

    package init(id: ArticleID, headline: String, opening: String) {
      self.id = id
      self.headline = headline
      self.opening = opening
    }
  }

  /// How many articles there are.
  package var articleCount: Int
  /// The articles that bear a headline of this key (`HeadlineKey`), best first.
  package var bearing: (_ key: String) throws -> [ArticleID]
  /// How many articles have this term anywhere.
  package var frequency: (_ term: String) throws -> Int
  /// Articles whose headline or opening has this term, newest first, at most `limit`: by numbers that
  /// the library has for them, as most are never looked at.
  package var holding: (_ term: String, _ limit: Int) throws -> [Int64]
  /// The parts to compare of the article with a number; `nil` if there is none.
  package var subject: (_ number: Int64) throws -> Subject?

  package init(
    articleCount: Int, bearing: @escaping (_ key: String) throws -> [ArticleID],
    frequency: @escaping (_ term: String) throws -> Int,
    holding: @escaping (_ term: String, _ limit: Int) throws -> [Int64],
    subject: @escaping (_ number: Int64) throws -> Subject?
  ) {
    self.articleCount = articleCount
    self.bearing = bearing
    self.frequency = frequency
    self.holding = holding
    self.subject = subject
  }
}

/// The articles to which a headline leads, with their scores, best first.
package struct HeadlineResolution: Hashable, Sendable {
  /// An article and how well it fits, 0 to 1.
  package struct Match: Hashable, Sendable {
    /// The article's number in the library.
    package var id: ArticleID
    /// 0 to 1; 1 for the same headline.
    package var score: Double

    package init(id: ArticleID, score: Double) {
      self.id = id
      self.score = score
    }
  }

  /// The certainty with which it was found.
  package var status: ResolvedHeadline.Status
  /// Best first.
  package var matches: [Match]

  package init(_ status: ResolvedHeadline.Status, _ matches: [Match] = []) {
    self.status = status
    self.matches = matches
  }
}
