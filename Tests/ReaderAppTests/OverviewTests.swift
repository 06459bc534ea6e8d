// Desks, followed stories and saved searches have a view each, and each leads on.

import ArticleModel
import ReaderApp
import Screen
import TestSupport
import Testing

@Suite struct OverviewTests {
  private static let narrow = Size(columns: 80, rows: 24)

  private static func status(_ desk: TestReader) -> String { desk.rows.last ?? "" }

  @Test(arguments: [Size(columns: 80, rows: 24), Size(columns: 40, rows: 12)])
  func `desks are shown as a tree with what is unread, and one below another can be chosen`(
    _ size: Size
  ) {
    var desk = TestReader.onTalks(size)
    desk.press("gD")
    #expect(desk.screen.contains("World") && desk.screen.contains("  Europe"))
    if size.columns >= 80 { #expect(desk.screen.contains("3 unread of 3")) }
    desk.press("G Enter")
    #expect(desk.screen.contains("Geneva Prepares a Hall"))
    #expect(!desk.screen.contains("How the Comet"))
    if size.columns >= 80 { #expect(desk.rows[0].contains("World/Europe")) }
    // The view opens at the desk that is shown, and its first line shows all.
    desk.press("gD Enter")
    #expect(!desk.screen.contains("How the Comet"))
    desk.press("gD gg Enter")
    #expect(desk.screen.contains("How the Comet"))
  }

  @Test func `a desk can be chosen from a text, and its view closes as the others do`() {
    var desk = TestReader.onTalks(Self.narrow)
    desk.press("Enter gD")
    #expect(Self.status(desk).contains("Desks"))
    desk.press("q")
    #expect(desk.rows[0].contains("Negotiators"))
    desk.press("gD j Enter")
    #expect(desk.rows[0].contains("All 7"))
  }

  @Test func `followed stories are shown with what is new, and each leads to its reports`() {
    var desk = TestReader.onTalks(Self.narrow)
    desk.press("gf")
    #expect(desk.screen.contains("No story is followed"))
    desk.press("q F gf")
    #expect(desk.screen.contains("Stories that you follow"))
    #expect(desk.screen.contains("4 reports, 4 unread"))
    desk.press("Enter")
    #expect(Self.status(desk).contains("The story"))
    desk.press("Enter h")
    #expect(Self.status(desk).contains("The story"))
    desk.press("q")
    #expect(Self.status(desk).contains("Stories that you follow"))
    desk.press("F q gf")
    #expect(desk.screen.contains("No story is followed"))
  }

  @Test func `searches that are kept are shown with what is unread, and each opens`() {
    var desk = TestReader(Self.narrow)
    desk.press("gK")
    #expect(desk.screen.contains("No search is kept: gs keeps one"))
    desk.press("q /")
    desk.type("geneva")
    desk.press("Enter gs Enter q j Enter q gK")
    #expect(desk.screen.contains("1 geneva") && desk.screen.contains("unread of"))
    desk.press("1")
    #expect(desk.rows.first?.contains("found") == true)
  }

  @Test func `e and the bar hand the article over`() {
    var desk = TestReader(Self.narrow)
    desk.press("j e")
    #expect(desk.asked.last == .edit(RawPath("/news/3.txt")))
    desk.press("Enter |")
    #expect(Self.status(desk).contains("|"))
    desk.type("wc -w")
    desk.press("Enter")
    #expect(desk.asked.last == .pipe("wc -w", desk.shelf[2]))
    desk.press("| Up")
    #expect(Self.status(desk).contains("wc -w"))
    desk.press("Esc e")
    #expect(desk.asked.last == .edit(RawPath("/news/3.txt")))
  }

  @Test func `an address that nothing opens stands in a view, as a whole`() {
    var desk = TestReader(Self.narrow)
    desk.press("Enter o")
    let long = String(repeating: "long/", count: 30)
    let address = SafeText(line: "https://example.org/\(long)end")
    desk.send(.notOpened(address: address, "There is no desktop here to open it; y copies it."))
    #expect(desk.screen.replacing("\n", with: "").replacing(" ", with: "").contains("long/end"))
    desk.press("y")
    #expect(desk.asked.last == .copy(address))
  }
}
