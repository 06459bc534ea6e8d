// The briefing: what is new since the last visit, story by story, in sentences that are new.

package import ArticleModel
import Foundation
import GRDB
import StoryMatching

extension Library {
  /// New articles that are looked at, the newest; more a reader has not missed in one absence.
  private static let briefedArticles = 3_000
  /// Reports of a story, new and read ones, whose sentences are looked at.
  private static let briefedReports = 12
  private static let briefSentences = 3

  /// What is new since the last visit and was not read, story by story.
  ///
  /// Followed stories come first, then those with most new reports and desks, of equals the one
  /// with the newest report.
  package func briefing(scopes: [Scope], limit: Int) throws -> Briefing {
    mirrorMarks()
    let since = try newSince()
    var query = ListQuery()
    query.scopes = scopes
    query.unreadOnly = true
    let listed = try listedScopes(query)
    let rows = try readIndex { db in try listed.flatMap { try Self.new(since, query, $0, db) } }
    var shown = try articleRows(rows, order: .newest)
    let copies = try readIndex { try StoryNotes(rows, [], $0).copies }
    for (place, row) in rows.enumerated() {
      shown[place].copies = copies[row.integer(ListPlan.Column.docno)] ?? 0
    }
    let new = zip(rows, shown).sorted { $0.1.key < $1.1.key }
    var groups: [BriefGroup] = []
    var places: [Int64: Int] = [:]
    for (row, article) in new {
      let thread = row.optionalInteger(ListPlan.Column.thread)
      if let thread, let place = places[thread] {
        groups[place].articles.append(article)
      } else {
        if let thread { places[thread] = groups.count }
        groups.append(BriefGroup(story: thread.map(StoryID.init(rawValue:)), articles: [article]))
      }
    }
    let followed = try follows(groups.compactMap(\.story))
    for place in groups.indices {
      guard let story = groups[place].story else { continue }
      let since = followed[story]?.since
      groups[place].followedSince = since
      let count = groups[place].articles.count
      for index in groups[place].articles.indices {
        groups[place].articles[index].story = StoryNote(
          story: story, count: count, isFollowed: since != nil, followedSince: since)
      }
    }
    groups.sort { $1.rank < $0.rank }
    let stories = try groups.prefix(max(0, limit)).map(story)
    return Briefing(stories: stories, since: since, isMore: groups.count > limit)
  }

  /// The new articles of a scope.
  private static func new(
    _ since: Int64, _ query: ListQuery, _ scope: Scope, _ db: Database
  ) throws -> [Row] {
    let recent = try db.integer(
      """
      SELECT count(*) FROM (
        SELECT 1 FROM article INDEXED BY articleSeen WHERE firstSeen > ?
        LIMIT \(briefedArticles + 1))
      """, [since])
    var plan = try ListPlan(query, in: scope, db)
    plan.limit(by: Clause(sql: "firstSeen > ? AND isGone = 0", arguments: [since]))
    guard let recent, recent <= briefedArticles else {
      return try plan.rows(db, beyond: nil, forward: true, limit: briefedArticles)
    }
    let statement = try db.cachedStatement(
      sql: """
        SELECT \(ListPlan.columns) FROM article INDEXED BY articleSeen
        WHERE firstSeen > ? AND \(plan.condition.sql)
        """)
    return try Row.fetchAll(statement, arguments: [since] + plan.condition.arguments)
  }

  private func story(_ group: BriefGroup) throws -> BriefStory {
    let newest = group.articles.prefix(Self.briefedReports).reversed()
    let texts = try newest.compactMap { row in
      try storedArticle(row.id).map { (id: row.id, article: $0) }
    }
    let read = try group.story.map { try readReports(of: $0.rawValue, except: nil) } ?? []
    let sentences = NewSentences(sketcher: StorySketcher()).choose(
      from: texts, read: read.map(\.article), limit: Self.briefSentences)
    let passages = texts.map { report in
      sentences.filter { $0.article == report.id }.map(\.text)
    }
    return BriefStory(
      id: group.story, headline: group.articles[0].headline, articles: group.articles,
      desks: group.desks, passages: passages.filter { !$0.isEmpty },
      followedSince: group.followedSince)
  }

  /// An article as the index holds it.
  func storedArticle(_ id: ArticleID) throws -> Article? {
    try readIndex { try Self.codedArticle(id, $0) }.flatMap { ArticleCoding.decode($0) }
  }

  /// The articles of a story that were read, the newest few of them.
  func readReports(
    of story: Int64, except own: ArticleID?
  ) throws -> [(id: ArticleID, article: Article)] {
    let ids = try readIndex { db in
      try Int64.fetchAll(
        db.cachedStatement(
          sql: """
            SELECT id FROM article INDEXED BY articleThread WHERE thread = ? AND isRead = 1
            ORDER BY newness, id LIMIT \(Self.briefedReports * 2)
            """), arguments: [story])
    }
    return try ids.map(ArticleID.init(rawValue:)).filter { $0 != own }.compactMap { id in
      try storedArticle(id).map { (id, $0) }
    }
  }
}

/// New articles of one story, newest first.
private struct BriefGroup {
  var story: StoryID?
  var articles: [ArticleRow]
  var followedSince: Int64?

  /// The first parts of their desks, each once.
  var desks: [SafeText] {
    var seen: Set<String> = []
    return articles.compactMap { row in
      let name = SortKey.deskName(row.desk?.string)
      return !name.isEmpty && seen.insert(name).inserted ? SafeText(line: name) : nil
    }
  }

  /// What it is ranked by, in this order.
  var rank: BriefRank {
    BriefRank(
      isFollowed: followedSince != nil, weight: articles.count + desks.count,
      newest: articles[0].key)
  }
}

private struct BriefRank: Comparable {
  var isFollowed: Bool
  var weight: Int
  var newest: RowKey

  static func < (left: BriefRank, right: BriefRank) -> Bool {
    if left.isFollowed != right.isFollowed { return right.isFollowed }
    if left.weight != right.weight { return left.weight < right.weight }
    return right.newest < left.newest
  }
}
