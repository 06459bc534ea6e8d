// Keeping the text of what is starred, queued or followed: the index that has it can be deleted.

import ArticleModel
import GRDB

extension Library {
  /// How many texts are read and written at a time.
  private static let page = 500

  /// Keeps the texts of articles that are not kept yet, as far as the index has them.
  ///
  /// - Throws: where they cannot be written: then what they are wanted for is not to be confirmed.
  func keepTexts(_ ids: [Int64]) throws {
    for start in stride(from: 0, to: ids.count, by: Self.page) {
      let page = Array(ids[start..<min(ids.count, start + Self.page)])
      let known = try texts.kept(among: page)
      try copyTexts(page.filter { !known.contains($0) })
    }
  }

  private func copyTexts(_ ids: [Int64]) throws {
    guard !ids.isEmpty else { return }
    // An index that cannot be read just now has no texts; the next sync keeps them.
    let found = try? index.read { db in
      try ids.compactMap { id in
        try Self.codedArticle(ArticleID(rawValue: id), db).map { (id: id, article: $0) }
      }
    }
    try texts.keep(found ?? [])
  }

  /// Keeps what is marked or followed and not kept: it was marked when the index did not have it, or by
  /// an earlier version. Best done before an index goes.
  func keepMissingTexts() throws {
    var last = Int64.min
    while true {
      let marked = try state.read { db in
        try Int64.fetchAll(
          db.cachedStatement(
            sql: """
              SELECT id FROM mark WHERE bits & 6 AND id > ? ORDER BY id LIMIT \(Self.page)
              """), arguments: [last])
      }
      guard let end = marked.last else { break }
      try keepTexts(marked)
      last = end
    }
    try keepTexts(followedMembers())
  }

  private func followedMembers() throws -> [Int64] {
    try state.read { db in
      try db.rows("SELECT members FROM followed").collected { PackedIDs.unpack($0.bytes(0)) }
        .flatMap { $0 }
    }
  }

  /// Writes anew the kept texts of documents that changed.
  func refreshTexts(_ changed: [Int64]) throws {
    for start in stride(from: 0, to: changed.count, by: Self.page) {
      let page = Array(changed[start..<min(changed.count, start + Self.page)])
      try copyTexts(Array(try texts.kept(among: page)))
    }
  }

  /// Keeps no longer what nothing keeps, and whose document is there.
  func dropUnusedTexts() throws {
    let followed = Set(try followedMembers())
    var last = Int64.min
    while true {
      let kept = try texts.keptIDs(after: last, count: Self.page)
      guard let end = kept.last else { return }
      let unused = try state.read { db in
        try Int64.fetchAll(
          db.cachedStatement(
            sql: """
              SELECT value FROM json_each(?) JOIN document ON document.id = value AND gone = 0
              WHERE NOT EXISTS (SELECT 1 FROM mark WHERE mark.id = value AND bits & 6)
              """), arguments: [kept.json])
      }
      try texts.drop(unused.filter { !followed.contains($0) })
      last = end
    }
  }
}
