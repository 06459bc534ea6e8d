// Two reports far apart in time tell one story less probably.

package import ArticleModel

/// The day of an article, as matching counts it.
package struct StoryDay: Hashable, Sendable {
  /// Days since 1970; `Int32.min` for an article without a date.
  package let number: Int32

  /// A day as it was stored.
  package init(number: Int32) {
    self.number = number
  }

  /// The day on which an article was published.
  package init(_ published: PublishedTime?) {
    number = published.map { Int32(clamping: $0.day.daysSinceEpoch) } ?? .min
  }

  /// Of an article without a date.
  package static let unknown = StoryDay(number: .min)

  /// The factor of a similarity for the time between two articles: 1 for the same day, .99
  /// for a month, .91 for a year, .58 for ten: an event of which the next one is a repetition, as
  /// every year's prize or flood, has the same words. For an unknown date, 1.
  @inline(__always)
  package func closeness(to other: StoryDay) -> Float {
    guard number != .min, other.number != .min, number != other.number else { return 1 }
    let years = Float(abs(Int64(number) - Int64(other.number))) / 365
    return 1 / (1 + years / StorySettings.fadingYears).squareRoot()
  }
}
