// One document read alone: it behaves as a library of one article, and leaves nothing behind.

package import ArticleModel
import ReaderApp
import Synchronization

extension ReaderServices {
  /// Services for one article that belongs to no library. Marks last as long as the reader.
  ///
  /// - Parameters:
  ///   - articles: those of the document, at least one.
  ///   - resolve: where its related headlines lead, if there is a library to look in.
  ///   - elsewhere: an article of that library.
  /// - Returns: services on which a reader can run.
  package static func document(
    _ articles: [StoredArticle],
    resolve: @escaping @Sendable ([RelatedHeadline]) throws -> [ResolvedHeadline],
    elsewhere: @escaping @Sendable (ArticleID) throws -> StoredArticle?
  ) -> ReaderServices {
    let held = ArticlesInMemory(articles)
    return ReaderServices(
      keyPressed: { _ in },
      session: { nil },
      answer: { question in
        let headlines = { (id: ArticleID) throws -> [ResolvedHeadline] in
          try resolve((held.article(id) ?? elsewhere(id))?.article.related ?? [])
        }
        switch question {
        case .article(let id): return .article(try held.article(id) ?? elsewhere(id))
        case .resolvedArticle(let id, _):
          let stored = try held.article(id) ?? elsewhere(id)
          let hasRelated = stored?.article.related.isEmpty == false
          return .resolvedArticle(stored, hasRelated ? try headlines(id) : [])
        case .relatedHeadlines(let id, _): return .relatedHeadlines(try headlines(id))
        case .window, .facets, .search, .count, .snippets, .savedSearches, .trail, .stories,
          .desks, .searchNews:
          return held.answer(question)
        }
      },
      follow: { _, _ in nil },
      saveSearch: { _, _ in },
      removeSearch: { _ in },
      putLogsAway: {},
      mark: { held.mark($0, $1) },
      markAll: { held.mark(held.rows($0).map(\.id), $1) },
      undo: { held.undo() },
      redo: { held.redo() },
      savePosition: { held.setPosition($0, of: $1) },
      saveTrail: { _, _, _ in },
      saveSession: { _ in },
      startSync: { _ in nil })
  }
}

/// The articles of one document, in memory.
private final class ArticlesInMemory: Sendable {
  private struct Content {
    var articles: [StoredArticle]
    var done: [([ArticleID], MarkChange)] = []
    var undone: [([ArticleID], MarkChange)] = []
  }

  private let content: Mutex<Content>

  init(_ articles: [StoredArticle]) {
    content = Mutex(Content(articles: articles))
  }

  func article(_ id: ArticleID) -> StoredArticle? {
    content.withLock { $0.articles.first { $0.id == id } }
  }

  func rows(_ query: ListQuery) -> [ArticleRow] {
    content.withLock { content in
      content.articles.filter { stored in
        (!query.unreadOnly || !stored.marks.isRead)
          && (!query.starredOnly || stored.marks.isStarred)
          && (!query.queuedOnly || stored.marks.isQueued)
      }.map(ArticleRow.init)
    }
  }

  func facets() -> Facets {
    content.withLock { content in
      Facets(
        total: content.articles.count,
        unread: content.articles.count { !$0.marks.isRead },
        starred: content.articles.count { $0.marks.isStarred },
        queued: content.articles.count { $0.marks.isQueued })
    }
  }

  /// The answer of the articles at hand to a question that is not about one of them.
  func answer(_ question: LibraryQuestion) -> LibraryAnswer {
    switch question {
    case .window(let query, _, _): .window(ListWindow(rows: rows(query)))
    case .facets: .facets(facets())
    case .article(let id): .article(article(id))
    case .resolvedArticle(let id, _): .resolvedArticle(article(id), [])
    case .relatedHeadlines: .relatedHeadlines([])
    case .search(let request): .found(search(request))
    case .count(let request): .count(SavedSearch.Counts(total: search(request).total))
    case .snippets: .snippets([:])
    case .savedSearches: .savedSearches([])
    case .trail: .trail(Trail())
    case .stories(let question): .stories(question.emptyAnswer)
    case .desks: .desks([])
    case .searchNews: .searchNews([])
    }
  }

  private func search(_ request: SearchRequest) -> SearchResults {
    SearchResults(of: request, among: content.withLock { $0.articles })
  }

  func setPosition(_ position: Position, of id: ArticleID) {
    content.withLock { content in
      for index in content.articles.indices where content.articles[index].id == id {
        content.articles[index].position = position
      }
    }
  }

  func mark(_ ids: [ArticleID], _ change: MarkChange) -> [ArticleID] {
    content.withLock { content in
      let changed = Self.apply(change, to: ids, in: &content)
      if !changed.isEmpty {
        content.done.append((changed, change))
        content.undone = []
      }
      return changed
    }
  }

  func undo() -> ([ArticleID], MarkChange)? {
    content.withLock { content in
      guard let (ids, change) = content.done.popLast() else { return nil }
      content.undone.append((ids, change))
      _ = Self.apply(change.inverse, to: ids, in: &content)
      return (ids, change)
    }
  }

  func redo() -> ([ArticleID], MarkChange)? {
    content.withLock { content in
      guard let (ids, change) = content.undone.popLast() else { return nil }
      content.done.append((ids, change))
      _ = Self.apply(change, to: ids, in: &content)
      return (ids, change)
    }
  }

  private static func apply(
    _ change: MarkChange, to ids: [ArticleID], in content: inout Content
  ) -> [ArticleID] {
    content.articles.indices.filter { ids.contains(content.articles[$0].id) }.compactMap { index in
      var marks = content.articles[index].marks
      marks.apply(change)
      guard marks != content.articles[index].marks else { return nil }
      content.articles[index].marks = marks
      return content.articles[index].id
    }
  }
}
