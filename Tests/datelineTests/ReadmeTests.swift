// The README's promises that a machine can hold it to.

import ArticleModel
import TestSupport
import Testing

@Suite struct ReadmeTests {
  private static let readme = (try? FileTree.text(PackageRoot.path + "/README.md")) ?? ""
  private static let manifest = (try? FileTree.text(PackageRoot.path + "/Package.swift")) ?? ""

  /// The lines of the code block that follows `<!-- marker -->`.
  private static func code(after marker: String) -> [String] {
    let lines = readme.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard let start = lines.firstIndex(of: "<!-- \(marker) -->") else { return [] }
    let block = lines[(start + 1)...].drop { !$0.hasPrefix("```") }.dropFirst()
    return Array(block.prefix { !$0.hasPrefix("```") })
  }

  @Test(arguments: ["read", "test"])
  func `each of the two commands is one line, and asks nothing`(marker: String) throws {
    let lines = Self.code(after: marker)
    #expect(lines.count == 1)
    let line = try #require(lines.first)
    #expect(line.contains("DEBIAN_FRONTEND=noninteractive") && line.contains("install -y"))
    #expect(!line.contains("sudo"))
  }

  @Test func `the first command opens the articles, the second runs the tests`() {
    let read = Self.code(after: "read").first ?? ""
    #expect(read.hasSuffix("&& swift run -c release dateline Articles"))
    #expect(Self.code(after: "test").first?.contains("swift test") == true)
  }

  @Test func `what checks every change is the README's own command`() throws {
    let output = try ChildProcess.run([PackageRoot.path + "/.ci/run", "--print"])
    #expect(output.text == Self.code(after: "test").joined(separator: "\n") + "\n")
  }

  @Test(arguments: ["read", "test"])
  func `the commands install every system library that the manifest names`(marker: String) {
    let line = Self.code(after: marker).first ?? ""
    let words = Set(line.split(whereSeparator: { " '&".contains($0) }).map(String.init))
    let needed = Self.manifest.matches(of: /systemLibrary\("\w+", "([^"]+)"\)/).map { String($0.1) }
    #expect(!needed.isEmpty)
    // The name by which ncurses was asked for; newer systems provide it as libncurses-dev.
    let names = needed.map { $0 == "libncurses-dev" ? "libncursesw5-dev" : $0 }
    #expect(words.isSuperset(of: names + ["libsqlite3-dev", "libicu-dev"]))
  }

  @Test func `nothing else lies at the top of the repository`() {
    let allowed: Set = [
      "Package.swift", "Package.resolved", "Sources", "Tests", "Articles", "README.md",
    ]
    let names = FileTree.names(in: RawPath(PackageRoot.path)).map(\.shown.string)
    #expect(names.filter { !$0.hasPrefix(".") && !allowed.contains($0) } == [])
  }
}
