// The trail is a tree of which nothing is cut: following adds, back and forward only move.

import ArticleModel
import Testing

@Suite struct TrailTests {
  private func id(_ number: Int64) -> ArticleID { ArticleID(rawValue: number) }

  private func trail(_ numbers: Int64...) -> Trail {
    var trail = Trail()
    for number in numbers { trail.follow(to: id(number), headline: "\(Int(number))") }
    return trail
  }

  @Test func followingGoesDownAndBackGoesUp() {
    var trail = trail(1, 2, 3)
    #expect(trail.path.map(\.article) == [id(1), id(2), id(3)])
    let first = trail.back()
    #expect(first)
    #expect(trail.currentVisit?.article == id(2))
    let second = trail.back()
    let third = trail.back()
    #expect(second && third)
    #expect(trail.current == nil)
    let fourth = trail.back()
    #expect(!fourth)
  }

  @Test func forwardLeadsToTheChildLastLeft() {
    var trail = trail(1, 2)
    trail.back()
    trail.follow(to: id(3), headline: "3")
    trail.back()
    #expect(trail.forwardVisit?.article == id(3))
    trail.forward()
    #expect(trail.currentVisit?.article == id(3))
    let again = trail.forward()
    #expect(!again)
    #expect(trail.children(of: trail.path[0].id).map(\.article) == [id(2), id(3)])
    trail.leaveToList()
    #expect(trail.forwardVisit?.article == id(1))
  }

  @Test func openingFromTheListStartsAtTheRoot() {
    var trail = trail(1, 2)
    trail.follow(to: id(9), headline: "9", fromList: true)
    #expect(trail.path.map(\.article) == [id(9)])
    #expect(trail.children(of: nil).map(\.article) == [id(1), id(9)])
    #expect(trail.visits.count == 3)
  }

  @Test func eachVisitKeepsItsPosition() throws {
    var trail = trail(1)
    let visit = try #require(trail.currentVisit)
    trail.setPosition(Position(section: 1, block: 3, offset: 120), of: visit.id)
    trail.follow(to: id(2), headline: "2")
    trail.back()
    #expect(trail.currentVisit?.position?.offset == 120)
  }

  @Test func aStoredTrailComesBack() {
    var trail = trail(1, 2, 3)
    trail.back()
    let stored = Trail(
      visits: Array(trail.visits.values), current: trail.current, lastFromList: trail.lastFromList)
    #expect(stored == trail)
    #expect(stored.nextID == trail.nextID)
  }

  @Test func aDamagedTrailHasNoCycle() {
    let visits = [
      Visit(id: 1, parent: 2, article: id(1), headline: "1", lastChild: 2),
      Visit(id: 2, parent: 1, article: id(2), headline: "2", lastChild: 7),
      Visit(id: 3, parent: 3, article: id(3), headline: "3", lastChild: 3),
      Visit(id: 4, parent: 99, article: id(4), headline: "4"),
    ]
    for current: Int64 in 1...5 {
      let trail = Trail(visits: visits, current: current, lastFromList: 99)
      #expect(trail.path.count <= visits.count)
      #expect(trail.lastFromList == nil)
    }
  }

  @Test(arguments: [Int64.max, Int64.max - 1, 1 << 62] as [Int64])
  func `a damaged trail leaves numbers for the visits to come`(_ number: Int64) {
    let strange = Visit(id: number, parent: 1, article: id(2), headline: "2")
    let first = Visit(id: 1, parent: nil, article: id(1), headline: "1", lastChild: number)
    var trail = Trail(visits: [first, strange], current: number, lastFromList: 1)
    #expect(trail.currentVisit == nil)
    #expect(trail.visits[1]?.lastChild == nil)
    trail.go(to: 1)
    #expect(trail.follow(to: id(3), headline: "3").id == 2)
  }

  @Test func twoReadersNeverShareANumber() {
    var left = trail(1)
    var right = left
    right.reserve(from: 1_000)
    left.follow(to: id(2), headline: "2")
    right.follow(to: id(3), headline: "3")
    #expect(left.current != right.current)
  }
}
