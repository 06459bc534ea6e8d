// Full-text search, ranked.

package import ArticleModel
import Foundation
import GRDB
import Synchronization
import TextAnalysis

extension Library {
  /// Matches that get a snippet at once: those of the first screen of a large window.
  private static let snippetsAtOnce = 18

  /// The articles that match, best first: by how likely each makes the query, with the headline and the
  /// opening weighing more, and newer articles preferred.
  ///
  /// If nothing matches as it was typed, a typing mistake is forgiven, and said.
  ///
  /// - Throws: `LibraryError` where the index cannot be read.
  package func search(_ request: SearchRequest) throws -> SearchResults {
    var results = try matches(request, showing: request.limit)
    if request.wantsBest, let first = results.matches.first, first.row.id != request.atHand {
      results.best = try article(first.row.id)
    }
    return results
  }

  /// The matches; of the rows that were asked for only so many are read.
  private func matches(_ request: SearchRequest, showing shown: Int) throws -> SearchResults {
    mirrorMarks()
    let query = SearchQuery(request.text.string)
    guard !query.isEmpty else { return SearchResults() }
    try prepareSearch()
    if !query.hasWords { return try unworded(query, request, shown) }
    var found = try readIndex { db -> (Ranked, SearchQuery, SafeText?) in
      let asTyped = try rank(query, request, shown, db)
      guard asTyped.total == 0 else { return (asTyped, query, nil) }
      let others: [() throws -> SafeText?] = [
        // A headline may have a word with a hyphen before it: then that was no command.
        { SearchQuery.asPhrase(request.text.string).map { SafeText(line: $0) } },
        { try Self.corrected(query, request.text, db) },
      ]
      for other in others {
        guard let text = try other() else { continue }
        let query = SearchQuery(text.string)
        let ranked = try rank(query, request, shown, db)
        if ranked.total > 0 { return (ranked, query, text) }
      }
      return (asTyped, query, nil)
    }
    try addSnippets(&found.0, found.1)
    return try results(found.0, found.1, correction: found.2, request)
  }

  /// The snippets of articles for a search, by id.
  package func snippets(_ ids: [ArticleID], for text: SafeText) throws -> [ArticleID: Snippet] {
    let query = SearchQuery(text.string)
    let matcher = QueryMatcher(query)
    return try readIndex { db in
      var snippets: [ArticleID: Snippet] = [:]
      for id in ids {
        snippets[id] = try Self.snippet("id", id.rawValue, matcher, query.clauses.count, db)
      }
      return snippets
    }
  }

  /// How many rows a search finds.
  package func count(_ request: SearchRequest) throws -> SavedSearch.Counts {
    var request = request
    request.limit = 400
    let results = try matches(request, showing: 0)
    return SavedSearch.Counts(total: results.total, isMore: results.isMore)
  }

  // MARK: Ranking

  private struct Ranked {
    var rows: [RankedRow] = []
    var total = 0
    var isMore = false
    /// That of most articles.
    var language: Language?
    /// Copies under each row, by its row number.
    var copies: [Int64: Int] = [:]
  }

  private struct RankedRow {
    var row: Row
    var score: Double
    var snippet: Snippet?
  }

  private func rank(
    _ query: SearchQuery, _ request: SearchRequest, _ shown: Int, _ db: Database
  ) throws -> Ranked {
    let traits = try traits(db)
    let plan = try SearchPlan(query, db, traits, Stemmer())
    let run = SearchRun(
      plan: plan, request: request, filter: Self.filter(plan, request.scopes), db: db,
      traits: traits,
      today: SearchTraits.day(recency: -Int64(Date().timeIntervalSince1970)))
    let outcome = try run.run()
    // A starred or queued article stands for itself, as in the lists.
    let isFolded = !query.marks.contains { $0 == .starred || $0 == .queued }
    let folded = isFolded ? try run.folded(outcome.found) : outcome.found
    let best = folded.prefix(shown)
    let scores = Dictionary(best.map { ($0.docno, $0.score) }) { first, _ in first }
    let rows = try Row.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT \(ListPlan.columns) FROM article
          WHERE docno IN (SELECT value FROM json_each(?))
          """), arguments: [best.map(\.docno).json])
    let keyed = rows.map { row in
      (
        row: row, score: scores[row.integer(ListPlan.Column.docno)] ?? 0,
        key: ListOrder.newest.key(of: row)
      )
    }
    let sorted = keyed.sorted { left, right in
      left.score != right.score ? left.score > right.score : left.key < right.key
    }
    return Ranked(
      rows: sorted.map { RankedRow(row: $0.row, score: $0.score) }, total: folded.count,
      isMore: outcome.isMore, language: traits.languages.first,
      copies: try StoryNotes(sorted.map(\.row), [], db).copies)
  }

  /// The first search has the index read with a cache in which the upper pages of its trees stay; a
  /// reader who never searches has no need of it.
  private func prepareSearch() throws {
    guard memory.withLock({ $0.traits == nil }) else { return }
    try index.readPlainly { try $0.execute(sql: "PRAGMA cache_size = -\(Self.searchCache)") }
  }

  /// In KiB: the pages that searches of 100,000 articles come back to fit.
  private static let searchCache = 5_000

  /// The traits of every article; read again when the index was written to.
  private func traits(_ db: Database) throws -> SearchTraits {
    let version = try db.integer("PRAGMA data_version") ?? 0
    if let known = memory.withLock({ $0.traits }), known.version == version { return known.traits }
    let traits = try SearchTraits(db)
    memory.withLock { $0.traits = (version, traits) }
    return traits
  }

  private func results(
    _ ranked: Ranked, _ query: SearchQuery, correction: SafeText?, _ request: SearchRequest
  ) throws -> SearchResults {
    let rows = try articleRows(ranked.rows.map(\.row), order: .newest)
    let matcher = QueryMatcher(query, field: .title, fallback: ranked.language)
    let matches = zip(rows, ranked.rows).map { row, found in
      var row = row
      row.copies = ranked.copies[found.row.integer(ListPlan.Column.docno)] ?? 0
      return SearchMatch(
        row: row, score: found.score, headlineHits: matcher.hits(in: row.headline.string),
        snippet: found.snippet)
    }
    return SearchResults(
      matches: matches, total: ranked.total, isMore: ranked.isMore, correction: correction)
  }

  private func addSnippets(_ ranked: inout Ranked, _ query: SearchQuery) throws {
    let matcher = QueryMatcher(query)
    let clauses = query.clauses.count
    try readIndex { db in
      for place in ranked.rows.indices.prefix(Self.snippetsAtOnce) {
        let docno = ranked.rows[place].row.integer(ListPlan.Column.docno)
        ranked.rows[place].snippet = try Self.snippet("docno", docno, matcher, clauses, db)
      }
    }
  }

  /// The snippet of the article with this id or row number, whichever `column` names.
  private static func snippet(
    _ column: String, _ value: Int64, _ matcher: QueryMatcher, _ clauses: Int, _ db: Database
  ) throws -> Snippet? {
    let rows = try db.rows(
      """
      SELECT body.language, body.article FROM article JOIN body ON body.docno = article.docno
      WHERE article.\(column) = ?
      """, [value])
    guard let row = try rows.next() else { return nil }
    let language = row.optionalText(0).flatMap { Language(rawValue: $0) }
    return row.withBytes(1) {
      Snippet(ofCoded: $0, SnippetMatch(matcher: matcher, language: language, clauses: clauses))
    }
  }

  // MARK: Limits

  /// The conditions on rows of `article` beside the words.
  private static func filter(_ plan: SearchPlan, _ scopes: [Scope]) -> Clause {
    let query = plan.query
    var clauses: [Clause] = []
    if !scopes.isEmpty {
      let inside = scopes.map { scope -> Clause in
        let root = Clause(sql: "article.root = ?", arguments: [scope.root])
        if scope.inside.bytes.isEmpty { return root }
        return Clause.joined([root, ListPlan.inside(scope.inside)])
      }
      clauses.append(
        Clause(
          sql: "(" + inside.map(\.sql).joined(separator: " OR ") + ")",
          arguments: inside.reduce(StatementArguments()) { $0 + $1.arguments }))
    }
    clauses +=
      query.desks.map(ListPlan.inDesk) + query.unwantedDesks.map { not(ListPlan.inDesk($0)) }
    if let day = query.firstDay {
      clauses.append(Clause(sql: "recency <= ?", arguments: [-Int64(day) * 86_400]))
    }
    if let day = query.endDay {
      clauses.append(Clause(sql: "recency > ?", arguments: [-Int64(day) * 86_400]))
    }
    clauses += query.marks.map(clause)
    clauses += query.unwantedMarks.map { not(clause($0)) }
    clauses += plan.mixedGroups.map(clause)
    return Clause.joined(clauses)
  }

  /// The condition for a group in which words and limits are mixed.
  private static func clause(_ group: SearchPlan.Group) -> Clause {
    switch group {
    case .part(let part):
      let sql = "article.docno IN (SELECT rowid FROM terms WHERE terms MATCH ?)"
      return Clause(sql: sql, arguments: [SearchPlan.expression(part)])
    case .limit(.desk(let desk)): return ListPlan.inDesk(desk)
    case .limit(.mark(let mark)): return clause(mark)
    case .limit(.days(let first, let end)):
      return Clause.joined(
        [
          first.map { Clause(sql: "recency <= ?", arguments: [-Int64($0) * 86_400]) },
          end.map { Clause(sql: "recency > ?", arguments: [-Int64($0) * 86_400]) },
        ].compactMap { $0 })
    case .not(let group): return not(clause(group))
    case .all(let groups): return joined(groups, "AND")
    case .any(let groups): return joined(groups, "OR")
    }
  }

  private static func joined(_ groups: [SearchPlan.Group], _ sign: String) -> Clause {
    let clauses = groups.map(clause)
    return Clause(
      sql: "(" + clauses.map { "(\($0.sql))" }.joined(separator: " \(sign) ") + ")",
      arguments: clauses.reduce(StatementArguments()) { $0 + $1.arguments })
  }

  private static func not(_ clause: Clause) -> Clause {
    Clause(sql: "(\(clause.sql)) IS NOT TRUE", arguments: clause.arguments)
  }

  private static func clause(_ mark: SearchQuery.Mark) -> Clause {
    switch mark {
    // A report is new from when it came until it is read.
    case .unread, .new: Clause(sql: "isRead = 0")
    case .read: Clause(sql: "isRead = 1")
    case .starred: Clause(sql: "isStarred = 1")
    case .queued: Clause(sql: "isQueued = 1")
    }
  }

  /// Up to so many rows of a query without words are counted, at least.
  private static let countedAtLeast = 2_000

  /// A query without a word that must be there: the newest articles that keep to its limits.
  private func unworded(
    _ query: SearchQuery, _ request: SearchRequest, _ shown: Int
  ) throws -> SearchResults {
    var list = ListQuery()
    list.scopes = request.scopes
    list.unreadOnly = query.marks.contains(.unread) || query.marks.contains(.new)
    list.starredOnly = query.marks.contains(.starred)
    list.queuedOnly = query.marks.contains(.queued)
    list.desk = query.desks.first.map { SafeText(line: $0) }
    let scopes = try listedScopes(list)
    let bound = max(Self.countedAtLeast, request.limit) + 1
    var (rows, total) = try readIndex { db -> ([Row], Int) in
      let search = try SearchPlan(query, db, traits(db), Stemmer())
      var filter = Self.filter(search, [])
      if let unwanted = search.unwantedExpression {
        let without = "docno NOT IN (SELECT rowid FROM terms WHERE terms MATCH ?)"
        filter = Clause.joined([filter, Clause(sql: without, arguments: [unwanted])])
      }
      let plans = try scopes.map { scope in
        var plan = try ListPlan(list, in: scope, db)
        plan.limit(by: filter)
        return plan
      }
      let rows = try plans.flatMap {
        try $0.rows(db, beyond: nil, forward: true, limit: shown)
      }
      return (rows, try plans.reduce(0) { $0 + (try $1.count(db, upTo: bound)) })
    }
    rows.sort { ListOrder.newest.key(of: $0) < ListOrder.newest.key(of: $1) }
    let matches = try articleRows(Array(rows.prefix(shown)), order: .newest).map {
      SearchMatch(row: $0, score: 0)
    }
    return SearchResults(
      matches: matches, total: min(total, bound - 1), isMore: total >= bound)
  }

  // MARK: Typing mistakes

  private static func corrected(
    _ query: SearchQuery, _ text: SafeText, _ db: Database
  ) throws -> SafeText? {
    let vocabulary = Vocabulary(db: db)
    let spelling = Spelling(vocabulary: vocabulary)
    var corrected = text.string
    for word in query.clauses.flatMap(\.words) where try vocabulary.articles(of: word) == 0 {
      guard let better = try spelling.correction(of: word) else { continue }
      corrected = replaced(word, by: better, in: corrected)
    }
    return corrected == text.string ? nil : SafeText(line: corrected)
  }

  /// The text with a word put in another's place, wherever that stands, and whole: all around it stays.
  private static func replaced(_ word: String, by better: String, in text: String) -> String {
    var scalars = text.unicodeScalars
    for range in SearchQuery(word).hits(in: text).reversed() {
      let start = scalars.index(scalars.startIndex, offsetBy: range.lowerBound)
      var end = scalars.index(start, offsetBy: range.count)
      if end < scalars.endIndex, scalars[end] == "*" { end = scalars.index(after: end) }
      scalars.replaceSubrange(start..<end, with: better.unicodeScalars)
    }
    return String(scalars)
  }
}
