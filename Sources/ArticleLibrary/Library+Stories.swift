// Stories as the library finds them: what is near, threads, the briefing, what repeats and changed.

package import ArticleModel

extension Library {
  /// The articles nearest to an article, best first; `scopes` only marks what lies outside.
  package func relatedStories(
    of id: ArticleID, scopes: [Scope], limit: Int
  ) throws -> [RelatedStory] {
    []
  }

  /// The story of an article; `nil` for an article that the library does not hold.
  package func thread(of id: ArticleID) throws -> StoryThread? { nil }

  /// A story; `nil` if there is none of this key.
  package func thread(_ story: StoryID) throws -> StoryThread? { nil }

  /// Every story of the scopes that has several articles, one after the other.
  package func forEachThread(scopes: [Scope], _ body: (StoryThread) throws -> Void) throws {}

  /// What is new since the last visit, story by story.
  package func briefing(scopes: [Scope], limit: Int) throws -> Briefing { Briefing() }

  /// Follows the story of an article or stops following; gives the story. An article that is alone
  /// founds a story of one.
  package func follow(_ id: ArticleID, _ isFollowed: Bool) throws -> StoryID? { nil }

  /// Paragraphs that repeat what was read in other articles of its story, or in copies.
  package func repeatedBlocks(in id: ArticleID) throws -> [RepeatedBlock] { [] }

  /// Between this edition and the one that was read, else the edition before it; `nil` if there is
  /// none.
  package func changes(of id: ArticleID) throws -> EditionChanges? { nil }

  /// The articles that name this one among their related headlines, newest first.
  package func naming(_ id: ArticleID) throws -> [ArticleRow] { [] }

  /// Everything on a name, oldest first.
  package func mentions(of name: SafeText, scopes: [Scope], limit: Int) throws -> [ArticleRow] {
    []
  }
}
