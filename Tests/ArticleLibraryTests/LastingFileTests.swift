// The files that cannot be rebuilt: migrated, rescued and forgotten from one list of tables.

import ArticleModel
import Foundation
import GRDB
import TestSupport
import Testing

@testable import ArticleLibrary

@Suite struct LastingFileTests {
  private func open(_ folder: TemporaryFolder) throws -> Library {
    try Library.open(directory: RawPath(folder.path("library")))
  }

  /// All that `EarlierState` put into a file of that version is there.
  private func expectEverything(
    _ library: Library, version: Int, missing: Int = 0, count: Int = 400
  ) throws {
    let counts = try library.state.read { db in
      try ["root", "document", "mark", "journal", "position", "visit", "trail"].map {
        Int(try db.integer("SELECT count(*) FROM \($0)") ?? -1)
      }
    }
    #expect(counts[0] == 1)
    #expect(counts[1] >= count - missing && counts[1] <= count)
    #expect(counts[2] >= count - missing && counts[2] <= count)
    if missing == 0 { #expect(counts[3...] == [1, 1, 1, 1]) }
    guard missing == 0 else { return }
    #expect(try library.session("/news") == "session 1\nselected 2")
    #expect(try library.trail(limit: 5).visits.count == 1)
    #expect(try library.article(ArticleID(rawValue: 1))?.article == EarlierState.article("Kept"))
    if version >= 2 { #expect(try library.savedSearches().map(\.name) == ["Talks"]) }
    if version >= 3 {
      #expect(try library.follows([StoryID(rawValue: 1)]).count == 1)
      #expect(try library.texts.edition(2)?.time == 6)
    }
  }

  @Test(arguments: EarlierState.versions)
  func `a state file of every earlier version opens with all of it`(version: Int) throws {
    let folder = try TemporaryFolder()
    _ = try EarlierState.make(version: version, in: folder.path("library"))
    let library = try open(folder)
    #expect(library.notices.isEmpty)
    try expectEverything(library, version: version)
    // Texts went to their own file, and nothing of them is left here.
    let tables = try library.state.read { db in
      try String.fetchAll(db, sql: "SELECT name FROM sqlite_master WHERE type = 'table'")
    }
    #expect(!tables.contains("kept") && !tables.contains("edition"))
    let again = try open(folder)
    try expectEverything(again, version: version)
  }

  @Test(arguments: EarlierState.versions, ["pages", "cut", "count", "head", "middle"])
  func `a damaged state file of every earlier version gives what can be read`(
    version: Int, kind: String
  ) throws {
    let folder = try TemporaryFolder()
    let path = try EarlierState.make(version: version, in: folder.path("library"))
    var bytes = try #require(FileManager.default.contents(atPath: path))
    var missing = 0
    switch kind {
    // The head counts more pages than there are, or fewer.
    case "pages": bytes.replaceSubrange(28..<32, with: [0, 0, 0x7F, 0xFF])
    case "count": bytes.replaceSubrange(28..<32, with: [0, 0, 0, 2])
    case "cut":
      bytes.removeLast(1_000)
      missing = 200
    case "head": bytes.replaceSubrange(0..<100, with: Data(repeating: 0x58, count: 100))
    default:
      let page = bytes.count / 8_192 * 4_096
      bytes.replaceSubrange(page..<page + 4_096, with: Data(repeating: 0xA5, count: 4_096))
      missing = 200
    }
    try bytes.write(to: URL(fileURLWithPath: path))
    let library = try open(folder)
    #expect(library.notices.count == 1)
    try expectEverything(library, version: version, missing: missing)
    #expect(library.check().filter { !$0.isOK && $0.name != "folder" }.isEmpty)
    #expect(try open(folder).notices.isEmpty)
  }

  @Test func `a migration that is killed at any statement is done by the next start`() throws {
    for limit in 1..<40 {
      let folder = try TemporaryFolder()
      let path = try EarlierState.make(version: 3, in: folder.path("library"), count: 20)
      let done = try migrateKilled(path, after: limit)
      try expectEverything(open(folder), version: 3, count: 20)
      if done { return }
    }
    Issue.record("the migration never came to its end")
  }

  /// Migrates, and stops as a kill would before the statement of that number; says whether it ended.
  private func migrateKilled(_ path: String, after limit: Int) throws -> Bool {
    struct Killed: Error {}
    let texts = TextStore(RawPath(path).parent)
    let queue = try DatabaseQueue(path: path)
    defer { try? queue.close() }
    var left = limit
    do {
      try queue.writeWithoutTransaction { db in
        db.trace { _ in left -= 1 }
        try StateSchema.tables.migrate(db) { state, _ in
          try texts.takeOver(from: state)
          if left <= 0 { throw Killed() }
        }
        if left <= 0 { throw Killed() }
      }
      return true
    } catch is Killed {
      return false
    }
  }

  @Test func `the list of tables is what the files hold`() throws {
    let fixture = try Fixture()
    _ = try fixture.library.texts.file()
    for (file, tables) in [
      (fixture.library.state, StateSchema.tables),
      (try fixture.library.texts.file(), ItemsSchema.tables),
    ] {
      let found = try file.read { db in
        try String.fetchAll(
          db,
          sql: "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
      }
      #expect(Set(found) == Set(tables.current.map(\.name)))
      for table in tables.current {
        let columns = try file.read { db in
          try String.fetchAll(
            db, sql: "SELECT name FROM pragma_table_info(?)", arguments: [table.name])
        }
        #expect(columns == table.columns.map(\.name), "\(table.name)")
      }
    }
  }

  @Test(arguments: EarlierState.versions)
  func `a migrated file has the same form as a new one`(version: Int) throws {
    let folder = try TemporaryFolder()
    _ = try EarlierState.make(version: version, in: folder.path("library"))
    let old = try form(open(folder))
    let new = try form(Library.open(directory: RawPath(folder.path("new"))))
    #expect(old == new)
  }

  private func form(_ library: Library) throws -> [String] {
    try library.state.read { db in
      let tables = try String.fetchAll(
        db, sql: "SELECT name FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY name")
      return try tables.flatMap { table in
        try Row.fetchAll(db, sql: "SELECT * FROM pragma_table_xinfo(?)", arguments: [table]).map {
          "\(table) \($0)"
        }
      } + tables
    }
  }

  @Test func `a column that is added later is rescued from a file that lacks it`() throws {
    let folder = try TemporaryFolder()
    let path = try EarlierState.make(version: 3, in: folder.path("library"))
    let queue = try DatabaseQueue()
    try queue.writeWithoutTransaction { db in
      var tables = StateSchema.tables
      tables.version += 1
      let place = try #require(tables.all.firstIndex { $0.name == "mark" })
      tables.all[place].columns.append(
        LastingTable.Column("later", "INTEGER NOT NULL DEFAULT 7", since: tables.version))
      try tables.migrate(db)
      _ = try Salvage(of: RawPath(path), tables).merge(into: db)
      #expect(try db.integer("SELECT count(*) FROM mark WHERE later = 7") == 400)
    }
  }
}
