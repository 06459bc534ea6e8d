// A library as an earlier version of Dateline left it, made of one that is full.

import ArticleModel
import GRDBSQLite
import Glibc
import TestSupport

/// Libraries of versions 1 to 3, with marks, a trail, searches and texts of what is gone, over one folder.
final class EarlierLibrary {
  private let room: FaultRoom
  /// The starred articles whose documents are gone: their texts stand in the state file.
  private let gone: [ListedArticle]
  private var random = SeededRandom(seed: 4)

  /// The tables of every version, and since when each is there.
  private static let tables = [
    ("root", 1), ("document", 1), ("mark", 1), ("journal", 1), ("position", 1), ("visit", 1),
    ("trail", 1), ("session", 1), ("search", 2), ("followed", 3), ("anchor", 3), ("opened", 3),
  ]

  init(_ program: String) throws {
    room = try FaultRoom(program, articles: 120)
    let rows = try room.dateline.list()
    try room.star(rows.enumerated().filter { $0.offset % 3 == 0 }.map(\.element.id))
    for change in ["--queue", "--read"] {
      let chosen = rows.enumerated().filter { $0.offset % 4 == (change == "--read" ? 1 : 2) }
      _ = try room.dateline.output(["mark", change] + chosen.map(\.element.id))
      for row in chosen { room.marks.note(row.element.id, change, isConfirmed: true) }
    }
    try Self.read(room)
    let marked = try room.dateline.list()
    for row in marked { room.marks.set(row.id, .read, row.read) }
    gone = Array(marked.filter(\.starred).prefix(3))
    for row in gone { unlink(room.news + "/" + row.path) }
    _ = try room.dateline.output(["sync", room.news])
    try run(
      "INSERT INTO search (name, text) VALUES ('Talks', 'talks'), ('Old', 'before:2020')",
      on: room.file("state.sqlite"))
  }

  /// Reads some articles, follows one, and leaves a trail.
  private static func read(_ room: FaultRoom) throws {
    let reader = try room.reader()
    for key in ["gg", "Enter", "Space", "1", "F", "G", "H", "q"] {
      reader.press(key)
      try reader.settle(quiet: 60)
    }
    reader.press("Q")
    _ = try reader.waitForExit()
  }

  /// Opens a library of a version, killed within the time that a migration takes; then it must be whole.
  func tryKilled(version: Int, number: Int) throws -> Verdict {
    let library = room.folder.path("library-\(number)")
    defer { FileTree.remove(RawPath(library)) }
    try make(version: version, in: library)
    let expected = try counts(version, library)
    let dateline = DatelineProgram(path: room.dateline.path, library: library)
    for _ in 0..<(1 + random.below(2)) {
      let list = try ChildProcess([dateline.path, "list"], environment: dateline.environment)
      _ = list.run(forAtMost: Double(random.below(300) + 1) / 10_000)
      list.signal(SIGKILL)
      _ = try list.wait(within: 10)
    }
    let rows = try dateline.list([room.news])
    let verdict = room.marks.compare(rows)
    guard case .survived = verdict else { return verdict }
    let found = try counts(version, library)
    guard found == expected else { return .lost("version \(version): \(expected) → \(found)") }
    for row in gone where try dateline.show(row.id).headline.text != row.headline {
      return .lost("the text of \(row.id)")
    }
    return .survived
  }

  /// The rows of each table that a version has. The first sync may note more documents.
  private func counts(_ version: Int, _ library: String) throws -> [Int] {
    try Self.tables.filter { $0.1 <= version && $0.0 != "document" }.map { table, _ in
      try integer("SELECT count(*) FROM \(table)", on: library + "/state.sqlite")
    }
  }

  /// Writes a library that has a state file of that version and nothing else.
  private func make(version: Int, in library: String) throws {
    FileTree.remove(RawPath(library))
    try FileTree.makeFolder(RawPath(library))
    chmod(library, 0o700)
    let path = library + "/state.sqlite"
    let copies = Self.tables.filter { $0.1 <= version }.map { table, _ in
      "INSERT INTO \(table) SELECT * FROM now.\(table);"
    }
    try run(
      """
      PRAGMA journal_mode = WAL;
      ATTACH '\(room.file("state.sqlite"))' AS now;
      ATTACH '\(room.file("items.sqlite"))' AS texts;
      BEGIN;
      \(EarlierStateForm.steps.prefix(version).joined())
      DELETE FROM meta;
      INSERT INTO meta SELECT * FROM now.meta WHERE key IN ('identity', 'sequence');
      \(copies.joined())
      INSERT INTO kept SELECT * FROM texts.kept;
      PRAGMA application_id = \(EarlierStateForm.application);
      PRAGMA user_version = \(version);
      COMMIT;
      """, on: path)
  }
}

// MARK: - SQL

extension EarlierLibrary {
  private func run(_ statements: String, on path: String) throws {
    try Self.opened(path) { database in
      var words: UnsafeMutablePointer<CChar>?
      guard sqlite3_exec(database, statements, nil, nil, &words) == SQLITE_OK else {
        throw SystemFailure(words.map { String(cString: $0) } ?? "sqlite3_exec", path)
      }
    }
  }

  private func integer(_ query: String, on path: String) throws -> Int {
    try Self.opened(path) { database in
      var statement: OpaquePointer?
      defer { sqlite3_finalize(statement) }
      guard sqlite3_prepare_v2(database, query, -1, &statement, nil) == SQLITE_OK,
        sqlite3_step(statement) == SQLITE_ROW
      else { throw SystemFailure(query, path) }
      return Int(sqlite3_column_int64(statement, 0))
    }
  }

  private static func opened<Result>(
    _ path: String, _ body: (OpaquePointer) throws -> Result
  ) throws -> Result {
    var database: OpaquePointer?
    defer { sqlite3_close(database) }
    guard sqlite3_open(path, &database) == SQLITE_OK, let database else {
      throw SystemFailure("sqlite3_open", path)
    }
    sqlite3_busy_timeout(database, 5_000)
    return try body(database)
  }
}
