// Drawn rows are kept, as most of a list stays as it is when a key moves on in it.

import ArticleModel
import Screen

/// Drawn rows, by all that they depend on.
///
/// A reference, so that drawing, which changes nothing else, can fill it.
final class RowCache {
  /// The rows of one revision of the list, by their place in it.
  private var placed: [Int: [Cell]] = [:]
  /// The lines that rows of this revision take.
  private var heights: [Int: Int] = [:]
  private var changeStamp: Int?
  private var columns = 0
  private var isTall = false
  /// The rows of every revision, by their articles.
  private var rows: [ArticleID: (item: ArticleRow, saysDay: Bool, cells: [Cell])] = [:]

  /// Rows kept: several screens.
  private static let limit = 400

  /// Goes on with the rows of this revision of the list, at this width; `isTall` says whether rows may
  /// take two lines.
  func begin(_ changeStamp: ChangeStamp, columns: Int, isTall: Bool) {
    if columns != self.columns || isTall != self.isTall {
      rows.removeAll(keepingCapacity: true)
    } else if changeStamp.number == self.changeStamp, placed.count < Self.limit,
      heights.count < Self.limit
    {
      return
    }
    placed.removeAll(keepingCapacity: true)
    heights.removeAll(keepingCapacity: true)
    self.changeStamp = changeStamp.number
    self.columns = columns
    self.isTall = isTall
  }

  /// Forgets all: everything looks different now.
  func forget() {
    rows.removeAll()
    placed.removeAll()
    changeStamp = nil
  }

  /// The row in this place as it was drawn, without the selection.
  func row(_ index: Int) -> [Cell]? { placed[index] }

  /// The row of an article as it was drawn in whatever place, of so many cells; it is known in this
  /// one from now on.
  func cells(of item: ArticleRow, saysDay: Bool, count: Int, at index: Int) -> [Cell]? {
    guard let known = rows[item.id], known.item == item, known.saysDay == saysDay,
      known.cells.count == count
    else { return nil }
    placed[index] = known.cells
    return known.cells
  }

  func keep(_ cells: [Cell], of item: ArticleRow, saysDay: Bool, at index: Int) {
    if rows.count >= Self.limit { rows.removeAll(keepingCapacity: true) }
    rows[item.id] = (item, saysDay, cells)
    placed[index] = cells
  }

  /// The lines that a row takes, if that is known.
  func height(_ index: Int) -> Int? { heights[index] }

  func keep(height: Int, at index: Int) { heights[index] = height }
}
