// Bringing the library up to date with its folders.

package import ArticleLibrary
package import ArticleModel
import FolderWatching

extension Library {
  /// Brings scopes up to date: reads what is new or changed, knows again what moved, takes out what
  /// went.
  ///
  /// It works in batches: lists can be read and marks set all the while, and a process that is killed
  /// at any moment leaves a library from which the next sync goes on. A folder in which nothing
  /// changed costs no write. Readers of the same library see every batch at once.
  ///
  /// No scopes are all roots. `progress` is called some times a second and at the end; `isCancelled`
  /// is asked often, and what was done until then stays.
  ///
  /// - Throws: `LibraryError.syncing` if another process is at it, and whatever keeps the library from
  ///   being written.
  package func sync(
    _ scopes: [Scope], progress: (SyncProgress) -> Void, isCancelled: () -> Bool
  ) throws -> SyncReport {
    try withoutActuallyEscaping(progress) { progress in
      try withoutActuallyEscaping(isCancelled) { isCancelled in
        try sync(scopes, SyncObserver(progress: progress, isCancelled: isCancelled))
      }
    }
  }

  /// Empties the index and fills it again from the folders.
  package func rebuildIndex(
    progress: (SyncProgress) -> Void, isCancelled: () -> Bool
  ) throws -> SyncReport {
    try emptyIndex()
    return try sync([], progress: progress, isCancelled: isCancelled)
  }

  func sync(_ scopes: [Scope], _ observer: SyncObserver) throws -> SyncReport {
    try whileLocked(isCancelled: observer.isCancelled) {
      try settleFiles()
      return try SyncRun(self, scopes.isEmpty ? roots() : scopes.withoutNested, observer).run()
    }
  }
}

/// The closures by which a sync tells and asks while it runs, all on its own thread.
struct SyncObserver {
  var progress: (SyncProgress) -> Void = { _ in }
  var isCancelled: () -> Bool = { false }
  /// A folder of a root is about to be read.
  var onFolder: (Scope, RawPath, _ descriptor: Int32) -> Void = { _, _, _ in }
  /// True if it is about more than what just changed: then the files are tidied at the end.
  var isWhole = true
  /// Articles were committed: lists may be asked again.
  var onCommit: () -> Void = {}
}
