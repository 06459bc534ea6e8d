// A folder of articles and a library over it, on which faults are done.

import Glibc
import Screen
import TestSupport

/// A synced library that faults are done to, with what its reader marked.
final class FaultRoom {
  let folder: TemporaryFolder
  let news: String
  let dateline: DatelineProgram
  /// The ids of all articles.
  let ids: [String]
  var marks = KnownMarks()
  private var random = SeededRandom(seed: 14)

  static let size = Size(columns: 90, rows: 24)

  /// - Parameters:
  ///   - program: the program that is tried.
  ///   - folder: an empty folder, in which `news` and `library` are made; one of its own by default.
  ///   - articles: how many there are.
  /// - Throws: what keeps it from being made.
  init(_ program: String, in folder: TemporaryFolder? = nil, articles: Int = 60) throws {
    self.folder = try folder ?? TemporaryFolder()
    news = self.folder.path("news")
    try CorpusGenerator(seed: 9, count: articles).write(to: news)
    dateline = DatelineProgram(path: program, library: self.folder.path("library"))
    _ = try dateline.output(["sync", news])
    ids = try dateline.list().map(\.id)
  }

  var library: String { dateline.library }

  func file(_ name: String) -> String { library + "/" + name }

  func star(_ chosen: [String]) throws {
    _ = try dateline.output(["mark", "--star"] + chosen)
    for id in chosen { marks.set(id, .star, true) }
  }

  /// Holds the library against what was confirmed; the folder is synced first.
  func compareMarks() throws -> Verdict { marks.compare(try dateline.list([news])) }

  /// Marks one article by a command that is killed at a random moment within `milliseconds`.
  func markKilled(within milliseconds: Int) throws {
    let change = ["--star", "--unstar", "--queue", "--unqueue", "--read", "--unread"][below(6)]
    let id = ids[below(ids.count)]
    let output = try killed(["mark", change, id], within: milliseconds)
    marks.note(id, change, isConfirmed: output.text.contains(id) || output.status == .exited(0))
  }

  /// Runs a command that is killed at a random moment within `milliseconds`.
  @discardableResult
  func killed(_ arguments: [String], within milliseconds: Int) throws -> ProcessOutput {
    let process = try ChildProcess(
      [dateline.path] + arguments, environment: dateline.environment)
    _ = process.run(forAtMost: Double(below(milliseconds * 10) + 1) / 10_000)
    process.signal(SIGKILL)
    return try process.wait(within: 10)
  }

  func below(_ count: Int) -> Int { random.below(count) }

  func reader(_ arguments: [String]? = nil) throws -> Pty {
    let reader = try dateline.reader(arguments ?? [news], size: Self.size)
    try reader.wait(for: "the list") { $0.screen.hasRows }
    return reader
  }
}
