// One of the two files that cannot be rebuilt: where it and its copies lie, and opening it.

import ArticleModel
import FolderWatching
import Foundation
import GRDB
import Glibc

/// The names that belong to a lasting file, and how it is opened.
struct LastingFile: Sendable {
  let directory: RawPath
  /// `state` or `items`.
  let name: String
  let tables: LastingTables
  let settings: DatabaseFile.Settings
  /// Keeps it from being opened while it is replaced.
  let gate: FileGate
  /// True if the library is somebody else's: then it is only read.
  let isOthers: Bool

  static func state(in directory: RawPath, isOthers: Bool = false) -> LastingFile {
    LastingFile(directory, "state", StateSchema.tables, cache: 512, isOthers: isOthers)
  }

  static func items(in directory: RawPath, isOthers: Bool = false) -> LastingFile {
    LastingFile(directory, "items", ItemsSchema.tables, cache: 256, isOthers: isOthers)
  }

  private init(
    _ directory: RawPath, _ name: String, _ tables: LastingTables, cache: Int, isOthers: Bool
  ) {
    self.isOthers = isOthers
    self.directory = directory
    self.name = name
    self.tables = tables
    gate = FileGate(
      lock: directory.appending(RawPath("\(name).lock")),
      path: directory.appending(RawPath("\(name).sqlite")))
    settings = DatabaseFile.Settings(
      synchronous: "FULL", cache: cache, gate: gate,
      damageMark: directory.appending(RawPath("\(name).damaged")))
  }

  var path: RawPath { named("sqlite") }
  /// Stands where an earlier process found the file damaged.
  var damageMark: RawPath { named("damaged") }

  /// A file of this one's in the library's directory: `state.` and what follows.
  func named(_ ending: String) -> RawPath { directory.appending(RawPath("\(name).\(ending)")) }

  /// Opens the file as it is, makes it where it is not there, and brings its form up to date.
  ///
  /// - Parameter leaving: see `LastingTables.migrate`.
  /// - Returns: the file.
  /// - Throws: what SQLite says; `SQLITE_CORRUPT` for damage that shows at once.
  func open(leaving: (Database, Int) throws -> Void = { _, _ in }) throws -> DatabaseFile {
    if FileIdentity(damageMark) != nil { throw DatabaseError(resultCode: .SQLITE_CORRUPT) }
    let file = try DatabaseFile(path, settings, isReadOnly: isOthers) { try tables.migrate($0) }
    let version = try file.checkedVersion(application: tables.applicationID)
    if version > tables.version { throw LibraryError.newerVersion(path) }
    if version == 0 { try file.shape() }
    if version < tables.version, !file.isView {
      try file.withWriter { try tables.migrate($0, leaving: leaving) }
    }
    try probe(file)
    return file
  }

  /// Files larger than this are checked whole in the background only.
  private static let smallSize: Int64 = 256 << 10

  /// Looks whether a file just opened is sound, as far as that takes no time.
  ///
  /// - Throws: `SQLITE_CORRUPT`.
  private func probe(_ file: DatabaseFile) throws {
    let version = Int(clamping: try file.checkedVersion(application: tables.applicationID))
    let present = tables.all.filter { $0.isIn(version: version) }
    try file.readUnworded { db in
      try db.runPlainly(
        present.map { "SELECT * FROM \($0.name) ORDER BY 1 DESC LIMIT 1;" }.joined())
    }
    let size = FileIdentity(path)?.size ?? 0
    if size <= Self.smallSize, try file.damage() != nil {
      throw DatabaseError(resultCode: .SQLITE_CORRUPT)
    }
  }

  /// Notes for the next start that the file is damaged.
  func markDamaged() {
    DatabaseFile.makePrivate(damageMark)
  }

  /// True if a file at a path, of this one's kind, is whole; its tables need not be of this version.
  func isSound(_ path: RawPath) -> Bool {
    guard FileIdentity(path)?.size ?? 0 > 0,
      let file = try? DatabaseFile(path, settings, create: { _ in })
    else { return false }
    defer { try? file.replacing {} }
    guard (try? file.damage()) == .some(nil) else { return false }
    return (try? file.checkedVersion(application: tables.applicationID)) ?? 0 > 0
  }

  /// Gives a file that was taken away its name again, out of a connection that still has it; says
  /// whether that could be done.
  func adopt(_ open: DatabaseFile) -> Bool {
    guard FileIdentity(path) == nil else { return false }
    let copy = named("adopting.sqlite")
    DatabaseFile.remove(copy)
    defer { DatabaseFile.remove(copy) }
    do {
      DatabaseFile.makePrivate(copy)
      try open.readPlainly { db in
        try db.execute(sql: "VACUUM INTO ?", arguments: [DatabaseFile.name(copy)])
      }
    } catch {
      return false
    }
    guard isSound(copy) else { return false }
    copy.flush()
    return gate.pass(alone: true) {
      // A file that another has made meanwhile stays.
      guard FileIdentity(path) == nil else { return true }
      for suffix in ["-wal", "-shm", "-journal"] { path.adding(suffix).unlink() }
      guard copy.link(to: path) || copy.rename(to: path) else { return false }
      path.flush()
      return true
    }
  }
}
