// A followed story has its words.

import ArticleModel

/// The words for a followed story.
enum FollowText {
  /// `3 new since 12 Feb`.
  static func note(new: Int, since: Int64?, today: CivilDay) -> SafeText {
    let day = since.map { DateText.short(PublishedTime(epochSeconds: $0).day, today: today) }
    let words = day.map { " since \($0)" } ?? ""
    return SafeText(line: new > 0 ? "\(new) new\(words)" : "followed\(words)")
  }
}
