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
  /// Those that are starred, as far as a command confirmed.
  private(set) var starred: Set<String> = []
  private var random = SeededRandom(seed: 14)

  static let size = Size(columns: 90, rows: 24)

  init(_ program: String, articles: Int = 60) throws {
    folder = try TemporaryFolder()
    news = folder.path("news")
    try CorpusGenerator(seed: 9, count: articles).write(to: news)
    dateline = DatelineProgram(path: program, library: folder.path("library"))
    _ = try dateline.output(["sync", news])
    ids = try dateline.list().map(\.id)
  }

  var library: String { dateline.library }

  func file(_ name: String) -> String { library + "/" + name }

  func star(_ chosen: [String]) throws {
    _ = try dateline.output(["mark", "--star"] + chosen)
    starred.formUnion(chosen)
  }

  /// The stars that `list --starred` gives, against those that were confirmed.
  func compareStars() throws -> Verdict {
    let found = try Set(dateline.list(["--starred", news]).map(\.id))
    let lost = starred.subtracting(found)
    return lost.isEmpty ? .survived : .lost("stars of \(lost.sorted().prefix(5))")
  }

  /// Marks one article by a command that is killed at a random moment within `milliseconds`, and notes
  /// whether it had confirmed.
  func markKilled(_ change: String, within milliseconds: Int) throws -> (
    id: String, isConfirmed: Bool
  ) {
    let id = ids[random.below(ids.count)]
    let mark = try ChildProcess(
      [dateline.path, "mark", change, id], environment: dateline.environment)
    _ = mark.run(forAtMost: Double(random.below(milliseconds) + 1) / 1_000)
    mark.signal(SIGKILL)
    let output = try mark.wait(within: 10)
    return (id, output.text.contains(id))
  }

  func note(_ id: String, isStarred: Bool) {
    if isStarred { starred.insert(id) } else { starred.remove(id) }
  }

  func below(_ count: Int) -> Int { random.below(count) }

  func reader(_ arguments: [String]? = nil) throws -> Pty {
    let reader = try dateline.reader(arguments ?? [news], size: Self.size)
    try reader.wait(for: "the list") { $0.screen.hasRows }
    return reader
  }
}
