// How long a search takes without a screen, letter by letter.

import ArticleLibrary
import ArticleModel
import TestSupport

/// Types queries into a library that is there, and prints the milliseconds of each letter.
struct TypingTimes {
  let directory: String

  private static let queries = [
    "the", "said", "talks", "minister says", "government talks harbour", "geneva", "water",
    "committee report", "xylophone", "a", "s", "co", "re",
  ]

  func run() throws {
    let library = try Library.open(directory: RawPath(directory))
    var times: [Int: [Double]] = [:]
    for _ in 0..<3 {
      for query in Self.queries {
        for length in 1...query.count {
          let text = SafeText(line: String(query.prefix(length)))
          let start = ContinuousClock.now
          let results = try library.search(SearchRequest(text: text, isTyping: true))
          let took = (ContinuousClock.now - start) / .milliseconds(1)
          times[min(length, 4), default: []].append(took)
          if length == query.count { print(text, results.total, results.isMore, took) }
        }
      }
    }
    for (length, times) in times.sorted(by: { $0.key < $1.key }) {
      let sorted = times.sorted()
      print(
        "\(length) letters: p50 \(sorted[sorted.count / 2]), p95 \(sorted[sorted.count * 95 / 100])"
      )
    }
  }
}
