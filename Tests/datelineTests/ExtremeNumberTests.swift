// Options and documents with the largest and smallest numbers there are: none may end a command.

import ArticleModel
import Foundation
import TestSupport
import Testing

@Suite(.enabled(if: BuiltProgram.path != nil, "dateline is not built"))
struct ExtremeNumberTests {
  private static let numbers = [
    "9223372036854775807", "9223372036854775806", "4611686018427387904", "2147483648", "1", "0",
    "-1", "-9223372036854775808", "9223372036854775808", "1e308", "NaN",
  ]

  /// One library for all the commands, synced once.
  private func library() throws -> (TemporaryFolder, DatelineProgram) {
    let folder = try TemporaryFolder()
    try folder.write("news/a.txt", "A Headline of One\n\nLIMA – The council met on Tuesday.\n")
    try folder.write("news/b.txt", "A Headline of Two\n\nLIMA – The council met again.\n")
    let path = try #require(BuiltProgram.path)
    let dateline = DatelineProgram(path: path, library: folder.path("library"))
    _ = try dateline.output(["sync", folder.path("news")])
    return (folder, dateline)
  }

  private func check(_ output: ProcessOutput, _ arguments: [String]) {
    guard case .exited(let code) = output.status else {
      Issue.record("\(arguments): \(output.status) \(output.errorText)")
      return
    }
    #expect([0, 64, 65, 66].contains(code), "\(arguments): \(code) \(output.errorText)")
  }

  @Test(arguments: numbers)
  func options(number: String) throws {
    let (folder, dateline) = try library()
    let file = folder.path("news/a.txt")
    for arguments in [
      ["list", "--limit=\(number)"], ["list", "--offset=\(number)"],
      ["list", "--limit=\(number)", "--offset=\(number)"],
      ["search", "council", "--limit=\(number)"],
      ["search", "headline:one", "--limit=\(number)"], ["related", file, "--limit=\(number)"],
      ["brief", "--limit=\(number)"], ["show", file, "--width=\(number)"],
      ["list", "--since=\(number)"], ["brief", "--since=\(number)"], ["show", number],
      ["search", "date:\(number)"], ["search", "\"a b\"~\(number)"],
    ] {
      check(try dateline.run(arguments), arguments)
      check(try dateline.run(arguments + ["--json"]), arguments)
    }
  }

  @Test(arguments: numbers + ["99999999999999999999999999", "0000000000000000000000001"])
  func documents(number: String) throws {
    let (folder, dateline) = try library()
    try folder.write(
      "news/c.md",
      """
      ---
      title: \(number)
      date: \(number)
      tags: [\(number), 2026-\(number)-01, \(number):00]
      ---

      \(number). A first item
      \(number). A second item

      LIMA, Feb. \(number) (AP) – The council of \(number) met at \(number) p.m. on \(number)/\(number)/\(number).

      \(number)年\(number)月\(number)日
      """)
    for date in [
      "\(number)-02-18", "2026-\(number)-18", "2026-02-\(number)", "2026-02-18T\(number):00:00Z",
      "2026-02-18T10:00:00+\(number)", "18 February \(number)", "\(number) February 2026",
      "2026-02-18 10:\(number)", "\(number).02.2026", "@\(number)",
    ] {
      try folder.write("news/\(StableHash.of(date)).txt", "Title: x\nDate: \(date)\n\nText.\n")
    }
    for arguments in [
      ["sync", folder.path("news")], ["list", "--json"],
      ["show", "--json", folder.path("news/c.md")],
      ["show", folder.path("news/c.md")], ["brief"], ["search", number],
    ] {
      check(try dateline.run(arguments), arguments)
    }
  }
}
