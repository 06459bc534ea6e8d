// The views over the panes have these titles.

import ArticleModel

enum Title {
  static let related: SafeText = "Related stories"
  static let thread: SafeText = "The story"
  static let briefing: SafeText = "The briefing"
  static let changes: SafeText = "What changed"
  static let naming: SafeText = "Who names it"
  static let names: SafeText = "Names"
  static let namingHead: SafeText = "Who names this article"
  static let namesHead: SafeText = "Names in this article"
  static let peek: SafeText = "Peek"
  static let nearest: SafeText = "The nearest"
  static let keys: SafeText = "Keys"
  static let desks: SafeText = "Desks"
  static let searches: SafeText = "Searches that are kept"
  static let followed: SafeText = "Stories that you follow"
  static let outline: SafeText = "Outline"
  static let trail: SafeText = "The trail"
  static let filter: SafeText = "Show"
  static let inTheList: SafeText = "In the list"
  static let inTheText: SafeText = "In the text"
  static let inThisView: SafeText = "In this view"
  static let everywhere: SafeText = "Everywhere"
}
