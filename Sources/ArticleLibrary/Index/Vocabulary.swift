// The words of all articles: how many articles have them, and their stems.

import ArticleModel
import Foundation
import GRDB
import TextAnalysis

/// Counts of words that are not yet in the index: writing them with each batch would cost more than
/// the words themselves.
final class VocabularyCount {
  /// Words of one table in articles of one language, as that decides the stem.
  private struct Group: Hashable {
    var table: ObjectIdentifier
    var language: Language?
  }

  /// Counts by the words' numbers.
  private final class Counts {
    let table: WordTable
    var articles: [Int32] = []
    init(_ table: WordTable) { self.table = table }
  }

  private var groups: [Group: Counts] = [:]
  private var languages: [Language: Int64] = [:]
  private var articles = 0
  private var written = 0
  /// The last article that was written.
  var lastDocno: Int64?
  private let stemmer = Stemmer()
  /// For articles that are not loaded but read back.
  let table = WordTable()

  /// When the counts are to be written, in articles: the first ones soon, as searches want them;
  /// then seldom, as each time most words of the language are written once more. A sync that was
  /// killed has as many to count again.
  private static let fewest = 2_048
  private static let most = 32_768

  var isEmpty: Bool { articles == 0 }
  var isFull: Bool { articles >= min(Self.most, max(Self.fewest, written * 3)) }

  /// Counts an article's words in (1) or out (-1).
  func add(_ terms: ArticleTerms, _ sign: Int64) {
    articles += 1
    let group = Group(table: ObjectIdentifier(terms.table), language: terms.language)
    let counts = groups[group] ?? Counts(terms.table)
    groups[group] = counts
    let most = Int(terms.words.max() ?? 0)
    if counts.articles.count <= most {
      counts.articles += Array(repeating: 0, count: most + 1024 - counts.articles.count)
    }
    for word in terms.words { counts.articles[Int(word)] += Int32(sign) }
    if let language = terms.language { languages[language, default: 0] += sign }
  }

  /// Writes the counts; they are in the index when the transaction is committed.
  func write(_ db: Database) throws {
    let entries = entries()
    var place = 0
    while place < entries.count {
      // Of two tables, or two languages with one stem.
      var entry = entries[place]
      place += 1
      while place < entries.count, entries[place].isSame(as: entry) {
        entry.count += entries[place].count
        place += 1
      }
      if entry.count != 0 { try Self.write(entry.word, entry.stem, entry.count, db) }
    }
    for (language, count) in languages {
      try db.run(
        """
        INSERT INTO language VALUES (?, ?)
        ON CONFLICT (name) DO UPDATE SET articles = articles + excluded.articles
        """, [language.rawValue, count])
    }
    if let lastDocno {
      try db.run("UPDATE meta SET value = ? WHERE key = 'counted'", [lastDocno])
    }
    languages = [:]
    written += articles
    articles = 0
  }

  private struct Entry {
    var word: String
    var stem: String
    var language: Language?
    var count: Int64

    func isSame(as other: Entry) -> Bool { word == other.word && stem == other.stem }
  }

  /// The words to be written, in the order of the table: neighbours lie on one page.
  private func entries() -> [Entry] {
    var all: [Entry] = []
    all.reserveCapacity(groups.values.reduce(0) { $0 + $1.articles.count { $0 != 0 } })
    for (group, counts) in groups {
      counts.table.forEach { number, word in
        guard number < counts.articles.count, counts.articles[number] != 0 else { return }
        all.append(
          Entry(
            word: word(), stem: "", language: group.language,
            count: Int64(counts.articles[number])))
      }
    }
    groups = [:]
    for place in all.indices {
      all[place].stem = stemmer.term(for: all[place].word, in: all[place].language)
    }
    all.sort { $0.word != $1.word ? $0.word < $1.word : $0.stem < $1.stem }
    return all
  }

  private static func write(
    _ word: String, _ stem: String, _ count: Int64, _ db: Database
  ) throws {
    var row = try DirectStatement(
      db,
      """
      INSERT INTO word VALUES (?, ?, ?)
      ON CONFLICT (word, stem) DO UPDATE SET articles = articles + excluded.articles
      """)
    row.bind(word)
    row.bind(stem)
    row.bind(count)
    try row.run()
    if count < 0 {
      try db.run(
        "DELETE FROM word WHERE word = ? AND stem = ? AND articles <= 0", [word, stem])
    }
  }

  /// Counts what a sync that was killed had written and not counted.
  func catchUp(_ db: Database) throws {
    let counted = try db.integer("SELECT value FROM meta WHERE key = 'counted'") ?? 0
    let rows = try db.rows(
      "SELECT docno, article FROM body WHERE docno > ? ORDER BY docno", [counted])
    while let row = try rows.next() {
      guard let article = ArticleCoding.decode(row.bytes(1)) else { continue }
      add(ArticleTerms(article, table), 1)
      lastDocno = row.integer(0)
    }
    if !isEmpty { try write(db) }
  }
}

/// The words that the index knows.
struct Vocabulary {
  let db: Database

  /// How many articles have a word.
  func articles(of word: String) throws -> Int {
    Bounded.count(try db.integer("SELECT sum(articles) FROM word WHERE word = ?", [word]) ?? 0)
  }

  /// The commonest words that share a stem with others, in how many articles each.
  func words(sharing stems: [String], limit: Int) throws -> [(word: String, articles: Int)] {
    try words(
      """
      SELECT word, sum(articles) AS n FROM word WHERE stem IN (SELECT value FROM json_each(?))
      GROUP BY word ORDER BY n DESC LIMIT ?
      """, [stems.json, limit])
  }

  /// The commonest words that begin with a prefix.
  func completions(of prefix: String, limit: Int) throws -> [(word: String, articles: Int)] {
    try words(
      """
      SELECT word, sum(articles) AS n FROM word WHERE word >= ? AND word < ?
      GROUP BY word ORDER BY n DESC LIMIT ?
      """, [prefix, prefix + "\u{10FFFF}", limit])
  }

  private func words(
    _ sql: String, _ arguments: StatementArguments
  ) throws -> [(word: String, articles: Int)] {
    let rows = try db.rows(sql, arguments)
    var found: [(word: String, articles: Int)] = []
    while let row = try rows.next() { found.append((row.text(0), row.count(1))) }
    return found
  }

  /// The languages of the articles, the commonest first.
  func languages() throws -> [Language] {
    let rows = try db.rows("SELECT name FROM language WHERE articles > 0 ORDER BY articles DESC")
    var found: [Language] = []
    while let row = try rows.next() {
      if let language = Language(rawValue: row.text(0)) { found.append(language) }
    }
    return found
  }
}

extension [String] {
  /// A JSON array for `json_each`: folded words have neither quotation marks nor control characters.
  var json: String {
    "[" + map { "\"" + $0.filter { $0 != "\"" && $0 != "\\" } + "\"" }.joined(separator: ",") + "]"
  }
}
