// The tables of `items.sqlite`: texts that are nowhere else, or soon may not be.

/// The form of the file of texts. As with the state file, a change of form raises its version.
///
/// It stands apart from the state file because that is copied at each backup, and texts are large.
enum ItemsSchema {
  static let tables = LastingTables(
    // `DLit` in ASCII.
    applicationID: 0x444C_6974, version: 1,
    all: [
      LastingTable(
        name: "meta",
        columns: [
          LastingTable.Column("key", "TEXT PRIMARY KEY"),
          LastingTable.Column("value", "INTEGER NOT NULL"),
        ],
        isWithoutRowID: true, firstRows: ["('identity', random())"]),
      LastingTable(name: "kept", columns: keptColumns, mentions: [.about("id")]),
      LastingTable(name: "edition", columns: editionColumns, mentions: [.about("id")]),
    ])

  /// The text of what is starred, queued, followed or on the trail, as `ArticleCoding` wrote it.
  static let keptColumns = [
    LastingTable.Column("id", "INTEGER PRIMARY KEY"),
    LastingTable.Column("article", "BLOB NOT NULL"),
  ]

  /// An article as it was read, where its document changed since; `kept` is when it was read, in
  /// seconds since 1970.
  static let editionColumns = [
    LastingTable.Column("id", "INTEGER PRIMARY KEY"),
    LastingTable.Column("article", "BLOB NOT NULL"),
    LastingTable.Column("kept", "INTEGER NOT NULL"),
  ]
}
