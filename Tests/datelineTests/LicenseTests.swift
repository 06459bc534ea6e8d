// The binary carries no library without its notice.

import ArticleModel
import Foundation
import TestSupport
import Testing

@Suite(.enabled(if: TheProgram.isWhole, "needs the whole program"))
struct LicenseTests {
  private struct Notice: Decodable {
    var name: String
    var libraries: [String]
    var license: String
    var notice: String
  }

  private let dateline: DatelineProgram

  init() throws {
    dateline = try TheProgram.with(try TemporaryFolder())
  }

  private func notices() throws -> [Notice] {
    try dateline.output(["licenses", "--json"]).split(separator: "\n").map {
      try JSONDecoder().decode(Notice.self, from: Data($0.utf8))
    }
  }

  /// The libraries that the manifest and the module maps link, and the packages that they build.
  private func linked() throws -> Set<String> {
    let manifest = try FileTree.text(PackageRoot.path + "/Package.swift")
    var names: Set<String> = []
    for match in manifest.matches(of: /linkedLibrary\("([^"]+)"/) { names.insert(String(match.1)) }
    for list in manifest.matches(of: /\[([^\[\]]*)\]\.map \{\s*\.linkedLibrary/) {
      for name in String(list.1).matches(of: /"([^"]+)"/) { names.insert(String(name.1)) }
    }
    for match in manifest.matches(of: /\.package\(url: "[^"]*\/([^"\/]+)"/) {
      names.insert(String(match.1))
    }
    for target in FileTree.names(in: RawPath(PackageRoot.path + "/Sources")) {
      let path = "\(PackageRoot.path)/Sources/\(target.shown)/module.modulemap"
      guard let map = try? FileTree.text(path) else { continue }
      for match in map.matches(of: /link "([^"]+)"/) { names.insert(String(match.1)) }
    }
    return names
  }

  @Test func `every library that is linked has its notice`() throws {
    let linked = try linked()
    #expect(linked.isSuperset(of: ["ncursesw", "fribidi", "_FoundationICU", "GRDB.swift"]))
    let covered = Set(try notices().flatMap(\.libraries))
    #expect(linked.subtracting(covered) == [])
    // A static program has these of the toolchain, without naming them.
    #expect(covered.isSuperset(of: ["swift", "c", "gcc", "stdc++", "yaml"]))
  }

  @Test func `a notice names who holds the rights, and brings the whole licence`() throws {
    for notice in try notices() where notice.license != "blessing" {
      #expect(notice.notice.lowercased().contains("copyright"), "\(notice.name)")
      #expect(notice.notice.utf8.count > 500, "\(notice.name)")
    }
    let text = try dateline.output(["licenses"])
    for part in [
      "GNU LESSER GENERAL PUBLIC LICENSE", "END OF TERMS AND CONDITIONS", "MOZILLA PUBLIC LICENSE",
      "Runtime Library Exception to the Apache 2.0 License", "Gwendal Roué", "Behdad Esfahbod",
    ] {
      #expect(text.contains(part))
    }
  }
}
