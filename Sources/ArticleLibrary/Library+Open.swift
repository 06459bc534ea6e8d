// Opening a library: making what is not there, and telling damage from another version.

package import ArticleModel
import FolderWatching
import GRDB
import Glibc
import TextAnalysis

extension Library {
  /// Opens the library in a directory, and makes both where they are not there.
  ///
  /// A damaged or outdated index is begun anew, empty, and filled by the next sync. A damaged state
  /// file is kept under a name that says so, its last backup opened, and what can be read of it
  /// merged; `notices` says so.
  ///
  /// - Throws: `LibraryError` where neither helps: no permission, no space, a newer version.
  package static func open(directory: RawPath) throws -> Library {
    let isReadOnly = try LibraryPlace.prepare(directory) == .other
    if !isReadOnly { DatabaseFile.keepTemporaryFiles(in: directory) }
    // Two that make the files at once would find each other's half made.
    let turn = OpeningTurn(directory)
    defer { turn.end() }
    var notices: [SafeText] = []
    let state = try openState(
      directory.appending(RawPath("state.sqlite")), isReadOnly: isReadOnly, &notices)
    let identity = try state.read {
      try $0.integer("SELECT value FROM meta WHERE key = 'identity'")
    }
    let index = try openIndex(
      directory.appending(RawPath("index.sqlite")), identity: identity ?? 0,
      isReadOnly: isReadOnly, &notices)
    if state.isImmutable || index.isImmutable {
      notices.append("the library \(directory.shown) is read-only: nothing can be saved")
    }
    let library = Library(directory: directory, state: state, index: index, notices: notices)
    library.mirrorMarks()
    return library
  }

  static let stateSettings = DatabaseFile.Settings(
    synchronous: "FULL", cache: 512, notesDamage: true)
  static let indexSettings = DatabaseFile.Settings(
    synchronous: "NORMAL", cache: 1_500, writerCache: 16_000, logPages: 4_000,
    functions: [wordsMatch], ranksText: true)

  /// `wordsMatch(words, headline)`: the filter by words of the headline.
  private static let wordsMatch = DatabaseFunction("wordsMatch", argumentCount: 2, pure: true) {
    values in
    guard let words = String.fromDatabaseValue(values[0]),
      let headline = String.fromDatabaseValue(values[1])
    else { return false }
    return TextSearch.wordsMatch(words, headline: headline)
  }

  private static func openState(
    _ path: RawPath, isReadOnly: Bool, _ notices: inout [SafeText]
  ) throws -> DatabaseFile {
    do {
      return try openSoundState(path, isReadOnly: isReadOnly)
    } catch let error as DatabaseError where error.isDamage && !isReadOnly {
      notices += try StateRescue(path: path).run()
      return try openSoundState(path)
    } catch {
      throw openFailure(error, path)
    }
  }

  private static func openSoundState(
    _ path: RawPath, isReadOnly: Bool = false
  ) throws -> DatabaseFile {
    if StateRescue.isMarkedDamaged(path) {
      throw DatabaseError(resultCode: .SQLITE_CORRUPT)
    }
    let file = try DatabaseFile(
      path, stateSettings, isReadOnly: isReadOnly, create: StateSchema.migrate)
    let version = try file.checkedVersion(application: StateSchema.applicationID)
    if version > StateSchema.version { throw LibraryError.newerVersion(path) }
    if version < StateSchema.version { try file.withWriter(StateSchema.migrate) }
    try StateRescue.probe(file)
    return file
  }

  private static func openIndex(
    _ path: RawPath, identity: Int64, isReadOnly: Bool, _ notices: inout [SafeText]
  ) throws -> DatabaseFile {
    do {
      if let file = try openCurrentIndex(path, identity: identity, isReadOnly: isReadOnly) {
        return file
      }
      if isReadOnly { throw LibraryError.readOnly(path) }
    } catch let error as DatabaseError where error.isDamage && !isReadOnly {
      notices.append("the index \(path.shown) was damaged: it is made again from the folders")
    } catch {
      throw openFailure(error, path)
    }
    do {
      removeDatabase(path)
      guard let file = try openCurrentIndex(path, identity: identity) else {
        throw LibraryError.cannotOpen(path, reason: "it cannot be made anew")
      }
      return file
    } catch {
      throw openFailure(error, path)
    }
  }

  /// The index, or `nil` where it is of another version or of another state file.
  private static func openCurrentIndex(
    _ path: RawPath, identity: Int64, isReadOnly: Bool = false
  ) throws -> DatabaseFile? {
    let file = try DatabaseFile(path, indexSettings, isReadOnly: isReadOnly) { db in
      try IndexSchema.create(db, identity: identity)
    }
    var version = try file.checkedVersion(application: IndexSchema.applicationID)
    if version == 0 {
      try file.withWriter { try IndexSchema.create($0, identity: identity) }
      version = IndexSchema.version
    }
    guard version == IndexSchema.version else { return nil }
    let known = try file.readUnworded { db in
      try db.integer("SELECT value FROM meta WHERE key = 'identity'")
    }
    return known == identity ? file : nil
  }

  /// Removes a database with its log.
  static func removeDatabase(_ path: RawPath) {
    for suffix in ["", "-wal", "-shm"] {
      _ = withCPath(path.bytes + Array(suffix.utf8)) { unlink($0) }
    }
  }

  private static func openFailure(_ error: any Error, _ path: RawPath) -> any Error {
    guard let error = error as? DatabaseError else { return error }
    if (try? FileStat(path))?.kind == .folder {
      return LibraryError.cannotOpen(path, reason: "it is a folder, not a file; move it away")
    }
    if error.resultCode == .SQLITE_CANTOPEN {
      return LibraryError.cannotOpen(path, reason: SafeText(line: error.message ?? "unknown"))
    }
    return LibraryError.wrapping(error, path)
  }
}

/// A lock on a library's directory (flock(2)) that one process holds while it opens the files, makes
/// or mends them. Where it cannot be had, nothing is kept from being opened.
private struct OpeningTurn {
  private let descriptor: Int32

  /// Waits for no longer than this, in milliseconds: whoever holds it may have been stopped.
  private static let patience = 10_000

  init(_ directory: RawPath) {
    descriptor = withCPath(directory.bytes) {
      Glibc.open($0, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    }
    guard descriptor >= 0 else { return }
    for _ in 0..<Self.patience {
      guard flock(descriptor, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK || errno == EINTR else {
        return
      }
      usleep(1_000)
    }
  }

  func end() {
    if descriptor >= 0 { close(descriptor) }
  }
}

extension DatabaseError {
  /// Whether the place of the file keeps it from being opened as usual, though it is there.
  var isReadOnlyPlace: Bool {
    [.SQLITE_CANTOPEN, .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH].contains(resultCode)
  }

  /// Whether the file itself is at fault.
  var isDamage: Bool { resultCode == .SQLITE_CORRUPT || resultCode == .SQLITE_NOTADB }
}
