// A table of a file that cannot be rebuilt: all that is done to such tables comes from one list.

import GRDB

/// One table: its name, its columns, and the articles that its rows speak of.
///
/// Files are created and migrated from lists of these (`LastingTables.migrate`), damaged ones are
/// rescued by them column by column (`Salvage`), and articles are forgotten by them (`Forgetting`).
struct LastingTable: Sendable {
  /// A column, with the version of the file's form in which it came.
  struct Column: Sendable {
    var name: String
    /// Its type and constraints in SQL. A column that came later than its table needs a default.
    var form: String
    var since: Int

    init(_ name: String, _ form: String, since: Int = 1) {
      self.name = name
      self.form = form
      self.since = since
    }
  }

  /// How rows speak of articles, and so what becomes of a row when articles are forgotten.
  enum Mention: Sendable {
    /// The row is about the article whose id stands in this column: it goes.
    case about(String)
    /// Ids, packed, that lose those of the articles; the row goes when the first of these columns
    /// holds none any more.
    case packed([String])
    /// A visit of the trail: its children go to its parent.
    case visit
    /// The two ends of the trail.
    case trailEnds
    /// A view of the reader as text.
    case session
    /// The name of a story: it goes where it is an article's id, and no row of `followed` bears it.
    case storyName(String)
  }

  var name: String
  var columns: [Column]
  /// A constraint that follows the columns, in SQL: `PRIMARY KEY`.
  var constraint: String?
  var isWithoutRowID = false
  var since = 1
  /// The version of the file's form from which the table is no more.
  var until: Int?
  var indexes: [Index] = []
  /// Rows that a new table begins with, as SQL values.
  var firstRows: [String] = []
  var mentions: [Mention] = []

  struct Index: Sendable {
    var name: String
    /// The columns, and a condition that follows them.
    var columns: String
    var condition = ""
    var since = 1
  }

  /// The table as a file of a version has it, in SQL.
  func creation(version: Int) -> [String] {
    let parts =
      columns.filter { $0.since <= version }.map { "\($0.name) \($0.form)" }
      + (constraint.map { [$0] } ?? [])
    let create = "CREATE TABLE \(name) (\(parts.joined(separator: ", ")))"
    return [create + (isWithoutRowID ? " WITHOUT ROWID" : "")]
      + indexes.filter { $0.since <= version }.map { creation(of: $0) }
      + firstRows.map { "INSERT INTO \(name) VALUES \($0)" }
  }

  fileprivate func creation(of index: Index) -> String {
    "CREATE INDEX \(index.name) ON \(name) (\(index.columns)) \(index.condition)"
  }

  /// True if a file of this version has the table.
  func isIn(version: Int) -> Bool {
    since <= version && until.map { version < $0 } ?? true
  }
}

/// The tables of one file, and the version of its form.
struct LastingTables: Sendable {
  /// Tells the file from those of other programs.
  var applicationID: Int64
  var version: Int
  var all: [LastingTable]

  /// The tables of the present version.
  var current: [LastingTable] { all.filter { $0.isIn(version: version) } }

  /// The statements that bring a file of an earlier version, 0 for a new one, up to another.
  func steps(from known: Int, to version: Int) -> [String] {
    all.flatMap { table -> [String] in
      let isThere = table.isIn(version: known) && known > 0
      let isWanted = table.isIn(version: version)
      if isThere, !isWanted { return ["DROP TABLE \(table.name)"] }
      guard isWanted else { return [] }
      guard isThere else { return table.creation(version: version) }
      let isNew = { (since: Int) in since > known && since <= version }
      return table.columns.filter { isNew($0.since) }.map {
        "ALTER TABLE \(table.name) ADD COLUMN \($0.name) \($0.form)"
      } + table.indexes.filter { isNew($0.since) }.map { table.creation(of: $0) }
    }
  }

  /// Makes or updates the tables; safe when two processes do it at once.
  ///
  /// - Parameters:
  ///   - db: a connection that no transaction is open on.
  ///   - leaving: called within the transaction before anything of an earlier version is dropped, with
  ///     that version.
  /// - Throws: what SQLite says.
  func migrate(_ db: Database, leaving: (Database, Int) throws -> Void = { _, _ in }) throws {
    try db.inTransaction(.immediate) {
      let known = Int(clamping: try db.integer("PRAGMA user_version") ?? 0)
      guard known < version else { return .commit }
      if known > 0 { try leaving(db, known) }
      for step in steps(from: known, to: version) { try db.execute(sql: step) }
      try db.execute(
        sql: "PRAGMA application_id = \(applicationID); PRAGMA user_version = \(version)")
      return .commit
    }
  }
}
