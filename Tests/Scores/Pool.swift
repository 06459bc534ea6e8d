// A corpus in a library of its own, thrown away afterwards.

import ArticleIntake
import ArticleLibrary
import ArticleModel
import TestSupport

/// Articles of a folder, synced.
struct Pool {
  /// An article as a scorer wants it.
  struct Item {
    var id: ArticleID
    var path: String
    var headline: String
    var body: String
    var words: [String] = []
  }

  let library: Library
  let items: [Item]
  private let folder: TemporaryFolder

  /// - Throws: what the library refuses.
  init?(_ corpus: String) throws {
    guard let path = SharedData.path("corpora/" + corpus) else {
      print("\(corpus): not here, passed over")
      return nil
    }
    folder = try TemporaryFolder()
    library = try Library.open(directory: RawPath(folder.path("library")))
    let scope = try library.scope(of: RawPath(path))
    let report = try library.sync([scope], progress: { _ in }, isCancelled: { false })
    var items: [Item] = []
    var anchor = ListAnchor.first
    while true {
      let window = try library.window(ListQuery(), anchor, count: 500)
      for row in window.rows {
        guard let stored = try library.article(row.id) else { continue }
        let body = stored.article.sections.filter { $0.kind != .related }.flatMap(\.blocks)
          .map(\.text.string).joined(separator: "\n")
        items.append(
          Item(
            id: row.id, path: row.path.string, headline: row.headline.string, body: body))
      }
      guard !window.isEnd, let last = window.rows.last else { break }
      anchor = .after(last.key)
    }
    self.items = items
    print("\(corpus): \(report.added) articles in \(report.seconds) s")
  }
}
