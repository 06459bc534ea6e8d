// An article as a library holds it, and where its related headlines lead.

/// An article with its place in the library and what its reader did with it.
package struct StoredArticle: Hashable, Sendable {
  package var id: ArticleID
  package var article: Article
  /// The root's path.
  package var folder: RawPath
  /// The document's path inside the root.
  package var path: RawPath
  /// The desk that is shown: the document's own, else its folder's path.
  package var desk: SafeText?
  /// Seconds since 1970.
  package var firstSeen: Int64
  package var words: Int
  package var marks: Marks
  package var position: Position?
  package var isGone: Bool
  package var isOffline: Bool
  /// Whether it was changed since it was read.
  package var isRevised: Bool

  package init(
    id: ArticleID, article: Article, folder: RawPath, path: RawPath, desk: SafeText? = nil,
    firstSeen: Int64 = 0, words: Int = 0, marks: Marks = Marks(), position: Position? = nil,
    isGone: Bool = false, isOffline: Bool = false, isRevised: Bool = false
  ) {
    self.id = id
    self.article = article
    self.folder = folder
    self.path = path
    self.desk = desk
    self.firstSeen = firstSeen
    self.words = words
    self.marks = marks
    self.position = position
    self.isGone = isGone
    self.isOffline = isOffline
    self.isRevised = isRevised
  }
}

/// Where a related headline leads.
package struct ResolvedHeadline: Hashable, Sendable {
  /// What the library has for it.
  package enum Status: String, Sendable {
    /// An article that bears this headline: the first candidate.
    case found
    /// None, but articles near it, best first.
    case nearest
    /// Nothing near it either.
    case missing
  }

  /// An article that a headline may mean.
  package struct Candidate: Hashable, Sendable {
    package var id: ArticleID
    package var folder: SafeText
    package var path: SafeText
    /// The path inside the root itself, where what is shown of it is another.
    package var unshownPath: RawPath?
    package var headline: SafeText
    package var published: PublishedTime?
    package var isRead: Bool
    /// Whether it lies outside the scope that the list shows.
    package var isOutside: Bool
    /// 0 to 1; 1 for the same headline.
    package var score: Double

    /// The path inside the root.
    package var rawPath: RawPath { unshownPath ?? RawPath(path.string) }

    package init(
      id: ArticleID, folder: SafeText, path: SafeText, headline: SafeText,
      published: PublishedTime? = nil, isRead: Bool = false, isOutside: Bool = false,
      score: Double
    ) {
      self.id = id
      self.folder = folder
      self.path = path
      self.headline = headline
      self.published = published
      self.isRead = isRead
      self.isOutside = isOutside
      self.score = score
    }
  }

  package var headline: SafeText
  package var status: Status
  package var candidates: [Candidate]

  package init(headline: SafeText, status: Status, candidates: [Candidate] = []) {
    self.headline = headline
    self.status = status
    self.candidates = candidates
  }
}
