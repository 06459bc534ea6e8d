// Related headlines are resolved over the whole library when they are asked for.

package import ArticleModel
import Foundation
import GRDB
import StoryMatching
import TextAnalysis

extension Library {
  /// The related headlines of an article, resolved now over the whole library.
  ///
  /// `scopes` are what the list shows: candidates that lie elsewhere are marked as outside, none if
  /// there are no scopes.
  package func related(of id: ArticleID, scopes: [Scope]) throws -> [ResolvedHeadline] {
    guard let stored = try article(id) else { return [] }
    return try resolve(
      stored.article.related.map(\.headline), scopes: scopes, excluding: id)
  }

  /// The articles to which headlines lead now; never `excluding`, the article that names them. For
  /// `scopes` see `related(of:scopes:)`.
  package func resolve(
    _ headlines: [SafeText], scopes: [Scope], excluding: ArticleID?
  ) throws -> [ResolvedHeadline] {
    let resolved = try readIndex { db in
      let resolver = HeadlineResolver(source: try Self.headlineSource(db))
      return try headlines.map { try resolver.resolve($0.string, excluding: excluding) }
    }
    return try zip(headlines, resolved).map { headline, resolution in
      let candidates = try candidates(resolution.matches, scopes)
      return ResolvedHeadline(
        headline: headline, status: resolution.status, candidates: candidates)
    }
  }

  private func candidates(
    _ matches: [HeadlineResolution.Match], _ scopes: [Scope]
  ) throws -> [ResolvedHeadline.Candidate] {
    let scores = Dictionary(matches.map { ($0.id, $0.score) }) { first, _ in first }
    let candidates = try rows(matches.map(\.id)).map { row in
      var candidate = ResolvedHeadline.Candidate(
        id: row.id, folder: row.folder, path: row.path, headline: row.headline,
        published: row.published, isRead: row.marks.isRead,
        isOutside: !scopes.hold(folder: row.folder, path: row.rawPath),
        score: scores[row.id] ?? 0)
      candidate.unshownPath = row.unshownPath
      return candidate
    }
    // Of equal ones those of the list first; the order is otherwise the resolver's.
    return candidates.filter { !$0.isOutside || $0.score < 1 }
      + candidates.filter { $0.isOutside && $0.score >= 1 }
  }

  private static func headlineSource(_ db: Database) throws -> HeadlineSource {
    let count = try db.integer("SELECT sum(total) FROM tally") ?? 0
    return HeadlineSource(
      articleCount: Int(count),
      bearing: { try bearing($0, db) },
      frequency: { try Vocabulary(db: db).articles(of: $0) },
      holding: { try holding($0, limit: $1, db) },
      subject: { try subject($0, db) })
  }

  private static func holding(_ term: String, limit: Int, _ db: Database) throws -> [Int64] {
    let quoted = "\"" + term.split(separator: "\"").joined(separator: " ") + "\""
    return try Int64.fetchAll(
      db.cachedStatement(
        sql: "SELECT rowid FROM terms WHERE terms MATCH ? ORDER BY rowid DESC LIMIT ?"),
      arguments: ["{headline lead} : " + quoted, limit])
  }

  private static func subject(
    _ docno: Int64, _ db: Database
  ) throws -> HeadlineSource.Subject? {
    let row = try Row.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT article.id, body.article FROM article JOIN body ON body.docno = article.docno
          WHERE article.docno = ?
          """), arguments: [docno])
    guard let row, let opening = ArticleCoding.decodeOpening(row.bytes(1)) else {
      return nil
    }
    return HeadlineSource.Subject(
      id: ArticleID(rawValue: row.integer(0)), headline: opening.headline, opening: opening.text)
  }
}
