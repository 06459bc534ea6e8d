// Related stories of one article, and the words that say why.

import ArticleModel
import Testing
import TextAnalysis

@testable import StoryMatching

@Suite struct RelatedTests {
  private let made = TestShelf(Newsroom.reports, ids: Array(Newsroom.reports.indices))

  private func profile(_ place: Int) -> StorySource.Profile {
    let neighbours = made.neighbours
    return StorySource.Profile(
      number: Int64(place), vector: made.table.vector(at: place),
      figures: StoryFigures(
        popularity: neighbours.popularity[place], background: neighbours.background[place]),
      print: StorySketcher().read(Newsroom.reports[place].article, language: .english).identity
        .print)
  }

  private var source: StorySource {
    StorySource(
      holding: { key, limit in
        (0..<made.table.count).filter {
          made.table.vector(at: $0).heaviest(StorySettings.findableTerms).contains(key)
        }.prefix(limit).map { Int64($0) }
      },
      profiles: { $0.map { profile(Int($0)) } })
  }

  private func answer(_ place: Int, limit: Int = 10) throws -> RelatedStories.Answer {
    try RelatedStories(source: source, frequencies: made.frequencies).answer(
      for: profile(place), articleCount: made.table.count, limit: limit)
  }

  @Test func `fellows of a story come first, and none is itself`() throws {
    for (place, fellows) in [(0, [1, 2]), (3, [4, 5]), (7, [6])] {
      let matches = try answer(place).matches
      #expect(Set(matches.prefix(fellows.count).map(\.number)) == Set(fellows.map(Int64.init)))
      #expect(!matches.contains { $0.number == Int64(place) })
      #expect(matches.first?.kind == .same)
    }
  }

  @Test func `the limit holds, and ranks fall`() throws {
    let matches = try answer(0, limit: 2).matches
    #expect(matches.count == 2)
    #expect(matches[0].rank >= matches[1].rank)
  }

  @Test func `the answer tells what is to be kept of a new article`() throws {
    let figures = try answer(0).figures
    #expect(abs(figures.popularity - made.neighbours.popularity[0]) < 0.05)
  }

  @Test func `another edition is a duplicate`() throws {
    var edited = Newsroom.reports[0]
    edited.headline = "Tallinn Harbour Under Ice"
    edited.paragraphs[1] += " More will follow."
    let reports = Newsroom.reports + [edited]
    let made = TestShelf(reports, ids: Array(reports.indices))
    func profile(_ place: Int) -> StorySource.Profile {
      StorySource.Profile(
        number: Int64(place), vector: made.table.vector(at: place),
        figures: StoryFigures(popularity: 0.2, background: 0),
        print: StorySketcher().read(reports[place].article, language: .english).identity.print)
    }
    let source = StorySource(
      holding: { _, _ in Array(0..<Int64(reports.count)) },
      profiles: { $0.map { profile(Int($0)) } })
    let matches = try RelatedStories(source: source, frequencies: made.frequencies).answer(
      for: profile(11), articleCount: reports.count, limit: 3
    ).matches
    #expect(matches.first?.number == 0)
    #expect(matches.map(\.kind) == [.duplicate, .same, .same])
  }

  @Test func `shared words are words that a person can read`() {
    var reasons = SharedWords(
      made.table.vector(at: 0), Newsroom.reports[0].article, sketcher: StorySketcher())
    let words = reasons.shared(with: made.table.vector(at: 1), limit: 6)
    #expect(words.contains("Tallinn"))
    #expect(words.contains("ferries"))
    #expect(Set(words).count == words.count)
    // Names stand first.
    let areNames = words.map { $0.first?.isUppercase == true }
    #expect(areNames == areNames.sorted { $0 && !$1 })
  }

  @Test func `what shares nothing has no shared words`() {
    var reasons = SharedWords(
      made.table.vector(at: 0), Newsroom.reports[0].article, sketcher: StorySketcher())
    let words = reasons.shared(with: StoryVector(entries: []))
    #expect(words.isEmpty)
  }
}
