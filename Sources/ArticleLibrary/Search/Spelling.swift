// Typing mistakes in a search.

import ArticleModel
import GRDB
import TextAnalysis

/// Finds what was meant where no article has a word as it was typed.
struct Spelling {
  let vocabulary: Vocabulary

  /// The commonest word of the library that is one letter away (one too many, too few, another, or
  /// two changed about), or `nil`. Words of fewer than four letters are left as they are.
  func correction(of word: String) throws -> String? {
    let letters = Array(word.unicodeScalars)
    guard letters.count >= 4, letters.count <= 32 else { return nil }
    var best: (word: String, articles: Int)?
    for candidate in Self.neighbours(of: letters) {
      let articles = try vocabulary.articles(of: candidate)
      if articles > best?.articles ?? 0 { best = (candidate, articles) }
    }
    return best?.word
  }

  private static func neighbours(of letters: [Unicode.Scalar]) -> Set<String> {
    let alphabet = alphabet(of: letters)
    var found: Set<String> = []
    func add(_ letters: [Unicode.Scalar]) {
      var view = String.UnicodeScalarView()
      view.append(contentsOf: letters)
      found.insert(String(view))
    }
    for place in letters.indices {
      var shorter = letters
      shorter.remove(at: place)
      add(shorter)
      if place > 0 {
        var swapped = letters
        swapped.swapAt(place - 1, place)
        add(swapped)
      }
      for letter in alphabet {
        var other = letters
        other[place] = letter
        add(other)
      }
    }
    for place in 0...letters.count {
      for letter in alphabet {
        var longer = letters
        longer.insert(letter, at: place)
        add(longer)
      }
    }
    return found
  }

  /// The letters of the script that a word is in, as far as it has an alphabet of some dozens.
  private static func alphabet(of letters: [Unicode.Scalar]) -> [Unicode.Scalar] {
    let ranges: [ClosedRange<UInt32>] = [
      0x61...0x7A, 0x3B1...0x3C9, 0x430...0x44F, 0x561...0x586, 0x5D0...0x5EA, 0x621...0x64A,
      0x10D0...0x10F0,
    ]
    guard let first = letters.first,
      let range = ranges.first(where: { $0.contains(first.value) })
    else { return [] }
    return range.compactMap(Unicode.Scalar.init)
  }
}
