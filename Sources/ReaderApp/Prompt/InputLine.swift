// An input line is a text that is being typed, with its cursor.

import ArticleModel
import TextAnalysis

/// A line being typed.
struct InputLine: Hashable {
  enum Purpose: Hashable {
    /// Search the library; the results follow each key.
    case search
    /// Find in the text; where the text stood when it began.
    case find(topBlock: Int, topOffset: Int)
    case command
    /// Words are looked for in the help, from this line on.
    case help(top: Int)
    /// The name of a search that is to be kept.
    case name
    /// A command of the shell that is given the text.
    case pipe
  }

  var purpose: Purpose
  var text: [Unicode.Scalar] = []
  /// Scalars before the cursor.
  var cursor = 0
  /// The place in the history of the line that is shown as it was typed before.
  var recalled: Int?

  /// In scalars: a query is no longer.
  static let longest = SearchQuery.longest

  /// Puts text at the cursor, as much of it as there is room for; whether that was all of it.
  mutating func insert(_ scalars: some Collection<Unicode.Scalar>) -> Bool {
    let fitting = scalars.prefix(max(0, Self.longest - text.count))
    text.insert(contentsOf: fitting, at: cursor)
    cursor += fitting.count
    return fitting.count == scalars.count
  }

  mutating func moveToEnd() {
    cursor = text.count
  }

  var string: String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: text)
    return String(view)
  }
}
