// Views on stories, as drawn and as used.

import ArticleModel
import ReaderApp
import Screen
import TestSupport
import Testing

@Suite struct StoryTests {
  /// The keys, and the name of the drawing.
  static let views: [(keys: String, name: String)] = [
    ("", "story-list"), ("v", "story-folded"), ("Enter r", "related-stories"),
    ("T", "timeline"), ("gb", "briefing"), ("Enter gd", "changes"), ("Enter ) )", "new-to-you"),
    ("Enter } } } }", "known-paragraph"), ("Enter g", "story-keys"), ("Enter gp", "names"),
    ("Enter gp Enter", "mentions"), ("j Enter gn", "naming"),
    ("Enter r p", "related-peek"), ("F", "followed"), ("Enter r 3 gt", "story-trail"),
  ]

  @Test(arguments: FrameTests.sizes + [Size(columns: 160, rows: 50)], views.indices)
  func `a view on stories looks as drawn`(_ size: Size, _ index: Int) throws {
    let view = Self.views[index]
    var desk = TestReader.onTalks(size)
    desk.press(view.keys)
    try Snapshot.check(desk.state.view().grid, "\(view.name)-\(size.columns)x\(size.rows)")
  }
}

extension StoryTests {
  @Test(arguments: FrameTests.sizes)
  func `what is new in a followed story stands first and says so`(_ size: Size) throws {
    var desk = TestReader.onTalks(size)
    desk.stories.followed = desk.stories.threads.mapValues { _ in 1_771_200_000 }
    desk.stories.raised = [ArticleID(rawValue: 23)]
    desk.send(.libraryChanged)
    try Snapshot.check(desk.state.view().grid, "raised-\(size.columns)x\(size.rows)")
    desk.press("gq q j k")
    desk.press("Enter")
    #expect(desk.savedVisits.values.first?.article == ArticleID(rawValue: 23))
  }
}

// MARK: - As used

@Suite struct StoryUseTests {
  private static let wide = Size(columns: 120, rows: 40)
  private static let narrow = Size(columns: 80, rows: 24)

  private func isOpen(_ desk: TestReader, _ headline: String) -> Bool {
    desk.rows[0].contains(headline)
  }

  // MARK: Related stories

  @Test func `a digit opens a related story, and the way back leads to the place left`() {
    var desk = TestReader.onTalks(Self.narrow)
    desk.press("Enter r 3")
    #expect(isOpen(desk, "Geneva Prepares a Hall"))
    #expect(desk.savedVisits.values.contains { $0.parent != nil })
    desk.press("h")
    #expect(isOpen(desk, "Negotiators Return to Geneva"))
    #expect(desk.screen.contains("Related stories"))
    desk.press("q")
    #expect(isOpen(desk, "Negotiators Return to Geneva"))
    #expect(!desk.screen.contains("Related stories"))
  }

  @Test func `the nearest stories are offered as such where none is near`() {
    var desk = TestReader.onTalks(Self.narrow)
    desk.press("Enter r")
    #expect(!desk.screen.contains("None is near"))
    desk.press("q")
    desk.stories.areNear = false
    desk.press("r")
    #expect(desk.screen.contains("None is near"))
    desk.press("3")
    #expect(isOpen(desk, "Geneva Prepares"))
  }

  @Test func `while one peeks, j and k go on to the next story`() {
    var desk = TestReader.onTalks(Self.narrow)
    desk.press("Enter r p")
    #expect(desk.rows.last?.contains("Peek") == true)
    let first = desk.screen
    desk.press("j")
    #expect(desk.screen != first && desk.rows.last?.contains("Peek") == true)
    desk.press("k")
    #expect(desk.screen == first)
    desk.press("j q Enter")
    #expect(isOpen(desk, "Envoys sit down in Geneva"))
  }

  @Test(arguments: ["r", "T", "gn"])
  func `of an article that is gone a view says so`(_ key: String) {
    var desk = TestReader.onTalks(Self.narrow)
    desk.press("Enter")
    let id = ArticleID(rawValue: 21)
    desk.shelf.removeAll { $0.id == id }
    desk.stories = TestReader.Stories()
    desk.send(.libraryChanged)
    #expect(desk.screen.contains("no longer in its folder"))
    desk.press(key)
    #expect(desk.screen.contains("The document of this article is gone"))
    desk.press("q")
    #expect(isOpen(desk, "Negotiators Return to Geneva"))
  }

  @Test func `F follows the story of an article that stands alone in its view`() {
    var desk = TestReader.onTalks(Self.narrow)
    desk.stories.related = [:]
    desk.press("Enter r F")
    #expect(desk.rows.last?.contains("Following this story.") == true)
  }

  @Test func `keys typed after r are meant for what it shows`() {
    var desk = TestReader.onTalks(Self.narrow)
    desk.press("Enter")
    desk.isStorySlow = true
    desk.press("r j Enter")
    #expect(!desk.screen.contains("Related stories"))
    desk.deliver()
    #expect(isOpen(desk, "Envoys sit down in Geneva"))
  }

  @Test func `q gives up what is awaited and stays`() {
    var desk = TestReader.onTalks(Self.narrow)
    desk.press("Enter")
    desk.isStorySlow = true
    desk.press("r q")
    desk.deliver()
    #expect(!desk.screen.contains("Related stories"))
    #expect(isOpen(desk, "Negotiators Return to Geneva"))
    desk.press("r")
    #expect(desk.screen.contains("Related stories"))
    desk.press("q")
    #expect(isOpen(desk, "Negotiators Return to Geneva"))
  }

  @Test func `from the list r shows what is near the selected article`() {
    var desk = TestReader.onTalks(Self.narrow)
    desk.press("r")
    #expect(desk.screen.contains("same story · World · Geneva, talks"))
    desk.press("Esc j j j j j r")
    #expect(desk.screen.contains("No other report is near this one."))
  }

  @Test func `in a wide window they stand beside the text, asked for once the article is read`() {
    var desk = TestReader.onTalks(Size(columns: 160, rows: 50))
    desk.press("j k j k")
    #expect(!desk.asked.contains { $0.isAboutStories })
    desk.press("Enter")
    #expect(desk.asked.filter { $0.isAboutStories }.count == 2)
    #expect(desk.screen.contains("RELATED STORIES"))
    desk.press("j j j j")
    #expect(desk.asked.filter { $0.isAboutStories }.count == 2)
    desk.press("r 4")
    #expect(isOpen(desk, "Wire") && desk.screen.contains("ODESSA – Ice closed"))
  }

  @Test func `moving in the list asks nothing about stories`() {
    var desk = TestReader.onTalks(Self.wide)
    desk.press("j j j k G gg")
    #expect(!desk.asked.contains { $0.isAboutStories })
  }

  // MARK: The thread

  @Test func `the timeline opens at the article it was asked for from`() {
    var desk = TestReader.onTalks(Self.narrow)
    desk.press("j T")
    let row = desk.state.view().grid.cursor?.row ?? 0
    #expect(desk.rows[row].contains("3 ● Envoys Sit Down in Geneva"))
    desk.press("j Enter")
    #expect(isOpen(desk, "Envoys sit down in Geneva"))
    desk.press("h")
    #expect(desk.screen.contains("copy: Envoys sit down in Geneva"))
    desk.press("q")
    #expect(desk.rows[0].contains("All 7"))
  }

  @Test func `an undated report stands under the day it was first seen, without a gap`() {
    var desk = TestReader.onTalks(Self.narrow)
    for index in desk.shelf.indices where desk.shelf[index].id == TestReader.id(21) {
      desk.shelf[index].article.published = nil
      desk.shelf[index].firstSeen = 1_780_000_000
    }
    desk.press("T")
    let row = desk.rows.first { $0.contains("first seen") } ?? ""
    #expect(row.contains("Undated, first seen 28 May 2026"))
    #expect(!row.contains("later"))
    #expect(desk.rows.contains { $0.contains("4 reports") && $0.contains("11 Feb to 17 Feb") })
  }

  @Test func `an article alone says so`() {
    var desk = TestReader.onTalks(Self.narrow)
    desk.press("G T")
    #expect(desk.screen.contains("No other report of this story is here."))
    desk.press("T v")
    #expect(desk.rows.last?.contains("No other report of this story is here.") == true)
  }

  @Test func `gj and gk go through the reports of the story`() {
    var desk = TestReader.onTalks(Self.narrow)
    desk.press("Enter gj")
    #expect(desk.rows.last?.contains("This is the newest report of the story.") == true)
    desk.press("gk")
    #expect(isOpen(desk, "Envoys Sit Down in Geneva"))
    desk.press("gk gk")
    #expect(isOpen(desk, "Rumour of Talks"))
    desk.press("gk")
    #expect(desk.rows.last?.contains("This is its first report.") == true)
    desk.press("h h h")
    #expect(isOpen(desk, "Negotiators Return to Geneva"))
  }

  // MARK: Folding

  @Test func `v folds a story into its newest row, the selection goes along, and opens it again`() {
    var desk = TestReader.onTalks(Self.narrow)
    desk.press("j j j v")
    #expect(desk.screen.components("(4)") == 1)
    let row = desk.state.view().grid.cursor?.row ?? 0
    #expect(desk.rows[row].contains("Negotiators Return to Geneva"))
    desk.press("v")
    #expect(desk.screen.components("(4)") == 4)
    #expect(desk.rows[row].contains("Negotiators Return to Geneva"))
  }

  @Test func `gv folds all, and the next session begins so`() {
    var desk = TestReader.onTalks(Self.narrow)
    desk.press("gv")
    #expect(desk.screen.components("(4)") == 1)
    desk.send(.saveDue)
    let next = TestReader(
      Self.narrow, shelf: TestReader.talks, session: desk.session, stories: TestReader.talkStories)
    #expect(next.screen.components("(4)") == 1)
  }

  @Test func `what was read in a list of the unread is folded away with its story`() {
    var desk = TestReader.onTalks(Self.narrow)
    desk.press("f 2 j m")
    #expect(desk.screen.contains("Envoys Sit Down"))
    desk.press("v")
    #expect(!desk.screen.contains("Envoys Sit Down"))
    let row = desk.state.view().grid.cursor?.row ?? 0
    #expect(desk.rows[row].contains("Negotiators Return to Geneva"))
  }

  @Test func `all read is all of the list, also what is folded away`() {
    var desk = TestReader.onTalks(Self.narrow)
    desk.press("gv A")
    #expect(desk.shelf.allSatisfy { $0.marks.isRead })
  }

  // MARK: Following

  @Test func `a followed story is marked in the list, says what is new, and F stops it`() {
    var desk = TestReader.onTalks(Self.narrow)
    desk.press("F")
    #expect(desk.screen.contains("◆(4)"))
    desk.press("j")
    #expect(desk.rows.last?.contains("4 new since 18 Feb") == true)
    desk.press("T")
    #expect(desk.screen.contains("◆ 4 new since 18 Feb"))
    desk.press("F")
    #expect(!desk.screen.contains("◆"))
    #expect(desk.stories.followed.isEmpty)
  }

  @Test func `without Unicode the signs of stories are ASCII`() {
    var desk = TestReader.onTalks(Self.narrow, isUnicode: false)
    desk.press("F")
    #expect(desk.screen.contains("#(4)"))
    desk.press("gb")
    #expect(desk.screen.contains("# 3 new since 11 Feb - World"))
    #expect(desk.screen.unicodeScalars.allSatisfy { !"●◆✓·…│".unicodeScalars.contains($0) })
  }

  @Test func `opening a report of a followed story leaves nothing of it new`() {
    var desk = TestReader.onTalks(Self.narrow)
    desk.press("F j")
    #expect(desk.rows.last?.contains("4 new since 18 Feb") == true)
    desk.press("Enter q")
    #expect(desk.rows.last?.contains("followed since 18 Feb") == true)
  }

  @Test func `an article that arrives shows beside the text at once`() {
    var desk = TestReader.onTalks(Size(columns: 160, rows: 50))
    desk.press("Enter")
    #expect(!desk.screen.contains("related · Science"))
    desk.stories.related[TestReader.id(21)]?.append((TestReader.id(27), .related, []))
    desk.send(.libraryChanged)
    #expect(desk.screen.contains("related · Science"))
  }

  // MARK: The briefing

  @Test func `the briefing opens the newest unread report, and is come back to`() {
    var desk = TestReader.onTalks(Self.wide)
    desk.press("gb Enter")
    #expect(desk.screen.contains("GENEVA – Delegations from both capitals"))
    desk.press("q")
    #expect(desk.screen.contains("The briefing"))
    desk.press("Enter")
    #expect(desk.screen.contains("Ambassador Elena Marti of Switzerland sat"))
    desk.press("h j j Enter q")
    #expect(desk.screen.contains("3 ✓ How the Comet Was Caught"))
    desk.press("q")
    #expect(!desk.screen.contains("The briefing"))
    #expect(desk.rows[0].contains("All 7"))
  }

  @Test func `m reads a whole story, and U takes it back`() {
    var desk = TestReader.onTalks(Self.narrow)
    desk.press("gb m")
    #expect(desk.screen.contains("1 ✓ Negotiators"))
    #expect(desk.shelf.count { $0.marks.isRead } == 3)
    desk.press("U")
    #expect(desk.screen.contains("1 ● Negotiators"))
    #expect(desk.shelf.allSatisfy { !$0.marks.isRead })
    desk.press("T")
    #expect(desk.screen.contains("4 reports, 4 unread"))
    desk.press("q q")
    #expect(!desk.screen.contains("The briefing"))
  }

  @Test func `what a sync brings is said, and joins the briefing at its next opening`() {
    var desk = TestReader.onTalks(Self.narrow)
    desk.press("gb j")
    desk.send(.syncProgress(done: 1, total: 2))
    desk.stories.briefing.stories.insert(
      BriefStory(
        id: nil, headline: "Library Opens at Night", articles: [ArticleRow(desk.shelf[3])]), at: 0)
    desk.stories.briefing.edge += 1
    desk.send(.libraryChanged)
    #expect(!desk.screen.contains("came in"))
    desk.send(.syncFinished(nil))
    #expect(desk.screen.contains("1 more came in; the next briefing has it"))
    #expect(!desk.screen.contains("Library Opens at Night"))
    let row = desk.state.view().grid.cursor?.row ?? 0
    #expect(desk.rows[row].contains("2 ● The Night the Harbour Froze"))
    // A report that was read stays in its place until the briefing is opened anew.
    desk.press("m")
    desk.stories.briefing.stories.removeAll { $0.headline == "The Night the Harbour Froze" }
    desk.send(.libraryChanged)
    #expect(desk.screen.contains("2 ✓ The Night the Harbour Froze"))
    desk.press("q gb")
    #expect(!desk.screen.contains("The Night the Harbour Froze"))
    #expect(desk.screen.contains("Library Opens at Night"))
    #expect(!desk.screen.contains("came in"))
  }

  @Test func `the briefing goes on as it is read on, and counts all of it at once`() {
    var desk = TestReader.onTalks(Self.narrow)
    desk.stories.briefing = Briefing(
      stories: (1...100).map { number in
        let row = ArticleRow(
          key: RowKey(id: TestReader.id(Int64(1_000 + number))), headline: "News \(number)")
        return BriefStory(id: nil, headline: row.headline, articles: [row])
      }, storyCount: 100, articleCount: 100)
    desk.press("gb")
    #expect(desk.screen.contains("100 stories · 100 articles"))
    for number in 2...100 {
      desk.press("j")
      let row = desk.state.view().grid.cursor?.row ?? 0
      #expect(desk.rows[row].contains("● News \(number)"))
    }
    desk.press("j")
    #expect(desk.screen.contains("● News 100"))
    let parts = desk.asked.count { effect in
      if case .ask(let inquiry) = effect, case .stories(.briefing) = inquiry.question {
        return true
      }
      return false
    }
    #expect(parts == 3)
  }

  @Test func `A reads the rest of the briefing, U takes it back, and in an article A does nothing`()
  {
    var desk = TestReader.onTalks(Self.narrow)
    desk.press("gb A")
    #expect(desk.screen.contains("1 ✓ Negotiators"))
    #expect(desk.screen.contains("3 ✓ How the Comet"))
    #expect(desk.shelf.allSatisfy { $0.marks.isRead })
    #expect(desk.rows.last?.contains("7 articles") == true)
    desk.press("U")
    #expect(desk.screen.contains("3 ● How the Comet"))
    #expect(desk.shelf.allSatisfy { !$0.marks.isRead })
    desk.press("q Enter A")
    #expect(desk.shelf.count { $0.marks.isRead } == 1)
    #expect(desk.rows.last?.contains("in the list and in the briefing") == true)
  }

  @Test(arguments: [wide, narrow, Size(columns: 20, rows: 5)])
  func `the briefing belongs to no desk, whichever the list has chosen`(size: Size) {
    var desk = TestReader.onTalks(size)
    desk.press("] ]")
    let chosen = desk.state.view().grid
    desk.press("gb")
    let grid = desk.state.view().grid
    let (wasMarked, isMarked) = (chosen.hasCurrentTab, grid.hasCurrentTab)
    #expect(size.columns < 30 || wasMarked)
    #expect(!isMarked)
    #expect(!desk.rows[0].contains("1 unread"))
    desk.press("q")
    #expect(desk.state.view().grid.plainText == chosen.plainText)
  }

  @Test func `nothing new is said in one line`() {
    var desk = TestReader.onTalks(Self.narrow)
    desk.stories.briefing = Briefing()
    desk.press("gb")
    #expect(desk.screen.contains("Nothing new."))
    desk.send(.resized(Size(columns: 20, rows: 5)))
    #expect(desk.screen.contains("Nothing new"))
    desk.send(.resized(Self.narrow))
    desk.press("j m Enter T p A q")
    #expect(desk.rows[0].contains("All 7"))
  }

  @Test func `a story longer than the window can be read to its end`() {
    var desk = TestReader.onTalks(Size(columns: 20, rows: 5))
    desk.press("gb j j j j j j")
    #expect(desk.screen.contains("2● The Night"))
    desk.press("k")
    #expect(desk.screen.contains("question”."))
  }

  // MARK: What changed, new to you

  @Test func `what changed can be told without looks`() {
    var desk = TestReader.onTalks(Self.narrow)
    desk.press("Enter gd")
    #expect(desk.screen.contains("{+Ambassador Elena Marti+}"))
    #expect(desk.screen.contains("[-two-]{+three+}"))
    #expect(desk.screen.contains("… 2 paragraphs as they were"))
    desk.press("q q")
    desk.press("G Enter gd")
    #expect(desk.screen.contains("No other edition of this article is here."))
  }

  @Test func `what was read elsewhere is dim, says where, and parentheses pass over it`() {
    var desk = TestReader.onTalks(Self.narrow)
    desk.press("Enter } } } }")
    #expect(desk.rows.last?.contains("read on 12 Feb in “Env") == true)
    let row = desk.rows.firstIndex { $0.contains("The talks had begun") } ?? 0
    #expect(desk.state.view().grid[4, row].style.attributes == .dim)
    desk.press(")")
    #expect(desk.rows.last?.contains("read on") == false)
    desk.press("( gr")
    #expect(desk.rows.last?.contains("All paragraphs alike.") == true)
    #expect(desk.state.view().grid[4, row].style.attributes == [])
    desk.press(")")
    #expect(desk.rows.last?.contains("gr shows what is new to you.") == true)
    desk.press("gr")
    #expect(desk.rows.last?.contains("Dim is what you read elsewhere.") == true)
  }

  @Test func `an article that was read before, or is all known, is not dim until it is asked for`()
  {
    var desk = TestReader.onTalks(Self.narrow)
    desk.press("m Enter")
    #expect(!desk.asked.contains { $0.isAboutStories })
    desk.press("gr } } } }")
    #expect(desk.rows.last?.contains("read on 12 Feb") == true)

    var known = TestReader.onTalks(Self.narrow)
    known.stories.repeated[TestReader.id(22)] =
      (0..<2).map { block in
        RepeatedBlock(section: 1, block: block, source: TestReader.id(24), headline: "Earlier")
      } + [RepeatedBlock(section: 0, block: 0, source: TestReader.id(24), headline: "Earlier")]
    known.press("j Enter } } }")
    #expect(known.rows.last?.contains("read in") == false)
    known.press("gr")
    #expect(known.rows.last?.contains("Dim is what you read elsewhere.") == true)
    known.press("gr")
    #expect(known.rows.last?.contains("All paragraphs alike.") == true)

    var new = TestReader.onTalks(Self.narrow)
    new.stories.repeated = [:]
    for press in ["Enter gr", "gr", "gr"] {
      new.press(press)
      #expect(new.rows.last?.contains("Nothing in this article repeats what you read.") == true)
    }
  }

  // MARK: Names

  @Test func `a name shows everything on it in time order`() {
    var desk = TestReader.onTalks(Self.narrow)
    desk.press("Enter gp")
    #expect(desk.screen.contains("Names in this article"))
    #expect(desk.screen.contains("Elena Marti"))
    desk.press("1")
    #expect(desk.screen.contains("On “Geneva”"))
    desk.press("j Enter")
    #expect(isOpen(desk, "sit down in Geneva"))
    desk.press("gn")
    #expect(desk.screen.contains("No article here names this one among"))
  }

  @Test func `any keys on stories in any window: never a crash, always a whole frame`() {
    var random = SeededRandom(seed: 20_260_219)
    var desk = TestReader.onTalks(Self.narrow)
    let stories = ["r", "T", "gb", "F", "v", "gv", "gd", "gn", "gp", "gj", "gk", "gr", "(", ")"]
    let others = [
      "j", "k", "Enter", "q", "p", "m", "U", "1", "2", "G", "gg", "Space", "b", "h", "gt",
    ]
    for _ in 0..<3_000 {
      if Int.random(in: 0..<20, using: &random) == 0 {
        let (columns, rows) = (
          Int.random(in: 0..<210, using: &random), Int.random(in: 0..<60, using: &random)
        )
        desk.send(.resized(Size(columns: columns, rows: rows)))
      }
      let keys = stories + others
      desk.press(keys[Int.random(in: 0..<keys.count, using: &random)])
      let grid = desk.state.view().grid
      #expect(grid.cells.count == grid.size.columns * grid.size.rows)
    }
  }

  @Test func `each view closes by its own key, q or Esc, and takes any key at any size`() {
    for (keys, size) in [
      ("Enter r", Self.wide), ("T", Self.narrow), ("gb", Size(columns: 1, rows: 1)),
      ("Enter gd", Size(columns: 2, rows: 3)), ("Enter gp", Size(columns: 400, rows: 120)),
    ] {
      for close in ["q", "Esc"] {
        var desk = TestReader.onTalks(size)
        desk.press(keys)
        for key in ["j", "G", "k", "Ctrl-d", "Ctrl-u", "Space", "b", "gg", "v", "x", "t"] {
          desk.press(key)
          #expect(desk.state.view().grid.size == size)
        }
        desk.press(close)
        if size.columns >= 80 {
          #expect(desk.rows.last?.contains("close") == false)
        }
      }
    }
  }
}

extension Effect {
  fileprivate var isAboutStories: Bool {
    if case .ask(let inquiry) = self, case .stories = inquiry.question { return true }
    return false
  }
}

extension String {
  /// How often a text occurs.
  fileprivate func components(_ text: String) -> Int { ranges(of: text).count }
}

extension Grid {
  /// True if a tab of the first row is marked as the current one.
  fileprivate var hasCurrentTab: Bool {
    (0..<size.columns).contains { self[$0, 0].style.attributes.contains(.underline) }
  }
}
