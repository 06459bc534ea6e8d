// The headline list: moving, windows over many rows, desks, filters, marks.

import ArticleModel
import ReaderApp
import Screen
import TestSupport
import Testing

@Suite struct ListTests {
  /// A shelf of many articles, newest first by their number.
  static func many(_ count: Int) -> [StoredArticle] {
    (0..<count).map { number in
      var stored = TestReader.article(
        Int64(number + 1), SafeText(line: "Report number \(number)"), desk: "World", day: nil,
        paragraphs: 1)
      stored.firstSeen = 1_771_000_000 - Int64(number) * 60
      return stored
    }
  }

  private func selected(_ desk: TestReader) -> String? {
    let grid = desk.state.view().grid
    guard let row = grid.cursor?.row else { return nil }
    // A space after the headline's last number, also where nothing stands behind it.
    return grid.plainRows[row] + " "
  }

  @Test func `a list of thousands is walked in windows`() {
    var desk = TestReader(Size(columns: 60, rows: 24), shelf: Self.many(3_000))
    for _ in 0..<150 { desk.press("PgDn") }
    #expect(selected(desk)?.contains("Report number 2999") == true)
    desk.press("gg")
    #expect(selected(desk)?.contains("Report number 0 ") == true)
    desk.press("G")
    #expect(selected(desk)?.contains("Report number 2999") == true)
    for _ in 0..<30 { desk.press("PgUp") }
    #expect(selected(desk)?.contains("Report number 2399") == true)
    desk.press("j")
    #expect(selected(desk)?.contains("Report number 2400") == true)
  }

  @Test func `keys pressed while rows are fetched all count`() {
    var desk = TestReader(Size(columns: 60, rows: 24), shelf: Self.many(500))
    desk.isSlow = true
    for _ in 0..<100 { desk.press("j") }
    desk.deliver()
    #expect(selected(desk)?.contains("Report number 100 ") == true)
  }

  @Test func `rows that stream in above never move the selection`() {
    var desk = TestReader(Size(columns: 60, rows: 24), shelf: Self.many(50))
    desk.press("PgDn PgDn")
    let before = selected(desk)
    let row = desk.state.view().grid.cursor?.row
    let newer = (0..<5).map { number in
      var stored = TestReader.article(
        Int64(900 + number), SafeText(line: "Fresh report \(number)"), desk: "World", day: nil)
      stored.firstSeen = 1_771_100_000
      return stored
    }
    desk.shelf += newer
    desk.send(.libraryChanged)
    #expect(selected(desk) == before)
    #expect(desk.state.view().grid.cursor?.row == row)
    desk.press("gg")
    #expect(selected(desk)?.contains("Fresh report") == true)
  }

  @Test func `at the head of the list what is new is seen at once`() {
    var desk = TestReader(Size(columns: 60, rows: 24), shelf: Self.many(50))
    desk.press("j")
    var fresh = TestReader.article(900, "Fresh report", desk: "World", day: nil)
    fresh.firstSeen = 1_771_100_000
    desk.shelf.append(fresh)
    desk.send(.libraryChanged)
    #expect(desk.screen.contains("Fresh report"))
    #expect(selected(desk)?.contains("Report number 1 ") == true)
  }

  @Test(arguments: ["", "j k", "PgDn PgDn"])
  func `a move made while rows are read anew is kept`(before: String) {
    var desk = TestReader(shelf: Self.many(300))
    desk.press(before)
    desk.isSlow = true
    desk.send(.libraryChanged)
    desk.press("j")
    let moved = selected(desk)?.split(separator: "│").first
    desk.deliver()
    #expect(selected(desk)?.split(separator: "│").first == moved)
    // And what was moved to is shown beside the list.
    let number = moved?.split(separator: " ").dropFirst(3).first ?? "none"
    let beside = desk.rows.compactMap { $0.split(separator: "│").dropFirst().first }
    #expect(beside.contains { $0.hasSuffix("Report number \(number)") })
  }

  @Test func `keys typed after a desk are meant for its rows`() {
    var desk = TestReader(Size(columns: 80, rows: 24))
    desk.press("] j")
    let moved = selected(desk)
    desk.press("Enter")
    let opened = desk.rows[0]
    desk = TestReader(Size(columns: 80, rows: 24))
    desk.isSlow = true
    desk.press("] j Enter")
    #expect(selected(desk) != moved)
    desk.deliver()
    #expect(desk.rows[0] == opened)
  }

  @Test func `a move beyond the rows that are read anew is kept`() {
    var desk = TestReader(Size(columns: 60, rows: 24), shelf: Self.many(2_000))
    desk.press(Array(repeating: "PgDn", count: 12).joined(separator: " "))
    desk.isSlow = true
    desk.send(.libraryChanged)
    desk.press(Array(repeating: "PgUp", count: 8).joined(separator: " "))
    let moved = selected(desk)
    desk.deliver()
    #expect(selected(desk) == moved)
    desk.press("j k")
    #expect(selected(desk) == moved)
  }

  @Test func `a star is drawn when it is committed, and can be undone and redone`() {
    var desk = TestReader(Size(columns: 80, rows: 24))
    let effects = desk.state.update(.key(Key(.character("s"))))
    #expect(effects.contains(.mark([ArticleID(rawValue: 1)], .star)))
    #expect(!desk.screen.contains("★"))
    desk.send(.marked([ArticleID(rawValue: 1)], .star))
    #expect(desk.screen.contains("★"))
    desk = TestReader(Size(columns: 80, rows: 24))
    desk.press("s")
    #expect(desk.screen.contains("★"))
    desk.press("U")
    #expect(!desk.screen.contains("★"))
    #expect(desk.rows.last?.contains("no longer starred") == true)
    desk.press("U")
    #expect(desk.rows.last?.contains("Nothing to undo.") == true)
    desk.press("Ctrl-r")
    #expect(desk.screen.contains("★"))
  }

  @Test func `desks go round`() {
    var desk = TestReader(Size(columns: 80, rows: 24))
    desk.press("]")
    #expect(desk.rows.filter { $0.contains("●") }.count == 2)
    desk.press("[ [")
    #expect(desk.screen.contains("Envoy"))
    #expect(!desk.screen.contains("Comet"))
  }

  @Test func `dates limit the list, beside the other limits`() {
    var desk = TestReader(Size(columns: 80, rows: 24))
    desk.press("f 7")
    #expect(desk.rows[0].contains("last 30 days"))
    #expect(desk.screen.contains("Envoy Describes Night Raid"))
    #expect(!desk.screen.contains("Comet"))
    desk.press("j j s f 3")
    #expect(desk.rows[0].contains("starred · last 30 days"))
    #expect(desk.rows.filter { $0.contains("●") }.count == 1)
    desk.press("f 9")
    #expect(!desk.rows[0].contains("last 30 days"))
    desk.press("f 1")
    #expect(desk.rows.filter { $0.contains("●") }.count == 6)
  }

  @Test func `all can be marked read and unread again`() {
    var desk = TestReader(Size(columns: 80, rows: 24))
    desk.press("A")
    #expect(desk.rows[0].contains("0 unread"))
    #expect(desk.rows.last?.contains("6 articles read. U undoes it.") == true)
    desk.press("U")
    #expect(desk.rows[0].contains("6 unread"))
  }

  @Test func `the queue is a view of its own`() {
    var desk = TestReader(Size(columns: 80, rows: 24))
    desk.press("a j a gq")
    #expect(desk.rows.filter { $0.contains("+") }.count == 2)
    desk.press("q")
    #expect(desk.rows.filter { $0.contains("●") }.count == 6)
  }

  @Test func `n finds the next unread one beyond the rows at hand`() {
    var shelf = Self.many(2_000)
    for index in shelf.indices where index != 1_500 { shelf[index].marks.isRead = true }
    var desk = TestReader(Size(columns: 60, rows: 24), shelf: shelf)
    desk.press("n")
    #expect(selected(desk)?.contains("Report number 1500") == true)
  }

  @Test(arguments: ["S S S", "f j Enter"])
  func `what is read stays where it is while it is on screen, and leaves with the next list`(
    asked: String
  ) {
    var desk = TestReader(Size(columns: 60, rows: 24), shelf: Self.many(10))
    desk.press(asked)
    desk.press("j Enter q")
    #expect(selected(desk)?.contains("Report number 1 ") == true)
    let before = desk.rows.dropFirst().prefix(10)
    desk.send(.libraryChanged)
    #expect(Array(desk.rows.dropFirst().prefix(10)) == Array(before))
    #expect(selected(desk)?.contains("Report number 1 ") == true)
    desk.press("] [")
    let first = desk.rows.firstIndex { "\($0) ".contains("Report number 1 ") }
    #expect(first != before.firstIndex { "\($0) ".contains("Report number 1 ") })
  }
}
