// Looking after a library: checks, rebuilding, repair, backup.

package import ArticleModel
import FolderWatching
import Foundation
import GRDB
import Synchronization

/// One thing that was looked at, and how it was found.
package struct HealthCheck: Hashable, Sendable {
  /// The word by which the check is known: `state`, `index`, `folder`.
  package var name: SafeText
  /// False if something is to be repaired.
  package var isOK: Bool
  /// One line: the path, and the finding.
  package var detail: SafeText

  package init(name: SafeText, isOK: Bool, detail: SafeText) {
    self.name = name
    self.isOK = isOK
    self.detail = detail
  }
}

extension Library {
  /// Looks at both files and at every folder.
  package func check() -> [HealthCheck] {
    let texts = texts.isThere ? [checkTexts()] : []
    return [checkState()] + texts
      + [checkIndex(), checkCounts(), checkMarks(), checkBackup()] + checkFolders()
  }

  /// Repairs what can be repaired: a damaged state file gives way to its backup, with what can be
  /// read of it; a damaged index is emptied, to be filled by the next sync; counts and marks in the
  /// index are made to agree with the state.
  ///
  /// - Returns: the checks as they are after it.
  package func repair() throws -> [HealthCheck] {
    var done: [HealthCheck] = []
    if !checkState().isOK {
      let lasting = LastingFile.state(in: directory)
      lasting.markDamaged()
      let said = try state.replacing { try Rescue(lasting).run() }
      done += said.notices.map { HealthCheck(name: "state", isOK: true, detail: $0) }
    }
    if !checkIndex().isOK || !done.isEmpty {
      try emptyIndex()
      done.append(
        HealthCheck(name: "index", isOK: true, detail: "emptied: the next sync fills it again"))
    } else if !checkCounts().isOK {
      try index.write { try Self.recount($0) }
    }
    mirrorMarks()
    return done + check()
  }

  /// Copies the state file if its last copy is over an hour old.
  package func backUpIfDue() {
    StateBackups(file: .state(in: directory)).makeIfDue(state)
  }

  /// Reads the index. A damaged one is begun anew: then it has no articles until the next sync, for
  /// which a worker in the background looks (`takeRecreated`).
  func readIndex<Result>(_ body: (Database) throws -> Result) throws -> Result {
    do {
      return try index.read(body)
    } catch LibraryError.damaged(let path) where isIndex(path) {
      try emptyIndex()
      return try index.read(body)
    }
  }

  /// True if the index was begun anew since this was last asked.
  package func takeRecreated() -> Bool {
    memory.withLock { memory in
      defer { memory.isIndexNew = false }
      return memory.isIndexNew
    }
  }

  /// Empties the index, to be filled by the next sync.
  package func emptyIndex() throws {
    try whileLocked { try recreateIndex() }
  }

  /// True if it is the index that stands at a path.
  package func isIndex(_ path: RawPath) -> Bool { path == index.path }

  /// Begins the index anew, while the library is open.
  func recreateIndex() throws {
    let identity = try state.read {
      try $0.integer("SELECT value FROM meta WHERE key = 'identity'")
    }
    try index.remake { try IndexSchema.create($0, identity: identity ?? 0) }
    memory.withLock { $0.traits = nil }
    memory.withLock { $0.isIndexNew = true }
    mirrorMarks()
  }

  private func checkState() -> HealthCheck {
    check("state", state) { db in
      let count = try db.integer("SELECT count(*) FROM document WHERE gone = 0") ?? 0
      return "\(SafeText(line: String(count))) documents"
    }
  }

  private func checkTexts() -> HealthCheck {
    do {
      return check("texts", try texts.file()) { db in
        let count = try db.integer("SELECT count(*) FROM kept") ?? 0
        return "\(SafeText(line: String(count))) kept"
      }
    } catch {
      return HealthCheck(name: "texts", isOK: false, detail: texts.path.shown)
    }
  }

  private func checkIndex() -> HealthCheck {
    check("index", index) { db in
      let count = try db.integer("SELECT count(*) FROM article") ?? 0
      return "\(SafeText(line: String(count))) articles"
    }
  }

  private func check(
    _ name: SafeText, _ file: DatabaseFile, _ detail: (Database) throws -> SafeText
  ) -> HealthCheck {
    do {
      if let damage = try file.damage() {
        return HealthCheck(
          name: name, isOK: false, detail: "\(file.path.shown): \(SafeText(line: damage))")
      }
      return HealthCheck(
        name: name, isOK: true, detail: "\(file.path.shown): \(try file.read(detail))")
    } catch {
      let error = LibraryError.wrapping(error, file.path)
      let message = (error as? LibraryError)?.message ?? SafeText(line: "\(error)")
      return HealthCheck(name: name, isOK: false, detail: message)
    }
  }

  private func checkCounts() -> HealthCheck {
    let differs = try? index.read { db in
      try db.integer(
        """
        SELECT (SELECT count(*) FROM article) <> (SELECT coalesce(sum(total), 0) FROM tally)
          OR (SELECT count(*) FROM article WHERE isRead = 0)
            <> (SELECT coalesce(sum(unread), 0) FROM tally)
        """) != 0
    }
    return HealthCheck(
      name: "counts", isOK: differs == false,
      detail: differs == false ? "agree with the articles" : "differ from the articles")
  }

  private func checkMarks() -> HealthCheck {
    mirrorMarks()
    let isBehind = (try? isMirrorBehind()) ?? true
    return HealthCheck(
      name: "marks", isOK: !isBehind,
      detail: isBehind ? "the index is behind the state" : "the index agrees with the state")
  }

  private func checkBackup() -> HealthCheck {
    guard let path = StateBackups(file: .state(in: directory)).paths.first,
      let stat = try? FileStat(path)
    else {
      return HealthCheck(name: "backup", isOK: true, detail: "none yet: the next sync makes one")
    }
    let time = PublishedTime(epochSeconds: stat.modified / 1_000_000_000).text
    return HealthCheck(
      name: "backup", isOK: true, detail: "\(path.shown), \(SafeText(line: time))")
  }

  private func checkFolders() -> [HealthCheck] {
    ((try? roots()) ?? []).map { root in
      let isThere = (try? RootFolder(root.rootPath)) != nil
      return HealthCheck(
        name: "folder", isOK: isThere,
        detail: isThere ? root.rootPath.shown : "\(root.rootPath.shown) is offline")
    }
  }

  private static func recount(_ db: Database) throws {
    try db.run("DELETE FROM tally")
    let writer = IndexWriter(db)
    let rows = try db.rows("SELECT id FROM article")
    while let row = try rows.next() { try writer.recount(row.integer(0)) }
    try writer.finish()
  }
}
