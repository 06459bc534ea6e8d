// Documents of hostile size and nesting are read, and cost no more than their length.

import ArticleModel
import DocumentLoading
import FuzzTargets
import Testing

@Suite struct SizeTests {
  /// A text that repeats a piece.
  struct Huge: Sendable, CustomTestStringConvertible {
    var piece: String
    var count: Int
    var start = ""

    var text: String { start + String(repeating: piece, count: count) + "x" }
    var testDescription: String { "\(count) × \(piece.debugDescription)" }
  }

  @Test(arguments: [
    Huge(piece: "a", count: 10 << 20), Huge(piece: "A paragraph of the day.\n", count: 100_000),
    Huge(piece: "word ", count: 100_000), Huge(piece: "北京。", count: 50_000),
    Huge(piece: "A Title Line of the Day\n", count: 5_000), Huge(piece: "Related:\n", count: 5_000),
    Huge(piece: "Related: A Title Line\n", count: 5_000), Huge(piece: "> ", count: 50_000),
    Huge(piece: "- ", count: 50_000), Huge(piece: "    ", count: 1_000),
    Huge(piece: "\n", count: 100_000),
    Huge(piece: "\u{1B}]", count: 50_000), Huge(piece: "(", count: 50_000),
    Huge(piece: "e\u{301}\u{301}", count: 20_000), Huge(piece: "1. a b\n", count: 5_000),
    Huge(piece: "Title: x\n", count: 5_000), Huge(piece: "a: b\n", count: 5_000, start: "---\n"),
    Huge(piece: "Mr. ", count: 20_000), Huge(piece: "“", count: 20_000),
    Huge(piece: "\u{300}", count: 50_000), Huge(piece: "한 — ", count: 20_000),
  ])
  func areRead(huge: Huge) throws {
    let article = try load(huge.text)
    #expect(!article.sections.isEmpty || !article.headline.text.isEmpty)
    #expect(Conservation.faults(of: article).isEmpty)
  }

  @Test func aThousandLevelsOfQuotationAreOne() throws {
    let article = try load(String(repeating: ">", count: 1_000) + " deep\nand on")
    #expect(article.section(.body)?.blocks.first == Block(.quote, "deep"))
  }
}
