// The looks: weight before colour, one accent, the terminal's own palette.

import ArticleModel
import Screen

enum TextTheme {
  /// The one accent.
  static let accent = Color.ansi(6)

  static let selected = Style(.reverse)
  static let faded = Style.dim
  /// Words that were looked for.
  static let hit = Style([.bold, .underline])
  static let mark = Style(.bold, foreground: accent)

}

/// The signs of the interface, in a form that the terminal can show.
struct Ornaments {
  let unread: SafeText
  let star: SafeText
  let queued: SafeText
  let read: SafeText
  let nearest: SafeText
  let missing: SafeText
  let outside: SafeText
  let rule: SafeText
  let line: SafeText
  let trail: SafeText
  let bullet: SafeText
  let ellipsis: SafeText
  let dot: SafeText
  let pointer: SafeText
  let followed: SafeText
  let folded: SafeText

  static let unicode = Ornaments(
    unread: "●", star: "★", queued: "+", read: "✓", nearest: "~", missing: "–", outside: "^",
    rule: "│",
    line: "─",
    trail: "›", bullet: "•", ellipsis: "…", dot: "·", pointer: "›",
    followed: "◆", folded: "▸")

  static let ascii = Ornaments(
    unread: "o", star: "*", queued: "+", read: "x", nearest: "~", missing: "-", outside: "^",
    rule: "|",
    line: "-",
    trail: ">", bullet: "-", ellipsis: "...", dot: "-", pointer: ">",
    followed: "#", folded: ">")
}

extension Style {
  /// This style standing back: dim, and never bold.
  var receding: Style {
    var style = self
    style.attributes = attributes.subtracting(.bold).union(.dim)
    return style
  }
}
