// One search, from its plan to ranked rows.

import ArticleModel
import CFullText
import Foundation
import GRDB
import TextAnalysis

/// A search within one read transaction of the index.
struct SearchRun {
  let plan: SearchPlan
  let request: SearchRequest
  let filter: Clause
  let db: Database
  /// Seconds since 1970: what is new is counted from here.
  let now: Int64

  /// An article that matches.
  struct Found {
    var docno: Int64
    var score: Double
  }

  /// What was found, and how much of it.
  struct Outcome {
    var found: [Found] = []
    var total = 0
    var isMore = false
  }

  /// Matches that are fetched for the final ranking, beyond those that are wanted: what is newer may
  /// rise.
  private static let spare = 60
  /// Matches that are looked for among the newest articles, where there are too many.
  private static let sample = 800

  private var kept: Int { request.limit + Self.spare }

  func run() throws -> Outcome {
    var outcome = Outcome()
    guard let expression = plan.expression() else { return outcome }
    let isShort = plan.query.wanted.last.map { last in
      last.isPrefix && last.words.count == 1
        && last.words[0].unicodeScalars.count < SearchPlan.shortPrefix
    }
    if isShort == true, !plan.isSmall {
      outcome = try inHeadlines()
      if outcome.total >= 50 { return outcome }
    }
    let inText =
      plan.matchLimit <= SearchPlan.rankedAtMost || plan.isSmall
      ? try ranked(expression) : try newest()
    outcome = merged(inText, outcome)
    if plan.query.wanted.last?.isPrefix == true, plan.isCut || isShort == true {
      outcome = merged(outcome, try inHeadlines())
    }
    outcome.isMore = outcome.isMore || plan.isCut
    return outcome
  }

  private func merged(_ left: Outcome, _ right: Outcome) -> Outcome {
    if right.found.isEmpty { return left }
    var scores = Dictionary(left.found.map { ($0.docno, $0.score) }) { first, _ in first }
    var fresh = 0
    for found in right.found {
      if scores[found.docno] == nil { fresh += 1 }
      scores[found.docno] = max(scores[found.docno] ?? 0, found.score)
    }
    // Where not all that one side found is here, what is fresh on the other cannot be told.
    let isWhole = left.found.count == left.total
    let found = scores.map { Found(docno: $0.key, score: $0.value) }
    return Outcome(
      found: Array(found.sorted { $0.score > $1.score }.prefix(max(kept, right.found.count))),
      total: isWhole ? max(left.total + fresh, right.total) : max(left.total, right.total),
      isMore: left.isMore || right.isMore || !isWhole)
  }

  /// All matches ranked; or those of the newest articles only, where `rows` limits them.
  private func ranked(_ expression: String, newestRows rows: Int? = nil) throws -> Outcome {
    let filtered = filter.sql.isEmpty
    let inner =
      rows == nil
      ? "SELECT rowid AS docno, textRank(terms, ?) AS score FROM terms WHERE terms MATCH ?"
      : """
      SELECT rowid AS docno, textRank(terms, ?) AS score FROM terms WHERE terms MATCH ?
      ORDER BY rowid DESC LIMIT \(rows ?? 0)
      """
    let sql =
      filtered
      ? "SELECT docno, score FROM (\(inner)) ORDER BY score DESC LIMIT \(kept)"
      : """
      SELECT found.docno, found.score FROM (\(inner)) AS found
      JOIN article ON article.docno = found.docno WHERE \(filter.sql) ORDER BY score DESC
      """
    full_text_reset()
    let found = try Row.fetchAll(
      db.cachedStatement(sql: sql), arguments: [plan.ranking, expression] + filter.arguments
    ).map { Found(docno: $0.integer(0), score: $0.number(1)) }
    let count = filtered ? Int(full_text_ranked()) : found.count
    return Outcome(
      found: Array(found.prefix(kept)), total: count,
      isMore: rows.map { Int(full_text_ranked()) >= $0 } ?? false)
  }

  /// The matches among the newest articles.
  private func newest() throws -> Outcome {
    let share = Double(plan.articleCount) / Double(max(1, plan.matchLimit))
    var wanted = max(2_000, Int(Double(Self.sample) * share))
    while true {
      guard wanted < plan.articleCount / 2, let days = try newestDays(wanted) else {
        return try ranked(plan.expression() ?? "", newestRows: SearchPlan.rankedAtMost)
      }
      var outcome = try ranked(plan.expression(days: days) ?? "")
      outcome.isMore = true
      if outcome.found.count >= 100 || wanted > 50_000 { return outcome }
      wanted *= 8
    }
  }

  private func inHeadlines() throws -> Outcome {
    let days = plan.isSmall ? [] : try newestDays(20_000) ?? []
    guard let expression = plan.headlineExpression(days: days) else { return Outcome() }
    let limit = 1_000
    let sql =
      filter.sql.isEmpty
      ? "SELECT rowid FROM heads WHERE heads MATCH ? ORDER BY rowid DESC LIMIT \(limit)"
      : """
      SELECT heads.rowid FROM heads JOIN article ON article.docno = heads.rowid
      WHERE heads MATCH ? AND \(filter.sql) ORDER BY heads.rowid DESC LIMIT \(limit)
      """
    let found = try Int64.fetchAll(
      db.cachedStatement(sql: sql), arguments: [expression] + filter.arguments)
    let score = plan.headlineScore
    return Outcome(
      found: found.map { Found(docno: $0, score: score) }, total: found.count,
      isMore: found.count >= limit || !days.isEmpty)
  }

  /// The terms of the days on which about the newest `count` articles that are asked for were
  /// published; `nil` where the days part them badly: all of them are of one day.
  private func newestDays(_ count: Int) throws -> [String]? {
    let roots = try Int64.fetchAll(db, sql: "SELECT DISTINCT root FROM tally")
    let least = plan.query.endDay.map { -Int64($0) * 86_400 + 1 } ?? Int64.min
    var first: Int?
    var last: Int?
    for root in roots {
      let place = [root, least, Int64(count)]
      let bound = try db.integer(
        """
        SELECT newness FROM article INDEXED BY articleNewest WHERE root = ? AND newness >= ?
        ORDER BY newness LIMIT 1 OFFSET ?
        """, StatementArguments(place))
      guard let bound else { continue }
      first = max(first ?? .min, DayTerms.day(newness: bound))
    }
    for root in roots {
      let newest = try db.integer(
        "SELECT min(newness) FROM article INDEXED BY articleNewest WHERE root = ? AND newness >= ?",
        [root, least])
      if let newest { last = max(last ?? .min, DayTerms.day(newness: newest)) }
    }
    guard let first, let last, first <= last else { return nil }
    let inside = try roots.reduce(0) { sum, root in
      let found = try db.integer(
        """
        SELECT count(*) FROM (SELECT 1 FROM article INDEXED BY articleNewest
        WHERE root = ? AND newness >= ? AND newness <= ? LIMIT \(count * 4))
        """, [root, least, -Int64(first) * 86_400])
      return sum + Int(found ?? 0)
    }
    return inside < count * 4 ? DayTerms.covering(first...last) : nil
  }
}
