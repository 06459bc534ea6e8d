// Pairs of characters are joined to words again before they are shown.

import ArticleModel

/// Scripts without spaces are matched by pairs of characters, which no reader takes for words.
enum WordPairs {
  /// The words with pairs that overlap put together again: `诺贝` and `贝尔` are `诺贝尔`.
  static func joined(_ words: [SafeText]) -> [SafeText] {
    var joined: [SafeText] = []
    var rest = words
    while !rest.isEmpty {
      var word = rest.removeFirst()
      guard isPair(word) else {
        joined.append(word)
        continue
      }
      while let next = rest.firstIndex(where: { isPair($0) && overlap(word, $0) != nil }) {
        word = overlap(word, rest.remove(at: next)) ?? word
      }
      joined.append(word)
    }
    return joined
  }

  private static func isPair(_ word: SafeText) -> Bool {
    let scalars = word.string.unicodeScalars
    return scalars.count == 2 && scalars.allSatisfy { $0.value >= 0x2E80 }
  }

  /// A word and a pair as one, if one ends as the other begins.
  private static func overlap(_ word: SafeText, _ pair: SafeText) -> SafeText? {
    let scalars = word.string.unicodeScalars
    let other = pair.string.unicodeScalars
    if scalars.last == other.first {
      return word + pair.slice(scalars: 1..<2)
    }
    return scalars.first == other.last ? pair.slice(scalars: 0..<1) + word : nil
  }
}
