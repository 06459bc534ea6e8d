// `dateline [FOLDER|FILE|-]`: the reader itself.

import ArgumentParser
import ArticleLibrary
import ArticleModel
import CursesTerminal
import Glibc
import ReaderApp
import ReaderRuntime
import Screen

struct ReadCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "read", abstract: "Open the reader (the default).")

  @OptionGroup var options: CommonOptions

  @Argument(
    help:
      "Folders, one file, or - for standard input (else ./Articles if it is there, else the library)."
  )
  var places: [String] = []

  func run() throws {
    if places == ["-"] { return try readAlone(loadStandardInput(), keyboard: openKeyboard()) }
    if places.count == 1, let path = Places.resolve(places[0]), Places.isFile(path) {
      if let found = try scopeInLibrary(of: path) {
        return try read(found.library, scopes: [found.scope], syncing: [found.scope])
      }
      return try readAlone(loadAlone(path), keyboard: STDIN_FILENO)
    }
    var folders = places
    if folders.isEmpty, let here = Places.resolve("Articles"), Places.isFolder(here) {
      folders = ["Articles"]
    }
    if folders.isEmpty, !libraryExists(options) { throw nothingToRead }
    let library = try openLibrary(options)
    let scopes = try scopes(of: folders, in: library)
    let roots = try withLibraryErrors { try library.roots() }
    guard !roots.isEmpty else { throw nothingToRead }
    try read(library, scopes: scopes, syncing: scopes.isEmpty ? roots : scopes)
  }

  private var nothingToRead: ExitCode {
    fail(
      """
      nothing to read yet. Name a folder of articles: dateline FOLDER \
      (or one document: dateline FILE, or: cat FILE | dateline -)
      """, .noInput)
  }

  private func scopeInLibrary(of path: RawPath) throws -> (library: Library, scope: Scope)? {
    guard libraryExists(options) else { return nil }
    let library = try openLibrary(options)
    return try withLibraryErrors { try library.existingScope(of: path) }.map { (library, $0) }
  }

  // MARK: The library

  private func read(_ library: Library, scopes: [Scope], syncing: [Scope]) throws {
    guard Printer.isOutputTerminal else {
      _ = try runSync(syncing, in: library)
      var query = ListQuery()
      query.scopes = scopes
      return try withLibraryErrors {
        try printRows(of: query, in: library, json: options.json)
      }
    }
    let key = scopes.map { SafeText(line: $0.path.shown.string).string }.joined(separator: "\n")
    let services = ReaderServices.library(
      library, syncing: syncing, sessionKey: key.isEmpty ? "library" : key)
    let name = scopes.map(\.path.lastComponent.shown)
    try runReader(
      services, scopes: scopes, name: SafeText.joined(name, separator: ", "),
      keyboard: STDIN_FILENO, notice: library.notices.first)
  }

  // MARK: One document

  private func readAlone(_ articles: [StoredArticle], keyboard: Int32) throws {
    guard let first = articles.first else { throw fail("nothing to read in it", .dataError) }
    guard Printer.isOutputTerminal else {
      for stored in articles {
        let shown = ShownArticle(alone: stored)
        if options.json {
          Printer.json(shown.json)
        } else {
          for line in ArticlePrinter(shown, width: nil).lines { Printer.line(line) }
        }
      }
      return
    }
    let library = libraryExists(options) ? try openLibrary(options) : nil
    let services = ReaderServices.document(
      articles,
      resolve: { headlines in
        guard let library else {
          return headlines.map { ResolvedHeadline(headline: $0.headline, status: .missing) }
        }
        return try library.resolve(headlines.map(\.headline), scopes: [], excluding: nil)
      },
      elsewhere: { try library?.article($0) })
    try runReader(
      services, scopes: [], name: first.path.shown, keyboard: keyboard, notice: nil,
      opens: first.id)
  }

  private func openKeyboard() throws -> Int32 {
    guard Printer.isOutputTerminal else { return STDIN_FILENO }
    let descriptor = open("/dev/tty", O_RDWR | O_CLOEXEC)
    guard descriptor >= 0 else { throw fail("no terminal to read keys from", .ioError) }
    return descriptor
  }

  // MARK: The reader

  /// Whether colours are welcome: no-color.org asks that a `NO_COLOR` that is not empty turn them off.
  private var wantsColor: Bool {
    guard let value = getenv("NO_COLOR") else { return true }
    return value.pointee == 0
  }

  private func runReader(
    _ services: ReaderServices, scopes: [Scope], name: SafeText, keyboard: Int32,
    notice: SafeText?, opens: ArticleID? = nil
  ) throws {
    let terminal: CursesDevice
    do {
      terminal = try CursesDevice.open(
        CursesOptions(usesColor: wantsColor, keyboard: keyboard))
    } catch {
      throw fail(error.message + "; dateline list and dateline show work without", .ioError)
    }
    defer { terminal.restore() }
    let state = State(
      size: terminal.size, today: Today.day, scopes: scopes, scopeName: name,
      isUnicode: terminal.isUnicode, visitBase: Today.visitBase, opens: opens)
    var loop = ReaderLoop(
      state, terminal: terminal, services: services,
      clock: { Int64(monotonicSeconds() * 1_000) }, openOutside: OutsideProgram.open)
    loop.run(notice: notice ?? terminal.notice)
    // All is saved and the terminal is given back. Threads that still hold the library must not run
    // on while `exit` takes the program apart under them.
    terminal.restore()
    _exit(0)
  }
}

/// The clock on the wall.
enum Today {
  /// The day where the reader is.
  static var day: CivilDay {
    var now = time(nil)
    var parts = tm()
    localtime_r(&now, &parts)
    return CivilDay(
      year: Int(parts.tm_year) + 1900, month: Int(parts.tm_mon) + 1, day: Int(parts.tm_mday))
      ?? CivilDay(daysSinceEpoch: now / 86_400)
  }

  /// From where this reader counts its visits: later than every reader that began in an earlier
  /// second, and apart from those of this second.
  static var visitBase: Int64 {
    Int64(time(nil)) << 24 | Int64(getpid() & 0x3FFF) << 10
  }
}
