// Finds for every article those nearest to it, without comparing each with each.

/// The lists of articles by term, in memory, for the whole library at once.
///
///     let index = StoryIndex(table)
///     let neighbours = index.neighbours()
///
/// An article is in the lists of its heaviest terms only; for each article the shortest lists of its
/// own terms are read until a budget is spent, so that the work grows with the number of articles
/// and not with its square. It may be asked from several threads at once, a range each.
package struct StoryIndex: Sendable {
  /// The vectors that are searched.
  package let table: VectorTable
  /// Articles that came together are searched for together: they meet the same lists and vectors.
  private let arrivals: [UInt32]
  private let terms: KeyTable
  /// The start of each term's list; one more than there are terms.
  private let starts: [UInt32]
  /// The article's place above 8 bits of weight.
  private let lists: [UInt32]

  /// Articles in one library at most: what fits beside a weight.
  package static let limit = 1 << 24

  /// An index of a table that has been arranged.
  package init(_ table: VectorTable) {
    self.table = table
    arrivals = table.arrivals
    var terms = KeyTable(capacity: table.count * 4)
    var starts: [UInt32] = []
    var lists: [UInt32] = []
    table.withUnsafe { vectors in
      starts = Self.starts(vectors, &terms)
      lists = Self.lists(vectors, terms, starts)
    }
    self.terms = terms
    self.starts = starts
    self.lists = lists
  }

  private static func starts(_ vectors: UnsafeVectorTable, _ terms: inout KeyTable) -> [UInt32] {
    var counts: [UInt32] = []
    for place in 0..<min(vectors.count, limit) {
      HeavyTerms.forEach(vectors[place], StorySettings.findableTerms) { entry in
        let term = Int(terms.place(of: entry >> 8))
        if term == counts.count { counts.append(0) }
        counts[term] += 1
      }
    }
    var sum: UInt32 = 0
    var starts: [UInt32] = [0]
    starts.reserveCapacity(counts.count + 1)
    for count in counts {
      sum += count
      starts.append(sum)
    }
    return starts
  }

  private static func lists(
    _ vectors: UnsafeVectorTable, _ terms: KeyTable, _ starts: [UInt32]
  ) -> [UInt32] {
    var next = starts
    let total = Int(starts[starts.count - 1])
    return [UInt32](unsafeUninitializedCapacity: total) { lists, count in
      for place in 0..<min(vectors.count, limit) {
        HeavyTerms.forEach(vectors[place], StorySettings.findableTerms) { entry in
          guard let term = terms.value(of: entry >> 8) else { return }
          lists[Int(next[Int(term)])] = UInt32(place) << 8 | entry & 0xFF
          next[Int(term)] += 1
        }
      }
      count = total
    }
  }

  /// Gives the list of each term, by ascending key: the places of the articles that are found by it.
  package func forEachList(
    _ body: (_ key: UInt32, _ places: [Int]) throws -> Void
  ) rethrows {
    var all: [(key: UInt32, term: Int)] = []
    terms.forEach { all.append(($0, Int($1))) }
    all.sort { $0.key < $1.key }
    for (key, term) in all {
      let list = lists[Int(starts[term])..<Int(starts[term + 1])]
      try body(key, list.map { Int($0 >> 8) })
    }
  }

  /// The nearest articles of each, with what is known of each by them.
  package func neighbours() -> StoryNeighbours {
    StoryNeighbours([neighbours(of: 0..<table.count)])
  }

  /// The same for some of the articles, in the order in which they were added to the table.
  package func neighbours(of range: Range<Int>) -> FoundNeighbours {
    var found = FoundNeighbours(reserving: range.count)
    table.withUnsafe { vectors in
      starts.withUnsafeBufferPointer { starts in
        lists.withUnsafeBufferPointer { lists in
          var search = NeighbourSearch(vectors: vectors, terms: terms, starts: starts, lists: lists)
          for place in arrivals[range] { search.run(Int(place), into: &found) }
        }
      }
    }
    return found
  }
}

/// The heaviest entries of a vector, by ascending key.
enum HeavyTerms {
  @inline(__always)
  static func forEach(
    _ entries: UnsafeBufferPointer<UInt32>, _ limit: Int, _ body: (UInt32) -> Void
  ) {
    guard entries.count > limit else { return entries.forEach(body) }
    var cut = least(entries, limit)
    for entry in entries {
      let weight = entry & 0xFF
      if weight > cut.weight {
        body(entry)
      } else if weight == cut.weight, cut.room > 0 {
        cut.room -= 1
        body(entry)
      }
    }
  }

  /// The weight of the lightest of the heaviest, and how many of that weight there is room for.
  private static func least(
    _ entries: UnsafeBufferPointer<UInt32>, _ limit: Int
  ) -> (weight: UInt32, room: Int) {
    withUnsafeTemporaryAllocation(of: UInt16.self, capacity: 256) { counts in
      counts.initialize(repeating: 0)
      for entry in entries { counts[Int(entry & 0xFF)] &+= 1 }
      var room = limit
      var weight = 255
      while weight > 0, Int(counts[weight]) < room {
        room -= Int(counts[weight])
        weight -= 1
      }
      return (UInt32(weight), room)
    }
  }
}

/// The search for one article after another, in memory that is used again.
private struct NeighbourSearch: ~Copyable {
  let vectors: UnsafeVectorTable
  let terms: KeyTable
  let starts: UnsafeBufferPointer<UInt32>
  let lists: UnsafeBufferPointer<UInt32>
  /// The weight that the article has in common with each other so far.
  private let scores: UnsafeMutablePointer<UInt32>
  /// The articles that have something in common with it.
  private let touched: UnsafeMutablePointer<UInt32>
  private let best: BestPlaces
  private var spread = SpreadVector()
  private var queue: [UInt64] = []
  private var fetched: UInt32 = 0

  init(
    vectors: UnsafeVectorTable, terms: KeyTable, starts: UnsafeBufferPointer<UInt32>,
    lists: UnsafeBufferPointer<UInt32>
  ) {
    self.vectors = vectors
    self.terms = terms
    self.starts = starts
    self.lists = lists
    scores = .allocate(capacity: vectors.count)
    scores.initialize(repeating: 0, count: vectors.count)
    touched = .allocate(capacity: min(vectors.count, StorySettings.postingBudget) + 1)
    best = BestPlaces(limit: StorySettings.comparedLimit)
  }

  deinit {
    scores.deallocate()
    touched.deallocate()
  }

  mutating func run(_ place: Int, into found: inout FoundNeighbours) {
    let count = collect(place)
    best.removeAll()
    for index in 0..<count {
      let other = Int(touched[index])
      if other != place { best.offer(Float(scores[other]) * vectors.scales[other], other) }
      scores[other] = 0
    }
    compare(place)
    found.append(place, best.sorted(), of: vectors.count)
  }

  /// Reads the shortest lists of the article's terms; gives how many articles it met.
  private mutating func collect(_ place: Int) -> Int {
    queue.removeAll(keepingCapacity: true)
    HeavyTerms.forEach(vectors[place], StorySettings.queriedTerms) { entry in
      guard let term = terms.value(of: entry >> 8) else { return }
      let length = starts[Int(term) + 1] - starts[Int(term)]
      queue.append(UInt64(length) << 40 | UInt64(entry & 0xFF) << 32 | UInt64(term))
    }
    queue.sort()
    var budget = StorySettings.postingBudget
    var count = 0
    for item in queue {
      budget -= Int(item >> 40)
      if budget < 0 { break }
      let term = Int(item & 0xFFFF_FFFF)
      let weight = UInt32(item >> 32 & 0xFF)
      for index in Int(starts[term])..<Int(starts[term + 1]) {
        let other = Int(lists[index] >> 8)
        let score = scores[other]
        if score == 0 {
          touched[count] = UInt32(other)
          count += 1
        }
        scores[other] = score &+ weight &* (lists[index] & 0xFF)
      }
    }
    return count
  }

  /// Replaces what was estimated of the best by their similarity.
  private mutating func compare(_ place: Int) {
    spread.spread(vectors[place])
    fetch()
    let scale = vectors.scales[place]
    best.replaceScores { other in
      // The scales first, so that both directions round alike.
      Float(spread.product(vectors[other])) * (scale * vectors.scales[other])
    }
  }

  /// Looks at an entry of each 64 bytes of all that are to be compared, so that memory is waited for
  /// once and not by each of them.
  private mutating func fetch() {
    best.forEachPlace { other in
      let entries = vectors[other]
      var index = 0
      while index < entries.count {
        fetched &+= entries[index]
        index += 16
      }
    }
  }
}

/// The best few of many: a heap with the least of them on top.
final class BestPlaces {
  private let limit: Int
  /// The score's bits above the place's complement: ordered as numbers, of equal scores the first
  /// place is the better one.
  private let heap: UnsafeMutablePointer<UInt64>
  private var count = 0

  init(limit: Int) {
    self.limit = limit
    heap = .allocate(capacity: limit)
  }

  deinit { heap.deallocate() }

  func removeAll() { count = 0 }

  @inline(__always)
  func offer(_ score: Float, _ place: Int) {
    let item = UInt64(score.bitPattern) << 32 | UInt64(~UInt32(truncatingIfNeeded: place))
    if count < limit {
      heap[count] = item
      count += 1
      if count == limit { for root in (0..<limit / 2).reversed() { sink(root) } }
    } else if item > heap[0] {
      heap[0] = item
      sink(0)
    }
  }

  private func sink(_ start: Int) {
    var root = start
    let item = heap[root]
    while true {
      var child = 2 * root + 1
      guard child < count else { break }
      if child + 1 < count, heap[child + 1] < heap[child] { child += 1 }
      guard heap[child] < item else { break }
      heap[root] = heap[child]
      root = child
    }
    heap[root] = item
  }

  @inline(__always)
  func forEachPlace(_ body: (Int) -> Void) {
    for index in 0..<count { body(Self.place(heap[index])) }
  }

  @inline(__always)
  func replaceScores(_ score: (Int) -> Float) {
    for index in 0..<count {
      let place = ~UInt32(truncatingIfNeeded: heap[index])
      heap[index] = UInt64(score(Int(place)).bitPattern) << 32 | heap[index] & 0xFFFF_FFFF
    }
  }

  /// The best first. The heap is none afterwards.
  func sorted() -> UnsafeBufferPointer<UInt64> {
    var items = UnsafeMutableBufferPointer(start: heap, count: count)
    items.sort(by: >)
    return UnsafeBufferPointer(items)
  }

  static func score(_ item: UInt64) -> Float {
    Float(bitPattern: UInt32(truncatingIfNeeded: item >> 32))
  }

  static func place(_ item: UInt64) -> Int { Int(~UInt32(truncatingIfNeeded: item)) }
}

/// The neighbours that a search found of some articles.
package struct FoundNeighbours: Sendable {
  /// The articles, and of each its figures and where its list ends.
  fileprivate var owners: [UInt32] = []
  fileprivate var figures: [StoryFigures] = []
  fileprivate var ends: [UInt32] = []
  fileprivate var places: [UInt32] = []
  fileprivate var similarities: [Float] = []

  /// How many near articles are kept of each.
  private static let kept = 32
  /// Less similar ones are not kept: their kinship cannot count.
  private static let least = StorySettings.leastKinship * StorySettings.backgroundFloor

  init(reserving count: Int) {
    owners.reserveCapacity(count)
    figures.reserveCapacity(count)
    ends.reserveCapacity(count)
    places.reserveCapacity(count * 8)
    similarities.reserveCapacity(count * 8)
  }

  mutating func append(_ place: Int, _ items: UnsafeBufferPointer<UInt64>, of count: Int) {
    owners.append(UInt32(place))
    figures.append(StoryFigures(items.lazy.map(BestPlaces.score), articleCount: count))
    for item in items.prefix(Self.kept) {
      let similarity = BestPlaces.score(item)
      guard similarity >= Self.least else { break }
      places.append(UInt32(BestPlaces.place(item)))
      similarities.append(similarity)
    }
    ends.append(UInt32(places.count))
  }
}

/// For each article of a table its popularity, its background and those near to it.
package struct StoryNeighbours: Sendable {
  /// The mean of an article's largest similarities: what a ranking divides by.
  package private(set) var popularity: [Float]
  /// The mean of those that follow: how near anything comes to it that tells another story.
  package private(set) var background: [Float]
  /// The place of each article's list.
  private var starts: [UInt32]
  private var ends: [UInt32]
  private(set) var places: [UInt32] = []
  private(set) var similarities: [Float] = []

  /// The findings of the parts, which have each article once.
  package init(_ parts: [FoundNeighbours]) {
    let count = parts.reduce(0) { $0 + $1.owners.count }
    popularity = [Float](repeating: 0, count: count)
    background = popularity
    starts = [UInt32](repeating: 0, count: count)
    ends = starts
    let total = parts.reduce(0) { $0 + $1.places.count }
    places.reserveCapacity(total)
    similarities.reserveCapacity(total)
    for part in parts {
      let offset = UInt32(places.count)
      var start: UInt32 = 0
      for (index, owner) in part.owners.enumerated() {
        popularity[Int(owner)] = part.figures[index].popularity
        background[Int(owner)] = part.figures[index].background
        starts[Int(owner)] = offset + start
        start = part.ends[index]
        ends[Int(owner)] = offset + start
      }
      places += part.places
      similarities += part.similarities
    }
  }

  /// The range of an article's list in `places` and `similarities`, nearest first.
  func range(at place: Int) -> Range<Int> { Int(starts[place])..<Int(ends[place]) }

  /// The articles near to the one at a place, nearest first, down to some similarity.
  package func forEach(
    at place: Int, least: Float = 0, _ body: (_ place: Int, _ similarity: Float) throws -> Void
  ) rethrows {
    for index in range(at: place) {
      guard similarities[index] >= least else { return }
      try body(Int(places[index]), similarities[index])
    }
  }
}

/// The figures of an article by its largest similarities.
package struct StoryFigures: Hashable, Sendable {
  /// The mean of the largest.
  package var popularity: Float
  /// The mean of those that follow: how near anything comes that tells another story.
  package var background: Float

  package init(popularity: Float, background: Float) {
    self.popularity = popularity
    self.background = background
  }

  /// The figures of an article.
  ///
  /// - Parameters:
  ///   - similarities: the largest it has, in descending order; what is not given counts as 0.
  ///   - articleCount: how many articles there are with itself: in a small library there are no
  ///     ranks beyond them.
  package init(_ similarities: some Collection<Float>, articleCount: Int) {
    let top = similarities.prefix(StorySettings.popularityRanks)
    popularity = top.reduce(0, +) / Float(StorySettings.popularityRanks)
    let near = Self.mean(similarities, StorySettings.backgroundRanks, articleCount)
    let far = Self.mean(similarities, StorySettings.outerRanks, articleCount)
    let least = min(near ?? 0, far.map { $0 * StorySettings.outerRise } ?? .infinity)
    background = min(least, StorySettings.backgroundLimit)
  }

  /// The mean of some ranks; `nil` where the library has none of them.
  private static func mean(
    _ similarities: some Collection<Float>, _ ranks: Range<Int>, _ articleCount: Int
  ) -> Float? {
    let there = min(ranks.upperBound, articleCount - 1) - ranks.lowerBound
    guard there > 0 else { return nil }
    let sum = similarities.prefix(ranks.upperBound).dropFirst(ranks.lowerBound).reduce(0, +)
    return sum / Float(there)
  }

  /// How near two articles are beyond what is usual for each: 1 is as near as can be told apart.
  package func kinship(_ similarity: Float, with other: StoryFigures) -> Float {
    Self.kinship(similarity, background, other.background)
  }

  @inline(__always)
  static func kinship(_ similarity: Float, _ one: Float, _ other: Float) -> Float {
    let floor = StorySettings.backgroundFloor
    return similarity / ((one + floor) * (other + floor)).squareRoot()
  }
}
