// Stories as far as the whole reader knows of them.

import ArticleModel

/// What the reader knows of stories beside what a view shows.
struct StoriesState: Hashable {
  /// The question whose answer a key waits for.
  var awaited: AwaitedStory?
  /// The request that brings the view on screen up to date.
  var refresh: Int?
  /// The briefing, and what lay over it, from which the article on screen was opened.
  var shelved: [Overlay] = []
  /// What stands beside the text in a wide window.
  var near = NearStories()
  /// Articles whose story was followed, or no longer, in this session.
  var followed: [ArticleID: Bool] = [:]
}

/// A question that a key asked, and what is to happen with the answer.
struct AwaitedStory: Hashable {
  enum Purpose: Hashable {
    /// A view opens, or says that there is nothing to show; what it is about.
    case page(SafeText)
    /// The next report of the thread opens, or the one before.
    case step(Int, from: ArticleID)
    /// The article to which a link leads opens, or is peeked at.
    case link(TextLink, peeks: Bool)
  }

  var request: Int
  var purpose: Purpose
}

/// The related stories that stand beside the text.
struct NearStories: Hashable {
  /// The article that they are near to, known or asked for.
  var article: ArticleID?
  /// `nil` until they are known.
  var page: StoryPage?
  /// Whether the library changed since they were asked for.
  var isStale = false
}
