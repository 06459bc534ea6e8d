// The runtime asks a library for these services, so that one document can stand in for it.

import ArticleIntake
package import ArticleLibrary
package import ArticleModel
package import ReaderApp

/// The questions and the changes that the reader's effects come down to. Every closure may be
/// called from any thread, and may wait for the disk.
package struct ReaderServices: Sendable {
  /// A key was pressed, and others may follow within so many milliseconds: what works beside the reader
  /// is to leave room for the answers.
  package var keyPressed: @Sendable (_ pause: Int64) -> Void
  /// The session that was saved last; `nil` if there is none.
  package var session: @Sendable () throws -> String?
  /// Answers a question to the library.
  package var answer: @Sendable (LibraryQuestion) throws -> LibraryAnswer
  /// Follows the story of an article or stops following; gives the story.
  package var follow: @Sendable (ArticleID, Bool) throws -> StoryID?
  /// Keeps a search: its name and its text.
  package var saveSearch: @Sendable (SafeText, SafeText) throws -> Void
  /// Takes out a saved search, by its number.
  package var removeSearch: @Sendable (Int64) throws -> Void
  /// All is written: what is only tidying is done.
  package var putLogsAway: @Sendable () -> Void
  /// Marks articles; gives those that changed.
  package var mark: @Sendable ([ArticleID], MarkChange) throws -> [ArticleID]
  /// Marks every article of a list; gives those that changed.
  package var markAll: @Sendable (ListQuery, MarkChange) throws -> [ArticleID]
  /// The articles and the change as it was first made; `nil` if there is nothing to undo.
  package var undo: @Sendable () throws -> ([ArticleID], MarkChange)?
  /// The same for the change that was undone last.
  package var redo: @Sendable () throws -> ([ArticleID], MarkChange)?
  /// Keeps the place where an article is left.
  package var savePosition: @Sendable (Position, ArticleID) throws -> Void
  /// Keeps visits, with the current one and the one to which forward leads from the list.
  package var saveTrail: @Sendable ([Visit], Int64?, Int64?) throws -> Void
  /// Keeps the session.
  package var saveSession: @Sendable (String) throws -> Void
  /// Begins to sync and to watch; what it finds comes as events.
  package var startSync: @Sendable (@escaping @Sendable (Event) -> Void) -> SyncControl?
}

/// A hold on the work that goes on beside the reader.
package struct SyncControl: Sendable {
  /// Asks for a sync of everything.
  package var syncNow: @Sendable () -> Void
  /// Ends the work, and returns when it has ended.
  package var stop: @Sendable () -> Void

  package init(syncNow: @escaping @Sendable () -> Void, stop: @escaping @Sendable () -> Void) {
    self.syncNow = syncNow
    self.stop = stop
  }
}

extension ReaderServices {
  /// A library, with the folders that are to be kept up to date.
  ///
  /// - Parameters:
  ///   - library: what is read.
  ///   - scopes: the folders to be synced and watched.
  ///   - sessionKey: under which name the view is kept from run to run.
  /// - Returns: services on which a reader can run.
  package static func library(
    _ library: Library, syncing scopes: [Scope], sessionKey: String
  ) -> ReaderServices {
    ReaderServices(
      keyPressed: { InputPriority.keyPressed(pause: $0) },
      session: { try library.session(sessionKey) },
      answer: { try library.answer($0) },
      follow: { try library.follow($0, $1) },
      saveSearch: { try library.saveSearch(name: $0, text: $1) },
      removeSearch: { try library.removeSearch($0) },
      putLogsAway: { library.putLogsAway() },
      mark: { try library.mark($0, $1) },
      markAll: { try library.markAll($0, $1) },
      undo: { try library.undo().map { ($0.articles, $0.change) } },
      redo: { try library.redo().map { ($0.articles, $0.change) } },
      savePosition: { try library.savePosition($0, of: $1) },
      saveTrail: { try library.saveTrail($0, current: $1, lastFromList: $2) },
      saveSession: { try library.saveSession($0, sessionKey) },
      startSync: { post in
        guard !scopes.isEmpty else { return nil }
        let sync = FolderSync(library: library, scopes: scopes) { post(Event($0)) }
        sync.start()
        return SyncControl(syncNow: { sync.syncNow() }, stop: { sync.stop() })
      })
  }
}

extension Event {
  /// A sync's report, as the reader takes it in.
  init(_ event: SyncEvent) {
    switch event {
    case .progress(let progress):
      self = .syncProgress(done: progress.done, total: progress.total)
    case .changed: self = .libraryChanged
    case .finished(let report): self = .syncFinished(report.line)
    case .notice(let text): self = .notice(text)
    case .changesGoUnseen(let reason): self = .changesGoUnseen(reason)
    }
  }
}

extension SyncReport {
  /// One line on what is worth a word, or `nil`.
  var line: SafeText? {
    guard !offline.isEmpty else { return nil }
    return SafeText(line: "Not there now, its articles are kept: \(offline[0])")
  }
}
