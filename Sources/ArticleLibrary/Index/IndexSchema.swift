// The tables of `index.sqlite`: what can be made again from the folders and the state.

import ArticleModel
import GRDB

/// The index file's form. It is never migrated: another version is deleted and made anew.
enum IndexSchema {
  /// `DLix` in ASCII.
  static let applicationID: Int64 = 0x444C_6978
  /// Raised whenever the tables, the terms or the coding of articles change.
  static let version: Int64 = 13

  /// How a new file is laid out.
  static let layout = "PRAGMA page_size = 16384; PRAGMA auto_vacuum = INCREMENTAL;"

  /// Makes the tables; safe when two processes do it at once.
  static func create(_ db: Database, identity: Int64) throws {
    try db.inTransaction(.immediate) {
      if try db.integer("PRAGMA user_version") == 0 {
        try db.execute(sql: tables)
        try db.run("INSERT INTO meta VALUES ('identity', ?)", [identity])
        try db.execute(
          sql: "PRAGMA application_id = \(applicationID); PRAGMA user_version = \(version)")
      }
      return .commit
    }
  }

  /// - `meta`: `identity` of the state that the ids are from; `applied`, the sequence number up to
  ///   which marks are mirrored; `unfinished`, whether the index may lack what the state has:
  ///   it is new, or a sync began that did not end; `counted`, see `word`.
  /// - `file.reason`: why it is no article; `retry`: whether that may pass without the file changing.
  /// - `article.hash` is that of the document as it was when the row was written: where the state
  ///   file's is another, a sync was killed between the two.
  /// - `article.docno` rises with every write, as FTS5 wants its rows; `recency` is the negative of
  ///   the seconds by which lists sort, so that every order rises. `deskTop` is the desk's first
  ///   part. The sort columns are folded and cut.
  /// - `terms` has the words by field, and as `keys` the days and the beginnings of the headline's
  ///   words. Its hash holds a sync's transaction, so that each is one
  ///   segment; eight become one, as a search looks into every segment.
  /// - `word` counts the articles that have a word, with its stem: for its other forms, for what is
  ///   being typed, for the rarity of words and for typing mistakes. It is
  ///   written now and then: `meta.counted` is the last `docno` that is in it.
  /// - `traits` has what ranking wants of every article, so that it is read once and not with each
  ///   match: see `SearchTraits`.
  /// - `body.language` is the language that the terms were made in; null for none with a stemmer.
  /// - `tally` counts articles by folder and desk, so that facets cost no scan; how many of them are
  ///   folded under a newer edition is counted beside it, in lists of a root and of one desk.
  /// - For `article.thread` and what follows from it see `StorySchema`.
  private static let tables = """
    CREATE TABLE meta (key TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
    INSERT INTO meta VALUES ('applied', 0), ('unfinished', 1), ('counted', 0);
    CREATE TABLE file (
      root INTEGER NOT NULL, path BLOB NOT NULL, size INTEGER NOT NULL,
      modified INTEGER NOT NULL, changed INTEGER NOT NULL, reason TEXT,
      retry INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (root, path)) WITHOUT ROWID;
    CREATE TABLE article (
      docno INTEGER PRIMARY KEY AUTOINCREMENT, id INTEGER NOT NULL, root INTEGER NOT NULL,
      path BLOB NOT NULL, item TEXT NOT NULL, headline TEXT NOT NULL, headlineSort TEXT NOT NULL,
      keyHash INTEGER NOT NULL, hash INTEGER NOT NULL, desk TEXT, deskSort TEXT NOT NULL, deskTop TEXT NOT NULL,
      ownDesk INTEGER NOT NULL, published TEXT, firstSeen INTEGER NOT NULL, words INTEGER NOT NULL,
      recency INTEGER NOT NULL, isRead INTEGER NOT NULL, isStarred INTEGER NOT NULL,
      isQueued INTEGER NOT NULL, isGone INTEGER NOT NULL DEFAULT 0, thread INTEGER, copyOf INTEGER,
      fold INTEGER NOT NULL DEFAULT 0);
    CREATE UNIQUE INDEX articleID ON article (id);
    CREATE INDEX articlePath ON article (root, path);
    CREATE INDEX articleKey ON article (keyHash);
    CREATE INDEX articleNewest ON article (root, recency, id);
    CREATE INDEX articleHeadline ON article (root, headlineSort, id);
    CREATE INDEX articleDesk ON article (root, deskSort, recency, id);
    CREATE INDEX articleDeskTop ON article (root, deskTop, recency, id);
    CREATE INDEX articleUnread ON article (root, isRead, recency, id);
    CREATE INDEX articleStarred ON article (root, recency, id) WHERE isStarred = 1;
    CREATE INDEX articleQueued ON article (root, recency, id) WHERE isQueued = 1;
    CREATE TABLE body (docno INTEGER PRIMARY KEY, language TEXT, article BLOB NOT NULL);
    CREATE TABLE traits (number INTEGER PRIMARY KEY, bytes BLOB NOT NULL);
    CREATE VIRTUAL TABLE terms USING fts5 (
      headline, lead, body, location, byline, tags, keys, content = '', tokenize = 'ascii',
      columnsize = 0);
    INSERT INTO terms (terms, rank) VALUES ('automerge', 8), ('hashsize', 16777216);
    CREATE TABLE word (
      word TEXT, stem TEXT, articles INTEGER NOT NULL, PRIMARY KEY (word, stem)) WITHOUT ROWID;
    CREATE INDEX wordStem ON word (stem, word);
    CREATE TABLE language (name TEXT PRIMARY KEY, articles INTEGER NOT NULL) WITHOUT ROWID;
    CREATE TABLE tally (
      root INTEGER NOT NULL, folder BLOB NOT NULL, deskTop TEXT NOT NULL, name TEXT NOT NULL,
      total INTEGER NOT NULL, unread INTEGER NOT NULL, starred INTEGER NOT NULL,
      queued INTEGER NOT NULL, folded INTEGER NOT NULL, foldedUnread INTEGER NOT NULL,
      foldedInDesk INTEGER NOT NULL, foldedUnreadInDesk INTEGER NOT NULL,
      PRIMARY KEY (root, folder, deskTop)) WITHOUT ROWID;
    """ + StorySchema.tables
}
