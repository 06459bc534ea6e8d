// Front matter whole, broken and hostile.

import ArticleModel
import DocumentLoading
import FuzzTargets
import Testing

@Suite struct FrontMatterTests {
  static let yaml = """
    ---
    title: "Frozen Harbour: Two Hundred Wait"
    date: 18 February 2026
    author: [Ada Berg, Jon Kask]
    source: The Harbour Post
    url: https://example.org/ice
    section: World/Europe
    tags: [ice, ferries]
    language: en
    layout: post
    ---

    """

  @Test func yamlIsRead() throws {
    let article = try load(Self.yaml + Fixture.blocks)
    #expect(
      article.headline == Headline("Frozen Harbour: Two Hundred Wait", origin: .metadata))
    #expect(article.published?.text == "2026-02-18")
    #expect(article.byline == "Ada Berg, Jon Kask")
    #expect(article.source == "The Harbour Post")
    #expect(article.url == "https://example.org/ice")
    #expect(article.desk == "World/Europe")
    #expect(article.tags == ["ice", "ferries"])
    #expect(article.language == "en")
    #expect(article.texts(.body) == Fixture.body)
  }

  @Test func linesOfKeyAndValueAreRead() throws {
    let article = try load(
      "Title: Frozen Harbour\nDate: Feb. 18, 2026\nBy: Ada Berg\nDesk: World\nTags: ice, ferries\n\n"
        + Fixture.lines)
    #expect(article.headline == Headline("Frozen Harbour", origin: .metadata))
    #expect(article.published?.text == "2026-02-18")
    #expect(article.byline == "Ada Berg")
    #expect(article.desk == "World")
    #expect(article.tags == ["ice", "ferries"])
    #expect(article.texts(.body) == Fixture.body)
  }

  @Test func aRepeatedHeadlineIsTakenOnce() throws {
    let article = try load(Self.yaml + "Frozen harbour – two hundred wait\n\n" + Fixture.blocks)
    #expect(article.headline.origin == .metadata)
    #expect(article.texts(.body) == Fixture.body)
  }

  @Test func keysInOtherLanguages() throws {
    let article = try load(
      "Titel: Der Hafen friert zu\nDatum: 18. Februar 2026\nAutorin: Ada Berg\n\n" + Fixture.lines)
    #expect(article.headline.text == "Der Hafen friert zu")
    #expect(article.published?.text == "2026-02-18")
    let chinese = try load("标题：港口封冻\n作者：王某\n\n" + Fixture.lines)
    #expect(chinese.headline.text == "港口封冻")
  }

  /// Whatever is broken, every word of it is somewhere.
  @Test(arguments: [
    "---\ntitle: \"Frozen Harbour\ndate: 2026-02-18\n---\nText goes on here.",
    "---\ntitle: Frozen Harbour\ndate: 2026-02-18\n\nText goes on here, and no fence closes.",
    "---\ntitle: Frozen Harbour\n  date: : oops [\n---\nText goes on here.",
    "---\nThis is no front matter at all.\n---\nText goes on here.",
    "Title: Frozen Harbour\nDate: 2026-02-18\nText goes on here without a blank line.",
    "Title: Frozen Harbour\nText goes on here.",
    "Title: Frozen Harbour\nDate: some time in spring\nMood: grey\n\nText goes on here.",
    "---\ntitle: Frozen Harbour\ndate: some time in spring\n---\nText goes on here.",
    "---\n- a list\n- and no mapping\n---\nText goes on here.", "---\n---\nText goes on here.",
    "---\n\nText goes on here.",
  ])
  func brokenFrontMatterLosesNoText(text: String) throws {
    let article = try load(text)
    let all = Conservation.shown(article)
    for word in text.split(whereSeparator: { !$0.isLetter }) {
      let isKey = ["title", "date", "Title", "Date"].contains(word)
      #expect(isKey || all.contains(word), "\(word) of \(text)")
    }
  }

  @Test func aliasBombsAreText() throws {
    var bomb = "---\na: &a [x, x, x, x, x, x, x, x, x]\n"
    for letter in "bcdefghi" { bomb += "\(letter): &\(letter) [*a, *a, *a, *a, *a, *a, *a]\n" }
    let article = try load(bomb + "title: boom\n---\nText goes on here.")
    #expect(Conservation.shown(article).contains("Text goes on here"))
  }

  @Test(arguments: ["[", "{a: ", "- ", "? ", "a: [", "!!x ", "&a ", "\"", "|\n ", "> "])
  func deepNestingIsText(mark: String) throws {
    let deep = String(repeating: mark, count: 5_000)
    let article = try load("---\ntitle: " + deep + "\n---\nText goes on here.")
    #expect(Conservation.shown(article).contains("Text goes on here"))
    let rows = (0..<150).map { String(repeating: " ", count: $0) + "a:" }.joined(separator: "\n")
    _ = try load("---\n" + rows + "\n---\nText goes on here.")
  }

  @Test func controlCharactersOfMetadataAreGone() throws {
    let article = try load(
      "---\ntitle: \"a\\e[31mb\\u202Ec\\nd\"\nauthor: \"x\\x07y\"\n---\n" + Fixture.lines)
    #expect(article.headline.text == "abc d")
    #expect(article.byline == "xy")
  }

  @Test(arguments: [
    ("2026-02-18", "2026-02-18"), ("2026-02-18T10:00:00Z", "2026-02-18T10:00:00Z"),
    ("2026-02-18 10:00", "2026-02-18T10:00:00Z"),
    ("Wed, 18 Feb 2026 10:00:00 +0100", "2026-02-18T10:00:00+01:00"),
    ("Wed, 18 Feb 2026 10:00:00 GMT", "2026-02-18T10:00:00Z"), ("18 February 2026", "2026-02-18"),
    ("Feb. 18, 2026", "2026-02-18"), ("February 18th, 2026", "2026-02-18"),
    ("Feb. 18, 2026, 7:30 p.m. EST", "2026-02-18T19:30:00-05:00"),
    ("18. Februar 2026", "2026-02-18"),
    ("18 février 2026 à 10:30", "2026-02-18T10:30:00Z"), ("18 de febrero de 2026", "2026-02-18"),
    ("18 febbraio 2026", "2026-02-18"), ("18 de fevereiro de 2026", "2026-02-18"),
    ("18 februari 2026", "2026-02-18"), ("18 февраля 2026 г.", "2026-02-18"),
    ("18 лютого 2026 року", "2026-02-18"), ("18 lutego 2026", "2026-02-18"),
    ("18 Şubat 2026", "2026-02-18"),
    ("1er mars 2026", "2026-03-01"), ("18 helmikuuta 2026", "2026-02-18"),
    ("2026年2月18日", "2026-02-18"),
    ("2026년 2월 18일", "2026-02-18"), ("18.02.2026", "2026-02-18"), ("18.2.2026", "2026-02-18"),
    ("2026/02/18", "2026-02-18"), ("18/02/2026", "2026-02-18"), ("02/18/2026", "2026-02-18"),
    ("2026-Feb-18", "2026-02-18"), ("18-Feb-26", "2026-02-18"),
  ])
  func datesAreRead(date: String, text: String) throws {
    let article = try load("Title: x\nDate: \(date)\n\n" + Fixture.lines)
    #expect(article.published?.text == text)
  }

  @Test(arguments: ["02/03/2026", "February", "yesterday", "31 February 2026", "2026-13-01", "0"])
  func whatNamesNoDayIsNotGuessed(date: String) throws {
    let article = try load("Title: x\nAuthor: y\nDate: \(date)\n\n" + Fixture.lines)
    #expect(article.published == nil)
    #expect(article.texts(.body).first == "Date: \(date)")
  }

  @Test func bylineAndDateUnderAHeadline() throws {
    let article = try load(
      "Frozen Harbour Strands Two Hundred\n\nBy Ada Berg\n18 February 2026\n\n" + Fixture.blocks)
    #expect(article.byline == "Ada Berg")
    #expect(article.published?.text == "2026-02-18")
    #expect(article.texts(.body) == Fixture.body)
  }
}

/// Front matter whose reading must end: what hangs here hangs a sync.
@Suite struct BoundedFrontMatterTests {
  private func checkText(_ front: String) throws {
    let article = try load("---\n" + front + "\n---\nText goes on here.")
    #expect(Conservation.shown(article).contains("Text goes on here"))
  }

  /// Each anchor holds the one before it twice: as a key, the last would be compared 2^50 times over.
  private func anchors(_ last: String) -> String {
    "a0: &a0 [x, y]\n"
      + (1..<50).map { "a\($0): &a\($0) [*a\($0 - 1), *a\($0 - 1)]\n" }.joined() + last
  }

  private func spacedAnchors(_ last: String) -> String {
    "a0: &a0\n- x\n"
      + (1..<50).map { "a\($0): &a\($0)\n-\n  *a\($0 - 1)\n- !!seq\n  *a\($0 - 1)\n" }.joined()
      + last
  }

  @Test(arguments: [
    "? *a49\n: v", "? {*a49 : 1}\n: v", "- *a49", "x: {? *a49 : v}", "x: [{*a49 : v}]", "*a49 : v",
    "title: *a49", "x:\n  ? *a49\n  : v", "<<: *a49",
  ])
  func anAliasIsNotFollowed(last: String) throws {
    try checkText(anchors(last))
    try checkText(spacedAnchors(last))
  }

  @Test func anAnchorAloneIsNoAlias() throws {
    let article = try load("---\ntitle: &t A Title\ntags: &x [a, b]\n---\nText goes on here.")
    #expect(article.headline.text == "A Title")
    #expect(article.tags == ["a", "b"])
  }

  @Test(arguments: ["[", "{a: ", "- ", "? ", "[{", "!a &b [", "? [", "- - - "])
  func nestingEnds(mark: String) throws {
    for count in [10, 63, 64, 65, 400, 4_000] {
      try checkText("title: x\ny: " + String(repeating: mark, count: count))
      try checkText("title: x\ny:\n  " + String(repeating: mark, count: count))
    }
  }

  @Test func manyNodesEnd() throws {
    try checkText("tags: [" + String(repeating: "a,", count: 15_000) + "]")
    try checkText((0..<190).map { "k\($0): {a: [b, c, {d: e}], f: g}\n" }.joined())
  }

  @Test(arguments: [
    "title: A\ntitle: B", "? [a, b]\n: c\ntitle: A\ntitle: B", "title: A\n--- \nother: B",
  ])
  func whatIsNoSoundMappingIsReadByLines(front: String) throws {
    try checkText(front)
  }

  @Test func keysThatAreNoWordsArePassedOver() throws {
    let article = try load(
      "---\n? [a, b]\n: {c: d}\n? {e: f}\n: [g]\ntitle: A Title\nmap: {x: [y]}\ntags:\n"
        + "- p\n- {q: r}\n- s\n---\nText.")
    #expect(article.headline.text == "A Title")
    #expect(article.tags == ["p", "s"])
  }
}
