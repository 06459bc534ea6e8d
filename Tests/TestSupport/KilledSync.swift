// A sync that is killed again and again must end as one that was left alone.

import ArticleModel

/// Kills `dateline sync` at seeded moments, lets the last one end, and compares the library with
/// that of an undisturbed sync of the same folder.
package struct KilledSync: Sendable {
  package var documents: Int
  package var kills: Int
  /// How many articles `show` is asked for, spread over the list; `nil` for all.
  package var shown: Int?
  package var seed: UInt64 = 20

  package init(documents: Int, kills: Int, shown: Int? = nil) {
    self.documents = documents
    self.kills = kills
    self.shown = shown
  }

  package struct Result: Sendable {
    package var undisturbed = Duration.zero
    /// The kills that met a sync at work.
    package var killsAtWork = 0
    /// Articles in the library after each kill.
    package var articlesAfterKill: [Int] = []
    package var differences: [String] = []
    package var articles = 0
    package var compared = 0
    /// The output of a second sync of the undisturbed library.
    package var secondSync = ""
    /// The library's files that the second sync changed.
    package var filesWritten: [String] = []
  }

  /// Does all of it with the program at `path`; `note` is told what is going on.
  package func run(_ path: String, note: (String) -> Void = { _ in }) throws -> Result {
    let folder = try TemporaryFolder()
    let news = folder.path("news")
    let bytes = try CorpusGenerator(seed: seed, count: documents).write(to: news)
    note("\(documents) documents, \(bytes) bytes")
    let calm = DatelineProgram(path: path, library: folder.path("calm"))
    let disturbed = DatelineProgram(path: path, library: folder.path("disturbed"))
    var result = Result()
    result.undisturbed = try ContinuousClock().measure { _ = try calm.output(["sync", news]) }
    note("undisturbed: \(result.undisturbed)")
    try kill(disturbed, news, &result, note)
    note("and to the end: " + (try disturbed.output(["sync", news])))
    try compare(calm, disturbed, &result)
    try syncAgain(calm, news, in: folder, &result)
    return result
  }

  /// The moments are such that all of them together are about the length of one sync.
  private func kill(
    _ program: DatelineProgram, _ news: String, _ result: inout Result, _ note: (String) -> Void
  ) throws {
    var random = SeededRandom(seed: seed)
    let longest = result.undisturbed / .milliseconds(1) * 2 / Double(max(1, kills))
    for number in 1...kills {
      let moment = Double(random.below(max(1, Int(longest))) + 1) / 1_000
      let sync = try ChildProcess(
        [program.path, "sync", news], environment: program.environment)
      let ended = sync.run(forAtMost: moment)
      sync.signal(9)
      _ = try sync.wait(within: 10)
      if !ended { result.killsAtWork += 1 }
      let count = try program.output(["list", "--json"]).split(separator: "\n").count
      result.articlesAfterKill.append(count)
      note("kill \(number) after \(moment) s: \(count) articles\(ended ? ", had ended" : "")")
    }
  }

  private func compare(
    _ calm: DatelineProgram, _ disturbed: DatelineProgram, _ result: inout Result
  ) throws {
    let expected = try lines(of: calm)
    let found = try lines(of: disturbed)
    result.articles = expected.count
    if expected != found {
      let difference = LineDifference.text(
        from: expected.joined(separator: "\n"), to: found.joined(separator: "\n"))
      result.differences.append("list:\n" + String(difference.prefix(4_000)))
    }
    let rows = try calm.list()
    let step = max(1, rows.count / max(1, shown ?? rows.count))
    for index in stride(from: 0, to: rows.count, by: step) {
      let article = "\(rows[index].path)"
      let left = try shownLine(calm, rows[index].id)
      let right = try shownLine(disturbed, rows[index].id)
      result.compared += 1
      guard left != right, result.differences.count < 20 else { continue }
      result.differences.append("show \(article):\n- \(left)\n+ \(right)")
    }
  }

  private func lines(of program: DatelineProgram) throws -> [String] {
    try program.output(["list", "--json"]).split(separator: "\n").map {
      CanonicalJSON.line($0, without: ["firstSeen"])
    }
  }

  private func shownLine(_ program: DatelineProgram, _ id: String) throws -> String {
    CanonicalJSON.line(try program.run(["show", "--json", id]).text, without: ["firstSeen"])
  }

  private func syncAgain(
    _ program: DatelineProgram, _ news: String, in folder: TemporaryFolder, _ result: inout Result
  ) throws {
    let names = ["state.sqlite", "index.sqlite", "state.sqlite-wal", "index.sqlite-wal"]
    func contents() -> [[UInt8]] {
      names.map { (try? FileTree.read("\(program.library)/\($0)")) ?? [] }
    }
    let before = contents()
    result.secondSync = try program.output(["sync", "--json", news])
    let after = contents()
    result.filesWritten = names.indices.filter { before[$0] != after[$0] }.map { names[$0] }
  }
}
