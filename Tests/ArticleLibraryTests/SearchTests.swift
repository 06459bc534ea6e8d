// Full-text search over a small library.

import ArticleModel
import Testing

@testable import ArticleIntake
@testable import ArticleLibrary

@Suite struct SearchTests {
  private func fixture() throws -> Fixture {
    let fixture = try Fixture()
    let news = [
      "World/talks.txt": """
      ---
      title: Envoys Talk in Geneva
      date: 2026-02-18
      ---
      GENEVA – The envoys of both sides talked for a second day.
      Nobody spoke of the harbour.
      """,
      "World/harbour.txt": """
      ---
      title: The Harbour Froze at Night
      date: 2026-02-17
      author: Ada Byron
      ---
      OSLO – The harbour froze, and the ferries stayed where they were.
      An envoy who was to go to Geneva stayed too.
      """,
      "Science/comet.txt": """
      ---
      title: A Comet Comes Back
      date: 2024-05-01
      ---
      OSLO – The comet was seen again from the harbour.
      Those who saw it negotiated for a place at the railing.
      """,
      "Science/beijing.txt": """
      ---
      title: 中国科学家获奖
      date: 2025-01-01
      ---
      北京1月1日电 中国科学家在北京获得奖项。
      """,
    ]
    for (path, text) in news { try fixture.write(text, to: path) }
    _ = try fixture.library.sync(
      [fixture.scope()], progress: { _ in }, isCancelled: { false })
    return fixture
  }

  private func search(
    _ fixture: Fixture, _ text: String
  ) throws -> [String] {
    try fixture.library.search(
      SearchRequest(text: SafeText(line: text))
    ).matches.map { $0.row.path.string }
  }

  @Test(arguments: [
    ("geneva", ["World/talks.txt", "World/harbour.txt"]),
    ("harbour", ["World/harbour.txt", "World/talks.txt", "Science/comet.txt"]),
    ("HÁRBOUR oslo", ["World/harbour.txt", "Science/comet.txt"]),
    ("\"second day\"", ["World/talks.txt"]), ("\"day second\"", []),
    ("harbour -geneva", ["Science/comet.txt"]),
    ("envoy", ["World/harbour.txt", "World/talks.txt"]),
    ("negotiate", ["Science/comet.txt"]), ("北京", ["Science/beijing.txt"]),
    ("科学", ["Science/beijing.txt"]),
    ("in:oslo harbour", ["World/harbour.txt", "Science/comet.txt"]),
    ("by:byron", ["World/harbour.txt"]),
    ("harbour desk:science", ["Science/comet.txt"]),
    ("harbour after:2025", ["World/harbour.txt", "World/talks.txt"]),
    ("harbour before:2025", ["Science/comet.txt"]),
    ("desk:World", ["World/talks.txt", "World/harbour.txt"]), ("", []),
    ("harbour -desk:science", ["World/harbour.txt", "World/talks.txt"]),
    ("harbour -in:oslo", ["World/talks.txt"]),
    ("harbour -by:\"ada byron\"", ["World/talks.txt", "Science/comet.txt"]),
    ("harbour -after:2025", ["Science/comet.txt"]), ("harbour -is:unread", []),
    ("harbour -before:2026-02-18", ["World/talks.txt"]),
    ("-desk:World", ["Science/beijing.txt", "Science/comet.txt"]),
    ("-harbour", ["Science/beijing.txt"]), ("-harb*", ["Science/beijing.txt"]),
    ("\"second da*\"", ["World/talks.txt"]), ("in:gen*", ["World/talks.txt"]),
  ])
  func `what is asked for is found, best first`(query: String, paths: [String]) throws {
    let found = try search(try fixture(), query)
    #expect(Set(found) == Set(paths))
    #expect(found.first == paths.first)
  }

  @Test func `each letter finds more exactly`() throws {
    let fixture = try fixture()
    #expect(try search(fixture, "c*").contains("Science/comet.txt"))
    #expect(try search(fixture, "co*").first == "Science/comet.txt")
    #expect(try search(fixture, "negotiat*") == ["Science/comet.txt"])
    #expect(try search(fixture, "negotiatio*") == [])
    #expect(try search(fixture, "geneva env*").count == 2)
  }

  @Test(arguments: [
    ("genvea", "geneva"), ("habour", "harbour"), ("commet", "comet"), ("cpmet", "comet"),
  ])
  func `a typing mistake is forgiven, and said`(typed: String, meant: String) throws {
    let results = try fixture().library.search(SearchRequest(text: SafeText(line: typed)))
    #expect(results.correction?.string == meant)
    #expect(!results.matches.isEmpty)
  }

  @Test func `what was pasted with a hyphen before a word is found as it stands, and it is said`()
    throws
  {
    let fixture = try fixture()
    let results = try fixture.library.search(SearchRequest(text: "place at the -railing"))
    #expect(results.correction == "\"place at the railing\"" && results.total == 1)
    // A word that is left out is never wanted.
    for text in ["comet -railing", "comet -desk:science", "railing place -comet"] {
      let results = try fixture.library.search(SearchRequest(text: SafeText(line: text)))
      #expect(results.matches.isEmpty && results.correction == nil)
    }
  }

  @Test func `a mistake within a phrase is mended there`() throws {
    let results = try fixture().library.search(SearchRequest(text: "\"secnd day\" -robot"))
    #expect(results.correction == "\"second day\" -robot")
    #expect(results.matches.map(\.row.path.string) == ["World/talks.txt"])
  }

  @Test(arguments: ["harbour", "is:unread"])
  func `the best match comes whole if it is asked for`(text: String) throws {
    let fixture = try fixture()
    var request = SearchRequest(text: SafeText(line: text))
    #expect(try fixture.library.search(request).best == nil)
    request.wantsBest = true
    let results = try fixture.library.search(request)
    #expect(results.best?.id == results.matches.first?.row.id)
    #expect(results.best?.article.sections.isEmpty == false)
    request.atHand = results.best?.id
    let again = try fixture.library.search(request)
    #expect(again.best == nil && again.matches == results.matches)
  }

  @Test func `marks limit, and a snippet shows the sentence with its place`() throws {
    let fixture = try fixture()
    let all = try fixture.library.search(SearchRequest(text: "saw railing"))
    let match = try #require(all.matches.first)
    let snippet = try #require(match.snippet)
    #expect(snippet.text.string.contains("railing"))
    let scalars = Array(snippet.text.string.unicodeScalars)
    let words = snippet.hits.map { String(String.UnicodeScalarView(scalars[$0])) }
    #expect(words == ["saw", "railing"])
    // Another form is marked in a headline as in the text.
    let envoy = try fixture.library.search(SearchRequest(text: "envoy"))
    let headline = envoy.matches.first { $0.row.headline == "Envoys Talk in Geneva" }
    #expect(headline?.headlineHits == [0..<6])
    _ = try fixture.library.mark([match.row.id], .star)
    #expect(try search(fixture, "is:starred") == ["Science/comet.txt"])
    #expect(try search(fixture, "harbour is:starred") == ["Science/comet.txt"])
    #expect(try search(fixture, "geneva is:starred") == [])
    #expect(try fixture.library.snippets([match.row.id], for: "railing")[match.row.id] != nil)
  }

  @Test func `what changes or goes is found so at once, and the words are counted as they are`()
    throws
  {
    let fixture = try fixture()
    try fixture.write(
      "A Volcano Wakes\n\nThe volcano woke at noon. Nobody was hurt.\n", to: "World/talks.txt")
    try fixture.remove("Science/comet.txt")
    _ = try fixture.library.sync([fixture.scope()], progress: { _ in }, isCancelled: { false })
    #expect(try search(fixture, "volcano") == ["World/talks.txt"])
    #expect(try search(fixture, "second") == [])
    #expect(try search(fixture, "comet") == [])
    let counts = try fixture.library.readIndex { db in
      (
        try Vocabulary(db: db).articles(of: "volcano"),
        try Vocabulary(db: db).articles(of: "comet"),
        try Vocabulary(db: db).articles(of: "geneva")
      )
    }
    #expect(counts == (1, 0, 1))
  }

  @Test func `words of a sync that was killed before it counted are counted by the next`() throws {
    let fixture = try fixture()
    try fixture.library.index.write { db in
      try db.run("DELETE FROM word")
      try db.run("DELETE FROM language")
      try db.run("UPDATE meta SET value = 0 WHERE key = 'counted'")
    }
    try fixture.write("A Volcano Wakes\n\nThe volcano woke at noon.\n", to: "World/volcano.txt")
    _ = try fixture.library.sync([fixture.scope()], progress: { _ in }, isCancelled: { false })
    let count = try fixture.library.readIndex { try Vocabulary(db: $0).articles(of: "harbour") }
    #expect(count == 3)
  }

  @Test func `searches are kept, replaced by name, counted and taken out`() throws {
    let fixture = try fixture()
    let library = fixture.library
    try library.saveSearch(name: "Harbours", text: "harbour")
    try library.saveSearch(name: "Comets", text: "comet")
    try library.saveSearch(name: "Harbours", text: "harbour is:unread")
    let kept = try library.savedSearches()
    #expect(kept.map(\.name.string) == ["Comets", "Harbours"])
    let counts = try library.count(SearchRequest(text: kept[1].text))
    #expect(counts == SavedSearch.Counts(total: 3))
    try library.removeSearch(kept[0].id)
    #expect(try library.savedSearches().map(\.name.string) == ["Harbours"])
  }

  @Test func `days of every age are covered by a few terms, and by none of other years`() throws {
    for (first, last) in [(20_000, 20_000), (19_993, 20_010), (18_000, 20_500)] {
      let terms = try Set(#require(DayTerms.covering(first...last)))
      #expect(terms.count <= 64)
      for day in stride(from: first, through: last, by: 97) {
        let own = Set(
          DayTerms.of(recency: -Int64(day) * 86_400 - 5).split(separator: " ").map(String.init))
        #expect(!own.isDisjoint(with: terms), "day \(day)")
      }
      let later = DayTerms.of(recency: -Int64(last + 1) * 86_400).split(separator: " ")
      #expect(terms.isDisjoint(with: later.map(String.init)))
    }
    #expect(DayTerms.covering(-40_000...20_500) == nil)
  }
}
