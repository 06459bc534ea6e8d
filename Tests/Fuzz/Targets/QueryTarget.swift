// The query language under the fuzzer: every text is a query, and what it asks for is in its words alone.

import ArticleModel
import TextAnalysis

#if DEBUG

extension FuzzTarget {
  /// `SearchQuery` of any text. The planted bug forgets a mark that is left out in the last place.
  static let query = FuzzTarget("query", longest: 300) { bytes, isPlanted in
    let text = SafeText(line: String(decoding: bytes, as: UTF8.self)).string
    let query = parsed(text, isPlanted)
    if let fault = differently(text, query, isPlanted) { return fault }
    let typed = SearchQuery.typed(text)
    if typed != text, typed != text + "*" { return "typing gives \(typed)" }
    _ = query.remark(desks: ["World", "Sport"])
    if let phrase = SearchQuery.asPhrase(text), !SearchQuery(phrase).unwanted.isEmpty {
      return "a phrase leaves something out: \(phrase)"
    }
    let count = text.unicodeScalars.count
    if deepest(query.groups) > 40 { return "groups within groups: \(query.groups)" }
    for hit in query.hits(in: text) where hit.lowerBound < 0 || hit.upperBound > count {
      return "a hit outside the text: \(hit)"
    }
    return unlikePrinted(query)
  }

  private static func deepest(_ nodes: [SearchQuery.Node]) -> Int {
    nodes.map { node in
      switch node {
      case .words, .limit: 0
      case .not(let inner): 1 + deepest([inner])
      case .all(let inner), .any(let inner): 1 + deepest(inner)
      }
    }.max() ?? 0
  }

  private static func parsed(_ text: String, _ isPlanted: Bool) -> SearchQuery {
    var query = SearchQuery(text)
    if isPlanted, Array(text.utf8).suffix(10).elementsEqual("-is:queued".utf8) {
      query.unwantedMarks = []
    }
    return query
  }

  /// The order of words and limits, and the white space about them, say nothing where there are no
  /// groups.
  private static func differently(
    _ text: String, _ query: SearchQuery, _ isPlanted: Bool
  ) -> String? {
    guard !text.unicodeScalars.contains(where: { "\"“”„()".unicodeScalars.contains($0) }),
      !text.contains("OR")
    else { return nil }
    let words = text.unicodeScalars.split { $0.properties.isWhitespace }.map { String($0) }
    let turned = words.reversed().joined(separator: "  ")
    let other = parsed(turned, isPlanted)
    return ordered(other) == ordered(query) ? nil : "\(turned.debugDescription) asks for \(other)"
  }

  private static func ordered(_ query: SearchQuery) -> SearchQuery {
    var query = query
    query.wanted.sort { "\($0)" < "\($1)" }
    query.unwanted.sort { "\($0)" < "\($1)" }
    query.desks.sort()
    query.unwantedDesks.sort()
    query.misreadLimits.sort()
    query.unknownNames.sort()
    return query
  }

  /// A query without groups that is printed and read again is the same; how else its words are written
  /// is in what was typed alone.
  private static func unlikePrinted(_ query: SearchQuery) -> String? {
    var query = query
    guard query.groups.isEmpty else { return nil }
    query.misreadLimits = []
    query.unknownNames = []
    query.wanted.removeAll { !isPrintable($0) }
    query.unwanted.removeAll { !isPrintable($0) }
    query.desks.removeAll(where: isUnprintable)
    query.unwantedDesks.removeAll(where: isUnprintable)
    let printed = printed(query)
    let read = SearchQuery(printed)
    return plain(ordered(read)) == plain(ordered(query))
      ? nil : "\(printed) is read as \(read), was \(query)"
  }

  private static func plain(_ query: SearchQuery) -> SearchQuery {
    var query = query
    for place in query.wanted.indices { query.wanted[place].alternatives = [] }
    for place in query.unwanted.indices { query.unwanted[place].alternatives = [] }
    return query
  }

  /// Pairs of ideographs and words of a dictionary are no words that one can type.
  private static func isPrintable(_ clause: SearchQuery.Clause) -> Bool {
    Terms.all(in: clause.words.joined(separator: " ")) == clause.words
      && (!clause.isPrefix || Terms.all(in: (clause.words.last ?? "") + "a").count == 1)
  }

  private static func isUnprintable(_ desk: String) -> Bool {
    desk.unicodeScalars.contains { "\"“”„*".unicodeScalars.contains($0) }
  }

  private static func printed(_ query: SearchQuery) -> String {
    var words = query.wanted.map(printed)
    words += query.unwanted.map { "-" + printed($0) }
    words += query.desks.map { "desk:\"\($0)\"" }
    words += query.unwantedDesks.map { "-desk:\"\($0)\"" }
    words += query.marks.map { "is:\($0.rawValue)" }
    words += query.unwantedMarks.map { "-is:\($0.rawValue)" }
    if let day = query.firstDay { words.append("-before:\(CivilDay(daysSinceEpoch: day).text)") }
    if let day = query.endDay { words.append("before:\(CivilDay(daysSinceEpoch: day).text)") }
    return words.joined(separator: " ")
  }

  private static func printed(_ clause: SearchQuery.Clause) -> String {
    let field = clause.field.map { $0.rawValue + ":" } ?? ""
    let words = clause.words.joined(separator: " ")
    return "\(field)\"\(words)\(clause.isPrefix ? "*" : "")\""
  }
}

#endif
