// The trail is shown as a tree of lines.

import ArticleModel

/// A line of the trail's tree.
struct TrailLine: Hashable {
  var visit: Visit
  var depth: Int
}

extension Trail {
  /// The trail as lines, children under their parents.
  var lines: [TrailLine] {
    var children: [Int64?: [Visit]] = [:]
    for visit in visits.values { children[visit.parent, default: []].append(visit) }
    var tree: [TrailLine] = []
    var waiting = (children[nil] ?? []).sorted { $0.id < $1.id }.map {
      TrailLine(visit: $0, depth: 0)
    }
    while let line = waiting.popLast() {
      tree.append(line)
      let below = (children[line.visit.id] ?? []).sorted { $0.id > $1.id }
      waiting += below.map { TrailLine(visit: $0, depth: line.depth + 1) }
    }
    return tree
  }
}
