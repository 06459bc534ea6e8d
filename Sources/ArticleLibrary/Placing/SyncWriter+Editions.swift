// Before a changed document is written, the edition that someone has read is kept.

import ArticleModel
import GRDB

extension SyncWriter {
  /// Keeps, of documents that changed, the articles that someone has read as they were then: one
  /// edition of each, the one that was read last.
  func keepEditions(_ ids: [Int64], _ now: Int64) throws {
    guard !ids.isEmpty else { return }
    let used = try library.state.read { db in
      try ids.compactMap { id in
        try Self.readEdition(id, now, kept: library.texts.editionTime(id), db).map {
          (id: id, time: $0)
        }
      }
    }
    guard !used.isEmpty else { return }
    let editions = try library.index.read { db in
      try used.compactMap { id, time in
        try Library.codedArticle(ArticleID(rawValue: id), db).map {
          (id: id, article: $0, time: time)
        }
      }
    }
    try library.texts.keep(editions: editions)
  }

  /// When the edition that is there was read; `nil` where it was not, or an older one that was read is
  /// kept and no other since.
  private static func readEdition(
    _ id: Int64, _ now: Int64, kept: Int64?, _ db: Database
  ) throws -> Int64? {
    let rows = try db.rows(
      """
      SELECT coalesce((SELECT at FROM opened WHERE id = ?1), 0),
        EXISTS (SELECT 1 FROM mark WHERE id = ?1 AND bits & 3)
          OR EXISTS (SELECT 1 FROM visit WHERE article = ?1)
      """, [id])
    guard let row = try rows.next() else { return nil }
    let opened = row.integer(0)
    guard opened > 0 || row.flag(1) else { return nil }
    if let kept, opened <= kept { return nil }
    return opened > 0 ? opened : now
  }
}
