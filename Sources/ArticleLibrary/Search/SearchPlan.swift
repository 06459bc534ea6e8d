// A query as FTS5 is asked it: which words, what they are worth, and how much is looked at.

import ArticleModel
import CFullText
import Foundation
import GRDB
import TextAnalysis

/// A query's clauses with the words of this library.
///
/// Ranking every article that has a common word would take hundreds of milliseconds in a large
/// library. So all matches are ranked only while they are few (`rankedAtMost`); of a common word the
/// newest articles are, as many as give some hundreds of matches: a reader of news wants those, and
/// day terms in the index give them without a scan. A word that is being typed and has one or two letters is
/// looked for in headlines, which are small enough for an index of prefixes.
struct SearchPlan {
  /// A clause as words of the library: any of them will do.
  struct Part {
    /// One word or a phrase as FTS5 writes it, and how much of an occurrence it counts for.
    struct Form {
      var expression: String
      var share: Float
    }

    var forms: [Form] = []
    /// Articles that may have one, at most.
    var articles = 0
    var field: SearchQuery.Field?
  }

  /// A group of the query as parts.
  indirect enum Group {
    case part(Part)
    case limit(SearchQuery.Limit)
    case not(Group)
    case all([Group])
    case any([Group])
  }

  static let rankedAtMost = 1_500
  /// Completions of a word that is being typed.
  private static let completions = 24
  /// Other forms of a word, and how much of an occurrence each counts for: what is asked for as it
  /// stands comes first.
  private static let otherForms = 8
  private static let otherFormShare: Float = 0.005
  private static let completionShare: Float = 0.6
  /// Of a word that is written in parts, or without them.
  private static let writtenShare: Float = 0.6
  /// A word of fewer letters that goes on has too many of them to ask for all.
  private static let longPrefix = 5
  /// A prefix of fewer letters is looked for in headlines first.
  static let shortPrefix = 3

  let query: SearchQuery
  let articleCount: Int
  private(set) var parts: [Part] = []
  private(set) var unwanted: [Part] = []
  /// Groups that words alone decide.
  private(set) var groups: [Group] = []
  /// Groups of which limits are a part: for SQL.
  private(set) var mixedGroups: [Group] = []
  /// True if more words begin with what is typed than are looked for.
  private(set) var isCut = false

  private let vocabulary: Vocabulary
  private let languages: [Language]
  private let stemmer: Stemmer

  init(_ query: SearchQuery, _ db: Database, _ traits: SearchTraits, _ stemmer: Stemmer) throws {
    self.query = query
    self.stemmer = stemmer
    vocabulary = Vocabulary(db: db)
    languages = traits.languages
    articleCount = traits.count
    for clause in query.wanted.prefix(60) { parts.append(try part(clause)) }
    for clause in query.unwanted.prefix(60) { unwanted.append(try part(clause)) }
    for node in query.groups {
      let group = try group(node)
      if node.isOfWords { groups.append(group) } else { mixedGroups.append(group) }
    }
  }

  private mutating func group(_ node: SearchQuery.Node) throws -> Group {
    switch node {
    case .words(let clause): return .part(try part(clause))
    case .limit(let limit): return .limit(limit)
    case .not(let node): return .not(try group(node))
    case .all(let nodes): return .all(try nodes.map { try group($0) })
    case .any(let nodes): return .any(try nodes.map { try group($0) })
    }
  }

  private mutating func part(_ clause: SearchQuery.Clause) throws -> Part {
    clause.words.count > 1 ? try phrase(clause) : try word(clause)
  }

  private mutating func word(_ clause: SearchQuery.Clause) throws -> Part {
    let word = clause.words[0]
    var part = Part(field: clause.field)
    part.articles = try vocabulary.articles(of: word)
    part.forms = [Part.Form(expression: Self.quoted(word), share: 1)]
    var taken: Set<String> = [word]
    func add(_ found: [(word: String, articles: Int)], _ share: Float) {
      for other in found where taken.insert(other.word).inserted {
        part.articles += other.articles
        part.forms.append(Part.Form(expression: Self.quoted(other.word), share: share))
      }
    }
    if clause.isPrefix, isSmall {
      part.forms.append(Part.Form(expression: Self.quoted(word) + "*", share: Self.completionShare))
    } else if clause.isPrefix, word.unicodeScalars.count >= Self.shortPrefix {
      let found = try vocabulary.completions(of: word, limit: Self.completions + 1)
      isCut = isCut || found.count > Self.completions
      add(Array(found.prefix(Self.completions)), Self.completionShare)
    }
    let stems = stemmer.terms(for: word, in: languages)
    add(try vocabulary.words(sharing: stems, limit: Self.otherForms), Self.otherFormShare)
    try addAlternatives(of: clause, to: &part)
    return part
  }

  /// Adds the other ways to write a clause; where one is a word that is everywhere (`us` of `U.S.`), it
  /// counts for little.
  private func addAlternatives(of clause: SearchQuery.Clause, to part: inout Part) throws {
    for words in clause.alternatives {
      let isCommon = words.count == 1 && StopWords.contains(words[0])
      let isOpen =
        clause.isPrefix
        && (words.count > 1 || words[0].unicodeScalars.count >= Self.longPrefix)
      part.articles += try words.map { try vocabulary.articles(of: $0) }.min() ?? 0
      part.forms.append(
        Part.Form(
          expression: Self.quoted(words.joined(separator: " ")) + (isOpen ? "*" : ""),
          share: isCommon ? Self.otherFormShare : Self.writtenShare))
    }
  }

  private func phrase(_ clause: SearchQuery.Clause) throws -> Part {
    var part = Part(field: clause.field)
    part.articles = try clause.words.map { try vocabulary.articles(of: $0) }.min() ?? 0
    let expression = Self.quoted(clause.words.joined(separator: " "))
    part.forms = [Part.Form(expression: expression + (clause.isPrefix ? "*" : ""), share: 1)]
    try addAlternatives(of: clause, to: &part)
    try addDotted(clause.words, to: &part)
    return part
  }

  /// Adds the phrase with full stops in its abbreviations: `"UN envoy"` is in `the U.N. envoy`, too. An
  /// abbreviation by itself is in the index without them.
  private func addDotted(_ words: [String], to part: inout Part) throws {
    let dotted = try words.prefix(Self.otherForms).map { word -> String in
      guard (2...4).contains(word.utf8.count), word.utf8.allSatisfy({ $0 >= 0x61 && $0 <= 0x7A })
      else { return word }
      let dotted = word.map(String.init).joined(separator: ".")
      return try vocabulary.articles(of: dotted) > 0 ? dotted : word
    }
    let all = dotted + words.dropFirst(dotted.count)
    guard all != words else { return }
    part.articles += try all.map { try vocabulary.articles(of: $0) }.min() ?? 0
    part.forms.append(
      Part.Form(expression: Self.quoted(all.joined(separator: " ")), share: Self.writtenShare))
  }

  /// True if the library is so small that nothing needs a bound.
  var isSmall: Bool { articleCount <= 2_500 }

  private static func quoted(_ term: String) -> String {
    "\"" + term.split(separator: "\"").joined(separator: " ") + "\""
  }

  // MARK: For FTS5

  /// How many articles match at most.
  var matchLimit: Int { (parts.map(\.articles) + groups.map(Self.articles)).min() ?? 0 }

  private static func articles(_ group: Group) -> Int {
    switch group {
    case .part(let part): part.articles
    case .limit, .not: .max
    case .all(let groups): groups.map(articles).min() ?? 0
    case .any(let groups): groups.map(articles).reduce(0, +)
    }
  }

  /// The expression that every match fulfils, `days` added where only those are wanted.
  func expression(days: [String] = []) -> String? {
    guard !parts.isEmpty || !groups.isEmpty else { return nil }
    var all = parts.map(Self.expression) + groups.map(Self.expression)
    if !days.isEmpty {
      all.append("{keys} : (" + days.map(Self.quoted).joined(separator: " OR ") + ")")
    }
    let wanted = all.joined(separator: " AND ")
    return unwantedExpression.map { "(\(wanted)) NOT (\($0))" } ?? wanted
  }

  /// A condition that no article meets.
  var unwantedExpression: String? {
    unwanted.isEmpty ? nil : unwanted.map(Self.expression).joined(separator: " OR ")
  }

  static func expression(_ part: Part) -> String {
    let any = "(" + part.forms.map(\.expression).joined(separator: " OR ") + ")"
    switch part.field {
    case nil: return "- {keys} : " + any
    case .title: return "{headline} : " + any
    case .tag: return "{tags} : " + any
    case .location: return "{location} : " + any
    case .byline: return "{byline} : " + any
    }
  }

  private static func expression(_ group: Group) -> String {
    switch group {
    case .part(let part): return expression(part)
    case .limit: return ""
    case .not(let group): return expression(group)
    case .any(let groups): return "(" + groups.map(expression).joined(separator: " OR ") + ")"
    case .all(let groups):
      let (wanted, unwanted) = parted(groups)
      let all = "(" + wanted.map(expression).joined(separator: " AND ") + ")"
      return unwanted.isEmpty
        ? all : "(\(all) NOT (" + unwanted.map(expression).joined(separator: " OR ") + "))"
    }
  }

  /// The groups that must be there, and those that must not: FTS5 wants the latter behind.
  private static func parted(_ groups: [Group]) -> (wanted: [Group], unwanted: [Group]) {
    let isUnwanted = { (group: Group) in
      if case .not = group { return true }
      return false
    }
    return (groups.filter { !isUnwanted($0) }, groups.filter(isUnwanted))
  }

  /// The forms of a group in the order of its expression; those that must not be there count nothing.
  private static func shares(_ group: Group) -> [Float] {
    switch group {
    case .part(let part): return part.forms.map(\.share)
    case .limit: return []
    case .not(let group): return shares(group).map { _ in 0 }
    case .any(let groups): return groups.flatMap(shares)
    case .all(let groups):
      let (wanted, unwanted) = parted(groups)
      return (wanted + unwanted).flatMap(shares)
    }
  }

  /// The weight of each term of the expression, in their order, as `textRank` takes it.
  ///
  /// Every match has every word, so rarity, which BM25 weighs words by, says nothing about which of them
  /// is meant. The likelihood of just these words in the article does: the product of each word's share
  /// of its text (query likelihood, Ponte and Croft 1998). It matters most if headline or opening answer
  /// the whole query. Found on known items in two corpora, where it finds words drawn
  /// from a body better than BM25 does (`scores search`).
  func ranking(today: Int32, meanLength: Double) -> Data {
    var ranking = settings(today: today)
    ranking.mean_length = meanLength
    var data = withUnsafeBytes(of: &ranking) { Data($0) }
    let shares = parts.map { $0.forms.map(\.share) } + groups.map(Self.shares)
    for (place, forms) in shares.enumerated() {
      for share in forms {
        var term = full_text_term(clause: Int32(place), share: share)
        data.append(withUnsafeBytes(of: &term) { Data($0) })
      }
    }
    return data
  }

  /// One word is a subject, of which the newest is wanted; many words say which article is meant. So the
  /// more words, the less freshness and the more the text tells, short articles before long ones.
  /// Of what freshness is worth half is left after a quarter of a year.
  func settings(today: Int32) -> full_text_ranking {
    let words = Float(max(1, query.wanted.count + groups.count))
    var ranking = full_text_ranking()
    // Headline, lead, body, location, byline, tags, keys.
    ranking.columns = (1, 1, 1, 1, 1, 1, 0, 0)
    ranking.presence = 1.5
    ranking.least_length = 0.3 / (words * words)
    ranking.first_column = 1.5
    ranking.second_column = 0.2
    ranking.sharpness = min(1, words / 3)
    ranking.freshness = 0.3 / pow(words, 1.5)
    ranking.half_life = 90
    ranking.today = today
    return ranking
  }

  /// The expression for headlines alone, where a word of few letters is being typed.
  func headlineExpression(days: [String] = []) -> String? {
    guard let last = query.wanted.last, last.isPrefix, last.words.count == 1, unwanted.isEmpty,
      groups.isEmpty,
      last.words[0].unicodeScalars.count <= BeginningTerms.longest,
      query.wanted.allSatisfy({ $0.field == nil })
    else { return nil }
    var all = query.wanted.dropLast().flatMap(\.words).map { "{headline} : " + Self.quoted($0) }
    all.append("{keys} : " + Self.quoted(BeginningTerms.term(last.words[0])))
    if !days.isEmpty {
      all.append("{keys} : (" + days.map(Self.quoted).joined(separator: " OR ") + ")")
    }
    return all.joined(separator: " AND ")
  }

  /// The rank of an article of mean length that has every word once, in its headline.
  func headlineScore(_ ranking: full_text_ranking) -> Double {
    let word =
      (1 + ranking.presence) / (1 + ranking.least_length)
      * exp(ranking.first_column + ranking.second_column)
    return pow(Double(word), Double(ranking.sharpness) * Double(parts.count))
  }
}
