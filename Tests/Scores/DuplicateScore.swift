// Which articles a library folds as copies, beside what exact comparison says.

import ArticleIntake
import ArticleLibrary
import ArticleModel
import DocumentLoading
import StoryMatching
import TestSupport
import TextAnalysis

/// Syncs folders as a reader does and looks at what is folded: labelled corpora, series of reports on
/// one template, and editions made of real articles.
struct DuplicateScore {
  func run() throws {
    for series in TemplateSeries.allCases { try score(series) }
    guard let sets = StorySets() else { return print("corpora: not here, passed over") }
    for corpus in ["bbc", "stories", "ecbplus"] { try score(corpus, sets) }
    try scoreEditions(sets)
  }

  private func score(_ series: TemplateSeries) throws {
    let texts = series.texts(50, seed: 1)
    let groups = try FoldedFolder.groups(of: texts)
    let hidden = groups.reduce(0) { $0 + $1.count - 1 }
    print("\(series.rawValue): \(texts.count) articles, \(hidden) hidden")
  }

  // MARK: Corpora

  private func score(_ corpus: String, _ sets: StorySets) throws {
    let items = sets.strangers(corpus)
    let groups = try FoldedFolder.groups(
      of: items.map { try FileTree.text(sets.root + $0.path) })
    let exact = Dictionary(grouping: items.indices) { items[$0].identity.wordHash }
      .values.filter { $0.count > 1 }
    let together = groups.map(Set.init)
    let folded = exact.count { group in together.contains { $0.isSuperset(of: group) } }
    print(
      "\(corpus): \(items.count) articles, \(exact.count) groups of equal words, \(folded) of them "
        + "folded; \(groups.count) groups folded")
    var others = 0
    var count = 0
    for group in groups {
      for (place, one) in group.enumerated() {
        for other in group.dropFirst(place + 1) {
          guard items[one].identity.wordHash != items[other].identity.wordHash,
            let left = sets.article(items[one].path), let right = sets.article(items[other].path)
          else { continue }
          count += 1
          let isOther = Self.isOther(left, right)
          others += isOther ? 1 : 0
          print(
            "  \(isOther ? "other title and figures" : "edition")  "
              + "\(four(Double(TextOverlap.of(left.texts, right.texts))))  \(items[one].path)  "
              + "\(items[other].path)")
        }
      }
    }
    print("  beyond equal words: \(count) pairs, \(others) of other titles and other figures")
  }

  private static func isOther(_ left: Article, _ right: Article) -> Bool {
    HeadlineKey.of(left.headline.text.string) != HeadlineKey.of(right.headline.text.string)
      && left.figures != right.figures
  }

  // MARK: Editions

  /// Editions of 300 articles that fold with nothing by themselves.
  private func scoreEditions(_ sets: StorySets) throws {
    var random = SeededRandom(seed: 16)
    var paths = sets.paths(below: "bbc") + sets.paths(below: "stories")
    paths.shuffle(using: &random)
    let originals = try paths.prefix(600).map { try FileTree.text(sets.root + $0) }
    let taken = Set(try FoldedFolder.groups(of: originals).flatMap(\.self))
    let chosen = originals.indices.filter { !taken.contains($0) }.map { originals[$0] }.prefix(300)
    let alone = EditionMaker.Change.allCases
    let words = Vocabulary.plain
    var maker = EditionMaker(random: random, words: words)
    let editions = chosen.enumerated().map { maker.edition(of: $1, alone[$0 % alone.count]) }
    let groups = try FoldedFolder.groups(of: chosen + editions)
    let together = groups.map(Set.init)
    var sum = 0
    for (number, change) in alone.enumerated() {
      let own = chosen.indices.filter { $0 % alone.count == number }
      let found = own.count { place in
        together.contains { $0.isSuperset(of: [place, place + chosen.count]) }
      }
      sum += found
      print("editions, \(change.rawValue): \(found) of \(own.count) fold")
    }
    print("editions: \(sum) of \(chosen.count) fold, \(four(Double(sum) / Double(chosen.count)))")
  }
}

/// A folder of texts in a library of its own.
enum FoldedFolder {
  /// The groups of texts that the list shows in one row, by the texts' numbers.
  static func groups(of texts: [String]) throws -> [[Int]] {
    let folder = try TemporaryFolder()
    for (number, text) in texts.enumerated() {
      try folder.write(RawPath("news/\(number / 500)/\(number).txt"), Array(text.utf8))
    }
    let library = try Library.open(directory: RawPath(folder.path("library")))
    let scope = try library.scope(of: RawPath(folder.path("news")))
    _ = try library.sync([scope], progress: { _ in }, isCancelled: { false })
    let rows = try library.window(ListQuery(), .first, count: texts.count).rows
    return try rows.filter { $0.copies > 0 }.compactMap { row in
      let report = try library.thread(of: row.id)?.reports.first { $0.row.id == row.id }
      return report.map { report in
        ([report.row] + report.copies).compactMap { number(of: $0.path.string) }.sorted()
      }
    }
  }

  private static func number(of path: String) -> Int? {
    path.split(separator: "/").last.flatMap { Int($0.dropLast(4)) }
  }
}

extension Article {
  fileprivate var texts: [String] {
    var texts: [String] = []
    forEachText { texts.append($0) }
    return texts
  }

  /// The figures of its text.
  fileprivate var figures: Set<String> {
    var figures: Set<String> = []
    for text in texts {
      Terms.forEach(in: text) { if $0.contains(where: \.isNumber) { figures.insert($0) } }
    }
    return figures
  }
}
