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
  private let memory = Memory()

  /// A resolver that asks `source`, and remembers its answers: a long list of headlines names the same
  /// words and articles again and again, and each may be as long as the list.
  package init(source: HeadlineSource) {
    self.source = source
  }

  /// The answers of late.
  private final class Memory {
    var frequencies: [String: Int] = [:]
    var holders: [String: [Int64]] = [:]
    var candidates: [Int64: Candidate?] = [:]

    /// Articles and words that are remembered at most.
    static let candidateLimit = 512
    static let wordLimit = 4_096
  }

  /// An article with what is compared of it.
  private struct Candidate {
    var id: ArticleID
    var wording: HeadlineWording
    var headline: Set<String>
    var opening: Set<String>

    init(_ subject: HeadlineSource.Subject) {
      id = subject.id
      wording = HeadlineWording(subject.headline)
      headline = Set(Terms.all(in: subject.headline))
      opening = Set(Terms.all(in: subject.opening))
    }
  }

  private func frequency(_ term: String) throws -> Int {
    if let known = memory.frequencies[term] { return known }
    if memory.frequencies.count >= Memory.wordLimit { memory.frequencies = [:] }
    let frequency = try source.frequency(term)
    memory.frequencies[term] = frequency
    return frequency
  }

  private func holders(_ term: String) throws -> [Int64] {
    if let known = memory.holders[term] { return known }
    if memory.holders.count >= Memory.wordLimit { memory.holders = [:] }
    let holders = try source.holding(term, Self.postingLimit)
    memory.holders[term] = holders
    return holders
  }

  private func candidate(_ number: Int64) throws -> Candidate? {
    if let known = memory.candidates[number] { return known }
    if memory.candidates.count >= Memory.candidateLimit { memory.candidates = [:] }
    let candidate = try source.subject(number).map(Candidate.init)
    memory.candidates[number] = .some(candidate)
    return candidate
  }

  /// The articles to which a headline leads; never `excluding`, which names it.
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
      (term: term, frequency: try frequency(term))
    }
    let common = max(Self.postingLimit, source.articleCount / 50)
    return try counted.sorted { $0.frequency < $1.frequency }.enumerated().map { place, word in
      if place >= Self.leastLookedUp, word.frequency > common {
        return Word(term: word.term, weight: weight(frequency: word.frequency), holders: [])
      }
      let holders = try holders(word.term)
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
  ) throws -> [Candidate] {
    var shared: [Int64: Double] = [:]
    for word in words {
      for number in word.holders { shared[number, default: 0] += word.weight }
    }
    let best = shared.sorted { ($0.value, $0.key) > ($1.value, $1.key) }
    return try best.prefix(Self.comparedLimit).compactMap { try candidate($0.key) }
      .filter { $0.id != excluding }
  }

  private func reworded(
    _ headline: String, _ candidates: [Candidate], _ words: [Word]
  ) -> [HeadlineResolution.Match] {
    let weights = Dictionary(words.map { ($0.term, $0.weight) }) { first, _ in first }
    // A word that the headline lacks was not looked up: it counts as the lightest one that it has.
    let unknown = words.map(\.weight).min() ?? 0
    let wording = HeadlineWording(headline)
    return candidates.compactMap { candidate in
      let isSame = wording.isSame(as: candidate.wording) { weights[$0] ?? unknown }
      return isSame ? .init(id: candidate.id, score: 0.9) : nil
    }
  }

  /// By the share of the headline's weight that an article's headline and opening have; what the
  /// opening alone has counts for three quarters.
  private func nearest(
    _ candidates: [Candidate], _ words: [Word]
  ) -> [HeadlineResolution.Match] {
    let total = words.reduce(0) { $0 + $1.weight }
    guard total > 0 else { return [] }
    let matches = candidates.compactMap { candidate -> HeadlineResolution.Match? in
      let headline = candidate.headline
      let shared = words.filter {
        headline.contains($0.term) || candidate.opening.contains($0.term)
      }
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
