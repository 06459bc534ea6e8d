// The arrangement says where the panes stand in a window of any size.

import Screen

/// The rectangles of one frame.
struct Arrangement: Hashable {
  var header: Rect
  var list: Rect?
  /// The column of the thin rule between the panes.
  var rule: Int?
  var text: Rect?
  /// The outline and the related stories, right of a second rule.
  var side: Rect?
  var status: Rect

  /// From this width on, list and text stand side by side.
  static let wideEnough = 100
  /// From this width on, outline and related stories stand beside the text.
  static let wideEnoughForThree = 160
  /// Below this width two panes cannot be asked for.
  static let leastForTwo = 50

  /// The panes of a window.
  ///
  /// - Parameters:
  ///   - size: of the window.
  ///   - focus: the pane shown where there is room for one only.
  ///   - isToggled: whether the reader asked for the other layout than the width suggests.
  ///   - widest: the text column, in cells: what stands beside it leaves it that room.
  ///   - listColumns: the width of the list that the reader chose, if they have.
  init(
    _ size: Size, focus: Pane, isToggled: Bool, widest: Int = Surroundings.defaultColumnWidth,
    list listColumns: Int? = nil
  ) {
    let hasHeader = size.rows >= 4
    let hasStatus = size.rows >= 2
    header = Rect(column: 0, row: 0, columns: size.columns, rows: hasHeader ? 1 : 0)
    status = Rect(
      column: 0, row: max(0, size.rows - 1), columns: size.columns, rows: hasStatus ? 1 : 0)
    // From ten rows on, a blank line parts the header from the panes.
    let top = hasHeader ? (size.rows >= 10 ? 2 : 1) : 0
    // From thirty on, another parts them from the status line.
    let foot = (hasStatus ? 1 : 0) + (size.rows >= 30 ? 1 : 0)
    let rows = max(0, size.rows - top - foot)
    if Self.showsTwo(size, isToggled: isToggled) {
      let listColumns = listColumns.map { Self.bounded($0, in: size) } ?? Self.usual(size, widest)
      list = Rect(column: 0, row: top, columns: listColumns, rows: rows)
      rule = listColumns
      text = Rect(
        column: listColumns + 1, row: top, columns: size.columns - listColumns - 1, rows: rows)
      if size.columns >= Self.wideEnoughForThree { addSide(besideColumn: widest) }
    } else {
      let whole = Rect(column: 0, row: top, columns: size.columns, rows: rows)
      list = focus == .list ? whole : nil
      text = focus == .text ? whole : nil
    }
  }

  /// The width of the list, where nobody has chosen one.
  private static func usual(_ size: Size, _ widest: Int) -> Int {
    let columns = min(56, max(24, size.columns * 2 / 5))
    guard size.columns >= wideEnoughForThree else { return columns }
    return min(columns, max(40, size.columns - widest - 40))
  }

  /// The least width of a list beside a text, and of a text beside a list.
  private static let least = (list: 20, text: 29)

  /// A width of the list that leaves room for the text.
  private static func bounded(_ columns: Int, in size: Size) -> Int {
    min(max(columns, least.list), size.columns - least.text - 1)
  }

  /// Takes room for the side column from the text pane, if its column can spare it.
  private mutating func addSide(besideColumn widest: Int) {
    guard let pane = text else { return }
    let columns = min(40, pane.columns - widest - 5)
    guard columns >= 24 else { return }
    text = Rect(
      column: pane.column, row: pane.row, columns: pane.columns - columns - 1, rows: pane.rows)
    side = Rect(column: pane.endColumn - columns, row: pane.row, columns: columns, rows: pane.rows)
  }

  static func showsTwo(_ size: Size, isToggled: Bool) -> Bool {
    guard size.columns >= leastForTwo else { return false }
    return (size.columns >= wideEnough) != isToggled
  }

  /// The text column inside a text pane: centred, at most `widest` cells, with a margin where there
  /// is room for one.
  static func column(in pane: Rect, widest: Int) -> Rect {
    let margin = pane.columns >= 60 ? 2 : pane.columns >= 30 ? 1 : 0
    let width = max(1, min(widest, pane.columns - 2 * margin))
    return Rect(
      column: pane.column + (pane.columns - width) / 2, row: pane.row, columns: width,
      rows: pane.rows)
  }
}
