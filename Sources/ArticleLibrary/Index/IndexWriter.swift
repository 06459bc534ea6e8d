// Writes articles into the index, with their terms, their marks and the counts of facets.

import ArticleModel
import Foundation
import GRDB
import StoryMatching
import TextAnalysis

/// The reader's marks as bits: 1 read, 2 starred, 4 queued.
struct MarkBits: Hashable, Sendable {
  var value: Int64

  init(_ value: Int64) { self.value = value }

  var isRead: Bool { value & 1 != 0 }
  var isStarred: Bool { value & 2 != 0 }
  var isQueued: Bool { value & 4 != 0 }
  /// True if an article stays in lists though its document is gone.
  var isKept: Bool { value & 6 != 0 }

  var marks: Marks { Marks(isRead: isRead, isStarred: isStarred, isQueued: isQueued) }
}

/// An article to be written, with its place in the library.
struct IndexEntry {
  var id: Int64
  var root: Int64
  var path: RawPath
  var hash: Int64
  var firstSeen: Int64
  var bits: MarkBits
  var isGone = false
  var prepared: PreparedArticle

  /// The desk that is shown: the document's own, else its folder's path.
  var desk: String? {
    prepared.ownDesk?.string ?? Self.folderDesk(path)
  }

  static func folderDesk(_ path: RawPath) -> String? {
    let folder = path.parent.components.map { $0.shown.string }.filter { !$0.isEmpty }
    return folder.isEmpty ? nil : folder.joined(separator: "/")
  }
}

/// The index within one write transaction. `finish` writes the counts: it must be called last.
final class IndexWriter {
  private let db: Database
  private let vocabulary: VocabularyCount
  private var tally: [TallyKey: Tally] = [:]
  private var traits = TraitWriter()
  private let stories: StorySpool?
  /// True if an article went that belonged to others: their story is to be looked at again.
  private var hasBrokenStory = false

  /// - Parameters:
  ///   - db: in a write transaction.
  ///   - vocabulary: where words are counted that are to be written later; `nil` to write them in
  ///     this transaction.
  ///   - stories: takes what was counted of new articles for matching.
  init(_ db: Database, _ vocabulary: VocabularyCount? = nil, _ stories: StorySpool? = nil) {
    self.db = db
    self.stories = stories
    self.vocabulary = vocabulary ?? VocabularyCount()
    isVocabularyOwn = vocabulary == nil
  }

  private let isVocabularyOwn: Bool

  private struct TallyKey: Hashable {
    var root: Int64
    var folder: RawPath
    var deskTop: String
  }

  private struct Tally {
    var name: String
    var total: Int64 = 0
    var unread: Int64 = 0
    var starred: Int64 = 0
    var queued: Int64 = 0
    var folds = FoldTally()
  }

  /// An article's row, as far as taking it out needs it.
  private struct Known {
    var docno: Int64
    var id: Int64
    var key: TallyKey
    var name: String
    var bits: MarkBits
    var isGone: Bool
    var recency: Int64
    var thread: Int64?
    var fold: Fold
  }

  /// Takes out what was there under these ids, then writes the entries: in this order, as FTS5 is
  /// slow where rows do not rise.
  func replace(_ entries: [IndexEntry]) throws {
    let threads = try remove(entries.map(\.id))
    for entry in entries {
      try insert(entry, thread: threads[entry.id])
      InputPriority.giveWay()
    }
  }

  /// Takes articles out of the index; gives the threads that they were in.
  @discardableResult
  func remove(_ ids: [Int64]) throws -> [Int64: Int64] {
    guard !ids.isEmpty else { return [:] }
    let known = try find(among: ids).sorted { $0.docno < $1.docno }
    var threads: [Int64: Int64] = [:]
    for row in known {
      threads[row.id] = row.thread
      try delete(row)
    }
    return threads
  }

  /// Marks an article's document as gone: it stays while it is starred or queued.
  func setGone(_ id: Int64) throws {
    guard let row = try find(id) else { return }
    if row.bits.isKept {
      try db.run("UPDATE article SET isGone = 1 WHERE docno = ?", [row.docno])
    } else {
      try delete(row)
    }
  }

  /// Writes the marks of articles; takes out what nothing else kept. Gives those that are not there.
  func setMarks(_ changes: [(id: Int64, bits: MarkBits)]) throws -> [(id: Int64, bits: MarkBits)] {
    var absent: [(id: Int64, bits: MarkBits)] = []
    for (bits, group) in Dictionary(grouping: changes, by: \.bits) {
      let ids = group.map(\.id)
      let known = try find(among: ids)
      for row in known where row.isGone && !bits.isKept { try delete(row) }
      let left = known.filter { !$0.isGone || bits.isKept }
      for row in left {
        count(row.key, row.name, row.bits, row.fold, -1)
        count(row.key, row.name, bits, row.fold, 1)
      }
      try db.run(
        """
        UPDATE article SET isRead = ?, isStarred = ?, isQueued = ?
        WHERE docno IN (SELECT value FROM json_each(?))
        """, [bits.isRead, bits.isStarred, bits.isQueued, left.map(\.docno).json])
      if known.count < ids.count {
        let found = Set(known.map(\.id))
        absent += group.filter { !found.contains($0.id) }
      }
    }
    return absent
  }

  /// Writes the counts of all that was changed.
  func finish() throws {
    for (key, tally) in tally {
      try db.run(
        """
        INSERT INTO tally VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (root, folder, deskTop) DO UPDATE SET
          total = total + excluded.total, unread = unread + excluded.unread,
          starred = starred + excluded.starred, queued = queued + excluded.queued,
          folded = folded + excluded.folded,
          foldedUnread = foldedUnread + excluded.foldedUnread,
          foldedInDesk = foldedInDesk + excluded.foldedInDesk,
          foldedUnreadInDesk = foldedUnreadInDesk + excluded.foldedUnreadInDesk
        """,
        [
          key.root, key.folder.data, key.deskTop, tally.name, tally.total, tally.unread,
          tally.starred, tally.queued, tally.folds.total, tally.folds.unread,
          tally.folds.totalInDesk, tally.folds.unreadInDesk,
        ])
      try db.run(
        "DELETE FROM tally WHERE root = ? AND folder = ? AND deskTop = ? AND total = 0",
        [key.root, key.folder.data, key.deskTop])
    }
    tally = [:]
    try traits.write(db)
    if hasBrokenStory { try db.run("UPDATE meta SET value = 1 WHERE key = 'broken'") }
    if isVocabularyOwn { try vocabulary.write(db) }
  }

  /// Counts an article that is there, where the counts were emptied.
  func recount(_ id: Int64) throws {
    if let row = try find(id) { count(row.key, row.name, row.bits, row.fold, 1) }
  }

  private func find(_ id: Int64) throws -> Known? {
    let rows = try db.rows(Self.knownColumns + " WHERE id = ?", [id])
    return try rows.next().map(Self.known)
  }

  private func find(among ids: [Int64]) throws -> [Known] {
    let rows = try db.rows(
      Self.knownColumns + " WHERE id IN (SELECT value FROM json_each(?))", [ids.json])
    var found: [Known] = []
    while let row = try rows.next() { found.append(Self.known(row)) }
    return found
  }

  private static let knownColumns = """
    SELECT docno, id, root, path, deskTop, desk, isRead, isStarred, isQueued, isGone, recency,
      thread, fold
    FROM article
    """

  private static func known(_ row: Row) -> Known {
    let folder = row.path(3).parent
    let bits = row.integer(6) | row.integer(7) << 1 | row.integer(8) << 2
    return Known(
      docno: row.integer(0), id: row.integer(1),
      key: TallyKey(root: row.integer(2), folder: folder, deskTop: row.text(4)),
      name: SortKey.deskName(row.optionalText(5)), bits: MarkBits(bits), isGone: row.flag(9),
      recency: row.integer(10), thread: row.optionalInteger(11), fold: Fold(row.integer(12)))
  }

  private func delete(_ row: Known) throws {
    try deleteTerms(row.docno, recency: row.recency)
    try db.run("DELETE FROM body WHERE docno = ?", [row.docno])
    try db.run("DELETE FROM article WHERE docno = ?", [row.docno])
    try db.run("DELETE FROM story WHERE docno = ?", [row.docno])
    try traits.set(row.docno, 0, db)
    count(row.key, row.name, row.bits, row.fold, -1)
    let copies = try copies(of: row.docno)
    for copy in copies { try setFold(copy, of: nil, .none) }
    if row.thread != nil || row.fold != .none || !copies.isEmpty { hasBrokenStory = true }
  }

  /// A contentless FTS5 table is told the very terms that it is to forget: they are made again from
  /// the article as it was stored.
  private func deleteTerms(_ docno: Int64, recency: Int64) throws {
    let coded = try Data.fetchOne(
      db.cachedStatement(sql: "SELECT article FROM body WHERE docno = ?"), arguments: [docno])
    guard let coded, let article = ArticleCoding.decode(Array(coded)) else { return }
    let terms = ArticleTerms(article, vocabulary.table)
    try db.run(
      """
      INSERT INTO terms (terms, rowid, headline, lead, body, location, byline, tags, keys)
      VALUES ('delete', ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        docno, terms.headline, terms.lead, terms.body, terms.location, terms.byline, terms.tags,
        terms.keys(recency: recency),
      ])
    vocabulary.add(terms, -1)
  }

  private func insert(_ entry: IndexEntry, thread: Int64?) throws {
    let desk = entry.desk
    let deskSort = SortKey.desk(desk)
    let deskTop = SortKey.deskTop(deskSort)
    let prepared = entry.prepared
    let recency = -SortKey.time(prepared.published, firstSeen: entry.firstSeen)
    var row = try DirectStatement(db, Self.articleInsert)
    row.bind(entry.id)
    row.bind(entry.root)
    row.bind(entry.path.bytes)
    row.bind(prepared.item)
    row.bind(prepared.headline)
    row.bind(prepared.headlineSort)
    row.bind(prepared.keyHash)
    row.bind(entry.hash)
    row.bind(desk)
    row.bind(deskSort)
    row.bind(deskTop)
    row.bind(prepared.ownDesk != nil)
    row.bind(prepared.published?.text)
    row.bind(entry.firstSeen)
    row.bind(Int64(prepared.words))
    row.bind(recency)
    row.bind(entry.bits.isRead)
    row.bind(entry.bits.isStarred)
    row.bind(entry.bits.isQueued)
    row.bind(entry.isGone)
    row.bind(thread)
    try row.run()
    let docno = db.lastInsertedRowID
    var body = try DirectStatement(db, "INSERT INTO body VALUES (?, ?, ?)")
    body.bind(docno)
    body.bind(prepared.terms.language?.rawValue)
    body.bind(prepared.coded)
    try body.run()
    try traits.set(
      docno, SearchTraits.value(recency: recency, terms: prepared.terms.count), db
    )
    try insertTerms(prepared.terms, docno, recency)
    let key = TallyKey(root: entry.root, folder: entry.path.parent, deskTop: deskTop)
    count(key, SortKey.deskName(desk), entry.bits, .none, 1)
    stories?.add(docno, StoryDay(prepared.published), prepared)
  }

  private static let articleInsert = """
    INSERT INTO article (
      id, root, path, item, headline, headlineSort, keyHash, hash, desk, deskSort, deskTop,
      ownDesk, published, firstSeen, words, recency, isRead, isStarred, isQueued, isGone, thread)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    """

  private func insertTerms(_ terms: ArticleTerms, _ docno: Int64, _ recency: Int64) throws {
    var row = try DirectStatement(
      db,
      """
      INSERT INTO terms (rowid, headline, lead, body, location, byline, tags, keys)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """)
    row.bind(docno)
    row.bind(terms.headline)
    row.bind(terms.lead)
    row.bind(terms.body)
    row.bind(terms.location)
    row.bind(terms.byline)
    row.bind(terms.tags)
    row.bind(terms.keys(recency: recency))
    try row.run()
    vocabulary.add(terms, 1)
    vocabulary.lastDocno = docno
  }

  private func count(
    _ key: TallyKey, _ name: String, _ bits: MarkBits, _ fold: Fold, _ sign: Int64
  ) {
    var sum = tally[key] ?? Tally(name: name)
    sum.total += sign
    sum.unread += bits.isRead ? 0 : sign
    sum.starred += bits.isStarred ? sign : 0
    sum.queued += bits.isQueued ? sign : 0
    sum.folds.add(fold, isRead: bits.isRead, sign)
    tally[key] = sum
  }
}

// MARK: - Folding

extension IndexWriter {
  /// The articles that are folded under another one.
  func copies(of docno: Int64) throws -> [Int64] {
    try Int64.fetchAll(
      db.cachedStatement(sql: "SELECT docno FROM article WHERE copyOf = ?"), arguments: [docno])
  }

  /// Folds an article under its newest edition, or no longer, and counts it so.
  func setFold(_ docno: Int64, of head: Int64?, _ fold: Fold) throws {
    let rows = try db.rows(Self.knownColumns + " WHERE docno = ?", [docno])
    guard let row = try rows.next().map(Self.known) else { return }
    count(row.key, row.name, row.bits, row.fold, -1)
    count(row.key, row.name, row.bits, fold, 1)
    try db.run(
      "UPDATE article SET copyOf = ?, fold = ? WHERE docno = ?", [head, fold.rawValue, docno])
  }
}

// MARK: - Roots

extension IndexWriter {
  /// Takes out all that stands under a root.
  func removeRoot(_ root: Int64) throws {
    while true {
      let ids = try Int64.fetchAll(
        db.cachedStatement(sql: "SELECT id FROM article WHERE root = ? ORDER BY docno LIMIT 1000"),
        arguments: [root])
      if ids.isEmpty { break }
      try remove(ids)
    }
    try finish()
    try db.run("DELETE FROM file WHERE root = ?", [root])
    try db.run("DELETE FROM tally WHERE root = ?", [root])
  }

  /// Puts roots that an outer one absorbed under it, with the desks that they have there.
  func moveRoots(_ inner: [Scope], into outer: Scope) throws {
    for root in inner {
      let prefix = root.rootPath.relative(to: outer.rootPath) ?? RawPath("")
      try moveFiles(root.root, into: outer.root, prefix)
      try moveArticles(root.root, into: outer.root, prefix)
      try db.run("DELETE FROM tally WHERE root = ?", [root.root])
    }
    try finish()
  }

  private func moveFiles(_ inner: Int64, into outer: Int64, _ prefix: RawPath) throws {
    try db.run(
      """
      UPDATE file SET root = ?, path = CAST(CAST(? AS TEXT) || CAST(path AS TEXT) AS BLOB)
      WHERE root = ?
      """, [outer, RawPath(bytes: prefix.bytes + [0x2F]).data, inner])
  }

  private func moveArticles(_ inner: Int64, into outer: Int64, _ prefix: RawPath) throws {
    while true {
      let rows = try Row.fetchAll(
        db.cachedStatement(
          sql: """
            SELECT docno, path, ownDesk, desk, isRead, isStarred, isQueued, fold FROM article
            WHERE root = ? LIMIT 1000
            """), arguments: [inner])
      if rows.isEmpty { return }
      for row in rows { try moveArticle(row, into: outer, prefix) }
    }
  }

  private func moveArticle(_ row: Row, into outer: Int64, _ prefix: RawPath) throws {
    let path = prefix.appending(row.path(1))
    let desk = row.flag(2) ? row.optionalText(3) : IndexEntry.folderDesk(path)
    let deskSort = SortKey.desk(desk)
    let deskTop = SortKey.deskTop(deskSort)
    try db.run(
      "UPDATE article SET root = ?, path = ?, desk = ?, deskSort = ?, deskTop = ? WHERE docno = ?",
      [outer, path.data, desk, deskSort, deskTop, row.integer(0)])
    let bits = row.integer(4) | row.integer(5) << 1 | row.integer(6) << 2
    let key = TallyKey(root: outer, folder: path.parent, deskTop: deskTop)
    count(key, SortKey.deskName(desk), MarkBits(bits), Fold(row.integer(7)), 1)
  }
}
