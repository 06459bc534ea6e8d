// The words that two articles share tell a person why they were found near to each other.

package import ArticleModel
import TextAnalysis

/// Finds the words behind two vectors' shared keys.
///
/// Vectors hold no words, so the article is asked: once for its names and words, then for each article
/// that is shown beside it.
///
///     var words = SharedWords(vector, article, sketcher: sketcher)
///     words.shared(with: other)  // ["Geneva", "Steve Witkoff", "enrichment"]
package struct SharedWords {
  /// Words of an article, as it writes them, with the keys under which they are counted.
  private struct Reason {
    var text: String
    var words: [(text: String, keys: Set<UInt32>)]
  }

  /// Of the text as much is looked at: what two articles share stands early in one of them.
  private static let mostText = 40_000
  /// Of the shared keys so many are looked at, the heaviest.
  private static let mostKeys = 24
  /// A word that is no name is a reason if it adds this share of what the heaviest adds.
  private static let rareShare = 0.5
  /// Words of fewer characters that are no names say nothing.
  private static let leastLetters = 4

  private let vector: StoryVector
  private let names: [Reason]
  private let texts: [String]
  private let keys: (String) -> Set<UInt32>
  /// The words of the article, as it first writes them, by their keys: most pairs of articles share
  /// names enough, and never ask for them.
  private lazy var written = wordsAsWritten()

  /// - Parameters:
  ///   - vector: of the article whose words are looked for.
  ///   - article: its text.
  ///   - sketcher: makes the keys of words.
  package init(_ vector: StoryVector, _ article: Article, sketcher: StorySketcher) {
    self.vector = vector
    let language = article.storyLanguage
    var texts: [String] = []
    var room = Self.mostText
    article.forEachText { text in
      guard room > 0 else { return }
      texts.append(String(text.unicodeScalars.prefix(room)))
      room -= text.utf8.count
    }
    let keys = { (text: String) in
      Set(Terms.all(in: text).compactMap { sketcher.key(of: $0, in: language) })
    }
    names = Names.all(in: texts).map { name in
      let words = name.text.split(separator: " ").filter { !Self.isTitle($0) }.map(String.init)
      return Reason(text: name.text, words: words.map { ($0, keys($0)) })
    }
    self.keys = keys
    self.texts = texts + [article.headline.text.string]
  }

  private func wordsAsWritten() -> [UInt32: String] {
    var written: [UInt32: String] = [:]
    var seen: Set<Substring> = []
    for text in texts {
      for word in text.split(whereSeparator: \.isWhitespace) where seen.insert(word).inserted {
        let terms = Terms.all(in: String(word))
        for term in terms {
          for key in keys(term) where written[key] == nil {
            written[key] = terms.count == 1 ? Self.bare(word) : term
          }
        }
      }
    }
    return written
  }

  /// Names, places and rare words that two articles share, as the first of them writes them: names
  /// first, of each kind the heaviest first.
  ///
  /// - Parameters:
  ///   - other: the vector of the other article.
  ///   - limit: how many.
  /// - Returns: no word twice, also not in another form.
  package mutating func shared(with other: StoryVector, limit: Int = 5) -> [String] {
    let heaviest = shared(other).prefix(Self.mostKeys)
    guard let most = heaviest.first?.product else { return [] }
    let products = Dictionary(heaviest.map { ($0.key, $0.product) }) { first, _ in first }
    var used: Set<UInt32> = []
    var reasons: [String] = []
    for name in weighed(products) where reasons.count < limit {
      guard !name.keys.isSubset(of: used) else { continue }
      used.formUnion(name.keys)
      reasons.append(name.text)
    }
    for (key, product) in heaviest where reasons.count < limit {
      guard Double(product) >= Self.rareShare * Double(most), !used.contains(key),
        let word = written[key], Self.saysSomething(word)
      else { continue }
      used.insert(key)
      reasons.append(word)
    }
    return reasons
  }

  /// The names of which something is shared, by what it adds: of a longer name the words that are.
  private func weighed(
    _ products: [UInt32: UInt32]
  ) -> [(text: String, keys: Set<UInt32>)] {
    let found = names.compactMap { name -> (text: String, keys: Set<UInt32>, weight: UInt32)? in
      let shared = name.words.filter { word in
        !word.keys.isEmpty && word.keys.allSatisfy { products[$0] != nil }
      }
      guard !shared.isEmpty else { return nil }
      let isWhole = shared.count == name.words.count(where: { !$0.keys.isEmpty })
      let text =
        isWhole && name.words.count == name.text.split(separator: " ").count
        ? name.text : shared.map(\.text).joined(separator: " ")
      let keys = shared.reduce(into: Set<UInt32>()) { $0.formUnion($1.keys) }
      return (text, keys, keys.compactMap { products[$0] }.max() ?? 0)
    }
    return found.sorted { ($0.weight, $1.text) > ($1.weight, $0.text) }.map { ($0.text, $0.keys) }
  }

  /// The keys that two vectors share, by what they add to the similarity.
  private func shared(_ other: StoryVector) -> [(key: UInt32, product: UInt32)] {
    var weights: [UInt32: UInt32] = [:]
    for entry in vector.entries { weights[entry >> 8] = entry & 0xFF }
    let shared = other.entries.compactMap { entry in
      weights[entry >> 8].map { (key: entry >> 8, product: $0 * (entry & 0xFF)) }
    }
    return shared.sorted { ($0.product, $1.key) > ($1.product, $0.key) }
  }

  /// A word without the punctuation round it.
  private static func bare(_ word: Substring) -> String {
    let isPart = { (character: Character) in character.isLetter || character.isNumber }
    let head = word.drop { !isPart($0) }
    return head.lastIndex(where: isPart).map { String(head[...$0]) } ?? String(word)
  }

  private static func saysSomething(_ word: String) -> Bool {
    if isTitle(word) { return false }
    // Scripts without capitals and spaces say much in few characters.
    guard let first = word.unicodeScalars.first, first.value < 0x2E80 else { return true }
    return word.unicodeScalars.count >= leastLetters && !first.properties.isNumber
  }

  /// True of what stands before anybody's name.
  private static func isTitle(_ word: some StringProtocol) -> Bool {
    titles.contains(TextFolding.fold(String(word.filter { $0 != "." })))
  }

  private static let titles: Set<String> = [
    "mr", "mrs", "ms", "miss", "dr", "prof", "professor", "sir", "lady", "lord", "dame", "rev",
    "herr", "frau", "monsieur", "madame", "mme", "mlle", "senor", "senora", "sr", "sra", "sig",
    "signor", "signora", "don", "dona", "pan", "pani", "господин", "госпожа",
  ]
}

extension Unicode.Scalar.Properties {
  fileprivate var isNumber: Bool { generalCategory == .decimalNumber }
}
