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
