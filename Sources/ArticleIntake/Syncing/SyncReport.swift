// What a sync tells while it runs and when it is done.

package import ArticleModel

/// How far a sync is.
package struct SyncProgress: Hashable, Sendable {
  /// Files met so far.
  package var found = 0
  /// Files dealt with so far.
  package var done = 0
  /// How many files there are, once all were met.
  package var total: Int?

  package init() {}
}

/// What a sync did. Counts are of files.
package struct SyncReport: Hashable, Sendable {
  /// A file or folder that is no article, and why.
  package struct Failure: Hashable, Sendable {
    /// The root's path.
    package var folder: SafeText
    /// The path inside the root.
    package var path: SafeText { rawPath.shown }
    package var rawPath: RawPath
    package var reason: SafeText

    package init(folder: SafeText, rawPath: RawPath, reason: SafeText) {
      self.folder = folder
      self.rawPath = rawPath
      self.reason = reason
    }
  }

  package var added = 0
  package var updated = 0
  package var moved = 0
  package var removed = 0
  package var unchanged = 0
  /// In the order of their paths within each folder.
  package var failed: [Failure] = []
  /// Bytes of the documents that were read.
  package var bytes: Int64 = 0
  package var seconds = 0.0
  /// Of them, those for stories: what is related, threads, copies.
  package var relationsSeconds = 0.0
  package var isCancelled = false
  /// The roots whose folders are not there: their articles stay.
  package var offline: [SafeText] = []

  package init() {}

  /// Whether anything in the library changed.
  package var isChange: Bool { added + updated + moved + removed > 0 }
}
