// A library outlives kills between any two commits, damage, a full disk and another version.

import ArticleModel
import Foundation
import GRDB
import Synchronization
import Testing

@testable import ArticleIntake
@testable import ArticleLibrary

/// Lets so many commits through and then none: what a kill leaves behind.
private final class KillSwitch: TransactionObserver, Sendable {
  struct Killed: Error {}
  private let left: Atomic<Int>

  init(after commits: Int) {
    left = Atomic(commits)
  }

  func observes(eventsOfKind eventKind: DatabaseEventKind) -> Bool { true }
  func databaseDidChange(with event: DatabaseEvent) {}
  func databaseDidCommit(_ db: Database) {}
  func databaseDidRollback(_ db: Database) {}

  func databaseWillCommit() throws {
    if left.subtract(1, ordering: .relaxed).newValue < 0 { throw Killed() }
  }
}

@Suite struct RobustnessTests {
  /// The output of `list` and `show` on a library, but for the time of the first sight.
  private func content(_ library: Library) throws -> [String] {
    try library.window(ListQuery(), .first, count: 100_000).rows.map { row in
      let article = try #require(try library.article(row.id))
      return "\(row.id.text) \(row.path) \(row.headline) \(row.marks) \(row.words) \(row.isGone) "
        + "\(article.article.hashValue)"
    }
  }

  private func sync(_ library: Library, _ fixture: Fixture) throws {
    let scope = try library.scope(of: RawPath(fixture.news))
    _ = try library.sync([scope], progress: { _ in }, isCancelled: { false })
  }

  /// A folder in a first and in a second state, with everything that may happen to a document
  /// between them.
  private func change(_ fixture: Fixture, count: Int) throws {
    for number in 0..<count {
      let name = "\(number % 7)/\(number).txt"
      switch number % 6 {
      case 0: try fixture.story("Edited \(number)", to: name)
      case 1: try fixture.move(name, to: "moved/\(number)-moved.txt")
      case 2: try fixture.remove(name)
      case 3: try fixture.story("New \(number)", to: "0new/\(number).txt")
      case 4: try fixture.write("", to: name)
      default: break
      }
    }
  }

  @Test func `a kill before any commit loses nothing`() throws {
    let count = 60
    let fixture = try Fixture()
    for number in 0..<count {
      try fixture.story("Story \(number)", to: "\(number % 7)/\(number).txt")
    }
    // Copies of one text, too: which of them moved must not depend on where a sync stopped.
    for number in 0..<4 { try fixture.story("Copy", to: "copies/\(number).txt") }
    let directories = (0..<14).map { RawPath(fixture.base + "/killed-\($0)") }
    let calm = fixture.library
    let starred = { (library: Library) in
      let ids = try library.window(ListQuery(), .first, count: 1_000).rows.map(\.id).sorted()
      _ = try library.mark(ids.enumerated().filter { $0.offset % 5 == 0 }.map(\.element), .star)
    }
    try sync(calm, fixture)
    let first = try content(calm)
    try starred(calm)
    for (kills, directory) in directories.enumerated() {
      try killedSync(directory, fixture, after: kills)
      let library = try Library.open(directory: directory)
      try sync(library, fixture)
      #expect(try content(library) == first, "killed before commit \(kills)")
      try starred(library)
    }
    try change(fixture, count: count)
    for number in 0..<2 {
      try fixture.move("copies/\(number).txt", to: "copies/moved-\(number).txt")
    }
    try sync(calm, fixture)
    let second = try content(calm)
    for (kills, directory) in directories.enumerated() {
      try killedSync(directory, fixture, after: kills)
      let library = try Library.open(directory: directory)
      try sync(library, fixture)
      let found = try content(library)
      #expect(Set(found).subtracting(second) == [], "killed before commit \(kills)")
      #expect(Set(second).subtracting(found) == [], "killed before commit \(kills)")
      #expect(found == second, "killed before commit \(kills)")
      #expect(library.check().filter { !$0.isOK }.isEmpty)
    }
  }

  /// A sync that is stopped before one of its commits, over and over as its process would be.
  private func killedSync(_ directory: RawPath, _ fixture: Fixture, after commits: Int) throws {
    let library = try Library.open(directory: directory)
    _ = try library.scope(of: RawPath(fixture.news))
    let kill = KillSwitch(after: commits)
    try library.state.withWriter { $0.add(transactionObserver: kill, extent: .databaseLifetime) }
    try library.index.withWriter { $0.add(transactionObserver: kill, extent: .databaseLifetime) }
    do {
      try sync(library, fixture)
    } catch is KillSwitch.Killed {
    }
  }

  @Test func `an index that is no database is made again`() throws {
    let fixture = try Fixture()
    try fixture.story("Some Story", to: "a.txt")
    try fixture.sync()
    let id = try fixture.id("a.txt")
    _ = try fixture.library.mark([id], .star)
    let path = fixture.base + "/library/index.sqlite"
    try? FileManager.default.removeItem(atPath: path + "-wal")
    try Data(repeating: 0x41, count: 20_000).write(to: URL(fileURLWithPath: path))
    let library = try Library.open(directory: fixture.library.directory)
    #expect(library.notices.count == 1)
    #expect(try fixture.rows(in: library).isEmpty)
    try fixture.sync(library)
    #expect(try fixture.rows(in: library).map(\.id) == [id])
    #expect(try fixture.rows(in: library).first?.marks.isStarred == true)
  }

  @Test func `an index of another version is made again without a word`() throws {
    let fixture = try Fixture()
    try fixture.story("Some Story", to: "a.txt")
    try fixture.sync()
    try fixture.library.index.withWriter { try $0.execute(sql: "PRAGMA user_version = 99") }
    let library = try Library.open(directory: fixture.library.directory)
    #expect(library.notices.isEmpty)
    #expect(try fixture.sync(library).unchanged == 1)
    #expect(try fixture.rows(in: library).count == 1)
  }

  @Test func `a state of a newer version is left alone`() throws {
    let fixture = try Fixture()
    try fixture.library.state.withWriter { try $0.execute(sql: "PRAGMA user_version = 99") }
    let path = fixture.library.state.path
    #expect(throws: LibraryError.newerVersion(path)) {
      try Library.open(directory: fixture.library.directory)
    }
  }

  private func damagedFixture() throws -> (Fixture, ids: [ArticleID]) {
    let fixture = try Fixture()
    for number in 0..<300 { try fixture.story("Story \(number)", to: "\(number).txt") }
    try fixture.sync()
    let ids = try fixture.rows().map(\.id).sorted()
    _ = try fixture.library.mark(Array(ids[0..<10]), .star)
    #expect(StateBackups(file: .state(in: fixture.library.directory)).make(fixture.library.state))
    _ = try fixture.library.mark(Array(ids[290..<300]), .star)
    fixture.library.state.checkpoint()
    try fixture.library.state.replacing {}
    return (fixture, ids)
  }

  @Test(arguments: ["header", "middle", "cut", "empty", "mark"])
  func `a damaged state file gives way to its backup, and is kept`(kind: String) throws {
    let (fixture, ids) = try damagedFixture()
    let path = fixture.base + "/library/state.sqlite"
    var bytes = try #require(FileManager.default.contents(atPath: path))
    switch kind {
    case "header": bytes.replaceSubrange(0..<100, with: Data(repeating: 0x58, count: 100))
    case "middle":
      let page = bytes.count / 8_192 * 4_096
      bytes.replaceSubrange(page..<page + 8_192, with: Data(repeating: 0xA5, count: 8_192))
    case "cut": bytes.removeLast(bytes.count / 2)
    case "empty": bytes = Data(repeating: 0, count: 64)
    default: LastingFile.state(in: fixture.library.directory).markDamaged()
    }
    try bytes.write(to: URL(fileURLWithPath: path))
    let library = try Library.open(directory: fixture.library.directory)
    #expect(library.notices.count == 1)
    let names = try FileManager.default.contentsOfDirectory(atPath: fixture.base + "/library")
    let kept = try #require(
      names.first { $0.hasPrefix("state.damaged-") && $0.hasSuffix("sqlite") })
    #expect(library.notices[0].string.contains(kept))
    #expect(FileManager.default.contents(atPath: fixture.base + "/library/" + kept) == bytes)
    try fixture.sync(library)
    #expect(try fixture.rows(in: library).map(\.id).sorted() == ids)
    var query = ListQuery()
    query.starredOnly = true
    let stars = try fixture.rows(query, in: library).map(\.id).sorted()
    #expect(stars.starts(with: ids[0..<10]))
    if kind == "mark" { #expect(stars == Array(ids[0..<10] + ids[290..<300])) }
    let again = try Library.open(directory: fixture.library.directory)
    #expect(again.notices.isEmpty)
    #expect(again.check().filter { !$0.isOK }.isEmpty)
  }

  @Test func `a damaged state without a backup begins anew`() throws {
    let fixture = try Fixture()
    try fixture.story("Some Story", to: "a.txt")
    try fixture.sync()
    let id = try fixture.id("a.txt")
    try fixture.library.state.replacing {}
    try fixture.remove("../library/state.backup.sqlite")
    try? fixture.remove("../library/state.sqlite-wal")
    try fixture.write(
      "not a database at all, but long enough to be looked at", to: "../library/state.sqlite")
    let library = try Library.open(directory: fixture.library.directory)
    #expect(library.notices.count == 1)
    try fixture.sync(library)
    #expect(try fixture.rows(in: library).map(\.id) == [id])
  }

  @Test func `repair puts a damaged state right while the library is open`() throws {
    let (fixture, ids) = try damagedFixture()
    let path = fixture.base + "/library/state.sqlite"
    var bytes = try #require(FileManager.default.contents(atPath: path))
    let page = bytes.count / 8_192 * 4_096
    bytes.replaceSubrange(page..<page + 4_096, with: Data(repeating: 0xA5, count: 4_096))
    try bytes.write(to: URL(fileURLWithPath: path))
    #expect(fixture.library.check().contains { !$0.isOK })
    let checks = try fixture.library.repair()
    #expect(checks.filter { !$0.isOK }.isEmpty)
    try fixture.sync()
    #expect(try fixture.rows().map(\.id).sorted() == ids)
  }

  @Test func `a full disk stops writing, not reading`() throws {
    let fixture = try Fixture()
    for number in 0..<400 { try fixture.story("Story \(number)", to: "\(number).txt") }
    try fixture.sync()
    let ids = try fixture.rows().map(\.id)
    let library = fixture.library
    try library.state.withWriter { try $0.execute(sql: "PRAGMA max_page_count = 1") }
    #expect(throws: LibraryError.diskFull(library.state.path)) { try library.mark(ids, .star) }
    #expect(try fixture.rows().count == 400)
    #expect(try fixture.rows().allSatisfy { !$0.marks.isStarred })
    try library.state.withWriter { try $0.execute(sql: "PRAGMA max_page_count = 1000000") }
    #expect(try library.mark(ids, .star).count == 400)
  }

  @Test func `a read-only library says so`() throws {
    let fixture = try Fixture()
    try fixture.story("Some Story", to: "a.txt")
    try fixture.sync()
    let library = fixture.library
    try library.state.withWriter { try $0.execute(sql: "PRAGMA query_only = 1") }
    let id = try fixture.id("a.txt")
    let error = #expect(throws: LibraryError.self) { try library.mark([id], .star) }
    #expect(error == .readOnly(library.state.path))
    #expect(try library.article(id) != nil)
  }

  @Test func `folders that cannot be used are errors with words`() throws {
    let fixture = try Fixture()
    try fixture.story("Some Story", to: "a.txt")
    let library = fixture.library
    let none = RawPath(fixture.base + "/none")
    #expect(throws: LibraryError.noSuchFolder(none)) { try library.scope(of: none) }
    let file = RawPath(fixture.news + "/a.txt")
    #expect(throws: LibraryError.outsideLibrary(file)) { try library.scope(of: file) }
    try fixture.sync()
    #expect(try library.scope(of: file).inside == RawPath("a.txt"))
    let inside = RawPath(fixture.news + "/none")
    #expect(throws: LibraryError.noSuchFolder(inside)) { try library.scope(of: inside) }
    #expect(try library.existingScope(of: none) == nil)
    let error = LibraryError.noSuchFolder(RawPath("/a\u{1B}[31mb"))
    #expect(error.message == "no such folder: /ab")
  }

  @Test func `stored articles come back as they were, and damaged ones not at all`() throws {
    var article = Article(headline: Headline("H\u{301}", origin: .related), format: .markdown)
    article.dateline = Dateline(text: "KYIV", location: "Kyiv", region: nil, agency: "AP", day: "x")
    article.published = PublishedTime(iso: "2026-02-18T10:00:00-05:30")
    article.tags = ["a", ""]
    article.isCut = true
    article.item = ""
    article.desk = "World/Europe"
    article.related = [RelatedHeadline("R", url: "u"), RelatedHeadline("S")]
    article.sections = [
      Section(
        kind: .part, title: "T", level: 3,
        blocks: [
          Block(.code, "a\nb", runs: [Run(0..<1, .strong), Run(1..<3, .link(url: "http://x"))]),
          Block(.quote, ""),
        ]), Section(kind: .related, title: "Related"),
    ]
    let bytes = ArticleCoding.encode(article)
    #expect(ArticleCoding.decode(bytes) == article)
    for length in 0..<bytes.count { #expect(ArticleCoding.decode(Array(bytes[..<length])) == nil) }
    var state: UInt64 = 42
    for _ in 0..<3_000 {
      var damaged = bytes
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      damaged[Int(state >> 33) % bytes.count] = UInt8(truncatingIfNeeded: state >> 20)
      _ = ArticleCoding.decode(damaged)
      _ = ArticleCoding.decodeOpening(damaged)
    }
  }
}
