// A list leaves out copies and folded stories, as a newer article stands for them.

import ArticleModel
import GRDB

/// The conditions of a list with copies and stories folded.
struct ListFolding {
  /// The articles that the list holds, without copies of which it holds a newer edition.
  let held: Clause
  /// The rows that it shows of them: of a folded story the newest article only.
  let shown: Clause

  /// The conditions of a list in one scope; `clauses` are what else limits it.
  init(_ query: ListQuery, _ scope: Scope, _ clauses: [Clause]) {
    let copies = Self.copies(query, scope)
    held = Clause.joined(clauses + [copies("article")].compactMap { $0 })
    guard let folded = Self.folded(query.folding) else {
      shown = held
      return
    }
    let newer = Clause.joined(
      [
        Clause(
          sql: """
            newer.thread = article.thread
            AND (newer.recency, newer.id) < (article.recency, article.id)
            """)
      ] + clauses + [copies("newer")].compactMap { $0 })
    shown = Clause(
      sql: """
        \(held.sql) AND (thread IS NULL OR NOT \(folded.sql) OR NOT EXISTS (
        SELECT 1 FROM article AS newer INDEXED BY articleThread WHERE \(newer.sql)))
        """, arguments: held.arguments + folded.arguments + newer.arguments)
  }

  /// The stories that are folded; `nil` for none.
  private static func folded(_ folding: StoryFolding) -> Clause? {
    let names = folding.exceptions.map(\.rawValue).sorted()
    if names.isEmpty { return folding.foldsAll ? Clause(sql: "1") : nil }
    return Clause(
      sql: "(thread \(folding.foldsAll ? "NOT IN" : "IN") (SELECT value FROM json_each(?)))",
      arguments: [names.json])
  }

  /// Leaves out the copies whose newest edition the list could hold, whether it was read or not; in a
  /// list of what is starred or queued every copy stands for itself.
  private static func copies(_ query: ListQuery, _ scope: Scope) -> (String) -> Clause? {
    if query.starredOnly || query.queuedOnly { return { _ in nil } }
    let desk = query.desk.map { ListPlan.inDesk($0.string) }
    let isTop = query.desk.map { !SortKey.desk($0.string).contains("/") } ?? true
    if scope.inside.bytes.isEmpty, isTop {
      return { Clause(sql: desk == nil ? "\($0).fold = 0" : "\($0).fold < 2") }
    }
    var head = [Clause(sql: "root = ?", arguments: [scope.root])]
    if !scope.inside.bytes.isEmpty { head.append(ListPlan.inside(scope.inside)) }
    if let desk { head.append(desk) }
    let conditions = Clause.joined(head)
    return { name in
      Clause(
        sql: """
          (\(name).fold = 0 OR NOT EXISTS (
          SELECT 1 FROM article AS head WHERE head.docno = \(name).copyOf AND \(conditions.sql)))
          """, arguments: conditions.arguments)
    }
  }
}

/// The notes on stories that a list shows beside its rows, fetched for a window at once.
struct StoryNotes {
  /// Articles of each story that the list holds, and how many of them are unread.
  var counts: [Int64: (total: Int, unread: Int)] = [:]
  /// Copies under each row.
  var copies: [Int64: Int] = [:]

  init() {}

  /// The notes for rows of a list that these plans make.
  init(_ rows: [Row], _ plans: [ListPlan], _ db: Database) throws {
    let threads = Set(rows.compactMap { $0.optionalInteger(ListPlan.Column.thread) })
    if !threads.isEmpty {
      for plan in plans { try count(Array(threads), plan, db) }
    }
    let found = try db.rows(
      """
      SELECT copyOf, count(*) FROM article INDEXED BY articleCopy
      WHERE copyOf IN (SELECT value FROM json_each(?)) GROUP BY copyOf
      """, [rows.map { $0.integer(ListPlan.Column.docno) }.json])
    while let row = try found.next() { copies[row.integer(0)] = row.count(1) }
  }

  private mutating func count(_ threads: [Int64], _ plan: ListPlan, _ db: Database) throws {
    let statement = try db.cachedStatement(
      sql: """
        SELECT thread, count(*), sum(isRead = 0) FROM article INDEXED BY articleThread
        WHERE thread IN (SELECT value FROM json_each(?)) AND \(plan.held.sql) GROUP BY thread
        """)
    let rows = try Row.fetchCursor(statement, arguments: [threads.json] + plan.held.arguments)
    while let row = try rows.next() {
      let before = counts[row.integer(0)] ?? (0, 0)
      counts[row.integer(0)] = (
        before.total + row.count(1), before.unread + row.count(2)
      )
    }
  }
}

extension Library {
  /// Adds to rows what the list shows of their stories.
  func add(
    _ notes: StoryNotes, to shown: inout [ArticleRow], _ rows: [Row], _ folding: StoryFolding
  ) throws {
    for place in shown.indices {
      let docno = rows[place].integer(ListPlan.Column.docno)
      shown[place].copies = notes.copies[docno] ?? 0
    }
    let stories = Set(rows.compactMap { $0.optionalInteger(ListPlan.Column.thread) })
    guard !stories.isEmpty else { return }
    let followed = try follows(stories.map { StoryID(rawValue: $0) })
    let new = try followed.mapValues { try newReports($0) }
    for place in shown.indices {
      guard let name = rows[place].optionalInteger(ListPlan.Column.thread) else { continue }
      let story = StoryID(rawValue: name)
      let (count, unread) = notes.counts[name] ?? (1, 0)
      guard count > 1 || followed[story] != nil else { continue }
      shown[place].story = StoryNote(
        story: story, count: count, unread: unread,
        isFolded: count > 1 && folding.folds(story),
        isFollowed: followed[story] != nil, newReports: new[story] ?? 0,
        followedSince: followed[story]?.since)
    }
  }
}
