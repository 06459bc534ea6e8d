// The vectors of a whole library in a few flat arrays, for work that looks at all of them.

package import ArticleModel

/// Vectors of many articles, in the order of their ids.
///
///     var table = VectorTable()
///     for row in rows { table.append(row.id, row.day, row.bytes) }
///     table.arrange()
///
/// Half a kilobyte an article. The vectors themselves stay where they were added: what came together
/// is often near to each other, and is found in the same pages of memory.
package struct VectorTable: Sendable {
  /// The articles, in the order in which they were added.
  package private(set) var ids: [ArticleID] = []
  /// The start of each article's entries; their number is in `counts`.
  private var starts: [UInt32] = []
  private var counts: [UInt16] = []
  private var entries: [UInt32] = []
  /// The factor that brings each article's weights to length 1.
  private var scales: [Float] = []
  private var days: [StoryDay] = []

  package init() {}

  /// How many articles there are.
  package var count: Int { ids.count }

  /// Room for so many articles.
  package mutating func reserve(_ count: Int) {
    ids.reserveCapacity(count)
    starts.reserveCapacity(count)
    counts.reserveCapacity(count)
    scales.reserveCapacity(count)
    days.reserveCapacity(count)
    entries.reserveCapacity(count * StorySettings.termLimit)
  }

  /// Adds an article's stored vector.
  package mutating func append(
    _ id: ArticleID, _ day: StoryDay, _ bytes: UnsafeBufferPointer<UInt8>
  ) {
    let start = entries.count
    StoryVector.read(bytes, into: &entries)
    finish(id, day, start)
  }

  /// Adds an article's vector.
  package mutating func append(_ id: ArticleID, _ day: StoryDay, _ vector: StoryVector) {
    let start = entries.count
    entries += vector.entries
    finish(id, day, start)
  }

  private mutating func finish(_ id: ArticleID, _ day: StoryDay, _ start: Int) {
    entries.withUnsafeBufferPointer {
      scales.append(StoryVector.scale(UnsafeBufferPointer(rebasing: $0[start...])))
    }
    ids.append(id)
    days.append(day)
    starts.append(UInt32(start))
    counts.append(UInt16(clamping: entries.count - start))
  }

  /// Brings the articles into the order of their ids, on which nothing that follows may depend; of
  /// two with one id the first remains.
  package mutating func arrange() {
    guard zip(ids, ids.dropFirst()).contains(where: { $0 >= $1 }) else { return }
    let sorted = ids.indices.sorted { (ids[$0], $0) < (ids[$1], $1) }
    var order: [Int] = []
    order.reserveCapacity(count)
    for place in sorted where order.last.map({ ids[$0] }) != ids[place] { order.append(place) }
    ids = order.map { ids[$0] }
    starts = order.map { starts[$0] }
    counts = order.map { counts[$0] }
    scales = order.map { scales[$0] }
    days = order.map { days[$0] }
  }

  /// The place of an article, or `nil`.
  package func place(of id: ArticleID) -> Int? {
    var low = 0
    var high = ids.count
    while low < high {
      let middle = (low + high) / 2
      if ids[middle] < id { low = middle + 1 } else { high = middle }
    }
    return low < ids.count && ids[low] == id ? low : nil
  }

  /// The vector at a place.
  package func vector(at place: Int) -> StoryVector {
    let start = Int(starts[place])
    return StoryVector(entries: Array(entries[start..<start + Int(counts[place])]))
  }

  /// The day of the article at a place.
  package func day(at place: Int) -> StoryDay { days[place] }

  /// The places in the order in which the articles were added.
  var arrivals: [UInt32] {
    let order = starts.indices.map { UInt64(starts[$0]) << 32 | UInt64($0) }.sorted()
    return order.map { UInt32(truncatingIfNeeded: $0) }
  }

  /// The arrays that a loop over articles compares.
  func withUnsafe<Result>(_ body: (UnsafeVectorTable) throws -> Result) rethrows -> Result {
    try starts.withUnsafeBufferPointer { starts in
      try counts.withUnsafeBufferPointer { counts in
        try entries.withUnsafeBufferPointer { entries in
          try scales.withUnsafeBufferPointer { scales in
            try days.withUnsafeBufferPointer { days in
              try body(
                UnsafeVectorTable(
                  starts: starts, counts: counts, entries: entries, scales: scales, days: days))
            }
          }
        }
      }
    }
  }
}

/// A table's arrays while they stay where they are.
struct UnsafeVectorTable {
  let starts: UnsafeBufferPointer<UInt32>
  let counts: UnsafeBufferPointer<UInt16>
  let entries: UnsafeBufferPointer<UInt32>
  let scales: UnsafeBufferPointer<Float>
  let days: UnsafeBufferPointer<StoryDay>

  var count: Int { scales.count }

  @inline(__always)
  subscript(place: Int) -> UnsafeBufferPointer<UInt32> {
    let start = Int(starts[place])
    return UnsafeBufferPointer(rebasing: entries[start..<start + Int(counts[place])])
  }
}

/// One vector spread over a small table, to be compared with many others.
///
/// The table has no second place for a key: what finds its slot taken is looked up by itself, which
/// is needed for one or two terms of a vector and leaves the rest without a branch.
struct SpreadVector: ~Copyable {
  private static let slots = 4_096
  private let table: UnsafeMutablePointer<UInt32>
  private var used: [UInt32] = []
  private var crowded: [UInt32] = []

  init() {
    table = .allocate(capacity: Self.slots)
    table.initialize(repeating: 0, count: Self.slots)
  }

  deinit { table.deallocate() }

  /// Puts another vector into the table.
  mutating func spread(_ entries: UnsafeBufferPointer<UInt32>) {
    for entry in used { table[Self.slot(entry)] = 0 }
    used.removeAll(keepingCapacity: true)
    crowded.removeAll(keepingCapacity: true)
    for entry in entries {
      if table[Self.slot(entry)] == 0 {
        table[Self.slot(entry)] = entry
        used.append(entry)
      } else {
        crowded.append(entry)
      }
    }
  }

  @inline(__always)
  private static func slot(_ entry: UInt32) -> Int { Int(entry >> 8) & (slots - 1) }

  /// The product with another vector, before both are scaled.
  @inline(__always)
  func product(_ other: UnsafeBufferPointer<UInt32>) -> UInt32 {
    var sum: UInt32 = 0
    for entry in other {
      let own = table[Self.slot(entry)]
      let weight = (own ^ entry) >> 8 == 0 ? own & 0xFF : 0
      sum &+= weight &* (entry & 0xFF)
    }
    for entry in crowded { sum &+= (entry & 0xFF) &* Self.weight(of: entry >> 8, in: other) }
    return sum
  }

  private static func weight(of key: UInt32, in entries: UnsafeBufferPointer<UInt32>) -> UInt32 {
    var low = 0
    var high = entries.count
    while low < high {
      let middle = (low + high) / 2
      if entries[middle] >> 8 < key { low = middle + 1 } else { high = middle }
    }
    return low < entries.count && entries[low] >> 8 == key ? entries[low] & 0xFF : 0
  }
}
