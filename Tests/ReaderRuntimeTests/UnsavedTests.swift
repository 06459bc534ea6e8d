// Changes that are asked for while nothing can be written are written when they can be, in order.

import ArticleLibrary
import ArticleModel
import ReaderApp
import Screen
import Synchronization
import TestSupport
import Testing

@testable import ReaderRuntime

@Suite struct UnsavedTests {
  /// A disk that is full until a test makes room.
  private final class FullDisk: Sendable {
    private let isFull = Mutex(true)
    func makeRoom() { isFull.withLock { $0 = false } }
    func check() throws {
      if isFull.withLock({ $0 }) { throw LibraryError.diskFull(RawPath("/library/state.sqlite")) }
    }
  }

  @Test func `what cannot be saved until the end is counted`() throws {
    let newsroom = try Newsroom()
    let disk = FullDisk()
    let unsaved = UnsavedChanges(services(newsroom, disk), mailbox: Mailbox {})
    let ids = try newsroom.library.window(ListQuery(), .first, count: 5).rows.map(\.id)
    for id in ids {
      let change = UnsavedChanges.Change(slot: nil, isAsked: true) { services in
        _ = try services.mark([id], .star)
        return nil
      }
      unsaved.make(change) {}
    }
    #expect(unsaved.count == ids.count)
    disk.makeRoom()
    unsaved.tryAgain {}
    #expect(unsaved.count == 0)
  }

  private func services(_ newsroom: Newsroom, _ disk: FullDisk) -> ReaderServices {
    var services = newsroom.services
    let mark = services.mark
    services.mark = { ids, change in
      try disk.check()
      return try mark(ids, change)
    }
    return services
  }

  @Test func `stars asked for on a full disk are kept when there is room, and drawn then`() throws {
    let newsroom = try Newsroom()
    let disk = FullDisk()
    let full = newsroom.read(
      services: services(newsroom, disk),
      .shows("The Comet Returns"), .keys("s"),
      .until("a line, and no star") {
        $0.shows("1 change waits to be saved") && !$0.shows("★")
      },
      .keys("j s"),
      .until("another line") { $0.shows("2 changes wait to be saved") && !$0.shows("★") },
      .act { disk.makeRoom() },
      .until("both stars") { $0.plainRows.count { $0.contains("★") } == 2 },
      .keys("Q"))
    #expect(full.unmet == nil)
    var query = ListQuery()
    query.starredOnly = true
    #expect(try newsroom.library.window(query, .first, count: 5).rows.count == 2)
  }
}
