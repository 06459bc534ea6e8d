// Stories as the library finds them: what is near an article, its thread, who names it, all on a name.

package import ArticleModel
import Foundation
import GRDB
import StoryMatching
import Synchronization
import TextAnalysis

extension Library {
  /// The frequencies that made the index's vectors; `nil` before there are any.
  func frequencies() throws -> StoryFrequencies? {
    let number = try readIndex { try $0.integer("SELECT max(number) FROM epoch") }
    guard let number else { return nil }
    if let known = stories.withLock({ $0.epoch == number ? $0.frequencies : nil }) { return known }
    let bytes = try readIndex { db in
      try Data.fetchOne(
        db.cachedStatement(sql: "SELECT frequencies FROM epoch WHERE number = ?"),
        arguments: [number])
    }
    guard let bytes, let frequencies = StoryFrequencies(bytes: Array(bytes)) else { return nil }
    stories.withLock { $0 = StoryMemory(epoch: number, frequencies: frequencies) }
    return frequencies
  }

  /// Forgets what may have changed.
  func forgetStories() { stories.withLock { $0 = StoryMemory() } }

  /// The articles nearest to an article, best first; `scopes` only marks what lies outside. If none
  /// shares words with it, those of its desk that are nearest in time, with a score of 0.
  package func relatedStories(
    of id: ArticleID, scopes: [Scope], limit: Int
  ) throws -> [RelatedStory] {
    guard limit > 0 else { return [] }
    let sharing = try storiesSharingWords(with: id, scopes, limit: limit)
    return try sharing.isEmpty ? storiesNearInTime(to: id, scopes, limit: limit) : sharing
  }

  private func storiesNearInTime(
    to id: ArticleID, _ scopes: [Scope], limit: Int
  ) throws -> [RelatedStory] {
    guard let own = try rows([id]).first else { return [] }
    var query = ListQuery()
    query.desk = own.desk.map { SafeText(line: String($0.string.prefix { $0 != "/" })) }
    var near: [ArticleRow] = []
    for desk in [query.desk, nil] where near.isEmpty {
      query.desk = desk
      near = try window(query, .aroundArticle(id, above: 3), count: 7).rows.filter { $0.id != id }
    }
    let sorted = near.sorted {
      (abs($0.key.time &- own.key.time), $0.id) < (abs($1.key.time &- own.key.time), $1.id)
    }
    return sorted.prefix(min(3, limit)).map { row in
      RelatedStory(
        row: row, score: 0, kind: .related, isNear: false,
        isOutside: !scopes.hold(folder: row.folder, path: row.rawPath))
    }
  }

  private func storiesSharingWords(
    with id: ArticleID, _ scopes: [Scope], limit: Int
  ) throws -> [RelatedStory] {
    guard let frequencies = try frequencies() else { return [] }
    let found = try readIndex {
      try StoryFinder($0, frequencies).related(to: id, limit: Bounded.count(limit))
    }
    let rows = try rows(found.map(\.id))
    let byID = Dictionary(rows.map { ($0.id, $0) }) { first, _ in first }
    return found.compactMap { found in
      guard let row = byID[found.id] else { return nil }
      return RelatedStory(
        row: row, score: Double(found.match.similarity), kind: .init(found.match.kind),
        isNear: found.match.isNear, because: found.because,
        isOutside: !scopes.hold(folder: row.folder, path: row.rawPath))
    }
  }

  /// The story of an article; `nil` for an article that the library does not hold.
  package func thread(of id: ArticleID) throws -> StoryThread? {
    let found = try readIndex { db -> (story: Int64?, rows: [Row])? in
      let row = try Row.fetchOne(
        db.cachedStatement(sql: "SELECT thread, docno, copyOf FROM article WHERE id = ?"),
        arguments: [id.rawValue])
      guard let row else { return nil }
      if let story = row.optionalInteger(0) { return (story, []) }
      let head = row.optionalInteger(2) ?? row.integer(1)
      return (nil, try Self.threadRows("docno = ?1 OR copyOf = ?1", head, db))
    }
    guard let found else { return nil }
    if let story = found.story { return try thread(StoryID(rawValue: story)) }
    return try thread(nil, found.rows)
  }

  /// A story; `nil` if there is none of this key.
  package func thread(_ story: StoryID) throws -> StoryThread? {
    let rows = try readIndex { try Self.threadRows("thread = ?1", story.rawValue, $0) }
    return try thread(story, rows)
  }

  /// The followed stories, that followed last first, each with its reports.
  package func followedThreads() throws -> [StoryThread] {
    let stories = try state.read { db in
      var stories: [StoryID] = []
      let rows = try db.rows("SELECT story FROM followed ORDER BY since DESC, story")
      while let row = try rows.next() { stories.append(StoryID(rawValue: row.integer(0))) }
      return stories
    }
    return try stories.compactMap { try thread($0) }
  }

  /// Every story of the scopes that has several articles, one after the other.
  package func forEachThread(scopes: [Scope], _ body: (StoryThread) throws -> Void) throws {
    var last = Int64.min
    while true {
      let page = try readIndex { db in
        try Int64.fetchAll(
          db.cachedStatement(
            sql: """
              SELECT thread FROM article INDEXED BY articleThread WHERE thread > ?
              GROUP BY thread HAVING sum(fold = 0) > 1 ORDER BY thread LIMIT 500
              """), arguments: [last])
      }
      guard let end = page.last else { return }
      for story in page {
        guard let thread = try thread(StoryID(rawValue: story)) else { continue }
        let inside = thread.reports.count {
          scopes.hold(folder: $0.row.folder, path: $0.row.rawPath)
        }
        if inside > 1 || scopes.isEmpty { try body(thread) }
      }
      last = end
    }
  }

  // MARK: Threads

  private static let reportLimit = 2_000

  private static func threadRows(
    _ condition: String, _ value: Int64, _ db: Database
  ) throws -> [Row] {
    try Row.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT \(ListPlan.columns), copyOf,
            (SELECT body.article FROM body WHERE body.docno = article.docno)
          FROM article WHERE \(condition) ORDER BY recency, id LIMIT \(reportLimit)
          """), arguments: [value])
  }

  private func thread(_ story: StoryID?, _ rows: [Row]) throws -> StoryThread? {
    guard !rows.isEmpty else { return nil }
    let shown = try articleRows(rows, order: .newest)
    let count = ListPlan.Column.count
    let docnos = Set(rows.map { $0.integer(ListPlan.Column.docno) })
    var copies: [Int64: [ArticleRow]] = [:]
    var heads: [(docno: Int64, report: StoryThread.Report)] = []
    for (row, article) in zip(rows, shown) {
      if let head = row.optionalInteger(count), docnos.contains(head) {
        copies[head, default: []].append(article)
      } else {
        let location = ArticleCoding.decode(row.bytes(count + 1))?.dateline?.location
        heads.append(
          (
            row.integer(ListPlan.Column.docno),
            StoryThread.Report(row: article, location: location)
          ))
      }
    }
    let reports = heads.map { docno, report in
      var report = report
      report.copies = copies[docno] ?? []
      report.row.copies = report.copies.count
      return report
    }
    let followed = try story.flatMap { try follows([$0])[$0] }
    let new = followed.map { known in reports.count { !known.seen.contains($0.row.id) } }
    return StoryThread(
      id: story, headline: reports.first?.row.headline ?? .empty, reports: reports.reversed(),
      followedSince: followed?.since, newReports: new ?? 0)
  }

  // MARK: Names

  /// Articles near one that are looked at for headlines which name it in other words.
  private static let namingLooked = 30

  /// The articles that name this one among their related headlines, newest first: with its very
  /// headline, or, of the articles near it, with one that leads to it.
  package func naming(_ id: ArticleID) throws -> [ArticleRow] {
    let known = try namingByHeadline(id)
    let near = try relatedStories(of: id, scopes: [], limit: Self.namingLooked).map(\.row.id)
    let others = try near.filter { !known.contains($0) }.filter { other in
      guard let related = try storedArticle(other)?.related, !related.isEmpty else { return false }
      return try resolve(related.map(\.headline), scopes: [], excluding: other).contains {
        $0.status == .found && $0.candidates.first?.id == id
      }
    }
    return try rows(known + others).sorted { $0.key < $1.key }
  }

  /// The articles that name the very headline of one.
  private func namingByHeadline(_ id: ArticleID) throws -> [ArticleID] {
    try readIndex { db -> [ArticleID] in
      guard
        let headline = try String.fetchOne(
          db.cachedStatement(sql: "SELECT headline FROM article WHERE id = ?"),
          arguments: [id.rawValue])
      else { return [] }
      let key = HeadlineKey.of(headline)
      let rows = try db.rows(
        """
        SELECT article.id, body.article FROM named
        JOIN article ON article.docno = named.docno JOIN body ON body.docno = named.docno
        WHERE named.key = ? ORDER BY article.recency, article.id LIMIT 200
        """, [Int64(NamedHeadline.key(headline))])
      var ids: [ArticleID] = []
      while let row = try rows.next() {
        let other = ArticleID(rawValue: row.integer(0))
        guard other != id, let article = ArticleCoding.decode(row.bytes(1)),
          article.related.contains(where: { HeadlineKey.of($0.headline.string) == key })
        else { continue }
        ids.append(other)
      }
      return ids
    }
  }

  private static let mentionsRead = 10_000

  /// Everything on a name, oldest first; of more than `limit` the newest.
  package func mentions(of name: SafeText, scopes: [Scope], limit: Int) throws -> [ArticleRow] {
    let words = Terms.all(in: name.string)
    guard !words.isEmpty else { return [] }
    let phrase = words.map { "\"" + $0.filter { $0 != "\"" } + "\"" }.joined(separator: " + ")
    let rows = try readIndex { db in
      try Row.fetchAll(
        db.cachedStatement(
          sql: """
            SELECT \(ListPlan.columns) FROM article WHERE docno IN (
              SELECT rowid FROM terms WHERE terms MATCH ? ORDER BY rowid DESC
              LIMIT \(Self.mentionsRead))
            ORDER BY recency, id
            """), arguments: ["{headline lead body tags} : " + phrase])
    }
    var shown = try articleRows(rows, order: .newest)
    shown.removeAll { !scopes.hold(folder: $0.folder, path: $0.rawPath) }
    let docnos = rows.map {
      (ArticleID(rawValue: $0.integer(ListPlan.Column.id)), $0.integer(ListPlan.Column.docno))
    }
    shown = try withoutCopies(shown, Dictionary(docnos) { first, _ in first })
    return shown.prefix(limit).reversed()
  }
}

extension Library {
  /// Rows without those that are copies of another of them, which says how many those are.
  private func withoutCopies(
    _ rows: [ArticleRow], _ docnos: [ArticleID: Int64]
  ) throws -> [ArticleRow] {
    let held = Set(rows.compactMap { docnos[$0.id] })
    let heads = try readIndex { try $0.column("copyOf", of: Array(held)) }
    var copies: [Int64: Int] = [:]
    var kept = rows.filter { row in
      guard let docno = docnos[row.id], let head = heads[docno], held.contains(head) else {
        return true
      }
      copies[head, default: 0] += 1
      return false
    }
    for place in kept.indices {
      kept[place].copies = docnos[kept[place].id].flatMap { copies[$0] } ?? 0
    }
    return kept
  }
}

extension ArticleModel.StoryKind {
  init(_ kind: StoryMatching.StoryKind) {
    switch kind {
    case .duplicate: self = .duplicate
    case .same: self = .same
    case .related: self = .related
    }
  }
}
