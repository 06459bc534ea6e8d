// Paths and folders as a command line names them.

import ArgumentParser
import ArticleLibrary
import ArticleModel
import Glibc

/// Where things are.
enum Places {
  /// An absolute path without links, `.` and `..`; `nil` if there is nothing.
  static func resolve(_ path: String) -> RawPath? {
    guard let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    return RawPath(
      bytes: Array(UnsafeBufferPointer(start: real, count: strlen(real))).map(
        UInt8.init(bitPattern:)))
  }

  static func isFolder(_ path: RawPath) -> Bool {
    mode(of: path).map { $0 & S_IFMT == S_IFDIR } ?? false
  }

  static func isFile(_ path: RawPath) -> Bool {
    mode(of: path).map { $0 & S_IFMT == S_IFREG } ?? false
  }

  static func exists(_ path: String) -> Bool {
    access(path, F_OK) == 0
  }

  private static func mode(of path: RawPath) -> mode_t? {
    var status = stat()
    let name = (path.bytes + [0]).map { CChar(bitPattern: $0) }
    let result = stat(name, &status)
    return result == 0 ? status.st_mode : nil
  }

  private static func environment(_ name: String) -> String? {
    guard let value = getenv(name) else { return nil }
    let text = String(cString: value)
    return text.isEmpty ? nil : text
  }

  /// The library's directory: the option, the environment, or the user's data.
  static func libraryDirectory(_ option: String?) -> RawPath {
    if let chosen = option ?? environment("DATELINE_LIBRARY") { return absolute(chosen) }
    if let data = environment("XDG_DATA_HOME") { return RawPath(data + "/dateline") }
    return RawPath((environment("HOME") ?? "/tmp") + "/.local/share/dateline")
  }

  /// A path made absolute; it need not exist.
  private static func absolute(_ path: String) -> RawPath {
    if path.hasPrefix("/") { return RawPath(path) }
    guard let here = resolve(".") else { return RawPath(path) }
    return here.appending(RawPath(path))
  }
}

/// Opens the library that the options name, and says on standard error what had to be said.
func openLibrary(_ options: CommonOptions) throws -> Library {
  let library = try openLibrary(options.library)
  library.waitForMarks()
  return library
}

/// The same for a directory that was named, or none.
func openLibrary(_ directory: String?) throws -> Library {
  do {
    let library = try Library.open(directory: Places.libraryDirectory(directory))
    for notice in library.notices { Printer.note(SafeText.joined(["dateline: ", notice])) }
    return library
  } catch let error as LibraryError {
    throw fail(error.message, .ioError)
  }
}

/// Whether there is a library already: what reads one document alone must not make one.
func libraryExists(_ options: CommonOptions) -> Bool { libraryExists(options.library) }

/// The same for a directory that was named, or none.
func libraryExists(_ directory: String?) -> Bool {
  let directory = Places.libraryDirectory(directory)
  return Places.isFile(directory.appending(RawPath("state.sqlite")))
}

/// Runs library work, turning what goes wrong into a line and an exit code.
func withLibraryErrors<Value>(_ body: () throws -> Value) throws -> Value {
  do {
    return try body()
  } catch let error as LibraryError {
    throw fail(error.message, .ioError)
  }
}

/// The folders that a command names, as scopes; each is made part of the library.
func scopes(of folders: [String], in library: Library) throws -> [Scope] {
  try folders.map { name in
    let path = try folderPath(name)
    return try withLibraryErrors { try library.scope(of: path) }
  }
}

/// The path of a folder that a command names and that can be read.
func folderPath(_ name: String) throws -> RawPath {
  guard let path = Places.resolve(name) else {
    throw fail(SafeText(line: "\(name): \(String(cString: strerror(errno)))"), .noInput)
  }
  guard Places.isFolder(path) else {
    throw fail(SafeText(line: "\(name): not a folder"), .noInput)
  }
  guard access(name, R_OK | X_OK) == 0 else {
    throw fail(SafeText(line: "\(name): \(String(cString: strerror(errno)))"), .noInput)
  }
  return path
}

/// Brings the library up to date with the folders that a command names, and gives their scopes.
func syncedScopes(of folders: [String], in library: Library) throws -> [Scope] {
  let scopes = try scopes(of: folders, in: library)
  guard !scopes.isEmpty else { return [] }
  let report = try runSync(scopes, in: library)
  for offline in report.offline {
    Printer.note(SafeText(line: "dateline: \(offline): not there now; its articles are kept"))
  }
  return scopes
}

/// The articles that a reference names: one, or none with a line that says so.
func article(named reference: String, in library: Library) throws -> ArticleID {
  let ids = try withLibraryErrors { try library.articles(named: reference) }
  guard let first = ids.first else {
    throw fail(SafeText(line: "no article “\(reference)” in the library"), .noInput)
  }
  return first
}
