// One article: its text, its marks, its position, and finding it by a name.

package import ArticleModel
import FolderWatching
import Foundation
import GRDB
import Glibc
import Synchronization
import TextAnalysis

extension Library {
  /// An article with its state; `nil` if the library has no text of that id.
  package func article(_ id: ArticleID) throws -> StoredArticle? {
    guard let record = try record(of: id) else { return nil }
    let indexed = try readIndex { try Self.codedArticle(id, $0) }
    guard let coded = try indexed ?? texts.kept(id.rawValue),
      let article = ArticleCoding.decode(coded)
    else { return nil }
    remember(id)
    let edition = try texts.editionTime(id.rawValue)
    return record.stored(
      article, isOffline: isOffline(record.scope),
      isRevised: edition.map { $0 >= record.openedAt } ?? false)
  }

  /// So many articles are given at most for the words of a headline.
  package static let mostNamed = 20

  /// The articles that a reference on the command line may mean: an id, a path (absolute or from the
  /// working directory), or words of a headline, best first.
  ///
  /// `path` is the reference as a path, where its text is not that byte for byte.
  package func articles(named reference: String, at path: RawPath? = nil) throws -> [ArticleID] {
    if let id = ArticleID(text: reference), try record(of: id) != nil { return [id] }
    let named = try articles(at: path ?? RawPath(reference))
    return try named.isEmpty ? articles(wordedAs: reference) : named
  }

  /// Keeps where the reader is in an article.
  package func savePosition(_ position: Position, of id: ArticleID) throws {
    try state.write { db in
      try db.run(
        "INSERT OR REPLACE INTO position VALUES (?, ?, ?, ?, ?, ?)",
        [
          id.rawValue, position.section, position.block, position.offset,
          Int64(bitPattern: position.blockHash), position.fraction,
        ])
    }
  }

  /// The articles that were opened last in this process, to be kept if their documents go.
  package var openedLast: [ArticleID] { memory.withLock { $0.opened } }

  private func remember(_ id: ArticleID) {
    memory.withLock { memory in
      memory.opened.removeAll { $0 == id }
      memory.opened.append(id)
      if memory.opened.count > 16 { memory.opened.removeFirst() }
    }
  }

  /// An article's row in the state file.
  private struct Record {
    var id: ArticleID
    var scope: Scope
    var firstSeen: Int64
    var isGone: Bool
    var marks: Marks
    var position: Position?
    var openedAt: Int64

    func stored(_ article: Article, isOffline: Bool, isRevised: Bool) -> StoredArticle {
      let desk = article.desk?.string ?? IndexEntry.folderDesk(scope.inside)
      return StoredArticle(
        id: id, article: article, folder: scope.rootPath, path: scope.inside,
        desk: desk.map { SafeText(line: $0) }, firstSeen: firstSeen,
        words: article.wordCount, marks: marks, position: position, isGone: isGone,
        isOffline: isOffline, isRevised: isRevised)
    }
  }

  private func record(of id: ArticleID) throws -> Record? {
    try state.read { db in
      let row = try Row.fetchOne(
        db.cachedStatement(
          sql: """
            SELECT root.id, root.path, document.path, firstSeen, gone, coalesce(bits, 0), section,
              block, offset, blockHash, fraction,
              coalesce((SELECT at FROM opened WHERE opened.id = document.id), 0)
            FROM document JOIN root ON root.id = document.root
            LEFT JOIN mark ON mark.id = document.id
            LEFT JOIN position ON position.id = document.id WHERE document.id = ?
            """), arguments: [id.rawValue])
      guard let row else { return nil }
      let scope = Scope(
        root: row.integer(0), rootPath: row.path(1), inside: row.path(2))
      return Record(
        id: id, scope: scope, firstSeen: row.integer(3), isGone: row.flag(4),
        marks: MarkBits(row.integer(5)).marks, position: Position(row, from: 6),
        openedAt: row.integer(11))
    }
  }

  static func codedArticle(_ id: ArticleID, _ db: Database) throws -> [UInt8]? {
    let coded = try Data.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT body.article FROM article JOIN body ON body.docno = article.docno
          WHERE article.id = ?
          """), arguments: [id.rawValue])
    return coded.map { Array($0) }
  }

  private func articles(at path: RawPath) throws -> [ArticleID] {
    var full = path
    if path.bytes.first != 0x2F {
      guard let folder = RawPath(".").resolved else { return [] }
      full = folder.appending(path)
    }
    guard let scope = try existingScope(of: full) else { return [] }
    return try documents(in: scope)
  }

  /// The articles of the document at an absolute path, by what the library knows of it.
  package func documents(at path: RawPath) throws -> [ArticleID] {
    for root in try roots() {
      guard let inside = path.relative(to: root.rootPath) else { continue }
      return try documents(in: Scope(root: root.root, rootPath: root.rootPath, inside: inside))
    }
    return []
  }

  private func documents(in scope: Scope) throws -> [ArticleID] {
    guard !scope.inside.bytes.isEmpty else { return [] }
    return try state.read { db in
      try Int64.fetchAll(
        db.cachedStatement(
          sql: "SELECT id FROM document WHERE root = ? AND path = ? ORDER BY gone, item LIMIT 20"),
        arguments: [scope.root, scope.inside.data]
      ).map(ArticleID.init(rawValue:))
    }
  }

  private func articles(wordedAs words: String) throws -> [ArticleID] {
    let key = HeadlineKey.of(words)
    guard !key.isEmpty else { return [] }
    let same = try readIndex { try Self.bearing(key, $0) }
    if !same.isEmpty { return same }
    var query = ListQuery()
    query.headlineWords = SafeText(line: words)
    return try window(query, .first, count: Self.mostNamed).rows.map(\.id)
  }

  /// The articles that bear a headline of this key, newest first.
  static func bearing(_ key: String, _ db: Database) throws -> [ArticleID] {
    let rows = try Row.fetchAll(
      db.cachedStatement(
        sql: "SELECT id, headline FROM article WHERE keyHash = ? ORDER BY recency, id LIMIT 50"),
      arguments: [SortKey.hash(key)])
    return rows.filter { HeadlineKey.of($0.text(1)) == key }.map {
      ArticleID(rawValue: $0.integer(0))
    }
  }
}

extension Position {
  /// A position's five columns from the place `first` on; `nil` where they are null.
  init?(_ row: Row, from first: Int) {
    guard let section = row.optionalInteger(first) else { return nil }
    self.init(
      section: Int(clamping: section), block: Int(clamping: row.integer(first + 1)),
      offset: Int(clamping: row.integer(first + 2)),
      blockHash: UInt64(bitPattern: row.integer(first + 3)), fraction: row.number(first + 4))
  }
}
