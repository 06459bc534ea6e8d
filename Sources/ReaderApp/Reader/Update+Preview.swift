// The articles above and below the selection are fetched ahead.

import ArticleModel
import Screen

extension State {
  /// Has the articles above and below the selection fetched, when the frame is on the screen.
  mutating func prefetch() {
    outbox.append(.prefetch)
  }

  mutating func fetchNeighbours() {
    guard focus == .list, showsTwoPanes, awaited == nil else { return }
    let near = [list.selected + 1, list.selected - 1].compactMap { list.rows[safe: $0]?.id }
    let wanted = text.previews.keep(near, and: list.selectedRow?.id)
    for (place, id) in wanted.enumerated() {
      ask(
        .prefetch(place), request: text.previews.generation,
        .resolvedArticle(id, scopes: activeScopes))
    }
  }

  /// Shows an article beside the list that stands ready; says whether it did.
  mutating func showReady(_ id: ArticleID) -> Bool {
    guard let ready = text.previews.reading(id, width: textColumn.columns) else { return false }
    awaited = nil
    reading = ready
    if text.previews.isStale(id) { fetch(id, .refresh) }
    return true
  }
}
