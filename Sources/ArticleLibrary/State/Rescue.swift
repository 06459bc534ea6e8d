// Puts a sound file in the place of a lasting one that is damaged, empty or gone.

import ArticleModel
import FolderWatching
import Foundation
import GRDB
import Glibc

/// Rescues a lasting file. The damaged one is kept under a name that says so. In its place comes its
/// best copy, or an empty file, and into it whatever can still be read: of the damaged file, and of the
/// marks that the index mirrors.
///
/// The new file is made whole under another name and laid in its place in one step, so that a kill at
/// any moment leaves either. While that is done the damaged file is locked: what a reader that has it
/// open commits after that, it finds to be in no file of the library, and writes again.
struct Rescue {
  let file: LastingFile

  init(_ file: LastingFile) {
    self.file = file
  }

  private var building: RawPath { file.named("restoring.sqlite") }
  private var built: RawPath { file.named("restored.sqlite") }

  /// True if a file that is not there, or is empty, was there before.
  var wasThere: Bool {
    if FileIdentity(file.path)?.size ?? 0 > 0 { return false }
    return FileIdentity(built) != nil || !StateBackups(file: file).paths.isEmpty
      || knowsIndex
  }

  /// True if an index lies beside the file that was made from it.
  private var knowsIndex: Bool { (FileIdentity(index)?.size ?? 0) > 0 }

  private var index: RawPath { file.directory.appending(RawPath("index.sqlite")) }

  /// The outcome of a rescue.
  struct Outcome {
    /// Lines to be said of it; none if another process has done it.
    var notices: [SafeText] = []
    /// The place at which the damaged file is kept.
    var kept: RawPath?
  }

  /// Replaces the file.
  ///
  /// - Throws: why it cannot be, above all where the disk does not give what stands on it: then
  ///   everything stays as it is, for it may give it later.
  func run() throws -> Outcome {
    let lock = SyncLock(path: file.directory.appending(RawPath("rescue.lock")))
    defer { lock.release() }
    for _ in 0..<200 {
      if try lock.take() == nil { break }
      usleep(50_000)
    }
    if FileIdentity(file.damageMark) == nil, file.isSound(file.path) { return Outcome() }
    return try file.gate.pass(alone: true) {
      let hold = WriteHold(file.path)
      defer { hold.end() }
      if let done = try installBuilt() { return done }
      let found = try build()
      guard building.rename(to: built) else { throw failure() }
      built.flush()
      let kept = try install()
      return Outcome(notices: [message(kept, found)], kept: kept)
    }
  }

  private func failure() -> LibraryError {
    .failed(file.path, reason: SystemFailure(code: errno).reason)
  }

  /// Lays a file in its place that was made whole before a kill.
  private func installBuilt() throws -> Outcome? {
    guard file.isSound(built) else { return nil }
    let kept = try install()
    return Outcome(notices: [message(kept, nil)], kept: kept)
  }

  /// The outcome of making the new file.
  private struct Found {
    var backup: SafeText?
    var rows: Salvage.Count
  }

  /// Makes the new file under another name.
  private func build() throws -> Found {
    DatabaseFile.remove(building)
    DatabaseFile.remove(built)
    let backup = try copyBackup()
    let new = try DatabaseFile(building, file.settings) { try file.tables.migrate($0) }
    defer { try? new.replacing {} }
    var rows = Salvage.Count()
    try new.withWriter { db in
      // It is written to the disk when it is whole.
      try db.execute(sql: "PRAGMA synchronous = OFF")
      try file.tables.migrate(db)
      if FileIdentity(file.path)?.size ?? 0 > 0 {
        rows = try Salvage(of: file.path, file.tables).merge(into: db)
      }
      if file.name == "state" {
        rows.fromIndex = try IndexMarks(index: index).merge(into: db)
        // The index may know ids that this file does not: another identity makes it begin anew.
        try db.execute(sql: "UPDATE meta SET value = random() WHERE key = 'identity'")
        try db.execute(
          sql: """
            UPDATE meta SET value = max(value, (SELECT coalesce(max(sequence), 0) FROM mark)) + 1
            WHERE key = 'sequence'
            """)
      }
      rows.kept = try Salvage.kept(file.tables, db)
    }
    try new.withWriter { try $0.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)") }
    return Found(backup: backup, rows: rows)
  }

  /// Begins the new file with the best backup, if there is one; gives its day.
  private func copyBackup() throws -> SafeText? {
    let backups = StateBackups(file: file)
    for path in backups.paths { try path.checkReading() }
    guard let backup = backups.best() else { return nil }
    guard let content = backup.path.readAll(), building.writeAll(content) else { throw failure() }
    return backup.day
  }

  // MARK: Into its place

  /// Keeps the damaged file under another name, and lays the new one in its place. The log goes first:
  /// it would be taken for the new file's.
  private func install() throws -> RawPath? {
    let kept = FileIdentity(file.path) == nil ? nil : keptPath()
    if let kept, !file.path.link(to: kept) {
      guard file.path.rename(to: kept) else { throw failure() }
    }
    if let kept { file.path.adding("-wal").rename(to: kept.adding("-wal")) }
    for suffix in ["-wal", "-journal", "-shm"] { file.path.adding(suffix).unlink() }
    guard built.rename(to: file.path) else { throw failure() }
    file.path.flush()
    file.damageMark.unlink()
    return kept
  }

  private func keptPath() -> RawPath {
    let time = PublishedTime(epochSeconds: Int64(Date().timeIntervalSince1970)).text
    let stamp = time.filter { $0 != ":" && $0 != "-" }
    var kept = file.named("damaged-\(stamp).sqlite")
    var number = 1
    while FileIdentity(kept) != nil {
      number += 1
      kept = file.named("damaged-\(stamp)-\(number).sqlite")
    }
    return kept
  }

  // MARK: Words

  private func message(_ kept: RawPath?, _ found: Found?) -> SafeText {
    let state: SafeText =
      kept.map { "was damaged and is kept as \($0.shown)" } ?? "was missing"
    guard let found else { return "\(file.path.shown) \(state); it is restored" }
    let base: SafeText =
      found.backup.map { "the backup of \($0) was opened" } ?? "it was begun anew"
    return SafeText.joined(
      ["\(file.path.shown) \(state); \(base)", found.rows.fromFileWords, found.rows.keptWords]
        .compactMap { $0 }, separator: ", ")
  }
}

extension LastingFile {
  /// Opens the file; rescues one that is damaged or lost.
  ///
  /// - Parameters:
  ///   - isLost: true if it is not there or empty and was not always.
  ///   - leaving: see `LastingTables.migrate`.
  ///   - say: told what came of a rescue.
  /// - Returns: the file, open and of this version's form.
  /// - Throws: `LibraryError`.
  func openRescued(
    isLost: Bool, leaving: (Database, Int) throws -> Void = { _, _ in },
    say: (Rescue.Outcome) -> Void
  ) throws -> DatabaseFile {
    do {
      do {
        if isLost { say(try Rescue(self).run()) }
        return try open(leaving: leaving)
      } catch let error as DatabaseError where error.isDamage && !isOthers {
        say(try Rescue(self).run())
        return try open(leaving: leaving)
      }
    } catch {
      throw LibraryError.opening(path, error)
    }
  }
}
