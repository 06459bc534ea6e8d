// Numbers and reading times are written for people.

import ArticleModel

/// Numbers as they are read.
enum Count {
  /// `1,234,567`.
  static func grouped(_ number: Int) -> String {
    var digits = Array(String(number))
    for place in stride(from: digits.count - 3, to: 0, by: -3) { digits.insert(",", at: place) }
    return String(digits)
  }
}

/// The time that an article takes to read.
package enum ReadingTime {
  /// Whole minutes at 200 words a minute, at least one.
  package static func minutes(words: Int) -> Int {
    max(1, (words + 100) / 200)
  }
}

extension SavedSearch.Counts {
  /// How many articles a search finds: `1,000+` where there are more.
  var totalWords: String { Count.grouped(total) + (isMore ? "+" : "") }
}
