// Sketches, frequencies and vectors are kept of an article, and come back from their bytes.

import ArticleModel
import TestSupport
import Testing
import TextAnalysis

@testable import StoryMatching

@Suite struct VectorTests {
  private let sketcher = StorySketcher()

  private func sketch(_ text: String, headline: String = "") -> StorySketch {
    sketcher.begin(language: .english)
    Terms.forEach(in: headline) { sketcher.add($0, in: .headline) }
    Terms.forEach(in: text) { sketcher.add($0, in: .body) }
    return sketcher.finish().sketch
  }

  private func counts(of word: String, in sketch: StorySketch) -> StorySketch.Counts? {
    guard let key = sketcher.key(of: word, in: .english) else { return nil }
    return sketch.entries.first { $0 >> 8 == key }.map(StorySketch.Counts.init)
  }

  @Test func `a term is counted in each field`() throws {
    let long = String(repeating: "harbour ", count: 3) + String(repeating: "ice ", count: 120)
    let sketch = sketch(long, headline: "Harbour")
    let harbour = try #require(counts(of: "harbour", in: sketch))
    #expect((harbour.text, harbour.headline, harbour.opening) == (4, 1, 3))
    let ice = try #require(counts(of: "ice", in: sketch))
    #expect((ice.text, ice.headline, ice.opening) == (15, 0, 3))
  }

  @Test func `forms of a word are one term, and stop words none`() {
    let sketch = sketch("the ferries and a ferry of the")
    #expect(sketch.entries.count == 1)
    #expect(sketcher.key(of: "the", in: .english) == nil)
  }

  @Test func `entries are in order, also where an article has thousands of words`() {
    let words = (0..<5_000).map { "word\($0)" }.joined(separator: " ")
    let entries = sketch(words).entries
    #expect(entries.count > 4_900)
    #expect(zip(entries, entries.dropFirst()).allSatisfy { $0 >> 8 < $1 >> 8 })
    #expect(sketch("ice").entries.count == 1)
  }

  @Test func `the number of different words that count is bounded`() {
    let words = (0..<60_000).map { "w\($0)" }.joined(separator: " ")
    #expect(sketch(words).entries.count <= 1 << 14)
  }

  @Test func `an article is as near to itself as can be, and to a stranger not at all`() {
    let table = TestShelf(Newsroom.reports, ids: Array(0..<Newsroom.reports.count)).table
    let first = table.vector(at: 0)
    #expect(abs(first.similarity(to: first) - 1) < 0.000_1)
    #expect(first.similarity(to: table.vector(at: 1)) > 0.3)
    #expect(first.similarity(to: table.vector(at: 8)) < 0.1)
    #expect(StoryVector(entries: []).similarity(to: first) == 0)
  }

  @Test(arguments: [0, 1, 2, 3, 50, 120, 255])
  func `a vector survives being stored`(count: Int) {
    var random = SeededRandom(seed: UInt64(count))
    var keys: Set<UInt32> = []
    while keys.count < count {
      keys.insert(UInt32(truncatingIfNeeded: random.next()) & TermKey.mask)
    }
    let entries = keys.sorted().map { $0 << 8 | StoryWeightCode.weights[random.below(16)] }
    let vector = StoryVector(entries: entries)
    #expect(StoryVector(bytes: vector.bytes) == vector)
    #expect(vector.bytes.count <= 4 + count * 37 / 10)
  }

  @Test func `keys that lie far apart are stored too`() {
    let vector = StoryVector(entries: [0 << 8 | 255, TermKey.mask << 8 | 41])
    #expect(StoryVector(bytes: vector.bytes) == vector)
  }

  @Test func `a vector of an article of usual length takes 340 bytes`() {
    var frequencies = StoryFrequencies()
    let words = (0..<400).map { "name\($0) name\($0)" }.joined(separator: " ")
    let sketch = sketch(words)
    frequencies.add(sketch)
    let vector = frequencies.vector(of: sketch)
    #expect(vector.entries.count == StorySettings.termLimit)
    #expect((320...360).contains(vector.bytes.count))
  }

  @Test func `damaged bytes give a vector that can be used`() {
    var random = SeededRandom(seed: 3)
    for _ in 0..<500 {
      let bytes = (0..<random.below(80)).map { _ in UInt8(truncatingIfNeeded: random.next()) }
      let vector = StoryVector(bytes: bytes)
      #expect(vector.similarity(to: vector) <= 1.001)
      #expect(vector.entries.allSatisfy { $0 >> 8 <= TermKey.mask })
    }
  }

  @Test func `frequencies survive being stored, without what stands in one article only`() throws {
    let made = TestShelf(Newsroom.reports, ids: Array(0..<Newsroom.reports.count))
    let read = try #require(StoryFrequencies(bytes: made.frequencies.bytes))
    #expect(read.articleCount == Newsroom.reports.count)
    for sketch in made.sketches {
      #expect(read.vector(of: sketch) == made.frequencies.vector(of: sketch))
    }
    #expect(StoryFrequencies(bytes: []) == nil)
    #expect(StoryFrequencies(bytes: Array(made.frequencies.bytes.prefix(40))) == nil)
  }

  @Test func `what is common among few articles of a language is no rarity`() {
    var frequencies = StoryFrequencies()
    for _ in 0..<500 { frequencies.add(sketch("ice harbour")) }
    let german = StorySketcher()
    german.begin(language: .german)
    for word in ["hafen", "eis", "hafen"] { german.add(word, in: .body) }
    let rare = german.finish().sketch
    frequencies.add(rare)
    frequencies.add(rare)
    let key = rare.entries[0] >> 8
    #expect(frequencies.rarities(in: .german).rarity(of: key).rarity == 1)
    #expect(frequencies.rarities(in: .english).rarity(of: key).rarity > 5)
  }

  @Test func `the spread table gives what merging gives`() {
    var random = SeededRandom(seed: 11)
    func vector() -> [UInt32] {
      Set((0..<112).map { _ in UInt32(random.below(400)) &* 40_961 & TermKey.mask }).sorted()
        .map { $0 << 8 | UInt32(random.within(40...255)) }
    }
    var spread = SpreadVector()
    for _ in 0..<200 {
      let (left, right) = (vector(), vector())
      left.withUnsafeBufferPointer { left in
        right.withUnsafeBufferPointer { right in
          spread.spread(left)
          #expect(spread.product(right) == StoryVector.product(left, right))
        }
      }
    }
  }
}
