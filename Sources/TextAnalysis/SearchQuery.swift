// The query language of the search: words, phrases, limits and alternatives.

import ArticleModel

/// A search, parsed. Every text is a query: no character of it can be an error.
///
///     SearchQuery("geneva \"second day\" -robot desk:World after:2026-02-01 is:unread")
///
/// Words must all be there; quotation marks hold words together in their order; `*` after a word lets
/// it go on; a known name before a colon limits; `-` leaves out what has the word or the phrase, or
/// keeps to the limit; `OR` between two of these wants one of them, and parentheses hold some together.
/// A word that looks like a limit and is none (`U.S.: no deal`, `-5`, `after:all`) is words, and so is an `OR`
/// with nothing on one side.
package struct SearchQuery: Hashable, Sendable {
  /// Words that must stand together, or must not be there.
  package struct Clause: Hashable, Sendable {
    /// Folded, as `Terms` gives them; one or more, in order.
    package var words: [String]
    /// True if they must follow each other; of one word it says nothing.
    package var isPhrase: Bool
    /// True if the last word may go on: one with a `*` after it, or a lone ideograph.
    package var isPrefix: Bool
    /// The part of the article where they must be; `nil` for any.
    package var field: Field?
    /// Other ways to write them: `off-shore` in one word, `mayor s office` as the index has it.
    package var alternatives: [[String]] = []
  }

  /// A part of an article that a clause is limited to.
  package enum Field: String, Hashable, Sendable {
    case title, tag
    case location = "in"
    case byline = "by"
  }

  /// A mark that an article must have.
  package enum Mark: String, Hashable, Sendable {
    case unread, read, starred, queued
    /// Not read since it came.
    case new
  }

  /// In scalars: what is longer is cut. Nobody types so much, and each of its words costs time.
  package static let longest = 1_000

  /// As much of a text as is a query.
  package static func cut(_ text: String) -> String {
    text.utf8.count <= longest ? text : String(text.unicodeScalars.prefix(longest))
  }

  /// Words and phrases that an article must have, each.
  package var wanted: [Clause] = []
  /// Words and phrases that it must not have.
  package var unwanted: [Clause] = []
  /// Desks in one of which it must be.
  package var desks: [String] = []
  /// Desks in none of which it may be.
  package var unwantedDesks: [String] = []
  /// Days since 1970: the first that is wanted, and the first that no longer is.
  package var firstDay: Int?
  /// The first day that is no longer wanted, in days since 1970.
  package var endDay: Int?
  /// Marks that it must bear.
  package var marks: Set<Mark> = []
  /// Marks that it must not bear.
  package var unwantedMarks: Set<Mark> = []
  /// Alternatives; each must be met, too.
  package var groups: [Node] = []
  /// Names before a colon that limit nothing: their words are looked for.
  package var unknownNames: [String] = []
  /// Names of limits without a value that one can have: their words are looked for.
  package var misreadLimits: [String] = []

  fileprivate init() {}

  /// Parses a query.
  package init(_ text: String) {
    self = QueryParser.parsed(text).query
  }

  /// A query that is being typed, as it is asked: where it ends in a word that is wanted, that may go on.
  package static func typed(_ text: String) -> String {
    guard text.unicodeScalars.last?.isOfWord == true, QueryParser.parsed(text).endsInWanted else {
      return text
    }
    return text + "*"
  }

  /// The query with all its words as one phrase, those that it leaves out among them: what was pasted
  /// may have a word with a hyphen before it, and then that was no command. `nil` where it leaves none
  /// out, or limits.
  package static func asPhrase(_ text: String) -> String? {
    let parser = QueryParser.parsed(text)
    guard !parser.minuses.isEmpty, !parser.query.wanted.isEmpty, !parser.hasLimit,
      parser.query.groups.isEmpty
    else {
      return nil
    }
    // By scalars: a mark after a quotation mark makes one character of both.
    let text = parser.text(without: Set(parser.minuses))
    let quoted = String(
      String.UnicodeScalarView(text.unicodeScalars.filter { !"\"“”„".unicodeScalars.contains($0) }))
    return "\"" + quoted.split(whereSeparator: \.isWhitespace).joined(separator: " ") + "\""
  }

  /// A line about a limit that finds nothing because it is none, or `nil`.
  ///
  /// - Parameter desks: the first parts of all desks.
  /// - Returns: one sentence.
  package func remark(desks: [String]) -> String? {
    if let limit = misreadLimits.first {
      return limit.lowercased().hasPrefix("is:")
        ? "“\(limit)” is no limit: is:unread, read, starred, queued and new are."
        : "“\(limit)” has no date: 2026, 2026-02 and 2026-02-18 are dates."
    }
    if let remark = unknownRemark { return remark }
    let known = Set(desks.map { Terms.all(in: $0) })
    let first = self.desks.first { desk in
      !known.contains(Terms.all(in: String(desk.prefix { $0 != "/" })))
    }
    return first.map { "No desk is called “\($0)”." }
  }

  /// A sentence about a name before a colon that limits nothing, or `nil`.
  package var unknownRemark: String? {
    unknownNames.first.map {
      "“\($0):” limits nothing: title, tag, in, by, desk, before, after and is do."
    }
  }

  /// True if some words must be there.
  package var hasWords: Bool { !wanted.isEmpty || groups.contains(where: \.isOfWords) }

  /// The clauses that must be there or may be, those of the groups last.
  package var clauses: [Clause] { wanted + groups.flatMap(\.wanted) }

  /// True if more than words is asked for.
  package var hasLimits: Bool {
    if groups.contains(where: \.hasLimit) { return true }
    let limits = [desks.isEmpty, unwantedDesks.isEmpty, marks.isEmpty, unwantedMarks.isEmpty]
    return limits.contains(false) || firstDay != nil || endDay != nil
  }

  /// True if nothing is asked for.
  package var isEmpty: Bool { self == SearchQuery() }
}

/// Walks over a query once.
private struct QueryParser {
  /// The content of one pair of parentheses, or of none: alternatives that must each be met.
  private struct Level {
    var isNegated = false
    var choices: [[SearchQuery.Node]] = []
    /// True if what comes next is an alternative to what came last.
    var isOr = false

    var node: SearchQuery.Node? {
      .joined(choices.compactMap { .joined($0, any: true) }, any: false)
    }
  }

  private(set) var query: SearchQuery
  /// True if the last token is a word that is wanted.
  private(set) var endsInWanted = false
  /// The place of a minus before a word that is left out.
  private(set) var minuses: [Int] = []
  private(set) var hasLimit = false
  private let scalars: [Unicode.Scalar]
  private var index = 0
  private var levels = [Level()]

  /// Parentheses within more of them are passed over: nobody reads so many.
  private static let deepest = 8

  static func parsed(_ text: String) -> QueryParser {
    var parser = QueryParser(scalars: Array(text.unicodeScalars.prefix(SearchQuery.longest)))
    while parser.takeToken() {}
    while parser.levels.count > 1 { parser.close() }
    parser.endOr()
    parser.finish()
    return parser
  }

  private init(scalars: [Unicode.Scalar]) {
    self.scalars = scalars
    query = SearchQuery()
  }

  // MARK: Levels

  private mutating func add(_ node: SearchQuery.Node, _ isUnwanted: Bool) {
    let node = isUnwanted ? node.turned : node
    let last = levels.count - 1
    if levels[last].isOr {
      levels[last].choices[levels[last].choices.count - 1].append(node)
      levels[last].isOr = false
    } else {
      levels[last].choices.append([node])
    }
  }

  private mutating func close() {
    endOr()
    let level = levels.removeLast()
    if let node = level.node { add(node, level.isNegated) }
  }

  /// An `OR` with nothing after it is a word.
  private mutating func endOr() {
    guard levels[levels.count - 1].isOr else { return }
    levels[levels.count - 1].isOr = false
    add(.words(Self.clause(["or"])), false)
  }

  private static func clause(_ words: [String]) -> SearchQuery.Clause {
    SearchQuery.Clause(words: words, isPhrase: words.count > 1, isPrefix: false, field: nil)
  }

  /// Puts what must be met whole into the query's own lists.
  private mutating func finish() {
    let node = levels[0].node
    let nodes: [SearchQuery.Node]
    if case .all(let all) = node { nodes = all } else { nodes = node.map { [$0] } ?? [] }
    for node in nodes { take(node) }
    // The index has no `s` of a possessive: one that stands alone is what is left of it.
    let others = query.wanted.filter { !$0.isLoneS }
    if !others.isEmpty { query.wanted = others }
  }

  private mutating func take(_ node: SearchQuery.Node) {
    switch node {
    case .words(let clause): query.wanted.append(clause)
    case .not(.words(let clause)): query.unwanted.append(clause)
    case .limit(.desk(let desk)): query.desks.append(desk)
    case .not(.limit(.desk(let desk))): query.unwantedDesks.append(desk)
    case .limit(.mark(let mark)): query.marks.insert(mark)
    case .not(.limit(.mark(let mark))): query.unwantedMarks.insert(mark)
    case .limit(.days(let first, let end)): query.limit(to: (first ?? .min)..<(end ?? .max))
    case .all, .any, .not: query.groups.append(node)
    }
  }

  // MARK: Tokens

  /// Takes the next word, phrase, limit or sign; `false` at the end.
  private mutating func takeToken() -> Bool {
    while index < scalars.count, scalars[index].properties.isWhitespace { index += 1 }
    guard index < scalars.count else { return false }
    if takeOr() || takeClosing() { return true }
    let start = index
    let isUnwanted = takeMinus()
    if scalars[index] == "(" {
      index += 1
      if levels.count <= Self.deepest { levels.append(Level(isNegated: isUnwanted)) }
      endsInWanted = false
      return true
    }
    let beginning = index
    var isMisread = false
    if let name = takeLimitName() {
      let value = takeValue()
      if let node = node(name, value) {
        add(node, isUnwanted)
        if case .limit = node { endsInWanted = false } else { endsInWanted = isWanted(isUnwanted) }
        hasLimit = true
        return true
      }
      if name != "desk", SearchQuery.Field(rawValue: name) == nil, !value.text.isEmpty {
        query.misreadLimits.append(string(beginning..<index))
        isMisread = true
      }
      index = beginning
    } else if let name = unknownName() {
      query.unknownNames.append(name)
    }
    add(takeValue(), isUnwanted)
    if isUnwanted { minuses.append(start) }
    endsInWanted = isWanted(isUnwanted) && !isMisread
    return true
  }

  private func isWanted(_ isUnwanted: Bool) -> Bool {
    !isUnwanted && !levels.contains(where: \.isNegated)
  }

  /// `OR` by itself, with something before it.
  private mutating func takeOr() -> Bool {
    let level = levels[levels.count - 1]
    guard !level.choices.isEmpty, !level.isOr, index + 2 <= scalars.count,
      scalars[index] == "O", scalars[index + 1] == "R",
      index + 2 == scalars.count || scalars[index + 2].properties.isWhitespace
        || scalars[index + 2] == "("
    else { return false }
    index += 2
    levels[levels.count - 1].isOr = true
    // It is a word as long as nothing follows.
    endsInWanted = isWanted(false)
    return true
  }

  private mutating func takeClosing() -> Bool {
    guard levels.count > 1, scalars[index] == ")" else { return false }
    index += 1
    close()
    return true
  }

  /// A minus before a word or parentheses; before a number it is part of that.
  private mutating func takeMinus() -> Bool {
    guard scalars[index] == "-", index + 1 < scalars.count,
      index == 0 || scalars[index - 1].properties.isWhitespace || scalars[index - 1] == "("
    else { return false }
    let next = scalars[index + 1]
    guard next == "\"" || next == "(" || next.properties.isAlphabetic else { return false }
    index += 1
    return true
  }

  private static let names: Set<String> = [
    "desk", "in", "by", "title", "tag", "before", "after", "is",
  ]

  /// A limit's name with its colon, where a value follows at once.
  private mutating func takeLimitName() -> String? {
    guard let end = endOfName(), !scalars[end + 1].properties.isWhitespace else { return nil }
    let name = string(index..<end).lowercased()
    guard Self.names.contains(name) else { return nil }
    index = end + 1
    return name
  }

  /// The place of the colon after a word of ASCII letters at hand with something behind it.
  private func endOfName() -> Int? {
    var end = index
    while end < scalars.count, end - index < 16, scalars[end].isASCIILetter { end += 1 }
    return end > index && end + 1 < scalars.count && scalars[end] == ":" ? end : nil
  }

  /// A word before a colon and a value that one could take for a limit.
  private func unknownName() -> String? {
    guard let end = endOfName(), end > index + 1 else { return nil }
    let next = scalars[end + 1]
    return next == "\"" || next.isOfWord ? string(index..<end) : nil
  }

  /// A word, or what stands between quotation marks.
  private struct Value {
    var text: String
    var isQuoted: Bool
    /// True if its last word may go on.
    var isOpen: Bool
  }

  private mutating func takeValue() -> Value {
    let isQuoted = ["\"", "“", "„"].contains(scalars[index])
    if isQuoted { index += 1 }
    let start = index
    // A parenthesis that the word itself opens belongs to it: `f(x)`.
    var opened = levels.count > 1 ? 0 : Int.min
    while index < scalars.count {
      let scalar = scalars[index]
      if isQuoted
        ? ["\"", "”", "“"].contains(scalar) : scalar.properties.isWhitespace || scalar == "\""
      {
        break
      }
      if !isQuoted, scalar == "(" { opened += 1 }
      if !isQuoted, scalar == ")" {
        if opened == 0 { break }
        opened -= opened > 0 ? 1 : 0
      }
      index += 1
    }
    // One asterisk: more of them stand for letters that were left out of a word.
    let isOpen = index - start > 1 && scalars[index - 1] == "*" && scalars[index - 2].isOfWord
    let text = string(start..<index - (isOpen ? 1 : 0))
    if isQuoted { index = min(index + 1, scalars.count) }
    return Value(text: text, isQuoted: isQuoted, isOpen: isOpen)
  }

  private func string(_ range: Range<Int>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars[range])
    return String(view)
  }

  /// The typed text, but for some of its scalars.
  func text(without places: Set<Int>) -> String {
    var view = String.UnicodeScalarView()
    for (place, scalar) in scalars.enumerated() where !places.contains(place) {
      view.append(scalar)
    }
    return String(view)
  }

  /// The limit that a name and a value ask for; `nil` if they are none.
  private func node(_ name: String, _ value: Value) -> SearchQuery.Node? {
    switch name {
    case "desk": return value.text.isEmpty ? nil : .limit(.desk(value.text))
    case "is":
      return SearchQuery.Mark(rawValue: value.text.lowercased()).map { .limit(.mark($0)) }
    case "before": return DayRange(value.text).map { .limit(.days(first: nil, end: $0.first)) }
    case "after": return DayRange(value.text).map { .limit(.days(first: $0.end, end: nil)) }
    default:
      guard let field = SearchQuery.Field(rawValue: name) else { return nil }
      return clause(value, field).map { .words($0) }
    }
  }

  /// The words of a value as one clause; `nil` where it has none.
  private func clause(_ value: Value, _ field: SearchQuery.Field?) -> SearchQuery.Clause? {
    let written = WrittenWords(value.text)
    guard !written.words.isEmpty else { return nil }
    return SearchQuery.Clause(
      words: written.words, isPhrase: field != nil || written.words.count > 1,
      isPrefix: value.isOpen
        || field == nil && !value.isQuoted && written.words.count == 1
          && Terms.isLoneIdeograph(written.words[0]),
      field: field, alternatives: written.alternatives)
  }

  private mutating func add(_ value: Value, _ isUnwanted: Bool) {
    // A dictionary may part words otherwise in their sentence: there each word for itself.
    if value.isQuoted || !Terms.needsDictionary(value.text) {
      if let clause = clause(value, nil) { add(.words(clause), isUnwanted) }
      return
    }
    let words = Terms.all(in: value.text)
    let nodes = words.enumerated().map { place, word in
      var clause = Self.clause([word])
      clause.isPrefix =
        value.isOpen && place == words.count - 1
        || !value.isQuoted && Terms.isLoneIdeograph(word)
      return SearchQuery.Node.words(clause)
    }
    // Each that is not wanted is left out by itself.
    if let node = SearchQuery.Node.joined(nodes, any: isUnwanted) { add(node, isUnwanted) }
  }
}

/// The words of a piece of a query, and the other ways in which they are written.
private struct WrittenWords {
  let words: [String]
  private(set) var alternatives: [[String]] = []

  init(_ text: String) {
    var terms: [(word: String, place: Range<Int>)] = []
    var joined: [(word: String, place: Range<Int>)] = []
    var text = text
    text.withUTF8 { bytes in
      var words = JoinedWords()
      let join = { (word: UnsafeBufferPointer<UInt8>, place: Range<Int>) in
        joined.append((String(decoding: word, as: UTF8.self), place))
      }
      Terms.forEachFolded(in: bytes) { term, place in
        words.take(term, place, in: bytes, join)
        terms.append((String(decoding: term, as: UTF8.self), place))
      }
      words.finish(join)
    }
    words = terms.map(\.word)
    add(Self.replaced(terms, by: joined))
    // An apostrophe that was left out leaves the `s` of a possessive alone.
    for written in [words] + alternatives where written.count > 2 {
      add([written[0]] + written.dropFirst().filter { $0 != "s" })
    }
  }

  private mutating func add(_ written: [String]) {
    if !written.isEmpty, written != words, !alternatives.contains(written) {
      alternatives.append(written)
    }
  }

  /// The terms with joined words in the place of their parts.
  private static func replaced(
    _ terms: [(word: String, place: Range<Int>)], by joined: [(word: String, place: Range<Int>)]
  ) -> [String] {
    var next = 0
    var words: [String] = []
    for term in terms {
      while next < joined.count, joined[next].place.upperBound <= term.place.lowerBound {
        next += 1
      }
      guard next < joined.count, joined[next].place.contains(term.place.lowerBound) else {
        words.append(term.word)
        continue
      }
      if joined[next].place.lowerBound == term.place.lowerBound { words.append(joined[next].word) }
    }
    return words
  }
}

extension SearchQuery.Clause {
  fileprivate var isLoneS: Bool { words == ["s"] && !isPrefix && field == nil }
}

extension SearchQuery {
  /// Keeps to these days, too.
  fileprivate mutating func limit(to days: Range<Int>) {
    if days.lowerBound > .min { firstDay = max(firstDay ?? .min, days.lowerBound) }
    if days.upperBound < .max { endDay = min(endDay ?? .max, days.upperBound) }
  }
}

extension Unicode.Scalar {
  fileprivate var isASCIILetter: Bool { ("a"..."z").contains(self) || ("A"..."Z").contains(self) }

  /// True if it is a letter, a digit, or a mark on one.
  fileprivate var isOfWord: Bool {
    switch properties.generalCategory {
    case .nonspacingMark, .spacingMark, .decimalNumber: true
    default: properties.isAlphabetic
    }
  }
}

/// The days that a date names: a year, a month or a day.
private struct DayRange {
  /// Days since 1970: the first, and the one after the last.
  var first: Int
  var end: Int

  init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { $0.count <= 4 ? Int($0) : nil }
    guard parts.count == numbers.count, let year = numbers.first, parts[0].count == 4 else {
      return nil
    }
    switch numbers.count {
    case 1:
      guard let first = Self.days(year, 1, 1), let end = Self.days(year + 1, 1, 1) else {
        return nil
      }
      (self.first, self.end) = (first, end)
    case 2:
      let next = numbers[1] == 12 ? (year + 1, 1) : (year, numbers[1] + 1)
      guard let first = Self.days(year, numbers[1], 1), let end = Self.days(next.0, next.1, 1)
      else {
        return nil
      }
      (self.first, self.end) = (first, end)
    case 3:
      guard let first = Self.days(year, numbers[1], numbers[2]) else { return nil }
      (self.first, end) = (first, first + 1)
    default: return nil
    }
  }

  private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int? {
    CivilDay(year: year, month: month, day: day)?.daysSinceEpoch
  }
}
