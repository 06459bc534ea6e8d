// Commands print desks, followed stories and saved searches as the reader shows them, and lists
// limited and ordered as asked for.

import Foundation
import Screen
import TestSupport
import Testing

@Suite(.enabled(if: TheProgram.isWhole, "needs the whole program"))
struct ListingTests {
  private let folder: TemporaryFolder
  private let dateline: DatelineProgram

  init() throws {
    folder = try TemporaryFolder()
    let documents: [(path: String, day: String, title: String)] = [
      ("World/Europe/wall.txt", "2025-03-01", "Chapter 10 of the Wall"),
      ("World/Europe/bridge.txt", "2025-03-02", "Chapter 2 of the Bridge"),
      ("World/Asia/canal.txt", "2025-03-03", "Canal Opens"),
      ("Issue 10/ten.txt", "2025-03-04", "Zebra Escapes"),
      ("Issue 2/two.txt", "2025-03-05", "Aqueduct Found"),
    ]
    for (path, day, title) in documents {
      try folder.write(
        "news/" + path, "---\ntitle: \(title)\ndate: \(day)\n---\n\nOSLO – \(title) in \(path).\n")
    }
    dateline = try TheProgram.with(folder)
    _ = try dateline.output(["sync", folder.path("news")])
  }

  private func headlines(_ arguments: String...) throws -> [String] {
    try dateline.list(arguments).map(\.headline)
  }

  @Test func `a list has what is read, queued, or of a day or later`() throws {
    _ = try dateline.output(["mark", "--read", "--queue", "Canal Opens"])
    #expect(try headlines("--read") == ["Canal Opens"])
    #expect(try headlines("--queued") == ["Canal Opens"])
    #expect(try headlines("--queued", "--unread").isEmpty)
    #expect(
      try headlines("--since", "2025-03-03") == ["Aqueduct Found", "Zebra Escapes", "Canal Opens"])
    #expect(try dateline.run(["list", "--since", "soon"]).status == .exited(64))
    #expect(try dateline.run(["list", "--read", "--unread"]).status == .exited(64))
  }

  @Test func `orders are as people count`() throws {
    #expect(
      try headlines("--order", "headline") == [
        "Aqueduct Found", "Canal Opens", "Chapter 2 of the Bridge", "Chapter 10 of the Wall",
        "Zebra Escapes",
      ])
    #expect(
      try headlines("--order", "desk").prefix(2) == ["Aqueduct Found", "Zebra Escapes"])
    _ = try dateline.output(["mark", "--read", "Aqueduct Found"])
    #expect(try headlines("--order", "unread").last == "Aqueduct Found")
    #expect(try dateline.run(["list", "--order", "colour"]).status == .exited(64))
  }

  // MARK: Desks

  private struct Desk: Decodable, Equatable {
    var desk: String
    var articles: Int
    var unread: Int
  }

  private func lines<Shape: Decodable>(_ arguments: [String], as: Shape.Type) throws -> [Shape] {
    try dateline.output(arguments).split(separator: "\n").map {
      try JSONDecoder().decode(Shape.self, from: Data($0.utf8))
    }
  }

  @Test func `desks are a tree, counted with what is below, 2 before 10`() throws {
    _ = try dateline.output(["mark", "--read", "Canal Opens"])
    let desks = try lines(["desks", "--json"], as: Desk.self)
    #expect(desks.map(\.desk) == ["Issue 2", "Issue 10", "World", "World/Asia", "World/Europe"])
    #expect(desks[2] == Desk(desk: "World", articles: 3, unread: 2))
    let text = try dateline.output(["desks"])
    #expect(text.contains("World  2 unread of 3\n  Asia  0 unread of 1\n  Europe  2 unread of 2"))
    let inside = try lines(["desks", "--json", folder.path("news/World/Asia")], as: Desk.self)
    #expect(inside.map(\.desk) == ["World", "World/Asia"])
  }

  @Test(arguments: ["Europe", "europe", "World/Europe"])
  func `a desk is known by its last name alone`(_ name: String) throws {
    #expect(try headlines("--desk", name).count == 2)
    let found = try dateline.output(["search", "--json", "desk:\(name) chapter"])
    #expect(found.split(separator: "\n").count == 2)
  }

  @Test(arguments: ["Wolrd", "Eurpoe", "Issue"])
  func `an unknown desk is an error that names the nearest`(_ name: String) throws {
    let nearest = ["Wolrd": "World", "Eurpoe": "World/Europe", "Issue": "Issue 2"][name] ?? ""
    for arguments in [["list", "--desk", name], ["search", "desk:\(name)"]] {
      let output = try dateline.run(arguments)
      #expect(output.status == .exited(65) && output.text.isEmpty)
      #expect(output.errorText.contains("“\(nearest)”"), "\(output.errorText)")
    }
  }

  // MARK: Searches and followed stories

  private struct Kept: Decodable {
    var name: String
    var query: String
    var articles: Int
    var unread: Int
  }

  private struct Followed: Decodable {
    var headline: String
    var new: Int
    var unread: Int
    var articles: Int
  }

  @Test func `what is kept and followed in the reader is printed with what is new`() throws {
    #expect(try dateline.run(["searches"]).errorText.contains("no search is kept"))
    #expect(try dateline.run(["followed"]).errorText.contains("no story is followed"))
    _ = try dateline.output(["mark", "--read", "Chapter 2 of the Bridge"])
    let reader = try dateline.reader([folder.path("news")], size: Size(columns: 100, rows: 24))
    try reader.wait(forText: "Canal Opens")
    reader.press("F")
    try reader.wait(forText: "Following this story")
    reader.press("/")
    reader.send("chapter")
    try reader.wait(forText: "2 found")
    reader.press("Enter", "gs", "Enter")
    try reader.wait(forText: "Kept beside the desks")
    reader.press("Q")
    _ = try reader.waitForExit()
    let kept = try lines(["searches", "--json"], as: Kept.self)
    #expect(kept.map(\.name) == ["chapter"])
    #expect(kept.first?.articles == 2 && kept.first?.unread == 1)
    #expect(try dateline.output(["searches"]).contains("chapter  1 unread of 2"))
    let followed = try lines(["followed", "--json"], as: Followed.self)
    #expect(followed.map(\.headline) == ["Aqueduct Found"])
    #expect(followed.first?.articles == 1)
    #expect(try dateline.output(["followed"]).contains("Aqueduct Found"))
  }

  // MARK: One file

  @Test func `a file of a known folder is printed where no terminal is`() throws {
    let path = folder.path("news/World/Asia/canal.txt")
    let text = try dateline.output([path])
    #expect(text.hasPrefix("Canal Opens\n"))
    #expect(text == (try dateline.output(["show", path])))
    let json = try dateline.output(["read", "--json", path])
    #expect(json.contains("\"headline\":{\"text\":\"Canal"))
  }
}
