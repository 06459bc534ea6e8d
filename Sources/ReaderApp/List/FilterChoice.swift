// A list can be limited by one of these choices, each with its words in a search.

import ArticleModel

/// The choices that `f` offers.
enum FilterChoice: String, CaseIterable {
  case all = "All articles"
  case unread = "Unread"
  case starred = "Starred"
  case queued = "Queue"
  case today = "Today"
  case week = "Last 7 days"
  case month = "Last 30 days"
  case year = "This year"
  case anyTime = "Any time"

  /// The limit by date that it is; `nil` for none.
  var dates: DateLimit? { DateLimit(rawValue: rawValue) }

  /// Its word in the query language, after `is:`.
  var word: String {
    switch self {
    case .unread: "unread"
    case .starred: "starred"
    case .queued: "queued"
    default: ""
    }
  }
}
