// The document that the project starts from must read perfectly, where it is at hand.

import ArticleModel
import DocumentLoading
import Foundation
import Testing

/// The folder of data that nobody here wrote, if this machine has it.
let sharedData: String? = {
  if let named = ProcessInfo.processInfo.environment["DATELINE_DATA"] { return named }
  var folder = URL(fileURLWithPath: #filePath)
  for _ in 0..<4 { folder = folder.deletingLastPathComponent() }
  let path = folder.path + "/shared"
  return FileManager.default.fileExists(atPath: path) ? path : nil
}()

@Suite(.enabled(if: sharedData != nil, "skipped: no shared data beside the package"))
struct SampleTests {
  @Test func theSampleReadsPerfectly() throws {
    let path = try #require(sharedData) + "/samples/geneva-talks.txt"
    let articles = try DocumentLoader.load(try DocumentReader.read(RawPath(path)))
    let article = try #require(articles.first)
    #expect(articles.count == 1)
    #expect(
      article.headline.text == "Russia-Ukraine Peace Talks Continue in Geneva for Second Day")
    #expect(article.headline.origin == .related)
    #expect(article.sections.map(\.kind) == [.summary, .body, .related])
    #expect(article.sections.map(\.title) == ["Summary", "Body", "Related"])
    #expect(article.sections.map(\.blocks.count) == [1, 15, 3])
    #expect(article.dateline?.text == "GENEVA")
    #expect(article.dateline?.location == "Geneva")
    #expect(article.texts(.body).first?.hasPrefix("GENEVA – Diplomatic") == true)
    #expect(article.related.count == 3)
  }
}
