// The briefing: what is new, story by story, in sentences that are new.

package import ArticleModel
import Foundation
import GRDB
import StoryMatching

extension Library {
  /// Reports of a story, new and read ones, whose sentences are looked at.
  private static let briefedReports = 12
  private static let briefSentences = 3

  /// The news, story by story: a report is new from when it came until it is read.
  ///
  /// The stories of the last day come first; of a day the followed ones, then those with most new
  /// reports, of equals the one with the newest. All are counted; so many as `limit` are told. With
  /// `since` it has only what came on this day or later; with `told` it goes on with a briefing that
  /// told so much, and counts what came after that.
  package func briefing(
    scopes: [Scope], limit: Int, since: CivilDay? = nil, told: Briefing.Told? = nil
  ) throws -> Briefing {
    mirrorMarks()
    var query = ListQuery()
    query.scopes = scopes
    query.unreadOnly = true
    let listed = try listedScopes(query)
    let followed = try followedStories()
    let (new, edge, arrived) = try readIndex { db in
      let last = try db.integer("SELECT max(docno) FROM article") ?? 0
      var arrived = 0
      if let told, told.edge < last {
        for scope in listed {
          arrived += try Self.count(query, after: told.edge, in: scope, db)
        }
      }
      query.upTo = told?.edge ?? last
      let plans = try listed.map { try Self.plan(query, since, in: $0, db) }
      let isAsked = limit > 0 || told == nil
      return (try NewStories(isAsked ? plans : [], db), query.upTo ?? last, arrived)
    }
    let ranked = new.ranked(followed: followed, without: told)
    let stories = try stories(ranked.prefix(max(0, limit)), query, since, listed)
    return Briefing(
      stories: stories, storyCount: new.all.count, articleCount: new.articleCount,
      isMore: ranked.count > max(0, limit), edge: edge, arrived: arrived)
  }

  private static func plan(
    _ query: ListQuery, _ since: CivilDay?, in scope: Scope, _ db: Database
  ) throws -> ListPlan {
    var plan = try ListPlan(query, in: scope, db)
    if let since {
      let start = LocalDay.start(of: since)
      plan.limit(by: Clause(sql: "firstSeen >= ?", arguments: [start]))
    }
    return plan
  }

  private static func count(
    _ query: ListQuery, after edge: Int64, in scope: Scope, _ db: Database
  ) throws -> Int {
    let plan = try ListPlan(query, in: scope, db)
    let sql = """
      SELECT count(*) FROM article NOT INDEXED WHERE docno > ? AND \(plan.condition.sql)
      """
    return Int(try db.integer(sql, [edge] + plan.condition.arguments) ?? 0)
  }

  /// The names of all stories that are followed.
  private func followedStories() throws -> Set<Int64> {
    try state.read { db in
      Set(try Int64.fetchAll(db.cachedStatement(sql: "SELECT story FROM followed")))
    }
  }

  /// Tells stories: their new reports, and what is new in them.
  private func stories(
    _ new: ArraySlice<NewStory>, _ query: ListQuery, _ since: CivilDay?, _ scopes: [Scope]
  ) throws -> [BriefStory] {
    let (rows, copies) = try readIndex { db in
      let plans = try scopes.map { try Self.plan(query, since, in: $0, db) }
      let rows = try new.map { story in try plans.flatMap { try $0.rows(of: story, db) } }
      return (rows, try StoryNotes(rows.flatMap(\.self), [], db).copies)
    }
    var shown = try articleRows(rows.flatMap(\.self), order: .newest)[...]
    let followed = try follows(new.compactMap(\.story).map(StoryID.init(rawValue:)))
    var told: [BriefStory] = []
    for (story, rows) in zip(new, rows) where !rows.isEmpty {
      let id = story.story.map(StoryID.init(rawValue:))
      let since = id.flatMap { followed[$0]?.since }
      var articles = Array(shown.prefix(rows.count))
      shown = shown.dropFirst(rows.count)
      for place in rows.indices {
        articles[place].copies = copies[rows[place].integer(ListPlan.Column.docno)] ?? 0
        articles[place].story = id.map {
          StoryNote(
            story: $0, count: rows.count, isFollowed: since != nil, followedSince: since)
        }
      }
      articles.sort { $0.key < $1.key }
      told.append(
        BriefStory(
          id: id, headline: articles[0].headline, articles: articles, desks: desks(articles),
          passages: try passages(articles, id), came: story.day, followedSince: since))
    }
    return told
  }

  /// The first parts of the desks of articles, each once.
  private func desks(_ articles: [ArticleRow]) -> [SafeText] {
    var seen: Set<String> = []
    return articles.compactMap { row in
      let name = SortKey.deskName(row.desk?.string)
      return !name.isEmpty && seen.insert(name).inserted ? SafeText(line: name) : nil
    }
  }

  /// The sentences of a story's new reports that its reader does not know, report by report.
  private func passages(_ articles: [ArticleRow], _ story: StoryID?) throws -> [[SafeText]] {
    let newest = articles.prefix(Self.briefedReports).reversed()
    let texts = try newest.compactMap { row in
      try storedArticle(row.id).map { (id: row.id, article: $0) }
    }
    let read = try story.map { try readReports(of: $0.rawValue, except: nil) } ?? []
    let sentences = NewSentences(sketcher: StorySketcher()).choose(
      from: texts, read: read.map(\.article), limit: Self.briefSentences)
    return texts.map { report in
      sentences.filter { $0.article == report.id }.map(\.text)
    }.filter { !$0.isEmpty }
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
            ORDER BY recency, id LIMIT \(Self.briefedReports * 2)
            """), arguments: [story])
    }
    return try ids.map(ArticleID.init(rawValue:)).filter { $0 != own }.compactMap { id in
      try storedArticle(id).map { (id, $0) }
    }
  }
}

/// A story with what is new in it, before it is told.
private struct NewStory {
  /// `nil` for an article that is alone.
  var story: Int64?
  /// The article that is alone; of a story the one with the lowest id.
  var article: Int64
  var reports: Int
  var recency: Int64
  /// The day on which the last of them came.
  var day: CivilDay
  var isFollowed = false

  /// Of two the one to be told first.
  static func comesFirst(_ left: NewStory, _ right: NewStory) -> Bool {
    if left.day != right.day { return right.day < left.day }
    if left.isFollowed != right.isFollowed { return left.isFollowed }
    if left.reports != right.reports { return left.reports > right.reports }
    return (left.recency, left.article) < (right.recency, right.article)
  }
}

/// All stories with new reports in some lists of what is unread.
private struct NewStories {
  private(set) var all: [NewStory] = []
  private(set) var articleCount = 0

  init(_ plans: [ListPlan], _ db: Database) throws {
    var places: [Int64: Int] = [:]
    var days: [Int64: CivilDay] = [:]
    for plan in plans {
      let rows = try plan.newStories(db)
      while let row = try rows.next() {
        let seen = row.integer(3)
        let day = days[seen] ?? LocalDay.of(seen)
        days[seen] = day
        let story = NewStory(
          story: row.optionalInteger(0), article: row.integer(4), reports: Int(row.integer(1)),
          recency: row.integer(2), day: day)
        articleCount += story.reports
        if let name = story.story, let place = places[name] {
          all[place].add(story)
        } else {
          if let name = story.story { places[name] = all.count }
          all.append(story)
        }
      }
    }
  }

  /// In the order in which they are told, those left out that were told already.
  func ranked(followed: Set<Int64>, without told: Briefing.Told?) -> [NewStory] {
    var left = all
    if let told {
      left.removeAll { new in
        new.story.map { told.stories.contains(StoryID(rawValue: $0)) }
          ?? told.alone.contains(ArticleID(rawValue: new.article))
      }
    }
    if !followed.isEmpty {
      for place in left.indices {
        left[place].isFollowed = left[place].story.map(followed.contains) ?? false
      }
    }
    return left.sorted(by: NewStory.comesFirst)
  }
}

extension NewStory {
  /// Adds what is new of the same story in another folder.
  mutating func add(_ other: NewStory) {
    reports += other.reports
    day = max(day, other.day)
    recency = min(recency, other.recency)
    article = min(article, other.article)
  }
}

extension ListPlan {
  /// The stories of a list of what is unread, articles that are alone after the others: their names,
  /// new reports, the sort key of the newest, when the last of them came, and the lowest id.
  fileprivate func newStories(_ db: Database) throws -> RowCursor {
    let index = self.index == "articlePath" ? self.index : "articleNew"
    let source = "FROM article INDEXED BY \(index) WHERE \(condition.sql)"
    return try db.rows(
      """
      SELECT thread, count(*), min(recency), max(firstSeen), min(id)
      \(source) AND thread IS NOT NULL GROUP BY thread
      UNION ALL SELECT NULL, 1, recency, firstSeen, id \(source) AND thread IS NULL
      """, condition.arguments + condition.arguments)
  }

  /// The new reports of a story.
  fileprivate func rows(of story: NewStory, _ db: Database) throws -> [Row] {
    let named = story.story == nil ? "id = ?" : "thread = ?"
    let index = story.story == nil ? "articleID" : "articleThread"
    let statement = try db.cachedStatement(
      sql: """
        SELECT \(Self.columns) FROM article INDEXED BY \(index)
        WHERE \(named) AND \(condition.sql)
        """)
    return try Row.fetchAll(
      statement, arguments: [story.story ?? story.article] + condition.arguments)
  }
}
