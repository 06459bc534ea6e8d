// Numbers from outside the program, brought to where arithmetic on them cannot overflow.

/// An option, a document or a database may give any number; sums and products of these stay far from
/// the ends of `Int`.
package enum Bounded {
  /// More than anything that is counted or measured here: 2^40.
  private static let most: Int64 = 1 << 40

  /// A count, a size or a place, at least `least` and at most 2^40.
  package static func count(_ value: Int64, least: Int = 0) -> Int {
    Int(min(max(value, Int64(least)), most))
  }

  /// The same of an `Int`.
  package static func count(_ value: Int, least: Int = 0) -> Int {
    count(Int64(value), least: least)
  }

  /// A share of a whole, 0 to 1; 0 of what is no number.
  package static func share(_ value: Double) -> Double {
    value.isNaN ? 0 : min(max(value, 0), 1)
  }

  /// Seconds since 1970 within the years 1 to 9999.
  package static func epoch(_ seconds: Int64) -> Int64 {
    min(max(seconds, -62_135_596_800), 253_402_300_799)
  }
}
