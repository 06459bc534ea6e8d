// The place from which a jump was made can be gone back to, in the list and in the text.

import ArticleModel
import Screen

extension State {
  /// Runs a command, and keeps the place that it leads away from if it may lead far.
  mutating func runKeepingPlace(_ id: CommandID, key: Key?) {
    guard id.traits.contains(.jumps) else { return run(id, key: key) }
    keepingPlace { $0.run(id, key: key) }
  }

  /// Keeps the place in the list or the text that a change leads away from.
  mutating func keepingPlace(_ change: (inout State) -> Void) {
    guard overlays.isEmpty else { return change(&self) }
    let (row, visit, place) = (list.selectedRow?.id, reading?.visit, reading?.place)
    let wasInList = focus == .list
    change(&self)
    if wasInList {
      if let row { list.placeBefore = row }
    } else if let place, reading?.visit == visit, reading?.place != place {
      reading?.placeBefore = place
    }
  }

  /// Goes to where the last jump was made from; once more leads back.
  mutating func goToPlaceBefore() {
    guard focus == .list else {
      guard let place = reading?.placeBefore else {
        message = Message.noPlaceBefore
        return
      }
      let here = reading?.place
      reading?.placeBefore = here
      reading?.go(to: place)
      text.clampTop(around)
      touch()
      return
    }
    guard let before = list.placeBefore, let row = list.selectedRow else {
      message = Message.noPlaceBefore
      return
    }
    list.placeBefore = row.id
    if let index = list.rows.firstIndex(where: { $0.id == before }) {
      select(index)
    } else if !list.isResults {
      let above = listRows / 2
      request(.aroundArticle(before, above: above), .select(before, rowsAbove: above))
    }
  }

  /// Goes to the row of a number, counted from 1, in what has the keys: a view, the list, or the
  /// sections of the text.
  mutating func goToRow(_ number: Int) {
    if !overlays.isEmpty {
      over.goToRow(number, overlayContent, around)
    } else if focus == .text {
      inText { $0.goToSection(number: number, $1, &$2) }
    } else if list.isResults || list.isStart && list.rows.indices.contains(number - 1) {
      select(number - 1)
    } else if number > 0 {
      let above = min(number - 1, listRows / 2)
      request(.row(number - 1, above: above), .row(above))
    }
  }
}
