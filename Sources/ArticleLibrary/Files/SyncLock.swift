// One syncer at a time: a lock that ends with its process, and names it.

import ArticleModel
import FolderWatching
import Glibc
import Synchronization

/// A record lock (fcntl(2)) on a file of the library. Nothing is written: the system itself knows
/// who holds it, and lets go of it when that process ends, however it ends.
///
/// Such a lock does not part two libraries in one process, and goes when the process closes *any*
/// descriptor of that file: so a process opens the file only while it holds a claim of its own.
final class SyncLock: Sendable {
  /// Who keeps others from the lock.
  enum Holder: Hashable, Sendable {
    case process(Int32)
    case thisProcess
    case unknown
  }

  private static let claims = Mutex<Set<RawPath>>([])
  private let path: RawPath
  private let descriptor = Mutex<Int32>(-1)

  init(path: RawPath) {
    self.path = path
  }

  /// Takes the lock and gives `nil`, or says who holds it. Never waits.
  ///
  /// - Throws: `LibraryError` where the lock's file cannot be made.
  func take() throws -> Holder? {
    guard Self.claims.withLock({ $0.insert(path).inserted }) else { return .thisProcess }
    do {
      if let holder = try lockFile() {
        letGoOfClaim()
        return holder
      }
      return nil
    } catch {
      letGoOfClaim()
      throw error
    }
  }

  /// Lets go of the lock.
  func release() {
    descriptor.withLock { descriptor in
      if descriptor >= 0 { close(descriptor) }
      descriptor = -1
    }
    letGoOfClaim()
  }

  private func letGoOfClaim() {
    _ = Self.claims.withLock { $0.remove(path) }
  }

  private func lockFile() throws -> Holder? {
    let opened = withCPath(path.bytes) { open($0, O_RDWR | O_CREAT | O_CLOEXEC, 0o600) }
    guard opened >= 0 else {
      if errno == EROFS || errno == EACCES { throw LibraryError.readOnly(path) }
      if errno == ENOSPC { throw LibraryError.diskFull(path) }
      throw LibraryError.failed(path, reason: SafeText(line: String(cString: strerror(errno))))
    }
    var lock = wholeFile()
    if fcntl(opened, F_SETLK, &lock) == 0 {
      descriptor.withLock { $0 = opened }
      return nil
    }
    var other = wholeFile()
    let asked = fcntl(opened, F_GETLK, &other)
    close(opened)
    guard asked == 0, other.l_type != Int16(F_UNLCK) else { return .unknown }
    return .process(other.l_pid)
  }

  private func wholeFile() -> flock {
    flock(l_type: Int16(F_WRLCK), l_whence: Int16(SEEK_SET), l_start: 0, l_len: 0, l_pid: 0)
  }
}
