// The trail and the session: where the reader has been, and where they stopped.

package import ArticleModel
import Foundation
import GRDB

extension Library {
  /// The newest visits, `limit` at most, with all that lie on the way to the current one.
  package func trail(limit: Int) throws -> Trail {
    try state.read { db in
      let pointers = try Row.fetchOne(
        db.cachedStatement(sql: "SELECT current, lastFromList FROM trail"))
      let current = pointers?.optionalInteger(0)
      let last = pointers?.optionalInteger(1)
      let rows = try Row.fetchAll(
        db.cachedStatement(sql: Self.trailQuery), arguments: [limit, current, last])
      return Trail(visits: rows.map(Self.visit), current: current, lastFromList: last)
    }
  }

  /// Writes these visits, new or known, and the two pointers.
  package func saveTrail(_ visits: [Visit], current: Int64?, lastFromList: Int64?) throws {
    let opened = visits.filter { $0.id == current }.map(\.article)
    try state.write { db in
      for visit in visits { try Self.save(visit, db) }
      try db.run("INSERT OR REPLACE INTO trail VALUES (1, ?, ?)", [current, lastFromList])
      try Self.writeOpened(opened.map(\.rawValue), db)
    }
    noteOpened(opened)
  }

  /// Notes when articles were opened: now.
  static func writeOpened(_ ids: [Int64], _ db: Database) throws {
    guard !ids.isEmpty else { return }
    try db.run(
      "INSERT OR REPLACE INTO opened SELECT value, ? FROM json_each(?)",
      [Int64(Date().timeIntervalSince1970), ids.json])
  }

  /// A text that the reader keeps under a key.
  package func session(_ key: String) throws -> String? {
    try state.read { db in
      try String.fetchOne(
        db.cachedStatement(sql: "SELECT text FROM session WHERE key = ?"), arguments: [key])
    }
  }

  /// Keeps a text of the reader under a key.
  package func saveSession(_ text: String, _ key: String) throws {
    try state.write { try $0.run("INSERT OR REPLACE INTO session VALUES (?, ?)", [key, text]) }
  }

  /// Parents are older than their children, so that going up ends.
  private static let trailQuery = """
    WITH RECURSIVE
      newest (id) AS (SELECT id FROM (SELECT id FROM visit ORDER BY id DESC LIMIT ?)),
      above (id) AS (
        SELECT id FROM visit WHERE id IN (?, ?)
        UNION
        SELECT visit.parent FROM above JOIN visit ON visit.id = above.id
        WHERE visit.parent < visit.id)
    SELECT * FROM visit WHERE id IN (SELECT id FROM newest UNION SELECT id FROM above)
    ORDER BY id
    """

  private static func visit(_ row: Row) -> Visit {
    Visit(
      id: row.integer(0), parent: row.optionalInteger(1),
      article: ArticleID(rawValue: row.integer(2)), headline: SafeText(line: row.text(3)),
      position: Position(row, from: 5), lastChild: row.optionalInteger(4))
  }

  private static func save(_ visit: Visit, _ db: Database) throws {
    let position = visit.position
    try db.run(
      "INSERT OR REPLACE INTO visit VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      [
        visit.id, visit.parent, visit.article.rawValue, visit.headline.string, visit.lastChild,
        position?.section, position?.block, position?.offset,
        position.map { Int64(bitPattern: $0.blockHash) }, position?.fraction,
      ])
  }
}
