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

  /// What was found, and how much of it.
  struct Outcome {
    var found: [Found] = []
    var total = 0
    var isMore = false
  }

  /// Of a common word so many of the newest matches are ranked: a millisecond's work.
  private static let sample = 600
  /// Of headlines with a word that begins with a letter or two, as many: they are all worth the same
  /// but for their days, and a screen shows two dozen.
  private static let headlines = 400

  private var kept: Int { request.limit }

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

  /// All matches ranked; or the last written ones only, where `rows` limits them.
  private func ranked(_ expression: String, newestRows rows: Int? = nil) throws -> Outcome {
    let isFree = filter.sql.isEmpty
    let last = rows.map { "ORDER BY rowid DESC LIMIT \($0)" } ?? ""
    let inner =
      "SELECT rowid AS docno, textRank(terms, ?) AS score FROM terms WHERE terms MATCH ? \(last)"
    let sql =
      isFree
      ? "SELECT docno, score FROM (\(inner)) ORDER BY score DESC, docno DESC LIMIT \(kept)"
      : """
      SELECT found.docno, found.score FROM (\(inner)) AS found
      JOIN article ON article.docno = found.docno WHERE \(filter.sql) ORDER BY score DESC
      """
    return try traits.lent {
      let found = try db.rows(
        sql,
        [plan.ranking(today: today, meanLength: traits.meanLength), expression] + filter.arguments
      ).collected { Found(docno: $0.integer(0), score: $0.number(1)) }
      let ranked = Int(full_text_ranked())
      return Outcome(
        found: Array(found.prefix(kept)), total: isFree ? ranked : found.count,
        isMore: rows.map { ranked >= $0 } ?? false)
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
      if outcome.total >= request.limit { return outcome }
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
      found: found.sorted { $0.score > $1.score }, total: found.count,
      isMore: found.count >= limit || !days.isEmpty)
  }
}
