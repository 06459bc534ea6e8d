// A list can be limited by date.

import ArticleModel

/// From when on articles are listed.
enum DateLimit: String, Hashable, CaseIterable {
  case today = "Today"
  case week = "Last 7 days"
  case month = "Last 30 days"
  case year = "This year"

  /// As it stands in a sentence.
  var words: String {
    switch self {
    case .today, .year: rawValue.lowercased()
    case .week, .month: "the \(rawValue.lowercased())"
    }
  }

  /// The first day that is listed.
  func first(_ today: CivilDay) -> CivilDay {
    switch self {
    case .today: today
    case .week: CivilDay(daysSinceEpoch: today.daysSinceEpoch - 6)
    case .month: CivilDay(daysSinceEpoch: today.daysSinceEpoch - 29)
    case .year: CivilDay(year: today.year, month: 1, day: 1) ?? today
    }
  }
}
