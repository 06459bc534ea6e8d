// Full-text search, ranked.

package import ArticleModel
import Foundation
import GRDB
import TextAnalysis

extension Library {
  /// Matches that get a snippet at once: those of the first screen.
  private static let snippetsAtOnce = 24

  /// The articles that match, best first: by BM25 with the headline and the opening weighing more,
  /// and newer articles preferred.
  ///
  /// Where nothing matches as it was typed, a typing mistake is forgiven, and said.
  ///
  /// - Throws: `LibraryError` where the index cannot be read.
  package func search(_ request: SearchRequest) throws -> SearchResults {
    mirrorMarks()
    let query = SearchQuery(request.text.string, isTyping: request.isTyping)
    guard !query.isEmpty else { return SearchResults() }
    let newSince = try newSince()
    if query.wanted.isEmpty { return try unworded(query, request, newSince) }
    let found = try readIndex { db -> (Ranked, SearchQuery, SafeText?) in
      var query = query
      var first = try rank(query, request, newSince, db)
      if first.total == 0, !query.unwanted.isEmpty {
        // A headline may have a word with a hyphen before it: then that was no command.
        query.wanted += query.unwanted
        query.unwanted = []
        first = try rank(query, request, newSince, db)
      }
      guard first.total == 0, let corrected = try Self.corrected(query, request, db) else {
        return (first, query, nil)
      }
      let second = try rank(corrected.query, request, newSince, db)
      return second.total == 0 ? (first, query, nil) : (second, corrected.query, corrected.text)
    }
    return try results(found.0, found.1, correction: found.2, request)
  }

  /// The snippets of articles for a search, by id.
  package func snippets(_ ids: [ArticleID], for text: SafeText) throws -> [ArticleID: Snippet] {
    let query = SearchQuery(text.string, isTyping: true)
    return try readIndex { db in
      var snippets: [ArticleID: Snippet] = [:]
      for id in ids { snippets[id] = try Self.snippet(id, query, db) }
      return snippets
    }
  }

  /// How many articles a search finds.
  package func count(_ request: SearchRequest) throws -> SavedSearch.Counts {
    var request = request
    request.limit = 400
    let results = try search(request)
    let unread = results.matches.count { !$0.row.marks.isRead }
    return SavedSearch.Counts(
      total: results.total, unread: unread,
      isMore: results.isMore || results.total > results.matches.count)
  }

  // MARK: Ranking

  private struct Ranked {
    var rows: [(row: Row, score: Double)] = []
    var total = 0
    var isMore = false
  }

  private func rank(
    _ query: SearchQuery, _ request: SearchRequest, _ newSince: Int64, _ db: Database
  ) throws -> Ranked {
    let plan = try SearchPlan(query, db, Stemmer())
    let run = SearchRun(
      plan: plan, request: request, filter: Self.filter(query, request.scopes, newSince), db: db,
      now: Int64(Date().timeIntervalSince1970))
    let outcome = try run.run()
    let scores = Dictionary(outcome.found.map { ($0.docno, $0.score) }) { first, _ in first }
    let rows = try Row.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT \(ListPlan.columns), docno FROM article
          WHERE docno IN (SELECT value FROM json_each(?))
          """), arguments: [outcome.found.map(\.docno).json])
    var ranked = rows.map { row in
      (
        row: row,
        score: Self.fresher(
          scores[row.integer(14)] ?? 0, row, run.now, clauses: query.wanted.count)
      )
    }
    ranked.sort { left, right in
      left.score != right.score
        ? left.score > right.score : left.row.integer(0) < right.row.integer(0)
    }
    return Ranked(
      rows: Array(ranked.prefix(request.limit)), total: outcome.total, isMore: outcome.isMore)
  }

  /// What is newer counts more, by half of that after a quarter of a year: much where one word was
  /// asked for, little where many words say which article is meant.
  private static func fresher(
    _ score: Double, _ row: Row, _ now: Int64, clauses: Int
  ) -> Double {
    let days = Double(now + row.integer(ListPlan.Column.newness)) / 86_400
    let most = 0.3 / pow(Double(max(1, clauses)), 1.5)
    return score * (1 + most * exp2(-max(0, days) / 90))
  }

  private func results(
    _ ranked: Ranked, _ query: SearchQuery, correction: SafeText?, _ request: SearchRequest
  ) throws -> SearchResults {
    let rows = try articleRows(ranked.rows.map(\.row), order: .newest)
    let snippets = try readIndex { db in
      try rows.prefix(Self.snippetsAtOnce).map { try Self.snippet($0.id, query, db) }
    }
    let matcher = QueryMatcher(query, language: nil)
    let matches = zip(rows, ranked.rows).enumerated().map { place, pair in
      SearchMatch(
        row: pair.0, score: pair.1.score,
        headlineHits: place < request.limit ? matcher.hits(in: pair.0.headline.string) : [],
        snippet: place < snippets.count ? snippets[place] : nil)
    }
    return SearchResults(
      matches: matches, total: ranked.total, isMore: ranked.isMore, correction: correction)
  }

  private static func snippet(
    _ id: ArticleID, _ query: SearchQuery, _ db: Database
  ) throws -> Snippet? {
    guard let coded = try codedArticle(id, db), let article = ArticleCoding.decode(coded) else {
      return nil
    }
    let language =
      article.language.flatMap { Language(tag: $0.string) } ?? ArticleTerms.language(of: article)
    return Snippet(
      of: article, QueryMatcher(query, language: language), clauses: query.wanted.count)
  }

  // MARK: Limits

  /// What limits the rows of `article` beside the words.
  private static func filter(
    _ query: SearchQuery, _ scopes: [Scope], _ newSince: Int64
  ) -> Clause {
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
    for desk in query.desks { clauses.append(ListPlan.inDesk(desk)) }
    if let day = query.firstDay {
      clauses.append(Clause(sql: "newness <= ?", arguments: [-Int64(day) * 86_400]))
    }
    if let day = query.endDay {
      clauses.append(Clause(sql: "newness > ?", arguments: [-Int64(day) * 86_400]))
    }
    for mark in query.marks { clauses.append(clause(mark, newSince)) }
    return Clause.joined(clauses)
  }

  private static func clause(_ mark: SearchQuery.Mark, _ newSince: Int64) -> Clause {
    switch mark {
    case .unread: Clause(sql: "isRead = 0")
    case .read: Clause(sql: "isRead = 1")
    case .starred: Clause(sql: "isStarred = 1")
    case .queued: Clause(sql: "isQueued = 1")
    case .new: Clause(sql: "firstSeen > ?", arguments: [newSince])
    }
  }

  /// A query of limits alone: the newest articles that keep to them.
  private func unworded(
    _ query: SearchQuery, _ request: SearchRequest, _ newSince: Int64
  ) throws -> SearchResults {
    var list = ListQuery()
    list.scopes = request.scopes
    list.unreadOnly = query.marks.contains(.unread)
    list.starredOnly = query.marks.contains(.starred)
    list.queuedOnly = query.marks.contains(.queued)
    list.desk = query.desks.first.map { SafeText(line: $0) }
    let scopes = try listedScopes(list)
    let filter = Self.filter(query, [], newSince)
    var rows = try readIndex { db in
      try scopes.flatMap { scope in
        var plan = try ListPlan(list, in: scope, db)
        if !filter.sql.isEmpty { plan.limit(by: filter) }
        return try plan.rows(db, beyond: nil, forward: true, limit: request.limit + 1)
      }
    }
    rows.sort { ListOrder.newest.key(of: $0) < ListOrder.newest.key(of: $1) }
    let isMore = rows.count > request.limit
    let matches = try articleRows(Array(rows.prefix(request.limit)), order: .newest).map {
      SearchMatch(row: $0, score: 0)
    }
    return SearchResults(matches: matches, total: matches.count, isMore: isMore)
  }

  // MARK: Typing mistakes

  private static func corrected(
    _ query: SearchQuery, _ request: SearchRequest, _ db: Database
  ) throws -> (query: SearchQuery, text: SafeText)? {
    let spelling = Spelling(vocabulary: Vocabulary(db: db))
    var corrected = query
    var text = request.text.string
    var isChanged = false
    for place in query.wanted.indices {
      for (number, word) in query.wanted[place].words.enumerated() {
        if try Vocabulary(db: db).articles(of: word) > 0 { continue }
        guard let better = try spelling.correction(of: word) else { continue }
        corrected.wanted[place].words[number] = better
        corrected.wanted[place].isPrefix = false
        text = replaced(word, by: better, in: text)
        isChanged = true
      }
    }
    return isChanged ? (corrected, SafeText(line: text)) : nil
  }

  /// The text with a word put in another's place, wherever its terms are that word.
  private static func replaced(_ word: String, by better: String, in text: String) -> String {
    text.split(separator: " ", omittingEmptySubsequences: false).map { piece in
      Terms.all(in: String(piece)) == [word] ? better : String(piece)
    }.joined(separator: " ")
  }
}
