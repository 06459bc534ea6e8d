// How long a search takes without a screen, letter by letter.

import ArticleLibrary
import ArticleModel
import Foundation
import TestSupport
import TextAnalysis

/// Types queries into a library that is there, and prints the milliseconds of each letter.
struct TypingTimes {
  let directory: String
  /// The text to be typed; `queries` if none.
  let words: [String]

  /// The commonest words, names, words of the middle, one that is nowhere, lone letters and pairs.
  private static let queries = [
    "the", "said", "talks", "minister says", "government talks harbour", "geneva", "water",
    "committee report", "xylophone", "a", "s", "co", "re", "in", "prime minister", "qu", "z",
    "talks geneva", "of the", "to be", "january", "united nations",
  ]
  private static let rounds = 5

  func run() throws {
    let library = try Library.open(directory: RawPath(directory))
    var first: [Double] = []
    var times: [String: [Double]] = [:]
    var totals: [String: String] = [:]
    for round in 0..<Self.rounds {
      for query in words.isEmpty ? Self.queries : words {
        for length in 1...query.count {
          let text = String(query.prefix(length))
          let start = ContinuousClock.now
          let results = try library.search(
            SearchRequest(text: SafeText(line: SearchQuery.typed(text)), limit: 80))
          let took = (ContinuousClock.now - start) / .milliseconds(1)
          if round == 0 { first.append(took) } else { times[text, default: []].append(took) }
          totals[text] = "\(results.total)\(results.isMore ? "+" : "")"
        }
      }
    }
    print("the first keys: " + first.prefix(8).map(Self.fixed).joined(separator: ", "))
    show("the first round", first)
    for length in 1...4 {
      let some = times.filter { min($0.key.count, 4) == length }.flatMap(\.value)
      show("\(length)\(length == 4 ? " or more" : "") letters", some)
    }
    show("all", times.flatMap(\.value))
    let slowest = times.mapValues { $0.sorted()[$0.count / 2] }.sorted { $0.value > $1.value }
    for (text, time) in slowest.prefix(12) {
      print("  \(Self.fixed(time)) ms: \(text) (\(totals[text] ?? ""))")
    }
  }

  private func show(_ name: String, _ times: [Double]) {
    let sorted = times.sorted()
    guard let most = sorted.last else { return }
    let parts = [
      ("p50", sorted[sorted.count / 2]), ("p95", sorted[sorted.count * 95 / 100]), ("most", most),
    ]
    print(name + ": " + parts.map { "\($0.0) \(Self.fixed($0.1))" }.joined(separator: ", "))
  }

  private static func fixed(_ value: Double) -> String { String(format: "%.2f", value) }
}
