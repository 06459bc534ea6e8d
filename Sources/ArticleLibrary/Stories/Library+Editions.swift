// Editions: what changed since an article was read, and what of it was read elsewhere.

package import ArticleModel
import Foundation
import GRDB
import StoryMatching

extension Library {
  /// Paragraphs that repeat what was read in other articles of its story, or in copies.
  package func repeatedBlocks(in id: ArticleID) throws -> [ArticleModel.RepeatedBlock] {
    mirrorMarks()
    guard let article = try storedArticle(id) else { return [] }
    let read = try readElsewhere(id)
    guard !read.isEmpty else { return [] }
    let headlines = Dictionary(read.map { ($0.id, $0.article.headline.text) }) { first, _ in first }
    let times = try openedTimes(read.map(\.id))
    let finder = RepeatedBlocks(read.map { ($0.id, $0.article.ownBlocks) })
    var repeated: [ArticleModel.RepeatedBlock] = []
    for (number, section) in article.sections.enumerated() where section.kind != .related {
      for (block, found) in finder.find(in: section.blocks).enumerated() {
        guard let found else { continue }
        repeated.append(
          ArticleModel.RepeatedBlock(
            section: number, block: block, source: found.source,
            headline: headlines[found.source] ?? .empty, readAt: times[found.source]))
      }
    }
    return repeated
  }

  /// Between this edition and the one that was read, else the edition before it; `nil` if there is
  /// none.
  package func changes(of id: ArticleID) throws -> EditionChanges? {
    guard let article = try storedArticle(id), let old = try olderEdition(of: id) else {
      return nil
    }
    var before = old.article.paragraphs
    var now = article.paragraphs
    // A headline that was made of the text changes with it.
    let isGiven = [old.article, article].contains {
      ![.derived, .filename].contains($0.headline.origin)
    }
    if isGiven, old.article.headline.text != article.headline.text {
      before.insert(old.article.headline.text, at: 0)
      now.insert(article.headline.text, at: 0)
    }
    let passages = EditionDifference.of(old: before, new: now)
    return EditionChanges(
      oldHeadline: old.article.headline.text, oldTime: old.time,
      paragraphs: passages.map { Self.pieces($0, before, now) })
  }

  private static func pieces(
    _ passage: EditionPassage, _ old: [SafeText], _ new: [SafeText]
  ) -> [EditionChanges.Piece] {
    switch passage {
    case .same(let place): [.init(.kept, new[place])]
    case .inserted(let place): [.init(.added, new[place])]
    case .deleted(let place): [.init(.removed, old[place])]
    case .changed(_, _, let pieces):
      pieces.map { piece in
        switch piece.kind {
        case .same: .init(.kept, piece.text)
        case .inserted: .init(.added, piece.text)
        case .deleted: .init(.removed, piece.text)
        }
      }
    }
  }

  private func olderEdition(of id: ArticleID) throws -> (article: Article, time: Int64?)? {
    if let kept = try texts.edition(id.rawValue), let article = ArticleCoding.decode(kept.article) {
      return (article, kept.time)
    }
    let older = try readIndex { try Self.olderCopies(of: id, $0) }
    guard let chosen = older.first(where: \.isRead) ?? older.first,
      let article = try storedArticle(chosen.id)
    else { return nil }
    return (article, chosen.time)
  }

  private struct OlderCopy {
    var id: ArticleID
    var time: Int64
    var isRead: Bool
  }

  /// The copies of an article that are older, the newest first.
  private static func olderCopies(of id: ArticleID, _ db: Database) throws -> [OlderCopy] {
    let own = try db.rows(
      "SELECT docno, copyOf, recency FROM article WHERE id = ?", [id.rawValue])
    guard let row = try own.next() else { return [] }
    let head = row.optionalInteger(1) ?? row.integer(0)
    let recency = row.integer(2)
    let rows = try db.rows(
      """
      SELECT id, recency, isRead FROM article
      WHERE (docno = ?1 OR copyOf = ?1) AND (recency, id) > (?2, ?3) ORDER BY recency, id
      """, [head, recency, id.rawValue])
    return try rows.collected { row in
      OlderCopy(
        id: ArticleID(rawValue: row.integer(0)), time: -row.integer(1), isRead: row.flag(2))
    }
  }

  /// Articles of the same story and copies that were read, but the article itself.
  private func readElsewhere(_ id: ArticleID) throws -> [(id: ArticleID, article: Article)] {
    let found = try readIndex { db -> (thread: Int64?, copies: [Int64]) in
      let own = try db.rows("SELECT thread, docno, copyOf FROM article WHERE id = ?", [id.rawValue])
      guard let row = try own.next() else { return (nil, []) }
      let head = row.optionalInteger(2) ?? row.integer(1)
      let thread = row.optionalInteger(0)
      let copies = try Int64.fetchAll(
        db.cachedStatement(
          sql: """
            SELECT id FROM article WHERE (docno = ?1 OR copyOf = ?1) AND isRead = 1 AND id <> ?2
            ORDER BY recency, id LIMIT 24
            """), arguments: [head, id.rawValue])
      return (thread, copies)
    }
    var read = try found.thread.map { try readReports(of: $0, except: id) } ?? []
    let known = Set(read.map(\.id))
    for copy in found.copies.map(ArticleID.init(rawValue:)) where !known.contains(copy) {
      if let article = try storedArticle(copy) { read.append((copy, article)) }
    }
    return read
  }

  private func openedTimes(_ ids: [ArticleID]) throws -> [ArticleID: Int64] {
    try state.read { db in
      let rows = try db.rows(
        "SELECT id, at FROM opened WHERE id IN (SELECT value FROM json_each(?))",
        [ids.map(\.rawValue).json])
      var times: [ArticleID: Int64] = [:]
      while let row = try rows.next() {
        times[ArticleID(rawValue: row.integer(0))] = row.integer(1)
      }
      return times
    }
  }
}

extension Article {
  /// The blocks of all sections but the related headlines.
  fileprivate var ownBlocks: [Block] {
    sections.filter { $0.kind != .related }.flatMap(\.blocks)
  }

  /// The paragraphs by which editions are compared, in reading order, with the titles of parts.
  fileprivate var paragraphs: [SafeText] {
    sections.filter { $0.kind != .related }.flatMap { section in
      (section.kind == .part ? [section.title] : []) + section.blocks.map(\.text)
    }
  }
}
