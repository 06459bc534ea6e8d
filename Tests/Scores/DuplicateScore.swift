// Which articles are found to be copies of each other, beside what exact comparison says.

import ArticleModel
import StoryMatching
import TestSupport

/// Finds copies as a library does: among the articles nearest to each, by fingerprint, and then by
/// looking at both texts.
struct DuplicateScore {
  let corpus: String

  func run() {
    guard let sets = StorySets() else { return print("corpora: not here, passed over") }
    let items = sets.strangers(corpus)
    let exact = Dictionary(grouping: items.indices) { items[$0].identity.wordHash }
      .values.filter { $0.count > 1 }
    let pool = StoryPool(items)
    let near = pool.nearPairs
    print(
      "\(corpus): \(items.count) articles, \(exact.count) groups of equal words, "
        + "\(exact.reduce(0) { $0 + $1.count }) articles in them")
    let missed = exact.flatMap { group in group.dropFirst().map { (group[0], $0) } }
      .filter { items[$0.0].identity.print?.mayCopy(items[$0.1].identity.print) != true }
    print("  of them not alike by fingerprint: \(missed.count)")
    var verified = 0
    for (one, other) in near
    where items[one].identity.wordHash != items[other].identity.wordHash {
      guard let left = items[one].identity.print, let right = items[other].identity.print,
        left.mayCopy(right), let share = overlap(sets, items[one], items[other])
      else { continue }
      let isCopy = share >= TextOverlap.copyShare
      verified += isCopy ? 1 : 0
      print(
        "  \(isCopy ? "copy" : "no copy")  \(four(Double(share)))"
          + "  est. \(four(Double(left.overlap(with: right))))  \(items[one].path)"
          + "  \(items[other].path)")
    }
    print("  beyond equal words: \(verified) pairs")
  }

  private func overlap(_ sets: StorySets, _ one: StoryItem, _ other: StoryItem) -> Float? {
    guard let left = sets.article(one.path), let right = sets.article(other.path) else {
      return nil
    }
    return TextOverlap.of(left.texts, right.texts)
  }
}

extension Article {
  fileprivate var texts: [String] {
    var texts: [String] = []
    forEachText { texts.append($0) }
    return texts
  }
}

extension StoryPool {
  /// Pairs of items of which one is near to the other, each once.
  var nearPairs: [(Int, Int)] {
    var pairs: Set<[Int]> = []
    for place in 0..<shelf.count {
      neighbours.forEach(at: place, least: StorySettings.copySimilarity) { near, _ in
        pairs.insert([min(order[place], order[near]), max(order[place], order[near])])
      }
    }
    return pairs.sorted { $0.lexicographicallyPrecedes($1) }.map { ($0[0], $0[1]) }
  }
}
