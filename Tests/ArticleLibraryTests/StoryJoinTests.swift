// What only large libraries do: a few new articles join one by one, until the next batch.

import ArticleModel
import Synchronization
import TestSupport
import Testing

@testable import ArticleLibrary

@Suite struct StoryJoinTests {
  private static let corpus = CorpusGenerator(seed: 7, count: 400)
  /// How many are there before the others join: those must be fewer than a tenth.
  private static let first = 372

  /// A library of which the last articles, in a seeded order, joined in three syncs.
  private static func joined(seed: UInt64) throws -> Fixture {
    let fixture = try Fixture()
    var random = SeededRandom(seed: seed)
    let order = corpus.documents.shuffled(using: &random)
    for document in order[..<first] { try fixture.write(document.text, to: document.path) }
    try fixture.sync()
    fixture.library.memory.withLock { $0.scale = StoryScale(smallCount: 0, tinyCount: 0) }
    for start in stride(from: first, to: order.count, by: 10) {
      for document in order[start..<min(order.count, start + 10)] {
        try fixture.write(document.text, to: document.path)
      }
      try fixture.sync()
    }
    return fixture
  }

  /// The story of each article by its path; `nil` for one that is alone.
  private static func stories(_ fixture: Fixture, in library: Library? = nil) throws -> [String:
    StoryID]
  {
    var stories: [String: StoryID] = [:]
    for row in try fixture.rows(in: library) { stories[row.path.string] = row.story?.story }
    return stories
  }

  /// The articles that each is in a story with, itself among them.
  private static func fellows(_ stories: [String: StoryID]) -> [String: Set<String>] {
    let groups = Dictionary(grouping: stories.keys) { stories[$0] }
    return stories.mapValues { Set(groups[$0] ?? []) }
  }

  private static func howManyJoined(_ fixture: Fixture) throws -> Int64 {
    try fixture.library.index.withWriter { try $0.meta("threaded") }
  }

  @Test(arguments: 1...2)
  func `joining finds what a batch finds, and keeps the names of stories`(seed: UInt64) throws {
    let fixture = try Self.joined(seed: seed)
    #expect(try Self.howManyJoined(fixture) == Int64(Self.corpus.count - Self.first))
    let joined = try Self.stories(fixture)
    let again = try Library.open(directory: RawPath(fixture.base + "/library"))
    #expect(try Self.stories(fixture, in: again) == joined)
    // A new index threads all of them as a batch.
    _ = try again.rebuildIndex(progress: { _ in }, isCancelled: { false })
    let batch = try Self.stories(fixture, in: again)
    let (one, other) = (Self.fellows(joined), Self.fellows(batch))
    // How much of the two stories that each article is in is the same.
    let shares = batch.keys.map { path in
      let (left, right) = (one[path] ?? [path], other[path] ?? [path])
      return Double(left.intersection(right).count) / Double(left.union(right).count)
    }
    #expect(batch.count > 300)
    #expect(shares.reduce(0, +) / Double(batch.count) > 0.95)
    #expect(batch.keys.allSatisfy { one[$0] != other[$0] || joined[$0] == batch[$0] })
  }

  @Test func `a copy that joins folds with its text`() throws {
    let fixture = try Self.joined(seed: 3)
    let original = Self.corpus.document(100)
    let before = try Self.stories(fixture)
    try fixture.write(original.text + "\n", to: "Late/copy.txt")
    try fixture.sync()
    #expect(try Self.howManyJoined(fixture) == Int64(Self.corpus.count - Self.first + 1))
    let rows = try fixture.rows()
    let shown = rows.filter { [original.path, "Late/copy.txt"].contains($0.path.string) }
    #expect(shown.count == 1 && shown.first?.copies == 1)
    let after = try Self.stories(fixture)
    for (path, story) in before where path != original.path { #expect(after[path] == story) }
    #expect(fixture.library.check().filter { !$0.isOK }.isEmpty)
  }
}
