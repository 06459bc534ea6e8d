// In large libraries a few new articles join one by one, until the next batch.

import ArticleModel
import Synchronization
import TestSupport
import Testing

@testable import ArticleIntake
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

  @Test func `reports on one template join as what they are, editions as copies`() throws {
    let fixture = try Self.joined(seed: 5)
    let before = try fixture.rows().count
    let texts = TemplateSeries.marketReports.texts(6, seed: 2)
    for (place, text) in texts.enumerated() { try fixture.write(text, to: "Late/\(place).txt") }
    try fixture.sync()
    #expect(try fixture.rows().count == before + texts.count)
    var maker = EditionMaker(random: SeededRandom(seed: 3), words: Vocabulary.plain)
    let corrected = texts[2].split(separator: "---\n\n", maxSplits: 1)
    let edition = maker.edition(of: String(corrected[1]), .wordsAdded)
    try fixture.write("\(corrected[0])---\n\n\(edition)", to: "Late/edition.txt")
    try fixture.sync()
    #expect(try Self.howManyJoined(fixture) == Int64(Self.corpus.count - Self.first + 7))
    let rows = try fixture.rows()
    #expect(rows.count == before + texts.count)
    let shown = rows.filter { ["Late/2.txt", "Late/edition.txt"].contains($0.path.string) }
    #expect(shown.map(\.copies) == [1])
  }

  private struct Killed: Error {}

  /// The followed stories in the state file.
  private static func followed(_ library: Library) throws -> [Int64: Set<Int64>] {
    try StoryIdentity(library.state).followed.mapValues { Set($0) }
  }

  @Test func `a sync that ends while articles join has noted names and followed stories`() throws {
    let fixture = try Self.joined(seed: 4)
    let library = fixture.library
    let last = try library.index.withWriter { db in
      try db.integer("SELECT docno FROM article ORDER BY docno LIMIT 1 OFFSET \(Self.first - 1)")
    }
    let related = try #require(last)
    // As it was before the last articles joined: all stories are followed.
    try library.index.write { db in
      for sql in [
        "UPDATE article SET thread = NULL WHERE docno > \(related)",
        "DELETE FROM story WHERE docno > \(related)",
        "DELETE FROM storyRecent WHERE docno > \(related)",
      ] { try db.run(sql) }
      try db.setMeta("related", related)
      try db.setMeta("threaded", 0)
    }
    try library.state.write { try $0.run("DELETE FROM anchor") }
    for row in try fixture.rows() where row.story != nil { _ = try library.follow(row.id, true) }
    let before = try Self.followed(library)
    var checks = 0
    let spool = StorySpool(RawPath(fixture.base + "/library"))
    let run = RelationsRun(library, spool) {
      checks += 1
      if checks > 1 { throw Killed() }
    }
    #expect(throws: Killed.self) { _ = try run.run() }
    let after = try Self.followed(library)
    #expect(before != after, "no followed story grew")
    #expect(Set(after.keys) == Set(before.keys))
    // Every story's articles, and the names that are not their least article's.
    let (threads, joined) = try library.index.withWriter { db in
      var threads: [Int64: Set<Int64>] = [:]
      var joined: Set<Int64> = []
      let rows = try db.rows("SELECT thread, id, docno FROM article WHERE thread IS NOT NULL")
        .collected { (thread: $0.integer(0), id: $0.integer(1), docno: $0.integer(2)) }
      for row in rows {
        threads[row.thread, default: []].insert(row.id)
        if row.docno > related { joined.insert(row.thread) }
      }
      return (threads, joined)
    }
    let identity = try StoryIdentity(library.state)
    for thread in joined {
      if let known = after[thread] { #expect(known == threads[thread]) }
      #expect(threads[thread]?.min() == thread || identity.name(of: thread) == thread)
    }
    // A new index knows each followed story again, unless it became one with another that is followed.
    let again = try Library.open(directory: RawPath(fixture.base + "/library"))
    _ = try again.rebuildIndex(progress: { _ in }, isCancelled: { false })
    var stories: [Int64: Int64] = [:]
    for row in try fixture.rows(in: again) { stories[row.id.rawValue] = row.story?.story.rawValue }
    let names = Set(stories.values)
    for (story, members) in after where !names.contains(story) {
      #expect(members.contains { stories[$0].map { after[$0] != nil } ?? false })
    }
  }
}
