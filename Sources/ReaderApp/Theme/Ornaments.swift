// The signs of the interface come in forms that the terminal can show.

import ArticleModel

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
  /// The end of an article's own text.
  let end: SafeText

  static let unicode = Ornaments(
    unread: "●", star: "★", queued: "+", read: "✓", nearest: "~", missing: "–", outside: "^",
    rule: "│",
    line: "─",
    trail: "›", bullet: "•", ellipsis: "…", dot: "·", pointer: "›",
    followed: "◆", folded: "▸", end: "■")

  static let ascii = Ornaments(
    unread: "o", star: "*", queued: "+", read: "x", nearest: "~", missing: "-", outside: "^",
    rule: "|",
    line: "-",
    trail: ">", bullet: "-", ellipsis: "...", dot: "-", pointer: ">",
    followed: "#", folded: ">", end: "#")
}
