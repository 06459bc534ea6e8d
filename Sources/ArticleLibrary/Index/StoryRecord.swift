// The index keeps a few hundred bytes of each article for matching.

import ArticleModel
import Foundation
import StoryMatching
import TextAnalysis

/// An article's vector with what is compared beside it.
struct StoryRecord {
  var day: StoryDay
  var figures: StoryFigures
  /// A hash of its words in their order.
  var wordHash: UInt64
  var print: TextFingerprint?
  /// As `StoryVector` stores itself.
  var vector: [UInt8]

  /// Bytes before the fingerprint.
  private static let head = 17

  init(
    day: StoryDay, figures: StoryFigures, wordHash: UInt64, print: TextFingerprint?, vector: [UInt8]
  ) {
    self.day = day
    self.figures = figures
    self.wordHash = wordHash
    self.print = print
    self.vector = vector
  }

  /// As it is stored.
  var bytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(Self.head + 64 + vector.count)
    bytes.append(print == nil ? 0 : 1)
    Self.append(UInt64(Self.step(figures.popularity)), 2, &bytes)
    Self.append(UInt64(Self.step(figures.background)), 2, &bytes)
    Self.append(UInt64(UInt32(bitPattern: day.number)), 4, &bytes)
    Self.append(wordHash, 8, &bytes)
    bytes += print?.bytes ?? []
    bytes += vector
    return bytes
  }

  /// Reads what `bytes` gave; `nil` for what is too short.
  init?(_ bytes: UnsafeRawBufferPointer) {
    guard bytes.count >= Self.head else { return nil }
    figures = StoryFigures(
      popularity: Self.share(Self.number(bytes, 1, 2)),
      background: Self.share(Self.number(bytes, 3, 2)))
    day = StoryDay(number: Int32(bitPattern: UInt32(Self.number(bytes, 5, 4))))
    wordHash = Self.number(bytes, 9, 8)
    let rest = UnsafeRawBufferPointer(rebasing: bytes[Self.head...])
    print =
      bytes[0] == 1 && rest.count >= 64
      ? TextFingerprint(UnsafeRawBufferPointer(rebasing: rest[..<64])) : nil
    vector = Array(print == nil ? rest[...] : rest[64...])
  }

  /// The profile under which it is compared.
  func profile(number: Int64) -> StorySource.Profile {
    StorySource.Profile(
      number: number, day: day, vector: StoryVector(bytes: vector), figures: figures, print: print)
  }

  /// A share of 1 in as many steps as 16 bits have.
  static func step(_ share: Float) -> UInt16 { UInt16(max(0, min(1, share)) * 65_535) }

  private static func share(_ step: UInt64) -> Float { Float(step) / 65_535 }

  private static func append(_ value: UInt64, _ count: Int, _ bytes: inout [UInt8]) {
    for place in 0..<count { bytes.append(UInt8(truncatingIfNeeded: value >> UInt64(place * 8))) }
  }

  private static func number(
    _ bytes: UnsafeRawBufferPointer, _ first: Int, _ count: Int
  ) -> UInt64 {
    var value: UInt64 = 0
    for place in 0..<count { value |= UInt64(bytes[first + place]) << UInt64(place * 8) }
    return value
  }
}

/// The name under which a related headline is looked up.
enum NamedHeadline {
  /// 32 bits of the hash of a headline's key: what is found by it is compared once more.
  static func key(_ headline: String) -> UInt32 {
    UInt32(truncatingIfNeeded: StableHash.of(HeadlineKey.of(headline)))
  }
}
