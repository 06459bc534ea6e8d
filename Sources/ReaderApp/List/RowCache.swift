// Drawn rows are kept, as most of a list stays as it is when a key moves on in it.

import ArticleModel
import Screen

/// Drawn rows, by all that they depend on.
///
/// A reference, so that drawing, which changes nothing else, can fill it.
final class RowCache {
  /// The rows of one revision of the list, by their place in it.
  private var placed: [Int: [Cell]] = [:]
  private var changeStamp: Int?
  private var columns = 0
  /// The rows of every revision, by their articles.
  private var rows: [ArticleID: (item: ArticleRow, cells: [Cell])] = [:]

  /// Rows kept: several screens.
  private static let limit = 400

  /// Goes on with the rows of this revision of the list, at this width.
  func begin(_ changeStamp: ChangeStamp, columns: Int) {
    if columns != self.columns {
      rows.removeAll(keepingCapacity: true)
    } else if changeStamp.number == self.changeStamp, placed.count < Self.limit {
      return
    }
    placed.removeAll(keepingCapacity: true)
    self.changeStamp = changeStamp.number
    self.columns = columns
  }

  /// The row in this place as it was drawn, without the selection.
  func row(_ index: Int) -> [Cell]? { placed[index] }

  /// The row of an article as it was drawn in whatever place; it is known in this one from now on.
  func cells(of item: ArticleRow, at index: Int) -> [Cell]? {
    guard let known = rows[item.id], known.item == item else { return nil }
    placed[index] = known.cells
    return known.cells
  }

  func keep(_ cells: [Cell], of item: ArticleRow, at index: Int) {
    if rows.count >= Self.limit { rows.removeAll(keepingCapacity: true) }
    rows[item.id] = (item, cells)
    placed[index] = cells
  }
}
