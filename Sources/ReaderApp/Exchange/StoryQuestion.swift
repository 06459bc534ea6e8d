// Questions about stories are values, and so are their answers.

package import ArticleModel

/// A question about stories.
package enum StoryQuestion: Hashable, Sendable {
  /// The articles nearest to one; `scopes` only marks what lies outside.
  case related(ArticleID, scopes: [Scope], limit: Int)
  /// The story of an article.
  case thread(ArticleID)
  case story(StoryID)
  /// The briefing; after a part of it was told, the next stories, and how many reports came since.
  case briefing(scopes: [Scope], limit: Int, told: Briefing.Told? = nil)
  /// The changes since the edition that was read, or the one before.
  case changes(ArticleID)
  /// The stories that are followed.
  case followed
  /// The paragraphs of an article that repeat what was read elsewhere.
  case repeated(ArticleID)
  /// The articles that name one among their related headlines.
  case naming(ArticleID)
  /// Everything on a name, oldest first.
  case mentions(SafeText, scopes: [Scope], limit: Int)
  /// The article, if there is one here, to which a link of another leads.
  case link(SafeText, text: SafeText, from: ArticleID)
}

/// An answer, of the kind that its question asks for.
package enum StoryAnswer: Hashable, Sendable {
  case related([RelatedStory])
  case thread(StoryThread?)
  case briefing(Briefing)
  case followed([StoryThread])
  case changes(EditionChanges?)
  case repeated([RepeatedBlock])
  case rows([ArticleRow])
}

extension StoryQuestion {
  /// The answer where there is no library.
  package var emptyAnswer: StoryAnswer {
    switch self {
    case .related: .related([])
    case .thread, .story: .thread(nil)
    case .briefing: .briefing(Briefing())
    case .changes: .changes(nil)
    case .followed: .followed([])
    case .repeated: .repeated([])
    case .naming, .mentions, .link: .rows([])
    }
  }
}

extension StoryQuestion {
  /// The article that the question is about.
  var article: ArticleID? {
    switch self {
    case .related(let id, _, _), .thread(let id), .changes(let id), .repeated(let id),
      .naming(let id):
      id
    case .story, .briefing, .mentions, .link, .followed: nil
    }
  }
}
