// A reader on the scripted terminal, over a library of its own, with a clock that the test moves.

import ArticleIntake
import ArticleLibrary
import ArticleModel
import Dispatch
import ReaderApp
import Screen
import Synchronization
import TestSupport

@testable import ReaderRuntime

/// A folder of documents, the library over it, and readers on both.
final class Newsroom: Sendable {
  let folder: TemporaryFolder
  let library: Library
  let scope: Scope
  let clock = Clock()

  /// - Parameters:
  ///   - documents: texts by their paths.
  ///   - synced: whether the library knows them before the first reader opens.
  /// - Throws: what the file system or the library refuses.
  init(_ documents: [String: String] = Newsroom.news, synced: Bool = true) throws {
    folder = try TemporaryFolder()
    try folder.makeFolder("news")
    for (path, text) in documents { try folder.write("news/" + path, text) }
    library = try Library.open(directory: RawPath(folder.path("library")))
    scope = try library.scope(of: RawPath(folder.path("news")))
    if synced { _ = try library.sync([scope], progress: { _ in }, isCancelled: { false }) }
  }

  /// Milliseconds that pass only when a test says so.
  final class Clock: Sendable {
    private let now = Mutex<Int64>(0)
    var milliseconds: Int64 { now.withLock { $0 } }
    func advance(_ milliseconds: Int64) { now.withLock { $0 += milliseconds } }
  }

  var services: ReaderServices {
    .library(library, syncing: [scope], sessionKey: "test")
  }

  /// Runs a reader until the script ends it; gives the terminal with all that was drawn.
  @discardableResult
  func read(
    at size: Size = Size(columns: 60, rows: 20), services: ReaderServices? = nil,
    _ script: ScriptedTerminal.Step...
  ) -> ScriptedTerminal {
    let terminal = ScriptedTerminal(size)
    terminal.play(.steps(script))
    let state = State(
      size: size, today: CivilDay(daysSinceEpoch: 20_510), scopes: [scope], scopeName: "News")
    var loop = ReaderLoop(
      state, terminal: terminal, services: services ?? self.services,
      clock: { [clock] in clock.milliseconds },
      outside: OutsidePrograms(open: { _, _ in .said("Opened.") }))
    loop.run()
    return terminal
  }

  static let news = [
    "comet.txt": report("The Comet Returns", day: "2026-02-18", ["Harbour Freezes Over"]),
    "harbour.txt": report("Harbour Freezes Over", day: "2026-02-17", ["The Comet Returns"]),
    "museum.txt": report("Museum Opens Its Attic", day: "2026-02-16", []),
  ]

  static func report(_ headline: String, day: String, _ related: [String]) -> String {
    // The words come in an order of each report's own: alike ones would be folded as copies.
    var random = SeededRandom(seed: headline.utf8.reduce(0) { $0 &* 31 &+ UInt64($1) })
    let words = """
      what was seen on that day by whom it was seen and why the people who stood there went home \
      later than they had meant to
      """.split(separator: " ")
    let paragraphs = (1...12).map { number in
      let told = words.shuffled(using: &random).joined(separator: " ")
      return "Paragraph \(number) of “\(headline)” says \(told)."
    }
    let tail = related.isEmpty ? "" : "\n\nRelated:\n" + related.joined(separator: "\n")
    return """
      ---
      title: \(headline)
      date: \(day)
      ---
      OSLO – \(paragraphs.joined(separator: "\n"))\(tail)

      """
  }
}

/// A door that a service waits at until a test opens it.
final class Gate: Sendable {
  private let semaphore = DispatchSemaphore(value: 0)
  func open() { semaphore.signal() }
  func pass() { semaphore.wait() }
}

extension Grid {
  func shows(_ text: String) -> Bool { plainRows.contains { $0.contains(text) } }
}

extension ReaderServices {
  /// Lets a test answer some questions itself; `nil` leaves one to the library.
  mutating func answering(
    _ answer: @escaping @Sendable (LibraryQuestion) throws -> LibraryAnswer?
  ) {
    let library = self.answer
    self.answer = { try answer($0) ?? library($0) }
  }
}
