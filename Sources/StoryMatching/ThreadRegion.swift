// Which threads a new article can have changed, so that only those are made anew.

package import ArticleModel

/// Finds the articles whose threads may change.
///
/// Groups are joined only where kinship above the threshold connects them, so that the articles that
/// are connected with the new ones can be parted by themselves, as the batch would part them:
///
///     let region = try ThreadRegion.around(new) { id in try kin(of: id) }
///     // a shelf of the region's vectors, `StoryNeighbours` from what is stored, `StoryThreads`
package enum ThreadRegion {
  /// The articles connected with some, in the order of ids.
  ///
  /// - Parameters:
  ///   - seeds: the articles that are new, changed, or were near to one that is gone.
  ///   - limit: how many there may be.
  ///   - kin: the articles whose kinship with one is `StorySettings.storyKinship` at least.
  /// - Returns: `nil` where they are more: then the new ones should join for now (`ThreadJoin`), and
  ///   the whole be made anew some time.
  /// - Throws: what `kin` throws.
  package static func around(
    _ seeds: [ArticleID], limit: Int = 2_000, kin: (ArticleID) throws -> [ArticleID]
  ) rethrows -> [ArticleID]? {
    var found = Set(seeds)
    var open = seeds
    while let id = open.popLast() {
      for other in try kin(id) where found.insert(other).inserted { open.append(other) }
      if found.count > limit { return nil }
    }
    return found.sorted()
  }
}

extension StoryNeighbours {
  /// Neighbours as they were stored, for the articles of a shelf.
  ///
  /// - Parameters:
  ///   - shelf: arranged.
  ///   - figures: of each article, in the shelf's order.
  ///   - lists: for each article those near to it; one that is not on the shelf is passed over.
  package init(
    _ shelf: StoryShelf, figures: [StoryFigures],
    lists: [[(id: ArticleID, similarity: Float)]]
  ) {
    self.init()
    for (own, list) in zip(figures, lists) {
      append(
        own, list.compactMap { near in shelf.place(of: near.id).map { ($0, near.similarity) } })
    }
  }
}
