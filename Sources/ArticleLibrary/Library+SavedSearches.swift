// Searches that are kept, and since when articles are new.

package import ArticleModel
import Foundation
import GRDB
import Synchronization

extension Library {
  /// The searches that are kept, in the order in which they were saved, without their counts.
  package func savedSearches() throws -> [SavedSearch] {
    try state.read { db in
      let rows = try db.rows("SELECT id, name, text FROM search ORDER BY id")
      var searches: [SavedSearch] = []
      while let row = try rows.next() {
        searches.append(
          SavedSearch(
            id: row.integer(0), name: SafeText(line: row.text(1)),
            text: SafeText(line: row.text(2))))
      }
      return searches
    }
  }

  /// Keeps a search; one of the same name gives way to it.
  package func saveSearch(name: SafeText, text: SafeText) throws {
    try state.write { db in
      try db.run("DELETE FROM search WHERE name = ?", [name.string])
      try db.run("INSERT INTO search (name, text) VALUES (?, ?)", [name.string, text.string])
    }
  }

  /// Takes out a search that was kept.
  package func removeSearch(_ id: Int64) throws {
    try state.write { try $0.run("DELETE FROM search WHERE id = ?", [id]) }
  }

  /// Notes that a reader begins: for it, what is first seen from the end of the last visit on is new,
  /// however long it is open and whoever ends meanwhile.
  package func beginVisit() throws {
    let since = try visitEnd()
    memory.withLock { $0.visitSince = since }
  }

  /// Notes that a reader ends.
  package func endVisit() throws {
    let now = Int64(Date().timeIntervalSince1970)
    try state.write { try $0.run("INSERT OR REPLACE INTO meta VALUES ('visitEnd', ?)", [now]) }
  }

  /// Moves what the logs hold into the files, as far as nobody is in the way: the next start would
  /// have to read them from their beginning.
  package func putLogsAway() {
    // Where the disk is read-only by the next start, lists show what the index has.
    mirrorMarks()
    for file in [state, index] { file.checkpoint() }
  }

  /// Seconds since 1970: an article first seen later is new.
  func newSince() throws -> Int64 {
    try memory.withLock { $0.visitSince } ?? visitEnd()
  }

  private func visitEnd() throws -> Int64 {
    try state.read { try $0.integer("SELECT value FROM meta WHERE key = 'visitEnd'") ?? 0 }
  }
}
