// A list keeps the rows near its selection, with its limits and its order.

import ArticleModel
import Synchronization

/// A list with the rows near the selection.
struct ListState: Hashable {
  /// The desk to which the list is limited.
  var desk: SafeText?
  var unreadOnly = false
  var starredOnly = false
  var queuedOnly = false
  var dates: DateLimit?
  var order = ListOrder.newest
  /// The stories that show only their newest article.
  var folding = StoryFolding()

  /// The place of the reader in the list before `f` or the queue limited it: the way back leads
  /// there.
  var before: ListPlace?
  /// The article that was selected before the last jump.
  var placeBefore: ArticleID?

  var rows: [ArticleRow] = [] { didSet { changeStamp = ChangeStamp() } }
  /// Of the rows: what was drawn of one need not be compared with them again.
  private(set) var changeStamp = ChangeStamp()
  var isStart = true
  var isEnd = true
  /// True if the reader chose a row; until then the selection stays at the head of the list, also
  /// while articles stream in.
  var isTouched = false
  /// True if it is what a search found.
  var isResults = false
  /// True if rows have come at all.
  var isLoaded = false
  var selected = 0
  /// The row at the top of the pane.
  var top = 0
  /// The request for rows that is under way, and how its answer is to be placed.
  var awaited: AwaitedRows?
  /// True if the library changed while a request was under way.
  var isStale = false

  var selectedRow: ArticleRow? { rows.indices.contains(selected) ? rows[selected] : nil }
}

/// Something at one moment, unlike every other moment's: what was made of it need not be compared
/// with it again. It adds nothing to what a thing is.
struct ChangeStamp: Hashable {
  private static let last = Atomic(0)
  let number = last.add(1, ordering: .relaxed).newValue

  static func == (_: ChangeStamp, _: ChangeStamp) -> Bool { true }
  func hash(into _: inout Hasher) {}
}

/// A place in a list.
struct ListPlace: Hashable {
  var key: RowKey
  var rowsAbove: Int
  var order: ListOrder
}

/// The way in which rows that were asked for are to be placed.
struct AwaitedRows: Hashable {
  enum Placement: Hashable {
    /// Select the first row.
    case first
    /// Select the last row.
    case last
    /// Select a row, with so many rows above it.
    case keep(ArticleID?, rowsAbove: Int)
    /// Select a row of a list in another order or of another scope, or the first one if it is not
    /// there.
    case select(ArticleID, rowsAbove: Int)
    /// Select the row that has so many above it in the window, or the last one.
    case row(Int)
    /// Leave the selection where it has been moved by then; it was on this row when rows were
    /// asked for, or, `nil`, nobody had moved it yet.
    case stay(ArticleID?)
    /// Put the rows before or after those that are there, and move the selection on by this much.
    case prepend(move: Int)
    case append(move: Int)
  }

  var request: Int
  var placement: Placement
}
