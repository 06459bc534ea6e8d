// Hands that know vi, less and the shell find here what they reach for.

import ArticleModel
import ReaderApp
import Screen
import TestSupport
import Testing

@Suite struct HabitTests {
  private static let narrow = Size(columns: 80, rows: 24)

  private static func status(_ desk: TestReader) -> String { desk.rows.last ?? "" }

  private static func chosen(_ desk: TestReader) -> String {
    let grid = desk.state.view().grid
    return grid.cursor.map { desk.rows[$0.row] } ?? ""
  }

  private static func run(_ line: String, in desk: inout TestReader) {
    desk.press(":")
    desk.type(line)
    desk.press("Enter")
  }

  @Test(arguments: ["q", "q!", "qa", "wq", "x", "quit"])
  func `the ways out of vi lead out`(_ line: String) {
    for keys in ["", "Enter", "Enter t", "gb"] {
      var desk = TestReader.onTalks(Self.narrow)
      desk.press(keys)
      Self.run(line, in: &desk)
      #expect(desk.state.hasQuit, "\(keys) :\(line)")
    }
  }

  @Test func `Ctrl-c says how to leave, wherever it is pressed, and leaves all as it is`() {
    for keys in ["", "Enter", "?", "gb", "g"] {
      var desk = TestReader.onTalks(Self.narrow)
      desk.press(keys)
      desk.press("Ctrl-c")
      #expect(!desk.state.hasQuit)
      if keys != "g" { #expect(Self.status(desk).contains("Q quits"), "\(keys)") }
    }
  }

  @Test func `numbers lead to rows: of the list, of a view, and to sections of the text`() {
    var desk = TestReader(Self.narrow)
    Self.run("4", in: &desk)
    #expect(Self.chosen(desk).contains("北京"))
    Self.run("99", in: &desk)
    #expect(Self.chosen(desk).contains("How the Comet"))
    Self.run("2", in: &desk)
    desk.press("Enter")
    Self.run("3", in: &desk)
    #expect(Self.status(desk).contains("3/5 The Ice"))
    Self.run("12", in: &desk)
    #expect(Self.status(desk).contains("5 sections"))
    desk.press("gp")
    Self.run("2", in: &desk)
    #expect(!desk.screen.contains("is no command"))
  }

  @Test func `a number before a key counts in the list and in views that number no rows`() {
    var desk = TestReader(Self.narrow)
    desk.press("3")
    #expect(Self.status(desk).contains("3 "))
    desk.press("j")
    #expect(Self.chosen(desk).contains("北京"))
    desk.press("2 k")
    #expect(Self.chosen(desk).contains("The Night"))
    desk.press("5 G")
    #expect(Self.chosen(desk).contains("Envoy Describes"))
    desk.press("1 0 0 G 1 gg")
    #expect(Self.chosen(desk).contains("Negotiators"))
    // Esc takes the number away; a mark is made once, whatever stands before it.
    desk.press("3 Esc j")
    #expect(Self.chosen(desk).contains("The Night"))
    desk.press("2 s")
    #expect(desk.shelf.count { $0.marks.isStarred } == 1)
    desk.press("? 4 j")
    let fourth = desk.rows
    desk.press("gg j j j j")
    #expect(desk.rows.dropLast() == fourth.dropLast())
    desk.press("q Enter gt 1 G")
    #expect(Self.chosen(desk).contains("The Night"))
  }

  @Test func `a digit in the text follows, and says so where there is none of its number`() {
    var desk = TestReader(Self.narrow)
    desk.press("Enter 8")
    #expect(Self.status(desk).contains("names 4 related headlines"))
    desk.press("j 9")
    #expect(Self.status(desk).contains("names 4 related headlines"))
    desk = TestReader.onTalks(Self.narrow)
    desk.press("Enter r 9")
    #expect(Self.status(desk).contains("There are 4."))
    desk.press("q t 9")
    #expect(Self.status(desk).contains("There are 3."))
  }

  @Test(arguments: [
    ("Ctrl-f", "Space"), ("Ctrl-b", "b"), ("Ctrl-e", "j"), ("Ctrl-y", "k"), ("Ctrl-n", "j"),
    ("Ctrl-p", "k"), ("d", "Ctrl-d"), ("u", "Ctrl-u"), ("F1", "?"),
  ])
  func `keys of other programs do what ours do`(_ other: String, _ ours: String) {
    for keys in ["j j", "Enter j j j", "gb j", "? j j"] {
      var (left, right) = (TestReader.onTalks(Self.narrow), TestReader.onTalks(Self.narrow))
      left.press(keys + " " + other)
      right.press(keys + " " + ours)
      #expect(left.rows == right.rows, "\(keys)")
    }
  }

  @Test func `two quotes lead back to where a jump was made from, and forth`() {
    var desk = TestReader(Self.narrow)
    desk.press("j j ''")
    #expect(Self.status(desk).contains("No jump"))
    desk.press("G ''")
    #expect(Self.chosen(desk).contains("University Told"))
    desk.press("''")
    #expect(Self.chosen(desk).contains("How the Comet"))
    desk.press("gg Enter j j j")
    let place = desk.rows
    for jump in ["G", "g3", "]", "gg"] {
      desk.press(jump + " ''")
      #expect(desk.rows.dropLast() == place.dropLast(), "\(jump)")
    }
    desk.press("/")
    desk.type("Paragraph 6")
    desk.press("Enter Esc ''")
    #expect(desk.rows.dropLast() == place.dropLast())
  }

  // MARK: The command line

  @Test(arguments: [Size(columns: 80, rows: 24), Size(columns: 40, rows: 12)])
  func `a bare colon lists the commands, typing narrows them, Tab completes`(_ size: Size) {
    var desk = TestReader(size)
    desk.press(":")
    #expect(desk.screen.contains("down") && desk.screen.contains("half-page-up"))
    desk.type("br")
    #expect(desk.screen.contains("briefing") && !desk.screen.contains("half-page-up"))
    desk.press("Tab")
    #expect(Self.status(desk).contains(":briefing"))
    desk.press("Enter : Up")
    #expect(Self.status(desk).contains(":briefing"))
    desk.press("Esc")
    #expect(!desk.screen.contains("half-page-up"))
  }

  // MARK: Help

  @Test func `help opens at the keys of where one is`() {
    for (keys, title, line) in [
      ("", "In the list", "read"), ("Enter", "In the text", "previous section"),
      ("gb", "In this view", "mark all of the briefing read"),
      ("Enter r", "In this view", "its related stories"),
    ] {
      var desk = TestReader.onTalks(Self.narrow)
      desk.press(keys + " ?")
      let first = desk.rows.dropFirst(4).first ?? ""
      #expect(first.contains(title), "\(keys): \(first)")
      #expect(desk.screen.contains(line))
    }
  }

  @Test func `a slash in help searches the help`() {
    var desk = TestReader(Self.narrow)
    desk.press("? /")
    desk.type("undo")
    #expect(desk.rows.dropFirst(4).first?.contains("undo the last mark") == true)
    desk.press("Enter")
    #expect(desk.rows.dropFirst(4).first?.contains("undo the last mark") == true)
    desk.press("/")
    desk.type("paragraph")
    desk.press("Enter")
    let first = desk.rows.dropFirst(4).first ?? ""
    desk.press("n")
    #expect(desk.rows.dropFirst(4).first != first)
    desk.press("N")
    #expect(desk.rows.dropFirst(4).first == first)
    desk.press("/")
    desk.type("zeppelin")
    desk.press("Enter")
    #expect(Self.status(desk).contains("Not found: zeppelin"))
    desk.press("q")
    #expect(Self.chosen(desk).contains("Negotiators"))
  }

  // MARK: Peeking and marks

  @Test func `p in the list peeks, and moves on, reads and closes from there`() {
    var desk = TestReader(Self.narrow)
    desk.press("j p")
    #expect(Self.status(desk).contains("Peek"))
    #expect(desk.screen.contains("What “The Night the Harbour Froze” is about"))
    #expect(desk.shelf.allSatisfy { !$0.marks.isRead })
    desk.press("j")
    #expect(desk.screen.contains("What “University Told to Leave Robot Fair” is about"))
    desk.press("p p Enter")
    #expect(desk.rows[0].contains("University Told to Leave Robot Fair"))
    #expect(desk.shelf.count { $0.marks.isRead } == 1)
  }

  @Test(arguments: ["/", ":", "|"])
  func `a letter typed into a line that is still to open never quits`(_ opening: String) {
    var desk = TestReader(Size(columns: 80, rows: 24))
    desk.isSlow = true
    desk.press("Enter")
    desk.press(opening)
    desk.type("Qu?")
    #expect(!desk.state.hasQuit)
    desk.deliver()
    #expect(!desk.state.hasQuit)
    #expect(Self.status(desk).contains("Qu?"))
  }

  @Test(arguments: [Size(columns: 80, rows: 24), Size(columns: 120, rows: 40)])
  func `every mark says what it did`(_ size: Size) {
    let marks = [
      ("s", "Starred."), ("s", "No longer starred."), ("a", "In the queue."),
      ("a", "Out of the queue."),
    ]
    for (keys, marks) in [
      ("", marks + [("m", "Read."), ("m", "Unread.")]),
      ("Enter", marks + [("m", "Unread."), ("m", "Read.")]),
      ("r j", marks + [("m", "Read."), ("m", "Unread.")]),
    ] {
      var desk = TestReader.onTalks(size)
      desk.press(keys)
      for (key, words) in marks {
        desk.press(key)
        #expect(Self.status(desk).contains("\(words) U undoes it."), "\(keys) \(key)")
      }
    }
    var desk = TestReader(size)
    desk.press("Enter")
    #expect(!Self.status(desk).contains("Read."))
    desk.press("q A A")
    #expect(Self.status(desk).contains("all is so already"))
  }
}
