// A document gives the time of its publication as a day or an instant.

/// A day of the proleptic Gregorian calendar.
package struct CivilDay: Hashable, Sendable, Comparable {
  /// The year, 1 to 9999.
  package let year: Int
  /// The month, 1 to 12.
  package let month: Int
  /// The day of the month, 1 to 31.
  package let day: Int

  /// The day, or `nil` if the calendar has no such day.
  package init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
      day <= Self.daysInMonth(month, year: year)
    else { return nil }
    self.year = year
    self.month = month
    self.day = day
  }

  /// The day that lies `days` after 1 January 1970 (H. Hinnant, "chrono-compatible low-level date
  /// algorithms", `civil_from_days`). Days outside the years 1 to 9999 are clamped.
  package init(daysSinceEpoch days: Int) {
    let shifted = min(max(days, -719_162), 2_932_896) + 719_468
    let era = shifted / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  /// Days since 1 January 1970 (`days_from_civil` of the same source).
  package var daysSinceEpoch: Int {
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = shiftedYear / 400
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  /// `2026-02-18`.
  package var text: String {
    paddedNumber(year, 4) + "-" + paddedNumber(month, 2) + "-" + paddedNumber(day, 2)
  }

  package static func < (left: CivilDay, right: CivilDay) -> Bool {
    (left.year, left.month, left.day) < (right.year, right.month, right.day)
  }

  private static func daysInMonth(_ month: Int, year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}

/// A day, or an instant with the offset that its document gave.
package struct PublishedTime: Hashable, Sendable {
  /// The day as the document's place reckoned it.
  package let day: CivilDay
  /// Seconds since that day's midnight, if the document gives a time.
  package let secondOfDay: Int?
  /// Minutes east of UTC, if the document gives a time.
  package let offsetMinutes: Int

  package init(day: CivilDay) {
    self.day = day
    secondOfDay = nil
    offsetMinutes = 0
  }

  /// An instant; `secondOfDay` is clamped to the day and `offsetMinutes` to a day's length.
  package init(day: CivilDay, secondOfDay: Int, offsetMinutes: Int) {
    self.day = day
    self.secondOfDay = min(max(secondOfDay, 0), 86_400)
    self.offsetMinutes = min(max(offsetMinutes, -1_439), 1_439)
  }

  /// Reads `2026-02-18`, `2026-02-18T10:00:00Z`, `2026-02-18 10:00+01:00` (RFC 3339, with its
  /// seconds and its zone optional: without a zone the time is taken as UTC).
  package init?(iso text: some StringProtocol) {
    let bytes = Array(text.utf8)
    func number(_ range: Range<Int>) -> Int? {
      guard range.upperBound <= bytes.count else { return nil }
      var value = 0
      for byte in bytes[range] {
        guard (0x30...0x39).contains(byte) else { return nil }
        value = value * 10 + Int(byte - 0x30)
      }
      return value
    }
    guard bytes.count >= 10, bytes[4] == 0x2D, bytes[7] == 0x2D,
      let year = number(0..<4), let month = number(5..<7), let dayNumber = number(8..<10),
      let day = CivilDay(year: year, month: month, day: dayNumber)
    else { return nil }
    guard bytes.count > 10 else {
      self.init(day: day)
      return
    }
    guard [0x54, 0x74, 0x20].contains(bytes[10]), bytes.count >= 16, bytes[13] == 0x3A,
      let hour = number(11..<13), let minute = number(14..<16), hour < 25, minute < 60
    else { return nil }
    var place = 16
    var second = 0
    if place < bytes.count, bytes[place] == 0x3A {
      guard let value = number(17..<19) else { return nil }
      second = value
      place = 19
      if place < bytes.count, bytes[place] == 0x2E {
        place += 1
        while place < bytes.count, (0x30...0x39).contains(bytes[place]) { place += 1 }
      }
    }
    guard let offset = Self.offset(bytes[place...]) else { return nil }
    self.init(
      day: day, secondOfDay: hour * 3_600 + minute * 60 + second, offsetMinutes: offset)
  }

  private static func offset(_ zone: ArraySlice<UInt8>) -> Int? {
    let zone = zone.filter { $0 != 0x20 && $0 != 0x3A }
    if zone.isEmpty || zone == [0x5A] || zone == [0x7A] { return 0 }
    let digits = zone.dropFirst()
    guard zone[0] == 0x2B || zone[0] == 0x2D, digits.count == 4 || digits.count == 2,
      let value = Int(String(decoding: digits, as: UTF8.self))
    else { return nil }
    let minutes = digits.count == 4 ? value / 100 * 60 + value % 100 : value * 60
    return zone[0] == 0x2D ? -minutes : minutes
  }

  /// Seconds since 1970, of a day its midnight in UTC: the order of lists.
  package var epochSeconds: Int64 {
    Int64(day.daysSinceEpoch) * 86_400 + Int64(secondOfDay ?? 0) - Int64(offsetMinutes) * 60
  }

  /// `2026-02-18`, or `2026-02-18T10:00:00Z` with the offset the document gave.
  package var text: String {
    guard let secondOfDay else { return day.text }
    let time = [secondOfDay / 3_600, secondOfDay / 60 % 60, secondOfDay % 60]
      .map { paddedNumber($0, 2) }.joined(separator: ":")
    guard offsetMinutes != 0 else { return day.text + "T" + time + "Z" }
    let size = abs(offsetMinutes)
    let zone = paddedNumber(size / 60, 2) + ":" + paddedNumber(size % 60, 2)
    return day.text + "T" + time + (offsetMinutes < 0 ? "-" : "+") + zone
  }

  /// The instant `epochSeconds` after 1970, in UTC, within the years 1 to 9999.
  package init(epochSeconds: Int64) {
    let seconds = Bounded.epoch(epochSeconds)
    let days = Int((Double(seconds) / 86_400).rounded(.down))
    self.init(
      day: CivilDay(daysSinceEpoch: days),
      secondOfDay: Int(seconds - Int64(days) * 86_400), offsetMinutes: 0)
  }
}

private func paddedNumber(_ value: Int, _ width: Int) -> String {
  let digits = String(value)
  return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
