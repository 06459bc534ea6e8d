// Parts of the last frames that are the same in the next: most of a list, when a key moves on in it.

import ArticleModel
import Screen

/// Cells that were drawn, by all that they depend on.
///
/// A reference, so that drawing, which changes nothing else, can fill it.
final class DrawnParts {
  /// The rows of one revision of the list, by their place in it.
  private var placed: [Int: [Cell]] = [:]
  private var revision: Int?
  private var columns = 0
  /// The rows of every revision, by their articles.
  private var rows: [ArticleID: (item: ArticleRow, cells: [Cell])] = [:]
  private var header: (key: HeaderKey, cells: [Cell])?
  private var status: (key: StatusKey, cells: [Cell])?
  private var hints: (key: HintKey, text: SafeText)?
  private var way: (key: WayKey, text: SafeText)?

  /// Rows kept: several screens.
  private static let limit = 400

  /// Goes on with the rows of this revision of the list, at this width.
  func begin(_ revision: Revision, columns: Int) {
    if columns != self.columns {
      rows.removeAll(keepingCapacity: true)
    } else if revision.number == self.revision, placed.count < Self.limit {
      return
    }
    placed.removeAll(keepingCapacity: true)
    self.revision = revision.number
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

  /// The hints as they were put together.
  func hints(_ key: HintKey, _ make: () -> SafeText) -> SafeText {
    if let hints, hints.key == key { return hints.text }
    let text = make()
    hints = (key, text)
    return text
  }

  /// The way to the article as it was put together.
  func way(_ key: WayKey, _ make: () -> SafeText) -> SafeText {
    if let way, way.key == key { return way.text }
    let text = make()
    way = (key, text)
    return text
  }

  /// The status bar under a text as it was drawn.
  func status(_ key: StatusKey) -> [Cell]? {
    status.flatMap { $0.key == key ? $0.cells : nil }
  }

  func keep(_ cells: [Cell], status key: StatusKey) {
    status = (key, cells)
  }

  /// The header as it was drawn.
  func header(_ key: HeaderKey) -> [Cell]? {
    header.flatMap { $0.key == key ? $0.cells : nil }
  }

  func keep(_ cells: [Cell], header key: HeaderKey) {
    header = (key, cells)
  }
}

/// All that the status bar under a text depends on.
struct StatusKey: Equatable {
  /// What stands at the left.
  var parts: [SafeText]
  var isBesideList: Bool
  var context: CommandContext
  var columns: Int
  var related: Int
}

/// All that the hints of the two panes depend on.
struct HintKey: Equatable {
  var context: CommandContext
  var columns: Int
  var related: Int
}

/// All that the way to an article depends on.
struct WayKey: Equatable {
  var isWidened: Bool
  var parent: SafeText?
  var headline: SafeText
  var size: Int
  var columns: Int
}

/// All that the header over a list depends on.
struct HeaderKey: Equatable {
  var tabs: Int
  var desk: SafeText?
  var limits: [Bool]
  var dates: DateLimit?
  var order: ListOrder
  var syncing: SyncLine?
  var columns: Int
}
