// The door: a document's bytes become articles.

package import ArticleModel

/// Makes articles of documents.
package enum DocumentLoader {
  /// The verdict on a file by its name alone (design §3): hidden files, unknown extensions and names
  /// in capitals without one are ignored.
  package static func verdict(onName name: RawPath) -> NameVerdict { FileName.verdict(name) }

  /// The articles of a document: one of plain text or Markdown; none of a `.json` that is no feed.
  ///
  /// The content decides where the name misleads. Everything in the result is sanitised; cost and
  /// memory are linear in the number of bytes.
  package static func load(_ document: Document) throws(LoadFailure) -> [Article] {
    var articles: [Article] = []
    var opened = try open(document)
    while let loaded = opened.next() { articles.append(loaded.article) }
    return articles
  }

  /// The same one by one, as they are asked for.
  package static func open(_ document: Document) throws(LoadFailure) -> LoadedArticles {
    if document.bytes.isEmpty { throw .empty }
    if Sniffer.isBinary(document.bytes) { throw .binary }
    switch Sniffer.format(of: document) {
    case .ignored: return LoadedArticles(Drafts { nil })
    case .format(let format):
      guard let reader = Formats.reader(of: format) else { throw .notYetRead(format) }
      var articles = LoadedArticles(reader(document))
      guard articles.look() else { throw .empty }
      return articles
    }
  }
}

/// An article, and what its own bytes hash to.
package struct LoadedArticle: Sendable {
  package var article: Article
  /// Of the item alone, where a file holds many.
  package var fingerprint: Int64
}

/// The articles of a document, in its order: each is made as it is asked for.
package struct LoadedArticles: IteratorProtocol {
  private let drafts: Drafts
  /// The one that was made before it was asked for.
  private var first: LoadedArticle?

  init(_ drafts: Drafts) {
    self.drafts = drafts
  }

  /// True if there is one.
  fileprivate mutating func look() -> Bool {
    first = next()
    return first != nil
  }

  package mutating func next() -> LoadedArticle? {
    if let article = first {
      first = nil
      return article
    }
    while let draft = drafts.next() {
      if let article = Composer.article(of: draft) {
        return LoadedArticle(article: article, fingerprint: draft.fingerprint)
      }
    }
    return nil
  }
}
