// Parts of the last frames that are the same in the next: most of a list, when a key moves on in it.

import ArticleModel
import Screen

/// Cells that were drawn, by all that they depend on.
///
/// A reference, so that drawing, which changes nothing else, can fill it.
final class DrawnParts {
  private var rows: [ArticleID: (item: ArticleRow, cells: [Cell])] = [:]
  private var header: (key: HeaderKey, cells: [Cell])?

  /// Rows kept: several screens.
  private static let limit = 400

  /// A row of the list as it was drawn at this width, without the selection.
  func row(_ item: ArticleRow, columns: Int) -> [Cell]? {
    guard let known = rows[item.id], known.cells.count == columns, known.item == item else {
      return nil
    }
    return known.cells
  }

  func keep(_ cells: [Cell], row item: ArticleRow) {
    if rows.count >= Self.limit { rows.removeAll(keepingCapacity: true) }
    rows[item.id] = (item, cells)
  }

  /// The header as it was drawn.
  func header(_ key: HeaderKey) -> [Cell]? {
    header.flatMap { $0.key == key ? $0.cells : nil }
  }

  func keep(_ cells: [Cell], header key: HeaderKey) {
    header = (key, cells)
  }
}

/// All that the header over a list depends on.
struct HeaderKey: Equatable {
  var facets: Facets
  var saved: [SavedSearch]
  var new: SavedSearch
  var tab: Int?
  var limits: [Bool]
  var dates: DateLimit?
  var order: ListOrder
  var syncing: SyncLine?
  var columns: Int
}
