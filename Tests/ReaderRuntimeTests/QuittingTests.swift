// Whatever is being done, the reader ends soon, and what was to be written is.

import ArticleLibrary
import ArticleModel
import ReaderApp
import Screen
import Synchronization
import TestSupport
import Testing

@testable import ReaderRuntime

@Suite struct QuittingTests {
  private static let size = Size(columns: 60, rows: 20)

  /// A reader on these services, for a script; it is told how long its end may take.
  private func loop(
    _ newsroom: Newsroom, _ services: ReaderServices, _ terminal: ScriptedTerminal
  ) -> ReaderLoop<ScriptedTerminal> {
    let state = State(
      size: Self.size, today: CivilDay(daysSinceEpoch: 20_510), scopes: [newsroom.scope],
      scopeName: "News")
    return ReaderLoop(
      state, terminal: terminal, services: services, clock: { newsroom.clock.milliseconds },
      outside: OutsidePrograms(open: { _, _ in .said("Opened.") }))
  }

  /// Work that begins, and does not end until it is let go.
  private final class Held: Sendable {
    private let hasBegun = Atomic(false)
    private let gate = Gate()
    private let wakeUp: @Sendable () -> Void

    init(_ terminal: ScriptedTerminal) { wakeUp = terminal.wakeUp }

    func hold() {
      hasBegun.store(true, ordering: .releasing)
      wakeUp()
      gate.pass()
      release()
    }

    func release() { gate.open() }

    var begun: ScriptedTerminal.Step {
      .until("the work to begin") { [self] _ in hasBegun.load(ordering: .acquiring) }
    }
  }

  /// Work that may take for ever.
  enum Slow: CaseIterable {
    case related, search, article, count, sync

    func isAsked(by question: LibraryQuestion) -> Bool {
      switch (self, question) {
      case (.related, .relatedHeadlines), (.search, .search), (.article, .article),
        (.count, .count):
        true
      default: false
      }
    }
  }

  @Test(arguments: Slow.allCases) func `what is only read holds up no end`(_ slow: Slow) throws {
    let newsroom = try Newsroom()
    let terminal = ScriptedTerminal(Self.size)
    let held = Held(terminal)
    defer { held.release() }
    var services = newsroom.services
    services.startSync = { _ in
      SyncControl(syncNow: {}, stop: { if slow == .sync { held.hold() } })
    }
    services.answering { question in
      if slow.isAsked(by: question) { held.hold() }
      guard slow == .count, question == .savedSearches else { return nil }
      return .savedSearches([SavedSearch(id: 1, name: "Comet", text: "comet")])
    }
    let keys = slow == .search ? "/ c o m" : "Enter"
    terminal.play(.shows("The Comet Returns"), .keys(keys))
    if slow != .sync { terminal.play(held.begun) }
    if slow == .search { terminal.play(.keys("Esc")) }
    terminal.play(.keys("Q"))
    var loop = loop(newsroom, services, terminal)
    let isSaved = loop.run(patience: 0.2)
    #expect(isSaved)
    #expect(terminal.unmet == nil)
  }

  @Test func `a mark that is being written is waited for, and kept`() throws {
    let newsroom = try Newsroom()
    let terminal = ScriptedTerminal(Self.size)
    let held = Held(terminal)
    var services = newsroom.services
    let plain = services
    services.mark = { ids, change in
      held.hold()
      return try plain.mark(ids, change)
    }
    services.startSync = { _ in nil }
    terminal.play(.shows("The Comet Returns"), .keys("s"), held.begun, .keys("Q"))
    var loop = loop(newsroom, services, terminal)
    let isSaved = loop.run(patience: 0.2)
    #expect(!isSaved)
    #expect(!loop.finishSaving(within: 0))
    held.release()
    #expect(loop.finishSaving(within: 40))
    #expect(try newsroom.library.facets(ListQuery()).starred == 1)
  }
}
