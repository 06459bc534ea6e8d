// The form of the state file in every earlier version of Dateline, word for word.

/// The statements by which earlier versions made their state files.
package enum EarlierStateForm {
  package static let versions = Array(1...steps.count)

  /// `PRAGMA application_id`: `DLst` in ASCII.
  package static let application = 0x444C_7374

  /// Statements by which a version was made from the one before it.
  package static let steps = [
    """
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
    """,
    """
    CREATE TABLE search (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, text TEXT NOT NULL);
    """,
    """
    CREATE TABLE followed (
      story INTEGER PRIMARY KEY, since INTEGER NOT NULL, members BLOB NOT NULL, seen BLOB NOT NULL);
    CREATE TABLE anchor (story INTEGER PRIMARY KEY);
    CREATE TABLE opened (id INTEGER PRIMARY KEY, at INTEGER NOT NULL);
    CREATE TABLE edition (
      id INTEGER PRIMARY KEY, article BLOB NOT NULL, kept INTEGER NOT NULL);
    """,
  ]
}
