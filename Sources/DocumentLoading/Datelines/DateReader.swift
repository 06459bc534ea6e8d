// Dates as papers write them, read without guessing.

import ArticleModel

enum DateReader {
  /// Reads ISO 8601, RFC 822, `18 February 2026`, `Feb. 18, 2026, 7:30 p.m.`, `18. Februar 2026`,
  /// `18.02.2026`, `2026年2月18日` and their like; `nil` for what names no day, or more than one
  /// (`02/03/2026`).
  static func read(_ text: String) -> PublishedTime? {
    let text = SafeText(line: text.prefix(120)).string
    if let time = PublishedTime(iso: text) { return time }
    if let day = DigitDay.whole(text) { return PublishedTime(day: day) }
    var tokens = Tokens(text)
    guard let day = tokens.takeDay() else { return nil }
    guard let second = tokens.takeTime() else { return PublishedTime(day: day) }
    return PublishedTime(day: day, secondOfDay: second, offsetMinutes: tokens.takeZone())
  }

  /// Whether a text is a date and nothing else, as under a headline.
  static func isWhole(_ text: String) -> PublishedTime? {
    guard text.utf8.count <= 64, text.unicodeScalars.contains(where: isDigit), let time = read(text)
    else { return nil }
    let words = Tokens(text).words.filter { word in
      MonthNames.month(word) == nil && !MonthNames.isWeekday(word) && !fillers.contains(word)
    }
    return words.isEmpty ? time : nil
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.numericType == .decimal
  }

  private static let fillers: Set<String> = [
    "am", "pm", "a", "p", "m", "at", "on", "um", "uhr", "de", "à", "den", "der", "of", "st", "nd",
    "rd", "th", "year", "года", "г", "р", "року", "年", "月", "日", "updated", "published", "posted",
    "et", "est", "edt", "gmt", "utc", "cet", "cest", "t", "z", "년", "월", "일",
  ]
}

/// The numbers, words and marks of a date.
private struct Tokens {
  enum Token: Equatable {
    case number(Int, digits: Int)
    case word(String)
    case mark(Character)
  }

  private var tokens: [Token] = []

  init(_ text: String) {
    var digits = ""
    var letters = ""
    for character in text {
      if let digit = character.wholeNumberValue, digit < 10, character.isNumber {
        if !letters.isEmpty { flushWord(&letters) }
        digits.append(String(digit))
      } else {
        flushNumber(&digits)
        if character.isLetter || character == "'" {
          letters.append(character)
          // `年`, `月` and `日` are words of one letter.
          if "年月日년월일".contains(character) { flushWord(&letters) }
        } else {
          flushWord(&letters)
          if character != " " { tokens.append(.mark(character)) }
        }
      }
    }
    flushNumber(&digits)
    flushWord(&letters)
  }

  private mutating func flushNumber(_ digits: inout String) {
    guard !digits.isEmpty else { return }
    if let value = Int(digits.prefix(9)) {
      tokens.append(.number(value, digits: digits.utf8.count))
    }
    digits = ""
  }

  private mutating func flushWord(_ letters: inout String) {
    if !letters.isEmpty { tokens.append(.word(letters.lowercased())) }
    letters = ""
  }

  var words: [String] {
    tokens.compactMap { if case .word(let word) = $0 { word } else { nil } }
  }

  /// Takes the day out of the tokens.
  mutating func takeDay() -> CivilDay? { takeNamed() ?? takeIdeographic() ?? takeNumeric() }

  private func number(_ index: Int) -> (value: Int, digits: Int)? {
    guard tokens.indices.contains(index), case .number(let value, let digits) = tokens[index] else {
      return nil
    }
    return (value, digits)
  }

  /// The nearest number in a direction from an index, over words as short as `de` and marks.
  private func nearest(_ index: Int, step: Int) -> Int? {
    var place = index + step
    var words = 0
    while tokens.indices.contains(place) {
      switch tokens[place] {
      case .number: return place
      case .mark(let mark): if mark == ":" { return nil }
      case .word(let word):
        words += 1
        if words > 1 || word.count > 4 { return nil }
      }
      place += step
    }
    return nil
  }

  /// `18 February 2026`, `February 18, 2026`, `18. Februar 2026`, `18 de febrero de 2026`.
  private mutating func takeNamed() -> CivilDay? {
    for (index, token) in tokens.enumerated() {
      guard case .word(let word) = token, let month = MonthNames.month(word) else { continue }
      let before = nearest(index, step: -1)
      guard let after = nearest(index, step: 1), let next = number(after) else { continue }
      if let before, let day = number(before), next.digits == 4, day.digits <= 2 {
        return take(before...after, next.value, month, day.value)
      }
      if next.digits <= 2, let last = nearest(after, step: 1), let year = number(last),
        year.digits == 4
      {
        return take(index...last, year.value, month, next.value)
      }
      if let before, let day = number(before), next.digits == 2 || next.digits == 3,
        day.digits <= 2
      {
        return take(before...after, DigitDay.year(next.value, next.digits), month, day.value)
      }
      if next.digits <= 2, let last = yearAfterTime(after), let year = number(last) {
        // The year goes first, as the places before it stay.
        tokens.remove(at: last)
        return take(index...after, year.value, month, next.value)
      }
      if let before, let year = number(before), year.digits == 4, next.digits <= 2 {
        return take(before...after, year.value, month, next.value)
      }
    }
    return nil
  }

  /// The year behind a time of day, as C's `asctime` and git write it: `Feb 18 10:00:00 2026 +0100`.
  private func yearAfterTime(_ day: Int) -> Int? {
    let isTime = { (place: Int) in
      tokens.indices.contains(place + 1) && number(place) != nil && tokens[place + 1] == .mark(":")
    }
    guard isTime(day + 1), number(day + 3) != nil else { return nil }
    var place = day + 4
    if tokens.indices.contains(place), tokens[place] == .mark(":") { place += 2 }
    if tokens.indices.contains(place), case .word = tokens[place] { place += 1 }
    return number(place)?.digits == 4 ? place : nil
  }

  private mutating func takeIdeographic() -> CivilDay? {
    for index in tokens.indices {
      guard let year = number(index), isWord(index + 1, "年", "년"), let month = number(index + 2),
        isWord(index + 3, "月", "월"), let day = number(index + 4)
      else { continue }
      return take(index...min(index + 5, tokens.count - 1), year.value, month.value, day.value)
    }
    return nil
  }

  private func isWord(_ index: Int, _ words: String...) -> Bool {
    guard tokens.indices.contains(index), case .word(let word) = tokens[index] else { return false }
    return words.contains(word)
  }

  /// `18.02.2026`, `2026/02/18`, `18/02/2026`, `02/18/2026`.
  private mutating func takeNumeric() -> CivilDay? {
    for index in tokens.indices.dropLast(4) {
      guard let first = number(index), let second = number(index + 2),
        let third = number(index + 4),
        case .mark(let mark) = tokens[index + 1], tokens[index + 3] == .mark(mark),
        "./-".contains(mark)
      else { continue }
      let range = index...(index + 4)
      if first.digits == 4 { return take(range, first.value, second.value, third.value) }
      guard third.digits == 4 else { continue }
      if mark == "." || first.value > 12 || first.value == second.value {
        return take(range, third.value, second.value, first.value)
      }
      if second.value > 12 { return take(range, third.value, first.value, second.value) }
    }
    return nil
  }

  private mutating func take(
    _ range: ClosedRange<Int>, _ year: Int, _ month: Int, _ day: Int
  ) -> CivilDay? {
    guard year >= 1000, let civil = CivilDay(year: year, month: month, day: day) else { return nil }
    tokens.removeSubrange(range)
    return civil
  }

  /// `10:00:00`, `7:30 p.m.`, in seconds since midnight.
  mutating func takeTime() -> Int? {
    for index in tokens.indices.dropLast(2) {
      guard let hour = number(index), tokens[index + 1] == .mark(":"),
        let minute = number(index + 2), hour.value < 25, minute.value < 60
      else { continue }
      var end = index + 3
      var second = 0
      if tokens.indices.contains(end), tokens[end] == .mark(":"), let value = number(end + 1) {
        second = min(59, value.value)
        end += 2
      }
      let shifted = shiftedHour(hour.value, &end)
      tokens.removeSubrange(0..<end)
      return shifted * 3_600 + minute.value * 60 + second
    }
    return nil
  }

  private func shiftedHour(_ hour: Int, _ end: inout Int) -> Int {
    guard tokens.indices.contains(end), case .word(let word) = tokens[end], hour <= 12,
      word == "pm" || word == "am" || word == "p" || word == "a"
    else { return hour }
    end += 1
    return hour % 12 + (word.hasPrefix("p") ? 12 : 0)
  }

  /// Minutes east of UTC: `+0100`, `-05:00`, `GMT`, `EST`; 0 where nothing is said.
  func takeZone() -> Int {
    for (index, token) in tokens.enumerated() {
      switch token {
      case .word(let word):
        if let hours = zones[word] { return hours * 60 }
      case .mark(let mark) where mark == "+" || mark == "-":
        guard let zone = number(index + 1) else { continue }
        let minutes = number(index + 3)?.value ?? 0
        let value =
          zone.digits == 4 ? zone.value / 100 * 60 + zone.value % 100 : zone.value * 60 + minutes
        return mark == "-" ? -value : value
      default: break
      }
    }
    return 0
  }
}

/// Hours east of UTC of the zones that RFC 822 names, and of those that European papers do.
private let zones: [String: Int] = [
  "gmt": 0, "ut": 0, "utc": 0, "z": 0, "est": -5, "edt": -4, "et": -5, "cst": -6, "cdt": -5,
  "mst": -7, "mdt": -6, "pst": -8, "pdt": -7, "bst": 1, "cet": 1, "mez": 1, "cest": 2, "mesz": 2,
  "eet": 2, "eest": 3, "msk": 3, "ist": 5, "jst": 9, "kst": 9,
]
