// The marks that the index mirrors, where the state file that they are of is lost.

import ArticleModel
import FolderWatching
import GRDB

/// Takes marks and documents over from an index, as far as they are later than what a state file has.
struct IndexMarks {
  let index: RawPath

  /// Merges the marks; gives how many rows changed. A damaged index gives none.
  ///
  /// - Throws: what SQLite says of the disk.
  func merge(into db: Database) throws -> Int {
    guard FileIdentity(index)?.size ?? 0 > 0 else { return 0 }
    do {
      try db.execute(sql: "ATTACH ? AS mirror", arguments: [DatabaseFile.name(index)])
    } catch {
      return 0
    }
    defer { try? db.execute(sql: "DETACH mirror") }
    try index.checkReading()
    guard let applied = try? db.integer("SELECT value FROM mirror.meta WHERE key = 'applied'"),
      try isOfSameFile(db)
    else { return 0 }
    let known = try db.integer("SELECT value FROM main.meta WHERE key = 'sequence'") ?? 0
    guard applied > known else { return 0 }
    do {
      return try merge(db, upTo: applied)
    } catch let error as DatabaseError where !error.isOfDisk {
      return 0
    }
  }

  /// True if the index is of the state file that was lost, or of one of which nothing else is left.
  private func isOfSameFile(_ db: Database) throws -> Bool {
    let own = try db.integer("SELECT value FROM main.meta WHERE key = 'identity'")
    let other = try? db.integer("SELECT value FROM mirror.meta WHERE key = 'identity'")
    let isNew = try db.integer("SELECT 1 FROM root") == nil
    return isNew || own == other
  }

  private func merge(_ db: Database, upTo applied: Int64) throws -> Int {
    try db.execute(
      sql: """
        INSERT OR IGNORE INTO main.document (id, root, path, item, hash, firstSeen, gone)
        SELECT id, root, path, item, hash, firstSeen, isGone FROM mirror.article
        WHERE root IN (SELECT id FROM main.root)
        """)
    try db.execute(
      sql: """
        INSERT INTO main.mark (id, bits, sequence)
        SELECT id, isRead | (isStarred << 1) | (isQueued << 2), ?1 FROM mirror.article
        WHERE (isRead | (isStarred << 1) | (isQueued << 2))
          <> coalesce((SELECT bits FROM main.mark WHERE mark.id = article.id), 0)
        ON CONFLICT (id) DO UPDATE SET bits = excluded.bits, sequence = excluded.sequence
        """, arguments: [applied])
    let count = db.changesCount
    try db.execute(
      sql: "UPDATE main.meta SET value = ? WHERE key = 'sequence'", arguments: [applied])
    return count
  }
}
