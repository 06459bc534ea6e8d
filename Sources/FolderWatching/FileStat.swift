// The walk and the watch share these few calls about a path.

package import ArticleModel
import Glibc

/// The kinds of things that a path leads to, as far as a reader of folders cares.
package enum FileKind: Hashable, Sendable {
  case file, folder, link
  /// A FIFO, a socket, a device: never opened.
  case other
}

/// The answer of `stat` about a path.
package struct FileStat: Hashable, Sendable {
  /// A file, a folder or something else.
  package var kind: FileKind
  /// In bytes.
  package var size: Int64
  /// The time of the content's last change, in nanoseconds since 1970.
  package var modified: Int64
  /// The time of the last change of content, name or rights, in nanoseconds since 1970.
  package var changed: Int64
  /// The file system it lies on.
  package var device: UInt64

  package init(
    kind: FileKind, size: Int64, modified: Int64, changed: Int64, device: UInt64 = 0
  ) {
    self.kind = kind
    self.size = size
    self.modified = modified
    self.changed = changed
    self.device = device
  }

  /// Asks for a path's stat; a symbolic link is followed unless `nofollow`.
  ///
  /// - Throws: the `errno` of the call.
  package init(_ path: RawPath, nofollow: Bool = false) throws(SystemFailure) {
    try self.init(name: path.bytes, in: AT_FDCWD, nofollow: nofollow)
  }

  init(name: some Collection<UInt8>, in folder: Int32, nofollow: Bool) throws(SystemFailure) {
    var info = stat()
    let flags = nofollow ? AT_SYMLINK_NOFOLLOW : 0
    let result = withCPath(name) { fstatat(folder, $0, &info, flags) }
    guard result == 0 else { throw SystemFailure(code: errno) }
    self.init(info)
  }

  /// Asks for the stat of what is open.
  package init(descriptor: Int32) throws(SystemFailure) {
    var info = stat()
    guard fstat(descriptor, &info) == 0 else { throw SystemFailure(code: errno) }
    self.init(info)
  }

  init(_ info: stat) {
    switch info.st_mode & S_IFMT {
    case S_IFREG: kind = .file
    case S_IFDIR: kind = .folder
    case S_IFLNK: kind = .link
    default: kind = .other
    }
    size = Int64(info.st_size)
    modified = Int64(info.st_mtim.tv_sec) &* 1_000_000_000 &+ Int64(info.st_mtim.tv_nsec)
    changed = Int64(info.st_ctim.tv_sec) &* 1_000_000_000 &+ Int64(info.st_ctim.tv_nsec)
    device = UInt64(info.st_dev)
  }
}

/// A system call that failed.
package struct SystemFailure: Error, Hashable, Sendable {
  /// The `errno`.
  package var code: Int32

  package init(code: Int32) {
    self.code = code
  }

  /// A folder lies deeper than any is looked into: no `errno` says so.
  package static let tooDeep = SystemFailure(code: -1)

  /// The system's words for it: `Permission denied`.
  package var reason: SafeText {
    switch code {
    case Self.tooDeep.code:
      SafeText(line: "more than \(FolderWalk.maximumDepth) folders deep")
    case EXDEV: "a link leads out of the folder"
    default: SafeText(line: String(cString: strerror(code)))
    }
  }

  /// True if it says that there is nothing at that path, or only a link that leads out of the folder
  /// or in a circle.
  package var isMissing: Bool { [ENOENT, ENOTDIR, EXDEV, ELOOP].contains(code) }
}

extension RawPath {
  /// The path without symbolic links, `.` and `..` (`realpath(3)`), or `nil` where there is nothing.
  package var resolved: RawPath? {
    let found: UnsafeMutablePointer<CChar>? = withCPath(bytes) { realpath($0, nil) }
    guard let found else { return nil }
    defer { free(found) }
    return RawPath(bytes: Array(UnsafeRawBufferPointer(start: found, count: strlen(found))))
  }
}

/// Calls `body` with a path as C wants it. A zero inside ends it there, as no path holds one.
package func withCPath<Result>(
  _ bytes: some Collection<UInt8>, _ body: (UnsafePointer<CChar>) -> Result
) -> Result {
  withUnsafeTemporaryAllocation(of: CChar.self, capacity: bytes.count + 1) { buffer in
    var end = 0
    for byte in bytes {
      buffer[end] = CChar(bitPattern: byte)
      end += 1
    }
    buffer[end] = 0
    guard let start = buffer.baseAddress else { return body("") }
    return body(start)
  }
}
