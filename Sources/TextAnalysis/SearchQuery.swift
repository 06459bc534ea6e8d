// What a person types into a search, understood.

import ArticleModel

/// A search, parsed. Every text is a query: no character of it can be an error.
///
///     SearchQuery("geneva \"second day\" -robot desk:World after:2026-02-01 is:unread")
///
/// Words must all be there; quotation marks hold words together in their order; `*` after a word lets
/// it go on; a known name before a colon limits; `-` leaves out what has the word or the phrase, or
/// keeps to the limit. What looks like a limit and is none (`U.S.: no deal`, `-5`, `after:all`) is
/// words.
package struct SearchQuery: Hashable, Sendable {
  /// Words that must stand together, or must not be there.
  package struct Clause: Hashable, Sendable {
    /// Folded, as `Terms` gives them; one or more, in order.
    package var words: [String]
    /// Whether they must follow each other; of one word it says nothing.
    package var isPhrase: Bool
    /// Whether the last word may go on: one with a `*` after it, or a lone ideograph.
    package var isPrefix: Bool
    /// Where they must be; `nil` for anywhere.
    package var field: Field?
  }

  /// A part of an article that a clause is limited to.
  package enum Field: String, Hashable, Sendable {
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

  package var wanted: [Clause] = []
  package var unwanted: [Clause] = []
  package var desks: [String] = []
  package var unwantedDesks: [String] = []
  /// Days since 1970: the first that is wanted, and the first that no longer is.
  package var firstDay: Int?
  package var endDay: Int?
  package var marks: Set<Mark> = []
  package var unwantedMarks: Set<Mark> = []
  /// What looks like a limit but has no value that one can have: its words are looked for.
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
    guard !parser.minuses.isEmpty, !parser.query.wanted.isEmpty, !parser.hasLimit else {
      return nil
    }
    let quoted = parser.text(without: Set(parser.minuses)).filter { !"\"“”„".contains($0) }
    return "\"" + quoted.split(whereSeparator: \.isWhitespace).joined(separator: " ") + "\""
  }

  /// What to say of a limit that finds nothing because it is none, or `nil`.
  ///
  /// - Parameter desks: the first parts of all desks.
  /// - Returns: one sentence.
  package func remark(desks: [String]) -> String? {
    if let limit = misreadLimits.first {
      return limit.lowercased().hasPrefix("is:")
        ? "“\(limit)” is no limit: is:unread, read, starred, queued and new are."
        : "“\(limit)” has no date: 2026, 2026-02 and 2026-02-18 are dates."
    }
    let known = Set(desks.map { Terms.all(in: $0) })
    let first = self.desks.first { desk in
      !known.contains(Terms.all(in: String(desk.prefix { $0 != "/" })))
    }
    return first.map { "No desk is called “\($0)”." }
  }

  /// Whether more than words is asked for.
  package var hasLimits: Bool {
    let limits = [desks.isEmpty, unwantedDesks.isEmpty, marks.isEmpty, unwantedMarks.isEmpty]
    return limits.contains(false) || firstDay != nil || endDay != nil
  }

  /// Whether nothing is asked for.
  package var isEmpty: Bool { self == SearchQuery() }
}

/// Walks over a query once.
private struct QueryParser {
  private(set) var query: SearchQuery
  /// Whether the last token is a word that is wanted.
  private(set) var endsInWanted = false
  /// Where a minus stands before a word that is left out.
  private(set) var minuses: [Int] = []
  private(set) var hasLimit = false
  private let scalars: [Unicode.Scalar]
  private var index = 0

  static func parsed(_ text: String) -> QueryParser {
    var parser = QueryParser(scalars: Array(text.unicodeScalars.prefix(SearchQuery.longest)))
    while parser.takeToken() {}
    return parser
  }

  private init(scalars: [Unicode.Scalar]) {
    self.scalars = scalars
    query = SearchQuery()
  }

  /// Takes the next word, phrase or limit; `false` at the end.
  private mutating func takeToken() -> Bool {
    while index < scalars.count, scalars[index].properties.isWhitespace { index += 1 }
    guard index < scalars.count else { return false }
    let start = index
    let isUnwanted = takeMinus()
    let beginning = index
    var isMisread = false
    if let name = takeLimitName() {
      let value = takeValue()
      if apply(name, value, isUnwanted) {
        hasLimit = true
        endsInWanted = !isUnwanted && SearchQuery.Field(rawValue: name) != nil
        return true
      }
      if name != "desk", SearchQuery.Field(rawValue: name) == nil, !value.text.isEmpty {
        query.misreadLimits.append(string(beginning..<index))
        isMisread = true
      }
      index = beginning
    }
    add(takeValue(), isUnwanted)
    if isUnwanted { minuses.append(start) }
    endsInWanted = !isUnwanted && !isMisread
    return true
  }

  /// A minus before a word; before a number it is part of that.
  private mutating func takeMinus() -> Bool {
    guard scalars[index] == "-", index + 1 < scalars.count,
      index == 0 || scalars[index - 1].properties.isWhitespace
    else { return false }
    let next = scalars[index + 1]
    guard next == "\"" || next.properties.isAlphabetic else { return false }
    index += 1
    return true
  }

  private static let names: Set<String> = ["desk", "in", "by", "before", "after", "is"]

  /// A limit's name with its colon, where a value follows at once.
  private mutating func takeLimitName() -> String? {
    var end = index
    while end < scalars.count, end - index < 7, scalars[end].isASCIILetter { end += 1 }
    guard end + 1 < scalars.count, scalars[end] == ":", !scalars[end + 1].properties.isWhitespace
    else { return nil }
    let name = string(index..<end).lowercased()
    guard Self.names.contains(name) else { return nil }
    index = end + 1
    return name
  }

  /// A word, or what stands between quotation marks.
  private struct Value {
    var text: String
    var isQuoted: Bool
    /// Whether its last word may go on.
    var isOpen: Bool
  }

  private mutating func takeValue() -> Value {
    let isQuoted = ["\"", "“", "„"].contains(scalars[index])
    if isQuoted { index += 1 }
    let start = index
    while index < scalars.count {
      let scalar = scalars[index]
      if isQuoted
        ? ["\"", "”", "“"].contains(scalar) : scalar.properties.isWhitespace || scalar == "\""
      {
        break
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

  /// What was typed, but for some of its scalars.
  func text(without places: Set<Int>) -> String {
    var view = String.UnicodeScalarView()
    for (place, scalar) in scalars.enumerated() where !places.contains(place) {
      view.append(scalar)
    }
    return String(view)
  }

  /// Applies a limit, or its contrary; says whether it is one.
  private mutating func apply(_ name: String, _ value: Value, _ isUnwanted: Bool) -> Bool {
    switch name {
    case "desk":
      guard !value.text.isEmpty else { return false }
      if isUnwanted {
        query.unwantedDesks.append(value.text)
      } else {
        query.desks.append(value.text)
      }
    case "is":
      guard let mark = SearchQuery.Mark(rawValue: value.text.lowercased()) else { return false }
      if isUnwanted { query.unwantedMarks.insert(mark) } else { query.marks.insert(mark) }
    case "before", "after":
      guard let days = DayRange(value.text) else { return false }
      // What is not before a day is of that day or later.
      switch (name == "before", isUnwanted) {
      case (true, false): query.limit(to: .min..<days.first)
      case (true, true): query.limit(to: days.first..<(.max))
      case (false, false): query.limit(to: days.end..<(.max))
      case (false, true): query.limit(to: .min..<days.end)
      }
    default:
      let words = Terms.all(in: value.text)
      guard !words.isEmpty, let field = SearchQuery.Field(rawValue: name) else { return false }
      let clause = SearchQuery.Clause(
        words: words, isPhrase: true, isPrefix: value.isOpen, field: field)
      add(clause, isUnwanted)
    }
    return true
  }

  private mutating func add(_ clause: SearchQuery.Clause, _ isUnwanted: Bool) {
    if isUnwanted { query.unwanted.append(clause) } else { query.wanted.append(clause) }
  }

  private mutating func add(_ value: Value, _ isUnwanted: Bool) {
    let words = Terms.all(in: value.text)
    guard !words.isEmpty else { return }
    // What a dictionary parted may be parted otherwise in its sentence: there each word for itself.
    let standsTogether = value.isQuoted || !Terms.needsDictionary(value.text)
    let groups = standsTogether ? [words] : words.map { [$0] }
    for (place, group) in groups.enumerated() {
      let isOpen = value.isOpen && place == groups.count - 1
      let clause = SearchQuery.Clause(
        words: group, isPhrase: group.count > 1,
        isPrefix: isOpen
          || !value.isQuoted && group.count == 1 && Terms.isLoneIdeograph(group[0]), field: nil)
      add(clause, isUnwanted)
    }
  }
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

  /// Whether it is a letter, a digit, or a mark on one.
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
