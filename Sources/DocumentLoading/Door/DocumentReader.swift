// Reading a document's bytes without hanging on what is no file and without reading too much.

package import ArticleModel
import Glibc

/// Reads documents from the file system.
package enum DocumentReader {
  /// The bytes that are read of one document at most: 16 MiB.
  package static let limit = 16 << 20

  /// The bytes of a regular file, at most `limit`, cut at a character's boundary.
  ///
  /// Opened without blocking, so that a named pipe fails instead of waiting for a writer; a file of
  /// the kernel's that has nothing to give yet (`/proc/kmsg`) is no regular file either. A symbolic
  /// link is followed: what lies in a folder of the library is opened by who holds that.
  package static func read(_ path: RawPath) throws(ReadFailure) -> Document {
    guard !path.bytes.contains(0) else { throw ReadFailure(path: path, code: ENOENT) }
    let name = path.bytes.map { CChar(bitPattern: $0) } + [0]
    let descriptor = open(name, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY)
    guard descriptor >= 0 else { throw ReadFailure(path: path, code: errno) }
    defer { close(descriptor) }
    return try read(descriptor, path: path)
  }

  /// The same of what is open; `path` names it.
  package static func read(_ descriptor: Int32, path: RawPath) throws(ReadFailure) -> Document {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw ReadFailure(path: path, code: errno) }
    switch status.st_mode & S_IFMT {
    case S_IFREG: break
    case S_IFDIR: throw ReadFailure(path: path, code: EISDIR)
    default: throw ReadFailure(path: path, code: EINVAL)
    }
    return try read(
      descriptor, path: path, expected: Int(clamping: status.st_size), waits: false)
  }

  /// The bytes of standard input up to its end, at most `limit`.
  package static func readStandardInput() throws(ReadFailure) -> Document {
    try read(0, path: RawPath("-"), expected: 1 << 16, waits: true)
  }

  private static func read(
    _ descriptor: Int32, path: RawPath, expected: Int, waits: Bool
  ) throws(ReadFailure) -> Document {
    var bytes: [UInt8] = []
    // One more than the limit, to learn whether there is more.
    var room = min(max(expected, 0), limit) + 1
    while bytes.count <= limit {
      let count = try append(
        to: &bytes, from: descriptor, room: room, path: path, waits: waits)
      if count == 0 { break }
      room = min(max(1 << 16, bytes.count), limit + 1 - bytes.count)
    }
    let isCut = bytes.count > limit
    if isCut { cutAtBoundary(&bytes) }
    return Document(path: path, bytes: bytes, isCut: isCut)
  }

  /// Reads once, waiting (if it may) where a terminal or pipe has nothing yet; gives the number of
  /// bytes, 0 at the end.
  private static func append(
    to bytes: inout [UInt8], from descriptor: Int32, room: Int, path: RawPath, waits: Bool
  ) throws(ReadFailure) -> Int {
    while true {
      var code: Int32 = 0
      var size = 0
      let chunk = [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
        size = Glibc.read(descriptor, buffer.baseAddress, room)
        code = errno
        count = max(0, size)
      }
      if size >= 0 {
        if bytes.isEmpty { bytes = chunk } else { bytes += chunk }
        return size
      }
      if code == EAGAIN {
        guard waits else { throw ReadFailure(path: path, code: EINVAL) }
        var wait = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        _ = poll(&wait, 1, -1)
      } else if code != EINTR {
        throw ReadFailure(path: path, code: code)
      }
    }
  }

  /// Takes off what lies beyond the limit, and a UTF-8 sequence or a UTF-16 unit that it would tear.
  static func cutAtBoundary(_ bytes: inout [UInt8]) {
    bytes.removeLast(bytes.count - limit)
    var back = 0
    while back < 3, back < bytes.count, bytes[bytes.count - 1 - back] & 0xC0 == 0x80 { back += 1 }
    guard back < bytes.count else { return }
    let lead = bytes[bytes.count - 1 - back]
    let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1
    if length > back + 1 { bytes.removeLast(back + 1) }
  }
}
