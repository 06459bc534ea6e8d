// The state file's backup, and what is done when the file is damaged.

import ArticleModel
import FolderWatching
import Foundation
import GRDB
import Glibc

/// Puts a sound state file in the place of a damaged one.
///
/// The damaged file is kept under a name that says so. In its place comes the last backup, or an
/// empty file, and into it whatever can still be read of the damaged one.
struct StateRescue {
  let path: RawPath

  init(path: RawPath) {
    self.path = path
  }

  private var directory: RawPath { path.parent }
  private var backup: RawPath { directory.appending(RawPath("state.backup.sqlite")) }
  private var mark: RawPath { directory.appending(RawPath("state.damaged")) }

  /// Files larger than this are checked whole in the background only.
  private static let smallSize: Int64 = 256 << 10

  /// Looks whether a file just opened is sound, as far as that takes no time.
  ///
  /// - Throws: `SQLITE_CORRUPT`.
  static func probe(_ file: DatabaseFile) throws {
    try file.readUnworded { db in
      try db.runPlainly(
        tables.map { "SELECT * FROM \($0) ORDER BY 1 DESC LIMIT 1;" }.joined())
    }
    let size = (try? FileStat(file.path))?.size ?? 0
    if size <= smallSize, try file.damage() != nil {
      throw DatabaseError(resultCode: .SQLITE_CORRUPT)
    }
  }

  /// Whether an earlier process found the file damaged.
  static func isMarkedDamaged(_ path: RawPath) -> Bool {
    (try? FileStat(StateRescue(path: path).mark)) != nil
  }

  /// Notes for the next start that the file is damaged.
  func markDamaged() {
    let descriptor = Glibc.open(mark.string, O_CREAT | O_WRONLY | O_CLOEXEC, 0o600)
    if descriptor >= 0 { close(descriptor) }
  }

  /// Replaces the file; gives what is to be said of it.
  func run() throws -> [SafeText] {
    let lock = SyncLock(path: directory.appending(RawPath("rescue.lock")))
    for _ in 0..<100 {
      if try lock.take() == nil { break }
      usleep(50_000)
    }
    defer { lock.release() }
    let kept = try moveAway()
    let age = restoreBackup()
    let merged = try merge(kept)
    unlink(mark.string)
    return [message(kept, age, merged)]
  }

  private func message(_ kept: RawPath, _ age: SafeText?, _ merged: Int) -> SafeText {
    let base = age.map { "the backup of \($0) was opened" as SafeText } ?? "it was begun anew"
    let rows = SafeText(line: String(merged))
    return """
      \(path.shown) was damaged and is kept as \(kept.shown); \(base), and \(rows) entries of the \
      damaged file were merged
      """
  }

  private func moveAway() throws -> RawPath {
    let time = PublishedTime(epochSeconds: Int64(Date().timeIntervalSince1970)).text
    let stamp = time.filter { $0 != ":" && $0 != "-" }
    var name = "state.damaged-\(stamp).sqlite"
    var number = 1
    while (try? FileStat(directory.appending(RawPath(name)))) != nil {
      number += 1
      name = "state.damaged-\(stamp)-\(number).sqlite"
    }
    let kept = directory.appending(RawPath(name))
    guard rename(path.string, kept.string) == 0 else {
      throw LibraryError.failed(path, reason: SystemFailure(code: errno).reason)
    }
    rename(path.string + "-wal", kept.string + "-wal")
    unlink(path.string + "-shm")
    return kept
  }

  /// Puts the backup in place if it is sound; gives its date.
  private func restoreBackup() -> SafeText? {
    guard let stat = try? FileStat(backup) else { return nil }
    let copy = directory.appending(RawPath("state.restoring.sqlite"))
    Library.removeDatabase(copy)
    try? FileManager.default.copyItem(atPath: backup.string, toPath: copy.string)
    let file = try? DatabaseFile(copy, Library.stateSettings, create: { _ in })
    guard let file, (try? file.damage()) == .some(nil),
      (try? file.checkedVersion(application: StateSchema.applicationID)) ?? 0 > 0
    else {
      Library.removeDatabase(copy)
      return nil
    }
    try? file.replacing {}
    guard rename(copy.string, path.string) == 0 else { return nil }
    Library.removeDatabase(copy)
    return SafeText(line: PublishedTime(epochSeconds: stat.modified / 1_000_000_000).day.text)
  }

  private static let tables = [
    "root", "document", "mark", "journal", "position", "visit", "trail", "kept", "search",
    "followed", "anchor", "opened", "edition", "session", "meta",
  ]

  /// Reads what can be read of the damaged file into the new one; gives the number of rows.
  private func merge(_ damaged: RawPath) throws -> Int {
    let file = try DatabaseFile(path, Library.stateSettings, create: StateSchema.migrate)
    return try file.withWriter { db in
      try StateSchema.migrate(db)
      var merged = 0
      do {
        try db.execute(sql: "ATTACH ? AS damaged", arguments: [damaged.string])
        for table in Self.tables.dropLast(2) { merged += mergeRows(table, db) }
        try? db.execute(sql: "INSERT OR REPLACE INTO session SELECT * FROM damaged.session")
        try? db.execute(sql: "DETACH damaged")
      } catch {
        merged = 0
      }
      // The index may know ids that this file does not: another identity makes it begin anew.
      try db.execute(
        sql: """
          UPDATE meta SET value = random() WHERE key = 'identity';
          UPDATE meta SET value = max(value, (SELECT coalesce(max(sequence), 0) FROM mark)) + 1
          WHERE key = 'sequence';
          """)
      return merged
    }
  }

  /// From both ends up to the damage, then from places between.
  private func mergeRows(_ table: String, _ db: Database) -> Int {
    let (low, fromStart) = mergeRun(table, after: Int64.min, until: Int64.max, db)
    guard let low else { return fromStart }
    let found = try? db.integer("SELECT max(rowid) FROM damaged.\(table)")
    let high = found ?? ArticleID.count
    guard high > low else { return fromStart }
    let step = max(1, (high - low) / 256)
    var merged = fromStart
    for place in stride(from: low, to: high, by: Int64.Stride(step)) {
      merged += mergeRun(table, after: place, until: place &+ step, db).count
    }
    return merged
  }

  /// Copies rows in the order of their keys until one cannot be read; gives the last key that could,
  /// or `nil` if all could.
  private func mergeRun(
    _ table: String, after first: Int64, until last: Int64, _ db: Database
  ) -> (last: Int64?, count: Int) {
    var place = first
    var count = 0
    var size = 64
    while true {
      do {
        let end = try db.integer(
          """
          SELECT max(rowid) FROM (SELECT rowid FROM damaged.\(table)
          WHERE rowid > ? AND rowid <= ? ORDER BY rowid LIMIT \(size))
          """, [place, last])
        guard let end else { return (nil, count) }
        try db.execute(
          sql: """
            INSERT OR REPLACE INTO main.\(table) SELECT * FROM damaged.\(table)
            WHERE rowid > ? AND rowid <= ?
            """, arguments: [place, end])
        count += db.changesCount
        place = end
      } catch {
        if size == 1 { return (place == Int64.min ? 0 : place, count) }
        size = 1
      }
    }
  }
}

extension StateRescue {
  /// Seconds for which a backup is good.
  private static let backupAge: Int64 = 86_400

  /// Copies the state file if the last copy is over a day old and the file is sound.
  func backUpIfDue(_ file: DatabaseFile) {
    let now = Int64(Date().timeIntervalSince1970)
    if let stat = try? FileStat(backup), now - stat.modified / 1_000_000_000 < Self.backupAge {
      return
    }
    backUp(file)
  }

  /// Copies the state file under another name and renames it when it is whole; says whether it did.
  @discardableResult
  func backUp(_ file: DatabaseFile) -> Bool {
    do {
      guard try file.damage() == nil else {
        markDamaged()
        return false
      }
      let copy = directory.appending(RawPath("state.backing-up.sqlite"))
      Library.removeDatabase(copy)
      DatabaseFile.makePrivate(copy)
      try file.withWriter { try $0.execute(sql: "VACUUM INTO ?", arguments: [copy.string]) }
      Self.flush(copy)
      return rename(copy.string, backup.string) == 0
    } catch {
      return false
    }
  }

  private static func flush(_ path: RawPath) {
    let descriptor = Glibc.open(path.string, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
  }
}

extension RawPath {
  /// The path for calls that take a string: right for every path that is UTF-8, as the library's
  /// directory has to be.
  var string: String { String(decoding: bytes, as: UTF8.self) }
}
