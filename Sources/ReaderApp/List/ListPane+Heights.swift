// A headline takes a second line where it needs one and there is room.

import ArticleModel
import Screen

/// The notes at the right of a row.
struct RowNotes {
  /// The date, and whether the article lies outside the list's scope.
  var date: SafeText
  /// The article's copies and its story.
  var story: SafeText

  /// The columns that they take, with the spaces that part them from what stands before.
  var columns: Int {
    let date = TextLayout.width(of: date)
    let story = TextLayout.width(of: story)
    return (date > 0 ? date + 2 : 0) + (story > 0 ? story + 1 : 0)
  }
}

extension ListPane {
  /// The least rows and columns of a pane in which headlines may take two lines.
  private static let roomForTwoLines = Size(columns: 30, rows: 20)

  private func mayTakeTwoLines(_ pane: Rect) -> Bool {
    !list.isResults && pane.rows >= Self.roomForTwoLines.rows
      && pane.columns >= Self.roomForTwoLines.columns
  }

  /// Forgets what was drawn for another list or another pane.
  func prepareCache(_ pane: Rect, _ around: Surroundings) {
    drawn.begin(list.changeStamp, columns: pane.columns, isTall: mayTakeTwoLines(pane))
  }

  /// The lines that a row takes in the list's pane, also while that is hidden.
  func height(ofRow index: Int, _ around: Surroundings) -> Int {
    guard let pane = around.listPane, mayTakeTwoLines(pane), list.rows.indices.contains(index)
    else { return rowHeight(around) }
    prepareCache(pane, around)
    if let height = drawn.height(index) { return height }
    let item = list.rows[index]
    let notes = RowNotes(
      date: note(
        on: item, isOutside: false, saysDay: saysDay(index), columns: pane.columns, around),
      story: storyNote(on: item, columns: pane.columns, around))
    let room = pane.endColumn - headlineColumn(in: pane) - 1 - notes.columns
    let height = TextLayout.width(of: item.headline) > room ? 2 : 1
    drawn.keep(height: height, at: index)
    return height
  }

  /// Rows that the pane shows whole if this one stands at its top; at least one.
  func rowsShown(from top: Int, _ around: Surroundings) -> Int {
    guard let pane = around.listPane else { return 1 }
    guard mayTakeTwoLines(pane) else { return max(1, visibleRows(around)) }
    var left = pane.rows
    var rows = 0
    while left > 0 {
      left -= height(ofRow: top + rows, around)
      if left >= 0 { rows += 1 }
    }
    return max(1, rows)
  }

  /// The highest row that may stand at the top for this one to be shown whole.
  func topShowing(_ index: Int, _ around: Surroundings) -> Int {
    guard let pane = around.listPane else { return index }
    guard mayTakeTwoLines(pane) else { return max(0, index - max(1, visibleRows(around)) + 1) }
    var top = index
    var left = pane.rows - height(ofRow: index, around)
    while top > 0 {
      left -= height(ofRow: top - 1, around)
      guard left >= 0 else { break }
      top -= 1
    }
    return max(0, top)
  }

  /// True if a row says when it was first seen: one without a date that has the same day as the row
  /// above need not.
  func saysDay(_ index: Int) -> Bool {
    guard index > 0, let row = list.rows[safe: index], let above = list.rows[safe: index - 1],
      row.published == nil, above.published == nil
    else { return true }
    let days = [row, above].map { PublishedTime(epochSeconds: $0.firstSeen).day }
    return days[0] != days[1]
  }
}
