// Reading state: marks with their journal, and their mirror in the index.

package import ArticleModel
import Foundation
import GRDB
import Glibc

/// A change of marks that was undone or done again.
package struct JournalEntry: Hashable, Sendable {
  /// The change as it was first made.
  package var change: MarkChange
  /// The articles that it changed.
  package var articles: [ArticleID]
}

extension Library {
  /// Marks articles; what is marked so already, or not in the library, stays as it is.
  ///
  /// When it returns, the change is on the disk. Lists and counts take it in when they are next asked
  /// for: who made the mark need not wait for that.
  ///
  /// A mark read or unread counts for each copy that has the same words.
  ///
  /// - Returns: the articles that changed: one entry of the journal, none if there are none.
  package func mark(_ ids: [ArticleID], _ change: MarkChange) throws -> [ArticleID] {
    let isReading = change == .read || change == .unread
    let ids = isReading ? try withEqualCopies(ids) : ids
    let changed = try state.write { db in
      let changed = try MarkWriter(db).apply(change, to: ids.map(\.rawValue))
      if !changed.isEmpty { try Journal.add(change, changed, db) }
      if change.keepsText { try keepTexts(changed) }
      return changed
    }
    let articles = changed.map(ArticleID.init(rawValue:))
    if change == .read { noteOpened(articles) }
    return articles
  }

  /// Undoes the last change of marks that is not undone; `nil` if there is none.
  package func undo() throws -> JournalEntry? {
    try step("SELECT * FROM journal WHERE undone = 0 ORDER BY id DESC LIMIT 1", undone: true)
  }

  /// Makes the change that was undone last again; `nil` if there is none.
  package func redo() throws -> JournalEntry? {
    try step("SELECT * FROM journal WHERE undone = 1 ORDER BY id LIMIT 1", undone: false)
  }

  private func step(_ sql: String, undone: Bool) throws -> JournalEntry? {
    let entry = try state.write { db -> JournalEntry? in
      guard let row = try Row.fetchOne(db.cachedStatement(sql: sql)),
        let change = MarkChange(rawValue: row.text(1))
      else { return nil }
      let ids = PackedIDs.unpack(row.bytes(2))
      let made = undone ? change.inverse : change
      if made == .follow || made == .unfollow {
        for id in ids { try setFollowed(ArticleID(rawValue: id), made == .follow, db) }
      } else {
        let changed = try MarkWriter(db).apply(made, to: ids)
        if made.keepsText { try keepTexts(changed) }
      }
      try db.run(
        "UPDATE journal SET undone = ? WHERE id = ?", [undone, row.integer(0)])
      return JournalEntry(change: change, articles: ids.map(ArticleID.init(rawValue:)))
    }
    return entry
  }
}

extension MarkChange {
  /// True if what is marked so is to be there still when its document is gone.
  fileprivate var keepsText: Bool { [.star, .queue].contains(self) }

  /// The bits after this change, in SQL.
  var expression: String {
    switch self {
    case .read: "(bits | 1)"
    case .unread: "(bits & ~1)"
    case .star: "(bits | 2)"
    case .unstar: "(bits & ~2)"
    case .queue: "(bits | 4)"
    case .unqueue: "(bits & ~4)"
    case .follow, .unfollow: "bits"
    }
  }
}

/// Changes marks within one write transaction of the state file.
private struct MarkWriter {
  let db: Database

  init(_ db: Database) {
    self.db = db
  }

  /// Applies a change; gives the ids that it changed, in their order: one statement for all.
  func apply(_ change: MarkChange, to ids: [Int64]) throws -> [Int64] {
    let sequence = try (db.integer("SELECT value FROM meta WHERE key = 'sequence'") ?? 0) + 1
    let bits = change.expression
    let statement = try db.cachedStatement(
      sql: """
        INSERT INTO mark (id, bits, sequence)
        SELECT id, \(bits), ? FROM (
          SELECT document.id AS id, coalesce(mark.bits, 0) AS bits
          FROM (SELECT DISTINCT value AS id FROM json_each(?)) AS named
          JOIN document ON document.id = named.id LEFT JOIN mark ON mark.id = named.id)
        WHERE \(bits) <> bits
        ON CONFLICT (id) DO UPDATE SET bits = excluded.bits, sequence = excluded.sequence
        RETURNING id
        """)
    let changed = Set(try Int64.fetchAll(statement, arguments: [sequence, ids.json]))
    guard !changed.isEmpty else { return [] }
    try db.run("UPDATE meta SET value = ? WHERE key = 'sequence'", [sequence])
    if change == .read { try Library.writeOpened(Array(changed), db) }
    var rest = changed
    return ids.filter { rest.remove($0) != nil }
  }
}

/// The journal of what can be undone.
enum Journal {
  /// How many changes can be undone.
  private static let limit: Int64 = 10_000

  /// Adds a change; what was undone before can no longer be done again.
  static func add(_ change: MarkChange, _ ids: [Int64], _ db: Database) throws {
    try db.run("DELETE FROM journal WHERE undone = 1")
    let now = Int64(Date().timeIntervalSince1970)
    try db.run(
      "INSERT INTO journal (change, articles, made) VALUES (?, ?, ?)",
      [change.rawValue, PackedIDs.pack(ids), now])
    try db.run("DELETE FROM journal WHERE id <= ?", [db.lastInsertedRowID - limit])
  }

}
