// The README's key table is made from the table of commands, and this test says when it is stale.

import ArticleModel
import Glibc
import ReaderApp
import TestSupport
import Testing

@Suite struct ReadmeKeysTests {
  /// With `DATELINE_RECORD=1` the table is written, and the test fails all the same.
  @Test func `the README shows the keys as they are`() throws {
    let path = PackageRoot.path + "/README.md"
    let readme = try FileTree.text(path)
    let start = try #require(readme.firstRange(of: "<!-- keys -->\n"))
    let end = try #require(readme.firstRange(of: "<!-- end of keys -->"))
    if getenv("DATELINE_RECORD") != nil {
      let recorded = readme[..<start.upperBound] + Self.table + readme[end.lowerBound...]
      try FileTree.write(Array(recorded.utf8), to: RawPath(path))
      Issue.record("recorded the key table of \(path)")
    }
    #expect(readme[start.upperBound..<end.lowerBound] == Self.table)
  }

  /// The table as the README has it, between its two marks.
  static let table: String = {
    let titles: [(CommandContext, String)] = [
      (.list, "in the list"), (.reading, "in the text"), (.everywhere, "everywhere"),
    ]
    var lines = ["| where | keys | what |", "|---|---|---|"]
    for (context, title) in titles {
      for (index, line) in HelpLine.lines(of: context, in: Keymap()).enumerated() {
        let keys = line.keys.split(separator: "  ").map { key in
          key == "`" ? "`` ` ``" : "`\(key.replacing("|", with: "\\|"))`"
        }
        lines.append(
          "| \(index == 0 ? title : "") | \(keys.joined(separator: " ")) | \(line.summary) |")
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }()
}
