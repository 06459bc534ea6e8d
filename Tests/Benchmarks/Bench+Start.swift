// Starts: on a library that is there, and on a folder never seen; and the memory of an open list.

import ArticleModel
import Glibc
import Screen
import TestSupport

extension Bench {
  func measureStart(smaller: inout Double?) throws {
    let headline = try dateline.list(["--limit", "1"]).first?.headline ?? ""
    let expected = String(headline.prefix(16))
    var own = Figures()
    var peer = Figures()
    for number in 0..<33 {
      let reader = try dateline.reader([corpus.news], size: BenchmarkRun.size)
      let time = try painted(reader) { $0.text.contains(expected) }
      try close(reader)
      let empty = try Pty([floor, corpus.library + "/index.sqlite"], size: BenchmarkRun.size)
      let least = try painted(empty) { $0.text.contains("the floor") }
      empty.press("q")
      _ = try empty.waitForExit()
      // The first ones warm the caches.
      if number >= 3, let time, let least {
        own.add(time)
        peer.add(least)
      }
    }
    add(start: own, besides: peer)
    if let smaller {
      let ratio = own.median / smaller
      table.add(
        .init(
          work: "start, against fewer articles", own: "\(fixed(own.median)) ms",
          peer: "\(fixed(smaller)) ms", ratio: ratio, budget: "≤ 1.3×", isMet: ratio <= 1.3))
    }
    if corpus.count >= 100_000 { smaller = smaller ?? own.median }
  }

  private func add(start own: Figures, besides peer: Figures) {
    let ratio = own.median / peer.median
    table.add(
      .init(
        work: "start to the painted list", own: own.pair, peer: "floor \(peer.pair)", ratio: ratio,
        budget: "≤ 2.5× the floor", isMet: ratio <= 2.5))
    guard let newsboat else { return }
    let theirs = newsboat.start.median + newsboat.list.median
    table.add(
      .init(
        work: "start to the painted list", own: "\(fixed(own.median)) ms",
        peer: "newsboat \(fixed(newsboat.start.median)) + \(fixed(newsboat.list.median)) ms",
        ratio: own.median / theirs,
        budget: "≤ 1/50 of newsboat", isMet: judgesRates ? own.median <= theirs / 50 : nil))
  }

  /// From the program's start to the screen that is waited for.
  private func painted(_ pty: Pty, when holds: (ScreenModel) -> Bool) throws -> Duration? {
    try pty.rest(quiet: 60, within: 600)
    return pty.firstMoment(size: BenchmarkRun.size, when: holds).map { $0 - pty.started }
  }

  /// The first start on ten thousand articles that no library has.
  func measureNewFolder() throws {
    let few = corpus.count == 10_000 ? corpus : try BenchmarkCorpus(count: 10_000)
    var figures = Figures()
    for _ in 0..<7 {
      let folder = try TemporaryFolder()
      let new = DatelineProgram(path: dateline.path, library: folder.path("library"))
      let reader = try new.reader([few.news], size: BenchmarkRun.size)
      try reader.wait(for: "headlines", within: 60) { $0.screen.showsArticles }
      let shown = reader.firstMoment(size: BenchmarkRun.size) { $0.showsArticles }
      if let shown { figures.add(shown - reader.started) }
      reader.signal(SIGKILL)
      _ = try reader.waitForExit()
    }
    table.add(
      .init(
        work: "new folder of 10000, first headlines", own: figures.pair, budget: "≤ 100 ms",
        isMet: figures.p95 <= 100))
  }

  func measureMemory() throws {
    let reader = try openReader()
    let peak = ProcessStatus.peakMemory(of: reader.pid) ?? 0
    try close(reader)
    let limit = corpus.count > 100_000 ? 48 : 30
    table.add(
      .init(
        work: "peak memory, list open", own: memory(peak),
        peer: newsboat.map { "newsboat \(memory($0.memory))" } ?? "",
        ratio: newsboat.map { Double(peak) / Double(max(1, $0.memory)) }, budget: "≤ \(limit) MB",
        isMet: peak * 1_024 <= limit * 1_000_000))
  }
}

extension ScreenModel {
  /// True if a headline of the list is to be seen.
  var showsArticles: Bool { text.contains("●") }
}
