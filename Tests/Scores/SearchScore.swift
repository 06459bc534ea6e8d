// How well known articles are found.

import ArticleLibrary
import ArticleModel
import Foundation
import GRDB
import TestSupport
import TextAnalysis

/// Known-item search: an article is looked for by words of its own, and the reciprocal of its rank
/// counts. Any article of the same headline or body is as good.
struct SearchScore {
  func run() throws {
    for corpus in ["bbc", "stories"] {
      guard let pool = try Pool(corpus) else { continue }
      try headlines(pool, corpus)
      for draw in Draw.allCases { try words(pool, corpus, draw) }
    }
    if let pool = try Pool("ntrex") { try languages(pool) }
    try naughty()
  }

  private func headlines(_ pool: Pool, _ corpus: String) throws {
    let queries = pool.items.map { item in
      let words = Terms.all(in: item.headline).filter { !StopWords.contains($0) }
      return (words.isEmpty ? item.headline : words.joined(separator: " "), item)
    }
    try score("\(corpus), headline without stop words", queries, pool)
  }

  private func score(
    _ name: String, _ queries: [(String, Pool.Item)], _ pool: Pool, shows: Int = 6
  ) throws {
    let twins = Twins(pool.items)
    var sum = 0.0
    var missed: [String] = []
    var times: [Double] = []
    for (query, item) in queries {
      let start = ContinuousClock.now
      let results = try pool.library.search(
        SearchRequest(text: SafeText(line: query), limit: 100))
      times.append((ContinuousClock.now - start) / .milliseconds(1))
      let rank = results.matches.firstIndex { twins.isSame($0.row.id, item.id) }
      sum += rank.map { 1 / Double($0 + 1) } ?? 0
      if rank == nil { missed.append("\(item.path): \(query)") }
    }
    times.sort()
    let median = times.isEmpty ? 0 : times[times.count / 2]
    print(
      String(
        format: "  %@: MRR %.4f (%d queries, %d missed), %.2f ms", name,
        sum / Double(max(1, queries.count)), queries.count, missed.count, median))
    for line in missed.prefix(shows) { print("    missed \(line)") }
  }

  // MARK: Words of the body

  private static let draws = 1_000

  /// The words that are drawn: any word of the body, a word as often as it stands there, or no stop word.
  private enum Draw: String, CaseIterable {
    case words, occurrences, bearing = "words, no stop words,"
  }

  /// Three words drawn from the body, beside plain FTS5 on the same text.
  private func words(_ pool: Pool, _ corpus: String, _ draw: Draw) throws {
    let twins = Twins(pool.items)
    let plain = try PlainSearch(pool.items)
    var random = SeededRandom(seed: 7)
    var ours = 0.0
    var theirs = 0.0
    var count = 0
    while count < Self.draws {
      let item = pool.items[random.below(pool.items.count)]
      let all = Terms.all(in: item.body)
      let words =
        draw == .occurrences
        ? all : Set(all.filter { draw == .words || !StopWords.contains($0) }).sorted()
      guard Set(words).count >= 3 else { continue }
      var drawn: [String] = []
      while drawn.count < 3 {
        let word = words[random.below(words.count)]
        if !drawn.contains(word) { drawn.append(word) }
      }
      count += 1
      let results = try pool.library.search(
        SearchRequest(text: SafeText(line: drawn.joined(separator: " ")), limit: 200))
      let rank = results.matches.firstIndex { twins.isSame($0.row.id, item.id) }
      ours += rank.map { 1 / Double($0 + 1) } ?? 0
      let plainRank = try plain.search(drawn).firstIndex { twins.isSame($0, item.id) }
      theirs += plainRank.map { 1 / Double($0 + 1) } ?? 0
    }
    let draws = Double(Self.draws)
    print(
      String(
        format: "  %@, three %@ of the body: MRR %.4f, plain FTS5 bm25 %.4f, %+.4f", corpus,
        draw.rawValue, ours / draws, theirs / draws, (ours - theirs) / draws))
  }

  // MARK: Languages

  private func languages(_ pool: Pool) throws {
    let groups = Dictionary(grouping: pool.items) { $0.path.prefix { $0 != "/" } }
    for (language, items) in groups.sorted(by: { $0.key < $1.key }) {
      try score(
        "ntrex \(language), headline as it stands", items.map { ($0.headline, $0) }, pool,
        shows: 2)
    }
  }

  // MARK: Naughty strings

  private func naughty() throws {
    guard let path = SharedData.path("suites/blns/blns.json"), let pool = try Pool("bbc") else {
      return print("blns: not here, passed over")
    }
    let data = try Data(contentsOf: URL(fileURLWithPath: path))
    let strings = try JSONDecoder().decode([String].self, from: data)
    var found = 0
    var slowest = 0.0
    for string in strings {
      for (isTyping, text) in [(false, string), (true, SearchQuery.typed(string))] {
        let start = ContinuousClock.now
        let results = try pool.library.search(
          SearchRequest(text: SafeText(line: text), limit: 20))
        slowest = max(slowest, (ContinuousClock.now - start) / .milliseconds(1))
        if !isTyping, !results.matches.isEmpty { found += 1 }
      }
    }
    print(
      String(
        format: "naughty strings: %d, no error, %d found something, slowest %.1f ms",
        strings.count, found, slowest))
  }
}

/// Which articles are as good as each other: same headline or same body.
private struct Twins {
  private var headline: [ArticleID: String] = [:]
  private var body: [ArticleID: String] = [:]

  init(_ items: [Pool.Item]) {
    for item in items {
      headline[item.id] = item.headline
      body[item.id] = item.body
    }
  }

  func isSame(_ left: ArticleID, _ right: ArticleID) -> Bool {
    left == right || headline[left] == headline[right] || body[left] == body[right]
  }
}

/// SQLite's FTS5 as it comes: its own tokenizer, every word wanted, ordered by `bm25`.
private struct PlainSearch {
  private let queue: DatabaseQueue
  private let ids: [ArticleID]

  init(_ items: [Pool.Item]) throws {
    queue = try DatabaseQueue()
    ids = items.map(\.id)
    try queue.write { db in
      try db.execute(sql: "CREATE VIRTUAL TABLE plain USING fts5 (text)")
      for item in items {
        try db.execute(
          sql: "INSERT INTO plain VALUES (?)", arguments: [item.headline + "\n" + item.body])
      }
    }
  }

  func search(_ words: [String]) throws -> [ArticleID] {
    let query = words.map { "\"" + $0 + "\"" }.joined(separator: " AND ")
    return try queue.read { db in
      try Int64.fetchAll(
        db, sql: "SELECT rowid FROM plain WHERE plain MATCH ? ORDER BY bm25(plain) LIMIT 200",
        arguments: [query]
      ).map { ids[Int($0) - 1] }
    }
  }
}
