// The folders of a library: naming, absorbing, forgetting.

package import ArticleModel
import FolderWatching
import Foundation
import GRDB
import Glibc
import Synchronization

extension Library {
  /// The folders of the library, in the order of their paths.
  package func roots() throws -> [Scope] {
    try state.read(Self.roots)
  }

  static func roots(_ db: Database) throws -> [Scope] {
    let rows = try Row.fetchAll(db.cachedStatement(sql: "SELECT id, path FROM root ORDER BY path"))
    return rows.map { Scope(root: $0.integer(0), rootPath: $0.path(1)) }
  }

  /// The part of the library that a folder is: inside a root it knows, or a new root.
  ///
  /// A new root takes in the roots that lie inside it; their articles keep their ids.
  ///
  /// `folder` is an absolute path of a folder, or of a file inside a root.
  ///
  /// - Throws: `LibraryError` if there is no such folder, it is no folder or may not be read, or for
  ///   a file outside all roots.
  package func scope(of folder: RawPath) throws -> Scope {
    if let known = try existingScope(of: folder) {
      try checkReadable(known.path, known)
      return known
    }
    guard let resolved = folder.resolved else { throw Self.pathFailure(folder) }
    let stat = try Self.checkedStat(resolved)
    if stat.kind == .file { throw LibraryError.outsideLibrary(folder) }
    guard stat.kind == .folder else { throw LibraryError.notAFolder(folder) }
    try Self.checkAccess(resolved, as: folder)
    return try addRoot(resolved)
  }

  /// The same for a path that the library knows already; `nil` for others. Nothing is added, and the
  /// path need not be there now.
  package func existingScope(of path: RawPath) throws -> Scope? {
    let roots = try roots()
    let full = path.resolved ?? path.normalised
    for root in roots {
      if let inside = full.relative(to: root.rootPath) {
        return Scope(root: root.root, rootPath: root.rootPath, inside: inside)
      }
    }
    return nil
  }

  /// Takes a folder out of the library, with all that is known of its articles.
  ///
  /// - Returns: the number of articles that left the lists.
  package func forget(_ folder: RawPath) throws -> Int {
    guard let scope = try existingScope(of: folder) else {
      throw LibraryError.unknownFolder(folder)
    }
    guard scope.inside.bytes.isEmpty else {
      throw LibraryError.partOfRoot(folder, root: scope.rootPath)
    }
    return try whileLocked {
      let ids = try state.read { db in
        try Int64.fetchAll(
          db, sql: "SELECT id FROM document WHERE root = ?", arguments: [scope.root])
      }
      // Texts first: after a kill between the two the folder is there still, to be forgotten again.
      try texts.write { try Forgetting(ids, $0).run(ItemsSchema.tables, folder: scope.rootPath) }
      let count = try state.write { try Self.forget(scope, ids, $0) }
      try index.write { db in try IndexWriter(db).removeRoot(scope.root) }
      try StoryIdentity(state).nameFollowed(in: index)
      return count
    }
  }

  private static func forget(_ scope: Scope, _ ids: [Int64], _ db: Database) throws -> Int {
    let count = try db.integer(
      "SELECT count(*) FROM document WHERE root = ? AND gone = 0", [scope.root])
    try Forgetting(ids, db).run(StateSchema.tables, folder: scope.rootPath)
    try db.run("DELETE FROM root WHERE id = ?", [scope.root])
    // Other readers of the library see by it that something changed.
    try db.run("UPDATE meta SET value = value + 1 WHERE key = 'sequence'")
    return Int(clamping: count ?? 0)
  }

  private func addRoot(_ path: RawPath) throws -> Scope {
    let isOuter = try roots().contains { $0.rootPath.isInside(path) }
    return try isOuter ? whileLocked { try insertRoot(path) } : insertRoot(path)
  }

  private func insertRoot(_ path: RawPath) throws -> Scope {
    let (scope, absorbed) = try state.write { db in
      let absorbed = try Self.roots(db).filter { $0.rootPath.isInside(path) && $0.rootPath != path }
      try db.run("INSERT OR IGNORE INTO root (path) VALUES (?)", [path.data])
      let root = try db.integer("SELECT id FROM root WHERE path = ?", [path.data]) ?? 0
      let scope = Scope(root: root, rootPath: path)
      for inner in absorbed { try Self.absorb(inner, into: scope, db) }
      return (scope, absorbed)
    }
    if !absorbed.isEmpty {
      try index.write { try IndexWriter($0).moveRoots(absorbed, into: scope) }
    }
    return scope
  }

  private static func absorb(_ inner: Scope, into outer: Scope, _ db: Database) throws {
    let prefix = (inner.rootPath.relative(to: outer.rootPath) ?? RawPath("")).bytes + [0x2F]
    try db.run(
      """
      UPDATE document SET root = ?, path = CAST(CAST(? AS TEXT) || CAST(path AS TEXT) AS BLOB)
      WHERE root = ?
      """, [outer.root, RawPath(bytes: prefix).data, inner.root])
    try db.run("DELETE FROM root WHERE id = ?", [inner.root])
  }

  private func checkReadable(_ path: RawPath, _ scope: Scope) throws {
    // A path that is missing inside a known root is for sync to report: the root may be offline.
    guard let folder = try? RootFolder(scope.rootPath) else { return }
    if (try? folder.stat(scope.inside)) == nil { throw Self.pathFailure(path) }
  }

  private static func pathFailure(_ path: RawPath) -> LibraryError {
    do {
      _ = try FileStat(path)
      return .noPermission(path)
    } catch {
      if error.code == EACCES || error.code == EPERM { return .noPermission(path) }
      return error.isMissing
        ? .noSuchFolder(path) : .failed(path, reason: error.reason)
    }
  }

  private static func checkedStat(_ path: RawPath) throws -> FileStat {
    do {
      return try FileStat(path)
    } catch {
      throw pathFailure(path)
    }
  }

  private static func checkAccess(_ path: RawPath, as named: RawPath) throws {
    if withCPath(path.bytes, { access($0, R_OK | X_OK) }) != 0 {
      throw LibraryError.noPermission(named)
    }
  }

  /// Runs while no other sync runs; `isCancelled` ends the wait for one.
  ///
  /// - Throws: `LibraryError.syncing`.
  package func whileLocked<Result>(
    isCancelled: () -> Bool = { false }, _ body: () throws -> Result
  ) throws -> Result {
    try takeLock(isCancelled: isCancelled)
    defer { lock.release() }
    return try body()
  }

  /// Waits a little for the lock.
  ///
  /// - Throws: `LibraryError.syncing` if another still holds it then.
  func takeLock(isCancelled: () -> Bool) throws {
    for _ in 0..<40 {
      guard let holder = try lock.take() else { return }
      if isCancelled() { break }
      if case .process(let pid) = holder, kill(pid, 0) != 0, errno == ESRCH { continue }
      usleep(50_000)
    }
    guard let holder = try lock.take() else { return }
    if case .process(let pid) = holder { throw LibraryError.syncing(pid: pid) }
    throw LibraryError.syncing(pid: nil)
  }

  /// Notes that a root's folder is not there now, or is there again.
  package func setOffline(_ root: Int64, _ isOffline: Bool) {
    memory.withLock { $0.isOffline[root] = isOffline }
  }

  /// True if a root's folder is not there now; looked at once, then at each sync.
  func isOffline(_ root: Scope) -> Bool {
    if let known = memory.withLock({ $0.isOffline[root.root] }) { return known }
    let isOffline = (try? RootFolder(root.rootPath)) == nil
    setOffline(root.root, isOffline)
    return isOffline
  }
}
