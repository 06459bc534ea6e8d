// A search knows a few traits of every article from memory, while the index stays as it is.

import CFullText
import Foundation
import GRDB
import TextAnalysis

/// The day and the length of every article, and what follows from them.
///
/// FTS5 could be asked for a row's length and the article's row for its time, but each takes a look
/// into the file that costs more than all the rest of ranking a match. Four bytes an article, read at
/// the first search and again when the index was written to.
final class SearchTraits: Sendable {
  /// Articles whose traits are stored in one row.
  static let group = Int64(full_text_group)
  /// Days are counted from 1900, so that 16 bits hold those of news.
  private static let firstDay = -25_567

  /// For each group its place in `values`, or -1; and the groups that have articles.
  private let places: [Int32]
  private let values: [UInt32]
  /// How many articles there are.
  let count: Int
  /// The mean length of an article in terms, 1 for none.
  let meanLength: Double
  /// How many articles each day has that has any, the newest first.
  let days: [(day: Int, articles: Int)]
  /// The languages of the articles, the commonest first.
  let languages: [Language]

  init(_ db: Database) throws {
    let rows = try db.rows("SELECT number, bytes FROM traits ORDER BY number")
    var places: [Int32] = []
    var values: [UInt32] = []
    while let row = try rows.next() {
      let number = Int(row.integer(0))
      // A forged number must not ask for memory: no index has more groups than this.
      guard number >= places.count, number < 1 << 24 else { continue }
      places += Array(repeating: -1, count: number - places.count)
      places.append(Int32(values.count / Int(Self.group)))
      values += Self.values(row.bytes(1))
    }
    self.places = places
    self.values = values
    (count, days) = Self.counted(values)
    let terms = values.reduce(0) { $0 + Int($1 & 0xFFFF) }
    meanLength = terms > 0 ? Double(terms) / Double(count) : 1
    languages = try Vocabulary(db: db).languages()
  }

  private static func counted(_ values: [UInt32]) -> (Int, [(day: Int, articles: Int)]) {
    var articles = [Int32](repeating: 0, count: 1 << 16)
    var count = 0
    for value in values where value != 0 {
      articles[Int(value >> 16)] += 1
      count += 1
    }
    let days = articles.indices.reversed().filter { articles[$0] > 0 }
    return (count, days.map { (day: $0 + firstDay, articles: Int(articles[$0])) })
  }

  /// Lets `textRank` see the traits while `body` runs.
  func lent<Result>(_ body: () throws -> Result) rethrows -> Result {
    try places.withUnsafeBufferPointer { places in
      try values.withUnsafeBufferPointer { values in
        full_text_use(
          full_text_traits(
            places: places.baseAddress, group_count: Int64(places.count),
            values: values.baseAddress))
        defer { full_text_use(full_text_traits()) }
        return try body()
      }
    }
  }

  /// An article's day as ranking counts it; 0 where it is not known.
  func day(of docno: Int64) -> Int32 {
    guard docno >= 0, docno / Self.group < places.count else { return 0 }
    let place = places[Int(docno / Self.group)]
    guard place >= 0 else { return 0 }
    return Int32(values[Int(place) * Int(Self.group) + Int(docno % Self.group)] >> 16)
  }

  /// The terms of the days on which about the newest `count` articles before a day were published;
  /// `nil` where the days part them badly: far more are of one day.
  func newestDays(_ count: Int, before end: Int?) -> [String]? {
    var inside = 0
    var last: Int?
    for (day, articles) in days where day < end ?? .max {
      last = last ?? day
      inside += articles
      guard inside >= count else { continue }
      guard inside < count * 4, let last else { return nil }
      return DayTerms.covering(day...last)
    }
    return nil
  }
}

// MARK: As they are stored

extension SearchTraits {
  /// A day as ranking counts it: 0 is none.
  static func day(recency: Int64) -> Int32 {
    Int32(clamping: min(max(DayTerms.day(recency: recency) - firstDay, 1), 0xFFFF))
  }

  /// The stored form of an article's traits.
  static func value(recency: Int64, terms: Int) -> UInt32 {
    UInt32(day(recency: recency)) << 16 | UInt32(min(terms, 0xFFFF))
  }

  /// The values of a row, as many as a group has.
  static func values(_ bytes: [UInt8]) -> [UInt32] {
    var values = [UInt32](repeating: 0, count: Int(group))
    bytes.withUnsafeBytes { buffer in
      for place in 0..<min(values.count, buffer.count / 4) {
        values[place] = UInt32(
          littleEndian: buffer.loadUnaligned(fromByteOffset: place * 4, as: UInt32.self))
      }
    }
    return values
  }

  static func bytes(_ values: [UInt32]) -> Data {
    values.map(\.littleEndian).withUnsafeBytes { Data($0) }
  }
}

/// Traits that a transaction changes, written together.
struct TraitWriter {
  private var groups: [Int64: [UInt32]] = [:]

  mutating func set(_ docno: Int64, _ value: UInt32, _ db: Database) throws {
    let number = docno / SearchTraits.group
    if groups[number] == nil {
      let rows = try db.rows("SELECT bytes FROM traits WHERE number = ?", [number])
      groups[number] = SearchTraits.values(try rows.next()?.bytes(0) ?? [])
    }
    groups[number]?[Int(docno % SearchTraits.group)] = value
  }

  mutating func write(_ db: Database) throws {
    for (number, values) in groups {
      if values.contains(where: { $0 != 0 }) {
        try db.run(
          "INSERT OR REPLACE INTO traits VALUES (?, ?)", [number, SearchTraits.bytes(values)])
      } else {
        try db.run("DELETE FROM traits WHERE number = ?", [number])
      }
    }
    groups = [:]
  }
}
