// Articles of documents that nobody here wrote are printed, not asserted, where they are
// at hand; only what must hold for every article is.

import ArticleModel
import DocumentLoading
import Foundation
import FuzzTargets
import Testing

@Suite(.enabled(if: sharedData != nil, "skipped: no shared data beside the package"))
struct CorpusTests {
  private func files(_ folder: String, limit: Int = .max) throws -> [String] {
    let root = try #require(sharedData) + "/" + folder
    let names = FileManager.default.enumerator(atPath: root)?.allObjects as? [String] ?? []
    return names.filter { $0.contains(".") && !$0.hasSuffix(".json") }.sorted().prefix(limit)
      .map { root + "/" + $0 }
  }

  private func load(_ paths: [String]) -> [(path: String, article: Article)] {
    paths.compactMap { path in
      guard let document = try? DocumentReader.read(RawPath(path)),
        let article = try? DocumentLoader.load(document).first
      else { return nil }
      #expect(Conservation.faults(of: article).isEmpty, "\(path)")
      return (path, article)
    }
  }

  private func firstLine(_ path: String) -> String {
    let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    return text.split(separator: "\n").first.map(String.init) ?? ""
  }

  private func letters(_ text: String) -> String { text.filter { $0.isLetter || $0.isNumber } }

  @Test func summaryAndDatelineOfAnAustrianPaper() throws {
    let articles = load(try files("corpora/standard-de")).map(\.article)
    let dated = articles.count { $0.dateline != nil && $0.section(.summary) != nil }
    print("standard-de: summary and dateline in \(dated) of \(articles.count)")
  }

  @Test(arguments: [
    "amh", "arb", "bod", "deu", "ell", "eng", "fas", "fin", "fra", "heb", "hin", "jpn", "khm",
    "kor", "rus",
    "spa", "tam", "tha", "tur", "ukr", "urd", "vie", "zho-CN", "zho-TW",
  ])
  func headlinesInManyLanguages(language: String) throws {
    let loaded = load(try files("corpora/ntrex/" + language, limit: 15))
    let right = loaded.count { path, article in
      letters(article.headline.text.string) == letters(firstLine(path))
    }
    let plain = loaded.count { $0.article.related.isEmpty && $0.article.dateline == nil }
    print(
      "ntrex/\(language): headline in \(right), nothing invented in \(plain) of \(loaded.count)")
  }

  @Test(arguments: ["bbc", "stories"])
  func headlinesOfPapers(corpus: String) throws {
    let loaded = load(try files("corpora/" + corpus, limit: 150))
    let right = loaded.count { path, article in
      letters(article.headline.text.string) == letters(firstLine(path))
    }
    let dated = loaded.count { $0.article.dateline != nil }
    let related = loaded.count { !$0.article.related.isEmpty }
    print(
      "\(corpus): headline in \(right) of \(loaded.count), dateline in \(dated), related in \(related)"
    )
  }

  @Test(arguments: ["suites/terminal", "suites/utf8-kuhn", "suites/blns", "suites/encodings"])
  func hostileDocuments(suite: String) throws {
    let paths = try files(suite)
    print("\(suite): \(load(paths).count) of \(paths.count) are articles")
  }
}
