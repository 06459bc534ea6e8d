// Parts a library into stories: which articles tell the same one, whatever order they came in.

package import ArticleModel

/// Articles in groups; an article that tells a story alone is in none.
package struct StoryThreads: Hashable, Sendable {
  /// The groups, each in the order of ids, by their first id.
  package private(set) var groups: [[ArticleID]]

  /// Groups that were made elsewhere.
  package init(groups: [[ArticleID]]) {
    self.groups = groups
  }

  /// The stories of the articles in a table.
  ///
  /// Average linkage: two groups are joined while the mean kinship of all pairs across them stays
  /// above a threshold, the nearest two first, of equals those with the smallest ids. The result
  /// depends on the articles alone. Groups that share no pair of kin above the threshold cannot be
  /// joined, so each set of connected articles is worked on by itself.
  package init(_ table: VectorTable, _ neighbours: StoryNeighbours) {
    groups = table.withUnsafe { vectors in
      var components = KinComponents(neighbours, vectors.days)
      let linkage = Linkage(vectors, neighbours.background)
      var groups: [[ArticleID]] = []
      components.forEach { members, edges in
        linkage.link(members, edges) { group in
          groups.append(group.map { table.ids[$0] })
        }
      }
      return groups
    }
    groups.sort { $0[0] < $1[0] }
  }
}

/// A pair of kin by their places in a component, the smaller one first.
struct KinEdge {
  var one: Int32
  var other: Int32
  var kinship: Float
}

/// The sets of articles that kinship above the threshold connects.
private struct KinComponents {
  private let neighbours: StoryNeighbours
  private let days: UnsafeBufferPointer<StoryDay>
  /// For each article one that it is connected with, of a smaller place, or itself.
  private var roots: [Int32]
  /// The article's place in its component.
  private var local: [Int32]

  init(_ neighbours: StoryNeighbours, _ days: UnsafeBufferPointer<StoryDay>) {
    self.neighbours = neighbours
    self.days = days
    roots = (0..<Int32(days.count)).map { $0 }
    local = [Int32](repeating: 0, count: days.count)
    for place in days.indices {
      for index in neighbours.range(at: place)
      where kinship(place, index) >= StorySettings.storyKinship {
        connect(place, Int(neighbours.places[index]))
      }
    }
  }

  private func kinship(_ place: Int, _ index: Int) -> Float {
    let other = Int(neighbours.places[index])
    let kinship = StoryFigures.kinship(
      neighbours.similarities[index], neighbours.background[place], neighbours.background[other])
    // Most are too small already, and the power takes its time.
    return kinship < StorySettings.leastKinship
      ? kinship : kinship * days[place].closeness(to: days[other])
  }

  private mutating func root(_ place: Int) -> Int {
    var place = place
    while Int(roots[place]) != place {
      roots[place] = roots[Int(roots[place])]
      place = Int(roots[place])
    }
    return place
  }

  private mutating func connect(_ one: Int, _ other: Int) {
    let one = root(one)
    let other = root(other)
    roots[max(one, other)] = Int32(min(one, other))
  }

  /// Gives each component of two articles and more: its members in order, and their edges.
  mutating func forEach(_ body: (_ members: [Int], _ edges: [KinEdge]) -> Void) {
    var order: [UInt64] = []
    for place in roots.indices { order.append(UInt64(root(place)) << 32 | UInt64(place)) }
    order.sort()
    var start = 0
    while start < order.count {
      var end = start + 1
      while end < order.count, order[end] >> 32 == order[start] >> 32 { end += 1 }
      if end - start > 1 {
        let members = order[start..<end].map { Int($0 & 0xFFFF_FFFF) }
        body(members, edges(members))
      }
      start = end
    }
  }

  private mutating func edges(_ members: [Int]) -> [KinEdge] {
    for (index, place) in members.enumerated() { local[place] = Int32(index) }
    var edges: [KinEdge] = []
    for place in members {
      for index in neighbours.range(at: place) {
        let other = Int(neighbours.places[index])
        guard roots[other] == roots[place] else { continue }
        let kinship = kinship(place, index)
        if kinship >= StorySettings.leastKinship {
          edges.append(
            KinEdge(
              one: local[min(place, other)], other: local[max(place, other)], kinship: kinship))
        }
      }
    }
    return Self.unique(edges)
  }

  /// Each pair once, though both may name it.
  private static func unique(_ edges: [KinEdge]) -> [KinEdge] {
    let sorted = edges.sorted { ($0.one, $0.other) < ($1.one, $1.other) }
    var kept: [KinEdge] = []
    for edge in sorted where kept.last?.one != edge.one || kept.last?.other != edge.other {
      kept.append(edge)
    }
    return kept
  }
}
