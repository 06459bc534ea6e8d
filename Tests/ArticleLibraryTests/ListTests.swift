// Lists: every window agrees with sorting everything, for every order and filter.

import ArticleModel
import Foundation
import Testing
import TextAnalysis

@testable import ArticleIntake
@testable import ArticleLibrary

/// A library with as much variety as lists can be limited and sorted by.
private struct ListFixture {
  let fixture: Fixture
  let all: [ArticleRow]

  init(count: Int = 120) throws {
    fixture = try Fixture()
    let desks = ["", "World", "World/Europe", "Science", "Ölfelder", "world-news"]
    let words = ["Comet", "harbour", "Ice", "Élan", "Zebra", "北京", "comet"]
    for number in 0..<count {
      let folder = desks[number * 7 % desks.count]
      let headline = "\(words[number % words.count]) \(words[number / 7 % words.count]) Number"
      let day = number % 5 == 0 ? nil : "20\(10 + number % 3)-0\(1 + number % 9)-11"
      let name = "\(folder.isEmpty ? "" : folder + "/")n\(number).txt"
      // No two texts are the same: copies would be folded.
      let body = "The council met in hall \(number) to hear what had been found there by others."
      try fixture.story(headline + " \(number % 11)", day: day, body: body, to: name)
    }
    try fixture.sync()
    let ids = try fixture.rows().map(\.id).sorted()
    let library = fixture.library
    _ = try library.mark(ids.enumerated().filter { $0.offset % 3 == 0 }.map(\.element), .read)
    _ = try library.mark(ids.enumerated().filter { $0.offset % 7 == 0 }.map(\.element), .star)
    _ = try library.mark(ids.enumerated().filter { $0.offset % 11 == 0 }.map(\.element), .queue)
    all = try fixture.rows()
  }

  func scope(_ inside: String) throws -> Scope {
    var scope = try fixture.scope()
    scope.inside = RawPath(inside)
    return scope
  }

  /// The same list by filtering and sorting every row.
  func expected(_ query: ListQuery) -> [ArticleID] {
    all.filter { matches($0, query) }.sorted { precedes($0, $1, query.order) }.map(\.id)
  }

  private func matches(_ row: ArticleRow, _ query: ListQuery) -> Bool {
    let path = RawPath(row.path.string)
    let desk = TextFolding.fold(row.desk?.string ?? "")
    let wanted = query.desk.map { TextFolding.fold($0.string) }
    return (query.scopes.isEmpty || query.scopes.contains { path.isInside($0.inside) })
      && (wanted == nil || desk == wanted || desk.hasPrefix((wanted ?? "") + "/"))
      && !(query.unreadOnly && row.marks.isRead) && !(query.starredOnly && !row.marks.isStarred)
      && !(query.queuedOnly && !row.marks.isQueued)
      && TextSearch.wordsMatch(query.headlineWords.string, headline: row.headline.string)
  }

  private func precedes(_ left: ArticleRow, _ right: ArticleRow, _ order: ListOrder) -> Bool {
    func time(_ row: ArticleRow) -> Int64 {
      row.published?.epochSeconds ?? row.firstSeen / 86_400 * 86_400
    }
    func text(_ row: ArticleRow) -> [UInt8] {
      switch order {
      case .headline: Array(SortKey.natural(HeadlineKey.of(row.headline.string)).utf8)
      case .desk: Array(TextFolding.fold(row.desk?.string ?? "").utf8)
      case .newest, .unreadFirst: []
      }
    }
    if order == .unreadFirst, left.marks.isRead != right.marks.isRead { return right.marks.isRead }
    if text(left) != text(right) { return text(left).lexicographicallyPrecedes(text(right)) }
    if order != .headline, time(left) != time(right) { return time(left) > time(right) }
    return left.id < right.id
  }

  /// Queries of every kind, some of them together.
  func queries() throws -> [ListQuery] {
    var queries = [ListQuery()]
    func add(_ change: (inout ListQuery) throws -> Void) rethrows {
      var query = ListQuery()
      try change(&query)
      queries.append(query)
    }
    add { $0.unreadOnly = true }
    add { $0.starredOnly = true }
    add { $0.queuedOnly = true }
    add { $0.desk = "World" }
    add { $0.desk = "world/EUROPE" }
    add { $0.desk = "ölfelder" }
    add { $0.desk = "Nowhere" }
    add { $0.headlineWords = "com num" }
    add { $0.headlineWords = "elan" }
    try add { $0.scopes = [try scope("World")] }
    try add { $0.scopes = [try scope("Science"), try scope("World/Europe")] }
    try add { $0.scopes = [try scope("World"), try scope("World/Europe")] }
    try add { $0.scopes = [try scope("n0.txt")] }
    try add {
      $0.scopes = [try scope("World")]
      $0.unreadOnly = true
      $0.starredOnly = true
      $0.headlineWords = "ice"
    }
    return queries
  }
}

@Suite struct ListTests {
  @Test(arguments: ListOrder.allCases)
  func `windows forward, backward and around agree with a full sort`(order: ListOrder) throws {
    let list = try ListFixture()
    let library = list.fixture.library
    for var query in try list.queries() {
      query.order = order
      let expected = list.expected(query)
      for size in [3, 1_000] {
        let forward = try pages(library, query, size: size, forward: true)
        let backward = try pages(library, query, size: size, forward: false)
        #expect(forward == expected, "\(query) by \(size)")
        #expect(backward == expected, "\(query) backward by \(size)")
      }
      try checkAround(library, query, expected)
    }
  }

  private func pages(
    _ library: Library, _ query: ListQuery, size: Int, forward: Bool
  ) throws -> [ArticleID] {
    var ids: [ArticleID] = []
    var window = try library.window(query, forward ? .first : .last, count: size)
    #expect(forward ? window.isStart : window.isEnd)
    while true {
      #expect(window.rows.count <= size)
      ids = forward ? ids + window.rows.map(\.id) : window.rows.map(\.id) + ids
      if forward ? window.isEnd : window.isStart { return ids }
      let edge = try #require(forward ? window.rows.last?.key : window.rows.first?.key)
      window = try library.window(query, forward ? .after(edge) : .before(edge), count: size)
      #expect(!(forward ? window.isStart : window.isEnd))
      #expect(!window.rows.isEmpty)
    }
  }

  private func checkAround(
    _ library: Library, _ query: ListQuery, _ expected: [ArticleID]
  ) throws {
    for (place, id) in expected.enumerated() where place % 9 == 0 || place > expected.count - 3 {
      let window = try library.window(query, .aroundArticle(id, above: 5), count: 10)
      let found = window.rows.map(\.id)
      let start = try #require(expected.firstIndex(of: found[0]))
      #expect(found == Array(expected[start..<start + found.count]))
      #expect(found.contains(id))
      #expect(found.count == min(10, expected.count))
      #expect(window.isStart == (start == 0))
      #expect(window.isEnd == (start + found.count == expected.count))
    }
    let first = try library.window(query, .first, count: 10)
    let absent = ArticleID(rawValue: 12_345)
    #expect(try library.window(query, .aroundArticle(absent, above: 5), count: 10) == first)
  }

  @Test func `a key holds its place when a mark moved its row`() throws {
    let list = try ListFixture()
    let library = list.fixture.library
    var query = ListQuery()
    query.order = .unreadFirst
    let window = try library.window(query, .first, count: 20)
    let key = window.rows[9].key
    let rest = window.rows[10...].map(\.id)
    _ = try library.mark([key.id], .read)
    let after = try library.window(query, .after(key), count: 10)
    #expect(after.rows.map(\.id) == Array(rest))
    let around = try library.window(query, .around(key), count: 6)
    #expect(!around.rows.contains { $0.id == key.id })
    #expect(around.rows.contains { $0.id == rest[0] })
  }

  @Test func `facets count what lists show`() throws {
    let list = try ListFixture()
    let library = list.fixture.library
    for inside in ["", "World", "World/Europe", "n0.txt", "nowhere"] {
      var query = ListQuery()
      query.scopes = [try list.scope(inside)]
      let facets = try library.facets(query)
      func count(_ change: (inout ListQuery) -> Void) -> Int {
        var limited = query
        change(&limited)
        return list.expected(limited).count
      }
      #expect(facets.total == count { _ in })
      #expect(facets.unread == count { $0.unreadOnly = true })
      #expect(facets.starred == count { $0.starredOnly = true })
      #expect(facets.queued == count { $0.queuedOnly = true })
      for desk in facets.desks {
        #expect(desk.total == count { $0.desk = desk.name })
        #expect(
          desk.unread
            == count {
              $0.desk = desk.name
              $0.unreadOnly = true
            })
      }
    }
    #expect(library.check().filter { !$0.isOK }.isEmpty)
  }

  @Test func `a list over several roots is one list`() throws {
    let fixture = try Fixture()
    try fixture.story("Middle", day: "2021-01-01", to: "a/middle.txt")
    try fixture.story("Newest", day: "2022-01-01", to: "b/newest.txt")
    try fixture.story("Oldest", day: "2020-01-01", to: "b/oldest.txt")
    for name in ["a", "b"] {
      let scope = try fixture.library.scope(of: RawPath(fixture.news + "/" + name))
      _ = try fixture.library.sync([scope], progress: { _ in }, isCancelled: { false })
    }
    #expect(try fixture.rows().map(\.headline.string) == ["Newest", "Middle", "Oldest"])
    let first = try fixture.library.window(ListQuery(), .first, count: 2)
    #expect(!first.isEnd)
    let key = try #require(first.rows.last?.key)
    let second = try fixture.library.window(ListQuery(), .after(key), count: 2)
    #expect(second.rows.map(\.headline.string) == ["Oldest"])
    #expect(second.isEnd && !second.isStart)
  }
}
