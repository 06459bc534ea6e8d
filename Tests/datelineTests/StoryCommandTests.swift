// `dateline thread` and `dateline brief`, run as a script or a person would.

import Foundation
import Glibc
import Screen
import TestSupport
import Testing

@Suite(.enabled(if: TheProgram.isWhole, "needs the whole program"))
struct StoryCommandTests {
  /// Two reports on a ferry, a copy of the second, and two articles that are alone.
  private static let documents: [(path: String, text: String)] = [
    (
      "World/ferry-1.txt",
      """
      ---
      title: Ferry Runs Aground off Kvaloya
      date: 2025-03-01
      ---

      TROMSO – The ferry Nordstjernen ran aground off Kvaloya in heavy snow on Saturday with 212 \
      passengers aboard, and the coast guard of Tromso took them off in lifeboats through the night. \
      Captain Solveig Hauge said that the rudder of the Nordstjernen had jammed near the lighthouse.
      """
    ),
    ("World/ferry-2.txt", second),
    ("Wire/ferry-2.txt", second),
    (
      "Sport/chess.txt",
      """
      ---
      title: Chess Title Goes to Yerevan
      date: 2025-05-01
      ---

      YEREVAN – A queen sacrifice in the eleventh game gave the chess title to a student of nineteen, \
      who had lost three of the first five games and slept, he said, hardly at all.
      """
    ),
    (
      "Culture/opera.txt",
      """
      Opera House Reopens After Flood

      DRESDEN – The opera in Dresden plays again after the flood: new velvet, an orchestra pit that \
      can be sealed, and a premiere of Rusalka before an audience in rubber boots.
      """
    ),
  ]

  private static let second = """
    ---
    title: Passengers of Stranded Ferry Are Brought to Tromso
    date: 2025-03-02
    ---

    TROMSO – All passengers of the ferry Nordstjernen, aground off Kvaloya since Saturday, are safe \
    in Tromso, the coast guard said. Captain Solveig Hauge stayed aboard the Nordstjernen with six of \
    the crew while lifeboats searched the snow round the lighthouse. The inspectors come on Monday \
    to look at its rudder, which had been mended twice in the winter before.
    """

  private let folder: TemporaryFolder
  private let dateline: DatelineProgram

  init() throws {
    folder = try TemporaryFolder()
    for (path, text) in Self.documents { try folder.write("news/\(path)", text + "\n") }
    dateline = try TheProgram.with(folder)
    _ = try dateline.output(["sync", folder.path("news")])
  }

  private struct Thread: Decodable {
    struct Report: Decodable {
      var id: String
      var folder: String
      var path: String
      var headline: String
      var published: String?
      var location: String?
      var copies: [String]
    }

    var thread: String?
    var headline: String
    var articles: [Report]
  }

  private struct Brief: Decodable {
    var thread: String?
    var headline: String
    var new: Int
    var desks: [String]
    var articles: [ListedArticle]
    var sentences: [String]
    var came: String?
  }

  private func lines<Line: Decodable>(_ arguments: [String], as: Line.Type) throws -> [Line] {
    try dateline.output(arguments).split(separator: "\n").map {
      try JSONDecoder().decode(Line.self, from: Data($0.utf8))
    }
  }

  // MARK: thread

  @Test func `a story is printed in time order, from each of its articles`() throws {
    for path in ["World/ferry-1.txt", "World/ferry-2.txt", "Wire/ferry-2.txt"] {
      let found = try lines(
        ["thread", "--json", folder.path("news/\(path)")], as: Thread.self)
      let thread = try #require(found.first)
      #expect(found.count == 1 && thread.thread != nil)
      #expect(thread.headline == "Passengers of Stranded Ferry Are Brought to Tromso")
      #expect(thread.articles.map(\.published) == ["2025-03-01", "2025-03-02"])
      #expect(thread.articles.map(\.location) == ["Tromso", "Tromso"])
      #expect(thread.articles.map(\.copies.count) == [0, 1])
      #expect(thread.articles.allSatisfy { $0.folder == folder.path("news") })
    }
    let text = try dateline.output(["thread", "Ferry Runs Aground off Kvaloya"])
      .split(separator: "\n")
    #expect(text.count == 4)
    #expect(text[0].hasSuffix("  Passengers of Stranded Ferry Are Brought to Tromso"))
    #expect(text[1].hasPrefix("  2025-03-01  o  "))
    #expect(text[1].hasSuffix("  Ferry Runs Aground off Kvaloya  [Tromso]"))
    #expect(text[3].contains(" = "))
  }

  @Test func `an article alone is its own story, without a name`() throws {
    let path = folder.path("news/Culture/opera.txt")
    let thread = try #require(try lines(["thread", "--json", path], as: Thread.self).first)
    #expect(thread.thread == nil && thread.articles.map(\.path) == ["Culture/opera.txt"])
    #expect(thread.articles[0].published == nil)
    let text = try dateline.output(["thread", path])
    #expect(text.hasPrefix("Opera House Reopens After Flood\n"))
  }

  @Test func `with all, every story of the folder, one object a line`() throws {
    let all = try lines(["thread", "--all", "--json", folder.path("news")], as: Thread.self)
    #expect(all.map(\.articles.count) == [2])
    let inside = try lines(
      ["thread", "--all", "--json", folder.path("news/Sport")], as: Thread.self)
    #expect(inside.isEmpty)
    #expect(try dateline.output(["thread", "--all", folder.path("news")]).contains("Kvaloya"))
  }

  @Test func `what is no article, and what is missing, is said`() throws {
    let unknown = try dateline.run(["thread", "No Such Headline Anywhere"])
    #expect(unknown.status == .exited(65))
    #expect(unknown.text.isEmpty && unknown.errorText.contains("No Such Headline Anywhere"))
    #expect(try dateline.run(["thread"]).status == .exited(64))
    let nowhere = try dateline.run(["thread", "--all", folder.path("nowhere")])
    #expect(nowhere.status == .exited(66) && nowhere.text.isEmpty)
  }

  // MARK: brief

  @Test func `the briefing tells each story once, the one with most reports first`() throws {
    let stories = try lines(["brief", "--json"], as: Brief.self)
    #expect(stories.map(\.new) == [2, 1, 1])
    let first = try #require(stories.first)
    #expect(first.headline == "Passengers of Stranded Ferry Are Brought to Tromso")
    #expect(first.thread != nil && stories[1].thread == nil)
    #expect(first.articles.allSatisfy { $0.thread == first.thread && !$0.read })
    #expect(first.articles.map(\.duplicates) == [1, 0])
    #expect(first.articles.map(\.published) == ["2025-03-02", "2025-03-01"])
    #expect(!first.sentences.isEmpty)
    let text = try dateline.output(["brief"])
    #expect(text.hasPrefix("Passengers of Stranded Ferry Are Brought to Tromso\n  2 new, "))
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 120 })
  }

  @Test func `a folder and a number limit the briefing`() throws {
    #expect(try lines(["brief", "--json", "--limit", "1"], as: Brief.self).count == 1)
    let sport = try lines(["brief", "--json", folder.path("news/Sport")], as: Brief.self)
    #expect(sport.map(\.headline) == ["Chess Title Goes to Yerevan"])
    #expect(try dateline.run(["brief", "--limit", "-1"]).status == .exited(64))
    #expect(try dateline.run(["brief", folder.path("nowhere")]).status == .exited(66))
  }

  @Test func `what was read is not told again, and nothing new is said apart`() throws {
    let rows = try dateline.list()
    let chess = try #require(rows.first { $0.path == "Sport/chess.txt" })
    _ = try dateline.output(["mark", "--read", chess.id])
    #expect(
      try !lines(["brief", "--json"], as: Brief.self).contains { $0.headline == chess.headline })
    _ = try dateline.output(["mark", "--read"] + rows.map(\.id))
    let nothing = try dateline.run(["brief"])
    #expect(nothing.status == .exited(0) && nothing.text.isEmpty)
    #expect(nothing.errorText.contains("nothing new"))
    // A report that comes is told with what is new in it.
    try folder.write(
      "news/World/ferry-3.txt",
      """
      ---
      title: Jammed Rudder Blamed for Ferry's Grounding
      date: 2025-03-05
      ---

      TROMSO – A jammed rudder drove the ferry Nordstjernen aground off Kvaloya, inspectors said in \
      Tromso. Captain Solveig Hauge had reported the rudder of the Nordstjernen twice before the \
      snow came, and the coast guard wants lifeboats checked at the lighthouse.

      """)
    let stories = try lines(["brief", "--json", folder.path("news")], as: Brief.self)
    #expect(stories.map(\.headline) == ["Jammed Rudder Blamed for Ferry's Grounding"])
    #expect(stories.first?.new == 1 && stories.first?.sentences.isEmpty == false)
  }

  @Test(arguments: [false, true])
  func `what is new stays new when it is printed, and when the reader ends or is killed`(
    isKilled: Bool
  ) throws {
    let before = try dateline.output(["brief"])
    #expect(try dateline.output(["brief"]) == before)
    for _ in 0..<2 {
      let reader = try dateline.reader(
        [folder.path("news")], size: Size(columns: 80, rows: 24))
      try reader.wait(forText: "Opera House Reopens")
      reader.press("gb")
      try reader.wait(forText: "3 stories · 4 articles")
      if isKilled { reader.signal(SIGKILL) } else { reader.press("Q") }
      _ = try reader.waitForExit()
    }
    #expect(try dateline.output(["brief"]) == before)
  }

  @Test func `since limits the briefing to what came on a day or later`() throws {
    let all = try lines(["brief", "--json"], as: Brief.self)
    let came = try #require(all.first?.came)
    #expect(try lines(["brief", "--json", "--since", came], as: Brief.self).count == all.count)
    #expect(try lines(["brief", "--json", "--since", "2025-06-01"], as: Brief.self).count == 3)
    let none = try dateline.run(["brief", "--since", "9999-01-01"])
    #expect(none.status == .exited(0) && none.text.isEmpty)
    #expect(none.errorText.contains("nothing new since 9999-01-01"))
    for wrong in ["yesterday", "2026-02-30", "2026-02-18T10:00:00Z", ""] {
      #expect(try dateline.run(["brief", "--since", wrong]).status == .exited(64))
    }
  }

  @Test func `without a limit every new story is printed, each once`() throws {
    for number in 0..<50 {
      try folder.write(
        "news/Short/\(number).txt", "Notice Number \(number)\n\nOnly this: no. \(number).\n")
    }
    let stories = try lines(["brief", "--json", folder.path("news")], as: Brief.self)
    let ids = stories.flatMap { $0.articles.map(\.id) }
    #expect(Set(ids).count == ids.count)
    #expect(Set(ids) == Set(try dateline.list().filter { !$0.read }.map(\.id)))
  }
}
