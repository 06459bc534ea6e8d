// News that nobody wrote: as many articles as a test or a benchmark wants, the same for the same seed.

package import ArticleModel

/// A document of a generated corpus.
package struct GeneratedDocument: Hashable, Sendable {
  /// Relative to the corpus's folder: `World/Europe/0000123.txt`.
  package var path: String
  /// The headline that a reader should find.
  package var headline: String
  /// The headlines at its end.
  package var related: [String]
  /// The event it covers, by its first article; articles on one event share its names.
  package var event: Int
  /// The day it says it was published, if it says so.
  package var published: CivilDay?
  /// The file's content, UTF-8.
  package var bytes: [UInt8]

  package var text: String { String(decoding: bytes, as: UTF8.self) }
}

/// Makes articles of about 3 KB in the forms of the grammar: with front matter, with a headline
/// line, or with neither as the sample document; words by Zipf's law, desks as nested folders,
/// datelines, quotations, related headlines of which some exist and some do not.
///
///     let corpus = CorpusGenerator(seed: 1, count: 10_000)
///     try corpus.write(to: folder.path)
///
/// An article depends on the seed, the count and its index alone. Articles that follow one another
/// cover one event, from one to forty of them. No folder holds more than about a thousand files.
package struct CorpusGenerator: Sendable {
  package let seed: UInt64
  package let count: Int
  private let vocabulary = Vocabulary.shared
  /// Events do not reach from one block of articles into the next, so that each is found by itself.
  private static let block = 64
  private static let firstDay = CivilDay(year: 2015, month: 1, day: 1)
  /// The days over which articles are spread: ten years.
  private static let days = 3_650

  package init(seed: UInt64, count: Int) {
    self.seed = seed
    self.count = count
  }

  /// An article.
  package func document(_ index: Int) -> GeneratedDocument {
    var random = SeededRandom(seed: seed, stream: index)
    let articles = event(of: index)
    let event = facts(of: articles.lowerBound)
    let headline = headline(of: index, event)
    let day = event.day + random.below(2 + articles.count)
    let related = related(of: index, articles, event, &random)
    let form = random.below(10)
    let published = form < 8 ? CivilDay(daysSinceEpoch: day) : nil
    var lastLines = related
    var text: [UInt8] = []
    text.reserveCapacity(5_000)
    if let published {
      text += "---\ntitle: ".utf8
      text += headline
      text += "\ndate: \(published.text)\nauthor: \(event.author(&random))\n---\n\n".utf8
    } else if form < 9 {
      text += headline
      text += "\n\n".utf8
    } else {
      lastLines.insert(headline, at: random.below(lastLines.count + 1))
    }
    var prose = GeneratedProse(vocabulary: vocabulary, event: event, random: random)
    prose.write(into: &text)
    for line in lastLines {
      text += line
      text.append(0x0A)
    }
    return GeneratedDocument(
      path: path(of: index, event, day), headline: String(decoding: headline, as: UTF8.self),
      related: related.map { String(decoding: $0, as: UTF8.self) }, event: articles.lowerBound,
      published: published, bytes: text)
  }

  /// The articles of the event that an article covers.
  package func event(of index: Int) -> Range<Int> {
    let start = index / Self.block * Self.block
    var random = SeededRandom(seed: seed ^ 0xE0E0, stream: start)
    var first = start
    while true {
      let end = min(first + Self.size(&random), start + Self.block)
      if index < end { return first..<(index < count ? min(end, count) : end) }
      first = end
    }
  }

  /// How many articles an event has: many have one or two, few have dozens.
  private static func size(_ random: inout SeededRandom) -> Int {
    switch random.below(100) {
    case 0..<30: 1
    case 30..<55: random.within(2...3)
    case 55..<80: random.within(4...6)
    case 80..<95: random.within(7...15)
    default: random.within(16...40)
    }
  }

  private func facts(of event: Int) -> GeneratedEvent {
    var random = SeededRandom(seed: seed ^ 0xEFE7, stream: event)
    let first = (Self.firstDay?.daysSinceEpoch ?? 0) + random.below(Self.days)
    return GeneratedEvent(vocabulary, day: first, &random)
  }

  /// The headline of an article, also of one beyond the corpus.
  package func headline(of index: Int) -> String {
    String(decoding: headline(of: index, facts(of: event(of: index).lowerBound)), as: UTF8.self)
  }

  private func headline(of index: Int, _ event: GeneratedEvent) -> [UInt8] {
    var random = SeededRandom(seed: seed ^ 0x4EAD, stream: index)
    return HeadlineTemplate.all[random.below(HeadlineTemplate.all.count)].filled(event, &random)
  }

  /// One to four headlines: of the same event, of any article, of none.
  private func related(
    of index: Int, _ articles: Range<Int>, _ event: GeneratedEvent, _ random: inout SeededRandom
  ) -> [[UInt8]] {
    var lines: [[UInt8]] = []
    for step in 1...2 where articles.count > step && random.below(3) > 0 {
      let other = articles.lowerBound + (index - articles.lowerBound + step) % articles.count
      lines.append(headline(of: other, event))
    }
    for other in [random.below(count), count + Self.block + random.below(1_000_000)]
    where other != index {
      lines.append(headline(of: other, facts(of: self.event(of: other).lowerBound)))
    }
    return lines
  }

  /// By desk; from 10,000 articles on by year, from 100,000 by month, so that folders stay small.
  private func path(of index: Int, _ event: GeneratedEvent, _ day: Int) -> String {
    var folder = event.desk
    if count > 10_000 {
      let text = CivilDay(daysSinceEpoch: day).text
      folder += "/" + text.prefix(count > 100_000 ? 7 : 4)
    }
    let digits = String(index)
    return folder + "/" + String(repeating: "0", count: max(0, 7 - digits.count)) + digits + ".txt"
  }
}

// MARK: Writing

extension CorpusGenerator {
  /// All documents, one at a time.
  package var documents: some Sequence<GeneratedDocument> {
    (0..<count).lazy.map { document($0) }
  }

  /// Writes all documents into a folder; gives the bytes written.
  @discardableResult
  package func write(to folder: String) throws -> Int {
    try FileTree.makeFolder(RawPath(folder))
    var made: Set<RawPath> = []
    var bytes = 0
    for document in documents {
      let path = RawPath(folder + "/" + document.path)
      if made.insert(path.parent).inserted { try FileTree.makeFolder(path.parent) }
      try FileTree.write(document.bytes, to: path)
      bytes += document.bytes.count
    }
    return bytes
  }
}
