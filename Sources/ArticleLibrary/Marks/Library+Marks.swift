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
  /// - Returns: the articles that changed: one entry of the journal, none if there are none.
  package func mark(_ ids: [ArticleID], _ change: MarkChange) throws -> [ArticleID] {
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

  /// Marks every article that a list shows, in one entry of the journal.
  package func markAll(_ query: ListQuery, _ change: MarkChange) throws -> [ArticleID] {
    try mark(try ids(of: query), change)
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

extension [Int64] {
  /// A JSON array, by which SQLite takes any number of values as one.
  var json: String { "[" + map(String.init).joined(separator: ",") + "]" }
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

// MARK: - The mirror

extension Library {
  /// Brings the marks in the index up to those of the state file. A busy index is left for later:
  /// lists ask again, and so does every batch of a sync.
  ///
  /// Nothing that fails here is thrown: the index only sorts and filters by marks, what is on the
  /// disk in the state file stands.
  func mirrorMarks() {
    guard (try? isMirrorBehind()) == true else { return }
    _ = try? index.writeUnlessBusy { try mirrorMarks(in: $0) }
  }

  /// The same for what is printed once: waits for whoever is writing, often these very marks, but no
  /// longer than a second.
  package func waitForMarks() {
    for _ in 0..<200 {
      guard (try? isMirrorBehind()) == true else { return }
      do {
        if try index.writeUnlessBusy({ try mirrorMarks(in: $0) }) != nil { return }
      } catch {
        return
      }
      usleep(5_000)
    }
  }

  func isMirrorBehind() throws -> Bool {
    let now = try state.read { try $0.integer("SELECT value FROM meta WHERE key = 'sequence'") }
    let applied = try index.read { try $0.integer("SELECT value FROM meta WHERE key = 'applied'") }
    return (now ?? 0) > (applied ?? 0)
  }

  /// Replays the changes of marks that the index has not seen, in its write transaction.
  func mirrorMarks(in db: Database) throws {
    let applied = try db.integer("SELECT value FROM meta WHERE key = 'applied'") ?? 0
    let now = try state.read { try $0.integer("SELECT value FROM meta WHERE key = 'sequence'") }
    guard let now, now > applied else { return }
    let writer = IndexWriter(db)
    var place = (sequence: applied, id: Int64.max)
    while true {
      let page = try state.read { try Self.marks(after: place, upTo: now, $0) }
      guard let last = page.last else { break }
      let absent = try writer.setMarks(page.map { ($0.id, $0.bits) })
      let kept = try absent.compactMap { try keptEntry($0.id, $0.bits) }
      if !kept.isEmpty { try writer.replace(kept) }
      place = (last.sequence, last.id)
    }
    try writer.finish()
    try db.run("UPDATE meta SET value = ? WHERE key = 'applied'", [now])
  }

  private struct Mark {
    var id: Int64
    var bits: MarkBits
    var sequence: Int64
  }

  /// Some marks in the order in which they were made. A mark that is made again meanwhile comes later,
  /// with a higher number.
  private static func marks(
    after place: (sequence: Int64, id: Int64), upTo last: Int64, _ state: Database
  ) throws -> [Mark] {
    let rows = try state.rows(
      """
      SELECT id, bits, sequence FROM mark WHERE (sequence, id) > (?, ?) AND sequence <= ?
      ORDER BY sequence, id LIMIT 20000
      """, [place.sequence, place.id, last])
    var marks: [Mark] = []
    while let row = try rows.next() {
      marks.append(
        Mark(
          id: row.integer(0), bits: MarkBits(row.integer(1)), sequence: row.integer(2)))
    }
    return marks
  }

  /// An article whose document is gone and whose text is kept, as the index wants it.
  func keptEntry(_ id: Int64, _ bits: MarkBits) throws -> IndexEntry? {
    guard bits.isKept else { return nil }
    let place = try state.read { db in
      try db.row(
        "SELECT root, path, firstSeen, hash FROM document WHERE id = ? AND gone = 1", [id]
      ).map { row in
        (row.integer(0), path: row.path(1), firstSeen: row.integer(2), hash: row.integer(3))
      }
    }
    guard let (root, path, firstSeen, hash) = place, let coded = try texts.kept(id),
      let article = ArticleCoding.decode(coded)
    else { return nil }
    return IndexEntry(
      id: id, root: root, path: path, hash: hash, firstSeen: firstSeen, bits: bits, isGone: true,
      prepared: PreparedArticle(article, WordTable()))
  }
}
