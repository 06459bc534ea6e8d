// Days as the clock on the wall counts them.

import ArticleModel
import Glibc

/// The days of the place where the reader is.
enum LocalDay {
  /// The day of an instant, in seconds since 1970.
  static func of(_ seconds: Int64) -> CivilDay {
    var time = time_t(seconds)
    var parts = tm()
    let day =
      localtime_r(&time, &parts) == nil
      ? nil
      : CivilDay(
        year: Int(parts.tm_year) + 1_900, month: Int(parts.tm_mon) + 1, day: Int(parts.tm_mday))
    return day ?? CivilDay(daysSinceEpoch: Int(seconds / 86_400))
  }

  /// When a day begins, in seconds since 1970.
  static func start(of day: CivilDay) -> Int64 {
    var parts = tm()
    parts.tm_year = Int32(day.year - 1_900)
    parts.tm_mon = Int32(day.month - 1)
    parts.tm_mday = Int32(day.day)
    parts.tm_isdst = -1
    return Int64(mktime(&parts))
  }
}
