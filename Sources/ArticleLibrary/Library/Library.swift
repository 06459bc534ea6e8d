// The library's door: three database files in a directory, and all that may be asked of them.

package import ArticleModel
import FolderWatching
import GRDB
import Synchronization
import TextAnalysis

/// A library of articles: folders, the articles in them, and what their reader did with them.
///
///     let library = try Library.open(directory: RawPath("/home/ada/.local/share/dateline"))
///     let scope = try library.scope(of: RawPath("/home/ada/news"))
///     _ = try library.sync([scope], progress: { _ in }, isCancelled: { false })
///     let window = try library.window(ListQuery(), .first, count: 50)
///
/// Every method may be called from any thread and blocks the caller. Whatever it throws that a
/// person should see is a `LibraryError`.
package final class Library: Sendable {
  /// The directory with the files.
  package let directory: RawPath
  let state: DatabaseFile
  let texts: TextStore
  let index: DatabaseFile
  let lock: SyncLock
  /// Lines to be said at open: a damaged file, and the copy that was restored.
  package let notices: [SafeText]
  let memory = Mutex(Memory())
  let stories = Mutex(StoryMemory())

  /// The state of one process beyond the library's files.
  struct Memory {
    /// True if a root's folder was there when it was last looked at.
    var isOffline: [Int64: Bool] = [:]
    /// The articles that were opened last: they count as being on screen.
    var opened: [ArticleID] = []
    /// True if the index was found damaged and begun anew.
    var isIndexNew = false
    /// The two files' `data_version` when it was last asked for.
    var versions: [Int64] = []
    var dataVersion: Int64 = 0
    /// The traits by which searches know articles, and the version of the index that they are of.
    var traits: (version: Int64, traits: SearchTraits)?
    /// Smaller in tests of what only large libraries do.
    var scale = StoryScale()
  }

  init(
    directory: RawPath, state: DatabaseFile, texts: TextStore, index: DatabaseFile,
    notices: [SafeText]
  ) {
    self.directory = directory
    self.state = state
    self.texts = texts
    self.index = index
    self.notices = notices
    lock = SyncLock(path: directory.appending(RawPath("sync.lock")))
  }
}

extension Library {
  /// Goes over to the files that bear the names now, where others took their places.
  package func settleFiles() throws {
    for file in [state, index] where !file.isView { try file.settle() }
  }

  /// A number that changes when marks or the index were written to, by any process: cheap to ask.
  /// Positions that a reader keeps change nothing for another reader, nor for itself.
  package func dataVersion() throws -> Int64 {
    try settleFiles()
    let versions = [
      try state.readPlainly {
        try $0.integer("SELECT value FROM meta WHERE key = 'sequence'") ?? 0
      },
      try index.readPlainly { try $0.integer("PRAGMA data_version") ?? 0 },
    ]
    return memory.withLock { memory in
      if memory.versions != versions {
        memory.versions = versions
        memory.dataVersion += 1
      }
      return memory.dataVersion
    }
  }
}
