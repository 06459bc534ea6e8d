// A newly made thread is known again as an old one by its articles, never by its number.

package import ArticleModel

/// Names threads so that a story keeps its name while articles join and leave.
package enum ThreadIdentity {
  /// The names of groups.
  ///
  /// A group has the name of the thread with which it shares most articles, each name being given
  /// once: the largest overlap first, of equals the smaller name, then the group of the smaller id.
  /// A group that shares none is named by the id of its first article that is no name yet.
  ///
  /// - Parameters:
  ///   - groups: the groups as the batch made them.
  ///   - known: names that are given already, of threads with or without a group: no new thread
  ///     takes one of them.
  ///   - old: the name of the thread that an article was in.
  /// - Returns: a name for each group, no two alike.
  package static func names(
    of groups: [[ArticleID]], known: Set<Int64> = [], old: (ArticleID) -> Int64?
  ) -> [Int64] {
    var names = [Int64?](repeating: nil, count: groups.count)
    var given: Set<Int64> = []
    let overlaps = overlaps(groups, old)
    for overlap in overlaps
    where names[overlap.group] == nil && given.insert(overlap.name).inserted {
      names[overlap.group] = overlap.name
    }
    var used = given.union(known).union(overlaps.map(\.name))
    return zip(groups, names).map { group, name in
      let name = name ?? free(group, used)
      used.insert(name)
      return name
    }
  }

  /// Articles that a group has from an old thread.
  private struct Overlap {
    var group: Int
    var name: Int64
    var count: Int
    var first: ArticleID
  }

  private static func overlaps(
    _ groups: [[ArticleID]], _ old: (ArticleID) -> Int64?
  ) -> [Overlap] {
    var overlaps: [Overlap] = []
    for (index, group) in groups.enumerated() {
      guard let first = group.min() else { continue }
      var counts: [Int64: Int] = [:]
      for id in group { if let name = old(id) { counts[name, default: 0] += 1 } }
      for (name, count) in counts {
        overlaps.append(Overlap(group: index, name: name, count: count, first: first))
      }
    }
    return overlaps.sorted {
      ($1.count, $0.name, $0.first) < ($0.count, $1.name, $1.first)
    }
  }

  private static func free(_ group: [ArticleID], _ used: Set<Int64>) -> Int64 {
    if let id = group.sorted().first(where: { !used.contains($0.rawValue) }) { return id.rawValue }
    var name = ArticleID.count
    while used.contains(name) { name += 1 }
    return name
  }
}
