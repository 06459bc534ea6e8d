// The words that two articles share tell a person why they were found near to each other.

package import ArticleModel
import TextAnalysis

/// Finds the words behind two vectors' shared keys.
///
/// Vectors hold no words, so the texts are asked; it is done for the few articles that are shown.
package enum SharedWords {
  /// The heaviest words that two articles share, heaviest first, folded and as one of them writes
  /// them: `["geneva", "witkoff"]`.
  ///
  /// - Parameters:
  ///   - vector: of the article whose words are looked for.
  ///   - article: its text.
  ///   - other: the vector of the other article.
  ///   - sketcher: makes the keys of words.
  ///   - limit: how many words.
  /// - Returns: no word twice, also not in another form.
  package static func of(
    _ vector: StoryVector, _ article: Article, and other: StoryVector, sketcher: StorySketcher,
    limit: Int = 5
  ) -> [String] {
    let heaviest = shared(vector, other).prefix(limit)
    var wanted = Set(heaviest)
    var words: [UInt32: String] = [:]
    let language = article.storyLanguage
    func look(in text: String) {
      guard !wanted.isEmpty else { return }
      Terms.forEach(in: text) { term in
        guard let key = sketcher.key(of: term, in: language), wanted.remove(key) != nil else {
          return
        }
        words[key] = term
      }
    }
    look(in: article.headline.text.string)
    article.forEachText(look)
    return heaviest.compactMap { words[$0] }
  }

  /// The keys that two vectors share, by what they add to the similarity.
  private static func shared(_ left: StoryVector, _ right: StoryVector) -> [UInt32] {
    var weights: [UInt32: UInt32] = [:]
    for entry in left.entries { weights[entry >> 8] = entry & 0xFF }
    let shared = right.entries.compactMap { entry in
      weights[entry >> 8].map { (key: entry >> 8, product: $0 * (entry & 0xFF)) }
    }
    return shared.sorted { ($0.product, $1.key) > ($1.product, $0.key) }.map(\.key)
  }
}
