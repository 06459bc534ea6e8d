// Lists: windows found by key, however long the list is.

package import ArticleModel
import Foundation
import GRDB
import TextAnalysis

extension Library {
  /// At most `count` rows of a list from an anchor on, in its order.
  ///
  /// The rows' marks are those of the state file. The columns that limit and sort the list may be a
  /// moment behind while a sync is writing.
  package func window(
    _ query: ListQuery, _ anchor: ListAnchor, count: Int
  ) throws -> ListWindow {
    mirrorMarks()
    let scopes = try listedScopes(query)
    let new = query.raisesFollowed && query.order == .newest ? try newOfFollowed() : []
    let (found, notes) = try readIndex { db in
      let list = try ScopedList(query, scopes, new, db)
      let found = try list.window(anchor, count: max(1, count))
      return (found, try StoryNotes(found.rows, list.plans, db))
    }
    var rows = try articleRows(found.rows, order: query.order)
    for place in rows.indices where found.raised.contains(rows[place].id) {
      rows[place].key.group = RowKey.raisedGroup
    }
    try add(notes, to: &rows, found.rows, query.folding)
    return ListWindow(rows: rows, isStart: found.isStart, isEnd: found.isEnd)
  }

  /// Rows of articles by their ids, in that order, with the keys of the newest first; what the
  /// library does not hold is left out.
  package func rows(_ ids: [ArticleID]) throws -> [ArticleRow] {
    let found = try readIndex { db in
      try ids.compactMap { id in
        try Row.fetchOne(
          db.cachedStatement(sql: "SELECT \(ListPlan.columns) FROM article WHERE id = ?"),
          arguments: [id.rawValue])
      }
    }
    var rows: [ArticleID: ArticleRow] = [:]
    for row in try articleRows(found, order: .newest) { rows[row.id] = row }
    return try ids.compactMap { id in
      if let row = rows[id] { return row }
      return try article(id).map(Self.row)
    }
  }

  /// Marks every article that a list shows, in one entry of the journal.
  package func markAll(_ query: ListQuery, _ change: MarkChange) throws -> [ArticleID] {
    try mark(try ids(of: query), change)
  }

  /// The ids of every article that a list shows.
  func ids(of query: ListQuery) throws -> [ArticleID] {
    mirrorMarks()
    let scopes = try listedScopes(query)
    return try readIndex { db in
      try scopes.flatMap { try ListPlan(query, in: $0, db).ids(db) }
    }
  }

  /// The scopes of a query, none inside another; all roots where it names none.
  func listedScopes(_ query: ListQuery) throws -> [Scope] {
    query.scopes.isEmpty ? try roots() : query.scopes.withoutNested
  }

  func articleRows(_ rows: [Row], order: ListOrder) throws -> [ArticleRow] {
    let (marks, roots) = try state.read { db in
      (try Self.marks(rows.map { $0.integer(ListPlan.Column.id) }, db), try Self.roots(db))
    }
    let folders = Dictionary(uniqueKeysWithValues: roots.map { ($0.root, $0) })
    typealias Column = ListPlan.Column
    return rows.map { row in
      let root = folders[row.integer(Column.root)]
      let path = row.path(Column.path)
      var article = ArticleRow(
        key: order.key(of: row), headline: SafeText(line: row.text(Column.headline)),
        desk: row.optionalText(Column.desk).map { SafeText(line: $0) },
        published: row.optionalText(Column.published).flatMap { PublishedTime(iso: $0) },
        firstSeen: row.integer(Column.firstSeen), words: row.count(Column.words),
        marks: marks[row.integer(Column.id)]?.marks ?? Marks(),
        folder: root?.rootPath.shown ?? .empty,
        path: path.shown, item: Self.item(row.text(Column.item)),
        isGone: row.flag(Column.isGone), isOffline: root.map(isOffline) ?? true)
      article.unshownPath = path.ifUnlikeShown
      return article
    }
  }

  /// A feed's item as it is shown: the column is empty where a document is one article.
  static func item(_ column: String) -> SafeText? {
    column.isEmpty ? nil : SafeText(line: column)
  }

  static func marks(_ ids: [Int64], _ db: Database) throws -> [Int64: MarkBits] {
    var marks: [Int64: MarkBits] = [:]
    let rows = try db.rows(
      "SELECT id, bits FROM mark WHERE id IN (SELECT value FROM json_each(?))", [ids.json])
    while let row = try rows.next() { marks[row.integer(0)] = MarkBits(row.integer(1)) }
    return marks
  }

  private static func row(_ stored: StoredArticle) -> ArticleRow {
    let time = SortKey.time(stored.article.published, firstSeen: stored.firstSeen)
    var row = ArticleRow(
      key: RowKey(time: time, id: stored.id), headline: stored.article.headline.text,
      desk: stored.desk, published: stored.article.published, firstSeen: stored.firstSeen,
      words: stored.words, marks: stored.marks, folder: stored.folder.shown,
      path: stored.path.shown, item: stored.article.item, isGone: stored.isGone,
      isOffline: stored.isOffline)
    row.unshownPath = stored.path.ifUnlikeShown
    return row
  }
}

extension [Scope] {
  /// Without those that lie inside another, and without repetitions.
  package var withoutNested: [Scope] {
    let keyed = map { (root: $0.root, key: $0.inside.bytes.map { $0 == 0x2F ? 0 : $0 }, scope: $0) }
    // With slashes as zeros what lies inside a folder follows it at once.
    let sorted = keyed.sorted { left, right in
      left.root == right.root
        ? left.key.lexicographicallyPrecedes(right.key) : left.root < right.root
    }
    var kept: [Scope] = []
    for (_, _, scope) in sorted {
      if let last = kept.last, last.root == scope.root, scope.inside.isInside(last.inside) {
        continue
      }
      kept.append(scope)
    }
    return kept
  }
}

/// A list over several scopes: one ordered stream each, merged, and above them what is raised.
private struct ScopedList {
  let plans: [ListPlan]
  private let order: ListOrder
  private let db: Database
  /// Rows that stand above all others, in order: few, so that a window costs no more than without.
  private let raised: [(key: RowKey, row: Row)]
  private let raisedIDs: Set<ArticleID>

  struct Found {
    var rows: [Row]
    var isStart: Bool
    var isEnd: Bool
    var raised: Set<ArticleID> = []
  }

  /// Makes the list; `new` is what is new in each followed story, the newest first: of each the
  /// newest that the list shows is raised.
  init(_ query: ListQuery, _ scopes: [Scope], _ new: [[ArticleID]], _ db: Database) throws {
    let plans = try scopes.map { try ListPlan(query, in: $0, db) }
    let order = query.order
    self.plans = plans
    self.order = order
    self.db = db
    let rows = try new.compactMap { ids in
      try ids.lazy.compactMap { id in try plans.lazy.compactMap { try $0.row(id, db) }.first }.first
    }
    raised = rows.map { row in
      var key = order.key(of: row)
      key.group = RowKey.raisedGroup
      return (key, row)
    }.sorted { $0.key < $1.key }
    raisedIDs = Set(raised.map(\.key.id))
  }

  func window(_ anchor: ListAnchor, count: Int) throws -> Found {
    var found = try rows(anchor, count: count)
    found.raised = raisedIDs
    return found
  }

  private func rows(_ anchor: ListAnchor, count: Int) throws -> Found {
    switch anchor {
    case .first: return try forward(nil, including: false, count)
    case .last: return try backward(nil, including: false, count)
    case .after(let key): return try forward(key, including: false, count)
    case .before(let key): return try backward(key, including: false, count)
    case .around(let key): return try around(key, above: count / 2, count)
    case .row(let row, let above):
      let first = max(0, row - max(0, above))
      guard first > 0 else { return try forward(nil, including: false, count) }
      guard let key = try key(ofRow: first) else {
        return try backward(nil, including: false, count)
      }
      return try forward(key, including: true, count)
    case .aroundArticle(let id, let above):
      guard let key = try key(of: id) else { return try forward(nil, including: false, count) }
      return try around(key, above: min(max(0, above), count), count)
    }
  }

  private func forward(_ key: RowKey?, including: Bool, _ count: Int) throws -> Found {
    let rows = try merged(beyond: key, including: including, forward: true, limit: count + 1)
    return Found(
      rows: Array(rows.prefix(count)), isStart: try isNothing(before: key, including: !including),
      isEnd: rows.count <= count)
  }

  private func backward(_ key: RowKey?, including: Bool, _ count: Int) throws -> Found {
    let rows = try merged(beyond: key, including: including, forward: false, limit: count + 1)
    return Found(
      rows: rows.prefix(count).reversed(), isStart: rows.count <= count,
      isEnd: try isNothing(after: key, including: !including))
  }

  /// So many rows above the key and the rest below; what one side lacks, the other has.
  private func around(_ key: RowKey, above: Int, _ count: Int) throws -> Found {
    var before = try backward(key, including: false, above)
    let after = try forward(key, including: true, count - before.rows.count)
    if after.isEnd, !before.isStart, before.rows.count + after.rows.count < count {
      before = try backward(key, including: false, count - after.rows.count)
    }
    return Found(
      rows: before.rows + after.rows, isStart: before.isStart, isEnd: after.isEnd)
  }

  private func isNothing(before key: RowKey?, including: Bool) throws -> Bool {
    guard let key else { return true }
    return try merged(beyond: key, including: including, forward: false, limit: 1).isEmpty
  }

  private func isNothing(after key: RowKey?, including: Bool) throws -> Bool {
    guard let key else { return true }
    return try merged(beyond: key, including: including, forward: true, limit: 1).isEmpty
  }

  /// Rows beyond a key, nearest first: those that are raised stand there and not in their place.
  private func merged(
    beyond key: RowKey?, including: Bool, forward: Bool, limit: Int
  ) throws -> [Row] {
    guard !raised.isEmpty else {
      return try plain(beyond: key, including: including, forward: forward, limit: limit)
    }
    let isAmongRaised = key.map { $0.group == RowKey.raisedGroup } ?? false
    let above = raised.filter { other in
      guard let key else { return true }
      if including, other.key == key { return true }
      return forward ? key < other.key : other.key < key
    }.map(\.row)
    if isAmongRaised, !forward { return Array(above.reversed().prefix(limit)) }
    let others = try plain(
      beyond: isAmongRaised ? nil : key, including: including, forward: forward,
      limit: limit + raised.count
    ).filter { !raisedIDs.contains(ArticleID(rawValue: $0.integer(ListPlan.Column.id))) }
    return Array((forward ? above + others : others + above.reversed()).prefix(limit))
  }

  private func plain(
    beyond key: RowKey?, including: Bool, forward: Bool, limit: Int
  ) throws -> [Row] {
    let streams = try plans.map {
      try $0.rows(db, beyond: key, including: including, forward: forward, limit: limit)
    }
    if streams.count == 1 { return streams[0] }
    let keyed = streams.joined().map { (key: order.key(of: $0), row: $0) }
    let sorted = keyed.sorted {
      forward ? $0.key < $1.key : $1.key < $0.key
    }
    return sorted.prefix(limit).map(\.row)
  }

  /// An article's key, if this list shows it.
  private static let rowsSkipped = 2_000

  /// The key of the row of a number, counted from 0, found in steps; `nil` beyond the end.
  private func key(ofRow number: Int) throws -> RowKey? {
    var key: RowKey?
    var left = number + 1
    while true {
      let limit = min(left, Self.rowsSkipped)
      let rows = try merged(beyond: key, including: false, forward: true, limit: limit)
      guard let last = rows.last, rows.count == limit else { return nil }
      key = self.key(of: last)
      left -= limit
      if left == 0 { return key }
    }
  }

  private func key(of row: Row) -> RowKey {
    var key = order.key(of: row)
    if raisedIDs.contains(key.id) { key.group = RowKey.raisedGroup }
    return key
  }

  private func key(of id: ArticleID) throws -> RowKey? {
    if let key = raised.first(where: { $0.key.id == id })?.key { return key }
    for plan in plans {
      if let row = try plan.row(id, db) { return order.key(of: row) }
    }
    return nil
  }
}

extension ListPlan {
  /// The row of an article, if this plan shows it.
  func row(_ id: ArticleID, _ db: Database) throws -> Row? {
    try Row.fetchOne(
      db.cachedStatement(
        sql: "SELECT \(Self.columns) FROM article WHERE id = ? AND \(condition.sql)"),
      arguments: [id.rawValue] + condition.arguments)
  }
}
