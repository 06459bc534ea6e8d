// Makes one article of a file that was known by a link to it as well.

package import ArticleModel
package import FolderWatching
import GRDB

/// A file that the library knows under its own path and under that of a link.
package struct LinkedFile: Hashable, Sendable {
  var root: Int64
  var link: RawPath
  /// Without links.
  var file: RawPath

  /// The file at another path, if any, to which a path leads that a walk no longer meets.
  package init?(_ path: RawPath, of root: Int64, in folder: RootFolder?) {
    guard let found = try? folder?.locate(path), found.stat.kind == .file, found.path != path else {
      return nil
    }
    self.root = root
    link = path
    file = found.path
  }
}

extension DocumentWriter {
  /// Gives what a reader did with the article at a link to the one at the file's own path: marks are
  /// joined, a position where that has none.
  ///
  /// - Returns: the ids of the one at the file's own path, by those of the one at the link.
  func join(_ linked: LinkedFile) throws -> [Int64: Int64] {
    let rows = try db.rows(
      """
      SELECT other.id, own.id FROM document AS other JOIN document AS own
        ON own.root = other.root AND own.item = other.item AND own.path = ? AND own.gone = 0
      WHERE other.root = ? AND other.path = ? AND other.gone = 0
      """, [linked.file.data, linked.root, linked.link.data]
    ).collected { (other: $0.integer(0), own: $0.integer(1)) }
    for (other, own) in rows {
      for step in Self.joining { try db.run(step, [other, own]) }
    }
    guard !rows.isEmpty else { return [:] }
    try db.run("UPDATE meta SET value = value + 1 WHERE key = 'sequence'")
    return Dictionary(rows.map { ($0.other, $0.own) }, uniquingKeysWith: { $1 })
  }

  /// Puts ids in the place of others in all that lists articles: the journal and followed stories.
  func replace(_ ids: [Int64: Int64]) throws {
    for table in StateSchema.tables.current {
      for case .packed(let columns) in table.mentions {
        for column in columns { try replace(ids, in: column, of: table.name) }
      }
    }
  }

  private func replace(_ ids: [Int64: Int64], in column: String, of table: String) throws {
    for row in try Row.fetchAll(db, sql: "SELECT rowid, \(column) FROM \(table)") {
      let before = PackedIDs.unpack(row.bytes(1))
      guard before.contains(where: { ids[$0] != nil }) else { continue }
      var after: [Int64] = []
      for id in before.map({ ids[$0] ?? $0 }) where !after.contains(id) { after.append(id) }
      try db.run(
        "UPDATE \(table) SET \(column) = ? WHERE rowid = ?",
        [PackedIDs.pack(after), row.integer(0)])
    }
  }

  /// From the article `?1` to the article `?2`.
  private static let joining = [
    """
    INSERT INTO mark (id, bits, sequence)
    SELECT ?2, bits, (SELECT value + 1 FROM meta WHERE key = 'sequence') FROM mark WHERE id = ?1
    ON CONFLICT (id) DO UPDATE SET bits = bits | excluded.bits, sequence = excluded.sequence
    """,
    "DELETE FROM mark WHERE id = ?1 AND ?2",
    """
    INSERT OR IGNORE INTO position (id, section, block, offset, blockHash, fraction)
    SELECT ?2, section, block, offset, blockHash, fraction FROM position WHERE id = ?1
    """,
    """
    INSERT INTO opened (id, at) SELECT ?2, at FROM opened WHERE id = ?1
    ON CONFLICT (id) DO UPDATE SET at = max(at, excluded.at)
    """,
    "UPDATE visit SET article = ?2 WHERE article = ?1",
  ]
}

extension SyncWriter {
  /// Joins what is known of these files.
  package func join(_ linked: [LinkedFile]) throws {
    guard !linked.isEmpty else { return }
    try library.state.write { db in
      let documents = DocumentWriter(db: db, online: [:], now: 0)
      var ids: [Int64: Int64] = [:]
      for file in linked { ids.merge(try documents.join(file)) { $1 } }
      if !ids.isEmpty { try documents.replace(ids) }
    }
  }
}

extension Library {
  /// The absolute path without links of a document that lies in one of the folders; any other path as
  /// it is. It is for other programs, which take nothing but paths.
  ///
  /// - Throws: `LibraryError` where it is gone or a link now leads out of the folder.
  package func place(of document: RawPath) throws -> RawPath {
    for root in try roots() {
      guard let inside = document.relative(to: root.rootPath) else { continue }
      do {
        return root.rootPath.appending(try RootFolder(root.rootPath).locate(inside).path)
      } catch {
        throw LibraryError.failed(document, reason: error.reason)
      }
    }
    return document
  }
}
