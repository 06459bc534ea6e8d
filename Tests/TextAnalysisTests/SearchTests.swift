// Finding words as they are typed, and headlines however they are set.

import Testing
import TextAnalysis

@Suite struct SearchTests {
  private func found(_ needle: String, _ text: String) -> [String] {
    let scalars = Array(text.unicodeScalars)
    return TextSearch.ranges(of: needle, in: text).map { range in
      var view = String.UnicodeScalarView()
      view.append(contentsOf: scalars[range])
      return String(view)
    }
  }

  @Test(arguments: [
    ("e", "Ére e", ["É", "e", "e"]), ("strasse", "Die STRASSE, die Straße", ["STRASSE", "Straße"]),
    ("ecole", "E\u{301}cole, école", ["E\u{301}cole", "école"]), ("aa", "aaaa a", ["aa", "aa"]),
    ("北京", "在北京的北京人", ["北京", "北京"]), ("don't", "They don’t", ["don’t"]),
    (" ice ", "Ice and ice", ["Ice", "ice"]), ("", "abc", []), ("abc", "", []), ("x", "abc", []),
    ("abab", "abababab", ["abab", "abab"]), ("s", "ß", ["ß"]), ("мой", "Мои, мой", ["мой"]),
    ("محمد", "مُحَمَّد", ["مُحَمَّد"]), ("ﬁ", "fish", ["fi"]), ("ghi", "ABC\u{AD}GHI", ["GHI"]),
  ])
  func everyOccurrence(needle: String, text: String, parts: [String]) {
    #expect(found(needle, text) == parts)
  }

  @Test func rangesAreInOrderAndApart() {
    let text = String(repeating: "Ice é ße 北京 ", count: 200)
    for needle in ["i", "e", "ß", "京", " "] {
      let ranges = TextSearch.ranges(of: needle, in: text)
      for (left, right) in zip(ranges, ranges.dropFirst()) {
        #expect(left.upperBound <= right.lowerBound)
      }
      #expect(ranges.allSatisfy { $0.upperBound <= text.unicodeScalars.count && !$0.isEmpty })
    }
  }

  @Test(arguments: [
    ("talk gen", "Geneva Talks Resume", true), ("GENÈVE", "Talks in Genève", true),
    ("", "Any", true),
    ("eneva", "Geneva Talks", false), ("talks ice", "Geneva Talks", false), ("北京", "今天北京下雪", true),
    ("u.s", "The U.S. Envoy", true), ("brien", "O'Brien Leaves", true),
  ])
  func wordsOfHeadlines(query: String, headline: String, isMatch: Bool) {
    #expect(TextSearch.wordsMatch(query, headline: headline) == isMatch)
  }

  @Test(arguments: [
    ("Cease-fire in Göteborg?", "“CEASEFIRE” IN GOTEBORG"), ("It’s ‘Over’", "It's \"over\""),
    ("A – B", "A—b"), ("Halley’s  Comet", "Halley's Comet"), ("U.S. Accord", "US accord"),
    ("Первый, раз!", "первый раз"), ("北京，下雪", "北京下雪"), ("Ёлка", "елка"),
  ])
  func keysOfOneHeadlineAreOne(left: String, right: String) {
    #expect(HeadlineKey.of(left) == HeadlineKey.of(right))
  }

  @Test(arguments: [("A Day", "A Night"), ("मई", "में"), ("!!!", "???"), ("мой", "мои")])
  func keysOfTwoAreTwo(left: String, right: String) {
    #expect(HeadlineKey.of(left) != HeadlineKey.of(right))
  }

  @Test(arguments: ["the", "und", "les", "que", "и", "в", "och", "في", "och"])
  func stopWordsOfManyLanguages(word: String) {
    #expect(StopWords.contains(word))
  }

  @Test(arguments: ["geneva", "ice", "war", "hafen", "порт", "北京"])
  func wordsThatSaySomethingAreNone(word: String) {
    #expect(!StopWords.contains(word))
  }
}
