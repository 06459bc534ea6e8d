// The words of all articles: how many articles have them, and their stems.

import ArticleModel
import Foundation
import GRDB
import TextAnalysis

/// Counts of words that are not yet in the index: writing them with each batch would cost more than
/// the words themselves.
final class VocabularyCount {
  /// By the language of the articles, as that decides the stem.
  private var words: [Language?: [String: Int64]] = [:]
  private var wordCount = 0
  private var languages: [Language: Int64] = [:]
  private var articles = 0
  /// The last article that was written.
  var lastDocno: Int64?

  /// When the counts are to be written: in articles, and in distinct words.
  private static let articleLimit = 4_096
  private static let wordLimit = 80_000

  var isEmpty: Bool { articles == 0 }
  var isFull: Bool { articles >= Self.articleLimit || wordCount >= Self.wordLimit }

  /// Counts an article's words in (1) or out (-1).
  func add(_ terms: ArticleTerms, _ sign: Int64) {
    articles += 1
    var known = words.removeValue(forKey: terms.language) ?? [:]
    let before = known.count
    for word in terms.vocabulary { known[word, default: 0] += sign }
    wordCount += known.count - before
    words[terms.language] = known
    if let language = terms.language { languages[language, default: 0] += sign }
  }

  /// Writes the counts; they are in the index when the transaction is committed.
  func write(_ db: Database) throws {
    let stemmer = Stemmer()
    for (language, known) in words {
      // In order, as the table is: neighbours lie on one page.
      for (word, count) in known.sorted(by: { $0.key < $1.key }) where count != 0 {
        try Self.write(word, stemmer.term(for: word, in: language), count, db)
      }
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
    words = [:]
    wordCount = 0
    languages = [:]
    articles = 0
  }

  private static func write(
    _ word: String, _ stem: String, _ count: Int64, _ db: Database
  ) throws {
    try db.run(
      """
      INSERT INTO word VALUES (?, ?, ?)
      ON CONFLICT (word, stem) DO UPDATE SET articles = articles + excluded.articles
      """, [word, stem, count])
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
      add(ArticleTerms(article), 1)
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
    Int(try db.integer("SELECT sum(articles) FROM word WHERE word = ?", [word]) ?? 0)
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
    while let row = try rows.next() { found.append((row.text(0), Int(row.integer(1)))) }
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
