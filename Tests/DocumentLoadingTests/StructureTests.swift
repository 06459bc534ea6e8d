// Headings, lists, quotations, and documents of hostile size.

import ArticleModel
import DocumentLoading
import FuzzTargets
import Testing

@Suite struct StructureTests {
  private func withHeading(_ heading: String, blank: Bool = true) throws -> Article {
    let gap = blank ? "\n\n" : "\n"
    return try load(
      "A Headline of Its Own\n\n"
        + ([Fixture.body[0], Fixture.body[1], heading, Fixture.body[2], Fixture.body[3]])
        .joined(separator: gap))
  }

  @Test(arguments: [
    "What the pilots saw", "A night in the hall", "What happens next?", "WHAT THE PILOTS SAW",
    "## What the pilots saw", "What the pilots saw\n-------------------", "冬天的港口", "Что дальше",
  ])
  func aHeadingOpensAPart(heading: String) throws {
    let article = try withHeading(heading)
    #expect(article.sections.map(\.kind) == [.body, .part])
    #expect(
      article.sections[1].title.string.hasPrefix(
        heading.prefix { $0 != "#" && $0 != "\n" }.prefix(3)))
    #expect(article.sections[0].blocks.map(\.text.string) == Array(Fixture.body.prefix(2)))
    #expect(article.sections[1].blocks.map(\.text.string) == Array(Fixture.body.suffix(2)))
  }

  @Test(arguments: ["A night in the hall", "THE STATES"])
  func aHeadingNeedsNoBlankLines(heading: String) throws {
    #expect(try withHeading(heading, blank: false).partTitles == [heading])
  }

  @Test(arguments: [
    "It was cold.", "“We heard it come”", "He said this:", "Photo by Ada Berg", "and so it went on",
    "– Ada Berg, pilot", "ADVERTISEMENT", "12 18 24 30", "office@example.org",
  ])
  func aShortLineThatIsNoneStaysAParagraph(line: String) throws {
    let article = try withHeading(line)
    #expect(article.sections.map(\.kind) == [.body])
    #expect(article.texts(.body)[2] == line)
  }

  @Test func levelsOfMarkdown() throws {
    let article = try load(
      "# Title\n\nIntro.\n\n## One\n\na\n\n### One one\n\nb\n\n## Two ##\n\nc\n\n#### Deep\n",
      as: "a.md")
    #expect(article.headline == Headline("Title", origin: .document))
    #expect(article.partTitles == ["One", "One one", "Two", "Deep"])
    #expect(article.sections.map(\.level) == [1, 1, 2, 1, 3])
  }

  @Test(arguments: [
    "Related:\nOne More Story\n", "Related:\n\nOne More Story\nhttp://a.example/\n",
  ])
  func `a document that is nothing but a related headline has a section`(_ text: String) throws {
    let article = try load(text)
    #expect(article.headline.text == "One More Story")
    #expect(article.relatedTexts == ["One More Story"])
    #expect(Conservation.faults(of: article).isEmpty)
  }

  /// The place of the cut was once counted in another text, and tore a character: what was left of it
  /// and the ellipsis were a control character together.
  @Test(arguments: ["\u{A0}", "\u{A0}\u{A0}\u{A0}", " \u{3000}", ""])
  func `a long headline without a space is cut between characters`(_ before: String) throws {
    let letters = String(repeating: "é", count: 70) + "e\u{301}" + String(repeating: "字", count: 70)
    let article = try load(before + letters + ".\n" + before + letters + ".\n")
    let headline = article.headline.text.string
    #expect(headline.hasSuffix("字…"))
    #expect(letters.hasPrefix(String(headline.dropLast())))
    #expect(Conservation.faults(of: article).isEmpty)
  }

  @Test func `every address among related headlines is kept`() throws {
    let article = try load(
      "A Headline\n\nThe text is here.\n\nRelated:\nhttp://a.example/0\nOne More Story\n"
        + "http://a.example/1\nhttp://a.example/2\n")
    let shown = Conservation.shown(article)
    for number in 0...2 { #expect(shown.contains("http://a.example/\(number)"), "\(shown)") }
  }

  @Test func fencedCodeKeepsItsLines() throws {
    let article = try load(
      "# T\n\nx y z.\n\n```swift\nlet a = 1\n  let b = 2\n\n# no\n```\n\nend.", as: "a.md")
    #expect(article.section(.body)?.blocks.map(\.kind) == [.paragraph, .code, .paragraph])
    #expect(article.texts(.body)[1] == "let a = 1\n  let b = 2\n\n# no")
  }

  @Test func listsOfManyKinds() throws {
    let article = try load(
      "A Headline of Its Own\n\n\(Fixture.body[0])\n- one of them\n* two of them\n• three of them\n"
        + "\(Fixture.body[1])\n1. first of all\n2. second of all\n3. third of all\n\(Fixture.body[2])"
    )
    let kinds = try #require(article.section(.body)).blocks.map(\.kind)
    #expect(
      kinds == [.paragraph] + Array(repeating: .item, count: 3) + [.paragraph]
        + Array(repeating: .item, count: 3) + [.paragraph])
    #expect(article.texts(.body)[1] == "one of them")
    #expect(article.texts(.body)[5] == "1. first of all")
  }

  @Test func quotationsByMarkAndByIndentation() throws {
    let article = try load(
      "A Headline of Its Own\n\n\(Fixture.body[0])\n\n> We could hear it\n> by noon.\n>\n> Then it was still.\n\n"
        + "\(Fixture.body[1])\n\n    The basin is closed\n    until further notice.\n\n\(Fixture.body[2])"
    )
    let blocks = try #require(article.section(.body)).blocks
    #expect(blocks.map(\.kind) == [.paragraph, .quote, .quote, .paragraph, .quote, .paragraph])
    #expect(blocks[1].text == "We could hear it by noon.")
    #expect(blocks[4].text == "The basin is closed until further notice.")
  }

  @Test func columnsKeepTheirLines() throws {
    let table = "Ship      Berth   Ice\nKalev     3       20 cm\nTallinn   11      25 cm"
    let article = try load(
      "A Headline of Its Own\n\n\(Fixture.body[0])\n\n\(table)\n\n\(Fixture.body[1])")
    let blocks = try #require(article.section(.body)).blocks
    #expect(blocks.map(\.kind) == [.paragraph, .table, .paragraph])
    #expect(blocks[1].text.string == table)
  }

  @Test func paragraphsThatAreAllIndentedAreParagraphs() throws {
    let article = try load(Fixture.body.map { "    " + $0 }.joined(separator: "\n"))
    #expect(article.texts(.body) == Fixture.body)
    #expect(article.section(.body)?.blocks.allSatisfy { $0.kind == .paragraph } == true)
    let chinese = try load("标题在这里\n\n　　北部港池四十年来首次封冻。\n　　引水员说他们听见了冰。")
    #expect(chinese.texts(.body) == ["北部港池四十年来首次封冻。", "引水员说他们听见了冰。"])
  }

  @Test func firstLinesThatAreIndentedOpenParagraphs() throws {
    let text = Fixture.body.map { "   " + Fixture.wrap($0, at: 64) }.joined(separator: "\n")
    #expect(try load("A Headline of Its Own\n\n" + text).texts(.body) == Fixture.body)
  }

  @Test func rulesPartAndAreNotShown() throws {
    let article = try load(
      "A Headline of Its Own\n=====================\n\n\(Fixture.body[0])\n\n* * *\n\n\(Fixture.body[1])\n\n-----\n"
    )
    #expect(article.headline.origin == .document)
    #expect(article.texts(.body) == Array(Fixture.body.prefix(2)))
  }
}
