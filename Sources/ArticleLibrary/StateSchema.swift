// The tables of `state.sqlite`: what cannot be rebuilt.

import GRDB

/// The state file's form.
///
/// A later version adds a step to `migrations` and never changes one: every state file that was ever
/// written is brought up to date.
enum StateSchema {
  /// `DLst` in ASCII.
  static let applicationID: Int64 = 0x444C_7374

  static var version: Int64 { Int64(migrations.count) }

  /// Makes or updates the tables; safe when two processes do it at once.
  static func migrate(_ db: Database) throws {
    try db.execute(sql: "PRAGMA journal_mode = WAL")
    try db.inTransaction(.immediate) {
      let known = try db.integer("PRAGMA user_version") ?? 0
      for step in migrations.dropFirst(Int(known)) { try db.execute(sql: step) }
      if known < version {
        try db.execute(
          sql: "PRAGMA application_id = \(applicationID); PRAGMA user_version = \(version)")
      }
      return .commit
    }
  }

  private static let migrations = [first, second, third]

  /// - `followed`: `members` and `seen` are ids, 8 bytes each, big-endian: the story's articles, so
  ///   that a new index knows it again, and those that were there when it was last looked at.
  /// - `anchor`: names of threads that a new index would not give them by itself.
  /// - `opened.at`: when an article was last opened or marked read, in seconds since 1970.
  /// - `edition`: the article as it was read, where its document changed since.
  private static let third = """
    CREATE TABLE followed (
      story INTEGER PRIMARY KEY, since INTEGER NOT NULL, members BLOB NOT NULL, seen BLOB NOT NULL);
    CREATE TABLE anchor (story INTEGER PRIMARY KEY);
    CREATE TABLE opened (id INTEGER PRIMARY KEY, at INTEGER NOT NULL);
    CREATE TABLE edition (
      id INTEGER PRIMARY KEY, article BLOB NOT NULL, kept INTEGER NOT NULL);
    """

  /// - `search`: the searches that are kept. `meta.visitEnd` is when the last reader ended.
  private static let second = """
    CREATE TABLE search (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, text TEXT NOT NULL);
    """

  /// - `meta`: `identity` ties an index to this file, `sequence` counts the changes of marks.
  /// - `document.item` is empty where a document is one article. Rows of documents that are gone
  ///   stay: when one comes back, or its text appears elsewhere, it is known again.
  /// - `mark.bits`: 1 read, 2 starred, 4 queued; `sequence` is that of the change that wrote the row.
  /// - `journal.articles`: the ids that really changed, 8 bytes each, big-endian.
  private static let first = """
    CREATE TABLE meta (key TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
    INSERT INTO meta VALUES ('identity', random()), ('sequence', 0);
    CREATE TABLE root (
      id INTEGER PRIMARY KEY AUTOINCREMENT, path BLOB NOT NULL UNIQUE, device INTEGER);
    CREATE TABLE document (
      id INTEGER PRIMARY KEY, root INTEGER NOT NULL, path BLOB NOT NULL, item TEXT NOT NULL,
      hash INTEGER NOT NULL, firstSeen INTEGER NOT NULL, gone INTEGER NOT NULL DEFAULT 0);
    CREATE INDEX documentPath ON document (root, path, item);
    CREATE INDEX documentHash ON document (hash);
    CREATE TABLE mark (id INTEGER PRIMARY KEY, bits INTEGER NOT NULL, sequence INTEGER NOT NULL);
    CREATE INDEX markSequence ON mark (sequence);
    CREATE TABLE journal (
      id INTEGER PRIMARY KEY AUTOINCREMENT, change TEXT NOT NULL, articles BLOB NOT NULL,
      made INTEGER NOT NULL, undone INTEGER NOT NULL DEFAULT 0);
    CREATE TABLE position (
      id INTEGER PRIMARY KEY, section INTEGER NOT NULL, block INTEGER NOT NULL,
      offset INTEGER NOT NULL, blockHash INTEGER NOT NULL, fraction REAL NOT NULL);
    CREATE TABLE visit (
      id INTEGER PRIMARY KEY, parent INTEGER, article INTEGER NOT NULL, headline TEXT NOT NULL,
      lastChild INTEGER, section INTEGER, block INTEGER, offset INTEGER, blockHash INTEGER,
      fraction REAL);
    CREATE INDEX visitArticle ON visit (article);
    CREATE TABLE trail (
      only INTEGER PRIMARY KEY CHECK (only = 1), current INTEGER, lastFromList INTEGER);
    CREATE TABLE session (key TEXT PRIMARY KEY, text TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE kept (id INTEGER PRIMARY KEY, article BLOB NOT NULL);
    """
}
