// The frequencies of terms turn counts into weights.

import ArticleModel
import TextAnalysis

/// In how many articles each term stands, frozen at some time so that weights do not drift.
///
/// Vectors can be compared only where the same frequencies made them: a library keeps one set of
/// them, an *epoch*, and makes the vectors of later articles with it too, until it has grown so far
/// that all are made anew.
package struct StoryFrequencies: Sendable {
  /// How many articles were counted in each language, those without one first.
  private var articles: [Int]
  private var table: KeyTable

  /// Frequencies of no article.
  package init() {
    articles = [Int](repeating: 0, count: Language.allCases.count + 1)
    table = KeyTable()
  }

  /// How many articles were counted.
  package var articleCount: Int { articles.reduce(0, +) }

  /// Counts an article.
  package mutating func add(_ sketch: StorySketch) {
    articles[Self.place(of: sketch.language)] += 1
    for entry in sketch.entries { table.add(1, to: entry >> 8) }
  }

  /// In how many articles a term stands.
  package func frequency(of key: UInt32) -> Int {
    Int(table.value(of: key) ?? 0)
  }

  /// How rare terms are among the articles of one language: in a library of two Arabic articles
  /// among a thousand, a word that both have is no rare one.
  func rarities(in language: Language?) -> TermRarities {
    TermRarities(self, among: articles[Self.place(of: language)])
  }

  private static let places = Dictionary(
    uniqueKeysWithValues: Language.allCases.enumerated().map { ($0.element, $0.offset + 1) })

  private static func place(of language: Language?) -> Int {
    language.flatMap { places[$0] } ?? 0
  }
}

/// How rare terms are among some articles.
struct TermRarities {
  private let frequencies: StoryFrequencies
  private let logarithm: Double
  /// True if the articles are too few to tell a rare word from a slip.
  let areFew: Bool
  /// The frequency above which a term tells nothing: three tenths of the articles, but no less than
  /// 30, as in a small library a story may be that large a part of it.
  private let commonLimit: Int

  init(_ frequencies: StoryFrequencies, among count: Int) {
    self.frequencies = frequencies
    logarithm = naturalLogarithm(Double(max(1, count) + 1))
    areFew = count < StorySettings.fewArticles
    commonLimit = max(
      StorySettings.commonFloor, Int(Double(count) * StorySettings.commonShare))
  }

  /// How much a term counts for its rarity, 1 and more, and whether it may stand in a vector.
  func rarity(of key: UInt32) -> (rarity: Float, frequency: Int, isCommon: Bool) {
    let frequency = frequencies.frequency(of: key)
    let rarity = 1 + max(0, logarithm - Self.logarithm(max(frequency, 1) + 1))
    return (Float(rarity), frequency, frequency > commonLimit)
  }

  private static let logarithms = (0..<4_096).map { naturalLogarithm(Double($0)) }

  @inline(__always)
  private static func logarithm(_ number: Int) -> Double {
    number < logarithms.count ? logarithms[number] : naturalLogarithm(Double(number))
  }
}

// MARK: Storing

extension StoryFrequencies {
  /// The frequencies as bytes, without terms that stand in one article only: some three bytes for
  /// each term.
  package var bytes: [UInt8] {
    var known: [UInt64] = []
    table.forEach { key, value in
      if value > 1 { known.append(UInt64(key) << 32 | UInt64(value)) }
    }
    known.sort()
    var bytes: [UInt8] = []
    Varint.append(UInt64(articles.count), to: &bytes)
    for count in articles { Varint.append(UInt64(count), to: &bytes) }
    Varint.append(UInt64(known.count), to: &bytes)
    var last: UInt64 = 0
    for pair in known {
      Varint.append(pair >> 32 - last, to: &bytes)
      Varint.append(pair & 0xFFFF_FFFF, to: &bytes)
      last = pair >> 32
    }
    return bytes
  }

  /// Reads what `bytes` gave; `nil` where it is damaged.
  package init?(bytes: [UInt8]) {
    guard let read = bytes.withUnsafeBytes({ Self($0) }) else { return nil }
    self = read
  }

  private init?(_ bytes: UnsafeRawBufferPointer) {
    var offset = 0
    guard Varint.read(bytes, &offset) == UInt64(Language.allCases.count + 1) else { return nil }
    articles = []
    for _ in 0...Language.allCases.count {
      guard let count = Varint.read(bytes, &offset) else { return nil }
      articles.append(Int(count & 0xFFFF_FFFF))
    }
    guard let count = Varint.read(bytes, &offset), count <= bytes.count else { return nil }
    table = KeyTable(capacity: Int(count))
    var key: UInt64 = 0
    for _ in 0..<count {
      guard let step = Varint.read(bytes, &offset), let value = Varint.read(bytes, &offset) else {
        return nil
      }
      key += step & 0xFFFF_FFFF
      guard key <= UInt64(TermKey.mask), value <= UInt64(UInt32.max) else { return nil }
      table.add(UInt32(value), to: UInt32(key))
    }
  }
}
