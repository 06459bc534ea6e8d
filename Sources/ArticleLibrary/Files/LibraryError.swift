// A failure of the library has a case here, and one line that says what to do.

package import ArticleModel
import FolderWatching
import GRDB

/// A situation that a person has to know of; `message` words it.
package enum LibraryError: Error, Hashable, Sendable {
  case noSuchFolder(RawPath)
  case notAFolder(RawPath)
  case noPermission(RawPath)
  /// A file that lies in none of the library's folders.
  case outsideLibrary(RawPath)
  /// A folder that is only a part of one of the library's folders.
  case partOfRoot(RawPath, root: RawPath)
  /// A folder that the library does not know.
  case unknownFolder(RawPath)
  case cannotOpen(RawPath, reason: SafeText)
  /// Another process is syncing, with its id where the system tells it.
  case syncing(pid: Int32?)
  case busy(RawPath)
  case diskFull(RawPath)
  case readOnly(RawPath)
  /// The system refuses to write, for a reason of its own: a quota, a failing disk.
  case unwritable(RawPath, reason: SafeText)
  case damaged(RawPath)
  /// Written by a later version of Dateline.
  case newerVersion(RawPath)
  case failed(RawPath, reason: SafeText)
}

extension LibraryError {
  /// The event, the place, and the way out, in one line.
  package var message: SafeText {
    switch self {
    case .noSuchFolder(let path): "no such folder: \(path.shown)"
    case .notAFolder(let path): "not a folder: \(path.shown)"
    case .noPermission(let path): "no permission to read \(path.shown)"
    case .outsideLibrary(let path): "\(path.shown) lies in no folder of the library"
    case .partOfRoot(let path, let root):
      "\(path.shown) is a part of \(root.shown); only that can be forgotten"
    case .unknownFolder(let path): "the library does not hold \(path.shown)"
    case .cannotOpen(let path, let reason): "cannot open the library \(path.shown): \(reason)"
    case .syncing(let pid): Self.syncing(pid)
    case .busy(let path): "another Dateline is writing to \(path.shown); try again"
    case .diskFull(let path):
      "the disk is full: \(path.shown) cannot be written to; free some space"
    case .readOnly(let path): "\(path.shown) is read-only: nothing can be saved"
    case .unwritable(let path, let reason):
      "\(path.shown) cannot be written to (\(reason)): what was saved before is kept"
    case .damaged(let path): "\(path.shown) is damaged; run `dateline doctor --repair`"
    case .newerVersion(let path): "\(path.shown) was written by a newer Dateline; update this one"
    case .failed(let path, let reason): "\(path.shown): \(reason)"
    }
  }

  private static func syncing(_ pid: Int32?) -> SafeText {
    guard let pid else { return "another part of this Dateline is syncing; try again" }
    return "another Dateline (process \(SafeText(line: String(pid)))) is syncing; try again"
  }

  /// The situation that kept the database file at `path` from being opened.
  static func opening(_ path: RawPath, _ error: any Error) -> any Error {
    guard let error = error as? DatabaseError else { return error }
    if (try? FileStat(path))?.kind == .folder {
      return LibraryError.cannotOpen(path, reason: "it is a folder, not a file; move it away")
    }
    if error.resultCode == .SQLITE_CANTOPEN {
      return LibraryError.cannotOpen(path, reason: SafeText(line: error.message ?? "unknown"))
    }
    return LibraryError.wrapping(error, path)
  }

  /// The situation that an error of the database file at `path` means to a person.
  static func wrapping(_ error: any Error, _ path: RawPath) -> any Error {
    guard let error = error as? DatabaseError else { return error }
    switch error.resultCode {
    case .SQLITE_FULL: return LibraryError.diskFull(path)
    case .SQLITE_READONLY, .SQLITE_PERM: return LibraryError.readOnly(path)
    case .SQLITE_IOERR where error.extendedResultCode.isRefusal: return refusal(error, path)
    case .SQLITE_BUSY, .SQLITE_LOCKED: return LibraryError.busy(path)
    case .SQLITE_CORRUPT, .SQLITE_NOTADB: return LibraryError.damaged(path)
    case .SQLITE_AUTH: return LibraryError.noPermission(path)
    default:
      let reason = error.message ?? error.resultCode.description
      return LibraryError.failed(path, reason: SafeText(line: reason))
    }
  }

  /// The situation that kept a file from being written to.
  static func refusal(_ error: DatabaseError, _ path: RawPath) -> LibraryError {
    switch error.extendedResultCode {
    case .SQLITE_FULL, .SQLITE_IOERR_SHMSIZE: .diskFull(path)
    case let code where code.isRefusal:
      .unwritable(path, reason: SafeText(line: error.message ?? code.description))
    default: .readOnly(path)
    }
  }

  /// True if the place does not let anything be saved.
  package var isRefusal: Bool {
    switch self {
    case .diskFull, .readOnly, .unwritable: true
    default: false
    }
  }

  /// True if the same change may succeed later, when the disk has room or can be written to.
  package var mayPass: Bool {
    switch self {
    case .diskFull, .readOnly, .unwritable, .busy: true
    default: false
    }
  }
}

extension ResultCode {
  /// True if a file could not be written to or made longer: no room, over a quota, a failing disk.
  var isRefusal: Bool {
    [
      .SQLITE_FULL, .SQLITE_IOERR_SHMSIZE, .SQLITE_IOERR_SHMOPEN, .SQLITE_IOERR_SHMMAP,
      .SQLITE_IOERR_WRITE, .SQLITE_IOERR_FSYNC, .SQLITE_IOERR_DIR_FSYNC, .SQLITE_IOERR_TRUNCATE,
    ].contains(self)
  }
}
