// Stories over a library: threads, copies, folding, following, and what is new to a reader.

import ArticleModel
import Foundation
import GRDB
import TestSupport
import Testing

@testable import ArticleIntake
@testable import ArticleLibrary

@Suite struct StoryTests {
  /// Three stories in three reports each, a copy of one of them, and articles that are alone.
  private static let reports: [(path: String, headline: String, day: String, body: String)] = [
    (
      "World/ferry-1.txt", "Ferry Runs Aground off Kvaloya", "2025-03-01",
      """
      The ferry Nordstjernen ran aground off Kvaloya in heavy snow on Saturday with 212 passengers \
      aboard, and the coast guard of Tromso took them off in lifeboats through the night. Captain \
      Solveig Hauge said that the rudder of the Nordstjernen had jammed near the lighthouse.
      """
    ),
    (
      "World/ferry-2.txt", "Passengers of Stranded Ferry Are Brought to Tromso", "2025-03-02",
      """
      All passengers of the ferry Nordstjernen, aground off Kvaloya since Saturday, are safe in \
      Tromso, the coast guard said. Captain Solveig Hauge stayed aboard the Nordstjernen with six of \
      the crew while lifeboats searched the snow round the lighthouse.
      """
    ),
    (
      "World/ferry-3.txt", "Jammed Rudder Blamed for Ferry's Grounding", "2025-03-05",
      """
      A jammed rudder drove the ferry Nordstjernen aground off Kvaloya, inspectors said in Tromso. \
      Captain Solveig Hauge had reported the rudder of the Nordstjernen twice before the snow came, \
      and the coast guard wants lifeboats checked at the lighthouse.
      """
    ),
    (
      "Science/comet-1.txt", "Probe Meets Comet Halvorsen", "2025-04-10",
      """
      The probe Kestrel flew past comet Halvorsen at eleven kilometres and sent back pictures of its \
      nucleus, shaped like a peanut, with jets of dust. Astronomer Ines Carvalho of the Lisbon \
      observatory called the nucleus of Halvorsen blacker than coal.
      """
    ),
    (
      "Science/comet-2.txt", "Dust of Comet Halvorsen Holds Glycine", "2025-04-20",
      """
      Dust that the probe Kestrel caught from the jets of comet Halvorsen holds glycine, astronomer \
      Ines Carvalho of the Lisbon observatory reported. The nucleus of Halvorsen sheds a tonne of \
      dust each second, pictures of Kestrel show.
      """
    ),
    (
      "Sport/chess.txt", "Chess Title Goes to Yerevan", "2025-05-01",
      """
      A queen sacrifice in the eleventh game gave the chess title to a student of nineteen from \
      Yerevan, who had lost three of the first five games and slept, he said, hardly at all.
      """
    ),
    (
      "Culture/opera.txt", "Opera House Reopens After Flood", "2025-05-03",
      """
      The opera in Dresden plays again after the flood: new velvet, an orchestra pit that can be \
      sealed, and a premiere of Rusalka before an audience in rubber boots.
      """
    ),
  ]

  private static let copyText = """
    A bakery in Lyon sells bread at cost on Mondays, and the queue reaches the tram. The baker, \
    Odile Ferrand, began it when the mill nearby closed; the flour now comes from a farm in the \
    Dombes. She says that she will go on for as long as the oven does, and that the oven is from \
    1931. Neighbours bring wood, and children count the loaves, of which there are six hundred.
    """

  private static func fixture(_ order: [Int]? = nil) throws -> Fixture {
    let fixture = try Fixture()
    for place in order ?? Array(reports.indices) { try add(reports[place], to: fixture) }
    return fixture
  }

  private static func add(
    _ report: (path: String, headline: String, day: String, body: String), to fixture: Fixture
  ) throws {
    try fixture.write(
      "---\ntitle: \(report.headline)\ndate: \(report.day)\n---\n\nTROMSO – \(report.body)\n",
      to: report.path)
  }

  private static func partition(_ library: Library, _ scopes: [Scope] = []) throws -> Set<
    Set<String>
  > {
    var threads: Set<Set<String>> = []
    try library.forEachThread(scopes: scopes) { thread in
      threads.insert(Set(thread.reports.map(\.row.path.string)))
    }
    return threads
  }

  private static let expected: Set<Set<String>> = [
    ["World/ferry-1.txt", "World/ferry-2.txt", "World/ferry-3.txt"],
    ["Science/comet-1.txt", "Science/comet-2.txt"],
  ]

  // MARK: Threads

  @Test func `the threads of the articles are those that a reader would draw`() throws {
    let folder = try TemporaryFolder()
    let library = try Library.open(directory: RawPath(folder.path("library")))
    let scope = try library.scope(of: RawPath(PackageRoot.path + "/Articles"))
    _ = try library.sync([scope], progress: { _ in }, isCancelled: { false })
    let table = try FileTree.text(
      PackageRoot.path + "/Tests/ArticleLibraryTests/Fixtures/articles-threads.tsv")
    let expected = table.split(separator: "\n").map { line in
      Set(line.split(separator: "\t").map(String.init))
    }
    #expect(try Self.partition(library, [scope]) == Set(expected))
  }

  @Test(arguments: 1...3)
  func `threads do not depend on the order in which articles come`(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let order = Self.reports.indices.shuffled(using: &random)
    let fixture = try Fixture()
    for place in order {
      try Self.add(Self.reports[place], to: fixture)
      try fixture.sync()
    }
    #expect(try Self.partition(fixture.library) == Self.expected)
  }

  @Test func `threads and their names are the same after a restart and a rebuilt index`() throws {
    let fixture = try Self.fixture([2, 4, 5])
    try fixture.sync()
    // The story is founded by the third report; what joins may have a lesser id.
    for place in [0, 3, 1, 6] {
      try Self.add(Self.reports[place], to: fixture)
      try fixture.sync()
    }
    func names(_ library: Library) throws -> [String: StoryID?] {
      let rows = try fixture.rows(in: library)
      return Dictionary(uniqueKeysWithValues: rows.map { ($0.path.string, $0.story?.story) })
    }
    let before = try names(fixture.library)
    let again = try Library.open(directory: RawPath(fixture.base + "/library"))
    #expect(try names(again) == before)
    _ = try again.rebuildIndex(progress: { _ in }, isCancelled: { false })
    #expect(try names(again) == before)
    #expect(try Self.partition(again) == Self.expected)
  }

  @Test func `a sync that ends before the stories goes on with the next one`() throws {
    let fixture = try Self.fixture()
    try fixture.sync()
    // As a kill between the texts and the relations leaves it.
    try fixture.library.index.write { db in
      try db.execute(
        sql: """
          UPDATE article SET thread = NULL; DELETE FROM story; DELETE FROM epoch;
          DELETE FROM storyList; DELETE FROM storyRecent;
          UPDATE meta SET value = 0 WHERE key = 'related';
          """)
    }
    try fixture.sync()
    #expect(try Self.partition(fixture.library) == Self.expected)
    let bytes = fixture.bytes()
    try fixture.sync()
    #expect(fixture.bytes() == bytes)
  }

  @Test func `a report that goes leaves its story`() throws {
    let fixture = try Self.fixture()
    try fixture.sync()
    try fixture.remove("Science/comet-2.txt")
    try fixture.sync()
    #expect(
      try Self.partition(fixture.library) == [
        ["World/ferry-1.txt", "World/ferry-2.txt", "World/ferry-3.txt"]
      ])
    #expect(try fixture.rows().first { $0.path.string == "Science/comet-1.txt" }?.story == nil)
  }

  // MARK: Related stories

  @Test func `the nearest articles come first, with the words that they share`() throws {
    let fixture = try Self.fixture()
    try fixture.sync()
    let near = try fixture.library.relatedStories(
      of: fixture.id("Science/comet-1.txt"), scopes: [], limit: 3)
    #expect(near.first?.row.path.string == "Science/comet-2.txt")
    #expect(near.first?.kind == .same)
    let words = near.first?.because.map(\.string) ?? []
    // Names as the article writes them.
    #expect(words == ["Halvorsen", "Kestrel", "Astronomer Ines Carvalho", "Lisbon", "Tromso"])
    #expect(near.allSatisfy { $0.score > 0 && $0.score <= 1 })
  }

  @Test func `a new article changes the answer before its story is found`() throws {
    let fixture = try Self.fixture([0, 3, 4, 5, 6])
    try fixture.sync()
    try Self.add(Self.reports[1], to: fixture)
    try fixture.sync()
    try fixture.library.index.write { db in
      let docno = try db.integer("SELECT max(docno) FROM article") ?? 0
      try db.execute(
        sql: """
          DELETE FROM story WHERE docno = \(docno); DELETE FROM storyRecent; DELETE FROM storyList;
          UPDATE meta SET value = \(docno - 1) WHERE key = 'related';
          """)
    }
    let near = try fixture.library.relatedStories(
      of: fixture.id("World/ferry-1.txt"), scopes: [], limit: 3)
    #expect(near.first?.row.path.string == "World/ferry-2.txt")
    let back = try fixture.library.relatedStories(
      of: fixture.id("World/ferry-2.txt"), scopes: [], limit: 3)
    #expect(!back.contains { $0.row.path.string == "World/ferry-2.txt" })
  }

  // MARK: Copies

  @Test func `copies fold under the newest edition, and are counted once`() throws {
    let fixture = try Self.fixture()
    try fixture.story("Bread at Cost", day: "2025-06-01", body: Self.copyText, to: "City/bread.txt")
    try fixture.story(
      "Lyon Bakery Sells at Cost", day: "2025-06-03", body: Self.copyText, to: "City/late.txt")
    try fixture.story(
      "Bread for All", day: "2025-06-02", body: Self.copyText, to: "World/bread.txt")
    try fixture.sync()
    let rows = try fixture.rows()
    #expect(rows.filter { $0.path.string.contains("bread") }.isEmpty)
    #expect(rows.first { $0.path.string == "City/late.txt" }?.copies == 2)
    let facets = try fixture.library.facets(ListQuery())
    #expect(facets.total == rows.count && facets.unread == rows.count)
    // In the list of its own desk the copy stands for the text.
    var world = ListQuery()
    world.desk = "World"
    #expect(try fixture.paths(world).contains("World/bread.txt"))
    let desk = facets.desks.first { $0.name.string == "World" }
    #expect(try desk?.total == fixture.paths(world).count)
    let city = facets.desks.first { $0.name.string == "City" }
    #expect(city?.total == 1 && city?.unread == 1)
    _ = try fixture.library.mark([fixture.id("City/late.txt")], .read)
    let after = try fixture.library.facets(ListQuery())
    #expect(after.unread == rows.count - 1)
    // When the newest goes, the next one is on top.
    try fixture.remove("City/late.txt")
    try fixture.sync()
    #expect(try fixture.rows().first { $0.path.string == "World/bread.txt" }?.copies == 1)
    #expect(try fixture.library.facets(ListQuery()).total == fixture.rows().count)
    #expect(fixture.library.check().filter { !$0.isOK }.isEmpty)
  }

  @Test func `copies fold in what a search finds`() throws {
    let fixture = try Fixture()
    for (name, day) in [("a", "2025-02-01"), ("b", "2025-02-03"), ("c", "2025-02-02")] {
      try fixture.write(
        "---\ntitle: Bread at Cost on Mondays\ndate: \(day)\n---\n\n\(Self.copyText)\n",
        to: "\(name).txt")
    }
    try fixture.story("Bakers of Another Town", day: "2025-02-04", to: "d.txt")
    try fixture.sync()
    let found = try fixture.library.search(SearchRequest(text: "bread"))
    #expect(found.matches.map(\.row.path.string) == ["b.txt"])
    #expect(found.total == 1 && found.matches.first?.row.copies == 2)
    #expect(found.matches.first?.snippet != nil)
    // Rows are counted, however few are asked for; so it is without a word.
    for text in ["bread", "bread bakers*", "-bakers", "is:unread"] {
      let all = try fixture.library.search(SearchRequest(text: SafeText(line: text)))
      let one = try fixture.library.search(SearchRequest(text: SafeText(line: text), limit: 1))
      #expect(one.total == all.matches.count && !one.isMore && !all.isMore, "\(text)")
    }
    _ = try fixture.library.mark([fixture.id("a.txt"), fixture.id("b.txt")], .star)
    #expect(try fixture.library.search(SearchRequest(text: "bread is:starred")).total == 2)
    // A copy whose newest edition does not match stands for itself.
    let old = try fixture.library.search(SearchRequest(text: "bread before:2025-02-02"))
    #expect(old.matches.map(\.row.path.string) == ["a.txt"])
  }

  @Test func `an article is named by headlines in other words, too`() throws {
    let fixture = try Self.fixture()
    let headline = Self.reports[0].headline
    try fixture.write(
      "---\ntitle: The Ferry, a Day Later\ndate: 2025-05-04\n---\n\nTROMSO – "
        + Self.reports[1].body + "\n\nRelated\n" + headline.uppercased() + "!\n",
      to: "World/ferry-9.txt")
    try fixture.sync()
    let naming = try fixture.library.naming(fixture.id(Self.reports[0].path))
    #expect(naming.map(\.path.string) == ["World/ferry-9.txt"])
  }

  @Test func `a link leads to the document at its path, or to the headline that it names`() throws {
    let fixture = try Self.fixture()
    try fixture.sync()
    let from = try fixture.id("World/ferry-1.txt")
    func led(_ address: SafeText, _ text: SafeText = "there") throws -> String? {
      try fixture.library.linked(address, text: text, from: from).first?.path.string
    }
    #expect(try led("ferry-2.txt") == "World/ferry-2.txt")
    #expect(try led("./../Culture/opera.txt#end") == "Culture/opera.txt")
    #expect(try led("%66erry-2.txt?x") == "World/ferry-2.txt")
    #expect(try led("ferry-1.txt") == nil)
    for address in [
      "../../../../etc/passwd", "/etc/passwd", "file:///etc/passwd", "", "#top", "https://e.org/a",
      "..", ".", "%2e%2e/%2e%2e", "%", "a%zz",
    ] {
      #expect(try led(SafeText(line: address)) == nil)
    }
    #expect(
      try led("https://e.org/a", SafeText(line: Self.reports[1].headline)) == "World/ferry-2.txt")
  }

  @Test func `the copies of a thread's report stand under it`() throws {
    let fixture = try Self.fixture()
    let ferry = Self.reports[1]
    try Self.add(
      (path: "City/again.txt", headline: "Again", day: "2025-03-01", ferry.body), to: fixture)
    try fixture.sync()
    let thread = try #require(try fixture.library.thread(of: fixture.id("World/ferry-3.txt")))
    #expect(
      thread.reports.map(\.row.path.string) == [
        "World/ferry-1.txt", "World/ferry-2.txt", "World/ferry-3.txt",
      ])
    #expect(thread.reports[1].copies.map(\.path.string) == ["City/again.txt"])
    #expect(
      thread.reports[0].location?.string == "Tromso"
        || thread.reports[0].location?.string == "TROMSO")
    let near = try fixture.library.relatedStories(
      of: fixture.id("World/ferry-2.txt"), scopes: [], limit: 5)
    #expect(near.first { $0.row.path.string == "City/again.txt" }?.kind == .duplicate)
  }

  // MARK: Folding

  @Test func `a folded story shows its newest article that the list holds`() throws {
    let fixture = try Self.fixture()
    try fixture.sync()
    var query = ListQuery()
    query.folding.foldsAll = true
    var rows = try fixture.rows(query)
    #expect(
      rows.map(\.path.string) == [
        "Culture/opera.txt", "Sport/chess.txt", "Science/comet-2.txt", "World/ferry-3.txt",
      ])
    #expect(rows.map { $0.story?.count } == [nil, nil, 2, 3])
    #expect(rows.allSatisfy { $0.story?.isFolded ?? true })
    // An article folded under a row that was read is unread still.
    _ = try fixture.library.mark([rows[2].id], .read)
    let comet = try #require(try fixture.rows(query).first { $0.id == rows[2].id })
    #expect(comet.marks.isRead && comet.story?.unread == 1 && comet.holdsUnread)
    _ = try fixture.library.mark([rows[2].id], .unread)
    let ferry = try #require(rows[3].story?.story)
    // Of the unread the newest unread one.
    _ = try fixture.library.mark([rows[3].id], .read)
    query.unreadOnly = true
    rows = try fixture.rows(query)
    #expect(rows.last?.path.string == "World/ferry-2.txt" && rows.last?.story?.count == 2)
    query.unreadOnly = false
    query.folding.toggle(ferry)
    #expect(try fixture.rows(query).count == 6)
    query.folding = StoryFolding(exceptions: [ferry])
    rows = try fixture.rows(query)
    #expect(rows.count == 5 && rows.last?.story?.isFolded == true)
    #expect(rows.first { $0.path.string == "Science/comet-1.txt" }?.story?.isFolded == false)
  }

  // MARK: Following

  @Test func `a followed story counts what is new, and survives a rebuilt index`() throws {
    let fixture = try Self.fixture([0, 1, 3, 4, 5, 6])
    try fixture.sync()
    let library = fixture.library
    let first = try fixture.id("World/ferry-1.txt")
    let story = try #require(try library.follow(first, true))
    #expect(try library.thread(story)?.newReports == 0)
    try Self.add(Self.reports[2], to: fixture)
    try fixture.sync()
    func note() throws -> StoryNote? {
      try fixture.rows().first { $0.path.string == "World/ferry-3.txt" }?.story
    }
    #expect(try note()?.story == story)
    #expect(try note()?.isFollowed == true && note()?.newReports == 1)
    _ = try library.rebuildIndex(progress: { _ in }, isCancelled: { false })
    #expect(try note()?.story == story && note()?.newReports == 1)
    #expect(try library.briefing(scopes: [], limit: 5).stories.first?.id == story)
    // Opening one of its reports leaves nothing new.
    _ = try library.mark([first], .read)
    #expect(try note()?.newReports == 0)
    #expect(try library.undo()?.change == .read)
    #expect(try library.undo()?.change == .follow)
    #expect(try note()?.isFollowed == false)
    #expect(try library.redo()?.change == .follow)
    #expect(try note()?.isFollowed == true)
  }

  @Test func `what is new in a followed story stands first, however the list is walked`() throws {
    let fixture = try Self.fixture([0, 1, 3, 4, 5, 6])
    try fixture.sync()
    let library = fixture.library
    let first = try fixture.id("World/ferry-1.txt")
    _ = try library.follow(first, true)
    var query = ListQuery()
    query.raisesFollowed = true
    let plain = try fixture.paths()
    #expect(try fixture.paths(query) == plain)
    try Self.add(Self.reports[2], to: fixture)
    try fixture.sync()
    let all = try fixture.rows(query)
    #expect(all[0].path.string == "World/ferry-3.txt")
    #expect(all[0].story?.newReports == 1)
    #expect(all.dropFirst().map(\.path.string) == plain)
    for count in 1...all.count {
      let head = try library.window(query, .first, count: count)
      #expect(head.rows == Array(all.prefix(count)) && head.isStart)
      #expect(head.isEnd == (count == all.count))
      let tail = try library.window(query, .last, count: count)
      #expect(tail.rows == Array(all.suffix(count)) && tail.isEnd)
      #expect(tail.isStart == (count == all.count))
      for (place, row) in all.enumerated() {
        let after = try library.window(query, .after(row.key), count: count)
        #expect(after.rows == Array(all.dropFirst(place + 1).prefix(count)))
        let before = try library.window(query, .before(row.key), count: count)
        #expect(before.rows == Array(all.prefix(place).suffix(count)))
        #expect(before.isStart == (place <= count))
        let around = try library.window(query, .aroundArticle(row.id, above: 1), count: count + 1)
        #expect(around.rows.contains { $0.id == row.id })
      }
    }
    query.desk = "Culture"
    #expect(try !fixture.paths(query).contains("World/ferry-3.txt"))
    query.desk = nil
    _ = try library.mark([first], .read)
    #expect(try fixture.rows(query) == fixture.rows())
  }

  @Test func `an article that is alone founds a story that others join`() throws {
    let fixture = try Self.fixture([0, 3, 5, 6])
    try fixture.sync()
    let story = try #require(try fixture.library.follow(fixture.id("World/ferry-1.txt"), true))
    #expect(
      try fixture.rows().first { $0.path.string == "World/ferry-1.txt" }?.story?.isFollowed == true)
    try Self.add(Self.reports[1], to: fixture)
    try fixture.sync()
    let thread = try #require(try fixture.library.thread(story))
    #expect(thread.reports.count == 2 && thread.newReports == 1)
    #expect(try fixture.library.follow(fixture.id("Sport/chess.txt"), false) == nil)
  }

  // MARK: What is new

  @Test func `paragraphs that were read in another report are named`() throws {
    let fixture = try Self.fixture()
    let text =
      Self.reports[0].body + "\n\n" + """
        The owners of the line, which has four more ships of the same yard and the same year, have \
        laid all of them up in Bodo and ask for divers, a crane and a week without wind; until then \
        hotels in the north take in whoever had booked a cabin, and buses go over the pass by day.
        """
    try Self.add(
      (path: "World/ferry-4.txt", headline: "What Is Known of the Ferry", day: "2025-03-06", text),
      to: fixture)
    try fixture.sync()
    let id = try fixture.id("World/ferry-4.txt")
    #expect(try fixture.library.repeatedBlocks(in: id).isEmpty)
    let source = try fixture.id("World/ferry-1.txt")
    _ = try fixture.library.mark([source], .read)
    let repeated = try fixture.library.repeatedBlocks(in: id)
    #expect(repeated.map(\.block) == [0] && repeated.first?.source == source)
    #expect(repeated.first?.readAt != nil)
  }

  @Test func `what changed since an article was read`() throws {
    let fixture = try Self.fixture()
    try fixture.sync()
    let id = try fixture.id("World/ferry-1.txt")
    #expect(try fixture.library.changes(of: id) == nil)
    _ = try fixture.library.mark([id], .read)
    #expect(try fixture.library.article(id)?.isRevised == false)
    for number in ["214", "215"] {
      var report = Self.reports[0]
      report.body = report.body.replacing("212", with: number)
      try Self.add(report, to: fixture)
      try fixture.sync()
    }
    let changes = try #require(try fixture.library.changes(of: id))
    let pieces = changes.paragraphs.joined().filter { $0.kind != .kept }
    #expect(pieces.map(\.text.string.trimmed) == ["212", "215"])
    #expect(try fixture.library.article(id)?.isRevised == true)
    var report = Self.reports[0]
    report.headline = "Another Headline"
    try Self.add(report, to: fixture)
    try fixture.sync()
    let renamed = try #require(try fixture.library.changes(of: id)).paragraphs.joined()
    let added = renamed.filter { $0.kind == .added }.map(\.text.string).joined()
    #expect(added.contains("Another Headline"))
  }

  @Test func `what changed between two editions`() throws {
    let fixture = try Self.fixture()
    let later = Self.copyText.replacing("six hundred", with: "seven hundred")
    try fixture.story("Bread at Cost", day: "2025-06-01", body: Self.copyText, to: "City/bread.txt")
    try fixture.story("Bread at Cost", day: "2025-06-02", body: later, to: "City/later.txt")
    try fixture.sync()
    let changes = try #require(try fixture.library.changes(of: fixture.id("City/later.txt")))
    let pieces = changes.paragraphs.joined().filter { $0.kind != .kept }
    #expect(pieces.map(\.text.string.trimmed) == ["six", "seven"])
  }

  // MARK: Names

  @Test func `a missing headline resolves when its article arrives`() throws {
    let fixture = try Fixture()
    try fixture.write(
      "First\n\nGENEVA – A first paragraph about one thing.\n\nAnother one.\n\nRelated\n\nA Headline to Come\n",
      to: "first.txt")
    try fixture.sync()
    let first = try fixture.id("first.txt")
    #expect(try fixture.library.related(of: first, scopes: []).first?.status == .missing)
    try fixture.story("A headline to come", to: "second.txt")
    try fixture.sync()
    let second = try fixture.id("second.txt")
    #expect(
      try fixture.library.related(of: first, scopes: []).first?.candidates.first?.id == second)
    #expect(try fixture.library.naming(second).map(\.id) == [first])
    #expect(try fixture.library.naming(first).isEmpty)
  }

  @Test func `all on a name, oldest first`() throws {
    let fixture = try Self.fixture()
    try fixture.sync()
    let rows = try fixture.library.mentions(of: "Ines Carvalho", scopes: [], limit: 10)
    #expect(rows.map(\.path.string) == ["Science/comet-1.txt", "Science/comet-2.txt"])
    #expect(try fixture.library.mentions(of: "Carvalho Ines", scopes: [], limit: 10).isEmpty)
    let comet = Self.reports.first { $0.path == "Science/comet-2.txt" }
    try Self.add(
      (path: "City/again.txt", headline: "Again", day: "2024-01-01", try #require(comet).body),
      to: fixture)
    try fixture.sync()
    let folded = try fixture.library.mentions(of: "Ines Carvalho", scopes: [], limit: 10)
    #expect(folded.map(\.path.string) == rows.map(\.path.string))
    #expect(folded.map(\.copies) == [0, 1])
  }

  @Test func `the briefing tells stories, not articles`() throws {
    let fixture = try Self.fixture()
    try fixture.sync()
    let briefing = try fixture.library.briefing(scopes: [], limit: 3)
    #expect(briefing.isMore && briefing.stories.count == 3)
    #expect(
      briefing.stories[0].articles.map(\.path.string) == [
        "World/ferry-3.txt", "World/ferry-2.txt", "World/ferry-1.txt",
      ])
    #expect(briefing.stories[0].desks == ["World"])
    #expect(!briefing.stories[0].sentences.isEmpty)
    // The report that its headline is of is told, after those before it.
    let newest = try #require(try fixture.library.article(briefing.stories[0].articles[0].id))
    let text = newest.article.sections.flatMap(\.blocks).map(\.text.string).joined(separator: " ")
    let last = try #require(briefing.stories[0].passages.last)
    #expect(last.allSatisfy { text.contains($0.string) })
    _ = try fixture.library.mark(briefing.stories[0].articles.map(\.id), .read)
    let after = try fixture.library.briefing(scopes: [], limit: 10)
    #expect(!after.stories.contains { $0.id == briefing.stories[0].id })
  }

  @Test func `a report is new until it is read, whoever starts and ends meanwhile`() throws {
    let fixture = try Self.fixture()
    try fixture.sync()
    let all = Self.reports.count
    #expect(try fixture.library.newPaths().count == all)
    let again = try Library.open(directory: RawPath(fixture.base + "/library"))
    #expect(try again.newPaths().count == all)
    _ = try again.rebuildIndex(progress: { _ in }, isCancelled: { false })
    #expect(try again.newPaths().count == all)
    let first = try again.briefing(scopes: [], limit: 1).stories[0].articles
    _ = try again.mark([first[0].id], .read)
    _ = try again.mark([first[1].id], .star)
    let left = try fixture.library.newPaths()
    #expect(left.count == all - 1 && !left.contains(first[0].path.string))
    let found = try fixture.library.search(SearchRequest(text: "is:new"))
    #expect(Set(found.matches.map(\.row.path.string)) == Set(left))
    _ = try fixture.library.undo()
    _ = try fixture.library.undo()
    #expect(try again.newPaths().count == all)
  }

  @Test func `the last day comes first, of a day the followed stories, then those with most`()
    throws
  {
    let fixture = try Self.fixture()
    try fixture.sync()
    let library = fixture.library
    let today = Int64(Date().timeIntervalSince1970)
    func came(_ path: String, daysAgo: Int64) throws {
      let time = today - daysAgo * 86_400
      try library.index.write { db in
        try db.run(
          "UPDATE article SET firstSeen = ? WHERE path = ?", [time, RawPath(path).data])
      }
    }
    for report in Self.reports { try came(report.path, daysAgo: 40) }
    try came("Sport/chess.txt", daysAgo: 3)
    try came("Science/comet-1.txt", daysAgo: 3)
    func heads() throws -> [String] {
      try library.briefing(scopes: [], limit: 4).stories.map { $0.articles[0].path.string }
    }
    let order = try heads()
    #expect(order.prefix(3) == ["Science/comet-2.txt", "Sport/chess.txt", "World/ferry-3.txt"])
    let chess = try #require(try fixture.rows().first { $0.path.string == "Sport/chess.txt" })
    _ = try library.follow(chess.id, true)
    #expect(
      try heads().prefix(3) == ["Sport/chess.txt", "Science/comet-2.txt", "World/ferry-3.txt"])
    let days = try library.briefing(scopes: [], limit: 4).stories.map(\.came)
    #expect(days[0] == LocalDay.of(today - 3 * 86_400) && days[0] == days[1])
    #expect(days[2] == LocalDay.of(today - 40 * 86_400))
    // Only what came since a day: of a story that goes on what is new since then.
    let late = try library.briefing(
      scopes: [], limit: 9, since: LocalDay.of(today - 3 * 86_400))
    #expect(late.storyCount == 2 && late.articleCount == 2)
    #expect(try library.briefing(scopes: [], limit: 9, since: LocalDay.of(today)).storyCount == 0)
  }

  @Test func `a briefing is told part by part, each story once, and all of it is counted`() throws {
    let fixture = try Self.fixture()
    try fixture.sync()
    let library = fixture.library
    let whole = try library.briefing(scopes: [], limit: 100)
    let first = try library.briefing(scopes: [], limit: 2)
    #expect(first.storyCount == whole.stories.count && first.isMore && !whole.isMore)
    #expect(first.articleCount == Self.reports.count)
    var shown = first
    // Nothing moves by what comes and what is read meanwhile.
    try Self.add(
      (
        path: "City/late.txt", headline: "Tram Line Reopens", day: "2025-06-01",
        "The tram to the harbour runs again after two years of digging, with eleven new stops."
      ), to: fixture)
    try fixture.sync()
    _ = try library.mark(first.stories[0].articles.map(\.id), .read)
    let next = try library.briefing(scopes: [], limit: 2, told: shown.told)
    #expect(next.arrived == 1 && next.stories == Array(whole.stories[2..<4]))
    shown.stories += next.stories
    let rest = try library.briefing(scopes: [], limit: 100, told: shown.told)
    #expect(shown.stories + rest.stories == whole.stories && !rest.isMore)
    // To mark the rest leaves what came since.
    var query = ListQuery()
    query.unreadOnly = true
    query.upTo = first.edge
    _ = try library.markAll(query, .read)
    #expect(try library.newPaths() == ["City/late.txt"])
    _ = try library.undo()
    #expect(try library.newPaths().count == Self.reports.count + 1 - 3)
  }
}

extension Library {
  /// The paths of all reports that are new.
  fileprivate func newPaths() throws -> [String] {
    try briefing(scopes: [], limit: 1_000).stories.flatMap { $0.articles.map(\.path.string) }
  }
}

extension String {
  fileprivate var trimmed: String { trimmingCharacters(in: .whitespaces) }
}
