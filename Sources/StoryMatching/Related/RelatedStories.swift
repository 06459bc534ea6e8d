// Finds the articles that are about the same event as one, or about its neighbourhood.

/// The relation of two articles.
package enum StoryKind: String, Sendable, CaseIterable {
  /// The same text or another edition of it.
  case duplicate
  /// The same event.
  case same
  /// A neighbouring event.
  case related
}

/// A library's answers, as closures, so that stories can be matched without one.
package struct StorySource {
  /// An article's data for matching.
  package struct Profile: Hashable, Sendable {
    /// The number that the library has for it.
    package var number: Int64
    /// The day of publication.
    package var day: StoryDay
    /// The article's heaviest words with their weights.
    package var vector: StoryVector
    /// The similarities to be expected of it, by those that it has to others.
    package var figures: StoryFigures
    /// The fingerprint by which copies are told; `nil` for a text too short for that.
    package var print: TextFingerprint?

    package init(
      number: Int64, day: StoryDay = .unknown, vector: StoryVector, figures: StoryFigures,
      print: TextFingerprint? = nil
    ) {
      self.number = number
      self.day = day
      self.vector = vector
      self.figures = figures
      self.print = print
    }
  }

  /// Articles that can be found by a term (`StoryVector.heaviest`, `StorySettings.findableTerms`),
  /// newest first, at most `limit`.
  package var holding: (_ key: UInt32, _ limit: Int) throws -> [Int64]
  /// The profiles of articles; those that are gone are left out.
  package var profiles: (_ numbers: [Int64]) throws -> [Profile]

  package init(
    holding: @escaping (_ key: UInt32, _ limit: Int) throws -> [Int64],
    profiles: @escaping (_ numbers: [Int64]) throws -> [Profile]
  ) {
    self.holding = holding
    self.profiles = profiles
  }
}

/// Ranks the articles of a library by how near they are to one.
///
///     let related = RelatedStories(source: source, frequencies: frequencies)
///     let matches = try related.matches(of: profile, articleCount: count, limit: 20)
///
/// At most `readLimit` entries of lists are read and `comparedLimit` articles compared, whatever
/// the size of the library.
package struct RelatedStories {
  /// An article near to the one that was asked for.
  package struct Match: Hashable, Sendable {
    /// The article's number in the library.
    package var number: Int64
    /// 0 to 1, for thresholds and for display.
    package var similarity: Float
    /// The score of the ranking: the similarity corrected for how near the article is to everything.
    package var rank: Float
    /// How much nearer the two are than either is to others.
    package var kinship: Float
    /// The relation of the two.
    package var kind: StoryKind

    /// True if a person would call the two related.
    package var isNear: Bool {
      kind != .related || similarity >= StorySettings.leastNear
    }
  }

  /// The findings about an article.
  package struct Answer: Sendable {
    /// Best first.
    package var matches: [Match]
    /// The article's own figures, by its similarities: to be kept with it when it is new.
    package var figures: StoryFigures
  }

  private let source: StorySource
  private let frequencies: StoryFrequencies

  /// A matcher that asks `source`; `frequencies` are those that made the library's vectors.
  package init(source: StorySource, frequencies: StoryFrequencies) {
    self.source = source
    self.frequencies = frequencies
  }

  /// The articles near to one, best first, without itself.
  ///
  /// - Parameters:
  ///   - profile: of the article.
  ///   - articleCount: how many articles the library holds.
  ///   - limit: of matches.
  /// - Returns: the matches, and the article's own figures.
  /// - Throws: what the source throws.
  package func answer(
    for profile: StorySource.Profile, articleCount: Int, limit: Int
  ) throws -> Answer {
    let others = try source.profiles(candidates(of: profile.vector, excluding: profile.number))
    let similarities = others.map { profile.vector.similarity(to: $0.vector) }
    let figures = StoryFigures(similarities.sorted(by: >), articleCount: articleCount)
    let matches = zip(others, similarities).compactMap { other, similarity in
      similarity >= StorySettings.leastSimilarity
        ? match(profile, figures, other, similarity) : nil
    }
    let ranked = matches.sorted { ($0.rank, $1.number) > ($1.rank, $0.number) }
    return Answer(matches: Array(ranked.prefix(limit)), figures: figures)
  }

  private func match(
    _ profile: StorySource.Profile, _ figures: StoryFigures, _ other: StorySource.Profile,
    _ similarity: Float
  ) -> Match {
    let closeness = profile.day.closeness(to: other.day)
    let kinship = figures.kinship(similarity, with: other.figures) * closeness
    let isCopy =
      similarity >= StorySettings.copySimilarity && profile.print?.mayCopy(other.print) == true
    let kind: StoryKind =
      isCopy ? .duplicate : kinship >= StorySettings.sameKinship ? .same : .related
    return Match(
      number: other.number, similarity: similarity,
      rank: figures.rank(similarity, with: other.figures) * closeness,
      kinship: kinship, kind: kind)
  }

  /// The articles that share most of an article's weight in rare terms.
  private func candidates(of vector: StoryVector, excluding own: Int64) throws -> [Int64] {
    var weights: [UInt32: UInt32] = [:]
    for entry in vector.entries { weights[entry >> 8] = entry & 0xFF }
    let keys = vector.heaviest(StorySettings.queriedTerms).sorted {
      (frequencies.frequency(of: $0), $0) < (frequencies.frequency(of: $1), $1)
    }
    var scores: [Int64: UInt32] = [:]
    var budget = StorySettings.readLimit
    for key in keys where budget > 0 {
      let numbers = try source.holding(key, min(budget, StorySettings.listLimit))
      budget -= numbers.count
      let weight = weights[key] ?? 0
      for number in numbers { scores[number, default: 0] += weight * weight }
    }
    scores[own] = nil
    let best = scores.sorted { ($0.value, $1.key) > ($1.value, $0.key) }
    return best.prefix(StorySettings.candidateLimit).map(\.key)
  }
}

extension StoryFigures {
  /// The score of a ranking: the similarity corrected for how near both are to everything.
  ///
  /// Dividing by the other's popularity alone puts strangers, which are near to nothing, before the
  /// twentieth article of a large story; the sum of both does not.
  package func rank(_ similarity: Float, with other: StoryFigures) -> Float {
    let nearness = StorySettings.commonNearness
    return (similarity + nearness)
      / power(popularity + other.popularity + 2 * nearness, StorySettings.popularityPower)
  }
}
