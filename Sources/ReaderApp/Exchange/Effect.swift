// The reader asks the world for effects, which are values.

package import ArticleModel

/// Something that the runtime is asked to do; its outcome comes back as an `Event`.
package enum Effect: Hashable, Sendable {
  /// A question to the library.
  case ask(Inquiry)
  case saveSearch(name: SafeText, text: SafeText)
  case removeSearch(Int64)
  /// Ask for `drawn` when the frame is on the screen.
  case prefetch
  /// Follow the story of an article, or stop.
  case follow(ArticleID, Bool)
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
  case copy(SafeText)
  /// Open an address, or a document by its absolute path, outside the reader.
  case openOutside(url: SafeText?, path: RawPath)
  /// A document is to be opened in the reader's editor, in this terminal.
  case edit(RawPath)
  /// An article's text is to be given to a command of the shell, in this terminal.
  case pipe(SafeText, StoredArticle)
  case suspend
  case redraw
  case quit
}
