// A library that an earlier version left opens with everything that its reader did.

import ArticleModel
import Foundation
import GRDB
import TestSupport
import Testing

@testable import ArticleIntake
@testable import ArticleLibrary

/// The library of `Fixtures/library-da7c9bd.sql`, over this repository's articles.
@Suite struct EarlierLibraryTests {
  private let folder: TemporaryFolder
  private let library: Library

  init() throws {
    folder = try TemporaryFolder()
    let news = folder.path("news")
    try FileManager.default.copyItem(atPath: PackageRoot.path + "/Articles", toPath: news)
    try FileManager.default.removeItem(atPath: news + "/Culture/champollion.txt")
    try Self.edit(news + "/Science/Space/apollo-11-lifts-off.txt")
    try folder.makeFolder("library")
    try Self.makeState(at: folder.path("library/state.sqlite"), over: news)
    library = try Library.open(directory: RawPath(folder.path("library")))
  }

  /// Adds the sentence that the document had when the library was left.
  private static func edit(_ path: String) throws {
    var lines = try String(contentsOfFile: path, encoding: .utf8).components(separatedBy: "\n")
    lines[4] += " A crowd put at a million people had camped along the beaches overnight."
    try lines.joined(separator: "\n").write(toFile: path, atomically: true, encoding: .utf8)
  }

  private static func makeState(at path: String, over news: String) throws {
    let dump = try String(
      contentsOfFile: PackageRoot.path
        + "/Tests/ArticleLibraryTests/Fixtures/library-da7c9bd.sql", encoding: .utf8)
    let queue = try DatabaseQueue(path: path)
    try queue.writeWithoutTransaction { db in
      try db.execute(sql: dump)
      let real = URL(fileURLWithPath: news).resolvingSymlinksInPath().path
      try db.execute(sql: "UPDATE root SET path = ?", arguments: [RawPath(real).data])
    }
    try queue.close()
  }

  private func sync() throws {
    let report = try library.sync(library.roots(), progress: { _ in }, isCancelled: { false })
    #expect(report.failed.isEmpty && report.removed == 0)
  }

  private func stored(_ id: Int64) throws -> StoredArticle {
    try #require(try library.article(ArticleID(rawValue: id)))
  }

  private let launch: Int64 = 682_168_077_436
  private let moonwalk: Int64 = 618_670_721_985
  private let splashdown: Int64 = 932_466_219_703

  @Test func `every mark is there, and that of an article whose document is gone`() throws {
    #expect(library.notices.isEmpty)
    try sync()
    let marks = try library.state.read { db in
      try Row.fetchAll(db, sql: "SELECT id, bits FROM mark").map { ($0.integer(0), $0.integer(1)) }
    }
    #expect(marks.count == 8)
    for (id, bits) in marks {
      let shown = try stored(id).marks
      #expect(shown.isRead == (bits & 1 != 0))
      #expect(shown.isStarred == (bits & 2 != 0))
      #expect(shown.isQueued == (bits & 4 != 0))
    }
    var query = ListQuery()
    query.starredOnly = true
    #expect(try library.window(query, .first, count: 10).rows.map(\.id.text) == ["g3ves8v9"])
    let gone = try stored(25_923_211_888)
    #expect(gone.isGone && gone.marks.isQueued)
    #expect(gone.article.headline.text.string == "Champollion Reads the Names of the Pharaohs")
  }

  @Test func `every position is there, and so are the trail and the session`() throws {
    try sync()
    let position = try #require(try stored(splashdown).position)
    #expect(position.section == 1 && position.block == 3)
    #expect(abs(position.fraction - 0.6325) < 0.001)
    #expect(try stored(launch).position != nil && stored(moonwalk).position != nil)

    let trail = try library.trail(limit: 10)
    let visits = trail.visits.values.sorted { $0.id < $1.id }
    #expect(visits.map(\.article.rawValue) == [splashdown, launch, moonwalk])
    #expect(visits.dropFirst().map(\.parent) == visits.dropLast().map(\.id))
    #expect(trail.current == nil && trail.lastFromList == visits.first?.id)
    #expect(try library.session("/srv/news/Articles")?.contains("focus list") == true)
  }

  @Test func `the followed story and the saved search are there`() throws {
    try sync()
    let thread = try #require(try library.thread(of: ArticleID(rawValue: moonwalk)))
    #expect(thread.followedSince == 1_795_882_725)
    #expect(thread.reports.count == 3)
    #expect(try library.savedSearches().map(\.text.string) == ["moon is:unread"])
  }

  @Test func `the edition that was read is there, and what changed since is shown`() throws {
    try sync()
    let changes = try #require(try library.changes(of: ArticleID(rawValue: launch)))
    let added = changes.paragraphs.flatMap { $0 }.filter { $0.kind == .added }
    #expect(added.contains { $0.text.string.contains("camped along the beaches") })
  }
}
