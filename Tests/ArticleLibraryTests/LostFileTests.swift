// Files that are emptied, removed or replaced, before a start and while a library is open.

import ArticleModel
import Foundation
import GRDB
import TestSupport
import Testing

@testable import ArticleIntake
@testable import ArticleLibrary

@Suite struct LostFileTests {
  private func starred(_ library: Library) throws -> [ArticleID] {
    var query = ListQuery()
    query.starredOnly = true
    return try library.window(query, .first, count: 1_000).rows.map(\.id).sorted()
  }

  /// A library with some articles starred, closed but for the fixture's own connection.
  private func fixture(count: Int = 45, backedUp: Bool) throws -> (Fixture, [ArticleID]) {
    let fixture = try Fixture()
    for number in 0..<count { try fixture.story("Story \(number)", to: "\(number).txt") }
    try fixture.sync()
    let ids = try fixture.rows().map(\.id).sorted()
    _ = try fixture.library.mark(ids, .star)
    let backups = StateBackups(file: .state(in: fixture.library.directory))
    for path in backups.paths { DatabaseFile.remove(path) }
    if backedUp { #expect(backups.make(fixture.library.state)) }
    // The index mirrors the stars once a list was asked for.
    #expect(try starred(fixture.library) == ids)
    fixture.library.putLogsAway()
    try fixture.library.state.replacing {}
    try fixture.library.index.replacing {}
    return (fixture, ids)
  }

  private func lose(_ kind: String, _ fixture: Fixture) throws {
    let path = fixture.base + "/library/state.sqlite"
    switch kind {
    case "removed": try FileManager.default.removeItem(atPath: path)
    case "allRemoved":
      for suffix in ["", "-wal", "-shm"] {
        try? FileManager.default.removeItem(atPath: path + suffix)
      }
    case "emptied": try Data().write(to: URL(fileURLWithPath: path))
    default: try Data(repeating: 0, count: 8_192).write(to: URL(fileURLWithPath: path))
    }
  }

  @Test(arguments: ["removed", "allRemoved", "emptied", "zeroed"], [true, false])
  func `a state file that is lost is said and restored`(kind: String, backedUp: Bool) throws {
    let (fixture, ids) = try fixture(backedUp: backedUp)
    try lose(kind, fixture)
    let library = try Library.open(directory: fixture.library.directory)
    #expect(library.notices.count == 1)
    #expect(library.notices[0].string.contains("state.sqlite"))
    #expect(library.notices[0].string.contains("45 starred"))
    try fixture.sync(library)
    #expect(try starred(library) == ids)
    #expect(try Library.open(directory: fixture.library.directory).notices.isEmpty)
  }

  @Test func `a library that is begun is no lost one`() throws {
    let folder = try TemporaryFolder()
    try folder.makeFolder("library")
    try Data().write(to: URL(fileURLWithPath: folder.path("library/state.sqlite")))
    let library = try Library.open(directory: RawPath(folder.path("library")))
    #expect(library.notices.isEmpty)
    #expect(library.check().filter { !$0.isOK }.isEmpty)
  }

  @Test(arguments: ["removed", "allRemoved", "emptied"])
  func `what is marked after a file was lost under an open library is kept`(kind: String) throws {
    let (fixture, ids) = try fixture(backedUp: true)
    let open = try Library.open(directory: fixture.library.directory)
    _ = try open.mark([ids[0]], .unstar)
    try lose(kind, fixture)
    #expect(try open.mark([ids[1]], .queue) == [ids[1]])
    let other = try Library.open(directory: fixture.library.directory)
    #expect(try other.article(ids[1])?.marks.isQueued == true)
    #expect(try other.article(ids[2])?.marks.isStarred == true)
    _ = try other.mark([ids[3]], .queue)
    #expect(try open.article(ids[3])?.marks.isQueued == true)
  }

  @Test func `a reader that is open goes over to the file that another rescued`() throws {
    let (fixture, ids) = try fixture(backedUp: true)
    let reader = try Library.open(directory: fixture.library.directory)
    _ = try reader.mark([ids[0]], .queue)
    reader.state.checkpoint()
    let path = fixture.base + "/library/state.sqlite"
    var bytes = try #require(FileManager.default.contents(atPath: path))
    // In place, as a failing disk would: the reader's file is this one still.
    bytes.replaceSubrange(4_096..<8_192, with: Data(repeating: 0xA5, count: 4_096))
    let handle = try #require(FileHandle(forWritingAtPath: path))
    try handle.write(contentsOf: bytes)
    try handle.close()
    LastingFile.state(in: fixture.library.directory).markDamaged()
    let rescuer = try Library.open(directory: fixture.library.directory)
    #expect(rescuer.notices.count == 1)
    for id in ids[5..<25] { #expect(try reader.mark([id], .queue) == [id]) }
    let queued = try Library.open(directory: fixture.library.directory)
    for id in ids[5..<25] { #expect(try queued.article(id)?.marks.isQueued == true) }
    #expect(try reader.dataVersion() > 0)
    _ = try rescuer.mark([ids[40]], .queue)
    #expect(try reader.article(ids[40])?.marks.isQueued == true)
  }

  @Test func `damage under an open library is mended when it is read`() throws {
    let folder = try TemporaryFolder()
    let path = try EarlierState.make(version: 3, in: folder.path("library"), count: 40_000)
    let directory = RawPath(folder.path("library"))
    let library = try Library.open(directory: directory)
    #expect(StateBackups(file: .state(in: directory)).make(library.state))
    library.state.checkpoint()
    let size = try #require(FileManager.default.contents(atPath: path)?.count)
    let handle = try #require(FileHandle(forWritingAtPath: path))
    // All but the first page, in place: the connections are of this file still.
    try handle.seek(toOffset: 4_096)
    try handle.write(contentsOf: Data(repeating: 0xA5, count: size - 4_096))
    try handle.close()
    let count = try library.state.read { try $0.integer("SELECT sum(bits) FROM mark") }
    #expect(count == 40_002)
    #expect(try Library.open(directory: directory).state.damage() == nil)
  }

  @Test func `a disk that does not give a backup is waited for, and nothing replaced`() throws {
    let (fixture, ids) = try fixture(backedUp: true)
    let directory = fixture.base + "/library/"
    let (state, backup) = (directory + "state.sqlite", directory + "state.backup.sqlite")
    try FileManager.default.moveItem(atPath: backup, toPath: directory + "aside")
    // Reading the beginning of a process's memory fails with EIO (proc(5)).
    try FileManager.default.createSymbolicLink(
      atPath: backup, withDestinationPath: "/proc/self/mem")
    let damaged = Data(repeating: 0x58, count: 8_192)
    try damaged.write(to: URL(fileURLWithPath: state))
    #expect(throws: LibraryError.self) {
      try Library.open(directory: fixture.library.directory)
    }
    #expect(FileManager.default.contents(atPath: state) == damaged)
    try FileManager.default.removeItem(atPath: backup)
    try FileManager.default.moveItem(atPath: directory + "aside", toPath: backup)
    let library = try Library.open(directory: fixture.library.directory)
    #expect(library.notices.count == 1)
    try fixture.sync(library)
    #expect(try starred(library) == ids)
  }

  @Test func `an index that is removed under an open library is begun anew`() throws {
    let (fixture, ids) = try fixture(backedUp: false)
    let open = try Library.open(directory: fixture.library.directory)
    for suffix in ["", "-wal", "-shm"] {
      try? FileManager.default.removeItem(
        atPath: fixture.base + "/library/index.sqlite" + suffix)
    }
    try fixture.sync(open)
    #expect(try starred(open) == ids)
    #expect(try starred(Library.open(directory: fixture.library.directory)) == ids)
  }

  // MARK: Backups

  @Test func `backups are kept in generations, and none gives way to a worse one`() throws {
    let (fixture, ids) = try fixture(backedUp: true)
    let library = try Library.open(directory: fixture.library.directory)
    let backups = StateBackups(file: .state(in: library.directory))
    let day: Int64 = 86_400
    var now = Int64(Date().timeIntervalSince1970)
    for _ in 0..<3 {
      now += day + 1
      #expect(backups.make(library.state, now: now))
    }
    #expect(backups.paths.count == 3)
    // All is lost but the copies, then a reader begins anew and unstars: the fullest stays.
    _ = try library.mark(ids, .unstar)
    try library.state.withWriter { try $0.execute(sql: "DELETE FROM mark; DELETE FROM root") }
    for _ in 0..<4 {
      now += 8 * day
      #expect(backups.make(library.state, now: now))
    }
    let best = try #require(backups.best())
    let queue = try DatabaseQueue(path: best.path.string)
    let stars = try queue.read { try $0.integer("SELECT count(*) FROM mark WHERE bits & 2") }
    #expect(stars == 45)
  }

  @Test func `a backup of the future does not keep new ones from being made`() throws {
    let (fixture, _) = try fixture(backedUp: true)
    let library = try Library.open(directory: fixture.library.directory)
    let backups = StateBackups(file: .state(in: library.directory))
    let path = try #require(backups.paths.first).string
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSinceNow: 9_000_000)], ofItemAtPath: path)
    backups.makeIfDue(library.state)
    let made = try FileManager.default.attributesOfItem(atPath: path)[.modificationDate] as? Date
    #expect(try #require(made) <= Date(timeIntervalSinceNow: 5))
  }

  @Test func `a file that was made whole before a kill is laid in its place`() throws {
    let (fixture, ids) = try fixture(backedUp: true)
    let directory = fixture.base + "/library/"
    // Killed after the damaged file got its other name and before the new one got its own.
    try FileManager.default.copyItem(
      atPath: directory + "state.sqlite", toPath: directory + "state.restored.sqlite")
    try Data("damage".utf8).write(to: URL(fileURLWithPath: directory + "state.sqlite"))
    let library = try Library.open(directory: fixture.library.directory)
    #expect(library.notices.count == 1)
    #expect(try starred(library) == ids)
  }

  // MARK: Texts

  @Test(arguments: [MarkChange.star, .queue, .follow])
  func `what is marked keeps its text when its document and the index go`(
    change: MarkChange
  ) throws {
    let fixture = try Fixture()
    try fixture.story("A", to: "a.txt")
    try fixture.story("B", to: "b.txt")
    try fixture.sync()
    let id = try fixture.id("a.txt")
    let text = try fixture.library.article(id)?.article
    if change == .follow {
      _ = try fixture.library.follow(id, true)
    } else {
      _ = try fixture.library.mark([id], change)
    }
    try fixture.remove("a.txt")
    try fixture.library.index.replacing {
      DatabaseFile.remove(fixture.library.index.path)
    }
    let library = try Library.open(directory: fixture.library.directory)
    #expect(try fixture.sync(library).removed == 1)
    #expect(try library.article(id)?.article == text)
    if change != .follow {
      #expect(try fixture.rows(in: library).map(\.id).contains(id))
      #expect(try library.article(id)?.isGone == true)
    }
  }

  @Test func `a text is no longer kept when nothing keeps it, and changes with its document`()
    throws
  {
    let fixture = try Fixture()
    try fixture.story("A", to: "a.txt")
    try fixture.sync()
    let library = fixture.library
    let id = try fixture.id("a.txt")
    _ = try library.mark([id], .star)
    try fixture.story("A, and more", to: "a.txt")
    try fixture.sync()
    let kept = try #require(try library.texts.kept(id.rawValue))
    #expect(ArticleCoding.decode(kept)?.headline.text == "A, and more")
    _ = try library.mark([id], .unstar)
    try fixture.story("A, and yet more", to: "a.txt")
    try fixture.sync()
    #expect(try library.texts.kept(id.rawValue) == nil)
  }

  @Test func `a lost file of texts is said, and filled from the index`() throws {
    let (fixture, ids) = try fixture(backedUp: true)
    let library = try Library.open(directory: fixture.library.directory)
    try fixture.sync(library)
    _ = try library.mark([ids[0]], .unstar)
    _ = try library.mark([ids[0]], .star)
    #expect(try library.texts.kept(among: ids.map(\.rawValue)).count == 45)
    try library.texts.file().replacing { DatabaseFile.remove(library.texts.path) }
    let again = try Library.open(directory: fixture.library.directory)
    #expect(again.notices.count == 1)
    try fixture.sync(again)
    #expect(try again.texts.kept(among: ids.map(\.rawValue)).count == 45)
    #expect(try Library.open(directory: fixture.library.directory).notices.isEmpty)
  }

  @Test func `a damaged file of texts is kept, and what can be read of it merged`() throws {
    let (fixture, ids) = try fixture(backedUp: true)
    let library = try Library.open(directory: fixture.library.directory)
    try library.keepMissingTexts()
    let path = library.texts.path.string
    try fixture.library.texts.file().replacing {}
    try library.texts.file().replacing {
      var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
      bytes.replaceSubrange(0..<100, with: Data(repeating: 0x58, count: 100))
      try bytes.write(to: URL(fileURLWithPath: path))
    }
    let again = try Library.open(directory: fixture.library.directory)
    #expect(try again.texts.kept(among: ids.map(\.rawValue)).count == 45)
    #expect(again.texts.takeNotices().count == 1)
  }
}
