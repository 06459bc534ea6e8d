// Paths and folders as a command line names them.

import ArgumentParser
import ArticleIntake
import ArticleLibrary
import ArticleModel
import FolderWatching
import Glibc

/// Resolves what a command line names.
enum ArgumentPaths {
  /// An absolute path without links, `.` and `..`; `nil` if there is nothing.
  static func resolve(_ argument: String) -> RawPath? {
    RawPath(argument: argument).resolved
  }

  static func isFolder(_ path: RawPath) -> Bool {
    mode(of: path).map { $0 & S_IFMT == S_IFDIR } ?? false
  }

  static func isFile(_ path: RawPath) -> Bool {
    mode(of: path).map { $0 & S_IFMT == S_IFREG } ?? false
  }

  private static func mode(of path: RawPath) -> mode_t? {
    var status = stat()
    let result = withCPath(path.bytes) { stat($0, &status) }
    return result == 0 ? status.st_mode : nil
  }

  /// A path in the environment; `nil` for none or an empty one.
  private static func environment(_ name: String) -> RawPath? {
    guard let value = getenv(name), value.pointee != 0 else { return nil }
    return RawPath(bytes: Array(UnsafeRawBufferPointer(start: value, count: strlen(value))))
  }

  /// The library's directory: the option, the environment, or the user's data.
  ///
  /// A relative `XDG_DATA_HOME` counts for nothing (XDG Base Directory Specification, "Basics").
  ///
  /// - Throws: exit code 66 with a line where no home is known.
  static func libraryDirectory(_ option: String?) throws -> RawPath {
    if let chosen = option.map(RawPath.init(argument:)) ?? environment("DATELINE_LIBRARY") {
      return absolute(chosen)
    }
    if let data = environment("XDG_DATA_HOME"), data.isAbsolute {
      return data.appending(RawPath("dateline"))
    }
    let home = environment("HOME").flatMap { $0.isAbsolute ? $0 : nil }
    guard let home = home ?? UserFiles().home(of: getuid()) else {
      throw fail(
        "no home folder is known: set HOME, or name a folder for the library with --library",
        .noInput)
    }
    return home.appending(RawPath(".local/share/dateline"))
  }

  /// A path made absolute; it need not exist.
  private static func absolute(_ path: RawPath) -> RawPath {
    if path.isAbsolute { return path }
    guard let here = RawPath(".").resolved else { return path }
    return here.appending(path)
  }
}

extension RawPath {
  fileprivate var isAbsolute: Bool { bytes.first == 0x2F }
}

/// Opens the library that the options name, and says on standard error what had to be said.
func openLibrary(_ options: CommonOptions) throws -> Library {
  let library = try openLibrary(options.library)
  library.waitForMarks()
  return library
}

/// Opens the library for a command that only prints, and brings it up to date with the folders that are
/// named. If nothing can be saved and it does not hold one of them, a library is made that is gone when
/// the command ends.
///
/// - Returns: the library, and the folders as scopes of it.
/// - Throws: an exit code, after a line that says why.
func openLibrary(
  _ options: CommonOptions, reading folders: [String]
) throws -> (library: Library, scopes: [Scope]) {
  let paths = try folders.map(folderPath)
  do {
    let library = try openLibraryInWords(options.library)
    let scopes = try paths.map { try library.scope(of: $0) }
    library.waitForMarks()
    try syncIfNamed(scopes, in: library)
    return (library, scopes)
  } catch let error as LibraryError {
    guard error.isRefusal, !paths.isEmpty, let library = PassingLibrary.open() else {
      throw fail(error.message, .ioError)
    }
    Printer.note(
      SafeText.joined(["dateline: ", error.message, "; what is printed is read for this once"]))
    let scopes = try withLibraryErrors { try paths.map { try library.scope(of: $0) } }
    try syncIfNamed(scopes, in: library)
    return (library, scopes)
  }
}

private func openLibraryInWords(_ directory: String?) throws -> Library {
  let library = try Library.open(directory: ArgumentPaths.libraryDirectory(directory))
  for notice in library.notices { Printer.note(SafeText.joined(["dateline: ", notice])) }
  return library
}

/// The same for a directory that was named, or none.
func openLibrary(_ directory: String?) throws -> Library {
  do {
    return try openLibraryInWords(directory)
  } catch let error as LibraryError {
    throw fail(error.message, .ioError)
  }
}

/// True if there is a library already: what reads one document alone must not make one.
func libraryExists(_ options: CommonOptions) throws -> Bool {
  try libraryExists(options.library)
}

/// The same for a directory that was named, or none.
func libraryExists(_ directory: String?) throws -> Bool {
  let directory = try ArgumentPaths.libraryDirectory(directory)
  return ArgumentPaths.isFile(directory.appending(RawPath("state.sqlite")))
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
  guard let path = ArgumentPaths.resolve(name) else {
    throw fail(
      SafeText.joined([
        SafeText(argument: name), ": ", SafeText(line: String(cString: strerror(errno))),
      ]), .noInput)
  }
  guard ArgumentPaths.isFolder(path) else {
    throw fail(SafeText.joined([SafeText(argument: name), ": not a folder"]), .noInput)
  }
  guard withCPath(path.bytes, { access($0, R_OK | X_OK) }) == 0 else {
    throw fail(
      SafeText.joined([
        SafeText(argument: name), ": ", SafeText(line: String(cString: strerror(errno))),
      ]), .noInput)
  }
  return path
}

/// Brings the library up to date with the folders that a command names, if any.
private func syncIfNamed(_ scopes: [Scope], in library: Library) throws {
  guard !scopes.isEmpty, let report = try syncIfPossible(scopes, in: library) else { return }
  for offline in report.offline {
    Printer.note(SafeText(line: "dateline: \(offline): not there now; its articles are kept"))
  }
}

/// The article that a reference names, to be printed: of several the first, and a line says which.
func article(named reference: String, in library: Library) throws -> ArticleID {
  let ids = try articles(named: reference, in: library)
  if ids.count > 1 {
    let rows = try withLibraryErrors { try library.rows(ids) }
    let others = rows.dropFirst().prefix(5).map { "\($0.id.text) “\($0.headline)”" }
    let more = rows.count > 6 ? ", …" : ""
    Printer.note(
      SafeText(
        line: "dateline: “\(SafeText(argument: reference))” may mean \(count(of: ids)) articles. "
          + "This is \(ids[0].text) “\(rows.first?.headline ?? .empty)”; there are also "
          + others.joined(separator: ", ") + more))
  }
  return ids[0]
}

/// The one article that a reference names, to be changed: where it may mean several they are listed
/// and nothing is done.
func onlyArticle(named reference: String, in library: Library) throws -> ArticleID {
  let ids = try articles(named: reference, in: library)
  guard ids.count > 1 else { return ids[0] }
  let rows = try withLibraryErrors { try library.rows(ids) }
  let code = fail(
    SafeText(
      line: "“\(SafeText(argument: reference))” may mean \(count(of: ids)) articles; nothing was "
        + "changed. Name one by its id:"), .dataError)
  for row in rows { Printer.note(SafeText(text: "  \(row.line)")) }
  throw code
}

private func count(of ids: [ArticleID]) -> String {
  ids.count == Library.mostNamed ? "\(ids.count) or more" : "\(ids.count)"
}

/// The articles that a reference may mean, best first; none is an error.
private func articles(named reference: String, in library: Library) throws -> [ArticleID] {
  let ids = try withLibraryErrors {
    try library.articles(
      named: SafeText(argument: reference).string, at: RawPath(argument: reference))
  }
  guard !ids.isEmpty else {
    // A name with a slash is meant for a file.
    throw fail(
      SafeText.joined(["no article “", SafeText(argument: reference), "” in the library"]),
      reference.contains("/") ? .noInput : .dataError)
  }
  return ids
}
