// SQLite's own full-text index, filled at a stretch: the rate that a first sync is held against.

import GRDBSQLite
import TestSupport
import TextAnalysis

/// A table of contents and one of terms, as Dateline's index has them, and nothing else.
struct FullTextFloor {
  private let database: OpaquePointer
  private let contents: OpaquePointer
  private let terms: OpaquePointer

  /// An empty file; SQLite's errors are thrown in its own words.
  private init(path: String) throws {
    var opened: OpaquePointer?
    guard sqlite3_open(path, &opened) == SQLITE_OK, let opened else {
      throw SystemFailure("sqlite3_open", path)
    }
    database = opened
    try Self.run(
      """
      PRAGMA page_size = 16384; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;
      PRAGMA cache_size = -65536; PRAGMA wal_autocheckpoint = 0;
      CREATE TABLE body (docno INTEGER PRIMARY KEY, article BLOB NOT NULL);
      CREATE VIRTUAL TABLE terms USING fts5 (
        headline, lead, body, content = '', tokenize = 'ascii');
      """, opened)
    contents = try Self.prepare("INSERT INTO body VALUES (?, ?)", opened)
    terms = try Self.prepare(
      "INSERT INTO terms (rowid, headline, lead, body) VALUES (?, ?, ?, ?)", opened)
  }

  /// Indexes the whole corpus in one transaction.
  ///
  /// - Returns: the time that SQLite took, without that in which the terms were made.
  static func measure(_ corpus: BenchmarkCorpus) throws -> Duration {
    let folder = try TemporaryFolder()
    let floor = try FullTextFloor(path: folder.path("floor.sqlite"))
    defer { floor.close() }
    var time = try ContinuousClock().measure { try run("BEGIN", floor.database) }
    let step = 2_000
    for start in stride(from: 0, to: corpus.count, by: step) {
      let entries = (start..<min(start + step, corpus.count)).map { index in
        Entry(corpus.generator.document(index))
      }
      time += try ContinuousClock().measure {
        for (offset, entry) in entries.enumerated() { try floor.insert(entry, start + offset) }
      }
    }
    time += try ContinuousClock().measure {
      try run("COMMIT; PRAGMA wal_checkpoint(TRUNCATE)", floor.database)
    }
    return time
  }

  /// An article as the tables take it.
  private struct Entry {
    let content: [UInt8]
    let columns: [[UInt8]]

    init(_ document: GeneratedDocument) {
      content = document.bytes
      let lines = document.text.split(separator: "\n").filter { $0 != "---" }
      let lead = lines.dropFirst(document.published == nil ? 0 : 3)
      columns = [[document.headline[...]], Array(lead.prefix(2)), Array(lead.dropFirst(2))].map {
        var terms: [UInt8] = []
        for line in $0 {
          Terms.forEach(in: String(line)) {
            terms += $0.utf8
            terms.append(0x20)
          }
        }
        return terms
      }
    }
  }

  private func insert(_ entry: Entry, _ number: Int) throws {
    sqlite3_bind_int64(contents, 1, Int64(number))
    try bind(entry.content, contents, 2, isText: false) {
      sqlite3_bind_int64(terms, 1, Int64(number))
      try bind(entry.columns[0], terms, 2, isText: true) {
        try bind(entry.columns[1], terms, 3, isText: true) {
          try bind(entry.columns[2], terms, 4, isText: true) {
            try step(contents)
            try step(terms)
          }
        }
      }
    }
  }

  /// Lends bytes to a statement while `body` runs.
  private func bind(
    _ bytes: [UInt8], _ statement: OpaquePointer, _ column: Int32, isText: Bool,
    _ body: () throws -> Void
  ) throws {
    try bytes.withUnsafeBytes { buffer in
      let pointer = buffer.baseAddress.map { $0.assumingMemoryBound(to: CChar.self) }
      let count = Int32(buffer.count)
      _ =
        isText
        ? sqlite3_bind_text(statement, column, pointer, count, nil)
        : sqlite3_bind_blob(statement, column, pointer, count, nil)
      try body()
    }
  }

  private func step(_ statement: OpaquePointer) throws {
    let code = sqlite3_step(statement)
    sqlite3_reset(statement)
    guard code == SQLITE_DONE else { throw Self.failure(database) }
  }

  private func close() {
    sqlite3_finalize(contents)
    sqlite3_finalize(terms)
    sqlite3_close(database)
  }

  private static func run(_ sql: String, _ database: OpaquePointer) throws {
    guard sqlite3_exec(database, sql, nil, nil, nil) == SQLITE_OK else { throw failure(database) }
  }

  private static func prepare(_ sql: String, _ database: OpaquePointer) throws -> OpaquePointer {
    var statement: OpaquePointer?
    guard sqlite3_prepare_v2(database, sql, -1, &statement, nil) == SQLITE_OK, let statement else {
      throw failure(database)
    }
    return statement
  }

  private static func failure(_ database: OpaquePointer) -> CommandFailure {
    CommandFailure(description: "SQLite: " + String(cString: sqlite3_errmsg(database)))
  }
}
