// The screen is kept as it was when a search began to be typed, for who gives it up.

import ArticleModel

/// The screen when a search began to be typed.
struct SearchStart {
  var list: ListState
  var search: SearchState?
  var reading: Reading?
  var focus: Pane
  var views: [Overlay]
}
