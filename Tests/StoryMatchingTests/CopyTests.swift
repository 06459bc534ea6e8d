// Copies, editions, what was read already and what is new.

import ArticleModel
import TestSupport
import Testing
import TextAnalysis

@testable import StoryMatching

@Suite struct CopyTests {
  private let sketcher = StorySketcher()

  private func identity(_ text: String) -> TextIdentity {
    sketcher.begin(language: .english)
    Terms.forEach(in: text) { sketcher.add($0, in: .body) }
    return sketcher.finish().identity
  }

  /// So many words of which no three in a row come again.
  private func prose(_ words: Int, seed: UInt64) -> [String] {
    var random = SeededRandom(seed: seed)
    return (0..<words).map { _ in "word\(random.below(900))" }
  }

  @Test func `case, punctuation and white space make no other text`() {
    let one = identity("The harbour froze, on Sunday;\nnine ferries were held fast – all day long.")
    let other = identity("the HARBOUR froze on Sunday. Nine ferries were “held fast” all  day long")
    #expect(one.wordHash == other.wordHash)
    #expect(one.print == other.print)
    #expect(one.wordHash != identity("The harbour froze on Sunday").wordHash)
    #expect(identity("one two").wordHash != identity("two one").wordHash)
  }

  @Test(arguments: [60, 200, 1_000])
  func `an edition is told from another text`(length: Int) throws {
    for seed in 1...20 {
      let words = prose(length, seed: UInt64(seed))
      var edited = words
      for place in stride(from: 7, to: length, by: 20) { edited[place] = "changed\(place)" }
      let original = try #require(identity(words.joined(separator: " ")).print)
      let edition = identity(edited.joined(separator: " ")).print
      let cut = identity(words.prefix(length * 3 / 4).joined(separator: " ")).print
      let other = identity(prose(length, seed: UInt64(seed + 100)).joined(separator: " ")).print
      #expect(original.mayCopy(edition))
      #expect(original.mayCopy(cut))
      #expect(!original.mayCopy(other))
    }
  }

  @Test func `the estimate is near the truth`() throws {
    for seed in 1...20 {
      let words = prose(600, seed: UInt64(seed))
      let other = words.prefix(400) + prose(200, seed: UInt64(seed + 50))
      let left = try #require(identity(words.joined(separator: " ")).print)
      let right = try #require(identity(other.joined(separator: " ")).print)
      let truth = TextOverlap.of([words.joined(separator: " ")], [other.joined(separator: " ")])
      #expect(abs(left.overlap(with: right) - truth) < 0.2)
    }
  }

  @Test func `a few words have no fingerprint`() {
    #expect(identity("Correction: see page two.").print == nil)
    let short: [UInt8] = [1, 2, 3]
    #expect(short.withUnsafeBytes(TextFingerprint.init) == nil)
  }
}

@Suite struct EditionTests {
  private func difference(_ old: [String], _ new: [String]) -> [EditionPassage] {
    EditionDifference.of(
      old: old.map { SafeText(text: $0) }, new: new.map { SafeText(text: $0) })
  }

  /// `Two [-were-] {+are+} hurt.`
  private func drawn(_ old: String, _ new: String) -> String {
    WordDifference.of(SafeText(text: old), SafeText(text: new)).map { piece in
      switch piece.kind {
      case .same: piece.text.string
      case .deleted: "[-" + piece.text.string + "-]"
      case .inserted: "{+" + piece.text.string + "+}"
      }
    }.joined()
  }

  @Test(arguments: [
    ("Two were hurt.", "Three were hurt.", "[-Two -]{+Three +}were hurt."),
    ("Two were hurt.", "Two were badly hurt.", "Two were {+badly +}hurt."),
    ("Two were hurt", "Two were hurt.", "Two were hurt{+.+}"),
    ("a b c d", "a d", "a [-b c -]d"),
    ("", "New.", "{+New.+}"),
    ("Gone.", "", "[-Gone.-]"),
    ("双方讨论了停火", "双方讨论停火", "双方讨论[-了-]停火"),
    ("It’s 1,200 now", "It’s 1,300 now", "It’s [-1,200 -]{+1,300 +}now"),
    ("At 3.5, then", "At 3.7, then", "At [-3.5-]{+3.7+}, then"),
  ])
  func `words that changed`(old: String, new: String, expected: String) {
    #expect(drawn(old, new) == expected)
  }

  @Test func `paragraphs are aligned first`() {
    let passages = difference(
      ["Opening.", "Nine ferries were held in the ice.", "A line that goes.", "End."],
      ["Opening.", "A new line.", "Ten ferries were held in the ice.", "End.", "Correction."])
    #expect(passages.count == 6)
    #expect(passages.first == .same(new: 0))
    #expect(passages.contains(.inserted(new: 1)))
    #expect(passages.contains(.deleted(old: 2)))
    #expect(passages.last == .inserted(new: 4))
    guard case .changed(let old, let new, let pieces) = passages[2] else {
      Issue.record("the changed paragraph is \(passages[2])")
      return
    }
    #expect((old, new) == (1, 2))
    #expect(pieces.map(\.kind) == [.deleted, .inserted, .same])
  }

  @Test func `each paragraph of both is in one passage`() {
    var random = SeededRandom(seed: 5)
    for _ in 0..<200 {
      let pool = (0..<12).map { "Paragraph \($0) of \(random.below(3)) words and more." }
      let old = (0..<random.below(9)).map { _ in random.pick(pool) }
      let new = (0..<random.below(9)).map { _ in random.pick(pool) }
      var (gone, come) = ([Int](), [Int]())
      for passage in difference(old, new) {
        switch passage {
        case .same(let place), .inserted(let place): come.append(place)
        case .changed(let left, let right, _):
          gone.append(left)
          come.append(right)
        case .deleted(let place): gone.append(place)
        }
      }
      #expect(come == Array(new.indices))
      #expect(gone == gone.sorted() && Set(gone).count == gone.count)
    }
  }

  @Test func `pieces put together are both editions`() {
    var random = SeededRandom(seed: 9)
    for _ in 0..<300 {
      func text() -> String {
        (0..<random.below(30)).map { _ in "w\(random.below(6))" }.joined(separator: " ")
      }
      let (old, new) = (text(), text())
      let pieces = WordDifference.of(SafeText(text: old), SafeText(text: new))
      let left = pieces.filter { $0.kind != .inserted }.map(\.text.string).joined()
      let right = pieces.filter { $0.kind != .deleted }.map(\.text.string).joined()
      #expect(right == new)
      #expect(left.filter { $0 != " " } == old.filter { $0 != " " })
    }
  }

  @Test func `an alignment is as long as the longest common order`() {
    var random = SeededRandom(seed: 21)
    for _ in 0..<500 {
      let old = (0..<random.below(14)).map { _ in Int32(random.below(4)) }
      let new = (0..<random.below(14)).map { _ in Int32(random.below(4)) }
      let partner = Alignment.of(old, new)
      let pairs = partner.enumerated().filter { $0.element >= 0 }
      #expect(pairs.allSatisfy { old[$0.offset] == new[Int($0.element)] })
      #expect(zip(pairs, pairs.dropFirst()).allSatisfy { $0.element < $1.element })
      #expect(pairs.count == longest(old, new))
    }
  }

  /// The length of the longest common subsequence, by the table of all prefixes.
  private func longest(_ old: [Int32], _ new: [Int32]) -> Int {
    var row = [Int](repeating: 0, count: new.count + 1)
    for left in old {
      var diagonal = 0
      for (place, right) in new.enumerated() {
        let above = row[place + 1]
        row[place + 1] = left == right ? diagonal + 1 : max(above, row[place])
        diagonal = above
      }
    }
    return row[new.count]
  }

  @Test func `huge texts without anything in common are compared soon`() {
    let old = (0..<60_000).map { Int32($0) }
    let new = (0..<60_000).map { Int32($0 + 100_000) }
    #expect(Alignment.of(old, new).allSatisfy { $0 == -1 })
  }
}

@Suite struct ReadingTests {
  private func blocks(_ texts: String...) -> [Block] {
    texts.map { Block(.paragraph, SafeText(text: $0)) }
  }

  private let long =
    "Harbour master Kask said that nine ferries were held fast and that the ice would be half a "
    + "metre thick by Wednesday."

  @Test func `a paragraph that was read is found, with its source`() {
    let read = RepeatedBlocks([
      (ArticleID(rawValue: 1), blocks("Something else was said about the weather on that day.")),
      (ArticleID(rawValue: 2), blocks(long)),
    ])
    let edited = long.replacing("nine", with: "ten")
    let found = read.find(
      in: blocks(long, edited, "The choir of a village in Wales won the great prize for singers."))
    #expect(found.map { $0?.source.rawValue } == [2, 2, nil])
    #expect(found[0]?.share == 1)
  }

  @Test func `short lines are repeated only to the last word, the shortest never`() {
    let read = RepeatedBlocks([
      (
        ArticleID(rawValue: 1),
        blocks("He declined to comment.", "The ministry did not answer questions on Friday.")
      )
    ])
    let found = read.find(
      in: blocks(
        "He declined to comment.", "The ministry did not answer questions on Friday.",
        "The ministry did not answer questions on Sunday."))
    #expect(found.map { $0 == nil } == [true, false, true])
  }

  @Test func `headings and tables are never repeated`() {
    let read = RepeatedBlocks([(ArticleID(rawValue: 1), blocks(long))])
    #expect(read.find(in: [Block(.heading, SafeText(text: long))]) == [nil])
  }

  @Test func `a briefing has the sentences that are new`() {
    let read = Newsroom.reports[0].article
    var next = Newsroom.reports[1]
    next.paragraphs.append(
      "Harbour master Kask said that nine ferries were held fast and that the ice would be half a "
        + "metre thick by Wednesday.")
    let sentences = NewSentences(sketcher: StorySketcher()).choose(
      from: [(ArticleID(rawValue: 7), next.article)], read: [read], limit: 2)
    #expect(sentences.count == 2)
    #expect(sentences.allSatisfy { $0.article == ArticleID(rawValue: 7) })
    #expect(!sentences.contains { $0.text.string.hasPrefix("Harbour master Kask said") })
    #expect(sentences.map(\.block) == sentences.map(\.block).sorted())
  }

  @Test func `articles that say nothing new give no sentence`() {
    let read = Newsroom.reports[0].article
    let sentences = NewSentences(sketcher: StorySketcher()).choose(
      from: [(ArticleID(rawValue: 7), read)], read: [read], limit: 3)
    #expect(sentences.isEmpty)
  }

  @Test func `what two new articles both say is said once`() {
    let report = Newsroom.reports[0].article
    let sentences = NewSentences(sketcher: StorySketcher()).choose(
      from: [(ArticleID(rawValue: 1), report), (ArticleID(rawValue: 2), report)], read: [],
      limit: 10)
    #expect(Set(sentences.map(\.text)).count == sentences.count)
    #expect(!sentences.isEmpty)
  }
}
