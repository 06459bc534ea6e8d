// A folder that is forgotten leaves nothing of its articles behind, and all that is of others.

import ArticleModel
import Foundation
import GRDB
import TestSupport
import Testing

@testable import ArticleIntake
@testable import ArticleLibrary

@Suite struct ForgettingTests {
  /// Two folders of a library, with everything done to the articles of both.
  private struct Two {
    let fixture: Fixture
    let library: Library
    let own: [ArticleID]
    let other: [ArticleID]
    let folder: RawPath

    init() throws {
      fixture = try Fixture()
      library = fixture.library
      for number in 0..<3 {
        try fixture.story("Own \(number)", to: "own/\(number).txt")
        try fixture.story(
          "Harbour Ice \(number)", body: "Ice closed the harbour of Tallinn on day \(number).",
          to: "other/\(number).txt")
      }
      let folder = RawPath(fixture.news + "/own")
      let library = fixture.library
      let scopes = try [folder, RawPath(fixture.news + "/other")].map { try library.scope(of: $0) }
      self.folder = folder
      _ = try library.sync(scopes, progress: { _ in }, isCancelled: { false })
      let ids = try library.window(ListQuery(), .first, count: 10).rows
      let rows = ids.sorted { $0.path.string < $1.path.string }
      own = rows.filter { $0.folder == folder.shown }.map(\.id)
      other = rows.filter { $0.folder != folder.shown }.map(\.id)
    }

    func ids(_ table: String, _ column: String) throws -> [Int64] {
      try library.state.read { try Int64.fetchAll($0, sql: "SELECT \(column) FROM \(table)") }
    }
  }

  @Test func `marks, texts, journal, trail, stories and sessions lose its articles`() throws {
    let two = try Two()
    let library = two.library
    _ = try library.mark(two.own + two.other, .star)
    _ = try library.mark(two.own, .read)
    var trail = Trail()
    for id in [two.other[0], two.own[0], two.own[1], two.other[1]] {
      trail.follow(to: id, headline: "H", fromList: id == two.other[0])
    }
    try library.saveTrail(
      Array(trail.visits.values), current: trail.current, lastFromList: trail.lastFromList)
    #expect(try library.follow(two.other[2], true) != nil)
    try library.saveSession(
      "session 1\nfocus text\nselected \(two.own[0].rawValue)\narticle \(two.own[1].rawValue)\n"
        + "visit 3\nposition 1 2 3 4 0.5\nunlike \(two.own[2].rawValue) 12", "library")
    try library.saveSession("session 1", two.folder.shown.string)
    // The document changes after it was read: the edition that was read is kept.
    try two.fixture.story("Own 0, changed since", to: "own/0.txt")
    _ = try library.sync([], progress: { _ in }, isCancelled: { false })
    #expect(try library.texts.edition(two.own[0].rawValue) != nil)
    #expect(try library.forget(two.folder) == 3)
    let names = try two.ids("followed", "story")
    #expect(names.count == 1 && !two.own.map(\.rawValue).contains(names[0]))
    try expectNothing(of: two)
    #expect(try library.session("library") == "session 1\nfocus text\nunlike 12")
    #expect(try library.session(two.folder.shown.string) == nil)
    // The forgotten visits' children went to their parent.
    let left = try library.trail(limit: 10)
    #expect(left.path.map(\.article) == [two.other[0], two.other[1]])
    #expect(left.visits.count == 2)
    // Undo of what else the entry changed.
    let undone = try #require(try library.undo())
    #expect(undone.change == .follow)
    let stars = try #require(try library.undo())
    #expect(Set(stars.articles) == Set(two.other))
    #expect(try two.fixture.rows().allSatisfy { !$0.marks.isStarred })
  }

  private func expectNothing(of two: Two) throws {
    let own = Set(two.own.map(\.rawValue))
    for (table, column) in [
      ("document", "id"), ("mark", "id"), ("position", "id"), ("opened", "id"),
      ("visit", "article"),
    ] {
      #expect(try own.isDisjoint(with: two.ids(table, column)), "\(table)")
    }
    let packed = try two.library.state.read { db in
      try Row.fetchAll(
        db,
        sql: "SELECT articles FROM journal UNION ALL SELECT members FROM followed "
          + "UNION ALL SELECT seen FROM followed")
    }.map { PackedIDs.unpack($0.bytes(0)) }
    #expect(packed.allSatisfy { !$0.isEmpty && own.isDisjoint(with: $0) })
    for id in own {
      #expect(try two.library.texts.kept(id) == nil)
      #expect(try two.library.texts.edition(id) == nil)
    }
    #expect(try two.library.texts.kept(among: two.other.map(\.rawValue)).count == 3)
  }

  @Test func `a followed story that bears a forgotten article's id gets another name`() throws {
    let two = try Two()
    let library = two.library
    let (gone, left) = (two.own[0].rawValue, [two.other[0].rawValue, two.other[1].rawValue])
    let members = [gone] + left
    try library.state.write {
      try $0.run(
        "INSERT INTO followed VALUES (?1, 5, ?2, ?2)", [gone, PackedIDs.pack(members)])
    }
    try library.index.write { db in
      try db.run("UPDATE article SET thread = NULL")
      for id in members { try db.run("UPDATE article SET thread = ? WHERE id = ?", [gone, id]) }
    }
    _ = try library.forget(two.folder)
    let name = try #require(left.min())
    #expect(try two.ids("followed", "story") == [name])
    #expect(try library.follows([StoryID(rawValue: name)]).count == 1)
    #expect(try library.follow(two.other[0], true)?.rawValue == name)
    // As after a kill between the two files.
    try library.index.write { db in
      for id in left { try db.run("UPDATE article SET thread = ? WHERE id = ?", [gone, id]) }
    }
    try StoryIdentity(library.state).nameFollowed(in: library.index)
    #expect(try library.follow(two.other[1], true)?.rawValue == name)
  }

  @Test func `a folder that is named again is new`() throws {
    let two = try Two()
    let library = two.library
    _ = try library.mark(two.own, .read)
    try two.fixture.story("Own 0, changed since", to: "own/0.txt")
    _ = try library.sync([], progress: { _ in }, isCancelled: { false })
    _ = try library.forget(two.folder)
    _ = try library.sync(
      [try library.scope(of: two.folder)], progress: { _ in }, isCancelled: { false })
    let again = try #require(try library.article(two.own[0]))
    #expect(again.marks == Marks())
    #expect(!again.isRevised)
    #expect(try library.changes(of: two.own[0]) == nil)
  }

  @Test func `a trail that is wholly forgotten is empty`() throws {
    let two = try Two()
    var trail = Trail()
    for id in two.own { trail.follow(to: id, headline: "H") }
    try two.library.saveTrail(
      Array(trail.visits.values), current: trail.current, lastFromList: trail.lastFromList)
    _ = try two.library.forget(two.folder)
    let left = try two.library.trail(limit: 10)
    #expect(left.visits.isEmpty && left.current == nil && left.lastFromList == nil)
  }
}
