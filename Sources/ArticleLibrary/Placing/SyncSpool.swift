// A sync notes on disk how much it has still to do: the length of that must not cost memory.

package import ArticleModel
package import FolderWatching
import Foundation
import GRDB

/// Two lists in temporary tables of a connection that does not write the index: files to be read and paths
/// that were not met. Nothing of them is in the library's files.
package final class SyncSpool {
  private static let chunk = 500

  private let index: DatabaseFile
  private var isMade = false
  private var wanted: [(file: FoundFile, scope: Int)] = []
  private var missing: [(path: RawPath, scope: Int)] = []

  package init(_ library: Library) {
    index = library.index
  }

  deinit {
    guard isMade else { return }
    try? index.aside { try $0.execute(sql: "DROP TABLE temp.wanted; DROP TABLE temp.missing") }
  }

  /// Notes a file that is to be read.
  package func addWanted(_ file: FoundFile, scope: Int) throws {
    wanted.append((file, scope))
    if wanted.count >= Self.chunk { try writeWanted() }
  }

  /// Notes a path that was not met.
  package func addMissing(_ path: RawPath, scope: Int) throws {
    missing.append((path, scope))
    if missing.count >= Self.chunk { try writeMissing() }
  }

  /// Gives the files to be read, in the order in which they were added.
  package func forEachWanted(_ body: (FoundFile, Int) throws -> Void) throws {
    var last: Int64 = 0
    while isMade {
      let page = try index.aside { db in try Self.wanted(after: last, db) }
      guard let end = page.last?.number else { break }
      for entry in page { try body(entry.file, entry.scope) }
      last = end
    }
    for (file, scope) in wanted { try body(file, scope) }
  }

  /// Gives the paths that were not met, some hundreds at a time.
  package func forEachMissing(_ body: ([(RawPath, Int)]) throws -> Void) throws {
    var last: Int64 = 0
    while isMade {
      let page = try index.aside { db in try Self.missing(after: last, db) }
      guard let end = page.last?.number else { break }
      try body(page.map { ($0.path, $0.scope) })
      last = end
    }
    if !missing.isEmpty { try body(missing) }
  }

  private static func wanted(
    after last: Int64, _ db: Database
  ) throws -> [(number: Int64, file: FoundFile, scope: Int)] {
    let rows = try Row.fetchAll(
      db.cachedStatement(
        sql: "SELECT * FROM temp.wanted WHERE number > ? ORDER BY number LIMIT \(chunk)"),
      arguments: [last])
    return rows.map { row in
      let stat = FileStat(
        kind: .file, size: row.integer(3), modified: row.integer(4), changed: row.integer(5))
      return (row.integer(0), FoundFile(path: row.path(2), stat: stat), Int(row.integer(1)))
    }
  }

  private static func missing(
    after last: Int64, _ db: Database
  ) throws -> [(number: Int64, path: RawPath, scope: Int)] {
    let rows = try Row.fetchAll(
      db.cachedStatement(
        sql: "SELECT * FROM temp.missing WHERE number > ? ORDER BY number LIMIT \(chunk)"),
      arguments: [last])
    return rows.map { ($0.integer(0), $0.path(2), Int($0.integer(1))) }
  }

  private func writeWanted() throws {
    try write { db in
      for (file, scope) in wanted {
        try db.run(
          "INSERT INTO temp.wanted (scope, path, size, modified, changed) VALUES (?, ?, ?, ?, ?)",
          [scope, file.path.data, file.stat.size, file.stat.modified, file.stat.changed])
      }
    }
    wanted = []
  }

  private func writeMissing() throws {
    try write { db in
      for (path, scope) in missing {
        try db.run("INSERT INTO temp.missing (scope, path) VALUES (?, ?)", [scope, path.data])
      }
    }
    missing = []
  }

  private func write(_ body: (Database) throws -> Void) throws {
    try index.aside { db in
      if !isMade { try db.execute(sql: Self.tables) }
      isMade = true
      try db.inTransaction(.deferred) {
        try body(db)
        return .commit
      }
    }
  }

  private static let tables = """
    CREATE TEMP TABLE IF NOT EXISTS wanted (
      number INTEGER PRIMARY KEY, scope INTEGER, path BLOB, size INTEGER, modified INTEGER,
      changed INTEGER);
    CREATE TEMP TABLE IF NOT EXISTS missing (
      number INTEGER PRIMARY KEY, scope INTEGER, path BLOB);
    DELETE FROM temp.wanted;
    DELETE FROM temp.missing;
    """
}
