// Markdown as CommonMark has it, with tables, tasks, notes, a wiki's links and HTML in it.

import ArticleModel
import DocumentLoading
import FuzzTargets
import Testing

@Suite struct MarkdownTests {
  private func blocks(_ text: String) throws -> [Block] {
    try load(text, as: "a.md").sections.filter { $0.kind != .related }.flatMap(\.blocks)
  }

  /// The styles of a block with the words that they cover.
  private func styles(_ block: Block) -> [String] {
    zip(block.runs, block.text.slices(scalars: block.runs.map(\.range))).map { run, words in
      switch run.style {
      case .emphasis: "*\(words)*"
      case .strong: "**\(words)**"
      case .code: "`\(words)`"
      case .link(let url): "[\(words)](\(url))"
      }
    }
  }

  @Test func `styles and links are runs over the words alone`() throws {
    let block = try #require(
      try blocks("# T\n\nA *small* **bold `code`** [two words](b.md \"t\") and <https://e.org/>.\n")
        .first)
    #expect(block.text == "A small bold code two words and https://e.org/.")
    #expect(
      styles(block) == [
        "*small*", "**bold code**", "`code`", "[two words](b.md)",
        "[https://e.org/](https://e.org/)",
      ])
  }

  @Test(arguments: [
    ("[[Frozen Harbour]]", "Frozen Harbour", "[Frozen Harbour](Frozen Harbour)"),
    ("[[ice/harbour|the harbour]]", "the harbour", "[the harbour](ice/harbour)"),
    ("[[[three]]]", "[[[three]]]", ""), ("[[]] here", "[[]] here", ""),
    ("`[[code]]`", "[[code]]", "`[[code]]`"),
    (
      "![A grey ship](s.png)", "A grey ship",
      "[A grey ship](s.png)"
    ),
  ])
  func `a wiki's link shows its words, a picture its description`(
    text: String, shown: String, style: String
  ) throws {
    let block = try #require(try blocks("# T\n\n*Here:* \(text)\n").first)
    #expect(block.text.string == "Here: " + shown)
    #expect(styles(block).dropFirst().joined() == style)
  }

  @Test func `a picture alone is a caption, and no section`() throws {
    let article = try load(
      "![A grey ship](ship.png)\n\n# Frozen Harbour\n\nText.\n\n![Ice](i.png)\n\nMore.", as: "a.md")
    #expect(article.headline == Headline("Frozen Harbour", origin: .document))
    #expect(article.sections.map(\.kind) == [.body])
    #expect(
      article.sections[0].blocks.map(\.kind) == [.caption, .paragraph, .caption, .paragraph])
  }

  @Test func `lists keep their levels and numbers`() throws {
    let items = try blocks(
      """
      # T

      3. three
         more of three

         apart
      4. four
         - dot
           1) one
         - dot
      5. [x] five

      - [ ] open
      """)
    #expect(
      items.map { "\($0.kind) \($0.level) \($0.number ?? 0) \($0.text)" } == [
        "item 1 3 three more of three", "paragraph 1 0 apart", "item 1 4 four", "item 2 0 dot",
        "item 3 1 one", "item 2 0 dot", "item 1 5 [x] five", "item 1 0 [ ] open",
      ])
  }

  @Test func `quotations keep their levels`() throws {
    let quotes = try blocks("# T\n\n> one\n>\n> > two\n> > two\n>\n> one\n")
    #expect(
      quotes.map { "\($0.kind) \($0.level) \($0.text)" } == [
        "quote 1 one", "quote 2 two two", "quote 1 one",
      ])
  }

  @Test func `a table stands in columns`() throws {
    let table = try #require(
      try blocks("# T\n\n|Ship|Berth|\n|---|---:|\n|*Kalev*|3|\n|港口||\n|Tallinn [a](b)|11|\n").first
    )
    #expect(table.kind == .table)
    #expect(
      table.text.string == "Ship       Berth\nKalev          3\n港口\nTallinn a     11")
    #expect(styles(table) == ["**Ship       Berth**", "*Kalev*", "[a](b)"])
  }

  @Test func `notes stand at the end with their numbers`() throws {
    let all = try blocks(
      "# T\n\nIce.[^x] Wind.[^y]\n\n[^y]: Said *so*.\n[^x]: Two\n\n    paragraphs.\n\nEnd.\n")
    #expect(
      all.map { "\($0.kind) \($0.number ?? 0) \($0.text)" } == [
        "paragraph 0 Ice.[1] Wind.[2]", "paragraph 0 End.", "note 1 Two", "note 0 paragraphs.",
        "note 2 Said so.",
      ])
  }

  @Test func `lines broken on purpose stay lines, code keeps its blanks`() throws {
    let all = try blocks(
      "# T\n\nA street 1  \nTown\\\nLand\n\n```\n  let x\n\n    y\n```\n\n    z\n")
    #expect(all.map(\.kind) == [.lines, .code, .code])
    #expect(all.map(\.text.string) == ["A street 1\nTown\nLand", "  let x\n\n    y", "z"])
  }

  @Test(arguments: [
    ("Ice <b>and</b> wind<!-- not this -->.", "Ice and wind."),
    ("Ice <script>alert(1)</script>and wind.", "Ice and wind."),
    ("Fish &amp; chips &lt;b&gt; &eacute;", "Fish & chips <b> é"),
    ("<!-- not\nthis -->\n\nThis.", "This."), ("<div\nclass='a>b'>One</div>", "One"),
    ("<p>One<p>Two<br>Three", "One|Two\nThree"), ("<ul><li>One<li>Two</ul>", "One|Two"),
    ("<style>p { }</style>\n\nThis.", "This."), ("<div>a < b</div>", "a < b"),
    ("<a href=\"x.md\">there</a> is", "there is"), ("<div>cut <b", "cut <b"),
  ])
  func `HTML in it shows its text`(text: String, shown: String) throws {
    #expect(
      try blocks("# T\n\n" + text + "\n").map(\.text.string).joined(separator: "|") == shown)
  }

  @Test func `characters written as numbers act on no terminal`() throws {
    let block = try #require(
      try blocks("# T\n\n&#27;[31m*red*&#x9b;1m &#x202e;**bold**\n").first)
    #expect(Conservation.unsafe(block.text.string).isEmpty)
    #expect(styles(block) == ["*red*", "**bold**"])
  }

  @Test func `headings are sections, by their levels, and other short lines are none`() throws {
    let article = try load(
      "# Frozen Harbour\n\nThe ice closed the harbour on Tuesday, and nobody had seen it before.\n\n"
        + "A short line\n\nThe second paragraph of the text is longer than that line, too.\n\n## Why\n\n"
        + "Cold.\n\n### How *cold*\n\nVery.\n\n## When\n\nNow.\n", as: "a.md")
    #expect(article.partTitles == ["Why", "How cold", "When"])
    #expect(article.sections.map(\.level) == [1, 1, 2, 1])
  }

  @Test func `links under a label are the related headlines`() throws {
    let article = try load(
      "# Frozen Harbour\n\nText is here.\n\n## Related\n\n- [Ferries stay in port.](ferries.md)\n"
        + "- [Ice, ice](https://e.org/a?b=1&c=2)\n", as: "a.md")
    #expect(article.relatedTexts == ["Ferries stay in port.", "Ice, ice"])
    #expect(article.related.map { $0.url?.string } == ["ferries.md", "https://e.org/a?b=1&c=2"])
    #expect(article.sections.map(\.kind) == [.body, .related])
  }

  @Test func `text without marks is read as text, whatever its name ends in`() throws {
    let text = "The Headline of It All\n\n" + Fixture.lines
    let plain = try load(text)
    let named = try load(text, as: "a.md")
    #expect(named.sections == plain.sections && named.headline == plain.headline)
    #expect(named.format == .markdown)
  }

  /// Texts that made parsers slow or large once (see `MarkdownBounds`), and their like.
  @Test(arguments: [
    "![[]()", "[", "[a](", "> ", "- ", "* a\n  ", "|a", "\n|", "`a", "*a _b ", "<a ", "<!--", "1. ",
    "&#27;[31m", "[[a|b]]", "[^a]", "<div>\n\n", "**a *", "~~", "\n> - ",
  ])
  func `families of hostile marks are read to the end`(unit: String) throws {
    let article = try load("# T\n\n" + String(repeating: unit, count: 40_000), as: "a.md")
    #expect(Conservation.faults(of: article).isEmpty)
  }

  @Test func `rows that ask for cells that they do not have are read as text`() throws {
    let table =
      String(repeating: "|a", count: 2_000) + "\n" + String(repeating: "|-", count: 2_000) + "\n"
      + String(repeating: "|x\n", count: 4_000)
    let article = try load("# T\n\n" + table, as: "a.md")
    #expect(Conservation.shown(article).utf8.count < table.utf8.count * 2)
  }
}
