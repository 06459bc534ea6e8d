// Which articles are copies or editions of one text.

import ArticleModel
import GRDB
import StoryMatching
import TextAnalysis

/// Finds the copies in a batch: near pairs that are alike by fingerprint, then by looking at both.
struct CopyGroups: Sendable {
  let library: Library
  let items: [StoryBatch.Item]
  let texts: CountedTexts
  /// The item of each place on the shelf.
  let order: [Int]

  /// From so much estimated overlap on it is not doubted: the estimate is within .13 of the truth.
  private static let sureShare: Float = 0.75
  /// So many pairs are looked at; of more, those that remain are judged by the estimate.
  private static let lookLimit = 2_000

  /// The groups within each root, by their items.
  func find(_ neighbours: StoryNeighbours) throws -> [[Int]] {
    var sets = JoinedSets(count: items.count)
    var looks = 0
    for onShelf in order.indices {
      let one = order[onShelf]
      guard let print = texts.print(one) else { continue }
      try neighbours.forEach(at: onShelf, least: StorySettings.copySimilarity) { near, _ in
        let other = order[near]
        guard sets.root(one) != sets.root(other),
          let otherPrint = texts.print(other), print.mayCopy(otherPrint)
        else { return }
        if try isCopy(one, other, print.overlap(with: otherPrint), &looks) {
          sets.join(one, other)
        }
      }
    }
    return sets.groups { items[$0].root }
  }

  private func isCopy(
    _ one: Int, _ other: Int, _ estimate: Float, _ looks: inout Int
  ) throws -> Bool {
    if texts.wordHash(one) == texts.wordHash(other) { return true }
    guard min(items[one].words, items[other].words) >= TextOverlap.leastWords else { return false }
    if estimate >= Self.sureShare { return true }
    looks += 1
    guard looks <= Self.lookLimit else { return false }
    return try library.index.read { db in
      try TextOverlap.areCopies(items[one].docno, items[other].docno, db)
    }
  }
}

extension TextOverlap {
  /// A text of fewer words is a copy only if it is the same to the last word: notices differ in no
  /// more than a name.
  static let leastWords = 40

  /// Whether two stored articles are copies, by looking at both texts.
  static func areCopies(_ one: Int64, _ other: Int64, _ db: Database) throws -> Bool {
    let texts = try StoredText.fetch([one, other], db).compactMap { stored -> [String]? in
      guard let article = ArticleCoding.decode(stored.coded) else { return nil }
      var texts: [String] = []
      article.forEachText { texts.append($0) }
      return texts
    }
    guard texts.count == 2 else { return false }
    let words = texts.map { $0.reduce(0) { $0 + Terms.wordCount(in: $1) } }
    let least: Float = min(words[0], words[1]) < leastWords ? 1 : copyShare
    return of(texts[0], texts[1]) >= least
  }
}

/// Numbers in sets that are joined.
struct JoinedSets {
  private var parents: [Int32]

  init(count: Int) {
    parents = (0..<Int32(count)).map { $0 }
  }

  mutating func root(_ number: Int) -> Int {
    var number = number
    while Int(parents[number]) != number {
      parents[number] = parents[Int(parents[number])]
      number = Int(parents[number])
    }
    return number
  }

  mutating func join(_ one: Int, _ other: Int) {
    let one = root(one)
    let other = root(other)
    parents[max(one, other)] = Int32(min(one, other))
  }

  /// The sets of two numbers and more, each parted by a key.
  mutating func groups(by key: (Int) -> Int64) -> [[Int]] {
    var groups: [[Int64]: [Int]] = [:]
    var size = [Int32](repeating: 0, count: parents.count)
    for number in parents.indices { size[root(number)] += 1 }
    for number in parents.indices where size[root(number)] > 1 {
      groups[[Int64(root(number)), key(number)], default: []].append(number)
    }
    return groups.values.filter { $0.count > 1 }
  }
}
