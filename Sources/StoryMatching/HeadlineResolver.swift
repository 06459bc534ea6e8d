// Finds the article that a related headline names, or the articles nearest to it.

package import ArticleModel
import TextAnalysis

/// Resolves headlines against a library.
///
/// First by the headline's key, which knows no case, punctuation, quotation marks or dashes; then by
/// small differences of wording; else by the rare words that it shares with an article's headline
/// and opening.
///
///     let resolver = HeadlineResolver(source: source)
///     try resolver.resolve("Envoy describes night raid", excluding: nil).status  // .found
///
/// At most `postingLimit` articles are asked for of each of at most `termLimit` words, the rare ones
/// first, so the work does not grow with the library.
package struct HeadlineResolver {
  private static let termLimit = 16
  private static let postingLimit = 300
  /// Words that are looked up at least, however common they are; of the others the common ones are
  /// passed over: they tell no article from another.
  private static let leastLookedUp = 3
  /// How many of the likeliest articles are compared word by word.
  private static let comparedLimit = 16
  /// How many are offered where none is found.
  private static let offeredLimit = 5

  private let source: HeadlineSource

  /// A resolver that asks `source`.
  package init(source: HeadlineSource) {
    self.source = source
  }

  /// Where a headline leads; never to the article `excluding`, which names it.
  package func resolve(
    _ headline: String, excluding: ArticleID? = nil
  ) throws -> HeadlineResolution {
    let key = HeadlineKey.of(headline)
    guard !key.isEmpty else { return HeadlineResolution(.missing) }
    let bearing = try source.bearing(key).filter { $0 != excluding }
    if !bearing.isEmpty {
      return HeadlineResolution(.found, bearing.map { .init(id: $0, score: 1) })
    }
    let words = try weigh(headline)
    let likely = try likeliest(words, excluding: excluding)
    let same = reworded(headline, likely, words)
    if !same.isEmpty { return HeadlineResolution(.found, same) }
    let near = nearest(likely, words)
    return HeadlineResolution(near.isEmpty ? .missing : .nearest, near)
  }

  /// A word of the headline with its weight and the articles that have it.
  private struct Word {
    var term: String
    /// Its inverse document frequency, natural logarithm.
    var weight: Double
    var holders: [Int64]
  }

  private func weigh(_ headline: String) throws -> [Word] {
    var seen: Set<String> = []
    let terms = Terms.all(in: headline).filter {
      !StopWords.contains($0) && seen.insert($0).inserted
    }
    let counted = try terms.prefix(Self.termLimit).map { term in
      (term: term, frequency: try source.frequency(term))
    }
    let common = max(Self.postingLimit, source.articleCount / 50)
    return try counted.sorted { $0.frequency < $1.frequency }.enumerated().map { place, word in
      if place >= Self.leastLookedUp, word.frequency > common {
        return Word(term: word.term, weight: weight(frequency: word.frequency), holders: [])
      }
      let holders = try source.holding(word.term, Self.postingLimit)
      let isCut = holders.count == Self.postingLimit
      let frequency = isCut ? word.frequency : holders.count
      return Word(term: word.term, weight: weight(frequency: frequency), holders: holders)
    }
  }

  private func weight(frequency: Int) -> Double {
    naturalLogarithm(1 + Double(source.articleCount + 1) / (Double(frequency) + 0.5))
  }

  /// The articles that share the heaviest words, heaviest first.
  private func likeliest(
    _ words: [Word], excluding: ArticleID?
  ) throws -> [HeadlineSource.Subject] {
    var shared: [Int64: Double] = [:]
    for word in words {
      for number in word.holders { shared[number, default: 0] += word.weight }
    }
    let best = shared.sorted { ($0.value, $0.key) > ($1.value, $1.key) }
    return try best.prefix(Self.comparedLimit).compactMap { try source.subject($0.key) }
      .filter { $0.id != excluding }
  }

  private func reworded(
    _ headline: String, _ candidates: [HeadlineSource.Subject], _ words: [Word]
  ) -> [HeadlineResolution.Match] {
    let weights = Dictionary(words.map { ($0.term, $0.weight) }) { first, _ in first }
    // A word that the headline lacks was not looked up: it counts as the lightest one that it has.
    let unknown = words.map(\.weight).min() ?? 0
    let wording = HeadlineWording(headline)
    return candidates.compactMap { candidate in
      let other = HeadlineWording(candidate.headline)
      let isSame = wording.isSame(as: other) { weights[$0] ?? unknown }
      return isSame ? .init(id: candidate.id, score: 0.9) : nil
    }
  }

  /// By the share of the headline's weight that an article's headline and opening have; what the
  /// opening alone has counts for three quarters.
  private func nearest(
    _ candidates: [HeadlineSource.Subject], _ words: [Word]
  ) -> [HeadlineResolution.Match] {
    let total = words.reduce(0) { $0 + $1.weight }
    guard total > 0 else { return [] }
    let matches = candidates.compactMap { candidate -> HeadlineResolution.Match? in
      let headline = Set(Terms.all(in: candidate.headline))
      let opening = Set(Terms.all(in: candidate.opening))
      let shared = words.filter { headline.contains($0.term) || opening.contains($0.term) }
      guard isNear(shared, total: total) else { return nil }
      let sum = shared.reduce(0) { $0 + $1.weight * (headline.contains($1.term) ? 1 : 0.75) }
      return .init(id: candidate.id, score: min(sum / total, 0.89))
    }
    return Array(
      matches.sorted { ($0.score, $1.id) > ($1.score, $0.id) }.prefix(Self.offeredLimit))
  }

  /// Two words at least that weigh a fifth of all, or one rare one that weighs a third.
  private func isNear(_ shared: [Word], total: Double) -> Bool {
    let share = shared.reduce(0) { $0 + $1.weight } / total
    if shared.count >= 2 { return share >= 0.2 }
    guard let only = shared.first else { return false }
    let isRare = only.holders.count <= max(2, source.articleCount / 200)
    return isRare && share >= 0.3
  }
}
