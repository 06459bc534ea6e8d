// A search is understood as it is typed, and its words are found in a text.

import Testing

@testable import TextAnalysis

@Suite struct SearchQueryTests {
  @Test func `words, phrases, what is not wanted and limits are told apart`() {
    let query = SearchQuery(
      "geneva \"second day\" -robot desk:World in:Kyiv by:\"Ada Byron\" after:2026-02-01 is:unread")
    #expect(
      query.wanted.map(\.words) == [
        ["geneva"], ["second", "day"], ["kyiv"], ["ada", "byron"],
      ])
    #expect(query.wanted.map(\.field) == [nil, nil, .location, .byline])
    #expect(query.unwanted.map(\.words) == [["robot"]])
    #expect(query.desks == ["World"])
    #expect(query.firstDay == 20_486)
    #expect(query.marks == [.unread])
  }

  @Test(arguments: [
    ("before:2026", 20_454), ("before:2026-02", 20_485), ("before:2026-02-18", 20_502),
  ])
  func `a date is a year, a month or a day`(text: String, end: Int) {
    let query = SearchQuery(text)
    #expect(query.endDay == end)
    #expect(query.wanted.isEmpty)
  }

  @Test(arguments: [
    "before:noon", "is:odd", "-5 degrees", "U.S.: no deal", "“Still Game”-Star", "a - b",
    "desk: World", "after:2026-13",
  ])
  func `what only looks like a limit is words`(text: String) {
    let query = SearchQuery(text)
    #expect(!query.wanted.isEmpty)
    #expect(query.unwanted.isEmpty && query.desks.isEmpty && query.marks.isEmpty)
    #expect(query.firstDay == nil && query.endDay == nil)
  }

  @Test func `a minus turns a limit about`() {
    let query = SearchQuery("-desk:World -in:Kyiv -before:2026-02 -after:2026-02 -is:read -is:odd")
    #expect(query.unwantedDesks == ["World"] && query.desks.isEmpty)
    #expect(query.unwantedMarks == [.read] && query.marks.isEmpty)
    #expect(query.firstDay == 20_485 && query.endDay == 20_513)
    #expect(query.unwanted.map(\.words) == [["kyiv"], ["is", "odd"]])
    #expect(query.unwanted.map(\.field) == [.location, nil])
    #expect(query.wanted.isEmpty)
  }

  @Test func `what was pasted with a hyphen before a word is a phrase`() {
    #expect(SearchQuery.asPhrase("a -b “d-e”  -f") == "\"a b d-e f\"")
    // A mark on a quotation mark hides it from whoever looks at characters.
    #expect(SearchQuery.asPhrase("a”\u{0596} -b -c").map { SearchQuery($0).unwanted } == [])
    for text in ["a d-e", "a -b desk:c", "-a -b", "a -in:b"] {
      #expect(SearchQuery.asPhrase(text) == nil)
    }
  }

  @Test func `limits are read in any case`() {
    let query = SearchQuery("DESK:World Is:Unread BY:Ada Before:2026")
    #expect(query.desks == ["World"] && query.marks == [.unread] && query.endDay != nil)
    #expect(query.wanted.map(\.field) == [.byline])
  }

  @Test func `what is no limit is said`() {
    func remark(_ text: String) -> String? { SearchQuery(text).remark(desks: ["World", "Sport"]) }
    #expect(remark("moon is:foo")?.hasPrefix("“is:foo” is no limit") == true)
    #expect(remark("moon Before:abc")?.hasPrefix("“Before:abc” has no date") == true)
    #expect(remark("moon desk:tehc") == "No desk is called “tehc”.")
    for text in ["moon", "desk:world/Europe", "DESK:sport is:unread", "is: x", "U.S.: moon"] {
      #expect(remark(text) == nil)
    }
  }

  @Test func `a name that limits nothing is said with those that do`() {
    for text in ["author:Ada", "-author:\"Ada Byron\"", "moon (AUTHOR:ada OR sun)"] {
      let remark = SearchQuery(text).remark(desks: [])
      #expect(remark?.lowercased().hasPrefix("“author:” limits nothing: title, tag, in,") == true)
    }
    for text in ["http://a.b", "U.S.: moon", "at 10:30", "author: Ada", "a:b", "title:moon", ":x"] {
      #expect(SearchQuery(text).unknownRemark == nil)
    }
  }

  @Test func `OR and parentheses make groups, and what is no group is words`() {
    #expect(SearchQuery("a OR b c").groups.map(\.wanted.count) == [2])
    #expect(SearchQuery("a OR b c").wanted.map(\.words) == [["c"]])
    #expect(SearchQuery("(a b) (c)").wanted.map(\.words) == [["a"], ["b"], ["c"]])
    #expect(SearchQuery("-(a OR b)").unwanted.map(\.words) == [["a"], ["b"]])
    #expect(SearchQuery("f(x) OR").wanted.map(\.words) == [["f", "x"], ["or"]])
    #expect(SearchQuery("(f(x) OR g)").groups[0].wanted.map(\.words) == [["f", "x"], ["g"]])
    #expect(SearchQuery("OR a or b").groups.isEmpty)
    #expect(
      SearchQuery(SearchQuery.typed("a OR b")).groups[0].wanted.map(\.isPrefix) == [false, true])
    #expect(SearchQuery.typed("a -(b OR c") == "a -(b OR c")
  }

  @Test func `no text is an error`() {
    for text in [
      "", " ", "\"", "-", "--", "-\"", ":", "is:", "\"\"", "***", "a\"b\"c", "\u{0}", "*", "\"*",
      "-*", "-a*", "in:*", "(", ")", "()", "(()", "-(", "-()", "OR", "OR OR", "( OR )", "(in:)",
      "a OR )",
      "-(OR", "((((((((((((((((((a))", "title:", "(\"", "(-", "x:\"",
    ] {
      _ = SearchQuery(SearchQuery.typed(text))
    }
  }

  @Test func `the last word may go on while it is typed`() {
    #expect(SearchQuery(SearchQuery.typed("moon lan")).wanted.map(\.isPrefix) == [false, true])
    #expect(SearchQuery(SearchQuery.typed("moon lan ")).wanted.map(\.isPrefix) == [false, false])
    #expect(SearchQuery(SearchQuery.typed("moon is:unread")).wanted.map(\.isPrefix) == [false])
    #expect(SearchQuery("moon lan").wanted.map(\.isPrefix) == [false, false])
    #expect(SearchQuery("moon* lan*").wanted.map(\.isPrefix) == [true, true])
    #expect(SearchQuery("f*** *off*ice").wanted.allSatisfy { !$0.isPrefix })
    #expect(SearchQuery.typed("in:Gen") == "in:Gen*")
    #expect(SearchQuery.typed("\"second da") == "\"second da*")
    #expect(SearchQuery("\"second da*\"").wanted == SearchQuery("\"second da*").wanted)
    for text in ["desk:Wor", "moon -lan", "U.S.", "\"second day\"", ""] {
      #expect(SearchQuery.typed(text) == text)
    }
  }

  @Test func `ideographs are a phrase of pairs, Thai is words`() {
    #expect(SearchQuery("北京大学").wanted.map(\.words) == [["北京", "京大", "大学"]])
    #expect(SearchQuery("京").wanted.map(\.isPrefix) == [true])
    #expect(SearchQuery("ประเทศไทย").wanted.allSatisfy { $0.words.count == 1 })
  }

  private func marked(_ query: String, _ text: String) -> [String] {
    let scalars = Array(text.unicodeScalars)
    return SearchQuery(query).hits(in: text).map { range in
      String(String.UnicodeScalarView(scalars[range]))
    }
  }

  @Test func `hits are whole words, their other forms, phrases, and what begins so`() {
    let text =
      "The Škoda talks ended; talking to the envoys, who talked of the second day, was of no use."
    #expect(marked("skoda", text) == ["Škoda"])
    #expect(marked("talk", text) == ["talks", "talking", "talked"])
    #expect(marked("\"second day\"", text) == ["second day"])
    #expect(marked("day second", text) == ["second", "day"])
    #expect(marked("env", text).isEmpty)
    #expect(marked("env*", text) == ["envoys"])
    #expect(marked("北京", "他在北京市。") == ["北京"])
  }

  @Test(arguments: [
    ("The envoy said that the talks in the city were to go on for a week", Language.english),
    ("Der Gesandte sagte, dass die Gespräche in der Stadt mit den anderen weitergehen", .german),
    ("Посланник сказал, что переговоры в городе не по этому вопросу", .russian),
    ("L’envoyé a dit que les pourparlers dans la ville et le pays continuent", .french),
    ("El enviado dijo que las conversaciones en la ciudad y el país siguen", .spanish),
  ])
  func `a text's language is told from its small words`(text: String, language: Language) {
    #expect(Language.detect(in: Terms.all(in: text)) == language)
  }

  @Test func `a language that is not known has no stems`() {
    #expect(Language.detect(in: Terms.all(in: "xyzzy plugh")) == nil)
    #expect(Language(tag: "de-AT") == .german)
    #expect(Language(tag: "xx") == nil)
    let stemmer = Stemmer()
    #expect(stemmer.term(for: "talks", in: .english) == "talk")
    #expect(stemmer.term(for: "talks", in: nil) == "talks")
  }
}

@Suite struct LongQueryTests {
  @Test func `a query is cut at a thousand characters, whatever is in it`() {
    let word = "comét "
    let query = SearchQuery(String(repeating: word, count: 4_000))
    #expect(query.wanted.count == 167)
    #expect(SearchQuery.cut(String(repeating: word, count: 4_000)).unicodeScalars.count == 1_000)
    #expect(SearchQuery.cut("comét") == "comét")
    let quoted = SearchQuery("\"" + String(repeating: word, count: 4_000) + "\" harbour")
    #expect(quoted.wanted.count == 1)
  }
}
