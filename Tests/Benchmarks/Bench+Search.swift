// Searching: each key typed, until its results are on the screen.

import Screen
import TestSupport

extension Bench {
  func measureSearch() throws {
    let reader = try openReader()
    var keys = Figures()
    var byLength: [Int: Figures] = [:]
    for words in searches {
      _ = try reader.time("/")
      for (index, letter) in words.enumerated() {
        let key = letter == " " ? "Space" : String(letter)
        guard let timing = try reader.time(key, quiet: 80) else { continue }
        keys.add(timing.settled)
        byLength[min(index + 1, 4), default: Figures()].add(timing.settled)
      }
      // Escape leaves the words, then the results; what follows at once would be an Alt key.
      for _ in 0..<2 { _ = try reader.time("Esc", quiet: 200) }
    }
    try close(reader)
    let limit = corpus.count > 100_000 ? 30.0 : 10.0
    add(
      "search, each key typed", keys, peer: "", limit: limit, budget: "p95 ≤ \(Int(limit)) ms")
    for (length, figures) in byLength.sorted(by: { $0.key < $1.key }) {
      table.remark("search, \(length)\(length == 4 ? " or more" : "") letters: \(figures.line)")
    }
    try addPeers(keys)
  }

  private func addPeers(_ keys: Figures) throws {
    if let recoll {
      let prefixes = ["t*", "th*", "go*", "mi*"]
      let figures = try recoll.search(searches + prefixes)
      add(
        "search, each key typed", keys, peer: "recollq \(figures.pair)", limit: figures.median,
        budget: "p95 ≤ recollq's median")
    }
    if let newsboat { table.remark("newsboat: search \(newsboat.search.pair)") }
  }
}
