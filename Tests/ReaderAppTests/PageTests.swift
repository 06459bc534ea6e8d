// The page is calm: nothing stands twice, nothing wraps without need, and progress is told as it is.

import ArticleModel
import Screen
import TestSupport
import Testing

@testable import ReaderApp

@Suite struct PageTests {
  private static let narrow = Size(columns: 80, rows: 24)

  private static func reader(_ shelf: [StoredArticle], at size: Size = narrow) -> TestReader {
    TestReader(size, shelf: shelf)
  }

  private func style(_ reader: TestReader, of words: String, from first: Int = 1) -> Style? {
    let grid = reader.state.view().grid
    // The first row shows the way to the article.
    for (row, text) in grid.plainRows.enumerated().dropFirst(first) {
      guard let range = text.firstRange(of: words) else { continue }
      return grid[text.distance(from: text.startIndex, to: range.lowerBound), row].style
    }
    return nil
  }

  // MARK: The head

  @Test(arguments: [
    (Headline("The talks went on in Geneva", origin: .derived), 1),
    (Headline("The talks went on…", origin: .derived), 1),
    (Headline("The talks went on in Geneva", origin: .document), 2),
  ])
  func `a headline made of the first sentence is not shown twice`(
    _ headline: Headline, _ times: Int
  ) {
    var stored = TestReader.article(1, "x", desk: "World", day: (2026, 2, 18))
    stored.article.headline = headline
    stored.article.sections[0].blocks = [
      Block(.paragraph, "The talks went on in Geneva. Nobody left.")
    ]
    var reader = Self.reader([stored])
    reader.press("Enter")
    let text = reader.rows.dropFirst(2).joined(separator: "\n")
    #expect(text.split(separator: "The talks went on").count == times + 1)
    #expect(style(reader, of: "The talks went on")?.attributes.contains(.bold) == true)
    #expect(style(reader, of: "Nobody left")?.attributes.contains(.bold) == false)
  }

  @Test func `the dateline is quiet, and a short rule stands under the headline`() {
    var shelf = TestReader.news
    shelf[0].article.dateline = Dateline(text: "GENEVA", location: "Geneva")
    var reader = Self.reader(shelf)
    reader.press("Enter")
    #expect(style(reader, of: "GENEVA –") == .dim)
    #expect(style(reader, of: "Paragraph 1") == .plain)
    let row = reader.rows.firstIndex { $0.contains("────────") && !$0.contains("─────────") }
    #expect(row.map { reader.rows[$0 - 1].contains("Negotiators Return") } == true)
  }

  @Test func `all that stands round a page from the right stands at the right`() throws {
    var stored = TestReader.article(
      1, "مكتبة الإسكندرية الجديدة تفتح أبوابها", desk: "World", day: (2026, 2, 18),
      related: ["افتتاح مكتبة جديدة في القاهرة"])
    stored.article.sections.removeFirst()
    var other = TestReader.article(
      2, "افتتاح مكتبة جديدة في القاهرة", desk: "World", day: (2026, 2, 12))
    other.marks.isRead = true
    var reader = Self.reader([stored, other])
    reader.press("Enter")
    let kicker = try #require(reader.rows.first { $0.contains("World") && $0.contains("min") })
    #expect(kicker.prefix(20).allSatisfy { $0 == " " })
    reader.press("G")
    // A headline from right to left keeps its date.
    #expect(reader.rows.contains { $0.hasSuffix("12 Feb") && $0.contains("1 ") })
  }

  // MARK: Related headlines

  @Test func `a related headline takes one line where it has room beside its date`() {
    let long: SafeText = "Harbour Pilots Reject All Further Talks on the Ice Test"
    var reader = Self.reader([
      TestReader.article(
        1, "Talks", desk: "World", day: (2026, 2, 18), related: [long, "Zeppelin Docks"]),
      TestReader.article(2, long, desk: "World", day: (2026, 2, 12)),
    ])
    reader.press("Enter G")
    #expect(reader.rows.contains { $0.contains(long.string) && $0.hasSuffix("12 Feb") })
    #expect(reader.rows.contains { $0.contains("Zeppelin Docks") && $0.hasSuffix("not here") })
    // The article's own text ends before them.
    let end = reader.rows.firstIndex { $0.filter { $0 != " " } == "■" }
    let title = reader.rows.firstIndex { $0.contains("RELATED") }
    #expect(end.flatMap { end in title.map { $0 - end } } == 2)
  }

  @Test func `a read mark is quieter than an unread one`() {
    var shelf = TestReader.news
    shelf[1].marks.isRead = true
    var reader = Self.reader(shelf)
    reader.press("Enter G")
    #expect(style(reader, of: "✓ Envoy")?.attributes == .dim)
    #expect(style(reader, of: "● University")?.attributes == .bold)
  }

  // MARK: The status line

  @Test(arguments: [36, 40, 60, 80, 100, 120, 160, 200])
  func `the ways back, on and to the help are named at every width`(_ columns: Int) {
    for keys in ["Enter", "Enter j j j", "Enter G", "j j Enter"] {
      var reader = Self.reader(TestReader.news, at: Size(columns: columns, rows: 24))
      reader.press(keys)
      let status = reader.rows.last ?? ""
      #expect(status.contains("h back"), "\(columns) \(keys): \(status)")
      #expect(status.firstMatch(of: /1(–\d)? related/) != nil, "\(columns) \(keys): \(status)")
      #expect(status.contains("? help"), "\(columns) \(keys): \(status)")
      #expect(status.firstMatch(of: /\d\/\d/) != nil, "\(columns) \(keys): \(status)")
    }
  }

  @Test func `progress is told as it is`() {
    var long = TestReader.article(
      1, "Talks", desk: "World", day: (2026, 2, 18), related: ["Zeppelin Docks"], paragraphs: 60)
    long.words = 2_400
    var reader = Self.reader([long])
    reader.press("Enter")
    #expect(reader.rows.last?.contains("Top  12 min left") == true)
    reader.press("j")
    #expect(reader.rows.last?.contains("0%  12 min left") == true)
    for _ in 0..<6 { reader.press("Space") }
    let share = reader.rows.last?.firstMatch(of: /(\d+)%  (\d+) min left/)
    #expect(share.flatMap { Int($0.1) }.map { (35...65).contains($0) } == true)
    #expect(share.flatMap { Int($0.2) }.map { (5...8).contains($0) } == true)
    reader.press("G")
    #expect(reader.rows.last?.contains("End") == true)
    #expect(reader.rows.last?.contains("%") == false)
    #expect(reader.rows.last?.contains("min left") == false)
  }

  @Test func `an article that fits is all there`() {
    var reader = Self.reader([
      TestReader.article(1, "Talks", desk: "World", day: (2026, 2, 18), paragraphs: 1)
    ])
    reader.press("Enter")
    #expect(reader.rows.last?.contains("All") == true)
  }

  // MARK: The list

  @Test func `of articles without a date that came on one day the first says so`() {
    var shelf = (1...5).map {
      TestReader.article(Int64($0), SafeText(line: "Report \($0)"), desk: "World", day: nil)
    }
    #expect(Self.reader(shelf).screen.split(separator: "seen ").count == 2)
    shelf[4].firstSeen -= 5 * 86_400
    #expect(Self.reader(shelf).screen.split(separator: "seen ").count == 3)
    shelf[1].article.published = PublishedTime(day: TestReader.today)
    #expect(Self.reader(shelf).screen.split(separator: "seen ").count == 3)
  }

  @Test func `a headline takes a second line where it needs one and there is room`() {
    let long: SafeText = "Negotiators Return to Geneva for a Second Day of Talks About Ice"
    let shelf =
      [TestReader.article(1, long, desk: "World", day: (2026, 2, 18))]
      + (2...60).map {
        TestReader.article(
          Int64($0), SafeText(line: "Report \($0)"), desk: "World", day: (2026, 2, 1))
      }
    var wide = Self.reader(shelf, at: Size(columns: 120, rows: 40))
    #expect(
      wide.rows[2].contains("Negotiators Return to Geneva") && wide.rows[2].contains("18 Feb"))
    #expect(wide.rows[3].hasPrefix("    About Ice") || wide.rows[3].contains("Talks About Ice"))
    #expect(!wide.screen.contains("Ice…"))
    let small = Self.reader(shelf, at: Size(columns: 40, rows: 12))
    #expect(small.rows[2].contains("…"))
    // Every row can be gone to, and stands on the screen whole.
    for number in 2...60 {
      wide.press("j")
      let cursor = wide.state.view().grid.cursor
      #expect(cursor.map { wide.rows[$0.row].contains("Report \(number)") } == true)
    }
    wide.press("gg")
    #expect(wide.state.view().grid.cursor?.row == 2)
    wide.press("G")
    #expect(wide.state.view().grid.cursor.map { wide.rows[$0.row].contains("Report 60") } == true)
  }

  @Test func `the rule is moved, within bounds, and stays where it was`() {
    var reader = Self.reader(TestReader.news, at: Size(columns: 120, rows: 40))
    let before = reader.rows[2].firstIndex(of: "│")
    reader.press("> >")
    let after = reader.rows[2].firstIndex(of: "│")
    let columns = reader.rows[2].distance(
      from: before ?? reader.rows[2].startIndex, to: after ?? reader.rows[2].startIndex)
    #expect(columns == 8)
    for _ in 0..<100 { reader.press("<") }
    reader.press(">")
    let list = reader.state.view().rect(of: .list)
    #expect(list?.columns == 24)
    reader.send(.saveDue)
    let next = TestReader(
      Size(columns: 120, rows: 40), shelf: TestReader.news, session: reader.session)
    #expect(next.state.view().rect(of: .list)?.columns == 24)
    var narrow = Self.reader(TestReader.news)
    narrow.press(">")
    #expect(narrow.rows.last?.contains("The list stands alone") == true)
  }

  @Test func `while a text is read the list stands back, but for its row`() {
    var reader = Self.reader(TestReader.news, at: Size(columns: 120, rows: 40))
    #expect(style(reader, of: "The Night the Harbour")?.attributes.contains(.bold) == true)
    reader.press("Enter")
    #expect(style(reader, of: "The Night the Harbour")?.attributes == .dim)
    #expect(style(reader, of: "Negotiators Return")?.attributes.contains(.dim) == false)
    reader.press("h")
    #expect(style(reader, of: "The Night the Harbour")?.attributes.contains(.bold) == true)
  }

  // MARK: Colour

  @Test func `the accent is taken from the background, and there is none until it is known`() {
    for (backdrop, color) in [(Backdrop.light, Color.ansi(4)), (.dark, .ansi(6))] {
      var reader = Self.reader(TestReader.news)
      reader.send(.backdrop(backdrop))
      #expect(style(reader, of: "All 6", from: 0)?.foreground == color)
      reader.press("Enter G")
      #expect(style(reader, of: "RELATED")?.foreground == color)
      // It may change while a text is on the screen.
      reader.send(.backdrop(backdrop == .light ? .dark : .light))
      #expect(style(reader, of: "RELATED")?.foreground != color)
    }
    #expect(Theme(.unicode).mark.foreground == .terminal)
    #expect(Theme(.unicode).mark.attributes == .bold)
  }
}
