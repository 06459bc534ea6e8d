// Numbers that no article, list or clock has, as a damaged database or a slip of the hand gives them.

import ArticleModel
import Testing

@Suite struct BoundedTests {
  private static let integers = [
    Int.min, .min + 1, -(1 << 53), -2, -1, 0, 1, 1 << 40, 1 << 53, .max - 1, .max,
  ]
  private static let fractions = [
    -Double.infinity, -1e308, -1, -0.0, 0, 0.5, 1, 1.5, 1e18, 1e19, 1e308, .infinity, .nan,
    .signalingNaN, .leastNonzeroMagnitude,
  ]

  @Test(arguments: integers)
  func positionsCanBeReckonedWith(number: Int) {
    let position = Position(section: number, block: number, offset: number)
    #expect(position.section >= Position.head)
    #expect(position.block >= Position.title)
    #expect(position.offset >= 0)
    for value in [position.section, position.block, position.offset] {
      #expect(!value.multipliedReportingOverflow(by: 1_000).overflow)
    }
  }

  @Test(arguments: fractions)
  func aFractionIsAShare(fraction: Double) {
    let position = Position(fraction: fraction)
    #expect((0...1).contains(position.fraction))
    #expect((0...100).contains(Int(position.fraction * 100)))
  }

  @Test func soundPositionsStayAsTheyAre() {
    let position = Position(section: 3, block: 120, offset: 16 << 20, fraction: 0.37)
    #expect(position.section == 3)
    #expect(position.block == 120)
    #expect(position.offset == 16 << 20)
    #expect(position.fraction == 0.37)
    #expect(Position(section: Position.head, block: Position.title).block == -1)
  }

  @Test(arguments: integers)
  func timesAreOfTheCalendar(seconds: Int) {
    let time = PublishedTime(epochSeconds: Int64(seconds))
    #expect((1...9999).contains(time.day.year))
    #expect(time.epochSeconds == Bounded.epoch(Int64(seconds)))
    #expect((1...9999).contains(CivilDay(daysSinceEpoch: seconds).year))
  }

  @Test(arguments: integers)
  func trailsGoOnAfterAnyVisit(id: Int) {
    let visit = Visit(
      id: Int64(id), parent: Int64(id), article: ArticleID(rawValue: Int64(id)), headline: "x")
    var trail = Trail(visits: [visit], current: visit.id, lastFromList: visit.id)
    trail.reserve(from: 1 << 50)
    let next = trail.follow(to: ArticleID(rawValue: 1), headline: "y")
    #expect(trail.currentVisit == next)
    #expect(trail.path.contains(next))
  }

  @Test(arguments: integers)
  func limitsCanBeReckonedWith(limit: Int) {
    let request = SearchRequest(text: "x", limit: limit)
    #expect(request.limit >= 0)
    #expect(!request.limit.multipliedReportingOverflow(by: 1_000).overflow)
    #expect((0...20).contains(min(request.limit, 20)))
  }
}
