// Stories of a search, with an engine that finds what the test says and takes as long as it says.

import ArticleLibrary
import ArticleModel
import ReaderApp
import Screen
import Synchronization
import TestSupport
import Testing

@testable import ReaderRuntime

@Suite struct SearchStoryTests {
  /// An engine that reads every article of the newsroom, and keeps searches in memory.
  final class Engine: Sendable {
    private let library: Library
    private let asked = Mutex<[SearchRequest]>([])
    private let saved = Mutex<[SavedSearch]>([])
    private let counted = Mutex(0)
    /// The actions before an answer, by the typed text.
    let before: @Sendable (String) -> Void

    init(_ library: Library, before: @escaping @Sendable (String) -> Void = { _ in }) {
      self.library = library
      self.before = before
    }

    /// The searches, in order.
    var texts: [String] { asked.withLock { $0.map(\.text.string) } }
    var counts: Int { counted.withLock { $0 } }

    func services(_ services: ReaderServices) -> ReaderServices {
      var services = services
      services.answering { [self] question in
        switch question {
        case .search(let request): return .found(try search(request))
        case .savedSearches: return .savedSearches(saved.withLock { $0 })
        case .count(let request):
          counted.withLock { $0 += 1 }
          return .count(SavedSearch.Counts(total: try found(request).total))
        default: return nil
        }
      }
      services.saveSearch = { [self] name, text in
        saved.withLock { $0.append(SavedSearch(id: Int64($0.count + 1), name: name, text: text)) }
      }
      services.removeSearch = { [self] id in saved.withLock { $0.removeAll { $0.id == id } } }
      return services
    }

    private func search(_ request: SearchRequest) throws -> SearchResults {
      asked.withLock { $0.append(request) }
      before(request.text.string)
      return try found(request)
    }

    private func found(_ request: SearchRequest) throws -> SearchResults {
      let rows = try library.window(ListQuery(), .first, count: 100).rows
      return SearchResults(of: request, among: try rows.compactMap { try library.article($0.id) })
    }
  }

  @Test func `she types, looks through the results, reads one at its match and goes back`() throws {
    let newsroom = try Newsroom()
    let engine = Engine(newsroom.library)
    let terminal = newsroom.read(
      services: engine.services(newsroom.services),
      .shows("Museum Opens Its Attic"), .keys("/"), .type("harbour"), .shows("2 found"),
      .keys("Enter"), .shows("q back"), .keys("Enter"), .shows("match 1/"),
      .keys("J"), .shows("› Harbour Freezes Over"), .shows("match 2/"), .keys("N"),
      .shows("match 1/"), .keys("q"), .shows("2 found"), .keys("q"), .shows("All 3"), .keys("Q"))
    #expect(terminal.unmet == nil)
    #expect(engine.texts.last == "harbour*")
  }

  @Test func `each letter takes the place of the search before it`() throws {
    let newsroom = try Newsroom()
    let (begun, gate) = (Gate(), Gate())
    let engine = Engine(newsroom.library) { text in
      guard text == "m*" else { return }
      begun.open()
      gate.pass()
    }
    let terminal = newsroom.read(
      services: engine.services(newsroom.services),
      .shows("Museum Opens Its Attic"), .keys("/"), .type("m"), .act { begun.pass() },
      .type("useum"), .shows("Search: museum"), .act { gate.open() }, .shows("1 found"),
      .keys("Enter Q"))
    #expect(terminal.unmet == nil)
    #expect(engine.texts == ["m*", "museum*"])
    let answers = terminal.drawn.filter { $0.shows("found") }
    #expect(answers.allSatisfy { $0.shows("1 found") })
  }

  @Test func `an engine that fails says why, and the list is as it was`() throws {
    let newsroom = try Newsroom()
    var services = newsroom.services
    services.answering { question in
      guard case .search = question else { return nil }
      throw LibraryError.cannotOpen(RawPath("/there"), reason: "it is gone")
    }
    let terminal = newsroom.read(
      services: services,
      .shows("Museum Opens Its Attic"), .keys("/"), .type("m"), .shows("it is gone"),
      .keys("Esc"), .shows("All 3"), .keys("j Q"))
    #expect(terminal.unmet == nil)
  }

  @Test func `a search that is kept stands beside the desks, in the next session too`() throws {
    let newsroom = try Newsroom()
    let engine = Engine(newsroom.library)
    let services = engine.services(newsroom.services)
    let first = newsroom.read(
      services: services,
      .shows("Museum Opens Its Attic"), .keys("/"), .type("harbour"), .shows("2 found"),
      .keys("Enter g s Enter"), .shows("/harbour 2"), .keys("q Q"))
    #expect(first.unmet == nil)
    let second = newsroom.read(
      services: services,
      .shows("/harbour 2"), .keys("["), .shows("2 found"), .keys("g S"),
      .shows("Search   harbour"), .keys("q"), .hides("/harbour"), .keys("Q"))
    #expect(second.unmet == nil)
    #expect(engine.counts > 1)
  }
}
