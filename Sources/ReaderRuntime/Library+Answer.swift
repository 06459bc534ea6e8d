// The reader's questions are put to the library in one place.

import ArticleLibrary
import ArticleModel
import ReaderApp

extension Library {
  func answer(_ question: LibraryQuestion) throws -> LibraryAnswer {
    switch question {
    case .window(let query, let anchor, let count):
      .window(try window(query, anchor, count: count))
    case .facets(let query): .facets(try facets(query))
    case .article(let id): .article(try article(id))
    case .resolvedArticle(let id, let scopes):
      try answer(of: try article(id), scopes)
    case .relatedHeadlines(let id, let scopes):
      .relatedHeadlines(try related(of: id, scopes: scopes))
    case .search(let request): .found(try search(request))
    case .count(let request): .count(try count(request))
    case .snippets(let ids, let text): .snippets(try snippets(ids, for: text))
    case .savedSearches: .savedSearches(try savedSearches())
    case .trail(let limit): .trail(try trail(limit: limit))
    case .stories(let question): .stories(try answer(question))
    case .desks(let scopes): .desks(try desks(scopes))
    case .searchNews: .searchNews(try searchNews())
    }
  }

  private func answer(of stored: StoredArticle?, _ scopes: [Scope]) throws -> LibraryAnswer {
    guard let stored, !stored.article.related.isEmpty else { return .resolvedArticle(stored, []) }
    return .resolvedArticle(stored, try related(of: stored.id, scopes: scopes))
  }

  private func answer(_ question: StoryQuestion) throws -> StoryAnswer {
    switch question {
    case .related(let id, let scopes, let limit):
      .related(try relatedStories(of: id, scopes: scopes, limit: limit).shown)
    case .thread(let id): .thread(try thread(of: id))
    case .story(let story): .thread(try thread(story))
    case .briefing(let scopes, let limit, let told):
      .briefing(try briefing(scopes: scopes, limit: limit, told: told))
    case .followed: .followed(try followedThreads())
    case .changes(let id): .changes(try changes(of: id))
    case .repeated(let id): .repeated(try repeatedBlocks(in: id))
    case .naming(let id): .rows(try naming(id))
    case .mentions(let name, let scopes, let limit):
      .rows(try mentions(of: name, scopes: scopes, limit: limit))
    case .link(let address, let text, let id): .rows(try linked(address, text: text, from: id))
    }
  }
}
