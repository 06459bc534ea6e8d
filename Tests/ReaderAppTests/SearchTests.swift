// Searching the library: typing, the way back, opening at the match, searches that are kept.

import ArticleModel
import ReaderApp
import Screen
import TestSupport
import Testing

@Suite struct SearchTests {
  static let small = Size(columns: 80, rows: 24)

  private func selected(_ desk: TestReader) -> String? {
    desk.state.view().grid.cursor.map { desk.rows[$0.row] }
  }

  private func results(_ desk: TestReader) -> Int { desk.rows.filter { $0.hasPrefix(" ● ") }.count }

  /// A desk on which results are on the screen.
  private func found(_ text: String, _ size: Size = small, from keys: String = "/") -> TestReader {
    var desk = TestReader(size)
    desk.press(keys)
    desk.type(text)
    desk.press("Enter")
    return desk
  }

  private func snippetsAsked(_ desk: TestReader) -> [Effect] {
    desk.asked.filter { effect in
      if case .ask(let inquiry) = effect { return inquiry.asker == .snippets }
      return false
    }
  }

  // MARK: Typing

  @Test func `a prompt gives way to what counts everywhere, and what is typed comes before hints`()
  {
    var desk = TestReader(Size(columns: 60, rows: 24))
    desk.press("/")
    #expect(desk.rows.last?.contains("Esc back") == true)
    #expect(desk.state.update(.key(Key(.character("z"), [.control]))).contains(.suspend))
    #expect(desk.state.update(.key(Key(.character("l"), [.control]))).contains(.redraw))
    let words = "a query that is longer than half of the line"
    desk.type(words)
    #expect(desk.rows.last?.contains(words) == true)
    #expect(desk.rows.last?.contains("Esc back") == false)
  }

  @Test func `results follow each letter, and no text shows the list as it was`() {
    var desk = TestReader(Self.small)
    desk.press("j j")
    let before = desk.rows.dropLast()
    desk.press("/")
    desk.type("co")
    #expect(desk.rows[0].contains("3 found"))
    desk.type("met")
    #expect(desk.rows[0].contains("Search   comet"))
    #expect(results(desk) == 3)
    desk.press("Ctrl-u")
    #expect(desk.rows.dropLast() == before)
  }

  @Test func `a long line shows its end, spaces and all`() {
    var desk = TestReader(Size(columns: 40, rows: 12))
    desk.press(":")
    let letters = "abcdefghijklmnopqrstuvwxyz".map(String.init).joined(separator: " ")
    desk.type(letters)
    #expect(desk.rows.last == " :" + letters.suffix(36))
    desk.type(" " + letters)
    #expect(desk.rows.last == " :" + letters.suffix(36))
    #expect(desk.state.view().grid.cursor?.column == 38)
  }

  @Test func `a result keeps its match when the library changes`() {
    var desk = found("chair")
    desk.press("Enter n")
    let before = desk.rows.last
    #expect(before?.contains("match 2/") == true)
    desk.send(.libraryChanged)
    #expect(desk.rows.last == before)
  }

  @Test func `an answer that is out of date is dropped`() {
    var desk = TestReader(Self.small)
    desk.isSearchSlow = true
    desk.press("/")
    let first = desk.state.update(.key(Key(.character("c"))))
    let second = desk.state.update(.key(Key(.character("o"))))
    guard case .ask(let early) = first.last, case .ask(let late) = second.last,
      case .search(let asked) = late.question
    else {
      Issue.record("each letter asks for results")
      return
    }
    #expect(asked.text == "co*" && asked.scopes.isEmpty)
    desk.send(.answered(early, .found(SearchResults())))
    #expect(!desk.screen.contains("Nothing found"))
    desk.send(.answered(late, .found(SearchResults())))
    #expect(desk.screen.contains("Nothing found"))
  }

  @Test func `Esc while typing gives the list back with its selection and place`() {
    var desk = TestReader(Size(columns: 60, rows: 24), shelf: ListTests.many(500))
    desk.press("PgDn PgDn k k")
    let before = desk.state.view().grid
    desk.press("/")
    desk.type("number 7")
    desk.press("Down Ctrl-n Ctrl-p")
    #expect(desk.rows[0].contains("found"))
    desk.press("Esc")
    #expect(desk.state.view().grid == before)
  }

  @Test func `Enter leaves the line, a second one opens`() {
    var desk = found("geneva")
    #expect(desk.rows[0].contains("geneva ") && desk.rows.last?.contains("q back") == true)
    #expect(selected(desk)?.contains("Negotiators") == true)
    desk.press("Enter")
    #expect(desk.rows[0].contains("Search › geneva › Negotiators"))
  }

  @Test func `keys pressed before the results come are meant for them`() {
    var desk = TestReader(Self.small)
    desk.press("/")
    desk.isSearchSlow = true
    desk.type("envoy")
    desk.press("Down Enter Enter")
    desk.deliver()
    #expect(desk.rows[0].contains("Search › envoy › "))
    #expect(!desk.rows[0].contains("› Envoy"))
  }

  @Test func `what is found lies in the whole library, and what lies outside says so`() {
    var desk = TestReader(Size(columns: 80, rows: 24))
    desk.outside = [ArticleID(rawValue: 4)]
    desk.press("/")
    desk.type("comet")
    let rows = desk.rows.filter { $0.contains("outside") }
    #expect(rows.count == 1)
    #expect(rows.first?.contains("How the Comet Was Caught") == true)
    desk.press("Enter w")
    #expect(!desk.screen.contains("outside"))
  }

  @Test func `many are counted in thousands, and the end of the first brings more`() {
    var desk = TestReader(Self.small, shelf: ListTests.many(1_500))
    desk.press("/")
    desk.type("report")
    #expect(desk.rows[0].contains("1,000+ found"))
    desk.press("Enter G")
    #expect(selected(desk)?.contains("Report number 39") == true)
    desk.press("G")
    #expect(selected(desk)?.contains("Report number 1499") == true)
  }

  @Test func `snippets that did not come with the results come with the screen`() {
    var desk = TestReader(Self.small, shelf: ListTests.many(60))
    desk.press("/")
    desk.type("chair")
    desk.press("Enter")
    #expect(snippetsAsked(desk).isEmpty)
    desk.press("G")
    #expect(desk.screen.contains("the chair"))
    #expect(snippetsAsked(desk).count == 1)
    desk.press("k j k")
    #expect(snippetsAsked(desk).count == 1)
  }

  @Test func `a library that changes leaves the selection among the results`() {
    var desk = found("comet")
    desk.press("j")
    let before = selected(desk)
    desk.shelf.insert(
      TestReader.article(90, "A Second Comet", desk: "Science", day: (2026, 2, 18)), at: 0)
    desk.send(.libraryChanged)
    #expect(desk.rows[0].contains("4 found"))
    #expect(selected(desk) == before)
    desk.press("q")
    #expect(desk.screen.contains("A Second Comet"))
  }

  @Test func `marks are made in results as in the list, and both show them`() {
    var desk = found("comet")
    desk.press("s j a")
    #expect(desk.rows.count { $0.contains("★") } == 1)
    #expect(desk.rows.count { $0.hasPrefix(" ●+") } == 1)
    desk.press("q")
    #expect(desk.rows.count { $0.contains("★") } == 1)
    desk.press("/")
    desk.type("comet")
    desk.press("Enter A q")
    #expect(desk.shelf.count { $0.marks.isRead } == 3)
  }

  // MARK: Reading

  @Test func `a result opens at its match, n goes on, q comes back to the same place`() {
    var desk = found("third evening")
    desk.press("j j")
    let place = desk.state.view().grid
    desk.press("Enter")
    #expect(desk.rows.last?.contains("match 1/") == true)
    let hit = desk.state.view().grid
    #expect(hit.cursor.map { hit.plainRows[$0.row].contains("third") } == true)
    desk.press("n")
    #expect(desk.rows.last?.contains("match 2/") == true)
    desk.press("N N")
    #expect(desk.rows.last?.contains("Once more from the end.") == true)
    desk.press("q")
    #expect(desk.state.view().grid.cursor == place.cursor)
    #expect(desk.rows[0] == place.plainRows[0])
    desk.press("q")
    #expect(desk.rows[0].contains("All 6"))
  }

  @Test func `find in a result's text gives way to the hits again`() {
    var desk = found("chair")
    desk.press("Enter /")
    desk.type("paragraph 5")
    desk.press("Enter")
    #expect(desk.rows.last?.contains("match 1/1") == true)
    desk.press("q")
    #expect(desk.rows.last?.contains("/6") == true)
    desk.press("h")
    #expect(desk.rows[0].contains("6 found"))
  }

  @Test func `J and K go on to the next result, at its match`() {
    var desk = found("comet")
    desk.press("Enter")
    let first = desk.rows[0]
    desk.press("J")
    #expect(desk.rows[0] != first)
    #expect(desk.rows.last?.contains("match") == true)
    desk.press("J J")
    #expect(desk.rows.last?.contains("This is the last article.") == true)
    desk.press("K q")
    #expect(desk.rows[0].contains("3 found"))
  }

  @Test func `a search begun in a text comes back to it, typed or read`() {
    var desk = TestReader(Self.small)
    desk.press("Enter j j j")
    let before = desk.rows
    desk.press("g/")
    desk.type("comet")
    desk.press("Esc")
    #expect(desk.rows == before)
    desk.press("g/")
    desk.type("comet")
    desk.press("Enter Enter q q")
    #expect(desk.rows == before)
  }

  @Test func `following from a result and coming back finds the hits again`() {
    var desk = found("envoy")
    desk.press("Enter 1 H")
    #expect(desk.rows.last?.contains("match") == true)
    desk.press("q")
    #expect(desk.rows[0].contains("found"))
  }

  @Test func `beside the results stands the article at its match`() {
    let desk = found("chair", Size(columns: 120, rows: 40))
    #expect(desk.screen.contains("of report 1 tells"))
    let grid = desk.state.view().grid
    let marked = grid.cells.filter { $0.style.attributes.contains([.bold, .underline]) }
    #expect(marked.count > 10)
  }

  @Test func `the article beside the results comes with them`() {
    var desk = TestReader(Size(columns: 120, rows: 40))
    desk.press("/")
    desk.isSlow = true
    desk.type("chair")
    #expect(desk.screen.contains("of report 1 tells"))
    #expect(desk.screen.contains("found"))
  }

  @Test func `where copies were folded, the end of the first brings more all the same`() throws {
    var desk = TestReader(Self.small, shelf: ListTests.many(100))
    desk.isSearchSlow = true
    let effects = ["/", "r"].flatMap {
      desk.state.update(.key(Key.sequence($0)?.first ?? Key(.enter)))
    }
    guard case .ask(let inquiry) = effects.last, case .search(let search) = inquiry.question else {
      Issue.record("a letter asks for results")
      return
    }
    var results = SearchResults(of: search, among: ListTests.many(100))
    results.matches.removeLast(3)
    desk.send(.answered(inquiry, .found(results)))
    desk.press("Enter")
    let more = desk.state.update(.key(Key(.end)))
    let limits = more.compactMap { effect -> Int? in
      guard case .ask(let next) = effect, case .search(let search) = next.question else {
        return nil
      }
      return search.limit
    }
    #expect(limits.contains { $0 > 100 })
  }

  // MARK: Limits and saved searches

  @Test func `f limits what was found by the words of the query`() {
    var desk = found("comet")
    desk.press("f")
    #expect(desk.screen.contains("1 ✓ All articles"))
    desk.press("6")
    #expect(desk.rows[0].contains("after:2026-02-19 comet "))
    desk.press("f")
    #expect(desk.screen.contains("6 ✓") && !desk.screen.contains("✓ All"))
    desk.press("q f 2 f")
    #expect(desk.screen.contains("2 ✓ Unread") && !desk.screen.contains("✓ All"))
    desk.press("q")
    #expect(desk.rows[0].contains("is:unread after:2026-02-19 comet "))
    desk.press("f 1")
    #expect(desk.rows[0].contains("Search   comet "))
  }

  @Test func `a search is kept beside the desks, and taken out again`() {
    var desk = found("comet")
    desk.press("gs")
    #expect(desk.rows.last?.contains("Keep as: comet") == true && desk.saved.isEmpty)
    desk.press("Enter")
    #expect(desk.rows[0].contains("/comet 3"))
    #expect(desk.rows.last?.contains("Kept beside the desks: comet. U undoes it.") == true)
    desk.press("]")
    #expect(desk.rows[0].contains("All 6"))
    desk.press("[")
    #expect(desk.rows[0].contains("3 found"))
    desk.press("gS")
    #expect(desk.rows[0].contains("Search   comet"))
    desk.press("q")
    #expect(!desk.rows[0].contains("/comet"))
  }

  @Test func `keeping a search, and taking it out, is undone and done again`() {
    var desk = found("comet")
    desk.press("gs")
    desk.type(" watch")
    desk.press("Enter")
    #expect(desk.saved.map(\.name) == ["comet watch"] && desk.saved.map(\.text) == ["comet*"])
    desk.press("U")
    #expect(desk.saved.isEmpty)
    #expect(desk.rows.last?.contains("Undone: “comet watch” is no longer kept") == true)
    desk.press("Ctrl-r")
    #expect(desk.saved.map(\.name) == ["comet watch"])
    desk.press("gS")
    #expect(desk.saved.isEmpty)
    desk.press("U")
    #expect(desk.saved.map(\.name) == ["comet watch"])
    // A mark that was made since is undone first, and nothing else with it.
    desk.press("s U")
    #expect(desk.saved.map(\.name) == ["comet watch"])
    #expect(desk.rows.last?.contains("Undone, no longer starred") == true)
    desk.press("gs Esc")
    #expect(desk.saved.count == 1)
  }

  @Test func `a slash on results begins anew, and Up brings the old one back`() {
    var desk = found("comet")
    desk.press("/")
    #expect(desk.rows.last?.contains("Search:  ") == true && desk.rows[0].contains("comet"))
    desk.press("Up")
    #expect(desk.rows.last?.contains("Search: comet") == true)
    desk.press("Ctrl-n")
    #expect(desk.rows.last?.contains("comet") == false)
    desk.press("Esc")
    #expect(desk.rows[0].contains("Search   comet"))
    desk.press("/")
    desk.type("envoy")
    desk.press("Down")
    #expect(desk.rows.last?.contains("Search: envoy") == true)
    desk.press("Enter q / Up Up")
    #expect(desk.rows.last?.contains("Search: comet") == true)
    desk.press("Up")
    #expect(desk.rows.last?.contains("Nothing earlier") == true)
    desk.press("Ctrl-n Enter")
    #expect(desk.rows[0].contains("Search   envoy"))
  }

  @Test(arguments: ["comet", "Neg", "envoy des"])
  func `what is typed is never shown with a sign that it goes on`(_ words: String) {
    for keys in ["", "Enter", "Enter Enter", "Enter gs", "Enter f 2"] {
      var desk = TestReader(Size(columns: 80, rows: 24))
      desk.press("/")
      desk.type(words)
      desk.press(keys)
      #expect(!desk.screen.contains("*"), "\(keys)")
    }
    var desk = TestReader(Size(columns: 80, rows: 24))
    desk.press("/")
    desk.type("com*")
    #expect(desk.rows[0].contains("com*"))
  }

  @Test func `figures and words are of the same search while the next is looked for`() {
    var desk = found("comet")
    let head = desk.rows[0]
    desk.press("/")
    desk.isSearchSlow = true
    desk.type("e")
    #expect(desk.rows[0] == head)
    desk.deliver()
    #expect(desk.rows[0].contains("Search   e ") && desk.rows[0] != head)
  }

  @Test func `what is kept finds what it found while it was typed`() {
    var desk = found("com")
    desk.press("gs Enter")
    #expect(desk.saved.map(\.text) == ["com*"])
    #expect(desk.saved.map(\.name) == ["com"])
    desk.press("gs")
    #expect(desk.rows.last?.contains("Kept already: com") == true)
    let rows = desk.rows
    desk.press("] [")
    #expect(desk.rows.prefix(20) == rows.prefix(20))
    desk.press("q")
    #expect(desk.rows[0].contains("/com 3"))
  }

  @Test func `a name is given on the command line`() {
    var desk = TestReader(Self.small)
    desk.press(":")
    desk.type("save Skies")
    desk.press("Enter")
    #expect(desk.rows.last?.contains("Search first") == true)
    desk.press(":")
    desk.type("search comet")
    desk.press("Enter :")
    desk.type("save Skies")
    desk.press("Enter q")
    #expect(desk.rows[0].contains("/Skies 3"))
  }

  @Test func `what is new since the last visit is a tab of its own`() {
    var desk = TestReader(Self.small)
    #expect(!desk.rows[0].contains("New"))
    desk.fresh = [ArticleID(rawValue: 4)]
    desk.send(.libraryChanged)
    #expect(desk.rows[0].contains("New 1"))
    desk.press("[")
    #expect(desk.rows[0].contains("1 found"))
    #expect(desk.screen.contains("How the Comet Was Caught"))
    #expect(!desk.screen.contains("Envoy"))
    desk.press("Enter q ]")
    #expect(desk.rows.count { $0.hasPrefix(" ●") } == 5)
  }
}
