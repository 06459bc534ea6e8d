// An article as a library holds it, and where its related headlines lead.

/// An article with its place in the library and what its reader did with it.
package struct StoredArticle: Hashable, Sendable {
  /// The article's identifier.
  package var id: ArticleID
  /// The article as the loader made it.
  package var article: Article
  /// The root's path.
  package var folder: RawPath
  /// The document's path inside the root.
  package var path: RawPath
  /// The desk that is shown: the document's own, else its folder's path.
  package var desk: SafeText?
  /// Seconds since 1970.
  package var firstSeen: Int64
  /// The number of words of its text.
  package var words: Int
  /// Read, starred, queued.
  package var marks: Marks
  /// The place where the reader left it; `nil` if it was never opened.
  package var position: Position?
  /// True if its document is gone.
  package var isGone: Bool
  /// True if its root's folder is not there now.
  package var isOffline: Bool
  /// True if it was changed since it was read.
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

/// The articles to which a related headline leads.
package struct ResolvedHeadline: Hashable, Sendable {
  /// The certainty of the library's answer.
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
    /// The article's identifier.
    package var id: ArticleID
    /// The root's path, fit to be shown.
    package var folder: SafeText
    /// The path inside the root, fit to be shown.
    package var path: SafeText
    /// The path inside the root itself, where what is shown of it is another.
    package var unshownPath: RawPath?
    /// The headline's words.
    package var headline: SafeText
    /// The day or instant of publication; `nil` for an undated article.
    package var published: PublishedTime?
    /// True if it is read.
    package var isRead: Bool
    /// True if it lies outside the scope that the list shows.
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

  /// The headline's words.
  package var headline: SafeText
  /// The certainty with which it was found.
  package var status: Status
  /// Best first; the article itself alone where it was found.
  package var candidates: [Candidate]

  package init(headline: SafeText, status: Status, candidates: [Candidate] = []) {
    self.headline = headline
    self.status = status
    self.candidates = candidates
  }
}
