// A reader follows, comes back, finds, and is where they were.

import ArticleModel
import ReaderApp
import Screen
import TestSupport
import Testing

@Suite struct ReadingTests {
  /// The text pane's first words in a window that shows one pane.
  private func firstWords(_ desk: TestReader) -> String {
    desk.rows.dropFirst(2).first { !$0.isEmpty } ?? ""
  }

  @Test func `following, and going back and forward, keeps every place`() {
    var desk = TestReader(Size(columns: 80, rows: 24))
    desk.press("Enter j j j j")
    let first = firstWords(desk)
    desk.press("1")
    #expect(desk.screen.contains("Envoy Describes Night Raid"))
    desk.press("j j j j j j")
    let second = firstWords(desk)
    desk.press("2 Space")
    let third = firstWords(desk)
    desk.press("H")
    #expect(firstWords(desk) == second)
    desk.press("Backspace")
    #expect(firstWords(desk) == first)
    desk.press("L")
    #expect(firstWords(desk) == second)
    desk.press("Alt-Right")
    #expect(firstWords(desk) == third)
    desk.press("h h h")
    #expect(desk.rows[0].contains("All 6"))
    desk.press("L")
    #expect(firstWords(desk) == first)
  }

  @Test func `a headline that no article bears offers the nearest, and says so`() {
    var desk = TestReader(Size(columns: 80, rows: 24))
    desk.press("Enter 3")
    #expect(desk.screen.contains("Not here: “Harbour Pilots Reject Talks on Ice Test”"))
    #expect(desk.screen.contains("1 ● "))
    desk.press("Enter")
    #expect(!desk.screen.contains("Not here"))
    desk.press("h h 4")
    #expect(desk.rows.last?.contains("Not here, and nothing near it") == true)
    #expect(desk.screen.contains("Related stories"))
  }

  @Test func `opening marks read once it is committed, looking does not`() {
    var desk = TestReader(Size(columns: 120, rows: 40))
    desk.press("j k")
    #expect(desk.shelf.allSatisfy { !$0.marks.isRead })
    desk.press("Enter")
    #expect(desk.shelf[0].marks.isRead)
    desk.press("q U")
    #expect(!desk.shelf[0].marks.isRead)
    #expect(desk.rows.last?.contains("unread") == true)
    desk.press("Ctrl-r")
    #expect(desk.shelf[0].marks.isRead)
  }

  @Test func `keys pressed while an article is fetched are meant for it`() {
    var desk = TestReader(Size(columns: 80, rows: 24))
    desk.press("Enter")
    desk.isSlow = true
    desk.press("1 j j")
    #expect(desk.screen.contains("Negotiators Return"))
    desk.deliver()
    #expect(desk.rows[0].contains("Envoy Describes Night Raid"))
    #expect(!firstWords(desk).contains("World/Europe"))
  }

  @Test func `sections and paragraphs`() {
    var desk = TestReader(Size(columns: 80, rows: 24))
    desk.press("j Enter g3")
    #expect(firstWords(desk).contains("The Ice"))
    #expect(desk.rows.last?.contains("3/5 The Ice") == true)
    desk.press("]")
    #expect(desk.rows.last?.contains("4/5 The Thaw") == true)
    desk.press("[ [")
    #expect(desk.rows.last?.contains("2/5 Body") == true)
    desk.press("}")
    #expect(firstWords(desk).contains("Paragraph 2"))
    desk.press("{")
    #expect(firstWords(desk).contains("Paragraph 1"))
    desk.press("g5")
    #expect(desk.rows.last?.contains("5/5 Related") == true)
    desk.press("]")
    #expect(desk.rows.last?.contains("This is the last section.") == true)
    desk.press("g9")
    #expect(desk.rows.last?.contains("5 sections") == true)
  }

  @Test func `an article that changed since it was read says so`() {
    var desk = TestReader(Size(columns: 80, rows: 24))
    for index in desk.shelf.indices { desk.shelf[index].isRevised = true }
    desk.press("Enter")
    #expect(desk.rows.last?.contains("Changed since you read it: gd shows how.") == true)
  }

  @Test func `what closes an article that is being opened does not end the reader`() {
    var desk = TestReader(Size(columns: 80, rows: 24))
    desk.isSlow = true
    desk.press("Enter n q")
    desk.deliver()
    #expect(!desk.state.hasQuit && desk.rows[0].contains("All 6"))
    // In the text it closes the one that is there, too: none opens over the list after that.
    desk.press("j Enter")
    desk.isSlow = true
    desk.press("1 q")
    desk.deliver()
    #expect(!desk.state.hasQuit && desk.rows[0].contains("All 6"))
    desk.press("q")
    #expect(desk.state.hasQuit)
  }

  @Test(arguments: [true, false])
  func `what is selected stands beside a list that gets room for it`(isResized: Bool) {
    var desk = TestReader(Size(columns: 80, rows: 24))
    desk.press("Enter q j j")
    let row = desk.state.view().grid.cursor?.row ?? 0
    let headline = desk.rows[row].dropFirst(4).prefix(12)
    if isResized {
      desk.send(.resized(Size(columns: 120, rows: 40)))
    } else {
      desk.press("z")
    }
    let beside = desk.rows.compactMap { $0.split(separator: "│").dropFirst().first }
    #expect(beside.contains { $0.contains(headline) })
  }

  @Test func `what is gone to and cannot stand at the top is pointed at`() {
    var desk = TestReader(Size(columns: 80, rows: 24))
    desk.press("j Enter g3")
    let pointed = { (desk: TestReader) in desk.rows.filter { $0.hasPrefix("  › ") } }
    #expect(pointed(desk).isEmpty)
    desk.press("g5")
    #expect(pointed(desk).count == 1)
    desk.press("k")
    #expect(pointed(desk).isEmpty)
    desk.press("G")
    #expect(pointed(desk).isEmpty)
  }

  @Test func `find moves to the match, n goes on, Esc goes back to where it began`() {
    var desk = TestReader(Size(columns: 80, rows: 24))
    desk.press("Enter j")
    let before = firstWords(desk)
    desk.press("/")
    desk.type("paragraph 5")
    #expect(desk.rows.last?.contains("1/1") == true)
    #expect(desk.screen.contains("Paragraph 5"))
    desk.press("Esc")
    #expect(firstWords(desk) == before)
    desk.press("/")
    desk.type("PARAGRAPH")
    desk.press("Enter n n")
    #expect(desk.rows.last?.contains("match 3/6") == true)
    desk.press("N")
    #expect(desk.rows.last?.contains("match 2/6") == true)
    desk.press("q")
    #expect(desk.rows.last?.contains("match") == false)
    #expect(desk.rows[0].contains("Negotiators"))
    desk.press("/")
    desk.type("zebra")
    desk.press("Enter")
    #expect(desk.rows.last?.contains("Not found: zebra") == true)
  }

  @Test func `the next start shows the same view and the same words`() {
    var desk = TestReader(Size(columns: 80, rows: 24))
    desk.press("j j Enter j j j j j")
    let words = firstWords(desk)
    desk.press("Q")
    #expect(desk.state.hasQuit)
    var trail = Trail(
      visits: Array(desk.savedVisits.values), current: desk.savedVisits.keys.max(),
      lastFromList: desk.savedVisits.keys.max())
    trail.reserve(from: 1_000)
    let again = TestReader(
      Size(columns: 80, rows: 24), shelf: desk.shelf, session: desk.session, trail: trail)
    #expect(firstWords(again) == words)
    #expect(again.screen == desk.screen)
  }

  @Test func `the place survives another width`() {
    var desk = TestReader(Size(columns: 80, rows: 24))
    desk.press("Enter j j j j j j j")
    let words = firstWords(desk)
    desk.send(.resized(Size(columns: 50, rows: 20)))
    #expect(words.contains(firstWords(desk).split(separator: " ").last ?? "-"))
    desk.send(.resized(Size(columns: 80, rows: 24)))
    #expect(firstWords(desk) == words)
  }

  @Test func `a document that changes keeps its reader's place`() {
    var desk = TestReader(Size(columns: 80, rows: 24))
    desk.press("Enter } } } }")
    let words = firstWords(desk)
    desk.shelf[0].article.sections[1].blocks.insert(
      Block(.paragraph, "A paragraph that was added above."), at: 0)
    desk.send(.libraryChanged)
    #expect(firstWords(desk) == words)
    desk.press("gg")
    #expect(desk.screen.contains("A paragraph that was added above."))
  }

  @Test func `an article that is gone stays readable`() {
    var desk = TestReader(Size(columns: 80, rows: 24))
    desk.press("Enter j")
    let words = firstWords(desk)
    desk.shelf.remove(at: 0)
    desk.send(.libraryChanged)
    #expect(firstWords(desk) == words)
  }

  @Test func `J and K read on along the list, Space does at the end`() {
    var desk = TestReader(Size(columns: 80, rows: 24))
    desk.press("Enter J")
    #expect(desk.rows[0].contains("The Night the Harbour Froze"))
    desk.press("K")
    #expect(desk.rows[0].contains("Negotiators"))
    desk.press("G Space")
    #expect(desk.rows.last?.contains("Space opens “University Told to Leave Robot Fair”.") == true)
    desk.press("Space")
    #expect(desk.rows[0].contains("University Told"))
  }

  @Test func `a smaller window keeps the match, or the end, on screen`() {
    var desk = TestReader(Size(columns: 80, rows: 24))
    desk.press("Enter /")
    desk.type("the")
    desk.press("Enter n n n")
    #expect(desk.rows.last?.contains("match 4/") == true)
    for size in [Size(columns: 40, rows: 12), Size(columns: 20, rows: 5)] {
      desk.send(.resized(size))
      let grid = desk.state.view().grid
      let marked = (1..<size.rows - 1).contains { row in
        (0..<size.columns).contains {
          grid[$0, row].style.attributes.contains(.reverse)
        }
      }
      #expect(marked, "the match is off a screen of \(size)")
    }
    desk = TestReader(Size(columns: 80, rows: 24))
    desk.press("Enter G")
    #expect(desk.rows.last?.contains("End") == true)
    desk.send(.resized(Size(columns: 40, rows: 12)))
    #expect(desk.rows.last?.contains("End") == true)
  }
}
