// Tells another edition of a report from another report on the same template.

package import ArticleModel
import TextAnalysis

/// The traits of an article that speak for or against its being an edition of another one.
///
///     let traits = EditionTraits(article)
///     traits.isCopy(of: EditionTraits(other))
///
/// Reports that are made on one template share most of their words, and so do editions of one report.
/// They differ in the rest: an edition adds, cuts and corrects; another report has other figures and
/// names in the same places, and often another headline and day.
package struct EditionTraits: Sendable {
  private let identity: TextIdentity
  private let headline: String
  /// True if the document gives the headline: one that was made of the text changes with it.
  private let hasOwnHeadline: Bool
  private let day: StoryDay
  private let shingles: KeySet
  /// Each figure by itself, and with the word before it.
  private let figures: KeySet
  private let placedFigures: KeySet
  /// Words with a capital within a sentence: people, places, days.
  private let names: KeySet

  /// A text of fewer words is a copy only if it is the same to the last word: notices differ in no
  /// more than a name.
  private static let leastWords = 40

  /// How much of a text may be others' words, and of its figures or names others than in the other
  /// text, where neither headline nor day speaks against an edition, and where one does.
  private static let limits = (words: Float(0.28), facts: Float(0.3))
  private static let doubtedLimits = (words: Float(0.2), facts: Float(0.15))

  /// The traits of an article, in time linear in its text.
  package init(_ article: Article) {
    let print = FingerprintMaker()
    var facts = FactReader()
    var shingles: [UInt64] = []
    article.forEachText { text in
      shingles += Shingle.all(in: text)
      Terms.forEach(in: text) { print.add(TermKey.hash($0)) }
      facts.read(text)
    }
    identity = print.finish()
    headline = HeadlineKey.of(article.headline.text.string)
    hasOwnHeadline = ![.derived, .filename].contains(article.headline.origin)
    day = StoryDay(article.published)
    self.shingles = KeySet(shingles)
    figures = KeySet(facts.figures)
    placedFigures = KeySet(facts.placedFigures)
    names = KeySet(facts.names)
  }

  /// True if two articles are the same text or editions of one report.
  package func isCopy(of other: EditionTraits) -> Bool {
    let (words, otherWords) = (identity.words, other.identity.words)
    if identity.wordHash == other.identity.wordHash { return words == otherWords }
    guard min(words, otherWords) >= Self.leastWords else { return false }
    let hasOtherHeadline = headline != other.headline
    let isGiven = hasOwnHeadline || other.hasOwnHeadline
    if hasOtherHeadline, isGiven, figures != other.figures { return false }
    let isDoubted = hasOtherHeadline || !day.mayBeSame(as: other.day)
    let limits = isDoubted ? Self.doubtedLimits : Self.limits
    return shingles.overlap(with: other.shingles) >= TextOverlap.copyShare
      && shingles.exchanged(with: other.shingles) <= limits.words
      && placedFigures.isExchanged(with: other.placedFigures, upTo: limits.facts)
      && names.isExchanged(with: other.names, upTo: limits.facts)
  }
}

extension StoryDay {
  /// True if two days are the same, as far as they are known.
  fileprivate func mayBeSame(as other: StoryDay) -> Bool {
    self == other || self == .unknown || other == .unknown
  }
}

/// A set of hashes, ascending.
private struct KeySet: Equatable, Sendable {
  private let keys: [UInt32]

  init(_ hashes: [UInt64]) {
    var keys: [UInt32] = []
    keys.reserveCapacity(hashes.count)
    for key in hashes.map({ UInt32(truncatingIfNeeded: $0) }).sorted() where key != keys.last {
      keys.append(key)
    }
    self.keys = keys
  }

  private func shared(with other: KeySet) -> Int {
    var (one, two, shared) = (0, 0, 0)
    while one < keys.count, two < other.keys.count {
      let (left, right) = (keys[one], other.keys[two])
      if left <= right { one += 1 }
      if right <= left { two += 1 }
      if left == right { shared += 1 }
    }
    return shared
  }

  /// The share that both have, of all that either has: 0 to 1.
  func overlap(with other: KeySet) -> Float {
    let shared = shared(with: other)
    let total = keys.count + other.keys.count - shared
    return total == 0 ? 0 : Float(shared) / Float(total)
  }

  /// How much of the smaller one the other does not have: 0 where one only has more than the other.
  func exchanged(with other: KeySet) -> Float {
    let least = min(keys.count, other.keys.count)
    return least == 0 ? 0 : Float(least - shared(with: other)) / Float(least)
  }

  /// True if no more than a share was put in the place of what the other has; one correction always
  /// may be.
  func isExchanged(with other: KeySet, upTo limit: Float) -> Bool {
    let least = min(keys.count, other.keys.count)
    return least - shared(with: other) <= 1 || exchanged(with: other) <= limit
  }
}

/// Reads figures and names off running text.
private struct FactReader {
  private(set) var figures: [UInt64] = []
  private(set) var placedFigures: [UInt64] = []
  private(set) var names: [UInt64] = []

  /// Reads a paragraph.
  mutating func read(_ text: String) {
    var before: Substring = ""
    var opensSentence = true
    for token in DiffToken.all(in: text) {
      guard token.isWord, let first = token.word.unicodeScalars.first else {
        if Self.openers.contains(token.word) { opensSentence = true }
        continue
      }
      if first.properties.generalCategory == .decimalNumber {
        let figure = TermKey.hash(String(token.word))
        figures.append(figure)
        placedFigures.append(Shingle.hash(TermKey.hash(before.lowercased()), figure, 0))
      } else if !opensSentence, first.properties.isUppercase {
        names.append(TermKey.hash(token.word.lowercased()))
      }
      before = token.word
      opensSentence = false
    }
  }

  /// After these a capital says nothing.
  private static let openers: Set<Substring> = [".", "!", "?", ":", "\"", "“", "”", "«", "»", "„"]
}
