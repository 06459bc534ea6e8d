// Sync: what is new, changed, moved, gone, failed, unchanged.

import ArticleModel
import Foundation
import Testing

@testable import ArticleIntake
@testable import ArticleLibrary

@Suite struct SyncTests {
  @Test func `a folder's articles are listed, the newest first`() throws {
    let fixture = try Fixture()
    try fixture.story("Old News", day: "2020-01-01", to: "World/old.txt")
    try fixture.story("New News", day: "2024-01-01", to: "World/Europe/new.txt")
    let report = try fixture.sync()
    #expect(report.added == 2)
    #expect(report.failed.isEmpty)
    let rows = try fixture.rows()
    #expect(rows.map(\.headline.string) == ["New News", "Old News"])
    #expect(rows.map(\.desk?.string) == ["World/Europe", "World"])
    #expect(rows.allSatisfy { $0.words > 5 && !$0.isGone && !$0.isOffline })
  }

  @Test func `an unchanged folder costs no write`() throws {
    let fixture = try Fixture()
    for number in 0..<30 { try fixture.story("Story \(number)", to: "\(number % 3)/\(number).txt") }
    try fixture.write("", to: "empty.txt")
    let first = try fixture.sync()
    #expect(first.added == 30)
    #expect(first.failed.map(\.path.string) == ["empty.txt"])
    let before = fixture.bytes()
    let version = try fixture.library.dataVersion()
    let second = try fixture.sync()
    #expect(second.unchanged == 31)
    #expect(second.added + second.updated + second.moved + second.removed == 0)
    #expect(second.failed == first.failed)
    #expect(fixture.bytes() == before)
    #expect(try fixture.library.dataVersion() == version)
  }

  @Test func `an edit keeps the id, the marks and the position`() throws {
    let fixture = try Fixture()
    try fixture.story("First Words", to: "a.txt")
    try fixture.sync()
    let id = try fixture.id("a.txt")
    #expect(try fixture.library.mark([id], .star) == [id])
    let position = Position(section: 0, block: 1, offset: 3, blockHash: .max, fraction: 0.5)
    try fixture.library.savePosition(position, of: id)
    try fixture.story("Other Words", to: "a.txt")
    let report = try fixture.sync()
    #expect(report.updated == 1)
    let stored = try #require(try fixture.library.article(id))
    #expect(stored.article.headline.text.string == "Other Words")
    #expect(stored.marks.isStarred)
    #expect(stored.position == position)
    #expect(try fixture.rows().count == 1)
  }

  @Test(arguments: [("a/x.txt", "b/y.txt"), ("b/y.txt", "a/x.txt"), ("x.txt", "x/x.txt")])
  func `a move keeps the id, whichever place is met first`(old: String, new: String) throws {
    let fixture = try Fixture()
    try fixture.story("Moving Story", to: old)
    try fixture.story("Staying Story", to: "m/z.txt")
    try fixture.sync()
    let id = try fixture.id(old)
    _ = try fixture.library.mark([id], .read)
    try fixture.move(old, to: new)
    let report = try fixture.sync()
    #expect(report.moved == 1)
    #expect(report.removed == 0 && report.added == 0)
    #expect(try fixture.id(new) == id)
    #expect(try fixture.rows().count == 2)
    #expect(try fixture.library.article(id)?.marks.isRead == true)
    #expect(try fixture.sync().unchanged == 2)
  }

  @Test func `a move is known though the two halves come in two syncs`() throws {
    let fixture = try Fixture()
    try fixture.story("Moving Story", to: "a.txt")
    try fixture.sync()
    let id = try fixture.id("a.txt")
    try fixture.move("a.txt", to: ".hidden")
    #expect(try fixture.sync().removed == 1)
    #expect(try fixture.rows().isEmpty)
    try fixture.move(".hidden", to: "b.txt")
    #expect(try fixture.sync().moved == 1)
    #expect(try fixture.id("b.txt") == id)
  }

  @Test func `copies of one text are articles of their own`() throws {
    let fixture = try Fixture()
    for name in ["a.txt", "b.txt", "c.txt"] { try fixture.story("Same Story", to: name) }
    #expect(try fixture.sync().added == 3)
    let ids = try ["a.txt", "b.txt", "c.txt"].map(fixture.id)
    #expect(Set(ids).count == 3)
    // A list shows them once.
    #expect(try fixture.rows().map(\.copies) == [2])
    let removed = try fixture.id("a.txt")
    try fixture.remove("a.txt")
    try fixture.story("Same Story", to: "d.txt")
    let report = try fixture.sync()
    #expect(report.moved == 1 && report.added == 0 && report.removed == 0)
    #expect(try fixture.id("d.txt") == removed)
  }

  @Test func `what is gone leaves the lists, but stays while it is starred`() throws {
    let fixture = try Fixture()
    try fixture.story("Plain Story", to: "plain.txt")
    try fixture.story("Starred Story", to: "starred.txt")
    try fixture.sync()
    let plain = try fixture.id("plain.txt")
    let starred = try fixture.id("starred.txt")
    _ = try fixture.library.mark([starred], .star)
    try fixture.remove("plain.txt")
    try fixture.remove("starred.txt")
    #expect(try fixture.sync().removed == 2)
    #expect(try fixture.paths() == ["starred.txt"])
    #expect(try fixture.rows().first?.isGone == true)
    #expect(try fixture.library.facets(ListQuery()).starred == 1)
    #expect(try fixture.library.article(starred)?.article.headline.text.string == "Starred Story")
    _ = plain

    _ = try fixture.library.mark([starred], .unstar)
    #expect(try fixture.paths().isEmpty)
    #expect(try fixture.library.facets(ListQuery()).total == 0)
    #expect(try fixture.library.undo()?.articles == [starred])
    #expect(try fixture.paths() == ["starred.txt"])
    #expect(try fixture.library.article(starred)?.isGone == true)
    #expect(try fixture.sync().unchanged == 0)
  }

  @Test func `what is gone comes back as the same article`() throws {
    let fixture = try Fixture()
    try fixture.story("Some Story", to: "a.txt")
    try fixture.sync()
    let id = try fixture.id("a.txt")
    _ = try fixture.library.mark([id], .read)
    try fixture.remove("a.txt")
    try fixture.sync()
    try fixture.story("Some Story, Told Anew", to: "a.txt")
    try fixture.sync()
    #expect(try fixture.id("a.txt") == id)
    #expect(try fixture.rows().first?.marks.isRead == true)
  }

  @Test func `a visited article stays readable when its document is gone`() throws {
    let fixture = try Fixture()
    try fixture.story("Visited Story", to: "a.txt")
    try fixture.sync()
    let id = try fixture.id("a.txt")
    var trail = Trail()
    let visit = trail.follow(to: id, headline: "Visited Story", fromList: true)
    try fixture.library.saveTrail([visit], current: visit.id, lastFromList: visit.id)
    try fixture.remove("a.txt")
    try fixture.sync()
    #expect(try fixture.rows().isEmpty)
    let other = try Library.open(directory: fixture.library.directory)
    let stored = try #require(try other.article(id))
    #expect(stored.isGone)
    #expect(stored.article.headline.text.string == "Visited Story")
    #expect(try other.rows([id]).first?.isGone == true)
  }

  @Test func `failures are listed with their reasons, again and again`() throws {
    let fixture = try Fixture()
    try fixture.story("Some Story", to: "good.txt")
    try fixture.write("", to: "empty.txt")
    try fixture.write("a\0b\0c\0", to: "binary.txt")
    try fixture.write("<!doctype html><p>Hello", to: "page.html")
    let first = try fixture.sync()
    #expect(first.added == 1)
    #expect(first.failed.map(\.path.string) == ["binary.txt", "empty.txt", "page.html"])
    #expect(first.failed.allSatisfy { !$0.reason.isEmpty })
    let second = try fixture.sync()
    #expect(second.failed == first.failed)
    #expect(second.unchanged == 4)
    #expect(try fixture.paths() == ["good.txt"])
  }

  @Test func `an article that turns binary is no article`() throws {
    let fixture = try Fixture()
    try fixture.story("Some Story", to: "a.txt")
    try fixture.sync()
    try fixture.write("a\0b\0c\0", to: "a.txt")
    let report = try fixture.sync()
    #expect(report.removed == 1)
    #expect(report.failed.count == 1)
    #expect(try fixture.rows().isEmpty)
    #expect(try fixture.library.facets(ListQuery()).total == 0)
  }

  @Test func `a root that is not there is offline, and nothing is removed`() throws {
    let fixture = try Fixture()
    try fixture.story("Some Story", to: "a.txt")
    try fixture.sync()
    try FileManager.default.moveItem(atPath: fixture.news, toPath: fixture.base + "/away")
    let before = fixture.bytes()
    let report = try fixture.sync()
    #expect(report.offline.map(\.string) == [fixture.news])
    #expect(report.removed == 0)
    #expect(fixture.bytes() == before)
    #expect(try fixture.rows().map(\.isOffline) == [true])
    #expect(try fixture.library.article(fixture.rows()[0].id)?.isOffline == true)
    try FileManager.default.moveItem(atPath: fixture.base + "/away", toPath: fixture.news)
    #expect(try fixture.sync().unchanged == 1)
    #expect(try fixture.rows().map(\.isOffline) == [false])
  }

  @Test func `a deleted index is made again with the same ids and marks`() throws {
    let fixture = try Fixture()
    for number in 0..<20 { try fixture.story("Story \(number)", to: "\(number).txt") }
    try fixture.sync()
    let ids = try fixture.rows().map(\.id)
    // A starred article stays when its document goes.
    let others = try fixture.rows().filter { $0.headline != "Story 7" }
    _ = try fixture.library.mark(others.prefix(3).map(\.id), .star)
    try fixture.remove("7.txt")
    for suffix in ["", "-wal", "-shm"] {
      try? FileManager.default.removeItem(atPath: fixture.base + "/library/index.sqlite" + suffix)
    }
    let again = try Library.open(directory: fixture.library.directory)
    #expect(try fixture.rows(in: again).isEmpty)
    try fixture.sync(again)
    let gone = ids.filter { id in (try? again.article(id)) == nil }
    #expect(gone.count == 1)
    let rows = try fixture.rows(in: again)
    #expect(Set(rows.map(\.id)).union(gone) == Set(ids))
    #expect(rows.filter(\.marks.isStarred).count == 3)
  }

  @Test func `an outer root takes in the inner ones, with their ids`() throws {
    let fixture = try Fixture()
    try fixture.story("Inner Story", to: "World/inner.txt")
    try fixture.story("Outer Story", to: "outer.txt")
    let inner = try fixture.library.scope(of: RawPath(fixture.news + "/World"))
    _ = try fixture.library.sync([inner], progress: { _ in }, isCancelled: { false })
    let row = try #require(try fixture.rows().first)
    #expect(row.desk == nil)
    _ = try fixture.library.mark([row.id], .star)
    let outer = try fixture.scope()
    #expect(try fixture.library.roots() == [outer])
    #expect(try fixture.rows().map(\.path.string) == ["World/inner.txt"])
    #expect(try fixture.rows().first?.desk?.string == "World")
    #expect(try fixture.library.facets(ListQuery()).desks.map(\.name.string) == ["World"])
    let report = try fixture.sync()
    #expect(report.added == 1 && report.unchanged == 1)
    #expect(try fixture.id("World/inner.txt") == row.id)
    #expect(try fixture.library.scope(of: RawPath(fixture.news + "/World")).root == outer.root)
  }

  @Test func `a cancelled sync goes on where it stopped`() throws {
    let fixture = try Fixture()
    for number in 0..<200 { try fixture.story("Story \(number)", to: "\(number).txt") }
    var asked = 0
    let first = try fixture.library.sync(
      [try fixture.scope()], progress: { _ in },
      isCancelled: {
        asked += 1
        return asked > 120
      })
    #expect(first.isCancelled)
    let second = try fixture.sync()
    #expect(!second.isCancelled)
    #expect(second.added + second.unchanged == 200)
    #expect(try fixture.rows().count == 200)
  }

  @Test func `forgetting takes a folder out, and naming it brings the same ids back`() throws {
    let fixture = try Fixture()
    for number in 0..<5 { try fixture.story("Story \(number)", to: "\(number).txt") }
    try fixture.sync()
    let ids = Set(try fixture.rows().map(\.id))
    #expect(try fixture.library.forget(RawPath(fixture.news)) == 5)
    #expect(try fixture.library.roots().isEmpty)
    #expect(try fixture.rows().isEmpty)
    #expect(try fixture.library.facets(ListQuery()).total == 0)
    try fixture.sync()
    #expect(Set(try fixture.rows().map(\.id)) == ids)
    #expect(throws: LibraryError.self) { try fixture.library.forget(RawPath("/nowhere")) }
  }
}
