// What the reader keeps of a session, so that the next one begins where this one ended.

import ArticleModel
import FoundationEssentials

/// The view of a reader, without what the library knows anyway.
struct Session: Hashable, Codable {
  var focus: Pane
  var selected: ArticleID?
  /// Rows above the selection.
  var rowsAbove: Int
  var desk: SafeText?
  var unreadOnly: Bool
  var starredOnly: Bool
  var queuedOnly: Bool
  var dates: DateLimit?
  var order: ListOrder
  var isWidened: Bool
  var isLayoutToggled: Bool
  var columnWidth: Int
  var article: ArticleID?
  var visit: Int64?
  var position: Position?
  /// Whether stories are folded, and those that are as others are not.
  var foldsAll: Bool?
  var unlikeOthers: [Int64]?

  /// The session as text for the library to keep.
  var text: String {
    guard let data = try? JSONEncoder().encode(self) else { return "" }
    return String(decoding: data, as: UTF8.self)
  }

  /// A session as `text` wrote it, or `nil` if it cannot be read.
  static func read(_ text: String?) -> Session? {
    guard let text else { return nil }
    return try? JSONDecoder().decode(Session.self, from: Data(text.utf8))
  }
}

extension State {
  /// The session as it stands.
  var session: Session {
    let list = search.map { $0.isShown ? $0.home : self.list } ?? self.list
    return Session(
      focus: focus, selected: list.selectedRow?.id, rowsAbove: list.selected - list.top,
      desk: list.desk, unreadOnly: list.unreadOnly, starredOnly: list.starredOnly,
      queuedOnly: list.queuedOnly, dates: list.dates, order: list.order, isWidened: isWidened,
      isLayoutToggled: isLayoutToggled,
      columnWidth: columnWidth, article: reading?.stored.id, visit: reading?.visit,
      position: position, foldsAll: list.folding.foldsAll,
      unlikeOthers: Array(list.folding.exceptions.map(\.rawValue).sorted().suffix(500)))
  }

  /// Takes over what a session kept of the view; the articles are asked for by the caller.
  mutating func restore(_ session: Session) {
    focus = session.focus
    list.desk = session.desk
    list.unreadOnly = session.unreadOnly
    list.starredOnly = session.starredOnly
    list.queuedOnly = session.queuedOnly
    list.dates = session.dates
    list.order = session.order
    list.folding = StoryFolding(
      foldsAll: session.foldsAll ?? false,
      exceptions: Set((session.unlikeOthers ?? []).map(StoryID.init(rawValue:))))
    isWidened = session.isWidened
    isLayoutToggled = session.isLayoutToggled
    columnWidth = min(max(session.columnWidth, 20), 200)
  }
}
