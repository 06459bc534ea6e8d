// The library handles its own files by paths that are bytes.

import ArticleModel
import FolderWatching
import Foundation
import Glibc

extension RawPath {
  /// The path with more at its end: `state.sqlite` and `-wal`.
  func adding(_ suffix: String) -> RawPath { RawPath(bytes: bytes + Array(suffix.utf8)) }

  func unlink() { _ = withCPath(bytes) { Glibc.unlink($0) } }

  /// Gives the file another name, in the place of what bears that; says whether that was done.
  @discardableResult
  func rename(to other: RawPath) -> Bool {
    withCPath(bytes) { from in withCPath(other.bytes) { Glibc.rename(from, $0) } } == 0
  }

  /// Gives the file a second name; says whether that was done.
  func link(to other: RawPath) -> Bool {
    withCPath(bytes) { from in withCPath(other.bytes) { Glibc.link(from, $0) } } == 0
  }

  /// The whole content of a file; `nil` where it cannot be read.
  func readAll() -> Data? {
    let descriptor = withCPath(bytes) { Glibc.open($0, O_RDONLY | O_CLOEXEC) }
    guard descriptor >= 0 else { return nil }
    let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    return try? handle.readToEnd() ?? Data()
  }

  /// Reads the whole file, if it is there.
  ///
  /// - Throws: `LibraryError` with the system's words where the disk does not give all of it.
  func checkReading() throws {
    let descriptor = withCPath(bytes) { Glibc.open($0, O_RDONLY | O_CLOEXEC) }
    guard descriptor >= 0 else {
      if errno == ENOENT { return }
      throw unreadable()
    }
    defer { close(descriptor) }
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(descriptor, &chunk, chunk.count)
      if count < 0, errno != EINTR { throw unreadable() }
      if count == 0 { return }
    }
  }

  private func unreadable() -> LibraryError {
    .failed(self, reason: "it cannot be read: \(SystemFailure(code: errno).reason)")
  }

  /// Writes a new file that only its user may read; says whether all of it was written.
  func writeAll(_ data: Data) -> Bool {
    let descriptor = withCPath(bytes) {
      Glibc.open($0, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    }
    guard descriptor >= 0 else { return false }
    let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    return (try? handle.write(contentsOf: data)) != nil
  }

  /// Writes what the system holds of the file to the disk, and the directory with its name.
  func flush() {
    for place in [self, parent] {
      let descriptor = withCPath(place.bytes) { Glibc.open($0, O_RDONLY | O_CLOEXEC) }
      guard descriptor >= 0 else { continue }
      fsync(descriptor)
      close(descriptor)
    }
  }
}

extension RawPath {
  /// The path for calls that take a string: right for every path that is UTF-8.
  var string: String { String(decoding: bytes, as: UTF8.self) }

  /// True if a string of it is this path again.
  var isUTF8: Bool { Array(string.utf8) == bytes }

  /// The bytes as a database's blob.
  var data: Data { Data(bytes) }

  init(_ data: Data) {
    self.init(bytes: Array(data))
  }

  /// The least path that follows every path inside this folder: `/` is followed by `0` in ASCII.
  var insideEnd: Data { Data(bytes + [0x30]) }

  /// The path without `.`, `..` and doubled slashes, links not looked at.
  var normalised: RawPath {
    var parts: [RawPath] = []
    for component in components {
      if component.bytes == [0x2E, 0x2E] {
        if !parts.isEmpty { parts.removeLast() }
      } else {
        parts.append(component)
      }
    }
    let start = RawPath(bytes: bytes.first == 0x2F ? [0x2F] : [])
    return parts.reduce(start) { $0.appending($1) }
  }
}
