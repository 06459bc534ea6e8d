// A folder is not always watched, for one of these reasons.

/// The reason why changes in a folder are not noticed by themselves.
package enum UnseenChanges: Hashable, Sendable, CaseIterable {
  /// The system gives no watch at all.
  case noWatch
  /// The system's number of watches is used up.
  case tooManyFolders
  /// A folder lies on a network file system, which tells of no changes made elsewhere.
  case networkFolder
}
