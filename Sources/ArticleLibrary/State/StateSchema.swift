// The tables of `state.sqlite`: each of them once, with all that is known of it.

/// The state file's form.
///
/// A change of form raises `version`: a new table or column says since when it is there, one that goes
/// until when it was. Nothing that was ever in a version is taken out of the list, so that every state
/// file that was ever written is brought up to date.
enum StateSchema {
  static let tables = LastingTables(
    // `DLst` in ASCII.
    applicationID: 0x444C_7374, version: 4,
    all: documents + marks + reading + stories + [meta, session, search] + texts)

  static var applicationID: Int64 { tables.applicationID }
  static var version: Int64 { Int64(tables.version) }

  private typealias Column = LastingTable.Column

  /// `identity` ties an index to this file; `items` is there once there was a file of texts;
  /// `sequence` counts the changes of marks. Readers before this one left a `visitEnd`.
  private static let meta = LastingTable(
    name: "meta",
    columns: [Column("key", "TEXT PRIMARY KEY"), Column("value", "INTEGER NOT NULL")],
    isWithoutRowID: true, firstRows: ["('identity', random()), ('sequence', 0)"])

  /// `document.item` is empty where a document is one article. Rows of documents that are gone stay:
  /// when one comes back, or its text appears elsewhere, it is known again.
  private static let documents = [
    LastingTable(
      name: "root",
      columns: [
        Column("id", "INTEGER PRIMARY KEY AUTOINCREMENT"), Column("path", "BLOB NOT NULL UNIQUE"),
        Column("device", "INTEGER"),
      ]),
    LastingTable(
      name: "document",
      columns: [
        Column("id", "INTEGER PRIMARY KEY"), Column("root", "INTEGER NOT NULL"),
        Column("path", "BLOB NOT NULL"), Column("item", "TEXT NOT NULL"),
        Column("hash", "INTEGER NOT NULL"), Column("firstSeen", "INTEGER NOT NULL"),
        Column("gone", "INTEGER NOT NULL DEFAULT 0"),
      ],
      indexes: [
        .init(name: "documentPath", columns: "root, path, item"),
        .init(name: "documentHash", columns: "hash"),
      ], mentions: [.about("id")]),
  ]

  /// - `mark.bits`: 1 read, 2 starred, 4 queued; `sequence` is that of the change that wrote the row.
  /// - `journal.articles`: the ids that really changed, packed.
  private static let marks = [
    LastingTable(
      name: "mark",
      columns: [
        Column("id", "INTEGER PRIMARY KEY"), Column("bits", "INTEGER NOT NULL"),
        Column("sequence", "INTEGER NOT NULL"),
      ],
      indexes: [
        .init(name: "markSequence", columns: "sequence"),
        .init(name: "markKept", columns: "id", condition: "WHERE bits & 6", since: 4),
      ], mentions: [.about("id")]),
    LastingTable(
      name: "journal",
      columns: [
        Column("id", "INTEGER PRIMARY KEY AUTOINCREMENT"), Column("change", "TEXT NOT NULL"),
        Column("articles", "BLOB NOT NULL"), Column("made", "INTEGER NOT NULL"),
        Column("undone", "INTEGER NOT NULL DEFAULT 0"),
      ], mentions: [.packed(["articles"])]),
  ]

  /// `opened.at`: when an article was last opened or marked read, in seconds since 1970.
  private static let reading = [
    LastingTable(
      name: "position",
      columns: [
        Column("id", "INTEGER PRIMARY KEY"), Column("section", "INTEGER NOT NULL"),
        Column("block", "INTEGER NOT NULL"), Column("offset", "INTEGER NOT NULL"),
        Column("blockHash", "INTEGER NOT NULL"), Column("fraction", "REAL NOT NULL"),
      ], mentions: [.about("id")]),
    LastingTable(
      name: "visit",
      columns: [
        Column("id", "INTEGER PRIMARY KEY"), Column("parent", "INTEGER"),
        Column("article", "INTEGER NOT NULL"), Column("headline", "TEXT NOT NULL"),
        Column("lastChild", "INTEGER"), Column("section", "INTEGER"), Column("block", "INTEGER"),
        Column("offset", "INTEGER"), Column("blockHash", "INTEGER"), Column("fraction", "REAL"),
      ],
      indexes: [.init(name: "visitArticle", columns: "article")], mentions: [.visit]),
    LastingTable(
      name: "trail",
      columns: [
        Column("only", "INTEGER PRIMARY KEY CHECK (only = 1)"), Column("current", "INTEGER"),
        Column("lastFromList", "INTEGER"),
      ], mentions: [.trailEnds]),
    LastingTable(
      name: "opened",
      columns: [Column("id", "INTEGER PRIMARY KEY"), Column("at", "INTEGER NOT NULL")],
      since: 3, mentions: [.about("id")]),
  ]

  /// - `followed`: `members` are the story's articles, so that a new index knows it again, `seen` those
  ///   that were there when it was last looked at; both packed.
  /// - `anchor`: names of threads that a new index would not give them by itself.
  private static let stories = [
    LastingTable(
      name: "followed",
      columns: [
        Column("story", "INTEGER PRIMARY KEY"), Column("since", "INTEGER NOT NULL"),
        Column("members", "BLOB NOT NULL"), Column("seen", "BLOB NOT NULL"),
      ],
      since: 3, mentions: [.packed(["members", "seen"])]),
    LastingTable(
      name: "anchor", columns: [Column("story", "INTEGER PRIMARY KEY")],
      since: 3, mentions: [.storyName("story")]),
  ]

  private static let session = LastingTable(
    name: "session", columns: [Column("key", "TEXT PRIMARY KEY"), Column("text", "TEXT NOT NULL")],
    isWithoutRowID: true, mentions: [.session])

  /// The searches that are kept.
  private static let search = LastingTable(
    name: "search",
    columns: [
      Column("id", "INTEGER PRIMARY KEY AUTOINCREMENT"), Column("name", "TEXT NOT NULL"),
      Column("text", "TEXT NOT NULL"),
    ], since: 2)

  /// Texts stood here until version 4; now they are in the file of texts (`ItemsSchema`), in tables of
  /// the same names.
  private static let texts = [
    LastingTable(
      name: "kept", columns: ItemsSchema.keptColumns, until: 4, mentions: [.about("id")]),
    LastingTable(
      name: "edition", columns: ItemsSchema.editionColumns, since: 3, until: 4,
      mentions: [.about("id")]),
  ]
}
