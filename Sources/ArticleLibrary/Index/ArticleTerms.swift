// An article as the full-text index gets it.

import ArticleModel
import StoryMatching
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
  /// The numbers of the article's words in `table`, each once.
  var words: [UInt32] = []
  let table: WordTable
  /// How many terms all fields have together.
  var count = 0
  /// The counts for its story, where they were asked for.
  var reading: StoryReading?
  /// Terms for what the headline's words begin with.
  private var beginnings = ""

  /// The terms of an article.
  ///
  /// - Parameters:
  ///   - article: as it is stored: the same article gives the same terms, or it could not be taken
  ///     out of the index.
  ///   - table: where its words get numbers.
  ///   - stories: counts it for its story.
  init(_ article: Article, _ table: WordTable, _ stories: StoryWords? = nil) {
    self.table = table
    let opening = article.openingBlocks
    let known = article.language.flatMap { Language(tag: $0.string) }
    var maker = TermMaker()
    maker.keepsSequence = stories != nil
    table.withNumbers { numbers in
      numbers.beginArticle()
      headline = maker.terms(of: [article.headline.text], &numbers)
      let headlineEnd = maker.sequence.count
      maker.isLookingForLanguage = known == nil
      lead = maker.terms(of: opening.map(\.text), &numbers)
      body = maker.terms(of: Self.rest(of: article, after: opening.count), &numbers)
      maker.isLookingForLanguage = false
      maker.keepsSequence = false
      language = known ?? Language.detect(marks: maker.marks)
      reading = stories?.read(
        headline: maker.sequence[..<headlineEnd], text: maker.sequence[headlineEnd...], language,
        table, numbers)
      location = maker.terms(
        of: [article.dateline?.location, article.dateline?.region], &numbers)
      byline = maker.terms(of: [article.byline, article.dateline?.agency], &numbers)
      tags = maker.terms(of: article.tags, &numbers)
    }
    words = maker.words
    count = maker.count
    beginnings = BeginningTerms.of(headline)
  }

  /// Further terms for the index, such as no text has.
  func keys(recency: Int64) -> String {
    DayTerms.of(recency: recency) + beginnings
  }

  /// The text after the opening, part headings included, in reading order: what another article
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
}

private struct TermMaker {
  private(set) var words: [UInt32] = []
  private(set) var count = 0
  /// The numbers of the words in their order, while `keepsSequence`.
  private(set) var sequence: [UInt32] = []
  var keepsSequence = false
  /// The language that the first terms speak for.
  private(set) var marks: [UInt32] = []
  var isLookingForLanguage = false
  /// The words that are not counted yet.
  private var pending: [Range<Int>] = []

  /// Words that are counted together: see `WordNumbers.take`.
  private static let together = 256
  /// Terms that tell the language of a text: two or three sentences.
  private static let tellingTerms = 120

  init() {
    words.reserveCapacity(400)
    sequence.reserveCapacity(800)
    pending.reserveCapacity(Self.together)
  }

  mutating func terms(of texts: [SafeText?], _ numbers: inout WordNumbers) -> String {
    var terms: [UInt8] = []
    var joined: [UInt8] = []
    terms.reserveCapacity(texts.reduce(0) { $0 + ($1?.string.utf8.count ?? 0) + 1 })
    for case let text? in texts {
      var string = text.string
      string.withUTF8 { bytes in
        var words = JoinedWords()
        let join = { (word: UnsafeBufferPointer<UInt8>, _: Range<Int>) in
          joined.append(contentsOf: word)
          joined.append(0x20)
        }
        Terms.forEachFolded(in: bytes) { word, place in
          words.take(word, place, in: bytes, join)
          pending.append(terms.count..<terms.count + word.count)
          terms.append(contentsOf: word)
          terms.append(0x20)
          if pending.count == Self.together { takePending(terms, &numbers) }
        }
        words.finish(join)
      }
    }
    takePending(terms, &numbers)
    if !joined.isEmpty { append(joined, to: &terms, &numbers) }
    return String(decoding: terms, as: UTF8.self)
  }

  /// Appends words that the text has in parts behind its own, where no phrase meets them; they are of
  /// no count for its story.
  private mutating func append(
    _ joined: [UInt8], to terms: inout [UInt8], _ numbers: inout WordNumbers
  ) {
    let kept = (keepsSequence, isLookingForLanguage)
    (keepsSequence, isLookingForLanguage) = (false, false)
    defer { (keepsSequence, isLookingForLanguage) = kept }
    var start = terms.count
    terms += joined
    for place in start..<terms.count where terms[place] == 0x20 {
      pending.append(start..<place)
      start = place + 1
      if pending.count == Self.together { takePending(terms, &numbers) }
    }
    takePending(terms, &numbers)
  }

  /// Counts the words that were met since it was last done.
  private mutating func takePending(_ terms: [UInt8], _ numbers: inout WordNumbers) {
    count += pending.count
    terms.withUnsafeBufferPointer { terms in
      numbers.take(pending, of: terms) { number, isNew, marks in
        if isNew { words.append(number) }
        if keepsSequence { sequence.append(number) }
        if isLookingForLanguage, self.marks.count < Self.tellingTerms { self.marks.append(marks) }
      }
    }
    pending.removeAll(keepingCapacity: true)
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
  /// Days are counted from here, so that none is negative.
  private static let origin = 1_000_000

  /// The terms of an article, parted by spaces. `recency` is the negative of its seconds since 1970.
  static func of(recency: Int64) -> String {
    let day = day(recency: recency) + origin
    return widths.indices.map { term(level: $0, number: day / widths[$0]) }.joined(separator: " ")
  }

  static func day(recency: Int64) -> Int {
    Int((Double(recency) / -86_400).rounded(.down))
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

/// Terms that stand for the first letters of words, so that what begins with a letter or two is
/// found without looking at every word that does: those are thousands.
enum BeginningTerms {
  /// The most letters that have a term: of three and more the vocabulary knows the likely words.
  static let longest = 3

  /// The terms of some words that are parted by spaces, each with a space before it.
  static func of(_ words: String) -> String {
    var words = words
    return words.withUTF8 { bytes in
      var terms: [UInt8] = []
      var seen: [UnsafeBufferPointer<UInt8>] = []
      var start = 0
      var letters = 0
      for (index, byte) in bytes.enumerated() {
        if byte == 0x20 {
          start = index + 1
          letters = 0
        } else if index + 1 == bytes.count || bytes[index + 1] & 0xC0 != 0x80 {
          letters += 1
          let beginning = UnsafeBufferPointer(rebasing: bytes[start...index])
          guard letters <= longest, !seen.contains(where: { $0.elementsEqual(beginning) }) else {
            continue
          }
          seen.append(beginning)
          terms.append(0x20)
          terms += sign.utf8
          terms.append(contentsOf: beginning)
        }
      }
      return String(decoding: terms, as: UTF8.self)
    }
  }

  private static let sign = "§"

  /// The term of a beginning. Its first sign parts words, so that no word has it.
  static func term(_ beginning: String) -> String { sign + beginning }
}
