// News that nobody wrote: as many articles as a test wants, the same for the same seed.

package import ArticleModel

/// A document of a generated corpus.
package struct GeneratedDocument: Hashable, Sendable {
  /// Relative to the corpus's folder: `World/Europe/000123.txt`.
  package var path: String
  /// The headline that a reader should find.
  package var headline: String
  /// The headlines at its end.
  package var related: [String]
  /// The event it covers; articles on one event share its rare words.
  package var event: Int
  package var text: String
}

/// Makes articles of about 3 KB in the forms of the grammar: with front matter, with a headline
/// line, or with neither as the sample document; words by Zipf's law, desks as nested folders,
/// related headlines of which some exist and some do not.
///
///     let corpus = CorpusGenerator(seed: 1, count: 10_000)
///     try corpus.write(to: folder.path)
///
/// An article depends on the seed, the count and its index alone.
package struct CorpusGenerator: Sendable {
  package let seed: UInt64
  package let count: Int
  private let vocabulary = Vocabulary()

  package init(seed: UInt64, count: Int) {
    self.seed = seed
    self.count = count
  }

  /// How many events the articles cover: some four articles each.
  package var events: Int { max(1, count / 4) }

  /// The first day of the corpus's two years.
  package static let firstDay = CivilDay(year: 2024, month: 3, day: 1)

  private static let desks = [
    "World", "World/Europe", "World/Asia", "World/Africa", "World/Americas", "Science",
    "Science/Space", "Science/Health", "Culture", "Culture/Books", "Sport", "Business",
    "Business/Energy", "City",
  ]
  private static let places = [
    "GENEVA", "NAIROBI", "LIMA", "OSLO", "HANOI", "QUITO", "TBILISI", "ACCRA", "VALPARAISO",
    "TALLINN", "COLOMBO", "WELLINGTON",
  ]

  /// The event of an article: one in five stands alone, the others by chance, so that a few events
  /// have many.
  package func event(of index: Int) -> Int {
    var random = SeededRandom(seed: seed ^ 0xE0E0, stream: index)
    if random.below(5) == 0 { return events + index }
    return min(random.below(events), random.below(events))
  }

  /// The headline of an article: three of its event's words among others.
  package func headline(of index: Int) -> String {
    var random = SeededRandom(seed: seed ^ 0x4EAD, stream: index)
    let own = words(of: event(of: index))
    var parts = (0..<random.within(3...5)).map { _ in Vocabulary.plain[random.below(200)] }
    for word in own.prefix(3) { parts.insert(word, at: random.below(parts.count + 1)) }
    return parts.map(Self.capitalised).joined(separator: " ")
  }

  /// The rare words of an event, the first of them names.
  private func words(of event: Int) -> [String] {
    var random = SeededRandom(seed: seed ^ 0xEFE7, stream: event)
    return (0..<12).map { _ in
      String(decoding: vocabulary.drawRare(&random), as: UTF8.self)
    }
  }

  /// An article.
  package func document(_ index: Int) -> GeneratedDocument {
    var random = SeededRandom(seed: seed, stream: index)
    let event = event(of: index)
    let headline = headline(of: index)
    let related = related(of: index, &random)
    let form = random.below(10)
    let day = day(of: event, &random)
    var text: [UInt8] = []
    var lastLines = related
    if form < 6 {
      text += Array("---\ntitle: \(headline)\ndate: \(day.text)\n---\n\n".utf8)
    } else if form < 8 {
      text += Array("\(headline)\n\n".utf8)
    } else {
      lastLines.insert(headline, at: random.below(lastLines.count + 1))
    }
    writeBody(&text, words(of: event).map { Array($0.utf8) }, &random)
    for line in lastLines { text += Array((line + "\n").utf8) }
    return GeneratedDocument(
      path: path(of: index, &random), headline: headline, related: related, event: event,
      text: String(decoding: text, as: UTF8.self))
  }

  private func day(of event: Int, _ random: inout SeededRandom) -> CivilDay {
    var days = SeededRandom(seed: seed ^ 0xDA75, stream: event)
    let first = Self.firstDay?.daysSinceEpoch ?? 0
    return CivilDay(daysSinceEpoch: first + days.below(700) + random.below(7))
  }

  private func path(of index: Int, _ random: inout SeededRandom) -> String {
    let digits = String(index)
    let number = String(repeating: "0", count: max(0, 7 - digits.count)) + digits
    return "\(random.pick(Self.desks))/\(number).txt"
  }

  /// Three to five headlines: of the same event where it has others, of any article, of none.
  private func related(of index: Int, _ random: inout SeededRandom) -> [String] {
    var lines: [String] = []
    for other in fellows(of: index).prefix(2) { lines.append(headline(of: other)) }
    let any = random.below(count)
    if any != index { lines.append(headline(of: any)) }
    lines.append(headline(of: count + 1 + random.below(1_000_000)))
    return lines
  }

  /// Articles of the same event, searched for near the article.
  private func fellows(of index: Int) -> [Int] {
    let event = event(of: index)
    guard event < events else { return [] }
    let near = (1...min(40, max(1, count - 1))).map { (index + $0 * 7) % count }
    return near.filter { $0 != index && self.event(of: $0) == event }
  }

  private static func capitalised(_ word: String) -> String {
    (word.first.map { String($0).uppercased() } ?? "") + word.dropFirst()
  }
}

// MARK: Bodies

extension CorpusGenerator {
  /// A summary, a blank line, a paragraph with a dateline and some more, one a line.
  private func writeBody(
    _ text: inout [UInt8], _ own: [[UInt8]], _ random: inout SeededRandom
  ) {
    writeParagraph(&text, own, sentences: 2, &random)
    text.append(0x0A)
    text += Array("\(random.pick(Self.places)) – ".utf8)
    for _ in 0..<random.within(5...8) {
      writeParagraph(&text, own, sentences: random.within(2...4), &random)
    }
  }

  private func writeParagraph(
    _ text: inout [UInt8], _ own: [[UInt8]], sentences: Int, _ random: inout SeededRandom
  ) {
    for sentence in 0..<sentences {
      if sentence > 0 { text.append(0x20) }
      writeSentence(&text, own, &random)
    }
    text.append(0x0A)
  }

  private func writeSentence(
    _ text: inout [UInt8], _ own: [[UInt8]], _ random: inout SeededRandom
  ) {
    let length = random.within(9...21)
    let start = text.count
    for place in 0..<length {
      if place > 0 { text.append(0x20) }
      let chance = random.below(12)
      text += chance == 0 ? own[random.below(own.count)] : vocabulary.draw(&random)
      if chance == 1, place > 3, place < length - 3 { text.append(0x2C) }
    }
    if (0x61...0x7A).contains(text[start]) { text[start] -= 0x20 }
    text.append(0x2E)
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
    for desk in Self.desks { try FileTree.makeFolder(RawPath("\(folder)/\(desk)")) }
    var bytes = 0
    for document in documents {
      let content = Array(document.text.utf8)
      try FileTree.write(content, to: RawPath("\(folder)/\(document.path)"))
      bytes += content.count
    }
    return bytes
  }
}
