// The visits of a reading: a tree of which nothing is cut.

/// One visit to an article.
package struct Visit: Hashable, Sendable {
  /// Rises with every visit; unique in a library.
  package var id: Int64
  /// The visit it was followed from; `nil` for an article opened from a list.
  package var parent: Int64?
  /// The article that was visited.
  package var article: ArticleID
  /// Its headline at that time, to be shown once the article is gone.
  package var headline: SafeText
  /// The place where the reader left it.
  package var position: Position?
  /// The visit to which forward leads.
  package var lastChild: Int64?

  package init(
    id: Int64, parent: Int64?, article: ArticleID, headline: SafeText,
    position: Position? = nil, lastChild: Int64? = nil
  ) {
    self.id = id
    self.parent = parent
    self.article = article
    self.headline = headline
    self.position = position
    self.lastChild = lastChild
  }
}

/// A tree of visits with the one that is current; the list stands at its root.
///
/// Following adds a child and goes to it, back goes to the parent, forward to the child last left.
package struct Trail: Hashable, Sendable {
  /// Every visit known, by its id.
  package private(set) var visits: [Int64: Visit] = [:]
  /// The visit on screen, or `nil` at the list.
  package private(set) var current: Int64?
  /// The visit to which forward leads from the list.
  package private(set) var lastFromList: Int64?

  package init() {}

  /// Readers count from bases far below.
  private static let idLimit: Int64 = 1 << 62

  /// A trail as it was stored. A parent, child or current visit that is not among `visits` counts
  /// as none, and parents must be older than their children, so that no cycle can be built. A visit
  /// whose id leaves no room to count on was made by no reader, and is left out.
  package init(visits: [Visit], current: Int64?, lastFromList: Int64?) {
    let visits = visits.filter { $0.id < Self.idLimit }
    for visit in visits { self.visits[visit.id] = visit }
    for visit in visits {
      if let parent = visit.parent, self.visits[parent] == nil || parent >= visit.id {
        self.visits[visit.id]?.parent = nil
      }
      if let child = visit.lastChild, self.visits[child]?.parent != visit.id {
        self.visits[visit.id]?.lastChild = nil
      }
    }
    nextID = (visits.map(\.id).max() ?? 0) &+ 1
    self.current = current.flatMap { self.visits[$0]?.id }
    self.lastFromList = lastFromList.flatMap { self.visits[$0]?.id }
  }

  /// The visit on screen.
  package var currentVisit: Visit? { current.flatMap { visits[$0] } }

  /// The id that the next visit gets.
  package private(set) var nextID: Int64 = 1

  /// Lets later visits count from `base` on: each reader takes a base of its own, so that two that
  /// share a library never give one id to two visits.
  package mutating func reserve(from base: Int64) {
    nextID = max(nextID, base)
  }

  /// Adds visits that were stored before this reader began and not loaded with the first ones.
  package mutating func add(earlier stored: Trail) {
    for (id, visit) in stored.visits {
      guard let known = visits[id] else {
        visits[id] = visit
        continue
      }
      // Visits beyond the first ones counted as none.
      visits[id]?.parent = known.parent ?? visit.parent
      visits[id]?.lastChild = known.lastChild ?? visit.lastChild
    }
  }

  /// From the list down to the current visit.
  package var path: [Visit] {
    var path: [Visit] = []
    var step = currentVisit
    while let visit = step {
      path.append(visit)
      step = visit.parent.flatMap { visits[$0] }
    }
    return path.reversed()
  }

  /// The visits that were followed from `parent` (from the list if `nil`), oldest first.
  package func children(of parent: Int64?) -> [Visit] {
    visits.values.filter { $0.parent == parent }.sorted { $0.id < $1.id }
  }

  /// The visit to which forward leads.
  package var forwardVisit: Visit? {
    (current == nil ? lastFromList : currentVisit?.lastChild).flatMap { visits[$0] }
  }

  /// Adds a visit under the current one (under the list with `fromList`) and goes to it.
  @discardableResult
  package mutating func follow(
    to article: ArticleID, headline: SafeText, fromList: Bool = false
  ) -> Visit {
    let parent = fromList ? nil : current
    let visit = Visit(id: nextID, parent: parent, article: article, headline: headline)
    visits[visit.id] = visit
    nextID &+= 1
    go(to: visit.id)
    return visit
  }

  /// Makes a known visit the current one, and the one to which forward leads from its parent.
  package mutating func go(to id: Int64) {
    guard let visit = visits[id] else { return }
    if let parent = visit.parent {
      visits[parent]?.lastChild = id
    } else {
      lastFromList = id
    }
    current = id
  }

  /// Goes to the parent, or to the list; says whether there was a visit to leave.
  @discardableResult
  package mutating func back() -> Bool {
    guard let visit = currentVisit else { return false }
    current = visit.parent
    return true
  }

  /// Goes to the child last left; says whether there was one.
  @discardableResult
  package mutating func forward() -> Bool {
    guard let next = forwardVisit else { return false }
    current = next.id
    return true
  }

  /// Goes to the list.
  package mutating func leaveToList() {
    current = nil
  }

  /// Keeps where the reader was in a visit.
  package mutating func setPosition(_ position: Position, of id: Int64) {
    visits[id]?.position = position
  }
}
