// Nothing from outside a folder comes into the library, whoever swaps folders and links meanwhile.

import ArticleModel
import FolderWatching
import Foundation
import GRDB
import Synchronization
import TestSupport
import Testing

@testable import ArticleIntake
@testable import ArticleLibrary

@Suite(.serialized) struct EnclosureTests {
  private static let secret = "Zyzzyvaquartz"

  /// A folder of stories, `swap` among them, and outside it another whose files bear the same names.
  private func fixture() throws -> Fixture {
    let fixture = try Fixture()
    for number in 0..<40 {
      try fixture.story("Harbour Report \(number)", to: "swap/in/\(number).txt")
    }
    try FileManager.default.createDirectory(
      atPath: fixture.base + "/outside/in", withIntermediateDirectories: true)
    for number in 0..<40 {
      let text = "Secret \(Self.secret) Plan \(number)\n\nGENEVA – \(Self.secret) was told.\n"
      try Data(text.utf8).write(
        to: URL(fileURLWithPath: fixture.base + "/outside/in/\(number).txt"))
    }
    return fixture
  }

  private func holdsSecret(_ fixture: Fixture) throws -> Bool {
    let found = try fixture.library.search(SearchRequest(text: SafeText(line: Self.secret)))
    return found.total > 0
      || fixture.bytes().contains { $0.range(of: Data(Self.secret.utf8)) != nil }
  }

  @Test(arguments: [false, true])
  func `a folder that is swapped for a link during syncs lets nothing in`(
    byComponents: Bool
  ) throws {
    RootFolder.usesComponentsOnly.store(byComponents, ordering: .relaxed)
    defer { RootFolder.usesComponentsOnly.store(false, ordering: .relaxed) }
    let fixture = try fixture()
    let link = fixture.base + "/spare"
    try FileManager.default.createSymbolicLink(
      atPath: link, withDestinationPath: fixture.base + "/outside")
    let swapper = try Swapper(fixture.news + "/swap", link)
    for round in 0..<25 {
      // A file that changed is read again.
      for number in 0..<40 {
        try? fixture.story("Harbour Report \(number) of \(round)", to: "swap/in/\(number).txt")
      }
      try fixture.sync()
      #expect(try !holdsSecret(fixture))
    }
    swapper.stop()
    #expect(swapper.swaps > 100)
    try fixture.sync()
    #expect(try fixture.rows().count == 40)
    #expect(try !holdsSecret(fixture))
  }
}

extension EnclosureTests {
  @Test func `a file that is swapped for a named pipe during syncs holds nothing up`() throws {
    let fixture = try Fixture()
    try fixture.story("Harbour Report", to: "a.txt")
    let pipe = fixture.base + "/pipe"
    #expect(mkfifo(pipe, 0o600) == 0)
    let swapper = try Swapper(fixture.news + "/a.txt", pipe)
    for round in 0..<100 {
      try fixture.story("Story \(round)", to: "b/\(round).txt")
      try fixture.sync()
    }
    swapper.stop()
    try fixture.sync()
    #expect(try fixture.rows().count == 101)
  }

  @Test(arguments: [
    ("away", "../outside"), ("away", "/etc"), ("in/away", "../../outside"),
    ("a.txt", "/etc/passwd"),
  ])
  func `a document that a link has taken the place of is not handed to another program`(
    name: String, target: String
  ) throws {
    let fixture = try Fixture()
    let document = name.hasSuffix(".txt") ? name : name + "/passwd"
    try fixture.story("Harbour Report", to: document)
    _ = try fixture.sync()
    let full = RawPath(fixture.news + "/" + document)
    #expect(try fixture.library.place(of: full) == full)
    try FileManager.default.createDirectory(
      atPath: fixture.base + "/outside", withIntermediateDirectories: true)
    try Data("Secret".utf8).write(to: URL(fileURLWithPath: fixture.base + "/outside/passwd"))
    try fixture.remove(name)
    try FileManager.default.createSymbolicLink(
      atPath: fixture.news + "/" + name, withDestinationPath: target)
    let failure = #expect(throws: LibraryError.self) { try fixture.library.place(of: full) }
    #expect(failure?.message.string.contains("leads out of the folder") == true)
  }
}

@Suite struct LinkedFileTests {
  private func link(_ fixture: Fixture, _ name: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(
      atPath: fixture.news + "/" + name, withDestinationPath: target)
  }

  @Test func `a file that links lead to is one article, under its own path`() throws {
    let fixture = try Fixture()
    try fixture.story("The Real One", to: "World/real.txt")
    try link(fixture, "a-link.txt", to: "World/real.txt")
    try link(fixture, "z-link.txt", to: fixture.news + "/World/real.txt")
    try link(fixture, "Alias", to: "World")
    try fixture.sync()
    #expect(try fixture.paths() == ["World/real.txt"])
    for name in ["a-link.txt", "z-link.txt", "Alias/real.txt", "Alias/../a-link.txt"] {
      #expect(try fixture.library.articles(named: fixture.news + "/" + name).count == 1)
    }
  }

  @Test func `hard links are documents of their own`() throws {
    let fixture = try Fixture()
    try fixture.story("The Real One", to: "a.txt")
    #expect(Glibc.link(fixture.news + "/a.txt", fixture.news + "/b.txt") == 0)
    let report = try fixture.sync()
    #expect(report.added == 2)
  }

  @Test func `a library that knew a file by its links joins their marks`() throws {
    let fixture = try Fixture()
    // As older versions did: the same file under each of its names.
    for name in ["World/real.txt", "a-link.txt", "Alias/real.txt"] {
      try fixture.story("The Real One", to: name)
    }
    try fixture.sync()
    let library = fixture.library
    let own = try fixture.id("World/real.txt")
    let linked = try fixture.id("a-link.txt")
    _ = try library.mark([linked], .star)
    _ = try library.mark([linked, own], .read)
    _ = try library.mark([try fixture.id("Alias/real.txt")], .queue)
    _ = try library.follow(linked, true)
    let position = Position(section: 0, block: 1, offset: 3, blockHash: 9, fraction: 0.5)
    try library.savePosition(position, of: linked)
    try fixture.remove("a-link.txt")
    try fixture.remove("Alias")
    try link(fixture, "a-link.txt", to: "World/real.txt")
    try link(fixture, "Alias", to: fixture.news + "/World")
    try fixture.sync()
    #expect(try fixture.paths() == ["World/real.txt"])
    let stored = try #require(try library.article(own))
    #expect(stored.marks.isStarred && stored.marks.isRead && stored.marks.isQueued)
    #expect(stored.position == position)
    var starred = ListQuery()
    starred.starredOnly = true
    #expect(try fixture.rows(starred).map(\.id) == [own])
    #expect(try fixture.sync().removed == 0)
    // The lists of articles know only the one, once.
    let listed = try library.state.read { db in
      try Row.fetchAll(
        db, sql: "SELECT articles FROM journal UNION ALL SELECT members FROM followed")
    }.map { PackedIDs.unpack($0.bytes(0)) }
    #expect(listed.allSatisfy { $0 == [own.rawValue] } && listed.count == 5)
    let undone = try #require(try library.undo())
    #expect(undone.change == .follow && undone.articles == [own])
    let checks = library.check()
    #expect(checks.allSatisfy { $0.isOK })
  }

  @Test func `a root that a link has taken the place of is offline, and comes back`() throws {
    let fixture = try Fixture()
    try fixture.story("At Home", to: "a.txt")
    try fixture.sync()
    let scope = try fixture.scope()
    try FileManager.default.createDirectory(
      atPath: fixture.base + "/outside", withIntermediateDirectories: true)
    try Data("Secret Plans\n\nGENEVA – All was told.\n".utf8).write(
      to: URL(fileURLWithPath: fixture.base + "/outside/b.txt"))
    try FileManager.default.moveItem(atPath: fixture.news, toPath: fixture.base + "/kept")
    try FileManager.default.createSymbolicLink(
      atPath: fixture.news, withDestinationPath: fixture.base + "/outside")
    let report = try fixture.library.sync([scope], progress: { _ in }, isCancelled: { false })
    #expect(report.offline == [scope.rootPath.shown])
    #expect(try fixture.paths() == ["a.txt"])
    try FileManager.default.removeItem(atPath: fixture.news)
    try FileManager.default.moveItem(atPath: fixture.base + "/kept", toPath: fixture.news)
    #expect(try fixture.sync().unchanged == 1)
  }

  @Test func `what lies too deep is named with its reason`() throws {
    let fixture = try Fixture()
    let depth = FolderWalk.maximumDepth + 1
    let folder = Array(repeating: "d", count: depth).joined(separator: "/")
    try fixture.story("Too Deep", to: folder + "/a.txt")
    let report = try fixture.sync()
    #expect(report.failed.map(\.path.string) == [folder])
    #expect(report.failed.first?.reason == "unreadable: more than 128 folders deep")
  }
}
