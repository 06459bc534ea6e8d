// Days and years that are written in digits alone, and those that a file's name bears.

import ArticleModel
import Glibc

enum DigitDay {
  /// `20240403`; of `2024-04` and `2024` the first day. `nil` where anything else is there.
  static func whole(_ text: String) -> CivilDay? {
    let bytes = Array(text.utf8)
    switch bytes.count {
    case 4: return isYear(bytes[...]) ? day(number(bytes[...]), 1, 1) : nil
    case 7 where bytes[4] == 0x2D:
      guard let month = number(bytes[5...]) else { return nil }
      return isYear(bytes[..<4]) ? day(number(bytes[..<4]), month, 1) : nil
    case 8: return packed(bytes[...])
    default: return nil
    }
  }

  /// The day in the names of a path: `2024-03-07-x.md`, `20240309-x.txt`, `2024/03/12/x.md`; the last
  /// that is there.
  static func inPath(_ path: RawPath) -> CivilDay? {
    let parts = path.bytes.split(separator: 0x2F).suffix(4)
    guard let name = parts.last else { return nil }
    if let day = opening(name) { return day }
    let folders = parts.dropLast()
    guard folders.count == 3, let last = folders.last, last.count <= 2 else { return nil }
    let numbers = folders.map { number($0) }
    guard let first = folders.first, isYear(first), let month = numbers[1] else { return nil }
    return numbers[2].flatMap { day(numbers[0], month, $0) }
  }

  /// The bytes of a name that are the day with which it opens; 0 for none.
  static func openingLength(_ name: ArraySlice<UInt8>) -> Int {
    guard opening(name) != nil else { return 0 }
    return name.prefix(10).dropFirst(4).first == 0x2D ? 10 : 8
  }

  private static func opening(_ name: ArraySlice<UInt8>) -> CivilDay? {
    let bytes = Array(name.prefix(11))
    if bytes.count >= 10, bytes[4] == 0x2D, bytes[7] == 0x2D,
      bytes.count == 10 || !isDigit(bytes[10])
    {
      guard isYear(bytes[..<4]), let month = number(bytes[5..<7]), let last = number(bytes[8..<10])
      else { return nil }
      return day(number(bytes[..<4]), month, last)
    }
    guard bytes.count >= 8, bytes.count == 8 || !isDigit(bytes[8]) else { return nil }
    return packed(bytes[..<8])
  }

  private static func packed(_ bytes: ArraySlice<UInt8>) -> CivilDay? {
    let bytes = Array(bytes)
    guard isYear(bytes[..<4]), let month = number(bytes[4..<6]), let last = number(bytes[6..<8])
    else { return nil }
    return day(number(bytes[..<4]), month, last)
  }

  private static func day(_ year: Int?, _ month: Int, _ day: Int) -> CivilDay? {
    year.flatMap { CivilDay(year: $0, month: month, day: day) }
  }

  /// A year that a document may be of: neither of the Middle Ages nor to come.
  private static func isYear(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard bytes.count == 4, let year = number(bytes) else { return false }
    return year >= 1500 && year <= thisYear + 1
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

  private static func number(_ bytes: ArraySlice<UInt8>) -> Int? {
    guard !bytes.isEmpty, bytes.allSatisfy(isDigit) else { return nil }
    return bytes.reduce(0) { $0 * 10 + Int($1 - 0x30) }
  }

  /// The year that two or three digits mean (RFC 5322, §4.3), but never one that is to come.
  static func year(_ value: Int, _ digits: Int) -> Int {
    if digits == 3 || value >= 50 { return 1900 + value }
    return 2000 + value <= thisYear + 1 ? 2000 + value : 1900 + value
  }

  private static let thisYear: Int = {
    var now = time(nil)
    var parts = tm()
    gmtime_r(&now, &parts)
    return Int(parts.tm_year) + 1900
  }()
}
