// Links in the text: chosen, peeked at, followed, and never opened unasked.

import ArticleModel
import ReaderApp
import Screen
import TestSupport
import Testing

@Suite struct LinkTests {
  private static let narrow = Size(columns: 80, rows: 24)

  /// An article with these paragraphs, before the others of the shelf.
  private func desk(
    _ paragraphs: [Block], related: [RelatedHeadline] = [], size: Size = narrow
  ) -> TestReader {
    var stored = TestReader.article(
      20, "The Page of Links", desk: "World", day: (2026, 2, 19), related: related.map(\.headline))
    stored.article.sections[1].blocks = paragraphs
    stored.article.related = related
    var desk = TestReader(size, shelf: [stored] + TestReader.news)
    desk.press("Enter")
    return desk
  }

  private func paragraph(_ text: String) -> Block { Block(.paragraph, SafeText(line: text)) }

  @Test func `p peeks at the link on screen, Enter reads on, h comes back`() {
    var desk = desk([paragraph("Nothing."), paragraph("As [was said](3.txt) before.")])
    let before = desk.screen
    desk.press("p")
    #expect(desk.screen.contains("The Night the Harbour Froze"))
    #expect(desk.rows.last?.contains("Enter read") == true)
    desk.press("q")
    #expect(desk.screen == before)
    desk.press("p Enter")
    #expect(desk.rows[0].contains("› The Night the Harbour Froze"))
    desk.press("h")
    #expect(desk.screen == before)
  }

  @Test(arguments: [
    ("at https://example.org/a_(b)/c. Then", "https://example.org/a_(b)/c"),
    ("(see http://example.org/x?y=1)", "http://example.org/x?y=1"),
    ("“https://example.org/ü”, he said", "https://example.org/ü"),
    ("[words](https://example.org/a)", "https://example.org/a"),
    ("[[x](https://example.org/b)", "https://example.org/b"),
  ])
  func `an address that leads to no article is shown in full`(_ text: String, _ address: String) {
    var desk = desk([paragraph(text)])
    desk.press("Tab Enter")
    #expect(desk.screen.contains("outside the library"))
    #expect(desk.rows.contains { $0.trimmingPrefix { $0 == " " } == address })
    #expect(!desk.asked.contains { if case .openOutside = $0 { true } else { false } })
    desk.press("o")
    #expect(desk.asked.last == .openOutside(url: SafeText(line: address), path: RawPath("")))
    desk.press("y")
    #expect(desk.asked.last == .copy(SafeText(line: address)))
    desk.press("q")
    #expect(desk.rows[0].contains("The Page of Links"))
    #expect(!desk.screen.contains("outside the library"))
  }

  @Test(arguments: ["javascript:alert(1)", "file:///etc/passwd", "-x", "data:text/html,x"])
  func `what is no web address is shown, and never opened`(_ address: String) {
    var desk = desk([
      Block(
        .paragraph, "A trap here",
        runs: [Run(2..<6, .link(url: SafeText(line: address)))])
    ])
    desk.press("Tab p")
    #expect(desk.screen.contains(address))
    desk.press("o")
    #expect(!desk.asked.contains { if case .openOutside = $0 { true } else { false } })
    #expect(desk.rows.last?.contains("Only web addresses") == true)
  }

  @Test func `Tab goes through links and related headlines alike`() {
    let related = [RelatedHeadline("How the Comet Was Caught"), RelatedHeadline("Zeppelin Docks")]
    var desk = desk(
      [paragraph("[one](3.txt) and [two](5.txt)")], related: related,
      size: Size(columns: 120, rows: 40))
    desk.press("Tab Tab p")
    #expect(desk.screen.contains("University Told to Leave Robot Fair"))
    desk.press("q Tab Enter")
    #expect(desk.screen.contains("of report 4 tells"))
    desk.press("h Shift-Tab Enter")
    #expect(desk.screen.contains("of report 5 tells"))
  }

  @Test func `a missing headline shows the address that its document gives`() {
    let missing = RelatedHeadline("Zeppelin Docks", url: "https://example.org/zeppelin")
    var desk = desk([paragraph("Nothing.")], related: [missing])
    desk.press("Tab p")
    #expect(desk.screen.contains("https://example.org/zeppelin"))
  }

  @Test func `without links p offers the names, and stays where the text is`() {
    var desk = desk([paragraph("Elena Marti spoke in Geneva.")])
    let before = desk.screen
    desk.press("p")
    #expect(desk.screen.contains("Names in this article"))
    desk.press("q")
    #expect(desk.screen == before)
    desk.press("Tab")
    #expect(desk.rows.last?.contains("No link here, and no related headline.") == true)
  }

  @Test(arguments: FrameTests.sizes)
  func `an address looks as drawn`(_ size: Size) throws {
    var desk = desk(
      [paragraph("The port said so at https://port.example.org/reports/2026/02/ice and left.")],
      size: size)
    desk.press("Tab p")
    try Snapshot.check(desk.state.view().grid, "address-\(size.columns)x\(size.rows)")
  }
}
