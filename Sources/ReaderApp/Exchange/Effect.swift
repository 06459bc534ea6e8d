// What the reader asks of the world, as values.

package import ArticleModel

/// Something that the runtime is asked to do; its outcome comes back as an `Event`.
package enum Effect: Hashable, Sendable {
  /// Rows of a list. `request` comes back with them, so that an answer that is out of date is known.
  case loadWindow(request: Int, query: ListQuery, anchor: ListAnchor, count: Int)
  /// Counts of a list's desks and marks; `isLater` where what is shown is as good for a moment.
  case loadFacets(ListQuery, isLater: Bool = false)
  /// A search of the library; a later one takes the place of one still waiting.
  case search(request: Int, SearchRequest)
  /// Snippets for matches that came without: those of the search of this number.
  case loadSnippets(request: Int, [ArticleID], text: SafeText)
  case loadSavedSearches
  /// How many articles the saved searches find; nobody waits for it.
  case countSearches([SavedSearch])
  case saveSearch(name: SafeText, text: SafeText)
  case removeSearch(Int64)
  /// An article to be shown; a later request takes the place of one still waiting.
  case loadArticle(request: Int, ArticleID)
  /// More visits of the trail than the reader began with.
  case loadTrail
  /// Ask for `drawn` when the frame is on the screen.
  case lookAhead
  /// Articles that may be wanted next, with where their related headlines lead, each to come back
  /// with `generation`; nobody waits for them.
  case fetchNeighbours(generation: Int, [ArticleID], scopes: [Scope])
  case resolveRelated(ArticleID, scopes: [Scope])
  case peek(ArticleID)
  /// Something about stories. `request` comes back with the answer; 0 for what no key waits for.
  case askStory(request: Int, StoryQuestion)
  /// Follow the story of an article, or stop.
  case follow(ArticleID, Bool)
  /// The nearest row in this direction that is unread.
  case findUnread(query: ListQuery, anchor: ListAnchor)
  case mark([ArticleID], MarkChange)
  case markAll(ListQuery, MarkChange)
  case undo
  case redo
  case savePosition(Position, ArticleID)
  case saveTrail([Visit], current: Int64?, lastFromList: Int64?)
  case saveSession(String)
  /// Ask for `saveDue` within a second.
  case armSave
  case sync
  case copy(String)
  /// Open an address, or a document by its absolute path, outside the reader.
  case openOutside(url: SafeText?, path: RawPath)
  case suspend
  case redraw
  case quit
}
