// The articles that a newcomer meets: each loads as it was meant, each related headline leads where
// it should.

import ArticleIntake
import ArticleLibrary
import ArticleModel
import TestSupport
import Testing

@Suite struct ArticlesFolderTests {
  private static let articles = PackageRoot.path + "/Articles"
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  /// A library of its own with the articles synced.
  private func synced() throws -> (library: Library, scope: Scope, report: SyncReport) {
    let library = try Library.open(directory: RawPath(folder.path("library")))
    let scope = try library.scope(of: RawPath(Self.articles))
    let report = try library.sync([scope], progress: { _ in }, isCancelled: { false })
    return (library, scope, report)
  }

  private static func rows(of scope: Scope, in library: Library) throws -> [ArticleRow] {
    var query = ListQuery()
    query.scopes = [scope]
    return try library.window(query, .first, count: 1_000).rows
  }

  @Test func `all are read, dated, and have a headline that is theirs`() throws {
    let (library, scope, report) = try synced()
    #expect(report.failed.isEmpty)
    let rows = try Self.rows(of: scope, in: library)
    #expect(rows.count >= 24)
    for row in rows {
      let stored = try #require(try library.article(row.id))
      #expect(row.published != nil, "\(row.path)")
      #expect(row.desk != nil, "\(row.path)")
      #expect(stored.article.headline.origin != .derived, "\(row.path): \(row.headline)")
      #expect(stored.article.headline.origin != .filename, "\(row.path)")
      #expect((300...1_300).contains(stored.words), "\(row.path): \(stored.words) words")
      #expect(!stored.article.related.isEmpty, "\(row.path)")
    }
    let origins = try rows.map { try library.article($0.id)?.article.headline.origin }
    #expect(origins.contains(.related) && origins.contains(.document))
  }

  @Test func `every related headline leads where it should, or nowhere`() throws {
    let (library, scope, _) = try synced()
    var expected: [String: String] = [:]
    let table = try FileTree.text(
      PackageRoot.path + "/Tests/ArticleLibraryTests/Fixtures/articles-related.tsv")
    for line in table.split(separator: "\n") {
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
      expected["\(fields[0])\t\(fields[1])"] = String(fields[2])
    }
    var met = 0
    for row in try Self.rows(of: scope, in: library) {
      for resolved in try library.related(of: row.id, scopes: [scope]) {
        met += 1
        let path = resolved.status == .found ? resolved.candidates.first?.path.string ?? "" : "-"
        #expect(expected["\(row.path)\t\(resolved.headline)"] == path, "\(row.path)")
      }
    }
    #expect(met == expected.count)
  }

  @Test func `what is of one story is called so among the related ones`() throws {
    let (library, scope, _) = try synced()
    for row in try Self.rows(of: scope, in: library) {
      let thread = try library.thread(of: row.id)
      let members = Set(thread?.reports.map(\.row.id) ?? [])
      for story in try library.relatedStories(of: row.id, scopes: [scope], limit: 20)
      where members.contains(story.row.id) {
        #expect(story.kind != .related, "\(row.path): \(story.row.headline)")
      }
    }
  }
}
