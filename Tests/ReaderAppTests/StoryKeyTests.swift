// Every command on stories is a key or two away, is in the help, and what it opens closes by q.

import ArticleModel
import ReaderApp
import Screen
import TestSupport
import Testing

@Suite struct StoryKeyTests {
  /// Commands that open a view, and whether it is opened from the text.
  static let views: [(command: CommandID, isOfText: Bool)] = [
    (.article(.relatedStories), false), (.article(.relatedStories), true),
    (.article(.thread), false), (.article(.thread), true),
    (.reader(.briefing), false), (.reader(.briefing), true),
    (.reader(.showTrail), false), (.reader(.showTrail), true),
    (.text(.changes), true), (.text(.naming), true), (.text(.names), true), (.text(.peek), true),
  ]

  static let others: [CommandID] = [
    .article(.followStory), .list(.fold), .list(.foldAll), .text(.nextReport),
    .text(.previousReport), .text(.nextNew), .text(.previousNew), .text(.toggleNew),
    .reader(.trailBack), .reader(.trailForward),
  ]

  private static let sizes = [
    Size(columns: 120, rows: 40), Size(columns: 80, rows: 24), Size(columns: 40, rows: 12),
    Size(columns: 20, rows: 5),
  ]

  private func key(_ id: CommandID) throws -> String {
    let command = try #require(Command.all.first { $0.id == id })
    return try #require(command.keyNames.first)
  }

  @Test func `one key or one prefix, and a line of the help`() throws {
    var desk = TestReader(Size(columns: 120, rows: 200))
    desk.press("?")
    for id in Self.views.map(\.command) + Self.others {
      let command = try #require(Command.all.first { $0.id == id })
      let isNear = command.keys.contains { keys in
        keys.count == 1 || keys.count == 2 && keys[0] == Key(.character("g"))
      }
      #expect(isNear, "\(command.name)")
      #expect(
        desk.rows.contains { $0.contains(command.summary) && $0.contains(command.keyNames[0]) },
        "\(command.name)")
    }
  }

  @Test(arguments: views.indices, sizes)
  func `q closes what a command opens, whether it has something to show or not`(
    _ index: Int, _ size: Size
  ) throws {
    let (id, isOfText) = Self.views[index]
    let key = try key(id)
    for desk in [TestReader.onTalks(size), TestReader(size)] {
      var desk = desk
      if isOfText { desk.press("Enter") }
      let before = desk.state.view().grid
      desk.press(key)
      #expect(desk.state.view().grid != before, "\(key) shows nothing")
      desk.press("q")
      #expect(!desk.state.hasQuit)
      #expect(desk.state.view().grid.plainText == before.plainText, "\(key) q leads elsewhere")
    }
  }

  @Test(arguments: views.indices)
  func `the same key closes it, too`(_ index: Int) throws {
    let (id, isOfText) = Self.views[index]
    // From a related story `r` goes on to those of that one, and `p` on a name to all on it.
    guard id != .article(.relatedStories), id != .text(.peek) else { return }
    let key = try key(id)
    var desk = TestReader.onTalks(Size(columns: 80, rows: 24))
    if isOfText { desk.press("Enter") }
    let before = desk.screen
    desk.press("\(key) \(key)")
    #expect(desk.screen == before)
  }

  @Test func `a key that does nothing says so`() {
    var desk = TestReader.onTalks(Size(columns: 80, rows: 24))
    desk.press(")")
    #expect(desk.rows.last?.contains(") works in the text: Enter opens it.") == true)
    desk.press("Enter v")
    #expect(desk.rows.last?.contains("v works in the list: q goes back.") == true)
    desk.press("r {")
    #expect(desk.rows.last?.contains("Not in this view; q closes it.") == true)
  }

  @Test func `from one view another opens, and closes again`() {
    var desk = TestReader.onTalks(Size(columns: 80, rows: 24))
    desk.press("Enter r gt")
    #expect(desk.screen.contains("The trail"))
    desk.press("q")
    #expect(desk.screen.contains("Related stories"))
    desk.press("/")
    #expect(desk.rows.last?.contains("Search:") == true)
    desk.press("Esc")
    #expect(desk.screen.contains("Related stories"))
    desk.press("g /")
    desk.type("talks")
    desk.press("Enter")
    #expect(!desk.screen.contains("Related stories"))
    desk.press("q")
    #expect(desk.screen.contains("Related stories"))
    desk.press("q")
    #expect(!desk.screen.contains("Related stories") && !desk.state.hasQuit)
  }

  @Test(arguments: ["gq", "f 3", "f 8"])
  func `a list opened for a while closes by q, where the reader was`(_ keys: String) {
    var desk = TestReader(Size(columns: 120, rows: 40))
    desk.press("j j")
    let before = desk.screen
    desk.press(keys)
    #expect(desk.screen != before)
    desk.press("q")
    #expect(!desk.state.hasQuit)
    #expect(desk.screen == before)
  }
}
