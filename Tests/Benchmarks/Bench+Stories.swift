// Related stories: the key, until they are on the screen.

import Screen
import TestSupport

extension Bench {
  func measureRelated() throws {
    let reader = try openReader()
    var figures = Figures()
    // The first one reads what all others find in memory.
    _ = try reader.time("r", quiet: 200)
    _ = try reader.time("q")
    for _ in 0..<options.keys {
      for _ in 0..<3 { _ = try reader.time("j") }
      if let timing = try reader.time("r", quiet: 80) { figures.add(timing.settled) }
      _ = try reader.time("q")
    }
    try close(reader)
    let limit = corpus.count > 100_000 ? 30.0 : 10.0
    add(
      "related stories of an article, p95", figures, peer: "", limit: limit,
      budget: "p95 ≤ \(Int(limit)) ms")
  }
}
