// The lines at the head and the foot are kept, as they mostly stay the same in the next frame.

import ArticleModel
import Screen

/// Cells that were drawn, by all that they depend on.
///
/// A reference, so that drawing, which changes nothing else, can fill it.
final class FrameCache {
  private var header: (key: HeaderKey, cells: [Cell])?
  private var status: (key: StatusKey, cells: [Cell])?
  private var hints: [HintKey: SafeText] = [:]
  /// Hints kept: those of a few widths.
  private static let limit = 40
  private var way: (key: WayKey, text: SafeText)?

  /// Forgets what was drawn: everything looks different now.
  func forget() {
    header = nil
    status = nil
  }

  /// The hints as they were put together.
  func hints(_ key: HintKey, _ make: () -> SafeText) -> SafeText {
    if let text = hints[key] { return text }
    if hints.count >= Self.limit { hints.removeAll(keepingCapacity: true) }
    let text = make()
    hints[key] = text
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
  /// The parts at the left.
  var parts: [SafeText]
  var isBesideList: Bool
  var context: CommandContext
  var columns: Int
  var related: Int
}

/// All that the hints of the two panes depend on.
struct HintKey: Hashable {
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

/// The progress of a sync that runs.
struct SyncLine: Hashable {
  var done: Int
  var total: Int?
}
