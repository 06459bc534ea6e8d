// An input line is a text that is being typed, with its cursor.

import ArticleModel

/// A line being typed.
struct InputLine: Hashable {
  enum Purpose: Hashable {
    /// Search the library; the results follow each key.
    case search
    /// Find in the text; where the text stood when it began.
    case find(topBlock: Int, topOffset: Int)
    case command
  }

  var purpose: Purpose
  var text: [Unicode.Scalar] = []
  /// Scalars before the cursor.
  var cursor = 0

  mutating func moveToEnd() {
    cursor = text.count
  }

  var string: String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: text)
    return String(view)
  }
}
