// Labelled stories as articles, with what matching counts of them.

import ArticleModel
import DocumentLoading
import StoryMatching
import TestSupport

/// An article of a pool, and the story it is said to tell.
struct StoryItem: Sendable {
  var set: String
  /// Relative to the corpora.
  var path: String
  /// `nil` for a stranger.
  var story: String?
  var day: StoryDay
  var sketch: StorySketch
  var identity: TextIdentity
}

/// Reads sets of articles.
struct StorySets {
  let root: String
  private let sketcher = StorySketcher()

  /// `nil` where the data is not here.
  init?() {
    guard let root = SharedData.path("corpora") else { return nil }
    self.root = root + "/"
  }

  /// The articles that a list names, with their stories.
  func labelled(_ set: String) throws -> [StoryItem] {
    try FileTree.text(root + set + ".tsv").split(separator: "\n").compactMap { line in
      let parts = line.split(separator: "\t")
      guard parts.count == 2 else { return nil }
      return item(set, String(parts[0]), story: String(parts[1]))
    }
  }

  /// All articles of a folder.
  func strangers(_ set: String) -> [StoryItem] {
    paths(below: set).compactMap { item(set, $0, story: nil) }
  }

  /// The documents below a path of the corpora.
  func paths(below path: String) -> [String] {
    let names = FileTree.names(in: RawPath(root + path)).map(\.shown.string)
    return names.flatMap { (name: String) -> [String] in
      if name == "SOURCE-LICENSE" { return [] }
      let full = path + "/" + name
      return name.hasSuffix(".txt") ? [full] : paths(below: full)
    }
  }

  /// The article of a document.
  func article(_ path: String) -> Article? {
    guard let document = try? DocumentReader.read(RawPath(root + path)) else { return nil }
    return (try? DocumentLoader.load(document))?.first
  }

  private func item(_ set: String, _ path: String, story: String?) -> StoryItem? {
    article(path).map { article in
      let reading = sketcher.read(article, language: article.storyLanguage)
      return StoryItem(
        set: set, path: path, story: story, day: StoryDay(article.published),
        sketch: reading.sketch, identity: reading.identity)
    }
  }
}
