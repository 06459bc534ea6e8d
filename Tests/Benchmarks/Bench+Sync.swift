// Syncs: the first, one with nothing changed, and what the library takes on the disk.

import ArticleModel
import TestSupport

extension Bench {
  func measureSync() throws {
    try measureFirstSync()
    try measureSyncOfNothing()
    measureFiles()
    if let indexing = recoll?.indexing {
      let rate = Double(corpus.bytes) / 1e6 / (indexing / .seconds(1))
      table.add(.init(work: "recollindex", own: "", peer: "\(fixed(rate)) MB/s"))
    }
    if let loading = newsboat?.loading {
      let rate = Double(corpus.bytes) / 1e6 / (loading / .seconds(1))
      table.add(.init(work: "newsboat reads the feed", own: "", peer: "\(fixed(rate)) MB/s"))
    }
  }

  /// True if what takes as long as there are articles is held against its budget: that is one for
  /// 100,000, as among fewer what is done once weighs more.
  var judgesRates: Bool { corpus.count >= 100_000 }

  private func measureFirstSync() throws {
    let times = corpus.count > 20_000 ? 1 : 3
    var own = Figures()
    var peer = Figures()
    var relations = Figures()
    try prepareDisk()
    for _ in 0..<times {
      FileTree.remove(RawPath(corpus.library))
      var output = ""
      let whole = try ContinuousClock().measure {
        output = try dateline.output(["sync", "--json", corpus.news], within: 36_000)
      }
      let stories = Duration.seconds(Self.number("relationsSeconds", in: output))
      // The text is there when the stories begin.
      own.add(whole - stories)
      relations.add(stories)
      peer.add(try FullTextFloor.measure(corpus))
    }
    addRelations(relations, own)
    let ratio = peer.median / own.median
    table.add(
      .init(
        work: "first sync", own: rate(own), peer: "FTS5 " + rate(peer), ratio: ratio,
        budget: "≥ 0.8 of FTS5's rate", isMet: judgesRates ? ratio >= 0.8 : nil))
  }

  /// Has the documents in the page cache, as FTS5 is given its texts in memory, and what other programs
  /// wrote on the disk, so that it is not waited for in their place.
  private func prepareDisk() throws {
    _ = try ChildProcess.run(
      ["sh", "-c", "find \"$1\" -type f -exec cat {} + >/dev/null; sync", "sh", corpus.news],
      within: 36_000)
  }

  private func addRelations(_ relations: Figures, _ text: Figures) {
    let share = relations.median / text.median
    table.add(
      .init(
        work: "threads and relations after the first sync",
        own: "\(fixed(relations.median / 1_000)) s",
        peer: "text \(fixed(text.median / 1_000)) s", ratio: share, budget: "≤ 0.25 of the text",
        isMet: share <= 0.25))
  }

  /// A number that one line of JSON has under a name.
  private static func number(_ name: String, in json: String) -> Double {
    let parts = json.split(separator: "\"\(name)\":", maxSplits: 1)
    return parts.count == 2 ? Double(parts[1].prefix { "0123456789.".contains($0) }) ?? 0 : 0
  }

  /// `4,000/s, 12.10 MB/s`
  private func rate(_ figures: Figures) -> String {
    let seconds = figures.median / 1_000
    return "\(Int(Double(corpus.count) / seconds))/s, "
      + "\(fixed(Double(corpus.bytes) / 1e6 / seconds)) MB/s"
  }

  private func measureSyncOfNothing() throws {
    var own = Figures()
    var peer = Figures()
    for _ in 0..<5 {
      own.add(
        try ContinuousClock().measure {
          _ = try dateline.output(["sync", corpus.news], within: 3_600)
        })
      peer.add(
        try ContinuousClock().measure {
          _ = try ChildProcess.run(
            ["sh", "-c", "find \"$1\" -printf '%s %T@\\n' >/dev/null", "sh", corpus.news],
            within: 3_600)
        })
    }
    table.add(
      .init(
        work: "sync, nothing changed", own: "\(fixed(own.median)) ms",
        peer: "find \(fixed(peer.median)) ms", ratio: own.median / peer.median,
        budget: "≤ 2× find", isMet: own.median <= 2 * peer.median))
  }

  private func measureFiles() {
    let sizes = FileTree.names(in: RawPath(corpus.library)).map { name in
      (name.shown.string, FileTree.size(of: corpus.library + "/" + name.shown.string))
    }
    let total = sizes.reduce(0) { $0 + $1.1 }
    let ratio = Double(total) / Double(corpus.bytes)
    table.add(
      .init(
        work: "library files", own: megabytes(total), peer: "text \(megabytes(corpus.bytes))",
        ratio: ratio, budget: "≤ 2.2× the text", isMet: ratio <= 2.2))
    let parts = sizes.filter { $0.1 > 0 }.map { "\($0.0) \(megabytes($0.1))" }
    table.remark("the library: " + parts.joined(separator: ", "))
  }
}
