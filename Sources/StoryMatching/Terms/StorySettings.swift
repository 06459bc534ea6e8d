// Every number that decides what is near to what, in one place; tuned on one half of labelled stories
// and checked on the other half and on another set.

/// The settings of story matching: one for all languages, desks and sizes of library.
package enum StorySettings {
  // MARK: Weights

  /// Weight of the headline's and of the opening's words beside those of the full text.
  static let headlineWeight = 0.3
  static let openingWeight = 0.2
  /// Terms that stand in a larger share of the articles are left out, where the library is not
  /// small.
  static let commonShare = 0.3
  static let commonFloor = 30
  /// How many terms of an article are kept.
  package static let termLimit = 120
  /// Among fewer articles of one language, a word that stands nowhere else need not be a slip.
  static let fewArticles = 10

  // MARK: Ranking

  /// A nearness that all articles have; it keeps the correction for popularity gentle.
  static let commonNearness: Float = 0.03
  /// How strongly the ranking is corrected for articles that are near to everything.
  static let popularityPower: Float = 1.4
  /// An article's popularity is the mean of so many of its largest similarities.
  static let popularityRanks = 5

  // MARK: Threads

  /// An article's background is the mean of its similarities of these ranks.
  static let backgroundRanks = 10..<30
  /// In a large story those ranks are its own reports: there the ranks after them count, raised by
  /// what lies between the two elsewhere.
  static let outerRanks = 40..<48
  static let outerRise: Float = 2.2
  /// No background is larger: what is nearer than that to dozens of others is near to copies.
  static let backgroundLimit: Float = 0.4
  /// An addition to each background, so that an article far from everything joins nothing by chance.
  static let backgroundFloor: Float = 0.3
  /// The least mean kinship of two groups of articles that tell one story.
  package static let storyKinship: Float = 0.76
  /// The least kinship that is looked at.
  static let leastKinship: Float = 0.45

  /// The least kinship of two articles that tell the same story, seen by themselves.
  static let sameKinship: Float = 0.76
  /// Articles that are less similar are not asked whether one is a copy of the other.
  package static let copySimilarity: Float = 0.4
  /// The least similarity of a related story.
  static let leastSimilarity: Float = 0.03
  /// A neighbouring event that is less similar is ranked, but not near: in a small library the best
  /// there is may share no more than a month and a `second`.
  static let leastNear: Float = 0.14

  /// Kinship fades with the years between two articles: with so many of them to 0.7 of what it was.
  static let fadingYears: Float = 5

  // MARK: Candidates

  /// How many of an article's heaviest terms it can be found by.
  package static let findableTerms = 20
  /// How many of its terms are looked up.
  static let queriedTerms = 64
  /// How many entries of the terms' lists are read for one article.
  static let postingBudget = 4_000
  /// How many candidates are compared exactly.
  static let comparedLimit = 48

  // MARK: One article's related stories

  /// How many entries of lists are read, of one list at most, and how many articles are compared.
  static let readLimit = 12_000
  static let listLimit = 3_000
  static let candidateLimit = 400
}
