// Articles beside the selection are fetched ahead, so that moving to one shows it at once.

import ArticleModel

/// Articles that stand ready to be shown beside the list, laid out.
struct PreviewCache {
  /// Raised whenever what was fetched may be out of date: an answer that bears another is dropped.
  private(set) var generation = 0
  /// A handful at most, so they are just looked through.
  private var ready: [Reading] = []
  /// Those of them that may have changed since: they are shown, and brought up to date then.
  private var stale: Set<ArticleID> = []
  private var asked: [ArticleID] = []

  /// The article, if it stands ready at this width.
  func reading(_ id: ArticleID, width: Int) -> Reading? {
    ready.first { $0.stored.id == id && $0.column.width == max(2, width) }
  }

  func isStale(_ id: ArticleID) -> Bool { stale.contains(id) }

  /// Forgets all: a mark or a place changed.
  mutating func forget() {
    generation += 1
    ready = []
    stale = []
    asked = []
  }

  /// Asks for all anew: the library changed. Until the answers come what is there can be shown: a
  /// sync changes the library many times, and hardly ever these.
  mutating func growStale() {
    generation += 1
    stale = Set(ready.map(\.stored.id))
    asked = []
  }

  mutating func add(_ reading: Reading) {
    let id = reading.stored.id
    guard asked.contains(id) else { return }
    if stale.remove(id) != nil { ready.removeAll { $0.stored.id == id } }
    guard !ready.contains(where: { $0.stored.id == id }) else { return }
    ready.append(reading)
  }

  /// Keeps none but `wanted` and `other`; gives those of `wanted` that are still to be asked for.
  mutating func keep(_ wanted: [ArticleID], and other: ArticleID?) -> [ArticleID] {
    asked.removeAll { $0 != other && !wanted.contains($0) }
    ready.removeAll { $0.stored.id != other && !wanted.contains($0.stored.id) }
    stale.formIntersection(ready.map(\.stored.id))
    let new = wanted.filter { !asked.contains($0) }
    asked += new
    return new
  }
}
