// The worker in the background: a first sync, then whatever changes, and an end.

import ArticleModel
import Foundation
import Testing

@testable import ArticleIntake
@testable import ArticleLibrary

/// Keeps what a worker told, and lets a test wait for it.
private final class Inbox: @unchecked Sendable {
  // Guarded by `condition`.
  private var events: [SyncEvent] = []
  private let condition = NSCondition()

  func post(_ event: SyncEvent) {
    condition.lock()
    events.append(event)
    condition.broadcast()
    condition.unlock()
  }

  /// Waits until `check` holds, asked again after every event; `false` if it does not within half
  /// a minute.
  func wait(until check: () throws -> Bool) rethrows -> Bool {
    let deadline = Date(timeIntervalSinceNow: 30)
    condition.lock()
    defer { condition.unlock() }
    while true {
      if try check() { return true }
      if !condition.wait(until: deadline) { return try check() }
    }
  }

  /// Waits for as many finished syncs.
  func waitForFinished(_ count: Int) -> Bool {
    wait {
      events.filter { if case .finished = $0 { true } else { false } }.count >= count
    }
  }

  func waitForNotice() -> Bool {
    wait { events.contains { if case .notice = $0 { true } else { false } } }
  }

  var notices: [SafeText] {
    condition.lock()
    defer { condition.unlock() }
    return events.compactMap { if case .notice(let text) = $0 { text } else { nil } }
  }
}

@Suite struct FolderSyncTests {
  private func started(_ fixture: Fixture) throws -> (FolderSync, Inbox) {
    let inbox = Inbox()
    let sync = FolderSync(library: fixture.library, scopes: [try fixture.scope()]) {
      inbox.post($0)
    }
    sync.start()
    return (sync, inbox)
  }

  @Test func `what is dropped in, changed, renamed and deleted appears by itself`() throws {
    let fixture = try Fixture()
    try fixture.story("First Story", to: "World/first.txt")
    let (sync, inbox) = try started(fixture)
    defer { sync.stop() }
    #expect(inbox.waitForFinished(1))
    #expect(try fixture.paths() == ["World/first.txt"])
    let id = try fixture.id("World/first.txt")

    try fixture.story("Second Story", to: "World/second.txt")
    #expect(try inbox.wait { try fixture.rows().count == 2 })
    try fixture.story("First Story, Updated", to: "World/first.txt")
    #expect(
      try inbox.wait {
        try fixture.library.rows([id]).first?.headline.string == "First Story, Updated"
      })
    try fixture.move("World/first.txt", to: "World/renamed.txt")
    #expect(try inbox.wait { try fixture.paths().sorted().first == "World/renamed.txt" })
    #expect(try fixture.id("World/renamed.txt") == id)
    try fixture.remove("World/renamed.txt")
    #expect(try inbox.wait { try fixture.rows().count == 1 })
    try fixture.story("Deep Story", to: "new/folder/deep.txt")
    #expect(try inbox.wait { try fixture.rows().count == 2 })
    try fixture.story("Deeper Story", to: "new/folder/deeper.txt")
    #expect(try inbox.wait { try fixture.rows().count == 3 })
    try fixture.move("new", to: "newer")
    #expect(try inbox.wait { try fixture.paths().contains("newer/folder/deep.txt") })
    try fixture.story("Deepest Story", to: "newer/folder/deepest.txt")
    #expect(try inbox.wait { try fixture.rows().count == 4 })
    #expect(inbox.notices.isEmpty)
  }

  @Test func `syncing when asked is told when it is done`() throws {
    let fixture = try Fixture()
    let (sync, inbox) = try started(fixture)
    #expect(inbox.waitForFinished(1))
    sync.syncNow()
    #expect(inbox.waitForFinished(2))
    sync.stop()
    sync.stop()
  }

  @Test func `a root that goes away is offline, and comes back`() throws {
    let fixture = try Fixture()
    try fixture.story("Some Story", to: "a.txt")
    let (sync, inbox) = try started(fixture)
    defer { sync.stop() }
    #expect(inbox.waitForFinished(1))
    try FileManager.default.moveItem(atPath: fixture.news, toPath: fixture.base + "/away")
    #expect(try inbox.wait { try fixture.rows().first?.isOffline == true })
    try FileManager.default.moveItem(atPath: fixture.base + "/away", toPath: fixture.news)
    #expect(try inbox.wait { try fixture.rows().first?.isOffline == false })
  }

  @Test func `what another library writes is told`() throws {
    let fixture = try Fixture()
    try fixture.story("Some Story", to: "a.txt")
    let (sync, inbox) = try started(fixture)
    defer { sync.stop() }
    #expect(inbox.waitForFinished(1))
    let id = try fixture.id("a.txt")
    let other = try Library.open(directory: fixture.library.directory)
    _ = try other.mark([id], .star)
    #expect(try inbox.wait { try fixture.rows().first?.marks.isStarred == true })
  }

  @Test func `while another syncs, its changes are followed, then all is looked at`() throws {
    let fixture = try Fixture()
    try fixture.story("Some Story", to: "a.txt")
    let other = try Library.open(directory: fixture.library.directory)
    try other.takeLock(isCancelled: { false })
    let (sync, inbox) = try started(fixture)
    defer { sync.stop() }
    #expect(inbox.waitForNotice())
    other.lock.release()
    #expect(inbox.waitForFinished(1))
    #expect(try fixture.rows().count == 1)
  }

  @Test func `an index that is found damaged is made again while it is read`() throws {
    let fixture = try Fixture()
    for number in 0..<200 { try fixture.story("Story \(number)", to: "\(number).txt") }
    let (sync, inbox) = try started(fixture)
    defer { sync.stop() }
    #expect(inbox.waitForFinished(1))
    let ids = Set(try fixture.rows().map(\.id))
    fixture.library.index.checkpoint()
    try fixture.library.index.replacing {}
    let path = fixture.base + "/library/index.sqlite"
    var bytes = try #require(FileManager.default.contents(atPath: path))
    let start = 16_384
    bytes.replaceSubrange(start..., with: Data(repeating: 0xA5, count: bytes.count - start))
    try bytes.write(to: URL(fileURLWithPath: path))
    _ = try fixture.rows()
    #expect(inbox.waitForFinished(2))
    #expect(Set(try fixture.rows().map(\.id)) == ids)
    #expect(inbox.notices.count == 1)
    #expect(fixture.library.check().filter { !$0.isOK }.isEmpty)
  }

  @Test func `a document alone is watched too`() throws {
    let fixture = try Fixture()
    try fixture.story("Some Story", to: "a.txt")
    try fixture.sync()
    let inbox = Inbox()
    let scope = try fixture.library.scope(of: RawPath(fixture.news + "/a.txt"))
    let sync = FolderSync(library: fixture.library, scopes: [scope]) { inbox.post($0) }
    sync.start()
    defer { sync.stop() }
    #expect(inbox.waitForFinished(1))
    try fixture.story("Some Story, Updated", to: "a.txt")
    #expect(try inbox.wait { try fixture.rows().first?.headline.string == "Some Story, Updated" })
  }
}
