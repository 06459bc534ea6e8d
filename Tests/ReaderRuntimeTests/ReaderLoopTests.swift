// Stories of a reading, from the first frame to the last, in memory and without sleeping.

import ArticleIntake
import ArticleLibrary
import ArticleModel
import ReaderApp
import Screen
import Synchronization
import TestSupport
import Testing

@testable import ReaderRuntime

@Suite struct ReaderLoopTests {
  @Test func `the first frame shows the headlines`() throws {
    let terminal = try Newsroom().read(.shows("The Comet Returns"), .keys("Q"))
    #expect(terminal.unmet == nil)
    #expect(terminal.drawn.first?.shows("The Comet Returns") == true)
  }

  @Test func `a folder never seen fills the list behind the reader's back`() throws {
    let newsroom = try Newsroom(synced: false)
    let terminal = newsroom.read(
      .shows("The Comet Returns"), .shows("Harbour Freezes Over"),
      .act {
        _ = try? newsroom.folder.write(
          "news/late.txt", Newsroom.report("A Late Report", day: "2026-02-19", []))
      }, .shows("A Late Report"), .keys("Q"))
    #expect(terminal.unmet == nil)
  }

  @Test func `a related headline is followed, and the way back leads to where one was`() throws {
    let terminal = try Newsroom().read(
      .shows("The Comet Returns"), .keys("Enter"), .shows("of “The Comet Returns”"),
      .keys("j j 1"), .shows("of “Harbour Freezes Over”"),
      .keys("H"), .shows("of “The Comet Returns”"),
      .keys("L"), .shows("of “Harbour Freezes Over”"),
      .keys("Q"))
    #expect(terminal.unmet == nil)
  }

  @Test func `keys are answered while a star is being written, and the star waits for it`() throws {
    let newsroom = try Newsroom()
    let gate = Gate()
    var services = newsroom.services
    services.mark = { [library = newsroom.library] ids, change in
      gate.pass()
      return try library.mark(ids, change)
    }
    let wasStarredEarly = Mutex(true)
    let terminal = newsroom.read(
      services: services,
      .shows("The Comet Returns"), .keys("s j j"),
      .until("the selection to move") { $0.cursor?.row == 3 || $0.cursor?.row == 4 },
      .until("no star yet") { grid in
        wasStarredEarly.withLock { $0 = grid.shows("★") }
        return true
      },
      .act { gate.open() }, .shows("★"), .keys("Q"))
    #expect(terminal.unmet == nil)
    #expect(!wasStarredEarly.withLock { $0 })
    #expect(try newsroom.library.facets(ListQuery()).starred == 1)
  }

  @Test func `what cannot be written is said, and is not drawn`() throws {
    let newsroom = try Newsroom()
    var services = newsroom.services
    services.mark = { _, _ in
      throw LibraryError.cannotOpen(RawPath("/there"), reason: "the disk is full")
    }
    let terminal = newsroom.read(
      services: services,
      .shows("The Comet Returns"), .keys("s"), .shows("the disk is full"), .keys("j"),
      .hides("the disk is full"), .keys("Q"))
    #expect(terminal.unmet == nil)
    #expect(!terminal.drawn.contains { $0.shows("★") })
  }

  @Test func `marks are undone and done again`() throws {
    let newsroom = try Newsroom()
    let terminal = newsroom.read(
      .shows("The Comet Returns"), .keys("s"), .shows("★"), .keys("U"), .shows("Undone"),
      .hides("★"), .keys("Ctrl-r"), .shows("★"), .keys("Q"))
    #expect(terminal.unmet == nil)
    #expect(try newsroom.library.facets(ListQuery()).starred == 1)
  }

  @Test func `a place is saved within a second of the last move, without an end`() throws {
    let newsroom = try Newsroom()
    let saved = Mutex<[Position]>([])
    let gate = Gate()
    var services = newsroom.services
    services.savePosition = { [library = newsroom.library] position, id in
      try library.savePosition(position, of: id)
      saved.withLock { $0.append(position) }
      gate.open()
    }
    let terminal = newsroom.read(
      services: services,
      .shows("The Comet Returns"), .keys("Enter"), .shows("of “The Comet Returns”"),
      .keys("PgDn"), .act { newsroom.clock.advance(1_000) }, .event(.timeout),
      .act { gate.pass() },
      .event(.closed))
    #expect(terminal.unmet == nil)
    let positions = saved.withLock { $0 }
    #expect(positions.first.map { $0.block > 0 || $0.offset > 0 } == true)
  }

  @Test(arguments: [ScriptedTerminal.Step.keys("Q"), .event(.closed)])
  func `the next reader opens where the last one ended`(end: ScriptedTerminal.Step) throws {
    let newsroom = try Newsroom()
    let first = newsroom.read(
      .shows("The Comet Returns"), .keys("j Enter"), .shows("of “Harbour Freezes Over”"),
      .keys("PgDn PgDn"), .shows("Paragraph 9"), end)
    #expect(first.unmet == nil)
    let second = newsroom.read(.shows("Paragraph 9"), .keys("Q"))
    #expect(second.drawn.first?.plainText == first.screen.plainText)
  }

  @Test(.disabled(if: Sanitizer.isOn, "under a sanitizer no answer is ready before its key"))
  func `the last key's next answer is ready, and another key is answered all the same`() throws {
    let newsroom = try Newsroom()
    let terminal = newsroom.read(
      at: Size(columns: 120, rows: 30),
      .shows("The Comet Returns"), .shows("of “The Comet Returns”"), .keys("j"),
      .shows("of “Harbour Freezes Over”"), .ready, .keys("j"),
      .shows("of “Museum Opens Its Attic”"),
      .keys("k"), .shows("of “Harbour Freezes Over”"), .ready, .keys("j"),
      .shows("of “Museum Opens Its Attic”"), .keys("Q"))
    #expect(terminal.unmet == nil)
    #expect(terminal.asked.foreseen == 1)
    let frames = terminal.drawn.filter { $0.shows("of “Museum Opens Its Attic”") }
    #expect(frames.first?.plainText == frames.last?.plainText)
  }

  @Test func `what happens before a key is pressed again makes its answer ready anew`() throws {
    let newsroom = try Newsroom()
    let post = Mutex<(@Sendable (Event) -> Void)?>(nil)
    var services = newsroom.services
    services.startSync = { tell in
      post.withLock { $0 = tell }
      return nil
    }
    let terminal = newsroom.read(
      services: services,
      .shows("The Comet Returns"), .keys("j"), .ready,
      .act { post.withLock { $0 }?(.notice("Something happened.")) }, .shows("Something happened."),
      .keys("j"), .hides("Something happened."), .ready,
      .event(.resized(Size(columns: 50, rows: 12))),
      .keys("k"), .until("the new size") { $0.size.columns == 50 && $0.cursor?.row == 3 },
      .keys("Q"))
    #expect(terminal.unmet == nil)
    #expect(terminal.asked.foreseen == 0)
  }

  @Test func `what changes while keys are pressed is taken in once they rest`() throws {
    let newsroom = try Newsroom()
    let windows = Mutex(0)
    var services = newsroom.services
    services.answering { question in
      if case .window = question { windows.withLock { $0 += 1 } }
      return nil
    }
    let post = Mutex<(@Sendable (Event) -> Void)?>(nil)
    services.startSync = { tell in
      post.withLock { $0 = tell }
      return nil
    }
    let before = Mutex(0)
    let terminal = newsroom.read(
      services: services,
      .shows("The Comet Returns"), .keys("j"),
      .act {
        // The clock stands still: the key was pressed just now.
        _ = try? newsroom.folder.write(
          "news/late.txt", Newsroom.report("Late Edition", day: "2026-02-19", []))
        _ = try? newsroom.library.sync(
          [newsroom.scope], progress: { _ in }, isCancelled: { false })
        let count = windows.withLock { $0 }
        before.withLock { $0 = count }
        post.withLock { $0 }?(.libraryChanged)
      },
      .keys("k"),
      .act { #expect(windows.withLock { $0 } == before.withLock { $0 }) },
      .shows("Late Edition"), .keys("Q"))
    #expect(terminal.unmet == nil)
  }

  @Test func `where a selection runs down a list, only what it rests on is fetched`() throws {
    let documents = Dictionary(
      uniqueKeysWithValues: (10..<40).map { number in
        ("\(number).txt", Newsroom.report("Report \(number)", day: "2026-01-01", []))
      })
    let newsroom = try Newsroom(documents)
    let gate = Gate()
    let fetched = Mutex<[ArticleID]>([])
    var services = newsroom.services
    services.answering { question in
      let id: ArticleID
      switch question {
      case .article(let wanted), .resolvedArticle(let wanted, _): id = wanted
      default: return nil
      }
      if fetched.withLock({ fetched in
        fetched.append(id)
        return fetched.count == 1
      }) {
        gate.pass()
      }
      return nil
    }
    let terminal = newsroom.read(
      at: Size(columns: 120, rows: 40), services: services,
      .shows("Report"), .keys("j j j j j j j j j j"),
      .until("the tenth row") { $0.cursor?.row ?? 0 >= 10 },
      .act { gate.open() }, .shows("Paragraph 1"),
      .until("the pane beside the list") { grid in
        guard let row = grid.cursor?.row else { return false }
        let name = grid.plainRows[row].split(separator: " ").first { Int($0) != nil } ?? ""
        return grid.shows("of “Report \(name)”")
      }, .keys("Q"))
    #expect(terminal.unmet == nil)
    // The first one, the one where it rests, and those beside both.
    #expect(fetched.withLock { $0.count } <= 6)
  }

  @Test func `what is copied goes to the terminal, a stop and a redraw too`() throws {
    let terminal = try Newsroom().read(
      .shows("The Comet Returns"), .keys("y"), .shows("Copied"), .keys("Ctrl-z Ctrl-l Q"))
    #expect(terminal.copied.first?.hasPrefix("The Comet Returns\n") == true)
    #expect(terminal.asked.suspensions == 1)
    #expect(terminal.asked.redraws == 2)
  }

  @Test func `a library that gives nothing says why, and the reader ends when asked`() throws {
    let newsroom = try Newsroom()
    var services = newsroom.services
    services.answering { [clock = newsroom.clock] question in
      guard case .window = question else { return nil }
      clock.advance(1_000)
      throw LibraryError.cannotOpen(RawPath("/there"), reason: "it is gone")
    }
    let terminal = newsroom.read(services: services, .shows("it is gone"), .keys("Q"))
    #expect(terminal.unmet == nil)
  }

  @Test func `one document alone is read, marked, undone, and leaves nothing behind`() throws {
    let newsroom = try Newsroom()
    let window = try newsroom.library.window(ListQuery(), .first, count: 1)
    var stored = try #require(try newsroom.library.article(window.rows[0].id))
    stored.marks = Marks()
    let services = ReaderServices.document(
      [stored], resolve: { $0.map { ResolvedHeadline(headline: $0.headline, status: .missing) } },
      elsewhere: { _ in nil })
    let terminal = newsroom.read(
      services: services,
      .shows("The Comet Returns"), .keys("s"), .shows("★"), .keys("U"), .hides("★"),
      .keys("R"), .shows("no folder"), .keys("Q"))
    #expect(terminal.unmet == nil)
    #expect(try newsroom.library.facets(ListQuery()).starred == 0)
  }
}
