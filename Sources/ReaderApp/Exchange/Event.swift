// The reader hears of the world by events, which are values.

package import ArticleModel
package import Screen

/// Something that happened to the reader.
package enum Event: Hashable, Sendable {
  case key(Key)
  case pasted(String)
  /// A line about the keyboard, which stands over the line that is typed until the next key or paste.
  case keyboardNotice(SafeText)
  case resized(Size)
  /// The terminal's background is known, or has changed.
  case backdrop(Backdrop)
  /// The program was stopped and goes on.
  case resumed
  /// The reader begins: what was kept of the last session, and the trail.
  case started(session: String?, trail: Trail)
  case answered(Inquiry, LibraryAnswer)
  /// A question could not be answered.
  case unanswered(Inquiry, SafeText)
  /// The last frame is on the screen.
  case drawn
  /// The story of an article is followed from now on, or no longer; `nil` if there is no story.
  case followed(ArticleID, StoryID?, Bool)
  /// A change of marks was committed; these are the articles that it changed.
  case marked([ArticleID], MarkChange)
  /// The outcome of an undo or a redo: a change of marks as it now stands; `nil` if there was
  /// nothing.
  case undone([ArticleID], MarkChange)
  case redone([ArticleID], MarkChange)
  case nothingToUndo
  case nothingToRedo
  /// Work that the reader waits for could not be done.
  case failed(SafeText)
  /// A line to be shown that nobody waits for.
  case notice(SafeText)
  /// Nothing could open an address: it is shown, with the reason.
  case notOpened(address: SafeText, SafeText)
  /// Changes in the folders are not noticed by themselves, or not all of them.
  case changesGoUnseen(UnseenChanges)
  case saveDue
  /// Articles were added, changed or removed.
  case libraryChanged
  /// Files looked at so far and in all, while a sync runs.
  case syncProgress(done: Int, total: Int?)
  case syncFinished(SafeText?)
}
