// The floor: plain TF-IDF cosine of the full text, in the same run.

import Glibc
import StoryMatching

/// (1 + ln tf) · (1 + ln((n + 1) / (df + 1))), every term, scaled to length 1.
struct PlainCosine {
  private let items: [StoryItem]
  private var vectors: [[(key: UInt32, weight: Double)]] = []

  init(_ items: [StoryItem]) {
    self.items = items
    var frequencies = StoryFrequencies()
    for item in items { frequencies.add(item.sketch) }
    vectors = items.map { Self.vector($0.sketch, frequencies) }
  }

  private static func vector(
    _ sketch: StorySketch, _ frequencies: StoryFrequencies
  ) -> [(key: UInt32, weight: Double)] {
    let count = Double(frequencies.articleCount + 1)
    let raw = sketch.entries.map { entry in
      let rarity = 1 + log(count / Double(frequencies.frequency(of: entry >> 8) + 1))
      return (key: entry >> 8, weight: (1 + log(Double(entry & 15))) * rarity)
    }
    let length = sqrt(raw.reduce(0) { $0 + $1.weight * $1.weight })
    return raw.map { ($0.key, length > 0 ? $0.weight / length : 0) }
  }

  /// All similarities, row by row.
  func similarities() -> [[Float]] {
    var lists: [UInt32: [(Int, Double)]] = [:]
    for (index, vector) in vectors.enumerated() {
      for term in vector { lists[term.key, default: []].append((index, term.weight)) }
    }
    return vectors.indices.map { index in
      var row = [Double](repeating: 0, count: vectors.count)
      for term in vectors[index] {
        for (other, weight) in lists[term.key] ?? [] { row[other] += term.weight * weight }
      }
      return row.map { Float($0) }
    }
  }

  func score(_ similarities: [[Float]]) -> RankingScore {
    var fellows: [String: Int] = [:]
    for item in items { if let story = item.story { fellows[story, default: 0] += 1 } }
    var score = RankingScore()
    for (index, row) in similarities.enumerated() {
      guard let story = items[index].story else { continue }
      let ranked = row.indices.filter { $0 != index }.sorted {
        (row[$0], $1) > (row[$1], $0)
      }
      score.add(
        ranked.prefix(250).map { items[$0].story == story }, fellows: (fellows[story] ?? 1) - 1)
    }
    return score
  }

  /// Threads by single pairs at the best threshold that there is for this very set: average linkage
  /// without any correction.
  func bestThreads(_ similarities: [[Float]]) -> PartitionScore {
    let merges = DenseLinkage(similarities).merges
    let stories = items.map { $0.story ?? $0.path }
    var best = PartitionScore(Array(items.indices), stories)
    for threshold in stride(from: Float(0.1), through: 0.5, by: 0.02) {
      let score = PartitionScore(
        DenseLinkage.groups(merges, above: threshold, count: items.count), stories)
      if score.f1 > best.f1 { best = score }
    }
    return best
  }
}

/// Average linkage of a whole matrix, by chains of nearest neighbours.
private struct DenseLinkage {
  /// The groups that were joined, by their first members, and their mean similarity.
  private(set) var merges: [(one: Int, other: Int, mean: Float)] = []

  init(_ similarities: [[Float]]) {
    var rows = similarities
    var size = [Float](repeating: 1, count: rows.count)
    var isAlive = [Bool](repeating: true, count: rows.count)
    var chain: [Int] = []
    var first = 0
    while true {
      if chain.isEmpty {
        while first < rows.count, !isAlive[first] { first += 1 }
        guard first < rows.count else { break }
        chain = [first]
      }
      let last = chain[chain.count - 1]
      let before = chain.count > 1 ? chain[chain.count - 2] : -1
      var best = before
      var mean = before >= 0 ? rows[last][before] : -1
      for other in rows.indices where isAlive[other] && other != last && rows[last][other] > mean {
        best = other
        mean = rows[last][other]
      }
      guard best >= 0 else { break }
      if best != before {
        chain.append(best)
        continue
      }
      chain.removeLast(2)
      merges.append((min(last, best), max(last, best), mean))
      let (kept, gone) = (min(last, best), max(last, best))
      for other in rows.indices where isAlive[other] {
        let sum = rows[kept][other] * size[kept] + rows[gone][other] * size[gone]
        rows[kept][other] = sum / (size[kept] + size[gone])
        rows[other][kept] = rows[kept][other]
      }
      size[kept] += size[gone]
      isAlive[gone] = false
    }
  }

  static func groups(
    _ merges: [(one: Int, other: Int, mean: Float)], above threshold: Float, count: Int
  ) -> [Int] {
    var roots = Array(0..<count)
    func root(_ place: Int) -> Int {
      var place = place
      while roots[place] != place { place = roots[place] }
      return place
    }
    for merge in merges where merge.mean >= threshold {
      let (one, other) = (root(merge.one), root(merge.other))
      roots[max(one, other)] = min(one, other)
    }
    return (0..<count).map(root)
  }
}
