// How soon the reader shows what changes in its folder, and that it rests when nothing does.

import ArticleModel
import Glibc
import Screen
import TestSupport

/// Drops, changes, moves and deletes documents under an open reader.
struct WatchCheck {
  let program: String
  private static let rounds = 5

  func run(articles count: Int) throws {
    let folder = try TemporaryFolder()
    let news = folder.path("news")
    try CorpusGenerator(seed: 7, count: count).write(to: news)
    let dateline = DatelineProgram(path: program, library: folder.path("library"))
    _ = try dateline.output(["sync", news])
    let rows = try dateline.list(["--limit", "1"])
    // The newest of all, so that it belongs where the list begins.
    let day = CivilDay(daysSinceEpoch: Glibc.time(nil) / 86_400 + 1).text
    let reader = try dateline.reader([news], size: Size(columns: 120, rows: 40))
    try reader.wait(forText: String((rows.first?.headline ?? "").prefix(20)))
    reader.press("j", "j")
    try reader.settle(quiet: 300)
    let selected = reader.screen.cursorLine
    say("\(count) articles, the reader open")
    try change(reader, folder, day)
    report("the selection", reader.screen.cursorLine == selected ? "stayed" : "MOVED")
    try rest(reader)
    reader.press("Q")
    report("end", "\(try reader.waitForExit())")
  }

  private func change(_ reader: Pty, _ folder: TemporaryFolder, _ day: String) throws {
    var figures: [String: Figures] = [:]
    for round in 1...Self.rounds {
      let path = "news/World/dropped-\(round).txt"
      try time("dropped", &figures, reader, until: "Fresh Story \(round)") {
        try folder.write(path, document("Fresh Story \(round)", day))
      }
      try time("changed", &figures, reader, until: "Other Story \(round)") {
        try folder.write(path, document("Other Story \(round)", day))
      }
      // A move shows in the desks' counts, in the header.
      let header = reader.screen.lines.first ?? ""
      try time("renamed", &figures, reader, when: { $0.screen.lines.first != header }) {
        try folder.rename(path, to: "news/Sport/moved-\(round).txt")
      }
      try time(
        "deleted", &figures, reader,
        when: { !$0.screen.text.contains("Other Story \(round)") },
        { folder.remove("news/Sport/moved-\(round).txt") })
    }
    for label in ["dropped", "changed", "renamed", "deleted"] {
      report("\(label), until it shows", figures[label]?.line ?? "–")
    }
  }

  private func document(_ headline: String, _ day: String) -> String {
    """
    ---
    title: \(headline)
    date: \(day)
    ---

    The summary of it in one sentence.

    LIMA – What is told of \(headline) is told here, in a paragraph of its own.
    And in another that follows it, so that there is something to read.

    """
  }

  private func time(
    _ label: String, _ figures: inout [String: Figures], _ reader: Pty, until text: String,
    _ action: () throws -> Void
  ) throws {
    try time(label, &figures, reader, when: { $0.screen.text.contains(text) }, action)
  }

  private func time(
    _ label: String, _ figures: inout [String: Figures], _ reader: Pty,
    when holds: (Pty) -> Bool, _ action: () throws -> Void
  ) throws {
    let start = ContinuousClock.now
    try action()
    try reader.wait(for: label, within: 20, until: holds)
    figures[label, default: Figures()].add((reader.chunks.last?.time ?? .now) - start)
    try reader.settle(quiet: 300)
  }

  /// Ten seconds after the last event, a minute in which nothing should happen.
  private func rest(_ reader: Pty) throws {
    reader.listen(seconds: 10)
    let before = ProcessStatus.contextSwitches(of: reader.pid)
    let bytes = reader.listen(seconds: 60)
    let after = ProcessStatus.contextSwitches(of: reader.pid)
    report("bytes in a minute of nothing", "\(bytes)")
    for (thread, count) in after.sorted(by: { $0.key < $1.key }) {
      let switches = count - (before[thread] ?? 0)
      report("context switches, thread \(thread)", "\(switches) in 60 s (\(count) in all)")
    }
    if Set(before.keys) != Set(after.keys) { report("threads", "CHANGED") }
  }
}
