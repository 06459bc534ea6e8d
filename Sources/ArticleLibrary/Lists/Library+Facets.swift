// The tabs and filters of a list are counted from a table of sums.

package import ArticleModel
import Foundation
import GRDB

extension Library {
  /// How many articles the query's scopes hold, by desk and by mark. Other limits of the query are
  /// left out of account.
  package func facets(_ query: ListQuery) throws -> Facets {
    mirrorMarks()
    let scopes = try listedScopes(query)
    var sum = FacetSum()
    try readIndex { db in
      for scope in scopes { try sum.add(scope, db) }
    }
    return sum.facets
  }
}

/// Counts of several scopes added up.
private struct FacetSum {
  private var facets_ = Facets()
  private var desks: [String: Facets.Desk] = [:]

  var facets: Facets {
    var facets = facets_
    facets.desks = desks.sorted { left, right in
      (right.value.total, left.key) < (left.value.total, right.key)
    }.map(\.value)
    return facets
  }

  mutating func add(_ scope: Scope, _ db: Database) throws {
    let rows = try Self.rows(scope, db)
    while let row = try rows.next() {
      // Copies stand in the counts of all, and in those of their desk, only where a list shows them.
      facets_.total &+= Int(row.integer(2) &- row.integer(6))
      facets_.unread &+= Int(row.integer(3) &- row.integer(7))
      facets_.starred &+= row.count(4)
      facets_.queued &+= row.count(5)
      let name = row.text(1)
      let key = row.text(0)
      guard !name.isEmpty else { continue }
      let desk = desks[key] ?? Facets.Desk(name: SafeText(line: name), total: 0, unread: 0)
      desks[key] = Facets.Desk(
        name: desk.name, total: desk.total &+ Int(row.integer(2) &- row.integer(8)),
        unread: desk.unread &+ Int(row.integer(3) &- row.integer(9)))
    }
  }

  private static func rows(_ scope: Scope, _ db: Database) throws -> RowCursor {
    if scope.inside.bytes.isEmpty {
      return try db.rows(
        """
        SELECT deskTop, min(name), sum(total), sum(unread), sum(starred), sum(queued),
          sum(folded), sum(foldedUnread), sum(foldedInDesk), sum(foldedUnreadInDesk)
        FROM tally WHERE root = ? GROUP BY deskTop
        """, [scope.root])
    }
    let isDocument = try db.integer(
      "SELECT 1 FROM article WHERE root = ? AND path = ?", [scope.root, scope.inside.data])
    return try isDocument == 1 ? document(scope, db) : folder(scope, db)
  }

  /// In a folder an article is folded where the newest edition lies in the folder too: copies are
  /// few enough to be looked at.
  private static func folder(_ scope: Scope, _ db: Database) throws -> RowCursor {
    let inside = scope.inside
    let end = RawPath(bytes: inside.bytes + [0x2F]).data
    return try db.rows(
      """
      WITH copy AS (
        SELECT article.deskTop AS desk, 1 - article.isRead AS unread,
          head.deskTop = article.deskTop AS isOfDesk
        FROM article INDEXED BY articleCopy JOIN article AS head ON head.docno = article.copyOf
        WHERE article.copyOf IS NOT NULL AND article.root = ?1 AND article.path >= ?2
          AND article.path < ?3 AND (article.path = ?2 OR article.path > ?4)
          AND head.path >= ?2 AND head.path < ?3 AND (head.path = ?2 OR head.path > ?4))
      SELECT deskTop, min(name), sum(total), sum(unread), sum(starred), sum(queued),
        (SELECT count(*) FROM copy WHERE desk = deskTop),
        (SELECT sum(unread) FROM copy WHERE desk = deskTop),
        (SELECT sum(isOfDesk) FROM copy WHERE desk = deskTop),
        (SELECT sum(isOfDesk AND unread) FROM copy WHERE desk = deskTop)
      FROM tally WHERE root = ?1 AND folder >= ?2 AND folder < ?3 AND (folder = ?2 OR folder > ?4)
      GROUP BY deskTop
      """,
      [scope.root, inside.data, inside.insideEnd, end])
  }

  private static func document(_ scope: Scope, _ db: Database) throws -> RowCursor {
    try db.rows(
      """
      SELECT deskTop, min(CASE instr(desk, '/') WHEN 0 THEN desk
          ELSE substr(desk, 1, instr(desk, '/') - 1) END), count(*), sum(isRead = 0),
        sum(isStarred), sum(isQueued), 0, 0, 0, 0
      FROM article WHERE root = ? AND path = ? GROUP BY deskTop
      """, [scope.root, scope.inside.data])
  }
}
