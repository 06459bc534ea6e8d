// A list is asked for in SQL by the index that drives it and the keys of its rows.

import ArticleModel
import Foundation
import GRDB
import TextAnalysis

/// A piece of SQL with its arguments.
struct Clause {
  var sql: String
  var arguments: StatementArguments = []

  /// All of them at once; what limits nothing is left out.
  static func joined(_ clauses: [Clause]) -> Clause {
    let clauses = clauses.filter { !$0.sql.isEmpty }
    return Clause(
      sql: clauses.map(\.sql).joined(separator: " AND "),
      arguments: clauses.reduce(StatementArguments()) { $0 + $1.arguments })
  }
}

extension ListOrder {
  /// The columns of the sort key; all rise.
  var columns: [String] {
    switch self {
    case .newest: ["recency", "id"]
    case .headline: ["headlineSort", "id"]
    case .desk: ["deskSort", "recency", "id"]
    case .unreadFirst: ["isRead", "recency", "id"]
    }
  }

  /// The database index that has this order within a root.
  var index: String {
    switch self {
    case .newest: "articleNewest"
    case .headline: "articleHeadline"
    case .desk: "articleDesk"
    case .unreadFirst: "articleUnread"
    }
  }

  /// A key's values in the order of `columns`.
  func values(of key: RowKey) -> StatementArguments {
    switch self {
    case .newest: [-key.time, key.id.rawValue]
    case .headline: [key.text, key.id.rawValue]
    case .desk: [key.text, -key.time, key.id.rawValue]
    case .unreadFirst: [key.group, -key.time, key.id.rawValue]
    }
  }

  /// The key of a row that has the columns of `ListPlan.columns`.
  func key(of row: Row) -> RowKey {
    let id = ArticleID(rawValue: row.integer(ListPlan.Column.id))
    let time = 0 &- row.integer(ListPlan.Column.recency)
    switch self {
    case .newest: return RowKey(time: time, id: id)
    case .headline: return RowKey(text: row.text(ListPlan.Column.headlineSort), id: id)
    case .desk: return RowKey(text: row.text(ListPlan.Column.deskSort), time: time, id: id)
    case .unreadFirst:
      return RowKey(group: Int(row.integer(ListPlan.Column.isRead)), time: time, id: id)
    }
  }
}

/// The rows of one root (or one part of it) that a query shows, and the index that finds them.
///
/// A filter that leaves few rows has an index that gives them and they are sorted; else the order's
/// index is run through and the filter picks: a window costs no more than some thousands of rows
/// either way.
struct ListPlan {
  /// A filter that leaves at most this many rows drives the query.
  static let fewRows = 10_000

  /// The columns of every row that is fetched.
  static let columns = """
    id, root, path, item, headline, headlineSort, desk, deskSort, published, firstSeen, words, \
    recency, isRead, isGone, docno, thread
    """

  /// The places of those columns.
  enum Column {
    static let id = 0
    static let root = 1
    static let path = 2
    static let item = 3
    static let headline = 4
    static let headlineSort = 5
    static let desk = 6
    static let deskSort = 7
    static let published = 8
    static let firstSeen = 9
    static let words = 10
    static let recency = 11
    static let isRead = 12
    static let isGone = 13
    static let docno = 14
    static let thread = 15
    static let count = 16
  }

  private(set) var index: String
  private(set) var condition: Clause
  /// Its articles, folded stories opened.
  let held: Clause
  let order: ListOrder

  /// One way to limit a list, and the index that has just those rows.
  private struct Filter {
    var clause: Clause
    var index: String?

    init(_ clause: Clause, _ index: String? = nil) {
      self.clause = clause
      self.index = index
    }
  }

  init(_ query: ListQuery, in scope: Scope, _ db: Database) throws {
    order = query.order
    index = query.order.index
    let root = Clause(sql: "root = ?", arguments: [scope.root])
    let filters = try Self.filters(query, scope, db)
    let folding = ListFolding(query, scope, [root] + filters.map(\.clause))
    held = folding.held
    condition = folding.shown
    for filter in filters {
      guard let candidate = filter.index, candidate != index else { continue }
      let isOrdered = candidate == "articleUnread" && order == .newest
      if try isOrdered || Self.isSmall(Clause.joined([root, filter.clause]), candidate, db) {
        index = candidate
        return
      }
    }
  }

  private static func filters(
    _ query: ListQuery, _ scope: Scope, _ db: Database
  ) throws -> [Filter] {
    var filters: [Filter] = []
    if query.starredOnly { filters.append(Filter(Clause(sql: "isStarred = 1"), "articleStarred")) }
    if query.queuedOnly { filters.append(Filter(Clause(sql: "isQueued = 1"), "articleQueued")) }
    if !scope.inside.bytes.isEmpty {
      filters.append(Filter(inside(scope.inside), "articlePath"))
    }
    if let desk = query.desk { filters.append(try deskFilter(desk.string, scope, db)) }
    if let since = query.since {
      filters.append(Filter(Clause(sql: "recency <= ?", arguments: [-since])))
    }
    if let last = query.upTo {
      filters.append(Filter(Clause(sql: "docno <= ?", arguments: [last])))
    }
    if query.readOnly { filters.append(Filter(Clause(sql: "isRead = 1"))) }
    if query.unreadOnly { filters.append(Filter(Clause(sql: "isRead = 0"), "articleUnread")) }
    if !query.headlineWords.isEmpty {
      let words: StatementArguments = [query.headlineWords.string]
      filters.append(Filter(Clause(sql: "wordsMatch(?, headline)", arguments: words)))
    }
    return filters
  }

  /// The rows at a path or below it.
  static func inside(_ path: RawPath) -> Clause {
    let below = RawPath(bytes: path.bytes + [0x2F])
    return Clause(
      sql: "path >= ? AND path < ? AND (path = ? OR path > ?)",
      arguments: [path.data, path.insideEnd, path.data, below.data])
  }

  /// The articles of a desk and of those below it. A name is the first part of desks; where none
  /// begins so, one or several parts that follow one another: `Politics`, `Europe/Balkans`.
  static func inDesk(_ desk: String) -> Clause {
    let folded = SortKey.desk(desk)
    return Clause(
      sql: """
        (deskTop = ? OR (instr('/' || deskSort || '/', ?) > 0
          AND NOT EXISTS (SELECT 1 FROM tally WHERE tally.deskTop = ?)))
        """,
      arguments: [folded, "/\(folded)/", folded])
  }

  /// Shows fewer rows.
  mutating func limit(by clause: Clause) {
    condition = Clause.joined([condition, clause])
  }

  private static func deskFilter(
    _ desk: String, _ scope: Scope, _ db: Database
  ) throws -> Filter {
    let folded = SortKey.desk(desk)
    let isTop = try db.integer("SELECT 1 FROM tally WHERE deskTop = ? LIMIT 1", [folded]) == 1
    if isTop {
      return Filter(Clause(sql: "deskTop = ?", arguments: [folded]), "articleDeskTop")
    }
    let below = Clause(
      sql: "(deskSort = ? OR (deskSort > ? AND deskSort < ?))",
      arguments: [folded, folded + "/", folded + "0"])
    let isWhole = try db.integer(
      "SELECT 1 FROM article WHERE root = ? AND \(below.sql) LIMIT 1",
      [scope.root] + below.arguments)
    return Filter(isWhole == 1 && folded.contains("/") ? below : inDesk(desk))
  }

  private static func isSmall(_ clause: Clause, _ index: String, _ db: Database) throws -> Bool {
    try count(clause, index, upTo: fewRows + 1, db) <= fewRows
  }

  private static func count(
    _ clause: Clause, _ index: String, upTo bound: Int, _ db: Database
  ) throws -> Int {
    let sql = """
      SELECT count(*) FROM
      (SELECT 1 FROM article INDEXED BY \(index) WHERE \(clause.sql) LIMIT \(bound))
      """
    return Int(try db.integer(sql, clause.arguments) ?? 0)
  }

  /// Up to `limit` rows that come after (or before) a key, nearest first.
  func rows(
    _ db: Database, beyond key: RowKey?, including: Bool = false, forward: Bool, limit: Int
  ) throws -> [Row] {
    var clauses = [condition]
    if let key {
      let operation = (forward ? ">" : "<") + (including ? "=" : "")
      let marks = Array(repeating: "?", count: order.columns.count).joined(separator: ", ")
      let columns = order.columns.joined(separator: ", ")
      clauses.append(
        Clause(sql: "(\(columns)) \(operation) (\(marks))", arguments: order.values(of: key)))
    }
    let clause = Clause.joined(clauses)
    let sorting = order.columns.map { forward ? $0 : $0 + " DESC" }.joined(separator: ", ")
    let statement = try db.cachedStatement(
      sql: """
        SELECT \(Self.columns) FROM article INDEXED BY \(index) WHERE \(clause.sql)
        ORDER BY \(sorting) LIMIT ?
        """)
    return try Row.fetchAll(statement, arguments: clause.arguments + [limit])
  }

  /// How many rows there are, up to a bound.
  func count(_ db: Database, upTo bound: Int) throws -> Int {
    try Self.count(condition, index, upTo: bound, db)
  }

  /// The ids of all rows, in no order.
  func ids(_ db: Database) throws -> [ArticleID] {
    let statement = try db.cachedStatement(
      sql: "SELECT id FROM article INDEXED BY \(index) WHERE \(condition.sql)")
    return try Int64.fetchAll(statement, arguments: condition.arguments)
      .map(ArticleID.init(rawValue:))
  }
}
