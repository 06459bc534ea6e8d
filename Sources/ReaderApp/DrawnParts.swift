// Parts of the last frames that are the same in the next: most of a list, when a key moves on in it.

import ArticleModel
import Screen

/// Cells that were drawn, by all that they depend on.
///
/// A reference, so that drawing, which changes nothing else, can fill it.
final class DrawnParts {
  private var rows: [ArticleID: DrawnRow] = [:]
  private var header: (key: HeaderKey, cells: [Cell])?
  private var hints: (key: HintKey, text: SafeText)?

  /// Rows kept: several screens.
  private static let limit = 400

  /// A row of the list as it was drawn at this width, without the selection.
  func row(_ item: ArticleRow, columns: Int) -> DrawnRow? {
    guard let known = rows[item.id], known.cells.count == columns, known.item == item else {
      return nil
    }
    return known
  }

  func keep(_ cells: [Cell], row item: ArticleRow) {
    if rows.count >= Self.limit { rows.removeAll(keepingCapacity: true) }
    rows[item.id] = DrawnRow(item, cells)
  }

  /// The hints as they were put together.
  func hints(_ key: HintKey, _ make: () -> SafeText) -> SafeText {
    if let hints, hints.key == key { return hints.text }
    let text = make()
    hints = (key, text)
    return text
  }

  /// The header as it was drawn.
  func header(_ key: HeaderKey) -> [Cell]? {
    header.flatMap { $0.key == key ? $0.cells : nil }
  }

  func keep(_ cells: [Cell], header key: HeaderKey) {
    header = (key, cells)
  }
}

/// A row of the list with what it shows: a reference, as most rows are only looked at.
final class DrawnRow {
  let item: ArticleRow
  let cells: [Cell]

  init(_ item: ArticleRow, _ cells: [Cell]) {
    self.item = item
    self.cells = cells
  }
}

/// All that the hints of the two panes depend on.
struct HintKey: Equatable {
  var context: CommandContext
  var columns: Int
  var related: Int
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
