// Finding words as they are typed, in a text and in headlines.

/// Search within one text, case and accents aside.
package enum TextSearch {
  /// Every occurrence of `needle` in `text`, counted in Unicode scalars of `text`, in order and not
  /// overlapping.
  ///
  ///     TextSearch.ranges(of: "e", in: "Ére")  // [0..<1, 2..<3]
  ///
  /// Both are folded (see `TextFolding`); an occurrence takes the marks that follow it along. White
  /// space around the needle does not count, and an empty one is nowhere. Linear in both lengths
  /// (Knuth, Morris, Pratt).
  package static func ranges(of needle: String, in text: String) -> [Range<Int>] {
    finder(of: needle)(text)
  }

  /// The same for many texts: what is looked for is folded once.
  package static func finder(of needle: String) -> (String) -> [Range<Int>] {
    let pattern = trimmed(TextFolding.foldWithPlaces(needle).scalars)
    guard !pattern.isEmpty else { return { _ in [] } }
    let borders = borderLengths(of: pattern)
    return { ranges(of: pattern, borders, in: $0) }
  }

  private static func ranges(
    of pattern: [UInt32], _ borders: [Int], in text: String
  ) -> [Range<Int>] {
    let (scalars, places) = TextFolding.foldWithPlaces(text)
    var found: [Range<Int>] = []
    var matched = 0
    for (index, scalar) in scalars.enumerated() {
      while matched > 0, pattern[matched] != scalar { matched = borders[matched - 1] }
      if pattern[matched] == scalar { matched += 1 }
      guard matched == pattern.count else { continue }
      let start = places[index + 1 - matched].lowerBound
      matched = 0
      if start >= (found.last?.upperBound ?? 0) { found.append(start..<places[index].upperBound) }
    }
    return found
  }

  private static func trimmed(_ pattern: [UInt32]) -> [UInt32] {
    guard let first = pattern.firstIndex(where: { $0 != 0x20 }),
      let last = pattern.lastIndex(where: { $0 != 0x20 })
    else { return [] }
    return Array(pattern[first...last])
  }

  /// For each prefix, the length of the longest shorter prefix that also ends it.
  private static func borderLengths(of pattern: [UInt32]) -> [Int] {
    var lengths = [0]
    var matched = 0
    for scalar in pattern.dropFirst() {
      while matched > 0, pattern[matched] != scalar { matched = lengths[matched - 1] }
      if pattern[matched] == scalar { matched += 1 }
      lengths.append(matched)
    }
    return lengths
  }

  /// True if every word of `query` is the start of one of the headline's words, case and accents
  /// aside; a query without words matches all.
  ///
  ///     TextSearch.wordsMatch("talk gen", headline: "Geneva Talks Resume")  // true
  package static func wordsMatch(_ query: String, headline: String) -> Bool {
    let wanted = Terms.all(in: query)
    guard !wanted.isEmpty else { return true }
    let words = Terms.all(in: headline)
    return wanted.allSatisfy { prefix in words.contains { $0.hasPrefix(prefix) } }
  }
}
