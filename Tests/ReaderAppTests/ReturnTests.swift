// Whoever opens an article from a view comes back to the view, at its row, and nothing hidden happens.

import ArticleModel
import ReaderApp
import Screen
import TestSupport
import Testing

@Suite struct ReturnTests {
  private static func talks(_ size: Size = Size(columns: 80, rows: 24)) -> TestReader {
    TestReader.onTalks(size)
  }

  private static func status(_ desk: TestReader) -> String { desk.rows.last ?? "" }

  /// The row under the cursor.
  private static func chosen(_ desk: TestReader) -> String {
    let grid = desk.state.view().grid
    return grid.cursor.map { desk.rows[$0.row] } ?? ""
  }

  @Test(arguments: ["r", "T", "gn"])
  func `an article opened from a view goes back to the view, at its row`(_ key: String) {
    var desk = Self.talks()
    if key == "gn" { desk.press("j") }
    desk.press("Enter \(key)")
    let title = Self.status(desk)
    desk.press(key == "T" ? "k" : "j")
    let row = Self.chosen(desk)
    desk.press("Enter")
    #expect(Self.status(desk) != title)
    for back in ["h", "H", "Backspace"] {
      desk.press(back)
      #expect(desk.screen.contains(title.prefix(12)), "\(key) \(back)")
      #expect(Self.chosen(desk).dropFirst(8).prefix(30) == row.dropFirst(8).prefix(30))
      desk.press("Enter")
    }
    // Closing the view leaves the article it lies over, and the way on to the list is as before.
    desk.press("h q h")
    #expect(desk.rows[0].contains("All 7"))
  }

  @Test func `names, and the articles on one of them, are a way back too`() {
    var desk = Self.talks()
    desk.press("Enter gp Enter")
    #expect(Self.status(desk).contains("On “"))
    desk.press("gg Enter")
    #expect(!Self.status(desk).contains("On “"))
    desk.press("h")
    #expect(Self.status(desk).contains("On “"))
    desk.press("q")
    #expect(Self.status(desk).contains("Names"))
  }

  @Test func `the nearest of a headline that is not here are a way back too`() {
    var desk = TestReader(Size(columns: 80, rows: 24))
    desk.press("Enter 3 Enter h")
    #expect(desk.screen.contains("Not here: “Harbour Pilots"))
  }

  @Test func `from a view over the list one comes back to it, and closing it shows the list`() {
    var desk = Self.talks()
    desk.press("r j")
    let row = Self.chosen(desk)
    desk.press("Enter j h")
    #expect(Self.chosen(desk).dropFirst(8) == row.dropFirst(8))
    desk.press("Enter q")
    #expect(Self.status(desk).contains("Related stories"))
    desk.press("q")
    #expect(desk.rows[0].contains("All 7"))
    // An article opened from the list itself leads back to the list.
    desk.press("Enter h")
    #expect(desk.rows[0].contains("All 7") && !Self.status(desk).contains("Related stories"))
  }

  @Test func `marks made meanwhile stand in the view that one comes back to`() {
    var desk = Self.talks()
    desk.press("Enter r")
    #expect(desk.screen.contains("1 ● Envoys"))
    desk.press("Enter h")
    #expect(desk.screen.contains("1 ✓ Envoys"))
  }

  @Test func `what Tab chose is still chosen, and the status names its section`() {
    var desk = TestReader(Size(columns: 80, rows: 24))
    desk.press("Enter Tab Tab")
    let status = Self.status(desk)
    #expect(status.contains("3/3 Related"))
    desk.press("Enter h")
    #expect(Self.status(desk) == status)
    desk.press("Enter")
    #expect(desk.rows[0].contains("University Told"))
    desk.press("h Shift-Tab Enter")
    #expect(desk.rows[0].contains("Envoy Describes"))
  }

  @Test func `another order, or the whole library, keeps the selection`() {
    var desk = TestReader(Size(columns: 80, rows: 24))
    desk.press("j j")
    let row = Self.chosen(desk).prefix(30)
    for _ in 0..<4 {
      desk.press("S")
      #expect(Self.chosen(desk).prefix(30) == row, "\(Self.status(desk))")
    }
    desk.press("w")
    #expect(Self.chosen(desk).prefix(30) == row)
  }

  @Test func `a line goes when it is true no longer`() {
    var desk = TestReader(Size(columns: 80, rows: 24))
    desk.press("R")
    #expect(Self.status(desk).contains("Looking for changes"))
    desk.send(.syncFinished(nil))
    #expect(Self.status(desk).contains("Nothing changed."))
    desk.press("R")
    desk.send(.libraryChanged)
    desk.send(.syncFinished(nil))
    #expect(Self.status(desk).contains("what changed is in the list"))
    desk.send(.syncFinished("Not there now: /news"))
    #expect(Self.status(desk).contains("Not there now"))
    desk.send(.syncFinished(nil))
    #expect(!Self.status(desk).contains("Not there now"))
    desk.press("G Enter J")
    #expect(Self.status(desk).contains("This is the last article."))
    desk.send(.libraryChanged)
    #expect(!Self.status(desk).contains("This is the last article."))
    desk.send(.resized(Size(columns: 40, rows: 12)))
    desk.press("z")
    #expect(Self.status(desk).contains("too narrow"))
    desk.send(.resized(Size(columns: 80, rows: 24)))
    #expect(!Self.status(desk).contains("too narrow"))
  }

  // MARK: Finding

  @Test(arguments: ["zeppelins Enter", "zeppelins Escape", "Escape"])
  func `n stays in the article after a find that found nothing or was given up`(_ typed: String) {
    var desk = TestReader(Size(columns: 80, rows: 24))
    desk.press("Enter /")
    let parts = typed.split(separator: " ").map(String.init)
    if parts.count > 1 { desk.type(parts[0]) }
    desk.press(parts[parts.count - 1] == "Escape" ? "Esc" : "Enter")
    for key in ["n", "N", "n"] {
      desk.press(key)
      #expect(desk.rows[0].contains("Negotiators"), "\(key)")
      #expect(
        Self.status(desk).contains("Not found: zeppelins")
          || Self.status(desk).contains("Nothing is looked for here"))
    }
  }

  @Test func `n finds again what Esc took the marks of, also after a way there and back`() {
    var desk = TestReader(Size(columns: 80, rows: 24))
    desk.press("Enter /")
    desk.type("evening")
    desk.press("Enter Esc")
    #expect(!Self.status(desk).contains("match"))
    desk.press("n")
    #expect(Self.status(desk).contains("match"))
    desk.press("Esc 1 h n")
    #expect(Self.status(desk).contains("match") && desk.rows[0].contains("Negotiators"))
    desk.press("N N")
    #expect(Self.status(desk).contains("match"))
    // In another article nothing was looked for: there `n` goes on to the next unread one.
    desk.press("q J n")
    #expect(desk.rows[0].contains("University Told"))
  }

  // MARK: A page down at the end

  @Test func `Space names what it opens before it opens it`() {
    var desk = TestReader(Size(columns: 80, rows: 24))
    desk.press("Enter Space")
    var pages = 0
    while !Self.status(desk).contains("Space opens"), pages < 20 {
      desk.press("Space")
      pages += 1
    }
    #expect(Self.status(desk).contains("Space opens “The Night the Harbour Froze”."))
    #expect(desk.rows[0].contains("Negotiators"))
    // Another key in between: it is said once more.
    desk.press("k j G Space")
    #expect(desk.rows[0].contains("Negotiators"))
    desk.press("Space")
    #expect(desk.rows[0].contains("The Night the Harbour Froze"))
  }

  @Test func `Space says so where nothing unread follows`() {
    var desk = TestReader(Size(columns: 80, rows: 24))
    desk.press("G Enter G Space")
    #expect(Self.status(desk).contains("Nothing unread further on."))
    desk.press("Space")
    #expect(Self.status(desk).contains("Nothing unread further on."))
  }

  @Test func `an article in sight as a whole says it, too`() {
    var desk = TestReader(Size(columns: 120, rows: 60))
    desk.press("Enter Space")
    #expect(Self.status(desk).contains("Space opens “"))
    #expect(desk.screen.contains("Negotiators Return to Geneva"))
  }
}
