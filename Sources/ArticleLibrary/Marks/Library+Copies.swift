// Whoever reads a text has read each copy that has the same words.

import ArticleModel
import GRDB

extension Library {
  /// The articles with each copy of theirs that has the same words; an edition that differs is not
  /// among them.
  func withEqualCopies(_ ids: [ArticleID]) throws -> [ArticleID] {
    let known = Set(ids)
    let equal = try readIndex { db in try Self.equalCopies(known, db) }
    return ids + equal.filter { !known.contains($0) }
  }

  private static func equalCopies(_ ids: Set<ArticleID>, _ db: Database) throws -> [ArticleID] {
    let heads = try Int64.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT DISTINCT copyOf FROM article INDEXED BY articleCopy WHERE copyOf IN (
            SELECT coalesce(copyOf, docno) FROM article
            WHERE id IN (SELECT value FROM json_each(?)))
          """), arguments: [ids.map(\.rawValue).json])
    guard !heads.isEmpty else { return [] }
    let rows = try db.rows(
      """
      SELECT article.id, coalesce(copyOf, article.docno), story.bytes
      FROM article JOIN story ON story.docno = article.docno
      WHERE article.docno IN (SELECT value FROM json_each(?1))
        OR copyOf IN (SELECT value FROM json_each(?1))
      """, [heads.json])
    // A group and the words of a text, by a hash.
    var texts: [[Int64]: [ArticleID]] = [:]
    while let row = try rows.next() {
      guard let hash = row.withBytes(2, { StoryRecord($0)?.wordHash }) else { continue }
      let text = [row.integer(1), Int64(bitPattern: hash)]
      texts[text, default: []].append(ArticleID(rawValue: row.integer(0)))
    }
    let groups = texts.map(\.1).filter { $0.contains(where: ids.contains) }
    return groups.flatMap { $0 }.sorted { $0.rawValue < $1.rawValue }
  }
}
