// Gives documents their ids in the state file, and knows again those that moved.

import ArticleModel
import FolderWatching
import Foundation
import GRDB

/// A batch's findings about one article.
struct Placement: Sendable {
  /// The document's fate.
  enum Change: Int, Comparable, Sendable {
    case unchanged, updated, moved, added

    static func < (left: Change, right: Change) -> Bool { left.rawValue < right.rawValue }
  }

  var id: Int64
  var firstSeen: Int64
  var change: Change
  /// The place from which it moved.
  var old: (root: Int64, path: RawPath)?
}

/// Rows of documents, within one transaction of the state file.
struct DocumentWriter {
  let db: Database
  /// The roots whose folders are there: in others nothing counts as moved away.
  let online: [Int64: RootFolder]
  /// Seconds since 1970.
  let now: Int64

  private struct Known {
    var id: Int64
    var item: String
    var hash: Int64
    var firstSeen: Int64
    var isGone: Bool
  }

  /// The ids of a file's articles if its rows say already what is to be said, else `nil`.
  func unchanged(_ items: [String], at path: RawPath, root: Int64, hash: Int64) throws
    -> [Placement]?
  {
    let known = try rows(at: path, root: root).filter { !$0.isGone }
    var placements: [Placement] = []
    for item in items {
      guard let row = known.first(where: { $0.item == item }), row.hash == hash else { return nil }
      placements.append(Placement(id: row.id, firstSeen: row.firstSeen, change: .unchanged))
    }
    let isLeft = known.contains { $0.item.isEmpty && !items.contains("") }
    return isLeft ? nil : placements
  }

  /// The live documents at this path.
  func live(at path: RawPath, root: Int64) throws -> [Int64] {
    try rows(at: path, root: root).filter { !$0.isGone }.map(\.id)
  }

  /// Writes the rows of a file's articles.
  ///
  /// A document that is known at this path stays the same one, whatever it says now. Else it is one
  /// that had the same content and is no longer where it was; else one that was here before and went;
  /// else a new one.
  ///
  /// - Returns: the rows, and the live documents at this path that a file with these items no longer
  ///   holds. An item of a feed stays when it leaves the feed's file.
  func place(
    _ items: [String], at path: RawPath, root: Scope, hash: Int64
  ) throws -> (placements: [Placement], left: [Int64]) {
    var known = try rows(at: path, root: root.root)
    let left = known.filter { row in
      !row.isGone && row.item.isEmpty && !items.contains("")
    }.map(\.id)
    let placements = try items.map { item in
      try place(item, at: path, root, hash, &known)
    }
    return (placements, left)
  }

  private func place(
    _ item: String, at path: RawPath, _ root: Scope, _ hash: Int64, _ known: inout [Known]
  ) throws -> Placement {
    if let at = known.firstIndex(where: { $0.item == item && !$0.isGone }) {
      let row = known.remove(at: at)
      if row.hash != hash {
        try db.run("UPDATE document SET hash = ? WHERE id = ?", [hash, row.id])
      }
      let change: Placement.Change = row.hash == hash ? .unchanged : .updated
      return Placement(id: row.id, firstSeen: row.firstSeen, change: change)
    }
    let gone = known.filter { $0.item == item }
    if let same = gone.first(where: { $0.hash == hash }) { return try revive(same, hash) }
    if let moved = try moved(item, to: path, root: root.root, hash) { return moved }
    if let other = gone.first { return try revive(other, hash) }
    return try insert(item, path, root, hash)
  }

  private func rows(at path: RawPath, root: Int64) throws -> [Known] {
    let rows = try db.rows(
      """
      SELECT id, item, hash, firstSeen, gone FROM document WHERE root = ? AND path = ?
      ORDER BY item, id
      """, [root, path.data])
    var known: [Known] = []
    while let row = try rows.next() {
      known.append(
        Known(
          id: row.integer(0), item: row.text(1), hash: row.integer(2), firstSeen: row.integer(3),
          isGone: row.flag(4)))
    }
    return known
  }

  private func revive(_ row: Known, _ hash: Int64) throws -> Placement {
    try db.run("UPDATE document SET gone = 0, hash = ? WHERE id = ?", [hash, row.id])
    return Placement(id: row.id, firstSeen: row.firstSeen, change: .added)
  }

  private func moved(
    _ item: String, to path: RawPath, root: Int64, _ hash: Int64
  ) throws -> Placement? {
    let rows = try db.rows(
      """
      SELECT id, root, path, firstSeen, gone FROM document WHERE hash = ? AND item = ?
      ORDER BY gone DESC, root, path, id LIMIT 16
      """, [hash, item]
    ).collected { row in
      (
        id: row.integer(0), old: (root: row.integer(1), path: row.path(2)),
        firstSeen: row.integer(3), isGone: row.flag(4)
      )
    }
    for (id, old, firstSeen, isGone) in rows {
      guard isGone || isMissing(old.path, in: old.root) else { continue }
      try db.run(
        "UPDATE document SET root = ?, path = ?, gone = 0 WHERE id = ?", [root, path.data, id])
      return Placement(id: id, firstSeen: firstSeen, change: .moved, old: old)
    }
    return nil
  }

  private func isMissing(_ path: RawPath, in root: Int64) -> Bool {
    guard let folder = online[root] else { return false }
    do {
      _ = try folder.stat(path)
      return false
    } catch {
      return error.isMissing
    }
  }

  private func insert(
    _ item: String, _ path: RawPath, _ root: Scope, _ hash: Int64
  ) throws -> Placement {
    var id = Self.firstID(root.rootPath, path, item)
    while true {
      var row = try DirectStatement(
        db,
        """
        INSERT INTO document (id, root, path, item, hash, firstSeen) VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO NOTHING
        """)
      row.bind(id.rawValue)
      row.bind(root.root)
      row.bind(path.bytes)
      row.bind(item)
      row.bind(hash)
      row.bind(now)
      try row.run()
      if db.changesCount > 0 { break }
      id = ArticleID(rawValue: id.rawValue + 1)
    }
    return Placement(id: id.rawValue, firstSeen: now, change: .added)
  }

  /// The id that a document gets if no other has it: of its place alone, so that a library begun
  /// anew gives the same ids.
  static func firstID(_ root: RawPath, _ path: RawPath, _ item: String) -> ArticleID {
    var hash = StableHash()
    hash.add(root.bytes + [0] + path.bytes + [0] + Array(item.utf8))
    return ArticleID(rawValue: Int64(truncatingIfNeeded: hash.mixed))
  }
}
