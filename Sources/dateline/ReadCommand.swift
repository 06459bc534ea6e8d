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
    try ReaderStart(places: places, library: options.library, json: options.json).run()
  }
}

/// The places that open the reader: folders, a file, or standard input.
struct ReaderStart {
  var places: [String]
  /// The library's directory, where it was named.
  var library: String?
  var json = false

  func run() throws {
    if places == ["-"] { return try readAlone(loadStandardInput(), keyboard: openKeyboard()) }
    if places.count == 1, let path = ArgumentPaths.resolve(places[0]), ArgumentPaths.isFile(path) {
      if let found = try scopeInLibrary(of: path) {
        guard Printer.isOutputTerminal else { return try printOne() }
        return try read(found.library, scopes: [found.scope], syncing: [found.scope])
      }
      return try readAlone(loadAlone(path), keyboard: STDIN_FILENO)
    }
    var folders = places
    if folders.isEmpty, let here = ArgumentPaths.resolve("Articles"), ArgumentPaths.isFolder(here) {
      folders = ["Articles"]
    }
    if folders.isEmpty, try !libraryExists(library) { throw nothingToRead }
    if !folders.isEmpty, Printer.isOutputTerminal { return try read(folders: folders) }
    let library = try openLibrary(self.library)
    let scopes = try scopes(of: folders, in: library)
    let roots = try withLibraryErrors { try library.roots() }
    guard !roots.isEmpty else { throw nothingToRead }
    try read(library, scopes: scopes, syncing: scopes.isEmpty ? roots : scopes)
  }

  /// Prints the article of the one place as `show` does.
  private func printOne() throws {
    let options = (json ? ["--json"] : []) + (library.map { ["--library", $0] } ?? [])
    var command = try DatelineCommand.parseAsRoot(["show"] + options + ["--"] + places)
    try command.run()
  }

  private var nothingToRead: ExitCode {
    fail(
      """
      nothing to read yet. Name a folder of articles: dateline FOLDER \
      (or one document: dateline FILE, or: cat FILE | dateline -)
      """, .noInput)
  }

  private func scopeInLibrary(of path: RawPath) throws -> (library: Library, scope: Scope)? {
    guard try libraryExists(library) else { return nil }
    let library = try openLibrary(self.library)
    return try withLibraryErrors { try library.existingScope(of: path) }.map { (library, $0) }
  }

  // MARK: The library

  /// Opens the library while the terminal is taken: each takes as long as the other.
  private func read(folders: [String]) throws {
    let paths = try folders.map(folderPath)
    let directory = try ArgumentPaths.libraryDirectory(library)
    let opening = BackgroundResult { try Library.open(directory: directory) }
    try runReader(keyboard: STDIN_FILENO) { terminal in
      waitForLibrary(opening, at: terminal)
      let library = try opening.value()
      let scopes = try paths.map { try library.scope(of: $0) }
      return prepared(library, scopes: scopes, syncing: scopes)
    }
  }

  /// Waits until the library is open, which takes long where it is mended or made anew: one can quit
  /// meanwhile. Other keys are for the reader.
  private func waitForLibrary(_ opening: BackgroundResult<Library>, at terminal: CursesDevice) {
    opening.whenDone(terminal.wakeUp)
    var early: [TerminalEvent] = []
    while !opening.isDone {
      let event = terminal.nextEvent(timeout: nil)
      switch event {
      case .key(Key(.character("Q"))), .closed:
        terminal.endBySignal()
        _exit(0)
      case .woken, .timeout: break
      default: if early.count < 100 { early.append(event) }
      }
    }
    terminal.giveBack(early)
  }

  private func prepared(_ library: Library, scopes: [Scope], syncing: [Scope]) -> Prepared {
    let key = scopes.map { SafeText(line: $0.path.shown.string).string }.joined(separator: "\n")
    let name = scopes.map(\.path.lastComponent.shown)
    return Prepared(
      services: ReaderServices.library(
        library, syncing: syncing, sessionKey: key.isEmpty ? "library" : key),
      scopes: scopes, name: SafeText.joined(name, separator: ", "),
      notice: library.notices.first, place: library.place(of:))
  }

  private func read(_ library: Library, scopes: [Scope], syncing: [Scope]) throws {
    guard Printer.isOutputTerminal else {
      _ = try syncIfPossible(syncing, in: library)
      var query = ListQuery()
      query.scopes = scopes
      return try withLibraryErrors {
        try printRows(of: query, in: library, json: json)
      }
    }
    try runReader(keyboard: STDIN_FILENO) { _ in
      prepared(library, scopes: scopes, syncing: syncing)
    }
  }

  // MARK: One document

  private func readAlone(_ articles: [StoredArticle], keyboard: Int32) throws {
    guard let first = articles.first else { throw fail("nothing to read in it", .dataError) }
    guard Printer.isOutputTerminal else {
      for stored in articles {
        let shown = ShownArticle(alone: stored)
        if json {
          Printer.json(shown.json)
        } else {
          for line in ArticlePrinter(shown, width: nil).lines { Printer.line(line) }
        }
      }
      return
    }
    let library = try libraryExists(self.library) ? try openLibrary(self.library) : nil
    let services = ReaderServices.document(
      articles,
      resolve: { headlines in
        guard let library else {
          return headlines.map { ResolvedHeadline(headline: $0.headline, status: .missing) }
        }
        return try library.resolve(headlines.map(\.headline), scopes: [], excluding: nil)
      },
      elsewhere: { try library?.article($0) })
    try runReader(keyboard: keyboard) { _ in
      Prepared(services: services, scopes: [], name: first.path.shown, opens: first.id)
    }
  }

  private func openKeyboard() throws -> Int32 {
    guard Printer.isOutputTerminal else { return STDIN_FILENO }
    let descriptor = open("/dev/tty", O_RDWR | O_CLOEXEC)
    guard descriptor >= 0 else { throw fail("no terminal to read keys from", .ioError) }
    return descriptor
  }

  // MARK: The reader

  /// True if colours are welcome: no-color.org asks that a `NO_COLOR` that is not empty turn them off.
  private var wantsColor: Bool {
    guard let value = getenv("NO_COLOR") else { return true }
    return value.pointee == 0
  }

  /// The articles to be shown, and the services that the reader runs on.
  private struct Prepared {
    var services: ReaderServices
    var scopes: [Scope]
    var name: SafeText
    var notice: SafeText?
    var opens: ArticleID?
    /// The place of a document that is to be opened in another program.
    var place: (RawPath) throws -> RawPath = { $0 }

    /// The programs, which are given a document where it lies now.
    var outside: OutsidePrograms {
      OutsidePrograms(
        open: { [place] address, document in
          if let address { return OutsideProgram.open(address: address) }
          do {
            return OutsideProgram.open(document: try place(document))
          } catch {
            return .said((error as? LibraryError)?.message ?? document.shown)
          }
        },
        edit: { [place] document in
          do {
            return OutsideProgram.edit(try place(document))
          } catch {
            return (error as? LibraryError)?.message ?? document.shown
          }
        },
        pipe: { command, stored in
          let lines = ArticlePrinter(ShownArticle(alone: stored), width: nil).lines
          return OutsideProgram.pipe(lines, to: command)
        })
    }
  }

  private func runReader(keyboard: Int32, _ prepare: (CursesDevice) throws -> Prepared) throws {
    let terminal: CursesDevice
    do {
      terminal = try CursesDevice.open(
        CursesOptions(usesColor: wantsColor, keyboard: keyboard))
    } catch {
      throw fail(error.message + "; dateline list and dateline show work without", .ioError)
    }
    defer { terminal.restore() }
    let keymap = Keymap()
    let prepared: Prepared
    do {
      prepared = try prepare(terminal)
    } catch {
      // A line to be said must not be lost with the screen.
      terminal.restore()
      return try withLibraryErrors { throw error }
    }
    let state = State(
      size: terminal.size, today: Today.day, scopes: prepared.scopes, scopeName: prepared.name,
      isUnicode: terminal.isUnicode, keymap: keymap, visitBase: Today.visitBase,
      opens: prepared.opens)
    var loop = ReaderLoop(
      state, terminal: terminal, services: prepared.services,
      clock: { Int64(monotonicSeconds() * 1_000) }, outside: prepared.outside)
    if !loop.run(notice: prepared.notice ?? terminal.notice, patience: 0.7) {
      terminal.leave()
      Printer.note("dateline: the disk is slow; the last changes are still being written")
      guard loop.finishSaving(within: 10) else {
        Printer.note("dateline: the last changes could not be written")
        _exit(74)
      }
    }
    if loop.unsaved > 0 {
      terminal.leave()
      let number = SafeText(line: String(loop.unsaved))
      Printer.note("dateline: \(number) changes could not be saved, for want of room")
      _exit(74)
    }
    // All is saved and the terminal is given back. Threads that still hold the library must not run
    // on while `exit` takes the program apart under them.
    terminal.endBySignal()
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
