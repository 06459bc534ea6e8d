// The neighbours of one article are found by a few hundred small reads of the index.

import ArticleModel
import Foundation
import GRDB
import StoryMatching
import TextAnalysis

/// Finds the articles near one, within one read of the index.
struct StoryFinder {
  let db: Database
  let frequencies: StoryFrequencies
  private let sketcher = StorySketcher()
  private let table = WordTable()
  private let words = StoryWords()

  /// New articles that have no vector yet: so many of them are looked at all the same.
  private static let freshLimit = 40
  /// The figures of such an article until its own are known.
  private static let typical = StoryFigures(popularity: 0.2, background: 0.1)

  init(_ db: Database, _ frequencies: StoryFrequencies) {
    self.db = db
    self.frequencies = frequencies
  }

  /// An article that was found near another.
  struct Found {
    var id: ArticleID
    var match: RelatedStories.Match
    var because: [SafeText]
  }

  /// The articles near one, best first: copies of one text once, but those of the article itself.
  func related(to id: ArticleID, limit: Int) throws -> [Found] {
    guard let docno = try docno(of: id), let text = try StoredText.fetch([docno], db).first,
      let article = ArticleCoding.decode(text.coded), let profile = try profiles([docno]).first
    else { return [] }
    // A few more, as copies may go.
    let answer = try RelatedStories(source: source(), frequencies: frequencies).answer(
      for: profile, articleCount: articleCount(), limit: limit + 20)
    let chosen = try folded(answer.matches, of: docno).prefix(limit)
    let vectors = try profiles(chosen.map(\.number)).map { ($0.number, $0.vector) }
    let byNumber = Dictionary(vectors) { first, _ in first }
    let ids = try ids(chosen.map(\.number))
    var words = SharedWords(profile.vector, article, sketcher: sketcher)
    return chosen.compactMap { match in
      guard let id = ids[match.number] else { return nil }
      let shared = byNumber[match.number].map { words.shared(with: $0) }
      return Found(id: id, match: match, because: (shared ?? []).map { SafeText(line: $0) })
    }
  }

  // MARK: Questions of matching

  func articleCount() throws -> Int {
    Bounded.count(try db.integer("SELECT sum(total) FROM tally") ?? 0)
  }

  /// The index as matching asks it.
  func source() throws -> StorySource {
    let fresh = try Int64.fetchAll(
      db.cachedStatement(
        sql: "SELECT docno FROM article WHERE docno > ? ORDER BY docno DESC LIMIT ?"),
      arguments: [try db.meta("related"), Self.freshLimit])
    return StorySource(
      holding: { key, limit in fresh + (try StoryLists(db: db).holding(key, limit: limit)) },
      profiles: profiles)
  }

  /// The profiles of articles; of those that have no vector yet it is made now.
  func profiles(_ numbers: [Int64]) throws -> [StorySource.Profile] {
    var found: [StorySource.Profile] = []
    found.reserveCapacity(numbers.count)
    let rows = try db.rows(
      "SELECT docno, bytes FROM story WHERE docno IN (SELECT value FROM json_each(?))",
      [numbers.json])
    let related = try db.meta("related")
    while let row = try rows.next() {
      if let record = row.withBytes(1, { StoryRecord($0) }) {
        found.append(record.profile(number: row.integer(0)))
      }
    }
    let fresh = numbers.filter { $0 > related }
    guard !fresh.isEmpty else { return found }
    let known = Set(found.map(\.number))
    for text in try StoredText.fetch(fresh.filter { !known.contains($0) }, db) {
      if let count = text.counted(table, words) { found.append(profile(of: count)) }
    }
    return found
  }

  /// An article's counts.
  func counted(_ text: StoredText) -> StoryCount? { text.counted(table, words) }

  /// The profile of an article that was just counted.
  func profile(of count: StoryCount) -> StorySource.Profile {
    StorySource.Profile(
      number: count.docno, day: count.day, vector: frequencies.vector(of: count.sketch),
      figures: Self.typical, print: count.print)
  }

  private func docno(of id: ArticleID) throws -> Int64? {
    try db.integer("SELECT docno FROM article WHERE id = ?", [id.rawValue])
  }

  private func ids(_ docnos: [Int64]) throws -> [Int64: ArticleID] {
    let rows = try db.rows(
      "SELECT docno, id FROM article WHERE docno IN (SELECT value FROM json_each(?))",
      [docnos.json])
    var ids: [Int64: ArticleID] = [:]
    while let row = try rows.next() { ids[row.integer(0)] = ArticleID(rawValue: row.integer(1)) }
    return ids
  }

  // MARK: Copies

  /// The matches with what is a copy of the article named so only where it is one, and of the copies
  /// of another text the best.
  private func folded(
    _ matches: [RelatedStories.Match], of docno: Int64
  ) throws -> [RelatedStories.Match] {
    let heads = try db.column("copyOf", of: matches.map(\.number) + [docno])
    let own = heads[docno] ?? docno
    // Two articles of one thread tell one story, however near they are by themselves.
    let threads = try db.column("thread", of: matches.map(\.number) + [docno])
    var shown: Set<Int64> = []
    return try matches.compactMap { match in
      var match = match
      let head = heads[match.number] ?? match.number
      if head == own {
        match.kind = .duplicate
        return match
      }
      if match.kind == .duplicate, try !EditionTraits.areCopies(docno, match.number, db) {
        match.kind = .same
      }
      if match.kind == .related, let thread = threads[docno], threads[match.number] == thread {
        match.kind = .same
      }
      return match.kind == .duplicate || shown.insert(head).inserted ? match : nil
    }
  }
}

extension Database {
  /// A column of some articles by their rows, where it has a number.
  func column(_ name: String, of docnos: [Int64]) throws -> [Int64: Int64] {
    let rows = try rows(
      """
      SELECT docno, \(name) FROM article
      WHERE docno IN (SELECT value FROM json_each(?)) AND \(name) IS NOT NULL
      """, [docnos.json])
    var numbers: [Int64: Int64] = [:]
    while let row = try rows.next() { numbers[row.integer(0)] = row.integer(1) }
    return numbers
  }
}
