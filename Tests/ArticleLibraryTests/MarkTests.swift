// Marks, their journal, positions, the trail, sessions, and two libraries on one directory.

import ArticleModel
import Foundation
import Testing

@testable import ArticleIntake
@testable import ArticleLibrary

@Suite struct MarkTests {
  private func fixture(_ count: Int = 6) throws -> (Fixture, [ArticleID]) {
    let fixture = try Fixture()
    for number in 0..<count { try fixture.story("Story \(number)", to: "\(number).txt") }
    try fixture.sync()
    return (fixture, try fixture.rows().map(\.id))
  }

  private func marked(_ fixture: Fixture, _ path: KeyPath<Marks, Bool>) throws -> Set<ArticleID> {
    Set(try fixture.rows().filter { $0.marks[keyPath: path] }.map(\.id))
  }

  @Test func `only what really changed is reported, and undone`() throws {
    let (fixture, ids) = try fixture()
    let library = fixture.library
    #expect(try library.mark([ids[0], ids[1]], .read) == [ids[0], ids[1]])
    #expect(try library.mark([ids[1], ids[2], ids[2]], .read) == [ids[2]])
    #expect(try library.mark([ids[2]], .read).isEmpty)
    #expect(try library.mark([ArticleID(rawValue: 77)], .star).isEmpty)
    let undone = try #require(try library.undo())
    #expect(undone == JournalEntry(change: .read, articles: [ids[2]]))
    #expect(try marked(fixture, \.isRead) == [ids[0], ids[1]])
    #expect(try library.undo()?.articles == [ids[0], ids[1]])
    #expect(try library.undo() == nil)
    #expect(try marked(fixture, \.isRead).isEmpty)
    #expect(try library.redo()?.articles == [ids[0], ids[1]])
    #expect(try library.redo()?.articles == [ids[2]])
    #expect(try library.redo() == nil)
    #expect(try marked(fixture, \.isRead) == Set(ids[0...2]))
  }

  @Test func `a new change ends what could be done again`() throws {
    let (fixture, ids) = try fixture()
    let library = fixture.library
    _ = try library.mark([ids[0]], .star)
    _ = try library.undo()
    _ = try library.mark([ids[1]], .queue)
    #expect(try library.redo() == nil)
    #expect(try library.undo()?.change == .queue)
    #expect(try library.undo() == nil)
  }

  @Test(arguments: [MarkChange.read, .unread, .star, .unstar, .queue, .unqueue])
  func `every change and its opposite`(change: MarkChange) throws {
    let (fixture, ids) = try fixture(2)
    let library = fixture.library
    let isSetting = [.read, .star, .queue].contains(change)
    if !isSetting { _ = try library.mark(ids, change.inverse) }
    #expect(try Set(library.mark(ids, change)) == Set(ids))
    let rows = try fixture.rows()
    let value: (Marks) -> Bool = { marks in
      switch change {
      case .read, .unread: marks.isRead
      case .star, .unstar: marks.isStarred
      case .queue, .unqueue: marks.isQueued
      case .follow, .unfollow: false
      }
    }
    #expect(rows.allSatisfy { value($0.marks) == isSetting })
    _ = try library.undo()
    #expect(try fixture.rows().allSatisfy { value($0.marks) != isSetting })
  }

  @Test func `marking all of a list is one change`() throws {
    let (fixture, ids) = try fixture(30)
    let library = fixture.library
    _ = try library.mark(Array(ids.prefix(4)), .read)
    var query = ListQuery()
    query.unreadOnly = true
    #expect(try library.markAll(query, .read).count == 26)
    #expect(try library.facets(query).unread == 0)
    #expect(try fixture.rows(query).isEmpty)
    #expect(try library.undo()?.articles.count == 26)
    #expect(try library.facets(query).unread == 26)
    #expect(try Set(fixture.rows(query).map(\.id)) == Set(ids.dropFirst(4)))
  }

  @Test func `marks are on the disk when they are confirmed`() throws {
    let (fixture, ids) = try fixture()
    _ = try fixture.library.mark([ids[3]], .star)
    let other = try Library.open(directory: fixture.library.directory)
    #expect(try other.article(ids[3])?.marks.isStarred == true)
    var query = ListQuery()
    query.starredOnly = true
    #expect(try fixture.rows(query, in: other).map(\.id) == [ids[3]])
  }

  @Test func `a busy index does not keep a mark waiting, and follows later`() throws {
    let (fixture, ids) = try fixture()
    let library = fixture.library
    let other = try Library.open(directory: library.directory)
    let (marked, row) = try other.index.write { _ in
      (try library.mark([ids[0]], .star), try library.rows([ids[0]]).first)
    }
    #expect(marked == [ids[0]])
    #expect(row?.marks.isStarred == true)
    var query = ListQuery()
    query.starredOnly = true
    #expect(try fixture.rows(query).map(\.id) == [ids[0]])
  }

  @Test func `two libraries on one directory see each other's changes`() throws {
    let (fixture, ids) = try fixture()
    let other = try Library.open(directory: fixture.library.directory)
    let before = try other.dataVersion()
    #expect(try other.dataVersion() == before)
    _ = try fixture.library.mark([ids[1]], .star)
    #expect(try other.dataVersion() != before)
    _ = try other.mark([ids[1]], .read)
    #expect(try fixture.library.article(ids[1])?.marks == Marks(isRead: true, isStarred: true))
    #expect(try fixture.library.undo()?.change == .read)
    #expect(try other.undo()?.change == .star)
    try fixture.story("Later Story", to: "later.txt")
    #expect(try fixture.sync(other).added == 1)
    #expect(try fixture.rows().count == 7)
  }

  @Test func `a second sync at the same time waits, then says who is at it`() throws {
    let (fixture, _) = try fixture()
    let other = try Library.open(directory: fixture.library.directory)
    try other.whileLocked {
      let error = #expect(throws: LibraryError.self) { try fixture.sync() }
      #expect(error == .syncing(pid: nil))
      #expect(error?.message.isEmpty == false)
    }
    #expect(try fixture.sync().unchanged == 6)
  }

  @Test func `readers and writers at once`() async throws {
    let (fixture, ids) = try fixture(40)
    let directory = fixture.library.directory
    for number in 0..<60 { try fixture.story("More \(number)", to: "more/\(number).txt") }
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { _ = try fixture.sync() }
      for worker in 0..<3 {
        group.addTask {
          let library = try Library.open(directory: directory)
          for id in ids.enumerated().filter({ $0.offset % 3 == worker }).map(\.element) {
            #expect(try library.mark([id], .star) == [id])
            #expect(try library.window(ListQuery(), .first, count: 10).rows.count == 10)
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(try fixture.rows().count == 100)
    var query = ListQuery()
    query.starredOnly = true
    #expect(try Set(fixture.rows(query).map(\.id)) == Set(ids))
    #expect(try fixture.library.facets(query).starred == 40)
  }

  @Test func `positions, trail and session come back`() throws {
    let (fixture, ids) = try fixture()
    let library = fixture.library
    var trail = Trail()
    trail.follow(to: ids[0], headline: "A", fromList: true)
    let position = Position(section: 1, block: 2, offset: 3, blockHash: .max - 5, fraction: 0.25)
    trail.setPosition(position, of: 1)
    for number in 1..<5 { trail.follow(to: ids[number], headline: "B") }
    trail.back()
    try library.saveTrail(
      Array(trail.visits.values), current: trail.current, lastFromList: trail.lastFromList)
    try library.saveSession("view", "main")
    let other = try Library.open(directory: library.directory)
    #expect(try other.trail(limit: 100) == trail)
    #expect(try other.session("main") == "view")
    #expect(try other.session("none") == nil)
    let short = try other.trail(limit: 1)
    #expect(short.path.map(\.article) == trail.path.map(\.article))
    #expect(short.visits.count == 5)
    #expect(try library.trail(limit: 0).visits.count == 4)
  }

  @Test func `an article is found by id, path and words`() throws {
    let (fixture, _) = try fixture()
    try fixture.story("Negotiators Return to Geneva", to: "World/geneva.txt")
    try fixture.story("Negotiators Leave Geneva", to: "World/leave.txt")
    try fixture.sync()
    let library = fixture.library
    let id = try fixture.id("World/geneva.txt")
    #expect(try library.articles(named: id.text) == [id])
    #expect(try library.articles(named: fixture.news + "/World/geneva.txt") == [id])
    #expect(try library.articles(named: fixture.news + "/World/../World/./geneva.txt") == [id])
    #expect(try library.articles(named: "negotiators RETURN to geneva") == [id])
    #expect(try library.articles(named: "return gen") == [id])
    #expect(try library.articles(named: "negotiators geneva").count == 2)
    #expect(try library.articles(named: "nothing of the kind").isEmpty)
    #expect(try library.articles(named: "").isEmpty)
  }

  @Test func `related headlines are resolved over the whole library`() throws {
    let fixture = try Fixture()
    try fixture.story("Envoy Describes the Night Raid on Kyiv", to: "a/raid.txt")
    try fixture.story(
      "Harbour Freezes Over for the First Time", body: "Ice closed the harbour of Tallinn.",
      to: "b/ice.txt")
    try fixture.story("Filler One", to: "a/one.txt")
    try fixture.story("Filler Two", to: "b/two.txt")
    try fixture.sync()
    let library = fixture.library
    var scope = try fixture.scope()
    scope.inside = RawPath("a")
    let resolved = try library.resolve(
      [
        "‘Envoy describes the night raid on Kyiv’", "Tallinn Harbour Reopens After Ice",
        "Quarterly Pumpkin Yields",
      ], scopes: [scope], excluding: nil)
    #expect(resolved.map(\.status) == [.found, .nearest, .missing])
    #expect(resolved[0].candidates.map(\.path.string) == ["a/raid.txt"])
    #expect(resolved[0].candidates.map(\.isOutside) == [false])
    #expect(resolved[1].candidates.first?.path.string == "b/ice.txt")
    #expect(resolved[1].candidates.first?.isOutside == true)
    let own = try fixture.id("a/raid.txt")
    let excluded = try library.resolve(
      ["Envoy Describes the Night Raid on Kyiv"], scopes: [], excluding: own)
    #expect(excluded[0].status != .found)
  }
}
