// How well related stories and threads are found on labelled sets.

import ArticleModel
import StoryMatching
import TestSupport

/// Prints every figure of a table with one setting for all sets.
struct StoryScore {
  func run() throws {
    guard let sets = StorySets() else { return print("corpora: not here, passed over") }
    let stories = try sets.labelled("stories")
    let ecbplus = try sets.labelled("ecbplus")
    for (name, items) in [("stories", stories), ("ecbplus", ecbplus)] {
      try whole(name, items)
    }
    try truncation([("stories", stories), ("ecbplus", ecbplus)])
    singletons(stories)
    try strangers(stories, ecbplus, sets.strangers("bbc") + sets.strangers("standard-de"))
    orders(stories)
  }

  private func whole(_ name: String, _ items: [StoryItem]) throws {
    print("\(name): \(items.count) articles")
    let plain = PlainCosine(items)
    let similarities = plain.similarities()
    print("  plain TF-IDF cosine    \(plain.score(similarities).line)")
    print("    threads, its best    \(plain.bestThreads(similarities).line)")
    let start = ContinuousClock.now
    let pool = StoryPool(items)
    let groups = pool.groups
    let batch = milliseconds(since: start)
    let asked = ContinuousClock.now
    let score = try pool.score(name)
    print("  related stories        \(score.line)")
    let each = milliseconds(since: asked) / Double(items.count)
    for half in [0, 1] {
      let line = try pool.score(name) { Self.half($0) == half }.line
      print("    half \(half)               \(line)")
    }
    let labels = items.map { $0.story ?? $0.path }
    print("  threads                \(PartitionScore(groups, labels).line)")
    for half in [0, 1] {
      let line = PartitionScore(groups, labels) { Self.half(items[$0]) == half }.line
      print("    half \(half)               \(line)")
    }
    let batchEach = batch / Double(items.count)
    print("  ms per article         related \(fixed(each)), batch \(four(batchEach))")
  }

  /// The half of the stories that an article belongs to.
  static func half(_ item: StoryItem) -> Int {
    Int(StableHash.of("half " + (item.story ?? item.path)) & 1)
  }

  private func milliseconds(since start: ContinuousClock.Instant) -> Double {
    (ContinuousClock.now - start) / .milliseconds(1)
  }

  private func truncation(_ sets: [(String, [StoryItem])]) throws {
    print("terms kept")
    for limit in [32, 48, 64, 80, 96, 112, 120, 128, 255] {
      for (name, items) in sets {
        let pool = StoryPool(items, limit: limit)
        let bytes = (0..<pool.table.count).reduce(0) { $0 + pool.table.vector(at: $1).bytes.count }
        let threads = PartitionScore(pool.groups, items.map { $0.story ?? $0.path })
        print(
          "  \(limit) \(name)  \(try pool.score(name).line)  threads \(threads.line)"
            + "  \(bytes / items.count) bytes")
      }
    }
  }

  /// Six stories of ten cut to one article.
  private func singletons(_ items: [StoryItem]) {
    for seed in 1...3 {
      var random = SeededRandom(seed: UInt64(seed))
      let stories = Set(items.compactMap(\.story)).sorted().shuffled(using: &random)
      let cut = Set(stories.prefix(stories.count * 6 / 10))
      var seen: Set<String> = []
      let kept = items.filter { item in
        guard let story = item.story, cut.contains(story) else { return true }
        return seen.insert(story).inserted
      }
      let score = PartitionScore(StoryPool(kept).groups, kept.map { $0.story ?? $0.path })
      print("60 % of the stories cut to one, seed \(seed), \(kept.count) articles: \(score.line)")
    }
  }

  private func strangers(
    _ stories: [StoryItem], _ ecbplus: [StoryItem], _ strangers: [StoryItem]
  ) throws {
    for (name, items) in [("stories", stories), ("ecbplus", ecbplus)] {
      let pool = StoryPool(items + strangers)
      let groups = pool.groups
      let labels = pool.items.map { $0.story ?? $0.path }
      let score = PartitionScore(groups, labels) { pool.items[$0].story != nil }
      print("\(name) among \(strangers.count) strangers: \(try pool.score(name).line)")
      print("  threads \(score.line), astray \(astray(pool, groups)) of \(strangers.count)")
    }
  }

  /// How many strangers are in a story with an article of another set.
  private func astray(_ pool: StoryPool, _ groups: [Int]) -> Int {
    var sets: [Int: Set<String>] = [:]
    for (index, group) in groups.enumerated() {
      sets[group, default: []].insert(pool.items[index].set)
    }
    return groups.indices.count { index in
      pool.items[index].story == nil && (sets[groups[index]]?.count ?? 1) > 1
    }
  }

  private func orders(_ items: [StoryItem]) {
    let first = StoryPool(items).threads
    let isSame = (1...3).allSatisfy { StoryPool(items, seed: UInt64($0)).threads == first }
    print("threads of three seeded orders: \(isSame ? "identical" : "DIFFERENT")")
  }
}
