// A folder of a test's own that leaves nothing behind.

package import ArticleModel
import Glibc

/// An empty folder that is removed, with all that is in it, when the last reference goes.
package final class TemporaryFolder: Sendable {
  /// Its absolute path, without symbolic links.
  package let path: String

  package init() throws {
    let parent = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array("\(parent)/dateline-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil, let real = realpath(&template, nil) else {
      throw SystemFailure("mkdtemp", parent)
    }
    path = String(cString: real)
    free(real)
  }

  deinit {
    FileTree.remove(rawPath)
  }

  package var rawPath: RawPath { RawPath(path) }

  /// The absolute path of something inside.
  package func path(_ relative: String) -> String {
    relative.isEmpty ? path : path + "/" + relative
  }

  /// Writes a file, making the folders it needs; gives its absolute path.
  @discardableResult
  package func write(_ relative: String, _ text: String) throws -> String {
    try write(RawPath(relative), Array(text.utf8))
    return path(relative)
  }

  /// Writes a file whose name need not be UTF-8.
  package func write(_ relative: RawPath, _ bytes: [UInt8]) throws {
    let target = rawPath.appending(relative)
    try FileTree.makeFolder(target.parent)
    try FileTree.write(bytes, to: target)
  }

  package func makeFolder(_ relative: String) throws {
    try FileTree.makeFolder(RawPath(path(relative)))
  }

  package func remove(_ relative: String) {
    FileTree.remove(RawPath(path(relative)))
  }

  package func rename(_ old: String, to new: String) throws {
    guard Glibc.rename(path(old), path(new)) == 0 else { throw SystemFailure("rename", old) }
  }
}

/// A system call that failed, with what it was about.
package struct SystemFailure: Error, CustomStringConvertible {
  package let description: String

  package init(_ call: String, _ subject: String, code: Int32 = errno) {
    description = "\(call) \(subject): \(String(cString: strerror(code)))"
  }
}

/// Files by the bytes of their paths.
package enum FileTree {
  /// Makes a folder and those above it.
  package static func makeFolder(_ path: RawPath) throws {
    if path.bytes.isEmpty || withPath(path, { mkdir($0, 0o777) }) == 0 || errno == EEXIST { return }
    guard errno == ENOENT else { throw SystemFailure("mkdir", path.shown.string) }
    try makeFolder(path.parent)
    if withPath(path, { mkdir($0, 0o777) }) != 0, errno != EEXIST {
      throw SystemFailure("mkdir", path.shown.string)
    }
  }

  /// Replaces a file's content.
  package static func write(_ bytes: [UInt8], to path: RawPath) throws {
    let file = withPath(path) { open($0, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666) }
    guard file >= 0 else { throw SystemFailure("open", path.shown.string) }
    defer { close(file) }
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
      guard count > 0 else { throw SystemFailure("write", path.shown.string) }
      rest = rest.dropFirst(count)
    }
  }

  /// The bytes of a file.
  package static func read(_ path: String) throws -> [UInt8] {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw SystemFailure("open", path) }
    defer { close(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = Glibc.read(file, &buffer, buffer.count)
      guard count >= 0 else { throw SystemFailure("read", path) }
      if count == 0 { return bytes }
      bytes += buffer[..<count]
    }
  }

  /// The text of a file; what is not UTF-8 is U+FFFD.
  package static func text(_ path: String) throws -> String {
    String(decoding: try read(path), as: UTF8.self)
  }

  /// The size of a file in bytes; 0 if it is not there.
  package static func size(of path: String) -> Int {
    var status = stat()
    return stat(path, &status) == 0 ? Int(status.st_size) : 0
  }

  package static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// The names in a folder but `.` and `..`, in order of their bytes.
  package static func names(in folder: RawPath) -> [RawPath] {
    guard let stream = withPath(folder, { opendir($0) }) else { return [] }
    defer { closedir(stream) }
    var names: [RawPath] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
      if name != Array(".".utf8), name != Array("..".utf8) { names.append(RawPath(bytes: name)) }
    }
    return names.sorted()
  }

  /// Removes a file, or a folder with all that is in it; links are not followed.
  package static func remove(_ path: RawPath) {
    if withPath(path, { unlink($0) }) == 0 { return }
    for name in names(in: path) { remove(path.appending(name)) }
    _ = withPath(path) { rmdir($0) }
  }

  private static func withPath<Result>(
    _ path: RawPath, _ body: (UnsafePointer<CChar>) -> Result
  ) -> Result {
    (path.bytes + [0]).withUnsafeBytes { bytes in
      bytes.withMemoryRebound(to: CChar.self) { chars in
        chars.baseAddress.map(body) ?? body("")
      }
    }
  }
}
