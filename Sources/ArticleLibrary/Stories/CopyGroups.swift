// Copies and editions of one text are found here, and put into groups.

import ArticleModel
import GRDB
import StoryMatching

/// Finds the copies in a batch: equal texts, and near pairs that are alike by fingerprint and then by
/// looking at both.
struct CopyGroups: Sendable {
  let library: Library
  let items: [StoryBatch.Item]
  let texts: CountedTexts
  /// The item of each place in the table.
  let order: [Int]

  /// The groups within each root, by their items. Each text of a group is a copy of each other one:
  /// through a chain of editions a text would be folded under one that it shares nothing with.
  func find(_ neighbours: StoryNeighbours) throws -> [[Int]] {
    var sets = JoinedSets(count: items.count)
    joinEqual(&sets)
    var traits = StoredTraits(library: library)
    var pairs: [Pair] = []
    for tableRow in order.indices {
      let one = order[tableRow]
      let near = candidates(tableRow, neighbours).filter { sets.root(one) != sets.root($0) }
      guard !near.isEmpty else { continue }
      try traits.load((near + [one]).map { items[$0].docno })
      for other in near where traits.areCopies(items[one].docno, items[other].docno) {
        pairs.append(Pair(one: one, other: other, overlap: overlap(one, other)))
      }
    }
    // The nearest first: who is taken into a group decides who else can be.
    try join(pairs.sorted(), &sets, &traits)
    return sets.groups { items[$0].root }
  }

  /// Two items that are copies of each other.
  private struct Pair: Comparable {
    var one: Int
    var other: Int
    var overlap: Float

    static func < (left: Pair, right: Pair) -> Bool {
      (-left.overlap, left.one, left.other) < (-right.overlap, right.one, right.other)
    }
  }

  private func joinEqual(_ sets: inout JoinedSets) {
    var first: [[Int64]: Int] = [:]
    for item in items.indices where texts.print(item) != nil {
      let key = [items[item].root, Int64(bitPattern: texts.wordHash(item))]
      if let known = first[key] { sets.join(known, item) } else { first[key] = item }
    }
  }

  /// The items near one that may be copies of it, of the same root, each pair from one side.
  private func candidates(_ tableRow: Int, _ neighbours: StoryNeighbours) -> [Int] {
    let one = order[tableRow]
    guard let print = texts.print(one) else { return [] }
    var found: [Int] = []
    neighbours.forEach(at: tableRow, least: StorySettings.copySimilarity) { near, _ in
      let other = order[near]
      guard items[one].root == items[other].root, print.mayCopy(texts.print(other)) else { return }
      found.append(other)
    }
    return found
  }

  private func overlap(_ one: Int, _ other: Int) -> Float {
    guard let print = texts.print(one), let otherPrint = texts.print(other) else { return 0 }
    return print.overlap(with: otherPrint)
  }

  /// Joins the groups of pairs where all of one are copies of all of the other.
  private func join(
    _ pairs: [Pair], _ sets: inout JoinedSets, _ traits: inout StoredTraits
  ) throws {
    var members: [Int: [Int]] = [:]
    for pair in pairs {
      for root in [sets.root(pair.one), sets.root(pair.other)] { members[root] = [] }
    }
    for item in items.indices { members[sets.root(item)]?.append(item) }
    for pair in pairs {
      let (one, other) = (sets.root(pair.one), sets.root(pair.other))
      guard one != other else { continue }
      guard let left = members[one], let right = members[other] else { continue }
      try traits.load((left + right).map { items[$0].docno })
      let areCopies = left.allSatisfy { text in
        right.allSatisfy { traits.areCopies(items[text].docno, items[$0].docno) }
      }
      guard areCopies else { continue }
      sets.join(one, other)
      members[sets.root(one)] = left + right
    }
  }
}

/// The traits that tell copies apart, read from the index when they are asked for.
struct StoredTraits {
  let library: Library
  private var known: [Int64: EditionTraits] = [:]

  /// So many are kept, of about two kilobytes each.
  private static let limit = 1 << 13

  init(library: Library) {
    self.library = library
  }

  /// Reads the traits of articles; what was read before may be forgotten.
  mutating func load(_ docnos: [Int64]) throws {
    var missing = docnos.filter { known[$0] == nil }
    guard !missing.isEmpty else { return }
    if known.count + missing.count > Self.limit {
      known.removeAll(keepingCapacity: true)
      missing = docnos
    }
    let found = try library.index.read { try EditionTraits.fetch(missing, $0) }
    known.merge(found) { _, new in new }
  }

  /// True if two articles are copies; not, where one was not read.
  func areCopies(_ one: Int64, _ other: Int64) -> Bool {
    guard let left = known[one], let right = known[other] else { return false }
    return left.isCopy(of: right)
  }
}

extension EditionTraits {
  /// The traits of stored articles.
  static func fetch(_ docnos: [Int64], _ db: Database) throws -> [Int64: EditionTraits] {
    var traits: [Int64: EditionTraits] = [:]
    for stored in try StoredText.fetch(docnos, db) {
      if let article = ArticleCoding.decode(stored.coded) {
        traits[stored.docno] = EditionTraits(article)
      }
    }
    return traits
  }

  /// True if two stored articles are copies, by looking at both texts.
  static func areCopies(_ one: Int64, _ other: Int64, _ db: Database) throws -> Bool {
    let traits = try fetch([one, other], db)
    guard let left = traits[one], let right = traits[other] else { return false }
    return left.isCopy(of: right)
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
