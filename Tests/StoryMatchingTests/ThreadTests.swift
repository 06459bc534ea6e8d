// Stories of a whole library, of a part of it, and of one article that arrives.

import ArticleModel
import TestSupport
import Testing

@testable import StoryMatching

@Suite struct ThreadTests {
  private let reports = Newsroom.reports

  /// The stories of groups, by the reports' names.
  private func stories(_ threads: StoryThreads, ids: [Int]) -> Set<Set<Int>> {
    Set(
      threads.groups.map { group in
        Set(group.compactMap { id in ids.firstIndex(of: Int(id.rawValue)) })
      })
  }

  private var expected: Set<Set<Int>> { [[0, 1, 2], [3, 4, 5], [6, 7]] }

  @Test func `reports on one event are one thread, and others are in none`() {
    let ids = Array(reports.indices)
    #expect(stories(TestShelf(reports, ids: ids).threads, ids: ids) == expected)
  }

  @Test(arguments: 1...5)
  func `threads do not depend on the order in which articles come`(seed: Int) {
    let ids = reports.indices.map { $0 * 7 + 3 }
    let threads = TestShelf(reports, ids: ids).threads
    var random = SeededRandom(seed: UInt64(seed))
    let order = reports.indices.shuffled(using: &random)
    let shuffled = TestShelf(order.map { reports[$0] }, ids: order.map { ids[$0] })
    #expect(shuffled.threads == threads)
  }

  @Test func `two ranges searched apart give what one gives`() {
    let table = TestShelf(reports, ids: Array(reports.indices)).table
    let index = StoryIndex(table)
    let parts = StoryNeighbours([
      index.neighbours(of: 4..<table.count), index.neighbours(of: 0..<4),
    ])
    let whole = index.neighbours()
    #expect(parts.popularity == whole.popularity)
    func list(_ neighbours: StoryNeighbours) -> [[Int]] {
      (0..<table.count).map { place in
        neighbours.range(at: place).map { Int(neighbours.places[$0]) }
      }
    }
    #expect(list(parts) == list(whole))
    #expect(StoryThreads(table, parts) == StoryThreads(table, whole))
  }

  @Test func `kinship fades with the years between two reports`() {
    func closeness(_ days: Int32) -> Float {
      StoryDay(number: 10).closeness(to: StoryDay(number: 10 + days))
    }
    #expect(closeness(0) == 1)
    #expect(closeness(7) > 0.99)
    #expect(abs(closeness(365) - 0.91) < 0.01)
    #expect(closeness(-365) == closeness(365))
    #expect(closeness(9_000) < 0.42)
    #expect(StoryDay.unknown.closeness(to: StoryDay(number: 3)) == 1)
  }

  @Test func `a report of another century is not of the story`() {
    func isJoined(_ days: Int32) -> Bool {
      let made = TestShelf(
        [reports[6], reports[7]] + reports[8...], ids: Array(0..<5),
        days: [StoryDay(number: 0), StoryDay(number: days)]
          + [StoryDay](repeating: .unknown, count: 3))
      return !made.threads.groups.isEmpty
    }
    #expect(isJoined(7))
    #expect(!isJoined(400_000))
  }

  @Test func `an empty library and one of a single article have no threads`() {
    #expect(TestShelf([], ids: []).threads.groups.isEmpty)
    #expect(TestShelf([reports[0]], ids: [5]).threads.groups.isEmpty)
  }

  @Test func `copies beyond the number that is compared are one thread`() {
    let copies = [Report](repeating: reports[0], count: 150)
    let others = (0..<400).map { number in
      let words = (0..<30).map { "word\(number)x\($0)" }.joined(separator: " ")
      return Report(story: "\(number)", headline: "Nothing of \(number)", paragraphs: [words])
    }
    let threads = TestShelf(copies + others, ids: Array(0..<550)).threads
    #expect(threads.groups.map(\.count) == [150])
  }
}

@Suite struct ThreadIdentityTests {
  private func group(_ ids: Int64...) -> [ArticleID] { ids.map { ArticleID(rawValue: $0) } }

  private func names(
    _ groups: [[ArticleID]], old: [Int64: Int64], known: Set<Int64> = []
  ) -> [Int64] {
    ThreadIdentity.names(of: groups, known: known) { old[$0.rawValue] }
  }

  @Test func `a thread keeps its name while articles join and leave`() {
    #expect(names([group(1, 2, 3, 9)], old: [1: 77, 2: 77, 4: 77]) == [77])
  }

  @Test func `of two parts the larger keeps the name, and the other gets a new one`() {
    let old: [Int64: Int64] = [1: 77, 2: 77, 3: 77, 4: 77, 5: 77]
    #expect(names([group(1, 2), group(3, 4, 5)], old: old) == [1, 77])
    #expect(names([group(1, 2), group(3, 4)], old: old) == [77, 3])
  }

  @Test func `two threads that merge have the name of the larger`() {
    #expect(names([group(1, 2, 3, 4, 5)], old: [1: 8, 2: 8, 3: 9, 4: 9, 5: 9]) == [9])
    #expect(names([group(1, 2, 3, 4)], old: [1: 8, 2: 8, 3: 7, 4: 7]) == [7])
  }

  @Test func `a new thread never takes a name that is given or was`() {
    #expect(names([group(1, 2)], old: [:], known: [1]) == [2])
    #expect(names([group(1, 2)], old: [:], known: [1, 2]) == [ArticleID.count])
    #expect(names([group(1, 2), group(3, 4)], old: [3: 1]) == [2, 1])
  }
}

@Suite struct ThreadJoinTests {
  private let made = TestShelf(
    Newsroom.reports, ids: Array(Newsroom.reports.indices))

  private func profile(_ place: Int) -> StorySource.Profile {
    let neighbours = made.neighbours
    return StorySource.Profile(
      number: Int64(place), vector: made.table.vector(at: place),
      figures: StoryFigures(
        popularity: neighbours.popularity[place], background: neighbours.background[place]))
  }

  private func candidates(_ place: Int, threads: [Int64?]) -> [ThreadCandidate] {
    threads.enumerated().filter { $0.offset != place }.map { other, thread in
      let similarity = profile(place).vector.similarity(to: profile(other).vector)
      let kinship = profile(place).figures.kinship(similarity, with: profile(other).figures)
      return ThreadCandidate(number: Int64(other), thread: thread, kinship: kinship)
    }
  }

  @Test func `a new report joins its thread`() {
    let threads: [Int64?] = [100, 100, nil, 200, 200, 200, nil, nil]
    let join = ThreadJoin.of(profile(2), candidates(2, threads: threads)) { thread in
      threads.indices.filter { threads[$0] == thread }.map(profile)
    }
    #expect(join == .thread(100))
  }

  @Test func `with one that told its story alone it makes a thread`() {
    let threads: [Int64?] = [100, 100, 100, 200, 200, 200, nil, nil]
    let join = ThreadJoin.of(profile(7), candidates(7, threads: threads)) { thread in
      threads.indices.filter { threads[$0] == thread }.map(profile)
    }
    #expect(join == .article(6))
  }

  @Test func `news of its own joins nothing`() {
    let threads = [Int64?](repeating: nil, count: 11)
    #expect(ThreadJoin.of(profile(9), candidates(9, threads: threads)) { _ in [] } == .alone)
  }
}
