// Writes a sync's batches: the state file first, then the index, so that a kill between any two
// instructions leaves what the next sync can go on from.

package import ArticleModel
import DocumentLoading
package import FolderWatching
import Foundation
import GRDB

/// The writing half of a sync.
package final class SyncWriter {
  /// A file's fate, as the report counts it.
  package enum FileChange {
    case none, unchanged, updated, moved, added, removed
  }

  let library: Library
  /// Documents that changed and whose text is kept.
  private(set) var changed: [Int64] = []
  /// True if anything was written to the index.
  package private(set) var hasWritten = false
  private let vocabulary = VocabularyCount()
  /// The counts of the articles that were written, for their stories.
  package let stories: StorySpool

  package init(_ library: Library) {
    self.library = library
    stories = StorySpool(library.directory)
  }

  /// The end that a file came to, without its articles: those are done with.
  package struct FileResult {
    /// The job that the file was loaded for.
    package var job: LoadJob
    /// Of its content.
    package var bytes: Int64
    /// Why it is no article.
    package var reason: SafeText?
    /// The change that the report counts.
    package var change: FileChange

    fileprivate init(_ file: LoadedFile, _ change: FileChange) {
      job = file.job
      bytes = file.bytes
      self.change = change
      switch file.outcome {
      case .unfit(let reason), .unreadable(let reason): self.reason = reason
      case .articles, .vanished: break
      }
    }
  }

  /// A batch's findings about one of its files.
  fileprivate struct Placed {
    var placements: [Placement] = []
    /// Articles of the file that it no longer holds.
    var left: [Int64] = []
    var change = FileChange.none
  }

  /// A batch that the state knows and the index does not.
  package struct PlacedBatch {
    fileprivate var files: [LoadedFile]
    fileprivate var scopes: [Scope]
    fileprivate var placed: [Placed]

    var count: Int { files.count }
  }

  /// Writes a batch to the state file.
  package func place(
    _ files: [LoadedFile], _ scopes: [Scope], online: [Int64: RootFolder], now: Int64
  ) throws -> PlacedBatch {
    let placed = try place(files, scopes, online, now)
    let left = placed.flatMap(\.left)
    let updated = placed.flatMap(\.placements).filter { $0.change == .updated }.map(\.id)
    try keepEditions(updated, now)
    changed += try library.texts.kept(among: updated)
    if !left.isEmpty { try setGone(left, opened: library.openedLast) }
    return PlacedBatch(files: files, scopes: scopes, placed: placed)
  }

  /// Writes batches to the index in one transaction; says of every file what happened to it.
  func index(_ next: () -> PlacedBatch?) throws -> [FileResult] {
    var results: [FileResult] = []
    try library.index.write { db in
      try begin(db)
      InputPriority.giveWay(within: db)
      let writer = IndexWriter(db, vocabulary, stories)
      while let batch = next() { results += try write(batch, writer, db) }
      try writer.finish()
      if vocabulary.isFull { try vocabulary.write(db) }
      try library.mirrorMarks(in: db)
    }
    return results
  }
}

// MARK: - The state file

extension SyncWriter {
  /// Finds the documents' rows, and writes them only where something is to be written.
  private func place(
    _ files: [LoadedFile], _ scopes: [Scope], _ online: [Int64: RootFolder], _ now: Int64
  ) throws -> [Placed] {
    let known = try library.state.read { db in
      let documents = DocumentWriter(db: db, online: online, now: now)
      var known: [Placed] = []
      for file in files {
        guard let placed = try Self.known(file, scopes[file.job.scope], documents) else { break }
        known.append(placed)
      }
      return known
    }
    if known.count == files.count { return known }
    return try library.state.write { db in
      let documents = DocumentWriter(db: db, online: online, now: now)
      return try known
        + files.indices.dropFirst(known.count).map { place in
          if place % 8 == 0 { InputPriority.giveWay() }
          return try Self.place(files[place], scopes[files[place].job.scope], documents)
        }
    }
  }

  private static func known(
    _ file: LoadedFile, _ scope: Scope, _ documents: DocumentWriter
  ) throws -> Placed? {
    let path = file.job.file.path
    switch file.outcome {
    case .vanished, .unreadable: return Placed()
    case .unfit:
      let left = try documents.live(at: path, root: scope.root)
      return Placed(left: left, change: left.isEmpty ? .none : .removed)
    case .articles(let articles):
      let same = try documents.unchanged(
        articles.map(\.item), at: path, root: scope.root, hash: file.hash)
      return same.map { Placed(placements: $0, change: .unchanged) }
    }
  }

  private static func place(
    _ file: LoadedFile, _ scope: Scope, _ documents: DocumentWriter
  ) throws -> Placed {
    guard case .articles(let articles) = file.outcome else {
      return try known(file, scope, documents) ?? Placed()
    }
    let path = file.job.file.path
    let items = articles.map(\.item)
    let (placements, left) = try documents.place(items, at: path, root: scope, hash: file.hash)
    return Placed(
      placements: placements, left: left,
      change: change(placements.map(\.change).max(), hasLeft: !left.isEmpty))
  }

  private static func change(_ change: Placement.Change?, hasLeft: Bool) -> FileChange {
    switch change {
    case .none: hasLeft ? .none : .unchanged
    case .unchanged: .unchanged
    case .updated: .updated
    case .moved: .moved
    case .added: .added
    }
  }

  /// Marks documents as gone, and keeps the text of those that a reader still has a use for.
  private func setGone(_ ids: [Int64], opened: [ArticleID]) throws {
    let opened = Set(opened.map(\.rawValue))
    let used = try library.state.read { db in
      try ids.filter { id in try opened.contains(id) || Self.isUsed(id, db) }
    }
    let texts = try library.index.read { db in
      try used.compactMap { id in
        try Library.codedArticle(ArticleID(rawValue: id), db).map { (id: id, article: $0) }
      }
    }
    try library.texts.keep(texts)
    try library.state.write { db in
      for id in ids { try db.run("UPDATE document SET gone = 1 WHERE id = ?", [id]) }
    }
  }

  private static func isUsed(_ id: Int64, _ db: Database) throws -> Bool {
    try db.integer(
      """
      SELECT 1 WHERE EXISTS (SELECT 1 FROM mark WHERE id = ?1 AND bits & 6)
        OR EXISTS (SELECT 1 FROM visit WHERE article = ?1)
      """, [id]) != nil
  }
}

// MARK: - The index

extension SyncWriter {
  private func write(
    _ batch: PlacedBatch, _ writer: IndexWriter, _ db: Database
  ) throws -> [FileResult] {
    var results: [FileResult] = []
    var entries: [IndexEntry] = []
    for (file, placed) in zip(batch.files, batch.placed) {
      let scope = batch.scopes[file.job.scope]
      let isNewReason = try writeFile(file, scope, db)
      var change = placed.change
      if change == .none, !isNewReason { change = unchangedFailure(file) }
      results.append(FileResult(file, change))
      entries += try self.entries(file, scope, placed.placements, db)
      for id in try departed(from: file.job.file.path, scope, db) { try writer.setGone(id) }
      try removeOldPlaces(placed.placements, db)
    }
    try addMarks(&entries)
    try writer.replace(entries)
    return results
  }

  private func unchangedFailure(_ file: LoadedFile) -> FileChange {
    if case .vanished = file.outcome { .none } else { .unchanged }
  }

  /// Notes in the first batch that a sync is under way.
  private func begin(_ db: Database) throws {
    if !hasWritten {
      try db.run("UPDATE meta SET value = 1 WHERE key = 'unfinished'")
      try vocabulary.catchUp(db)
    }
    hasWritten = true
  }

  /// Writes a file's row; says whether it was not there before with the same reason.
  private func writeFile(_ file: LoadedFile, _ scope: Scope, _ db: Database) throws -> Bool {
    let reason: String?
    var retry = false
    switch file.outcome {
    case .vanished: return false
    case .articles: reason = nil
    case .unfit(let text): reason = text.string
    case .unreadable(let text):
      reason = text.string
      retry = true
    }
    // A file with articles has no reason: the reason that was there does not matter.
    let old =
      reason == nil
      ? nil
      : try String.fetchOne(
        db.cachedStatement(sql: "SELECT reason FROM file WHERE root = ? AND path = ?"),
        arguments: [scope.root, file.job.file.path.data])
    let stat = file.job.file.stat
    var row = try DirectStatement(
      db,
      """
      INSERT INTO file VALUES (?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (root, path) DO UPDATE SET size = excluded.size, modified = excluded.modified,
        changed = excluded.changed, reason = excluded.reason, retry = excluded.retry
      """)
    row.bind(scope.root)
    row.bind(file.job.file.path.bytes)
    row.bind(stat.size)
    row.bind(stat.modified)
    row.bind(stat.changed)
    row.bind(reason)
    row.bind(retry)
    try row.run()
    return old == nil || old != reason
  }

  /// The rows to be written of a file's articles: none of one that stands there as it is.
  private func entries(
    _ file: LoadedFile, _ scope: Scope, _ placements: [Placement], _ db: Database
  ) throws -> [IndexEntry] {
    guard case .articles(let articles) = file.outcome else { return [] }
    let path = file.job.file.path
    return try zip(articles, placements).compactMap { prepared, placement in
      if placement.change == .unchanged, try isIndexed(placement.id, file, scope, db) { return nil }
      return IndexEntry(
        id: placement.id, root: scope.root, path: path, hash: file.hash,
        firstSeen: placement.firstSeen,
        bits: MarkBits(0), prepared: prepared)
    }
  }

  private func isIndexed(
    _ id: Int64, _ file: LoadedFile, _ scope: Scope, _ db: Database
  ) throws -> Bool {
    try db.integer(
      "SELECT 1 FROM article WHERE id = ? AND root = ? AND path = ? AND hash = ? AND isGone = 0",
      [id, scope.root, file.job.file.path.data, file.hash]) != nil
  }

  /// The indexed articles at a path that the state knows to be gone: those that a file has just
  /// lost, or had lost when a sync was killed.
  private func departed(from path: RawPath, _ scope: Scope, _ db: Database) throws -> [Int64] {
    let ids = try indexed(at: path, scope.root, db)
    if ids.isEmpty { return [] }
    return try library.state.read { state in
      try ids.filter { id in
        try state.integer("SELECT 1 FROM document WHERE id = ? AND gone = 0", [id]) == nil
      }
    }
  }

  private func indexed(at path: RawPath, _ root: Int64, _ db: Database) throws -> [Int64] {
    try Int64.fetchAll(
      db.cachedStatement(sql: "SELECT id FROM article WHERE root = ? AND path = ? AND isGone = 0"),
      arguments: [root, path.data])
  }

  private func removeOldPlaces(_ placements: [Placement], _ db: Database) throws {
    for placement in placements {
      guard let old = placement.old else { continue }
      try db.run("DELETE FROM file WHERE root = ? AND path = ?", [old.root, old.path.data])
    }
  }

  /// The marks as they are now that the index is locked: a later change finds these rows.
  private func addMarks(_ entries: inout [IndexEntry]) throws {
    let marks = try library.state.read { try Library.marks(entries.map(\.id), $0) }
    for place in entries.indices {
      if let bits = marks[entries[place].id] { entries[place].bits = bits }
    }
  }

  /// Takes out the articles at these paths, whose files are gone; gives how many files had any.
  package func retire(_ paths: [(root: Int64, path: RawPath)], opened: [ArticleID]) throws -> Int {
    guard !paths.isEmpty else { return 0 }
    let live = try library.state.read { db in
      let documents = DocumentWriter(db: db, online: [:], now: 0)
      return try paths.map { try documents.live(at: $0.path, root: $0.root) }
    }
    let ids = live.flatMap { $0 }
    if !ids.isEmpty { try setGone(ids, opened: opened) }
    try library.index.write { db in
      try begin(db)
      let writer = IndexWriter(db, vocabulary)
      for (root, path) in paths {
        for id in try stale(at: path, root, db) { try writer.setGone(id) }
        try db.run("DELETE FROM file WHERE root = ? AND path = ?", [root, path.data])
      }
      try writer.replace(try keptEntries(ids, db))
      try writer.finish()
    }
    return live.filter { !$0.isEmpty }.count
  }

  /// Entries for kept documents that are gone and not in the index: it was begun anew since
  /// they went.
  private func keptEntries(_ ids: [Int64], _ db: Database) throws -> [IndexEntry] {
    let absent = try ids.filter {
      try db.integer("SELECT 1 FROM article WHERE id = ?", [$0]) == nil
    }
    guard !absent.isEmpty else { return [] }
    let marks = try library.state.read { try Library.marks(absent, $0) }
    return try marks.sorted { $0.key < $1.key }.compactMap { try library.keptEntry($0, $1) }
  }

  /// The indexed articles at a path that the state does not know to live elsewhere.
  private func stale(at path: RawPath, _ root: Int64, _ db: Database) throws -> [Int64] {
    let ids = try indexed(at: path, root, db)
    return try library.state.read { state in
      try ids.filter { id in
        try state.integer(
          """
          SELECT 1 FROM document WHERE id = ? AND gone = 0 AND NOT (root = ? AND path = ?)
          """, [id, root, path.data]) == nil
      }
    }
  }
}

// MARK: - Beginning and end

extension SyncWriter {
  /// True if the last sync did not come to its end.
  package func isUnfinished() throws -> Bool {
    try library.index.read { db in
      try db.integer("SELECT value FROM meta WHERE key = 'unfinished'") != 0
    }
  }

  /// Notes that the sync came to its end, if that changes anything: `isComplete` says whether the
  /// index now has all that the state has.
  package func finish(isComplete: Bool) throws {
    if !vocabulary.isEmpty { try library.index.write { try vocabulary.write($0) } }
    guard isComplete, try isUnfinished() else { return }
    try library.index.write { try $0.run("UPDATE meta SET value = 0 WHERE key = 'unfinished'") }
  }

  /// Tidies the files after a sync and brings the kept texts up to date. A failure of the latter is
  /// mended by the next sync.
  ///
  /// - Parameter isWhole: true if the sync was about more than what just changed.
  package func tidy(isWhole: Bool) {
    if hasWritten, isWhole {
      library.index.giveBackFreePages()
      for file in [library.state, library.index] { file.checkpoint() }
    }
    guard library.texts.takeIsNew() || hasWritten || !library.texts.isThere else { return }
    try? library.refreshTexts(changed)
    try? library.keepMissingTexts()
    try? library.dropUnusedTexts()
  }

  /// The device (of `stat`) on which a root's folder was when it was last walked.
  package func device(of root: Int64) throws -> Int64? {
    try library.state.read { try $0.integer("SELECT device FROM root WHERE id = ?", [root]) }
  }

  /// Notes the device on which a root's folder is.
  package func note(device: Int64, of root: Int64) throws {
    try library.state.write { db in
      try db.run("UPDATE root SET device = ? WHERE id = ?", [device, root])
    }
  }

  /// Takes out of the index what stands under roots that the state does not know: a process was
  /// killed between the two.
  package func removeUnknownRoots() throws {
    let known = Set(try library.roots().map(\.root))
    let found = try library.index.read { db in
      var found: Set<Int64> = []
      for table in ["file", "article"] {
        var last = Int64.min
        while let root = try db.integer("SELECT min(root) FROM \(table) WHERE root > ?", [last]) {
          found.insert(root)
          last = root
        }
      }
      return found
    }
    for root in found.subtracting(known) {
      try library.index.write { try IndexWriter($0).removeRoot(root) }
    }
    if !found.isSubset(of: known) {
      try StoryIdentity(library.state).nameFollowed(in: library.index)
    }
  }

  /// Gives the paths of live documents of which the index knows no file, some hundreds at a time.
  package func forEachForgotten(_ scope: Scope, _ body: ([RawPath]) throws -> Void) throws {
    var last: RawPath?
    while true {
      let page = try documents(scope, after: last)
      guard let end = page.last else { return }
      let forgotten = try library.index.read { db in
        try page.filter { path in
          try db.integer(
            "SELECT 1 FROM file WHERE root = ? AND path = ?", [scope.root, path.data]) == nil
        }
      }
      if !forgotten.isEmpty { try body(forgotten) }
      last = end
    }
  }

  private func documents(_ scope: Scope, after last: RawPath?) throws -> [RawPath] {
    var clauses = [Clause(sql: "root = ? AND gone = 0", arguments: [scope.root])]
    if !scope.inside.bytes.isEmpty { clauses.append(ListPlan.inside(scope.inside)) }
    if let last { clauses.append(Clause(sql: "path > ?", arguments: [last.data])) }
    let clause = Clause.joined(clauses)
    return try library.state.read { db in
      let paths = try Data.fetchAll(
        db.cachedStatement(
          sql: """
            SELECT DISTINCT path FROM document WHERE \(clause.sql) ORDER BY path LIMIT 500
            """), arguments: clause.arguments)
      return paths.map(RawPath.init)
    }
  }
}

/// Batches on their way into the index, on a thread of its own: meanwhile the next one is loaded and
/// the state, which waits for the disk with every commit, takes it in.
///
/// Several batches are one transaction, as each writes most pages of the indexes by headline and id
/// once more; while one is committed, the next batches are placed.
package final class IndexingThread: @unchecked Sendable {
  // Guarded by `condition`: every variable below. The writer and the batches are the thread's until it
  // has ended; of the writer only what places batches is used meanwhile, and that has no variables.
  private let writer: SyncWriter
  private let condition = NSCondition()
  /// The batch that waits, and whether it is a transaction of its own.
  private var waiting: (batch: SyncWriter.PlacedBatch, isAlone: Bool)?
  private var committed: [[SyncWriter.FileResult]] = []
  private var isClosed = false
  private var hasEnded = false
  private var failure: (any Error)?

  /// Files that are written to the index in one transaction.
  private static let transaction = 4_096

  package init(_ writer: SyncWriter) {
    self.writer = writer
    startQuietThread(named: "dateline index") { [self] in
      yieldToOthers()
      let outcome = Result { try work() }
      condition.lock()
      if case .failure(let error) = outcome { failure = error }
      hasEnded = true
      condition.broadcast()
      condition.unlock()
    }
  }

  private func work() throws {
    while isBatchComing() {
      var left = Self.transaction
      let results = try writer.index { next(&left) }
      condition.lock()
      committed.append(results)
      condition.unlock()
    }
  }

  /// True if there is a batch to begin a transaction with, waited for.
  private func isBatchComing() -> Bool {
    condition.lock()
    defer { condition.unlock() }
    return waitForBatch() != nil
  }

  /// The batch that waits, waited for; `nil` when none will come. To be called with the lock held.
  private func waitForBatch() -> (batch: SyncWriter.PlacedBatch, isAlone: Bool)? {
    while waiting == nil, !isClosed { condition.wait() }
    return waiting
  }

  /// The next batch of a transaction, waited for; `nil` when that is to end: `left` files are still to
  /// come into it.
  private func next(_ left: inout Int) -> SyncWriter.PlacedBatch? {
    condition.lock()
    defer { condition.unlock() }
    guard left > 0, let next = waitForBatch() else { return nil }
    waiting = nil
    left = next.isAlone ? 0 : left - next.batch.count
    condition.broadcast()
    return next.batch
  }

  /// Adds a batch, when the one before it is begun.
  ///
  /// - Throws: what writing an earlier one came to.
  package func add(_ batch: SyncWriter.PlacedBatch, isAlone: Bool) throws {
    condition.lock()
    defer { condition.unlock() }
    while waiting != nil, !hasEnded { condition.wait() }
    if let failure { throw failure }
    waiting = (batch, isAlone)
    condition.broadcast()
  }

  /// The results for the files of each transaction that was committed since this was last asked.
  package func takeCommitted() -> [[SyncWriter.FileResult]] {
    condition.lock()
    defer { condition.unlock() }
    defer { committed = [] }
    return committed
  }

  /// Waits until all that was added is in the index.
  ///
  /// - Throws: what writing it came to.
  package func finish() throws {
    condition.lock()
    defer { condition.unlock() }
    isClosed = true
    condition.broadcast()
    while !hasEnded { condition.wait() }
    if let failure { throw failure }
  }
}
