// Each of these things has one home: the tests do what went wrong when it had several.

import ArticleModel
import Foundation
import TestSupport
import Testing

@Suite(.enabled(if: TheProgram.isWhole, "needs the whole program"))
struct OneHomeTests {
  private let folder: TemporaryFolder
  private let dateline: DatelineProgram

  init() throws {
    folder = try TemporaryFolder()
    dateline = try TheProgram.with(folder)
  }

  // MARK: Related stories

  private struct Related: Decodable {
    struct Story: Decodable {
      var id: String
      var near: Bool
    }

    var id: String
    var stories: [Story]
  }

  /// The ids of the related stories that are printed as text, and whether they are called near.
  private func printed(_ lines: [Substring]) -> (ids: [String], areNear: Bool) {
    let stories = lines.filter { $0.hasPrefix("    0.") || $0.hasPrefix("    1.") }
    let ids = stories.map { String($0.split(separator: " ")[2]) }
    return (ids, lines.contains("  Related stories"))
  }

  @Test func `JSON has the whole ranking, text what is near, else the nearest`() throws {
    let articles = PackageRoot.path + "/Articles"
    let whole = try dateline.output(["related", "--all", "--json", articles])
      .split(separator: "\n").map {
        try JSONDecoder().decode(Related.self, from: Data($0.utf8))
      }
    #expect(whole.count > 20)
    var isSomeRankingLonger = false
    var isSomethingOnlyNearest = false
    for article in whole {
      let text = try dateline.output(["related", "--limit", "30", article.id])
      let (ids, areNear) = printed(text.split(separator: "\n"))
      let near = article.stories.filter(\.near).map(\.id)
      if near.isEmpty {
        #expect(ids.count <= 3 && Array(article.stories.map(\.id).prefix(3)) == ids)
        let words = ["is near this one; the nearest:", "shares its words; the nearest in time"]
        #expect(ids.isEmpty || words.contains { text.contains("No story here " + $0) })
        isSomethingOnlyNearest = isSomethingOnlyNearest || !ids.isEmpty
      } else {
        #expect(areNear && Array(ids.prefix(near.count)) == near)
        isSomeRankingLonger = isSomeRankingLonger || near.count < article.stories.count
      }
    }
    #expect(isSomeRankingLonger && isSomethingOnlyNearest)
  }

  // MARK: Words

  private struct Words: Decodable { var words: Int }

  @Test func `an article has as many words alone as in a library`() throws {
    let text = """
      Harbour Freezes Over

      OSLO – The harbour froze over in one night, and the ferries stayed where they were.
      Children walked out to the lighthouse.
      More on this story
      Lighthouse Keeper Retires
      """
    try folder.write("news/harbour.txt", text + "\n")
    try folder.write("alone/harbour.txt", text + "\n")
    _ = try dateline.output(["sync", folder.path("news")])
    let counts = try ["news", "alone"].map { place in
      let json = try dateline.output(["show", "--json", folder.path("\(place)/harbour.txt")])
      return try JSONDecoder().decode(Words.self, from: Data(json.utf8)).words
    }
    #expect(counts[0] > 10 && counts[0] == counts[1])
  }

  // MARK: Where things stand in the code

  private static let sources = SourceFile.all(under: "Sources")

  @Test func `the commands' shapes of JSON stand in one folder`() {
    let files = Self.sources.filter { $0.target == "dateline" }
    let makers = files.filter { $0.text.contains(".object(") }
    #expect(makers.count > 2)
    #expect(makers.filter { $0.folder != "JSON" }.map(\.path) == [])
  }

  /// The layers that know no keyboard.
  private static let keyless: Set<String> = [
    "ArticleModel", "TextAnalysis", "DocumentLoading", "StoryMatching", "FolderWatching",
    "ArticleLibrary", "ArticleIntake",
  ]

  @Test func `no message of a layer without a keyboard names a key`() throws {
    let key = /[" ;(]([B-HJ-Z?]|Ctrl-.|Enter|Tab|Space) [a-z]+s\b[^"]*"/
    #expect("say(\"done; R looks for them\")".firstMatch(of: key) != nil)
    for file in Self.sources where Self.keyless.contains(file.target) {
      for line in file.text.split(separator: "\n") {
        let code = line.drop { $0 == " " }
        guard !code.hasPrefix("//"), code.contains("\"") else { continue }
        #expect(line.firstMatch(of: key) == nil, "\(file.path): \(line)")
      }
    }
  }
}
