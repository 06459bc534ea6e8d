// Effects done: each comes down to a job on the reading or the writing thread.

import ArticleModel
import ReaderApp

/// Does what the reader asks of its library, and posts what came of it.
///
/// Questions and changes have a thread each: an article opens while a star is still being written.
/// What nobody waits for is counted on a third.
final class Performer {
  private let services: ReaderServices
  private let mailbox: Mailbox
  private let reading = Worker(name: "reading")
  private let counting = Worker(name: "counting")
  private let writing = Worker(name: "writing")
  private var sync: SyncControl?
  /// Searches to be counted that wait until the first frame is on the screen and the visit is noted.
  private var heldCounts: [[SavedSearch]]? = []

  /// Visits of the trail that are loaded before the first frame, and after it.
  private static let firstVisits = 16
  private static let visits = 1_000

  init(_ services: ReaderServices, mailbox: Mailbox) {
    self.services = services
    self.mailbox = mailbox
  }

  /// Asks for what the last session left, and begins to watch.
  func start() {
    ask(failing: .started(session: nil, trail: Trail())) { services in
      .started(session: try services.session(), trail: try services.trail(Self.firstVisits))
    }
  }

  /// Begins what is not to delay the first frame.
  func begin() {
    // Before anything is counted: what is new is what came since the visit before.
    counting.perform { [services] in try? services.beginVisit() }
    let held = heldCounts ?? []
    heldCounts = nil
    for searches in held { count(searches) }
    sync = services.startSync { [mailbox] in mailbox.post($0) }
  }

  /// Finishes what is to be written, then ends the threads.
  func finish() {
    sync?.stop()
    save { try $0.endVisit() }
    writing.finish(dropping: false)
    reading.finish(dropping: true)
    counting.finish(dropping: true)
  }

  func keyPressed(pause: Int64) { services.keyPressed(pause) }

  func perform(_ effect: Effect) {
    switch effect {
    case .loadWindow(let request, let query, let anchor, let count):
      ask(slot: "window") {
        .windowLoaded(request: request, try $0.window(query, anchor, count))
      }
    case .loadFacets(let query, let isLater):
      ask(slot: "facets", isLater: isLater) { .facetsLoaded(query, try $0.facets(query)) }
    case .loadArticle(let request, let id):
      ask(slot: "article") { .articleLoaded(request: request, try $0.article(id)) }
    case .fetchNeighbours(let generation, let ids, let scopes):
      fetchNeighbours(generation, ids, scopes)
    case .resolveRelated(let id, let scopes):
      ask(slot: "related") { .relatedResolved(id, try $0.related(id, scopes)) }
    case .peek(let id): ask(slot: "peek") { .peeked(try $0.article(id)) }
    case .findUnread(let query, let anchor):
      ask(slot: "unread") { services in
        let window = try services.window(query, anchor, 1)
        return .unreadFound(window.rows.first)
      }
    case .loadTrail: ask { .trailLoaded(try $0.trail(Self.visits)) }
    case .sync: syncNow()
    case .askStory(let request, let question): ask(question, request: request)
    default: performSearch(effect)
    }
  }

  private func ask(_ question: StoryQuestion, request: Int) {
    reading.perform(slot: question.slot(request: request)) { [services, mailbox] in
      do {
        let answer = try services.stories(question)
        mailbox.post(.storyAnswered(request: request, question, answer))
      } catch {
        mailbox.post(.storyFailed(request: request, message(of: error)))
      }
    }
  }

  /// Fetches articles that nobody waits for, a job each, so that what is waited for comes between.
  private func fetchNeighbours(_ generation: Int, _ ids: [ArticleID], _ scopes: [Scope]) {
    for (place, id) in ids.enumerated() {
      reading.perform(slot: "neighbour \(place)") { [services, mailbox] in
        guard let stored = try? services.article(id) else { return }
        let related = stored.article.related.isEmpty ? [] : try? services.related(id, scopes)
        guard let related else { return }
        mailbox.post(.neighbourLoaded(generation: generation, stored, related))
      }
    }
  }

  private func performSearch(_ effect: Effect) {
    switch effect {
    case .search(let request, let search):
      ask(slot: "search") { .found(request: request, try $0.search(search)) }
    case .loadSnippets(let request, let ids, let text):
      ask(slot: "snippets") {
        .snippetsLoaded(request: request, try $0.snippets(ids, text))
      }
    case .loadSavedSearches: ask(slot: "saved") { .savedSearches(try $0.savedSearches()) }
    case .countSearches(let searches): count(searches)
    case .saveSearch(let name, let text):
      write {
        try $0.saveSearch(name, text)
        return .savedSearches(try $0.savedSearches())
      }
    case .removeSearch(let id):
      write {
        try $0.removeSearch(id)
        return .savedSearches(try $0.savedSearches())
      }
    default: change(effect)
    }
  }

  /// Counts one search after the other. Where a count fails, the search just has none.
  private func count(_ searches: [SavedSearch]) {
    guard heldCounts == nil else {
      heldCounts?.append(searches)
      return
    }
    // An article that opens is marked, and then counted: its text and its marks come first.
    counting.perform(slot: "counts", isLater: true) { [services, mailbox] in
      for search in searches {
        let request = SearchRequest(text: search.text)
        guard let counts = try? services.count(request) else { continue }
        mailbox.post(.searchCounted(search.id, counts))
      }
    }
  }

  private func change(_ effect: Effect) {
    switch effect {
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
    case .savePosition(let position, let id):
      save(slot: "position \(id.rawValue)") { try $0.savePosition(position, id) }
    case .saveTrail(let visits, let current, let lastFromList):
      save { try $0.saveTrail(visits, current, lastFromList) }
    case .saveSession(let text): save(slot: "session") { try $0.saveSession(text) }
    default: break
    }
  }

  private func syncNow() {
    if let sync {
      sync.syncNow()
    } else {
      mailbox.post(.notice("There is no folder to look into."))
    }
  }

  private func ask(
    slot: String? = nil, isLater: Bool = false, failing: Event? = nil,
    _ question: @escaping @Sendable (ReaderServices) throws -> Event
  ) {
    reading.perform(slot: slot, isLater: isLater) { [services, mailbox] in
      do {
        mailbox.post(try question(services))
      } catch {
        if let failing { mailbox.post(failing) }
        mailbox.post(.failed(message(of: error)))
      }
    }
  }

  private func write(_ change: @escaping @Sendable (ReaderServices) throws -> Event) {
    writing.perform { [services, mailbox] in
      do {
        mailbox.post(try change(services))
      } catch {
        mailbox.post(.notice(message(of: error)))
      }
    }
  }

  /// Writes what is not seen to be written: after the marks, which are drawn when they are on the disk.
  private func save(
    slot: String? = nil, _ change: @escaping @Sendable (ReaderServices) throws -> Void
  ) {
    writing.perform(slot: slot, isLater: true) { [services, mailbox] in
      do {
        try change(services)
      } catch {
        mailbox.post(.notice(message(of: error)))
      }
    }
  }
}
