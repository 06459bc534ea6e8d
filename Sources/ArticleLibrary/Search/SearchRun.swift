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
  let traits: SearchTraits
  /// The day that freshness is counted from.
  let today: Int32

  /// An article that matches.
  struct Found {
    var docno: Int64
    var score: Double
  }

  /// The matches, best first; `isMore` if there are more than were looked at.
  struct Outcome {
    var found: [Found] = []
    var isMore = false
  }

  /// Of a common word so many of the newest matches are ranked: a millisecond's work.
  private static let sample = 600
  /// Of headlines with a word that begins with a letter or two, as many: they are all worth the same
  /// but for their days, and a screen shows two dozen.
  private static let headlines = 400

  /// The matches, with copies.
  func run() throws -> Outcome {
    var outcome = Outcome()
    guard let expression = plan.expression() else { return outcome }
    let isShort = plan.query.wanted.last.map { last in
      last.isPrefix && last.words.count == 1
        && last.words[0].unicodeScalars.count < SearchPlan.shortPrefix
    }
    if isShort == true, !plan.isSmall {
      outcome = try inHeadlines()
      if outcome.found.count >= 50 { return outcome }
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
    let scores = Dictionary(
      (left.found + right.found).map { ($0.docno, $0.score) }, uniquingKeysWith: max)
    return Outcome(
      found: Self.sorted(scores.map { Found(docno: $0.key, score: $0.value) }),
      isMore: left.isMore || right.isMore)
  }

  private static func sorted(_ found: [Found]) -> [Found] {
    found.sorted { ($0.score, $0.docno) > ($1.score, $1.docno) }
  }

  /// The matches with copies left out whose newest edition matches too, which stands where the best of
  /// them would.
  func folded(_ found: [Found]) throws -> [Found] {
    let pairs = try db.rows(
      """
      SELECT docno, copyOf FROM article INDEXED BY articleCopy
      WHERE copyOf IN (SELECT value FROM json_each(?))
      """, [found.map(\.docno).json]
    ).collected { (copy: $0.integer(0), head: $0.integer(1)) }
    guard !pairs.isEmpty else { return found }
    let heads = Dictionary(pairs.map { ($0.copy, $0.head) }) { first, _ in first }
    var shown: Set<Int64> = []
    return found.compactMap { match in
      let head = heads[match.docno] ?? match.docno
      return shown.insert(head).inserted ? Found(docno: head, score: match.score) : nil
    }
  }

  /// All matches ranked; or the last written ones only, where `rows` limits them.
  private func ranked(_ expression: String, newestRows rows: Int? = nil) throws -> Outcome {
    let last = rows.map { "ORDER BY rowid DESC LIMIT \($0)" } ?? ""
    let inner =
      "SELECT rowid AS docno, textRank(terms, ?) AS score FROM terms WHERE terms MATCH ? \(last)"
    let sql =
      filter.sql.isEmpty
      ? inner
      : """
      SELECT found.docno, found.score FROM (\(inner)) AS found
      JOIN article ON article.docno = found.docno WHERE \(filter.sql)
      """
    return try traits.lent {
      let found = try db.rows(
        sql,
        [plan.ranking(today: today, meanLength: traits.meanLength), expression] + filter.arguments
      ).collected { Found(docno: $0.integer(0), score: $0.number(1)) }
      return Outcome(
        found: Self.sorted(found), isMore: rows.map { full_text_ranked() >= $0 } ?? false)
    }
  }

  /// The matches among the newest articles.
  private func newest() throws -> Outcome {
    let sample = max(Self.sample, request.limit)
    let share = Double(plan.articleCount) / Double(max(1, plan.matchLimit))
    var wanted = max(2_000, Int(Double(sample) * share))
    while wanted < plan.articleCount / 2,
      let days = traits.newestDays(wanted, before: plan.query.endDay)
    {
      var outcome = try ranked(plan.expression(days: days) ?? "", newestRows: sample)
      outcome.isMore = true
      if outcome.found.count >= 100 || wanted > 50_000 { return outcome }
      wanted *= 8
    }
    return try ranked(plan.expression() ?? "", newestRows: sample)
  }

  /// The newest articles with the words in their headlines.
  private func inHeadlines() throws -> Outcome {
    let limit = max(Self.headlines, request.limit)
    var wanted = limit * 8
    while !plan.isSmall, wanted < plan.articleCount / 2,
      let days = traits.newestDays(wanted, before: plan.query.endDay)
    {
      let outcome = try inHeadlines(limit, days)
      if outcome.found.count >= request.limit { return outcome }
      wanted *= 8
    }
    return try inHeadlines(limit, [])
  }

  private func inHeadlines(_ limit: Int, _ days: [String]) throws -> Outcome {
    guard let expression = plan.headlineExpression(days: days) else { return Outcome() }
    let sql =
      filter.sql.isEmpty
      ? "SELECT rowid FROM terms WHERE terms MATCH ? ORDER BY rowid DESC LIMIT \(limit)"
      : """
      SELECT terms.rowid FROM terms JOIN article ON article.docno = terms.rowid
      WHERE terms MATCH ? AND \(filter.sql) ORDER BY terms.rowid DESC LIMIT \(limit)
      """
    var settings = plan.settings(today: today)
    let score = plan.headlineScore(settings)
    let found = try db.rows(sql, [expression] + filter.arguments).collected { row in
      let docno = row.integer(0)
      return Found(
        docno: docno, score: score * full_text_freshness(&settings, traits.day(of: docno)))
    }
    return Outcome(
      found: Self.sorted(found),
      isMore: found.count >= limit || !days.isEmpty)
  }
}
