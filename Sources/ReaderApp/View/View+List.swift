// The list pane shows a list, the results of a search, or that there is nothing.

import ArticleModel
import Screen

extension State {
  func drawList(_ rect: Rect, on grid: inout Grid) {
    let isCovered = !overlays.isEmpty
    if list.rows.isEmpty {
      let words =
        showsResults
        ? searching.wordsForNone(desks: lists.facets.desks.map(\.name.string), around)
        : lists.wordsForNone(isSyncing: syncing != nil, around)
      lists.draw(words, in: rect, around, on: &grid)
    } else if showsResults {
      searching.drawResults(of: lists, in: rect, isCovered: isCovered, around, on: &grid)
    } else {
      lists.drawRows(in: rect, isCovered: isCovered, around, on: &grid)
    }
  }
}
