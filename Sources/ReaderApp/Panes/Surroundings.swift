// Every pane is given its surroundings: the window, the looks, the keys and the day.

import ArticleModel
import Screen

/// The two panes.
enum Pane: String, Hashable, Sendable {
  case list, text
}

/// All that panes know of one another, and of the world.
struct Surroundings {
  var size: Size
  let keymap: Keymap
  var theme: Theme
  let today: CivilDay

  /// The folders that limit lists, and their name; none for the whole library.
  let scopes: [Scope]
  let scopeName: SafeText
  /// True if `w` widened the lists to the whole library.
  var isWidened = false

  /// The pane that has the keys while no view lies over it.
  var focus = Pane.list
  /// True if the reader asked for the other layout than the width suggests.
  var isLayoutToggled = false
  /// The width of the list beside a text, in cells; `nil` until the reader has moved the rule.
  var listColumns: Int?
  /// The widest that the text column may be, in cells.
  var columnWidth = Surroundings.defaultColumnWidth

  static let defaultColumnWidth = 72
}

extension Surroundings {
  var ornaments: Ornaments { theme.ornaments }

  /// The scopes to which lists are limited now.
  var activeScopes: [Scope] { isWidened ? [] : scopes }

  var arrangement: Arrangement { arrangement(focus: focus) }

  /// The panes as they would stand if one of them had the focus.
  func arrangement(focus: Pane) -> Arrangement {
    Arrangement(
      size, focus: focus, isToggled: isLayoutToggled, widest: columnWidth, list: listColumns)
  }

  /// True if both panes are on screen.
  var showsTwoPanes: Bool { Arrangement.showsTwo(size, isToggled: isLayoutToggled) }

  /// True if the other pane is being read, so that this one is to stand back.
  func isQuiet(_ pane: Pane) -> Bool { showsTwoPanes && focus != pane }

  /// The rectangle of the text column, also while its pane is hidden.
  var textColumn: Rect {
    column(
      in: arrangement(focus: .text).text
        ?? Rect(column: 0, row: 0, columns: size.columns, rows: size.rows))
  }

  /// The text column inside a pane.
  func column(in pane: Rect) -> Rect { Arrangement.column(in: pane, widest: columnWidth) }

  /// The place of views over the panes: the text pane beside the list, else the whole middle.
  var overlayPane: Rect {
    arrangement.text ?? arrangement.list
      ?? Rect(column: 0, row: 0, columns: size.columns, rows: size.rows)
  }

  /// The list pane, also while it is hidden.
  var listPane: Rect? { arrangement(focus: .list).list }

  /// The first key sequence of a command, else its name.
  func key(_ id: CommandID, else name: String = "") -> String { keymap.keyName(of: id) ?? name }

  /// A text cut with `…` to a width in cells.
  func shortened(_ text: SafeText, to columns: Int) -> SafeText {
    guard TextLayout.width(of: text) > columns else { return text }
    let line = TextLayout.truncated(text, to: columns, ellipsis: ornaments.ellipsis)
    let end = line.items.map(\.offset).max() ?? 0
    return text.slice(scalars: 0..<end) + ornaments.ellipsis
  }

  /// True if an article lies outside of what the lists are limited to.
  func isOutside(_ row: ArticleRow) -> Bool {
    !activeScopes.hold(folder: row.folder, path: row.rawPath)
  }
}
