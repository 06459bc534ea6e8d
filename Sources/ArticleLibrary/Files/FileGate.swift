// Keeps a lasting file from being opened while another is laid in its place.

import ArticleModel
import FolderWatching
import Glibc

/// A lock (flock(2)) beside a lasting file: whoever opens a connection holds it shared as long as that
/// takes, whoever replaces the file holds it alone.
///
/// SQLite finds the log and its table of contents by name: a connection that is opened between two
/// renames would join the file of one with the log of the other.
struct FileGate: Sendable {
  /// The lock's file.
  let lock: RawPath
  /// The file that it is for.
  let path: RawPath

  /// Longer than any rescue takes: whoever holds the lock then was stopped.
  private static let patience = 30_000

  /// Runs `body` while the lock is held; without it where it cannot be made.
  func pass<Result>(alone: Bool = false, _ body: () throws -> Result) rethrows -> Result {
    let descriptor = withCPath(lock.bytes) { open($0, O_RDWR | O_CREAT | O_CLOEXEC, 0o600) }
    defer { if descriptor >= 0 { close(descriptor) } }
    if descriptor >= 0 {
      for _ in 0..<Self.patience {
        if flock(descriptor, (alone ? LOCK_EX : LOCK_SH) | LOCK_NB) == 0 { break }
        guard errno == EWOULDBLOCK || errno == EINTR else { break }
        usleep(1_000)
      }
    }
    return try body()
  }
}

/// The right to write to a database with a shared log, held so that nobody has it: what a connection
/// that is open writes while the file is replaced would be lost.
///
/// SQLite keeps that right as a lock on one byte of the log's table of contents ("WAL-Index Locking" in
/// its description of that file). The lock taken here is the process's open file's (fcntl(2),
/// `F_OFD_SETLK`): closing another descriptor of the file does not let go of it.
struct WriteHold {
  private let descriptor: Int32

  private static let writeLock: off_t = 120
  private static let setLock: Int32 = 37
  /// In milliseconds; writing transactions are short.
  private static let patience = 3_000

  init(_ path: RawPath) {
    descriptor = withCPath(path.adding("-shm").bytes) { open($0, O_RDWR | O_CLOEXEC) }
    guard descriptor >= 0 else { return }
    for _ in 0..<Self.patience {
      var lock = flock(
        l_type: Int16(F_WRLCK), l_whence: Int16(SEEK_SET), l_start: Self.writeLock, l_len: 1,
        l_pid: 0)
      if fcntl(descriptor, Self.setLock, &lock) == 0 { return }
      usleep(1_000)
    }
  }

  func end() {
    if descriptor >= 0 { close(descriptor) }
  }
}
