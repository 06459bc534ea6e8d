// A briefing has the sentences of a story's new articles that its reader does not know yet.

package import ArticleModel
import TextAnalysis

/// A sentence that is new to the reader.
package struct NewSentence: Hashable, Sendable {
  /// The article that has it.
  package var article: ArticleID
  /// The sentence's paragraph, counted over the blocks of all sections but the related headlines.
  package var block: Int
  /// The sentence as it is written.
  package var text: SafeText
}

/// Chooses the sentences of a briefing.
///
/// A sentence is new if less than three fifths of its words stand in any one sentence that was read or
/// was chosen before. Of the new ones the first of the newest article is told in any case: its headline
/// stands for the story. After it those come first that stand early in their article and are about what
/// the whole story is about.
package struct NewSentences {
  /// How much of a sentence may stand in one that is known.
  private static let knownShare = 0.6
  /// Sentences of fewer or of more words are passed over: bylines, lists of names.
  private static let words = 6...70
  /// So many paragraphs of an article are looked at, and so many sentences altogether.
  private static let blockLimit = 24
  private static let sentenceLimit = 1_000

  private let sketcher: StorySketcher

  /// Sentences whose words `sketcher` makes comparable.
  package init(sketcher: StorySketcher) {
    self.sketcher = sketcher
  }

  private struct Candidate {
    var sentence: NewSentence
    /// The keys of its words, each once.
    var keys: [UInt32]
    /// Its place in its article, from 0.
    var order: Int
    /// The article's place among the new ones.
    var place: Int
  }

  /// The sentences, in the order of the articles and of their text.
  ///
  /// - Parameters:
  ///   - articles: the story's new articles, oldest first.
  ///   - read: its articles that were read.
  ///   - limit: of sentences.
  /// - Returns: at most `limit`; none where the new articles say nothing new.
  package func choose(
    from articles: [(id: ArticleID, article: Article)], read: [Article], limit: Int
  ) -> [NewSentence] {
    var known = KnownSentences()
    for article in read {
      sentences(of: article, ArticleID(rawValue: 0), place: 0).forEach { known.add($0.keys) }
    }
    var open = articles.enumerated().flatMap { place, new in
      sentences(of: new.article, new.id, place: place)
    }
    if open.count > Self.sentenceLimit { open.removeFirst(open.count - Self.sentenceLimit) }
    let spread = Self.spread(open)
    var chosen: [Candidate] = []
    while chosen.count < limit {
      open.removeAll { known.share(of: $0.keys) >= Self.knownShare }
      let isNewest = { (candidate: Candidate) in candidate.place == articles.count - 1 }
      let lead = chosen.isEmpty ? open.first(where: isNewest) : nil
      guard let best = lead ?? Self.best(open, spread) else { break }
      known.add(best.keys)
      chosen.append(best)
    }
    return chosen.sorted { ($0.place, $0.order) < ($1.place, $1.order) }.map(\.sentence)
  }

  /// In how many of the sentences each word stands: what a story is about comes again and again.
  private static func spread(_ sentences: [Candidate]) -> [UInt32: Int] {
    var spread: [UInt32: Int] = [:]
    for sentence in sentences { for key in sentence.keys { spread[key, default: 0] += 1 } }
    return spread
  }

  /// The sentence that is most about the story, the earlier one for its article the better; of
  /// equals that of the newest article.
  private static func best(_ open: [Candidate], _ spread: [UInt32: Int]) -> Candidate? {
    func worth(_ candidate: Candidate) -> Double {
      let sum = candidate.keys.reduce(0) { $0 + naturalLogarithm(1 + Double(spread[$1] ?? 0)) }
      return sum / Double(candidate.keys.count + 3) / (1 + Double(candidate.order) / 4)
    }
    return open.max {
      (worth($0), $0.place, -$0.order) < (worth($1), $1.place, -$1.order)
    }
  }

  private func sentences(
    of article: Article, _ id: ArticleID, place: Int
  ) -> [Candidate] {
    let language = article.storyLanguage
    let dateline = article.datelineStretch
    var candidates: [Candidate] = []
    var block = 0
    for (index, section) in article.sections.enumerated() where section.kind != .related {
      for (number, text) in section.blocks.enumerated() {
        defer { block += 1 }
        guard block < Self.blockLimit, text.kind == .paragraph || text.kind == .quote else {
          continue
        }
        // The article says where it was filed; its first sentence need not.
        let isOpened = dateline?.section == index && dateline?.block == number
        let head = isOpened ? dateline?.range.upperBound ?? 0 : 0
        let prose = String(text.text.string.unicodeScalars.dropFirst(head))
        for range in Sentences.ranges(in: prose) {
          let sentence = String(prose[range])
          guard let keys = keys(of: sentence, language) else { continue }
          let new = NewSentence(article: id, block: block, text: SafeText(line: sentence))
          candidates.append(
            Candidate(sentence: new, keys: keys, order: candidates.count, place: place))
        }
      }
    }
    return candidates
  }

  /// The keys of a sentence's words, each once; `nil` for one that is too short or too long.
  private func keys(of sentence: String, _ language: Language?) -> [UInt32]? {
    var words = 0
    var keys: Set<UInt32> = []
    Terms.forEach(in: sentence) { term in
      words += 1
      if let key = sketcher.key(of: term, in: language) { keys.insert(key) }
    }
    return Self.words.contains(words) && keys.count >= 3 ? keys.sorted() : nil
  }
}

/// The sentences that a reader knows, by their words.
private struct KnownSentences {
  private var lists: [UInt32: [Int32]] = [:]
  private var count = 0

  mutating func add(_ keys: [UInt32]) {
    for key in keys { lists[key, default: []].append(Int32(count)) }
    count += 1
  }

  /// The largest part of a sentence's words that one known sentence has.
  func share(of keys: [UInt32]) -> Double {
    var hits: [Int32: Int] = [:]
    for key in keys { for sentence in lists[key] ?? [] { hits[sentence, default: 0] += 1 } }
    return Double(hits.values.max() ?? 0) / Double(max(1, keys.count))
  }
}
