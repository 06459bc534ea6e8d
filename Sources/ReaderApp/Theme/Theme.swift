// The theme gives weight before colour, has one accent, and uses the terminal's own palette.

import ArticleModel
import Screen

/// The style of each thing on the screen, and the signs of the interface.
struct Theme {
  /// Headlines, titles and what is unread.
  var strong = Style.bold
  /// Dates, notes and rules, which stand back.
  var faded = Style.dim
  /// The place and the agency that open a body.
  var dateline = Style.dim
  var emphasis = Style.italic
  var link = Style(.underline)
  /// Summaries and quotations.
  var quoted = Style.italic
  /// Signs before headlines, and numbers.
  let mark: Style
  /// Titles of parts of a view.
  let title: Style
  /// The tab on which the reader stands, and the words of a search.
  let current: Style
  /// Words that were looked for.
  var hit = Style([.bold, .underline])
  /// Words that came into a newer edition, and words that went.
  var added = Style([.bold, .underline])
  var removed = Style.dim

  let ornaments: Ornaments
  /// The background on which the accent can be read; `nil` while it is not known.
  let backdrop: Backdrop?

  /// - Parameters:
  ///   - ornaments: the signs.
  ///   - backdrop: the background; while it is not known, weight alone tells things apart.
  init(_ ornaments: Ornaments, on backdrop: Backdrop? = nil) {
    self.ornaments = ornaments
    self.backdrop = backdrop
    let accent = Self.accent(on: backdrop)
    mark = Style(.bold, foreground: accent)
    title = Style(.bold, foreground: accent)
    current = Style([.bold, .underline], foreground: accent)
  }

  /// The one accent: in xterm's palette cyan has a contrast of 10.8:1 to black and of 1.9:1 to
  /// white, blue of 9.3:1 to white.
  private static func accent(on backdrop: Backdrop?) -> Color {
    switch backdrop {
    case .dark: .ansi(6)
    case .light: .ansi(4)
    case nil: .terminal
    }
  }

  /// The selected row of the pane that has the keys.
  func selected(_ style: Style) -> Style {
    Style(style.attributes.subtracting(.dim).union(.reverse))
  }

  /// The selected row of a pane that stands back: it alone has its weight.
  func selectedBeside(_ style: Style) -> Style {
    Style(style.attributes.contains(.dim) ? style.attributes : style.attributes.union(.bold))
  }

  /// The part of a text that is pointed at: the match that is shown, the link that is chosen.
  func pointedAt(_ style: Style) -> Style { style.over(.reverse) }

  /// A style of what stands beside the pane that is being read: dim, without weight or colour.
  func quiet(_ style: Style) -> Style {
    Style(style.attributes.subtracting(.bold).union(.dim))
  }

  /// A style standing back in a text: dim, and never bold.
  func receding(_ style: Style) -> Style {
    var style = style
    style.attributes = style.attributes.subtracting(.bold).union(.dim)
    return style
  }
}
