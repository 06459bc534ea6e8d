// Dates are written in one place, as a newspaper writes them.

import ArticleModel

/// Dates as a newspaper writes them, in English as the rest of the interface.
enum DateText {
  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]

  /// `18 February 2026`.
  static func long(_ day: CivilDay) -> SafeText {
    SafeText(line: "\(day.day) \(months[day.month - 1]) \(day.year)")
  }

  /// `18 Feb` in the year of `today`, else `Feb 2024`.
  static func short(_ day: CivilDay, today: CivilDay) -> SafeText {
    let month = months[day.month - 1].prefix(3)
    return SafeText(
      line: day.year == today.year ? "\(day.day) \(month)" : "\(month) \(day.year)")
  }
}
