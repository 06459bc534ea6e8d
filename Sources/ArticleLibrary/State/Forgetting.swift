// Takes articles out of every lasting table that speaks of them.

import ArticleModel
import Foundation
import GRDB

/// Forgets articles in one file, within a write transaction of it.
///
/// The articles stand in the temporary table `forgotten` of the connection, so that any number of them
/// costs one statement a table.
struct Forgetting {
  let db: Database
  private let ids: Set<Int64>

  /// - Parameters:
  ///   - ids: the articles.
  ///   - db: a connection within a write transaction.
  /// - Throws: what SQLite says.
  init(_ ids: [Int64], _ db: Database) throws {
    self.db = db
    self.ids = Set(ids)
    try db.execute(
      sql: """
        CREATE TEMP TABLE IF NOT EXISTS forgotten (id INTEGER PRIMARY KEY);
        DELETE FROM temp.forgotten
        """)
    try db.run("INSERT OR IGNORE INTO temp.forgotten SELECT value FROM json_each(?)", [ids.json])
  }

  /// Takes them out of the tables of a list.
  ///
  /// - Parameters:
  ///   - tables: those of the file.
  ///   - folder: the forgotten folder, whose sessions go.
  /// - Throws: what SQLite says.
  func run(_ tables: LastingTables, folder: RawPath) throws {
    for table in tables.current {
      for mention in table.mentions { try forget(mention, in: table.name, folder) }
    }
    if tables.applicationID == StateSchema.applicationID { try renameFollowed() }
    // Last, as it looks at what is left of the followed stories.
    for table in tables.current {
      for case .storyName(let column) in table.mentions {
        try db.execute(
          sql: """
            DELETE FROM \(table.name) WHERE \(column) IN (SELECT id FROM temp.forgotten)
              AND \(column) NOT IN (SELECT story FROM followed)
            """)
      }
    }
    try db.execute(sql: "DELETE FROM temp.forgotten")
  }

  private func forget(
    _ mention: LastingTable.Mention, in table: String, _ folder: RawPath
  ) throws {
    switch mention {
    case .about(let column):
      try db.execute(
        sql: "DELETE FROM \(table) WHERE \(column) IN (SELECT id FROM temp.forgotten)")
    case .packed(let columns): try forgetPacked(columns, in: table)
    case .visit: try forgetVisits()
    case .trailEnds: break  // With the visits, whose parents they pass to.
    case .session: try forgetSessions(folder)
    case .storyName: break
    }
  }

  /// Gives followed stories that bear a forgotten article's id the least of those that are left, which a
  /// new index would give them, too.
  private func renameFollowed() throws {
    let rows = try Row.fetchAll(
      db,
      sql: "SELECT story, members FROM followed WHERE story IN (SELECT id FROM temp.forgotten)")
    for row in rows {
      guard let name = PackedIDs.unpack(row.bytes(1)).min() else { continue }
      try db.run("UPDATE OR IGNORE followed SET story = ? WHERE story = ?", [name, row.integer(0)])
    }
  }

  private func forgetPacked(_ columns: [String], in table: String) throws {
    let rows = try Row.fetchAll(
      db, sql: "SELECT rowid, \(columns.joined(separator: ", ")) FROM \(table)")
    for row in rows {
      let before = columns.indices.map { PackedIDs.unpack(row.bytes($0 + 1)) }
      let after = before.map { $0.filter { !ids.contains($0) } }
      guard before != after else { continue }
      if after.first?.isEmpty ?? true {
        try db.execute(sql: "DELETE FROM \(table) WHERE rowid = ?", arguments: [row.integer(0)])
        continue
      }
      let sets = columns.map { "\($0) = ?" }.joined(separator: ", ")
      try db.execute(
        sql: "UPDATE \(table) SET \(sets) WHERE rowid = ?",
        arguments: StatementArguments(after.map { PackedIDs.pack($0) }) + [row.integer(0)])
    }
  }
}

// MARK: - The trail

extension Forgetting {
  private struct Link {
    var parent: Int64?
    var isForgotten: Bool
  }

  private func forgetVisits() throws {
    let rows = try Row.fetchAll(
      db,
      sql: "SELECT id, parent, article IN (SELECT id FROM temp.forgotten) FROM visit")
    var links: [Int64: Link] = [:]
    for row in rows {
      links[row.integer(0)] = Link(parent: row.optionalInteger(1), isForgotten: row.flag(2))
    }
    guard links.values.contains(where: \.isForgotten) else { return }
    for (id, link) in links where !link.isForgotten {
      let parent = Self.remaining(link.parent, links)
      guard parent != link.parent else { continue }
      try db.run("UPDATE visit SET parent = ? WHERE id = ?", [parent, id])
    }
    try passTrailEnds(links)
    try db.execute(
      sql: """
        DELETE FROM visit WHERE article IN (SELECT id FROM temp.forgotten);
        UPDATE visit SET lastChild = (
          SELECT max(child.id) FROM visit AS child WHERE child.parent = visit.id)
        WHERE lastChild IS NOT NULL AND lastChild NOT IN (SELECT id FROM visit)
        """)
  }

  /// The nearest of a visit and those above it that is not forgotten. Parents are older than their
  /// children; where a damaged file says otherwise, the way up ends.
  private static func remaining(_ visit: Int64?, _ links: [Int64: Link]) -> Int64? {
    var place = visit
    while let id = place, let link = links[id], link.isForgotten {
      guard let parent = link.parent, parent < id else { return nil }
      place = parent
    }
    return place
  }

  private func passTrailEnds(_ links: [Int64: Link]) throws {
    guard let row = try Row.fetchOne(db, sql: "SELECT current, lastFromList FROM trail") else {
      return
    }
    let ends = [row.optionalInteger(0), row.optionalInteger(1)].map { Self.remaining($0, links) }
    try db.run("UPDATE trail SET current = ?, lastFromList = ?", [ends[0], ends[1]])
  }
}

// MARK: - Sessions

extension Forgetting {
  /// A session is text of lines, a name and a value each; ids of articles stand in it as numbers.
  private func forgetSessions(_ folder: RawPath) throws {
    let rows = try Row.fetchAll(db, sql: "SELECT key, text FROM session")
    let shown = SafeText(line: folder.shown.string).string
    for row in rows {
      let key = row.text(0)
      let isOfFolder = key.split(separator: "\n").contains {
        $0 == shown || $0.hasPrefix(shown + "/")
      }
      if isOfFolder {
        try db.run("DELETE FROM session WHERE key = ?", [key])
        continue
      }
      let text = without(row.text(1))
      if text != row.text(1) {
        try db.run("UPDATE session SET text = ? WHERE key = ?", [text, key])
      }
    }
  }

  /// Fields of a session that tell of the article in the line `article`, and go with it.
  private static let fieldsOfArticle = ["visit", "position"]

  private func without(_ text: String) -> String {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { line -> String in
        let words = line.split(separator: " ")
        let left = words.filter { Int64($0).map { !ids.contains($0) } ?? true }
        return left.count == words.count ? String(line) : left.joined(separator: " ")
      }
    let hasLostArticle = lines.contains("article")
    // A name that stands alone has lost its value.
    lines.removeAll { line in
      let name = line.split(separator: " ").first.map(String.init) ?? ""
      return ["selected", "article", "unlike"].contains(line)
        || hasLostArticle && Self.fieldsOfArticle.contains(name)
    }
    return lines.joined(separator: "\n")
  }
}
