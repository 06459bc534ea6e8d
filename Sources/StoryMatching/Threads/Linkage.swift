// Average linkage on a sparse graph, in flat arrays.

/// Joins the articles of one connected set into groups.
///
/// The mean kinship of two groups is that of all pairs across them. The graph holds the pairs whose
/// kinship may count; the others are compared only where they could decide.
final class Linkage {
  private let vectors: UnsafeVectorTable
  private let background: [Float]
  private var spread = SpreadVector()

  private var members: [Int] = []
  private var size: [Int] = []
  /// The next member of a group, and the last of those that begin with this one; -1 ends.
  private var next: [Int32] = []
  private var last: [Int32] = []
  /// The edges of each group.
  private var touching: [[Int32]] = []
  private var edges: [Edge] = []
  /// While two groups are joined: the first one's edge to each group, or -1.
  private var marks: [Int32] = []
  private var heap = MergeHeap()

  /// Two groups and what is known of the pairs across them.
  private struct Edge {
    var one: Int32
    var other: Int32
    /// The sum of the kinships of the known pairs.
    var sum: Float
    var known: Int
    /// Raised with each change; negative for an edge that is no more.
    var stamp: Int32 = 0
  }

  /// So many pairs across two groups are compared at most; of more, an even choice of members.
  private static let pairLimit = 1_024

  init(_ vectors: UnsafeVectorTable, _ background: [Float]) {
    self.vectors = vectors
    self.background = background
  }

  /// Gives the groups of two articles and more.
  ///
  /// - Parameters:
  ///   - members: places in the table, in order.
  ///   - kin: pairs of them, each once.
  ///   - body: is given each group, in order.
  func link(_ members: [Int], _ kin: [KinEdge], _ body: ([Int]) -> Void) {
    prepare(members, kin)
    while let merge = heap.pop() {
      guard edges[Int(merge.edge)].stamp == merge.stamp else { continue }
      join(Int(merge.edge))
    }
    for group in members.indices where size[group] > 1 {
      body(indices(of: group).map { members[$0] }.sorted())
    }
  }

  private func prepare(_ members: [Int], _ kin: [KinEdge]) {
    let count = members.count
    self.members = members
    size = [Int](repeating: 1, count: count)
    next = [Int32](repeating: -1, count: count)
    last = (0..<Int32(count)).map { $0 }
    touching = [[Int32]](repeating: [], count: count)
    marks = [Int32](repeating: -1, count: count)
    edges = kin.map { Edge(one: $0.one, other: $0.other, sum: $0.kinship, known: 1) }
    heap.removeAll()
    for index in edges.indices {
      touching[Int(edges[index].one)].append(Int32(index))
      touching[Int(edges[index].other)].append(Int32(index))
      offer(index)
    }
  }

  /// The members of a group, as places among all.
  private func indices(of group: Int) -> [Int] {
    var indices: [Int] = []
    indices.reserveCapacity(size[group])
    var member = Int32(group)
    while member >= 0 {
      indices.append(Int(member))
      member = next[Int(member)]
    }
    return indices
  }

  /// Puts an edge into the heap if its groups are to be joined as things stand.
  private func offer(_ index: Int) {
    let total = size[Int(edges[index].one)] * size[Int(edges[index].other)]
    if edges[index].known < total {
      // As those that are known are the nearest pairs, the mean of all is no larger.
      let most = edges[index].sum / Float(edges[index].known)
      guard most >= StorySettings.storyKinship else { return }
      edges[index].sum = sum(Int(edges[index].one), Int(edges[index].other))
      edges[index].known = total
    }
    let mean = edges[index].sum / Float(total)
    guard mean >= StorySettings.storyKinship else { return }
    edges[index].stamp += 1
    heap.push(
      MergeHeap.Merge(
        kinship: mean, one: min(edges[index].one, edges[index].other),
        other: max(edges[index].one, edges[index].other), edge: Int32(index),
        stamp: edges[index].stamp))
  }

  /// Joins the groups of an edge; the smaller place stands for both.
  private func join(_ index: Int) {
    let kept = Int(min(edges[index].one, edges[index].other))
    let gone = Int(max(edges[index].one, edges[index].other))
    edges[index].stamp = -1
    next[Int(last[kept])] = Int32(gone)
    last[kept] = last[gone]
    size[kept] += size[gone]
    size[gone] = 0
    let old = touching[kept].filter { edges[Int($0)].stamp >= 0 }
    for edge in old { marks[other(Int(edge), than: kept)] = edge }
    var all = old
    for edge in touching[gone] where edges[Int(edge)].stamp >= 0 {
      if take(Int(edge), from: gone, to: kept) { all.append(edge) }
    }
    for edge in old { marks[other(Int(edge), than: kept)] = -1 }
    touching[gone] = []
    touching[kept] = all
    for edge in all {
      edges[Int(edge)].stamp += 1
      offer(Int(edge))
    }
  }

  /// Gives an edge of the group that is gone to the one that is kept; `false` if it was added to
  /// one that was there.
  private func take(_ edge: Int, from gone: Int, to kept: Int) -> Bool {
    let mark = Int(marks[other(edge, than: gone)])
    if mark >= 0 {
      edges[mark].sum += edges[edge].sum
      edges[mark].known += edges[edge].known
      edges[edge].stamp = -1
      return false
    }
    if Int(edges[edge].one) == gone {
      edges[edge].one = Int32(kept)
    } else {
      edges[edge].other = Int32(kept)
    }
    return true
  }

  private func other(_ edge: Int, than group: Int) -> Int {
    Int(edges[edge].one) == group ? Int(edges[edge].other) : Int(edges[edge].one)
  }

  /// The sum of the kinships of all pairs across two groups, by comparing them.
  private func sum(_ one: Int, _ other: Int) -> Float {
    let (few, many) = size[one] <= size[other] ? (one, other) : (other, one)
    let left = Self.choice(of: indices(of: few), limit: 32)
    let right = Self.choice(
      of: indices(of: many), limit: max(1, Self.pairLimit / left.count))
    var sum: Float = 0
    for index in left {
      let place = members[index]
      spread.spread(vectors[place])
      for index in right { sum += kinship(place, members[index]) }
    }
    return sum * Float(size[one] * size[other]) / Float(left.count * right.count)
  }

  /// The kinship with the article that is spread.
  private func kinship(_ place: Int, _ other: Int) -> Float {
    let similarity =
      Float(spread.product(vectors[other])) * (vectors.scales[place] * vectors.scales[other])
    return StoryFigures.kinship(similarity, background[place], background[other])
      * vectors.days[place].closeness(to: vectors.days[other])
  }

  private static func choice(of indices: [Int], limit: Int) -> [Int] {
    guard indices.count > limit else { return indices }
    let sorted = indices.sorted()
    return (0..<limit).map { sorted[$0 * sorted.count / limit] }
  }
}

/// The joins that may be next: the nearest groups first, of equals those of the smallest places.
private struct MergeHeap {
  struct Merge {
    var kinship: Float
    var one: Int32
    var other: Int32
    var edge: Int32
    var stamp: Int32

    static func < (left: Merge, right: Merge) -> Bool {
      if left.kinship != right.kinship { return left.kinship > right.kinship }
      return (left.one, left.other) < (right.one, right.other)
    }
  }

  private var items: [Merge] = []

  mutating func removeAll() { items.removeAll(keepingCapacity: true) }

  mutating func push(_ merge: Merge) {
    var place = items.count
    items.append(merge)
    while place > 0 {
      let parent = (place - 1) / 2
      guard merge < items[parent] else { break }
      items[place] = items[parent]
      place = parent
    }
    items[place] = merge
  }

  mutating func pop() -> Merge? {
    guard let first = items.first, let moved = items.popLast() else { return nil }
    guard !items.isEmpty else { return first }
    var place = 0
    while true {
      var child = 2 * place + 1
      guard child < items.count else { break }
      if child + 1 < items.count, items[child + 1] < items[child] { child += 1 }
      guard items[child] < moved else { break }
      items[place] = items[child]
      place = child
    }
    items[place] = moved
    return first
  }
}
