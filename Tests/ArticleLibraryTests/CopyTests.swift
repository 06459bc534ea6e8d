// Which articles a library folds as copies, and which it may not.

import ArticleModel
import TestSupport
import Testing

@testable import ArticleIntake
@testable import ArticleLibrary

@Suite struct CopyTests {
  /// A library of texts named by their numbers.
  private static func synced(_ texts: [String]) throws -> Fixture {
    let fixture = try Fixture()
    for (number, text) in texts.enumerated() { try fixture.write(text, to: "\(number).txt") }
    try fixture.sync()
    return fixture
  }

  /// How many texts the list shows in rows of others.
  private static func hidden(_ texts: [String]) throws -> Int {
    let fixture = try synced(texts)
    #expect(fixture.library.check().filter { !$0.isOK }.isEmpty)
    return try texts.count - fixture.rows().count
  }

  @Test(arguments: TemplateSeries.allCases, [3, 50])
  func `reports on one template are shown each`(series: TemplateSeries, count: Int) throws {
    #expect(try Self.hidden(series.texts(count, seed: 5)) == 0)
  }

  @Test(arguments: TemplateSeries.allCases)
  func `a report on a template folds with its own copy only`(series: TemplateSeries) throws {
    let texts = series.texts(12, seed: 6)
    let fixture = try Self.synced(texts)
    try fixture.write(texts[4] + "\n", to: "again.txt")
    try fixture.sync()
    let rows = try fixture.rows()
    #expect(rows.count == texts.count)
    #expect(rows.map(\.copies).sorted().suffix(2) == [0, 1])
  }

  @Test(arguments: EditionMaker.Change.allCases)
  func `editions of a report fold`(change: EditionMaker.Change) throws {
    let originals = CorpusGenerator(seed: 12, count: 400).documents
      .filter { $0.text.hasPrefix($0.headline) }.map(\.text)
    var maker = EditionMaker(random: SeededRandom(seed: 2), words: Vocabulary.plain)
    let editions = originals.map { maker.edition(of: $0, change) }
    #expect(originals.count > 15)
    let hidden = try Self.hidden(originals + editions)
    #expect(Double(hidden) >= 0.95 * Double(originals.count) && hidden <= originals.count)
  }

  @Test func `a group holds in pairs, not through a chain`() throws {
    var random = SeededRandom(seed: 4)
    let words = (0..<400).map { _ in random.pick(Vocabulary.plain) }
    // Each shares two thirds with the next, and the first a third with the last.
    let texts = [0, 50, 100].map { start in
      "Harbour Notes\n\n" + words[start..<(start + 200)].joined(separator: " ") + ".\n"
    }
    #expect(try Self.hidden(texts) == 1)
    #expect(try Self.hidden([texts[0], texts[2]]) == 0)
  }

  @Test func `under another headline no figure may differ`() throws {
    let text = TemplateSeries.marketReports.texts(1, seed: 3)[0]
    let body = String(text.split(separator: "---\n\n").last ?? "")
    let other = body.replacing("ounce", with: "ounce, which is 7 more than in May")
    func article(_ headline: String, _ body: String) -> String { headline + "\n\n" + body }
    let (first, second) = ("Shares Close Higher in London", "London Ends the Day Quietly")
    #expect(try Self.hidden([article(first, body), article(first, other)]) == 1)
    #expect(try Self.hidden([article(first, body), article(second, other)]) == 0)
    #expect(try Self.hidden([article(first, body), article(second, body)]) == 1)
  }
}
