// The theme gives weight before colour, has one accent, and uses the terminal's own palette.

import ArticleModel
import Screen

/// The style of each thing on the screen, and the signs of the interface.
struct Theme {
  /// Headlines, titles and what is unread.
  var strong = Style.bold
  /// Dates, notes and rules, which stand back.
  var faded = Style.dim
  var emphasis = Style.italic
  var link = Style(.underline)
  /// Summaries and quotations.
  var quoted = Style.italic
  /// Signs before headlines, and numbers.
  var mark = Style(.bold, foreground: Theme.accent)
  /// Titles of parts of a view.
  var title = Style(.bold, foreground: Theme.accent)
  /// The tab on which the reader stands, and the words of a search.
  var current = Style([.bold, .underline], foreground: Theme.accent)
  /// Words that were looked for.
  var hit = Style([.bold, .underline])
  /// Words that came into a newer edition, and words that went.
  var added = Style([.bold, .underline])
  var removed = Style.dim

  let ornaments: Ornaments

  /// The one accent.
  private static let accent = Color.ansi(6)

  init(_ ornaments: Ornaments) {
    self.ornaments = ornaments
  }

  /// The selected row of the pane that has the keys.
  func selected(_ style: Style) -> Style {
    Style(style.attributes.subtracting(.dim).union(.reverse))
  }

  /// The selected row of a pane beside it.
  func selectedBeside(_ style: Style) -> Style { style.over(Style(.underline)) }

  /// The part of a text that is pointed at: the match that is shown, the link that is chosen.
  func pointedAt(_ style: Style) -> Style { style.over(.reverse) }

  /// A style standing back in a text: dim, and never bold.
  func receding(_ style: Style) -> Style {
    var style = style
    style.attributes = style.attributes.subtracting(.bold).union(.dim)
    return style
  }
}
