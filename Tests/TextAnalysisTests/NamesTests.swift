// Names by their capitals.

import Testing
import TextAnalysis

@Suite struct NamesTests {
  private func names(_ paragraphs: String...) -> [String] { Names.all(in: paragraphs).map(\.text) }

  @Test func `capitalised words that stand together are one name`() {
    #expect(
      names("On Tuesday the envoy Elena Marti left for Bonn, and Paul de Vries for New York.")
        == ["Elena Marti", "Bonn", "Paul de Vries", "New York"])
    #expect(names("He taught at the University of Bonn.") == ["University of Bonn"])
  }

  @Test func `what only opens a sentence is no name`() {
    #expect(names("Carpets were rolled out. Nobody said for whom. They left.") == [])
    #expect(names("Geneva waits. Nobody in Geneva knows.") == ["Geneva"])
  }

  @Test func `a dateline is written as a name is`() {
    #expect(names("GENEVA – Delegations met in Geneva again.") == ["Geneva"])
    #expect(names("ODESSA – Ice closed the port of NATO ships.") == ["Odessa", "NATO"])
    #expect(names("SRI LANKA – Ice closed the port.") == ["Sri Lanka"])
    #expect(names("He sold the CDP-101 CD player to BBC NEWS.") == ["CDP-101 CD", "BBC NEWS"])
  }

  @Test func `surnames and titles are counted to the name`() throws {
    let found = Names.all(in: [
      "The session was opened by Ambassador Elena Marti of Norway for Prime Minister Olsen.",
      "Later in the day Elena Marti left, and Marti’s car was seen.",
    ])
    #expect(Set(found.map(\.text)) == ["Elena Marti", "Olsen"])
    let first = try #require(found.first { $0.text == "Elena Marti" })
    #expect(first.count == 3)
    #expect(first.paragraphs == [0, 1])
  }

  @Test func `a headline’s capitals say nothing, nor does a German noun`() {
    #expect(names("Negotiators Return to Geneva for a Second Day of Talks") == [])
    #expect(
      names("Die Menschen in der Stadt und die Kinder auf der Straße sahen Willy Brandt zu.")
        == ["Willy Brandt"])
    #expect(names("北京の新しい図書館が開館") == [])
  }
}
