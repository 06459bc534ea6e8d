// Front matter as site generators, notebooks and converters write it, and dates in all their forms.

import ArticleModel
import DocumentLoading
import FuzzTargets
import Testing

@Suite struct FrontMatterFormTests {
  private static let body =
    "\n\nThe harbour froze on Tuesday.\n\nIt had not done so for forty years."

  @Test(arguments: [
    "+++\ntitle = \"Frozen Harbour\"\ndate = 2024-03-07\nauthors = [\"Ada Berg\", 'Jon Kask']\n"
      + "[extra]\ntitle = \"Not this\"\n+++",
    "+++\n# a comment\ntitle = 'Frozen Harbour'  \npath = \"2024/03/07/x\"\ndate = 2024-03-07\n"
      + "author = [\n  \"Ada Berg\",\n  \"Jon Kask\"\n]\naliases = [\"a\", \"b\"]\n+++",
    "---toml\ntitle = \"Frozen Harbour\"\ndate = 2024-03-07\nauthor = \"Ada Berg, Jon Kask\"\n---",
    "---json\n{\"title\": \"Frozen Harbour\", \"date\": \"2024-03-07\", \"author\": [\"Ada Berg\", \"Jon Kask\"]}\n---",
    ";;;\n\"title\": \"Frozen Harbour\", \"date\": \"2024-03-07\", \"author\": \"Ada Berg, Jon Kask\"\n;;;",
    "{\n  \"title\": \"Frozen Harbour\",\n  \"date\": \"2024-03-07\",\n  \"authors\": [{\"name\": \"Ada Berg\"}, {\"name\": \"Jon Kask\"}]\n}",
    "% Frozen Harbour\n% Ada Berg; Jon Kask\n% March 7, 2024",
    ".. title: Frozen Harbour\n.. date: 2024-03-07\n.. author: Ada Berg, Jon Kask\n.. slug: x",
    "#+TITLE: Frozen Harbour\n#+DATE: 2024-03-07\n#+AUTHOR: Ada Berg, Jon Kask\n#+OPTIONS: toc:nil",
    "<!-- made by hand -->\n---\ntitle: Frozen Harbour\ndate: 2024-03-07\nauthor: Ada Berg, Jon Kask\n---",
    "---\ntitle: Frozen Harbour\npublishDate: 2024-03-07\nauthors:\n  - name: Ada Berg\n    url: x\n  - name: Jon Kask\n---",
    "---\nheadline: Frozen Harbour\ntitle: frozen-harbour\ndate: 2024-03-07\npublished: true\nauthor: Ada Berg, Jon Kask\n---",
  ])
  func `every form gives its facts, and leaves the text`(front: String) throws {
    let article = try load(front + Self.body, as: "a.md")
    #expect(article.headline == Headline("Frozen Harbour", origin: .metadata))
    #expect(article.published?.text == "2024-03-07")
    #expect(article.byline == "Ada Berg, Jon Kask")
    #expect(
      article.texts(.body) == [
        "The harbour froze on Tuesday.", "It had not done so for forty years.",
      ])
  }

  @Test func `an author who is a mapping is named by it`() throws {
    let article = try load(
      "---\ntitle: A\nauthor:\n  name: Ada Berg\n  mail: x\ntags: ice ferries north\nexcerpt: One.\nsubtitle: Two.\n---"
        + Self.body, as: "a.md")
    #expect(article.byline == "Ada Berg")
    #expect(article.tags == ["ice", "ferries", "north"])
    #expect(article.summary == "One.")
  }

  /// Whatever only looks like front matter keeps its words.
  @Test(arguments: [
    "+++\nno equals sign here\n+++", "+++\ntitle = \"never closed\"", ";;;\n{broken\n;;;",
    "{ not json }", "% of the people", "#+begin", "{\n  \"a\": 1\n}",
    "<!-- a comment -->\nand text",
  ])
  func `what is none is text`(front: String) throws {
    let article = try load(front + Self.body)
    let shown = Conservation.shown(article)
    for word in (front + Self.body).split(whereSeparator: { !$0.isLetter }) {
      #expect(shown.contains(word), "\(word) of \(front)")
    }
  }

  @Test(arguments: [
    ("Wed Feb 18 10:00:00 2026", "2026-02-18T10:00:00Z"),
    ("Wed Feb 18 10:00:00 2026 +0100", "2026-02-18T10:00:00+01:00"),
    ("18 Feb 99", "1999-02-18"), ("18 Feb 104", "2004-02-18"),
    ("Thu, 18 Feb 49 10:00 GMT", "1949-02-18T10:00:00Z"),
    ("2024-04", "2024-04-01"), ("2024", "2024-01-01"), ("20240403", "2024-04-03"),
  ])
  func `years of two and three digits, and days of digits alone`(date: String, text: String) throws
  {
    let article = try load("Title: x\nDate: \(date)\n\n" + Fixture.lines)
    #expect(article.published?.text == text)
  }

  @Test(
    arguments: [
      ("2024-03-07-frozen-harbour.md", "2024-03-07"), ("20240309-ice.txt", "2024-03-09"),
      ("2024/03/12/ice.md", "2024-03-12"), ("/home/a/2024/3/1/ice.txt", "2024-03-01"),
      ("2024-13-07-x.md", nil), ("12345678.txt", nil), ("2024/ice.md", nil), ("202403091.txt", nil),
    ] as [(String, String?)])
  func `the file's name gives the day that the text does not`(path: String, text: String?) throws {
    #expect(try load(Fixture.lines, as: path).published?.text == text)
    #expect(
      try load("Title: x\nDate: 2020-01-01\n\n" + Fixture.lines, as: path).published?.text
        == "2020-01-01")
  }
}
