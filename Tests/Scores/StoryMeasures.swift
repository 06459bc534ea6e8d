// How good a ranking and a partition are.

import StoryMatching

/// Mean figures of rankings.
struct RankingScore {
  private(set) var queries = 0
  private var reciprocal = 0.0
  private var recall = 0.0
  private var precision = 0.0

  /// Adds a ranking: for each place whether it holds a fellow, of `fellows` that there are.
  mutating func add(_ hits: [Bool], fellows: Int) {
    guard fellows > 0 else { return }
    queries += 1
    var found = 0
    for (place, isHit) in hits.enumerated() where isHit {
      found += 1
      if found == 1 { reciprocal += 1 / Double(place + 1) }
      if place < 10 { recall += 1 / Double(fellows) }
      precision += Double(found) / Double(place + 1) / Double(fellows)
    }
  }

  private var count: Double { Double(max(1, queries)) }
  var mrr: Double { reciprocal / count }
  var map: Double { precision / count }
  var recallAt10: Double { recall / count }

  var line: String { "MRR \(four(mrr))  R@10 \(four(recallAt10))  MAP \(four(map))" }
}

/// B-cubed precision and recall of a partition (A. Bagga, B. Baldwin, 1998).
struct PartitionScore {
  let precision: Double
  let recall: Double
  var f1: Double { 2 * precision * recall / max(precision + recall, 1e-9) }

  /// - Parameters:
  ///   - groups: the group of each article.
  ///   - stories: its story.
  ///   - chosen: which articles count.
  init(_ groups: [Int], _ stories: [String], chosen: (Int) -> Bool = { _ in true }) {
    var sizes: [Int: Int] = [:]
    var storySizes: [String: Int] = [:]
    var both: [String: Int] = [:]
    for (group, story) in zip(groups, stories) {
      sizes[group, default: 0] += 1
      storySizes[story, default: 0] += 1
      both["\(group) \(story)", default: 0] += 1
    }
    var precision = 0.0
    var recall = 0.0
    var count = 0.0
    for (place, (group, story)) in zip(groups, stories).enumerated() where chosen(place) {
      let shared = Double(both["\(group) \(story)"] ?? 0)
      precision += shared / Double(sizes[group] ?? 1)
      recall += shared / Double(storySizes[story] ?? 1)
      count += 1
    }
    self.precision = precision / max(1, count)
    self.recall = recall / max(1, count)
  }

  var line: String { "P \(four(precision))  R \(four(recall))  F1 \(four(f1))" }
}

/// A number with four decimals.
func four(_ value: Double) -> String {
  let digits = String(Int((value * 10_000).rounded()))
  let padded = String(repeating: "0", count: max(0, 5 - digits.count)) + digits
  return padded.dropLast(4) + "." + padded.suffix(4)
}
