// The words in which stories about the reader are told: what a person does and sees in a terminal.

import ArticleModel
import Screen
import TestSupport
import Testing

/// A reader in tmux, opened on the repository's `Articles`, and what its screen tells.
///
/// Places on the screen are known here and nowhere else in the stories: a header in the
/// first row, a status line in the last, a thin rule between list and text.
final class ReaderStory {
  static let articles = PackageRoot.path + "/Articles"

  let size: Size
  let dateline: DatelineProgram
  private let folder: TemporaryFolder
  private(set) var terminal: Tmux

  /// Starts the reader with an empty library, or goes on with `other`'s.
  init(_ size: Size) throws {
    self.size = size
    folder = try TemporaryFolder()
    dateline = try TheProgram.with(folder, in: PackageRoot.path)
    _ = try dateline.output(["sync", "Articles"])
    terminal = try dateline.readerInTmux(["Articles"], size: size)
  }

  /// Starts it again, after its end.
  func startAgain() throws {
    terminal = try dateline.readerInTmux(["Articles"], size: size)
  }

  // MARK: What a person sees

  /// The rows between header and status line; beside a list, the part right of the rule.
  static func textRows(of screen: [String]) -> [String] {
    screen.dropFirst().dropLast().map { row in
      let part = row.firstIndex(of: "│").map { row[row.index(after: $0)...] } ?? row[...]
      return String(part.trimming { $0 == " " })
    }.filter { !$0.isEmpty }
  }

  /// The first words that are to be seen of the text.
  static func firstWords(of screen: [String]) -> String {
    textRows(of: screen).prefix(2).joined(separator: " ")
  }

  func firstWords() throws -> String {
    Self.firstWords(of: try terminal.waitUntilStill())
  }

  /// True if a row of the text holds words of the article, in its own order.
  static func shows(_ article: PrintedArticle, on screen: [String]) -> Bool {
    let words = article.plainText
    return textRows(of: screen).contains { row in
      row.count >= min(8, words.count) && words.contains(row)
    }
  }

  func wait(forArticle article: PrintedArticle) throws {
    try terminal.wait(for: "words of “\(article.headline.text)”") {
      Self.shows(article, on: $0)
    }
  }

  /// Waits until the text begins with the same words as `words`.
  func wait(forFirstWords words: String) throws {
    try terminal.wait(for: "“\(words)” at the top of the text") {
      Self.firstWords(of: $0) == words
    }
  }

  func wait(forList headline: String) throws {
    let start = String(headline.prefix(8))
    try terminal.wait(for: "“\(start)” in the list") { $0.contains { $0.contains(start) } }
  }

  // MARK: What a person does

  func press(_ keys: String...) throws {
    for key in keys { try terminal.press(key) }
  }

  /// Opens the article that stands at `index` of the list.
  func open(_ article: PrintedArticle, at index: Int) throws {
    try press("gg")
    for _ in 0..<index { try press("j") }
    try press("Enter")
    try goToSection(2, of: article)
  }

  /// Jumps to a section by its number, and sees its first words.
  func goToSection(_ number: Int, of article: PrintedArticle) throws {
    try press("g\(number)")
    let section = article.sections[number - 1]
    let starts = [section.title, section.blocks.first?.text ?? ""].map(\.firstWord)
    try terminal.wait(for: "section \(number), “\(section.title)”") { screen in
      let rows = Self.textRows(of: screen)
      return rows.contains { row in
        starts.contains { !$0.isEmpty && row.lowercased().contains($0.lowercased()) }
      } && Self.shows(article, on: screen)
    }
  }

  /// Follows a related headline by its number, as counted from 1.
  func follow(_ number: Int, to article: PrintedArticle) throws {
    let before = try firstWords()
    try press("\(number)")
    // In the smallest windows the headline is not in sight at first.
    try terminal.wait(for: "another text after following \(number)") {
      Self.firstWords(of: $0) != before
    }
    try goToSection(2, of: article)
  }
}

extension PrintedArticle {
  /// Headline and blocks with single spaces: what the rows of a screen are parts of.
  var plainText: String {
    ([headline.text] + sections.flatMap { [$0.title] + $0.blocks.map(\.text) })
      .joined(separator: " ")
  }
}

extension String {
  var firstWord: String { split(separator: " ").first.map(String.init) ?? "" }

  var isPlainASCII: Bool { utf8.allSatisfy { (0x20...0x7E).contains($0) } }
}

extension StringProtocol {
  func trimming(_ isMargin: (Character) -> Bool) -> SubSequence {
    guard let first = firstIndex(where: { !isMargin($0) }),
      let last = lastIndex(where: { !isMargin($0) })
    else { return self[endIndex...] }
    return self[first...last]
  }
}

/// Three articles, the first naming the second as related, the second the third.
struct Chain {
  var first: PrintedArticle
  /// The row of the first in the list.
  var index: Int
  var second: PrintedArticle
  /// The number of the related headline that leads to the second.
  var toSecond: Int
  var third: PrintedArticle
  var toThird: Int

  /// The first such chain in the library, in the list's order; of articles in plain ASCII
  /// headlines, with a section 2 that has words.
  static func find(_ dateline: DatelineProgram) throws -> Chain? {
    let rows = try dateline.list()
    var printed: [String: PrintedArticle] = [:]
    for row in rows { printed[row.id] = try dateline.show(row.id) }
    for (index, row) in rows.enumerated() {
      guard let first = printed[row.id], isFit(first) else { continue }
      for (number, second) in links(first, printed) where isFit(second.article) {
        let onward = links(second.article, printed).first {
          $0.1.id != row.id && isFit($0.1.article)
        }
        guard let onward else { continue }
        return Chain(
          first: first, index: index, second: second.article, toSecond: number,
          third: onward.1.article, toThird: onward.0)
      }
    }
    return nil
  }

  private static func isFit(_ article: PrintedArticle) -> Bool {
    article.headline.text.isPlainASCII && article.sections.count >= 2
      && article.sections[1].blocks.first?.text.isEmpty == false
  }

  private static func links(
    _ article: PrintedArticle, _ printed: [String: PrintedArticle]
  ) -> [(Int, (id: String, article: PrintedArticle))] {
    article.related.enumerated().compactMap { index, related in
      guard related.status == "found", index < 9, let id = related.candidates.first?.id,
        let other = printed[id]
      else { return nil }
      return (index + 1, (id, other))
    }
  }
}
