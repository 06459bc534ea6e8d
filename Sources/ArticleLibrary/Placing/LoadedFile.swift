// A file on its way into the library: named by the intake, loaded by it, written by the store.

package import ArticleModel
package import FolderWatching

/// A file to be loaded.
package struct LoadJob: Sendable {
  /// The place of its root among those of the sync.
  package var scope: Int
  /// The root's folder, open.
  package var folder: RootFolder
  /// The file as the walk met it.
  package var file: FoundFile

  package init(scope: Int, folder: RootFolder, file: FoundFile) {
    self.scope = scope
    self.folder = folder
    self.file = file
  }
}

/// A file as it was loaded.
package struct LoadedFile: Sendable {
  /// The kinds of end that loading it may come to.
  package enum Outcome: Sendable {
    case articles([PreparedArticle])
    /// It is no article, and none that it was before remains.
    case unfit(reason: SafeText)
    /// It cannot be read now: what it was before remains.
    case unreadable(reason: SafeText)
    /// It vanished between the walk and the reading.
    case vanished
  }

  /// The job that it answers.
  package var job: LoadJob
  /// The end that loading came to.
  package var outcome: Outcome
  /// Of its content.
  package var hash: Int64 = 0
  /// The length of its content in bytes.
  package var bytes: Int64 = 0

  package init(_ job: LoadJob, _ outcome: Outcome) {
    self.job = job
    self.outcome = outcome
  }
}
