// Matching counts an article's words by the numbers that they have for the index anyway.

import StoryMatching
import TextAnalysis

/// The words of one table as matching counts them, each worked out once for a language.
///
/// For one thread, as the sketcher that it holds.
package final class StoryWords {
  private let sketcher = StorySketcher()
  private var table: ObjectIdentifier?
  private var words: [Language?: [StorySketcher.Word?]] = [:]

  package init() {}

  /// Counts an article.
  ///
  /// - Parameters:
  ///   - headline: the numbers of its words, in order.
  ///   - text: those of the words of its text.
  ///   - language: of the text.
  ///   - table: whose numbers they are.
  ///   - numbers: of that table.
  /// - Returns: what was counted.
  func read(
    headline: ArraySlice<UInt32>, text: ArraySlice<UInt32>, _ language: Language?,
    _ table: WordTable, _ numbers: WordNumbers
  ) -> StoryReading {
    if self.table != ObjectIdentifier(table) {
      self.table = ObjectIdentifier(table)
      words = [:]
    }
    // Taken out, so that it is not copied when it is changed.
    var known = words.updateValue([], forKey: language) ?? []
    defer { words[language] = known }
    if known.count < numbers.count {
      known += [StorySketcher.Word?](repeating: nil, count: numbers.count * 3 / 2 - known.count)
    }
    sketcher.begin(language: language)
    add(headline, .headline, language, numbers, &known)
    add(text, .body, language, numbers, &known)
    return sketcher.finish()
  }

  private func add(
    _ sequence: ArraySlice<UInt32>, _ field: StorySketcher.Field, _ language: Language?,
    _ numbers: WordNumbers, _ known: inout [StorySketcher.Word?]
  ) {
    for number in sequence {
      if let word = known[Int(number)] {
        sketcher.add(word, in: field)
      } else {
        let word = sketcher.word(numbers.word(Int(number)), in: language)
        known[Int(number)] = word
        sketcher.add(word, in: field)
      }
    }
  }
}
