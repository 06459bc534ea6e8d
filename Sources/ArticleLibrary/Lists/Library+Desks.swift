// Desks are a tree: each has the articles of the desks below it, too.

package import ArticleModel
import GRDB
import TextAnalysis

/// A name that no desk has.
package struct UnknownDesk: Hashable, Sendable {
  /// The desk whose name is most like it, if there are desks.
  package var nearest: SafeText?
}

extension Library {
  /// Every desk of the scopes, each followed by those below it, sorted as people count; copies are
  /// counted only where a list shows them.
  package func desks(_ scopes: [Scope]) throws -> [DeskCount] {
    mirrorMarks()
    var query = ListQuery()
    query.scopes = scopes
    var counts: [String: DeskCount] = [:]
    for scope in try listedScopes(query) {
      try readIndex { db in
        let inside = scope.inside.bytes.isEmpty ? Clause(sql: "1") : ListPlan.inside(scope.inside)
        let rows = try db.rows(
          """
          SELECT min(desk), count(*), sum(isRead = 0) FROM article
          WHERE root = ? AND desk IS NOT NULL AND copyOf IS NULL AND \(inside.sql)
          GROUP BY deskSort
          """, [scope.root] + inside.arguments)
        while let row = try rows.next() {
          Self.add(row.text(0), Int(row.integer(1)), Int(row.integer(2)), to: &counts)
        }
      }
    }
    return counts.sorted { Self.parts($0.key).lexicographicallyPrecedes(Self.parts($1.key)) }
      .map(\.value)
  }

  private static func parts(_ key: String) -> [String] {
    key.split(separator: "/").map(String.init)
  }

  private static func add(
    _ desk: String, _ total: Int, _ unread: Int, to counts: inout [String: DeskCount]
  ) {
    var path = ""
    for part in desk.split(separator: "/") {
      path += path.isEmpty ? String(part) : "/\(part)"
      let known =
        counts[SortKey.desk(path)] ?? DeskCount(path: SafeText(line: path), total: 0, unread: 0)
      counts[SortKey.desk(path)] = DeskCount(
        path: known.path, total: known.total &+ total, unread: known.unread &+ unread)
    }
  }

  /// A name that no desk has, nor the last parts of one; `nil` where one has it.
  package func unknownDesk(_ name: SafeText, _ scopes: [Scope]) throws -> UnknownDesk? {
    let desks = try desks(scopes)
    let wanted = Self.parts(SortKey.desk(name.string))
    let isKnown = desks.contains { desk in
      let parts = Self.parts(SortKey.desk(desk.path.string))
      return parts.suffix(wanted.count) == wanted[...]
    }
    if isKnown { return nil }
    let text = TextFolding.fold(name.string)
    let nearest = desks.min { left, right in
      Self.distance(text, left) < Self.distance(text, right)
    }
    return UnknownDesk(nearest: nearest?.path)
  }

  /// How many letters two names differ in, by the whole path or by its last part.
  private static func distance(_ text: String, _ desk: DeskCount) -> Int {
    [desk.path.string, desk.name.string].map { letters(text, TextFolding.fold($0)) }.min() ?? 0
  }

  private static func letters(_ left: String, _ right: String) -> Int {
    let (left, right) = (Array(left.unicodeScalars), Array(right.unicodeScalars))
    var row = Array(0...right.count)
    for (place, letter) in left.enumerated() {
      var diagonal = row[0]
      row[0] = place + 1
      for (other, rightLetter) in right.enumerated() {
        let cost = diagonal + (letter == rightLetter ? 0 : 1)
        diagonal = row[other + 1]
        row[other + 1] = min(cost, row[other + 1] + 1, row[other] + 1)
      }
    }
    return row[right.count]
  }
}
