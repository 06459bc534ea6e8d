// What a person types into a search, understood.

import ArticleModel

/// A search, parsed. Every text is a query: no character of it can be an error.
///
///     SearchQuery("geneva \"second day\" -robot desk:World after:2026-02-01 is:unread")
///
/// Words must all be there; quotation marks hold words together in their order; `-` leaves out what
/// has the word or the phrase; a known name before a colon limits. What looks like a limit and is
/// none (`U.S.: no deal`, `-5`, `after:all`) is words.
package struct SearchQuery: Hashable, Sendable {
  /// Words that must stand together, or must not be there.
  package struct Clause: Hashable, Sendable {
    /// Folded, as `Terms` gives them; one or more, in order.
    package var words: [String]
    /// Whether they must follow each other; of one word it says nothing.
    package var isPhrase: Bool
    /// Whether the last word may go on: what is being typed, or a lone ideograph.
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
    /// First seen since the last visit.
    case new
  }

  package var wanted: [Clause] = []
  package var unwanted: [Clause] = []
  package var desks: [String] = []
  /// Days since 1970: the first that is wanted, and the first that no longer is.
  package var firstDay: Int?
  package var endDay: Int?
  package var marks: Set<Mark> = []

  /// Parses a query.
  ///
  /// - Parameters:
  ///   - text: what was typed.
  ///   - isTyping: whether its last word may go on.
  package init(_ text: String, isTyping: Bool = false) {
    var parser = QueryParser(text)
    parser.parse(into: &self)
    let endsInWord = text.unicodeScalars.last.map { !$0.properties.isWhitespace && $0 != "\"" }
    if isTyping, endsInWord == true, !parser.endsInLimit, let last = wanted.indices.last {
      wanted[last].isPrefix = true
    }
  }

  /// Whether nothing is asked for.
  package var isEmpty: Bool {
    wanted.isEmpty && unwanted.isEmpty && desks.isEmpty && firstDay == nil && endDay == nil
      && marks.isEmpty
  }
}

/// Walks over a query once.
private struct QueryParser {
  private let scalars: [Unicode.Scalar]
  private var index = 0
  /// Whether the last token limits, so that no word is being typed.
  private(set) var endsInLimit = false

  init(_ text: String) {
    scalars = Array(text.unicodeScalars)
  }

  mutating func parse(into query: inout SearchQuery) {
    while true {
      while index < scalars.count, scalars[index].properties.isWhitespace { index += 1 }
      guard index < scalars.count else { return }
      endsInLimit = false
      let isUnwanted = takeMinus()
      if let name = takeLimitName() {
        let start = index
        let (value, _) = takeValue()
        if !isUnwanted, apply(name, value, to: &query) {
          endsInLimit = true
          continue
        }
        index = start
        add(name, isQuoted: false, isUnwanted, to: &query)
      } else {
        let (value, isQuoted) = takeValue()
        add(value, isQuoted: isQuoted, isUnwanted, to: &query)
      }
    }
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
    while end < scalars.count, end - index < 7, ("a"..."z").contains(scalars[end]) { end += 1 }
    guard end + 1 < scalars.count, scalars[end] == ":", !scalars[end + 1].properties.isWhitespace
    else { return nil }
    let name = string(index..<end)
    guard Self.names.contains(name) else { return nil }
    index = end + 1
    return name
  }

  /// The next word, or what stands between quotation marks.
  private mutating func takeValue() -> (text: String, isQuoted: Bool) {
    if scalars[index] == "\"" || scalars[index] == "“" || scalars[index] == "„" {
      let start = index + 1
      index = start
      while index < scalars.count, !["\"", "”", "“"].contains(scalars[index]) { index += 1 }
      let text = string(start..<index)
      index = min(index + 1, scalars.count)
      return (text, true)
    }
    let start = index
    while index < scalars.count, !scalars[index].properties.isWhitespace, scalars[index] != "\"" {
      index += 1
    }
    return (string(start..<index), false)
  }

  private func string(_ range: Range<Int>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars[range])
    return String(view)
  }

  /// Applies a limit; says whether it is one.
  private func apply(_ name: String, _ value: String, to query: inout SearchQuery) -> Bool {
    switch name {
    case "desk":
      query.desks.append(value)
      return !value.isEmpty
    case "is":
      guard let mark = SearchQuery.Mark(rawValue: value) else { return false }
      query.marks.insert(mark)
      return true
    case "before", "after":
      guard let days = DayRange(value) else { return false }
      if name == "before" {
        query.endDay = min(query.endDay ?? .max, days.first)
      } else {
        query.firstDay = max(query.firstDay ?? .min, days.end)
      }
      return true
    default:
      let words = Terms.all(in: value)
      guard !words.isEmpty, let field = SearchQuery.Field(rawValue: name) else { return false }
      query.wanted.append(
        SearchQuery.Clause(words: words, isPhrase: true, isPrefix: false, field: field))
      return true
    }
  }

  private func add(
    _ text: String, isQuoted: Bool, _ isUnwanted: Bool, to query: inout SearchQuery
  ) {
    let words = Terms.all(in: text)
    guard !words.isEmpty else { return }
    // What a dictionary parted may be parted otherwise in its sentence: there each word for itself.
    let standsTogether = isQuoted || !Terms.needsDictionary(text)
    let groups = standsTogether ? [words] : words.map { [$0] }
    for group in groups {
      let clause = SearchQuery.Clause(
        words: group, isPhrase: group.count > 1,
        isPrefix: !isQuoted && group.count == 1 && Terms.isLoneIdeograph(group[0]), field: nil)
      if isUnwanted { query.unwanted.append(clause) } else { query.wanted.append(clause) }
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
