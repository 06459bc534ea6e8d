// One run: a corpus, its peers, Dateline, a table; and the next corpus.

import ArticleModel
import Screen
import TestSupport

/// Measures everything that was asked for, for one count of articles after the other.
struct BenchmarkRun {
  /// The terminal of every program.
  static let size = Size(columns: 120, rows: 40)

  let options: BenchmarkOptions
  /// The paths of `dateline` and of the program of its start's floor.
  let program: String
  let floor: String

  func run() throws {
    var start: Double?
    for count in options.counts {
      let bench = try Bench(run: self, corpus: BenchmarkCorpus(count: count))
      try bench.measure(smallerStart: &start)
    }
  }
}

/// The measurements with one corpus.
final class Bench {
  let options: BenchmarkOptions
  let floor: String
  let corpus: BenchmarkCorpus
  let dateline: DatelineProgram
  let table = ResultTable()
  let less: LessPeer?
  let newsboat: NewsboatPeer?
  let recoll: RecollPeer?
  /// The texts typed into searches: common words, rare ones, names, two words.
  let searches: [String]

  init(run: BenchmarkRun, corpus: BenchmarkCorpus) throws {
    options = run.options
    floor = run.floor
    self.corpus = corpus
    dateline = DatelineProgram(path: run.program, library: corpus.library)
    searches = Self.searches(corpus)
    let hasSlowPeers = options.hasSlowPeers && corpus.count < 1_000_000
    note("\(corpus.count) articles: the peers")
    less = try LessPeer(corpus)
    let wantsNewsboat = hasSlowPeers && options.has(.start, .keys, .memory, .busy)
    newsboat =
      wantsNewsboat
      ? try NewsboatPeer(corpus, keys: options.keys, searches: Array(searches.prefix(4))) : nil
    recoll = hasSlowPeers && options.has(.search) ? try RecollPeer(corpus) : nil
    try namePeers(wantsNewsboat: wantsNewsboat, wantsRecoll: hasSlowPeers && options.has(.search))
    if !hasSlowPeers { table.remark("newsboat and recoll were left out") }
  }

  /// Says which peers are there, in what version, and which are not.
  private func namePeers(wantsNewsboat: Bool, wantsRecoll: Bool) throws {
    let peers: [(package: String, isWanted: Bool, isThere: Bool, version: [String])] = [
      ("less", true, less != nil, ["less", "--version"]),
      ("newsboat", wantsNewsboat, newsboat != nil, ["newsboat", "--version"]),
      ("recollcmd", wantsRecoll, recoll != nil, []),
    ]
    for peer in peers where peer.isWanted {
      if !peer.isThere {
        table.remark("\(peer.package) is not installed: skipped")
      } else if !peer.version.isEmpty {
        let output = try ChildProcess.run(peer.version).text
        table.remark("peer: \(output.split(separator: "\n").first ?? "")")
      }
    }
  }

  /// Commonest words of the vocabulary, a name of an event, a rare word, two words.
  private static func searches(_ corpus: BenchmarkCorpus) -> [String] {
    let vocabulary = Vocabulary.shared
    let names = corpus.generator.document(corpus.count / 2).text.split(separator: " said.").first
    let name = names?.split(separator: " ").last.map(String.init) ?? "geneva"
    return [
      "the", vocabulary.word(200), "government", vocabulary.word(30_000), "minister",
      "talks geneva",
      "said", name.lowercased(), vocabulary.word(3_000), "in", "re", "prime minister",
    ]
  }

  /// Measures the parts that were asked for and prints the table.
  ///
  /// `smallerStart` is the median start with fewer articles, in milliseconds, when there was one.
  func measure(smallerStart: inout Double?) throws {
    note("\(corpus.count) articles: dateline")
    let load = MachineLoad()
    if options.has(.sync) {
      try measureSync()
    } else if !FileTree.exists(corpus.library + "/index.sqlite") {
      _ = try dateline.output(["sync", corpus.news], within: 36_000)
    }
    if options.has(.start) { try measureStart(smaller: &smallerStart) }
    if options.has(.new) { try measureNewFolder() }
    if options.has(.keys) { try measureKeys() }
    if options.has(.search) { try measureSearch() }
    if options.has(.stories) { try measureRelated() }
    if options.has(.memory) { try measureMemory() }
    if options.has(.busy) { try measureBusyKeys() }
    if options.has(.idle) { try measureIdle() }
    table.remark(
      "other processes took \(Int(load.othersShare * 100)) % of the machine's processors meanwhile")
    table.show(title: "\(corpus.count) articles, \(megabytes(corpus.bytes)) of text, 120×40")
  }

  /// The reader on the corpus, its list painted and at rest.
  func openReader() throws -> Pty {
    let reader = try dateline.reader([corpus.news], size: BenchmarkRun.size)
    try reader.rest(quiet: 500, within: 600)
    return reader
  }

  func close(_ reader: Pty) throws {
    reader.press("Q")
    _ = try reader.waitForExit()
  }

  /// A line for keys: the 95th percentile against a limit in milliseconds.
  func add(_ work: String, _ own: Figures, peer: String, limit: Double?, budget: String) {
    guard own.count > 0 else {
      table.add(.init(work: work, own: "nothing measured", budget: budget))
      return
    }
    table.add(
      .init(
        work: work, own: own.pair, peer: limit == nil ? "" : peer,
        ratio: limit.map { own.p95 / $0 },
        budget: budget, isMet: limit.map { own.p95 <= $0 }))
  }
}

extension BenchmarkOptions {
  /// True if any of these is to be measured.
  func has(_ some: BenchmarkPart...) -> Bool { !parts.isDisjoint(with: some) }
}
