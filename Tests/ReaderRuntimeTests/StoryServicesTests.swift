// Stories through the runtime: questions on the reading thread, marks drawn when they are kept.

import ArticleLibrary
import ArticleModel
import ReaderApp
import Screen
import Synchronization
import TestSupport
import Testing

@testable import ReaderRuntime

@Suite struct StoryServicesTests {
  /// A library that finds every other article near an article, and follows what it is told to.
  final class Stories: Sendable {
    private let newsroom: Newsroom
    private let asked = Mutex<[StoryQuestion]>([])
    private let followed = Mutex<Set<ArticleID>>([])
    let before: @Sendable (StoryQuestion) throws -> Void

    init(
      _ newsroom: Newsroom, before: @escaping @Sendable (StoryQuestion) throws -> Void = { _ in }
    ) {
      self.newsroom = newsroom
      self.before = before
    }

    var questions: [StoryQuestion] { asked.withLock { $0 } }

    var services: ReaderServices {
      var services = newsroom.services
      services.answering { [self] question in
        guard case .stories(let question) = question else { return nil }
        asked.withLock { $0.append(question) }
        try before(question)
        return .stories(try answer(question))
      }
      services.follow = { [self] id, isFollowed in
        followed.withLock { ids in
          if isFollowed { ids.insert(id) } else { ids.remove(id) }
        }
        return StoryID(rawValue: 1)
      }
      return services
    }

    private func answer(_ question: StoryQuestion) throws -> StoryAnswer {
      let rows = try newsroom.library.window(ListQuery(), .first, count: 100).rows
      switch question {
      case .related(let id, _, _):
        let others = rows.filter { $0.id != id }
        return .related(
          others.map { RelatedStory(row: $0, score: 0.5, kind: .same, because: ["seen"]) })
      case .thread:
        return .thread(
          StoryThread(
            id: StoryID(rawValue: 1), headline: "All of it",
            reports: rows.reversed().map { StoryThread.Report(row: $0) }))
      case .briefing:
        return .briefing(
          Briefing(stories: [
            BriefStory(
              id: StoryID(rawValue: 1), headline: "All of it", articles: rows, desks: ["World"],
              passages: [["It was seen."]])
          ]))
      default: return question.emptyAnswer
      }
    }
  }

  @Test func `she reads the briefing, opens its story, follows a related one and comes back`()
    throws
  {
    let newsroom = try Newsroom()
    let stories = Stories(newsroom)
    let terminal = newsroom.read(
      services: stories.services, .shows("Museum Opens Its Attic"), .keys("gb"),
      .shows("1 ● All of it"), .keys("Enter"), .shows("› The Comet Returns"), .keys("r"),
      .shows("same story · seen"), .keys("2"), .shows("› Museum Opens Its Attic"), .keys("h"),
      .shows("same story · seen"), .keys("q"), .shows("1/2 Body"), .keys("q"), .shows("3 new"),
      .keys("m"), .shows("1 ✓ All of it"),
      .keys("U"), .shows("1 ● All of it"), .keys("q"), .shows("All 3"), .keys("Q"))
    #expect(terminal.unmet == nil)
  }

  @Test func `an article is shown before anything about stories is answered`() throws {
    let newsroom = try Newsroom()
    let gate = Gate()
    let stories = Stories(newsroom) { question in
      if case .repeated = question { gate.pass() }
    }
    let terminal = newsroom.read(
      services: stories.services, .shows("Museum Opens Its Attic"), .keys("Enter"),
      .shows("OSLO – Paragraph 1"), .keys("j"), .act { gate.open() }, .keys("q"),
      .shows("All 3"), .keys("Q"))
    #expect(terminal.unmet == nil)
    #expect(stories.questions.count == 1)
  }

  @Test func `keys in the list ask nothing about stories`() throws {
    let newsroom = try Newsroom()
    let stories = Stories(newsroom)
    let terminal = newsroom.read(
      at: Size(columns: 170, rows: 40), services: stories.services,
      .shows("Museum Opens Its Attic"), .keys("j j k j G g g"), .shows("The Comet Returns"),
      .keys("Q"))
    #expect(terminal.unmet == nil)
    #expect(stories.questions == [])
  }

  @Test func `what cannot be answered is said, and the keys go on`() throws {
    struct Broken: Error {}
    let newsroom = try Newsroom()
    let stories = Stories(newsroom) { _ in throw Broken() }
    let terminal = newsroom.read(
      services: stories.services, .shows("Museum Opens Its Attic"), .keys("T"),
      .shows("That did not work"), .keys("j"), .hides("That did not work"), .keys("Q"))
    #expect(terminal.unmet == nil)
  }

  @Test func `that a story is followed is drawn when it is kept`() throws {
    let newsroom = try Newsroom()
    let stories = Stories(newsroom)
    let terminal = newsroom.read(
      services: stories.services, .shows("Museum Opens Its Attic"), .keys("F"),
      .shows("Following this story."), .keys("Q"))
    #expect(terminal.unmet == nil)
  }

  @Test func `a document read alone has no stories, and says so`() throws {
    let newsroom = try Newsroom()
    let id = try #require(try newsroom.library.window(ListQuery(), .first, count: 1).rows.first?.id)
    let stored = try #require(try newsroom.library.article(id))
    let services = ReaderServices.document([stored], resolve: { _ in [] }, elsewhere: { _ in nil })
    let terminal = newsroom.read(
      services: services, .shows("The Comet Returns"), .keys("T"),
      .shows("No other report of this story is here."), .keys("gb"), .shows("Nothing new."),
      .keys("q Q"))
    #expect(terminal.unmet == nil)
  }
}
