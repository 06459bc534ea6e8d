// A sync reports its progress while it runs, and its counts when it is done.

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

/// The counts of a finished sync, in files.
package struct SyncReport: Hashable, Sendable {
  /// A file or folder that is no article, and why.
  package struct Failure: Hashable, Sendable {
    /// The root's path.
    package var folder: SafeText
    /// The path inside the root.
    package var path: SafeText { rawPath.shown }
    /// The path inside the root.
    package var rawPath: RawPath
    /// The reason in words for a person.
    package var reason: SafeText

    package init(folder: SafeText, rawPath: RawPath, reason: SafeText) {
      self.folder = folder
      self.rawPath = rawPath
      self.reason = reason
    }
  }

  /// Files that were not known before.
  package var added = 0
  /// Files whose articles changed.
  package var updated = 0
  /// Files that were known at another path.
  package var moved = 0
  /// Files that are gone.
  package var removed = 0
  /// Files that are as they were.
  package var unchanged = 0
  /// In the order of their paths within each folder.
  package var failed: [Failure] = []
  /// Bytes of the documents that were read.
  package var bytes: Int64 = 0
  /// Seconds that the whole sync took.
  package var seconds = 0.0
  /// Of them, those for stories: what is related, threads, copies.
  package var relationsSeconds = 0.0
  /// True if it was ended before its time; all that it had done stays.
  package var isCancelled = false
  /// The roots whose folders are not there: their articles stay.
  package var offline: [SafeText] = []

  package init() {}

  /// True if anything in the library changed.
  package var isChange: Bool { added + updated + moved + removed > 0 }
}
