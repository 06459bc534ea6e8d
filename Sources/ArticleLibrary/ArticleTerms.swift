// An article as the full-text index gets it.

import ArticleModel
import TextAnalysis

/// An article's words by field, folded, each field's parted by spaces.
struct ArticleTerms: Sendable {
  /// The language whose stemmer made the vocabulary's stems.
  var language: Language?
  var headline = ""
  /// The summary and the first paragraph: what tells which event it is about.
  var lead = ""
  var body = ""
  var location = ""
  var byline = ""
  var tags = ""
  /// Each word of the article.
  var vocabulary: Set<String> = []
  /// How many terms all fields have together.
  var count = 0

  /// The terms of an article.
  ///
  /// - Parameter article: as it is stored: the same article gives the same terms, or it could not
  ///   be taken out of the index.
  init(_ article: Article) {
    let opening = article.openingBlocks
    let known = article.language.flatMap { Language(tag: $0.string) }
    language = known ?? Self.language(of: article)
    var maker = TermMaker()
    headline = maker.terms(of: [article.headline.text])
    lead = maker.terms(of: opening.map(\.text))
    body = maker.terms(of: Self.rest(of: article, after: opening.count))
    location = maker.terms(of: [article.dateline?.location, article.dateline?.region])
    byline = maker.terms(of: [article.byline, article.dateline?.agency])
    tags = maker.terms(of: article.tags)
    vocabulary = maker.words
    count = maker.count
  }

  /// What follows the opening, part headings included, in reading order: what another article
  /// is about is no word of this one.
  private static func rest(of article: Article, after opening: Int) -> [SafeText] {
    var skipped = opening
    var rest: [SafeText] = []
    for section in article.sections where section.kind != .related {
      if section.kind == .part { rest.append(section.title) }
      for block in section.blocks {
        if skipped > 0 {
          skipped -= 1
        } else {
          rest.append(block.text)
        }
      }
    }
    return rest
  }

  /// The language that the text itself shows.
  static func language(of article: Article) -> Language? {
    var terms: [String] = []
    for section in article.sections where section.kind != .related {
      for block in section.blocks where terms.count < 80 {
        Terms.forEach(in: block.text.string) { terms.append($0) }
      }
    }
    return Language.detect(in: terms.prefix(120))
  }
}

private struct TermMaker {
  private(set) var words: Set<String> = []
  private(set) var count = 0

  init() {
    words.reserveCapacity(512)
  }

  mutating func terms(of texts: [SafeText?]) -> String {
    var terms = ""
    terms.reserveCapacity(texts.reduce(0) { $0 + ($1?.string.utf8.count ?? 0) })
    for case let text? in texts {
      Terms.forEach(in: text.string) { word in
        words.insert(word)
        count += 1
        terms += word
        terms += " "
      }
    }
    return terms
  }
}

extension Article {
  /// The summary's blocks and the first block after them, in reading order.
  var openingBlocks: [Block] {
    var blocks: [Block] = []
    for section in sections {
      switch section.kind {
      case .summary: blocks += section.blocks.prefix(4)
      case .body, .part:
        if let first = section.blocks.first {
          blocks.append(first)
          return blocks
        }
      case .related: break
      }
    }
    return blocks
  }
}

/// Terms that stand for the day of an article, so that the newest of many matches can be asked for.
///
/// A day has one term on each of four levels: its own, and those of the 8, 64 and 512 days around
/// it. They begin with a sign that no word has.
enum DayTerms {
  private static let widths = [1, 8, 64, 512]
  /// How many terms a day has.
  static let levels = widths.count
  /// Days are counted from here, so that none is negative.
  private static let origin = 1_000_000

  /// The terms of an article, parted by spaces. `newness` is the negative of its seconds since 1970.
  static func of(newness: Int64) -> String {
    let day = day(newness: newness) + origin
    return widths.indices.map { term(level: $0, number: day / widths[$0]) }.joined(separator: " ")
  }

  static func day(newness: Int64) -> Int {
    Int((Double(newness) / -86_400).rounded(.down))
  }

  /// Terms that together stand for the days of a range, and for no other but a few before it; `nil`
  /// for a range of so many years that it parts nothing.
  static func covering(_ days: ClosedRange<Int>) -> [String]? {
    guard days.count <= 48 * 512 else { return nil }
    var terms: [String] = []
    var day = days.upperBound + origin
    let first = max(days.lowerBound + origin, 0)
    while day >= first {
      // The widest span that ends with this day and does not reach too far back.
      let level =
        widths.indices.last { level in
          (day + 1) % widths[level] == 0 && day - widths[level] + 1 >= first - widths[level] / 2
        } ?? 0
      terms.append(term(level: level, number: day / widths[level]))
      day -= widths[level]
    }
    return terms
  }

  private static func term(level: Int, number: Int) -> String {
    "¤" + ["a", "b", "c", "d"][level] + String(number, radix: 36)
  }
}
