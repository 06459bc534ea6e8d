// Effects done: each comes down to a job on the reading or the writing thread.

import ArticleModel
import Foundation
import ReaderApp

/// Does what the reader asks of its library, and posts what came of it.
///
/// Questions and changes have a thread each: an article opens while a star is still being written.
/// Counts that nobody waits for are made on a third.
final class Performer {
  private let services: ReaderServices
  private let mailbox: Mailbox
  private let unwritten: UnsavedChanges
  private let reading = Worker(name: "reading")
  private let counting = Worker(name: "counting")
  private let writing = Worker(name: "writing")
  private var sync: SyncControl?
  /// Searches to be counted that wait until the first frame is on the screen.
  private var heldCounts: [Inquiry]? = []

  /// Visits of the trail that are loaded before the first frame.
  private static let firstVisits = 16

  init(_ services: ReaderServices, mailbox: Mailbox) {
    self.services = services
    self.mailbox = mailbox
    unwritten = UnsavedChanges(services, mailbox: mailbox)
  }

  /// Asks for what the last session left, and begins to watch.
  func start() {
    reading.perform { [services, mailbox] in
      do {
        let answer = try services.answer(.trail(limit: Self.firstVisits))
        let trail = if case .trail(let trail) = answer { trail } else { Trail() }
        mailbox.post(.started(session: try services.session(), trail: trail))
      } catch {
        mailbox.post(.started(session: nil, trail: Trail()))
        mailbox.post(.failed(message(of: error)))
      }
    }
  }

  /// Begins what is not to delay the first frame.
  func begin() {
    let held = heldCounts ?? []
    heldCounts = nil
    for inquiry in held { ask(inquiry) }
    sync = services.startSync { [mailbox] in mailbox.post($0) }
  }

  /// Finishes what is to be written, then ends the threads; what is asked of the library and the sync
  /// are waited for no longer than that.
  ///
  /// - Parameter end: when to return at the latest; `nil` for when all is done.
  /// - Returns: whether all that was to be written is.
  func finish(by end: Date?) -> Bool {
    let closing = Worker(name: "closing")
    closing.perform { [sync] in sync?.stop() }
    let isWritten = writing.finish(dropping: false, by: end)
    reading.finish(dropping: true, by: end)
    counting.finish(dropping: true, by: end)
    closing.perform { [services] in services.putLogsAway() }
    closing.finish(dropping: false, by: end)
    return isWritten
  }

  /// How many changes that were asked for could not be written.
  var unsaved: Int { unwritten.count }

  /// Waits on for what `finish` could not wait for; whether all is written.
  func waitForWrites(by end: Date?) -> Bool { writing.finish(dropping: false, by: end) }

  func keyPressed(pause: Int64) { services.keyPressed(pause) }

  /// Does what concerns the library; what concerns the terminal is the loop's.
  func perform(_ effect: Effect) {
    switch effect {
    case .ask(let inquiry): ask(inquiry)
    case .saveSearch, .removeSearch, .mark, .markAll, .follow, .undo, .redo: change(effect)
    case .savePosition(let position, let id):
      save(slot: "position \(id.rawValue)") { try $0.savePosition(position, id) }
    case .saveTrail(let visits, let current, let lastFromList):
      save { try $0.saveTrail(visits, current, lastFromList) }
    case .saveSession(let text): save(slot: "session") { try $0.saveSession(text) }
    case .sync: syncNow()
    case .prefetch, .armSave, .copy, .openOutside, .edit, .pipe, .suspend, .redraw, .quit: return
    }
  }

  /// Puts a question to the library: on the reading thread, or, if it is one of the counts that nobody
  /// waits for, on its own.
  private func ask(_ inquiry: Inquiry) {
    var worker = reading
    if case .savedSearch = inquiry.asker {
      guard heldCounts == nil else {
        heldCounts?.append(inquiry)
        return
      }
      worker = counting
    }
    // An article that opens is marked, and then counted: its text and its marks come first.
    let isLater = worker === counting || inquiry.asker == .countsLater
    worker.perform(slot: inquiry.asker.slot, isLater: isLater) { [services, mailbox] in
      do {
        mailbox.post(.answered(inquiry, try services.answer(inquiry.question)))
      } catch {
        guard inquiry.asker.isAwaited else { return }
        mailbox.post(.unanswered(inquiry, message(of: error)))
      }
    }
  }

  private func change(_ effect: Effect) {
    switch effect {
    case .saveSearch(let name, let text):
      writeSearches { try $0.saveSearch(name, text) }
    case .removeSearch(let id):
      writeSearches { try $0.removeSearch(id) }
    case .mark(let ids, let change):
      write { .marked(try $0.mark(ids, change), change) }
    case .markAll(let query, let change):
      write { .marked(try $0.markAll(query, change), change) }
    case .follow(let id, let isFollowed):
      write { .followed(id, try $0.follow(id, isFollowed), isFollowed) }
    case .undo:
      write { try $0.undo().map { .undone($0.0, $0.1.inverse) } ?? .nothingToUndo }
    case .redo:
      write { try $0.redo().map { .redone($0.0, $0.1) } ?? .nothingToRedo }
    case .ask, .savePosition, .saveTrail, .saveSession, .sync, .prefetch, .armSave, .copy,
      .openOutside, .edit, .pipe, .suspend, .redraw, .quit:
      return
    }
  }

  /// Changes the searches that are kept, and tells which there are now.
  private func writeSearches(_ change: @escaping @Sendable (ReaderServices) throws -> Void) {
    write { services in
      try change(services)
      let inquiry = Inquiry(.savedSearches, .savedSearches)
      return .answered(inquiry, try services.answer(inquiry.question))
    }
  }

  private func syncNow() {
    if let sync {
      sync.syncNow()
    } else {
      mailbox.post(.notice("There is no folder to look into."))
    }
  }

  private func write(_ change: @escaping @Sendable (ReaderServices) throws -> Event) {
    let change = UnsavedChanges.Change(slot: nil, isAsked: true, make: change)
    writing.perform { [unwritten, retry] in unwritten.make(change, retry: retry) }
  }

  /// Writes what is not seen to be written: after the marks, which are drawn when they are on the disk.
  private func save(
    slot: String? = nil, _ change: @escaping @Sendable (ReaderServices) throws -> Void
  ) {
    let change = UnsavedChanges.Change(slot: slot, isAsked: false) { services in
      try change(services)
      return nil
    }
    writing.perform(slot: slot, isLater: true) { [unwritten, retry] in
      unwritten.make(change, retry: retry)
    }
  }

  /// Asks the writing thread to try what could not be written once more.
  private var retry: @Sendable () -> Void {
    { [writing, unwritten] in Self.tryAgain(writing, unwritten) }
  }

  private static func tryAgain(_ writing: Worker, _ unwritten: UnsavedChanges) {
    writing.perform {
      unwritten.tryAgain { tryAgain(writing, unwritten) }
    }
  }
}

extension Asker {
  /// The slot of a thread in which a question waits. A key's question never gives way to one for
  /// what stands beside the text.
  fileprivate var slot: String {
    switch self {
    case .list: "list"
    case .unread: "unread"
    case .counts, .countsLater: "counts"
    case .text: "text"
    case .relatedHeadlines: "related headlines"
    case .peek: "peek"
    case .prefetch(let place): "prefetch \(place)"
    case .search: "search"
    case .snippets: "snippets"
    case .savedSearches: "saved searches"
    case .savedSearch(let id): "saved search \(id)"
    case .trail: "trail"
    case .story: "story"
    case .beside: "beside"
    case .repeated: "repeated"
    case .overview: "overview"
    }
  }
}
