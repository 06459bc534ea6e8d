// Links that a plain text writes out become runs.

import ArticleModel
import DocumentLoading
import FuzzTargets
import Testing

@Suite struct WrittenLinkTests {
  @Test(arguments: [
    (
      "at https://example.org/a_(b)/c. Then", "https://example.org/a_(b)/c",
      "https://example.org/a_(b)/c"
    ),
    (
      "and (see http://example.org/x?y=1) that", "http://example.org/x?y=1",
      "http://example.org/x?y=1"
    ),
    ("at “https://example.org/ü”, he said", "https://example.org/ü", "https://example.org/ü"),
    ("in [two words](https://example.org/a) of it", "two words", "https://example.org/a"),
    ("in [[x](b.txt) of it", "x", "b.txt"),
    ("at HTTPS://EXAMPLE.ORG/A, then", "HTTPS://EXAMPLE.ORG/A", "HTTPS://EXAMPLE.ORG/A"),
  ])
  func `an address is a link, and words with one show no address`(
    text: String, words: String, url: String
  ) throws {
    let article = try load(
      "The Ice\n\nThe harbour was closed, they said " + text + " for good.\n\nMore of it.")
    let block = try #require(article.section(.body)?.blocks.first)
    let run = try #require(block.runs.first)
    #expect(block.runs.count == 1)
    #expect(block.text.slice(scalars: run.range).string == words)
    #expect(run.style == .link(url: SafeText(line: url)))
    #expect(block.text.string.hasSuffix(" for good."))
  }

  @Test(arguments: [
    "[a](b c)", "[](b)", "[a]()", "a](b)", "http://", "xhttp://a.example/", "see [1] (2)",
  ])
  func `what only looks like a link is text`(text: String) throws {
    let article = try load(
      "The Ice\n\nThe harbour was closed " + text + " for good.\n\nMore of it.")
    let block = try #require(article.section(.body)?.blocks.first)
    #expect(block.runs.isEmpty)
    #expect(block.text.string.contains(text))
  }

  @Test func `a related list's links lead to the files that they name`() throws {
    let article = try load(
      Fixture.lines
        + "\n\nRelated:\n- [Museum Opens a Wing](wing.txt)\n- [Ice Breaks Records](ice.txt)\n")
    #expect(article.relatedTexts == ["Museum Opens a Wing", "Ice Breaks Records"])
    #expect(article.related.map(\.url) == ["wing.txt", "ice.txt"])
  }
}
