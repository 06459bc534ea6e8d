// A library for one command, where none can be written to.

import ArticleLibrary
import ArticleModel
import FolderWatching
import Glibc

/// A library in memory, in a directory that only this user may enter, gone when the program ends.
enum PassingLibrary {
  /// A file system in memory, if there is one.
  private static let places = ["/dev/shm", "/run/user/\(getuid())", "/tmp"]

  /// Makes one; `nil` where there is no place for it either.
  static func open() -> Library? {
    for place in places {
      var template = Array("\(place)/dateline-XXXXXX".utf8CString)
      guard mkdtemp(&template) != nil else { continue }
      let directory = RawPath(bytes: template.dropLast().map(UInt8.init(bitPattern:)))
      if let library = try? Library.open(directory: directory, isPassing: true) {
        made = directory
        atexit { PassingLibrary.remove() }
        return library
      }
      remove(directory)
    }
    return nil
  }

  /// Set once, before the program can end.
  nonisolated(unsafe) private static var made: RawPath?

  private static func remove() {
    if let made { remove(made) }
  }

  /// Removes the directory with its files. A thread that still runs may miss a file that went and make
  /// it again; without the directory it no longer can.
  private static func remove(_ directory: RawPath) {
    for _ in 0..<200 {
      for name in directory.namesInFolder {
        withCPath(directory.appending(name).bytes) { _ = unlink($0) }
      }
      if withCPath(directory.bytes, { rmdir($0) }) == 0 || errno != ENOTEMPTY { return }
      usleep(1_000)
    }
  }
}
