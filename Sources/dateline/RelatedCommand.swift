// `dateline related`: where an article's related headlines lead, and which stories are near it.

import ArgumentParser
import ArticleLibrary
import ArticleModel

struct RelatedCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "related",
    abstract: "Print where related headlines lead, and the related stories.",
    discussion: """
      Of the related stories those that are near are printed; where none is, the nearest, and \
      that is said. --json gives the whole ranking, and says of each whether it is "near".
      """)

  @OptionGroup var options: CommonOptions

  @Argument(help: "A path, an id, or words of the headline; with --all, a folder.")
  var article: String

  @Flag(help: "Every article of a folder.")
  var all = false

  @Option(help: "At most this many related stories, and nearest articles for each headline.")
  var limit: Int?

  func run() throws {
    guard all else {
      let library = try openLibrary(options)
      let id = try syncedArticle(named: article, in: library)
      try withLibraryErrors { try printRelated(of: id, in: library) }
      return
    }
    let (library, scopes) = try openLibrary(options, reading: [article])
    var query = ListQuery()
    query.scopes = scopes
    try withLibraryErrors { try printAll(query, in: library) }
  }

  private func printAll(_ query: ListQuery, in library: Library) throws {
    var anchor = ListAnchor.first
    while true {
      let window = try library.window(query, anchor, count: 500)
      for row in window.rows { try printRelated(of: row.id, in: library) }
      guard !window.isEnd, let last = window.rows.last else { return }
      anchor = .after(last.key)
    }
  }

  private func printRelated(of id: ArticleID, in library: Library) throws {
    guard let stored = try library.article(id) else { return }
    var headlines = try library.related(of: id, scopes: [])
    if let limit {
      for index in headlines.indices {
        headlines[index].candidates = Array(headlines[index].candidates.prefix(max(0, limit)))
      }
    }
    let most = max(0, limit ?? 10)
    if options.json {
      let stories = try library.relatedStories(of: id, scopes: [], limit: most)
      Printer.json(RelatedShape(of: stored, headlines: headlines, stories: stories).json)
      return
    }
    Printer.line(SafeText(line: "\(id.text)  \(stored.article.headline.text)"))
    for headline in headlines { Printer.line(headline.line) }
    // The ranking is as long as the reader's, so that both show the same.
    let ranking = try library.relatedStories(
      of: id, scopes: [], limit: max(most, RelatedStory.rankingLimit))
    write(Array(ranking.shown.prefix(most)))
  }

  private func write(_ stories: [RelatedStory]) {
    guard !stories.isEmpty else { return }
    let nearest: SafeText =
      stories.shareWords
      ? "  No story here is near this one; the nearest:"
      : "  No story here shares its words; the nearest in time, on its desk:"
    Printer.line(stories.areNear ? "  Related stories" : nearest)
    for story in stories { Printer.line(story.line) }
  }
}

extension RelatedStory {
  /// `0.93 same       k3v9q2m7  Headline  (geneva, talks)`.
  fileprivate var line: SafeText {
    let percent = min(100, Int((score * 100).rounded()))
    let digits = percent == 100 ? "1.00" : "0.\(percent < 10 ? "0" : "")\(percent)"
    let name = kind.rawValue.padded(to: 9)
    let words = because.isEmpty ? "" : "  (\(because.map(\.string).joined(separator: ", ")))"
    return SafeText(text: "    \(digits) \(name)  \(row.id.text)  \(row.headline)\(words)")
  }
}

extension String {
  fileprivate func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}

extension ResolvedHeadline {
  fileprivate var line: SafeText {
    switch status {
    case .found:
      SafeText(text: "  \(headline)\n    → \(candidates.map { $0.id.text }.joined(separator: " "))")
    case .nearest:
      SafeText(
        text: "  \(headline)\n    not here; nearest:"
          + candidates.map { "\n    ~ \($0.id.text)  \($0.headline)" }.joined())
    case .missing: SafeText(text: "  \(headline)\n    not here")
    }
  }
}
