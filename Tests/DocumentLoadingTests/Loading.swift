// Short ways to load a text and to look at what became of it.

import ArticleModel
import DocumentLoading
import Testing

/// The article that a text becomes as a file of this name.
func load(_ text: String, as name: String = "sample.txt") throws -> Article {
  try load(Array(text.utf8), as: name)
}

func load(_ bytes: [UInt8], as name: String = "sample.txt") throws -> Article {
  let articles = try DocumentLoader.load(Document(path: RawPath(name), bytes: bytes))
  return try #require(articles.first)
}

extension Article {
  func section(_ kind: Section.Kind) -> Section? { sections.first { $0.kind == kind } }

  func texts(_ kind: Section.Kind) -> [String] {
    section(kind)?.blocks.map(\.text.string) ?? []
  }

  var partTitles: [String] { sections.filter { $0.kind == .part }.map(\.title.string) }
  var relatedTexts: [String] { related.map(\.headline.string) }
}
