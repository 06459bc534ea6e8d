// Where the words of a search are in a text.

extension SearchQuery {
  /// Where its words are in a text, in scalars, in order and not overlapping: their other forms too,
  /// and what begins with a word that may go on.
  ///
  /// - Parameters:
  ///   - text: one paragraph or headline.
  ///   - language: that of the text; `nil` where it is not known and to be told from the text.
  /// - Returns: the ranges; phrases are one range each.
  package func hits(in text: String, language: Language? = nil) -> [Range<Int>] {
    QueryMatcher(self, language: language).hits(in: text)
  }
}

/// A query made ready to be looked for in many texts of one language.
package struct QueryMatcher {
  /// One text's terms, with where they stand in its UTF-8.
  private typealias Placed = (term: String, bytes: Range<Int>)

  private let clauses: [SearchQuery.Clause]
  private let language: Language?
  private let stemmer = Stemmer()

  package init(_ query: SearchQuery, language: Language?) {
    clauses = query.wanted.filter { $0.field == nil }
    self.language = language
  }

  /// See `SearchQuery.hits(in:language:)`.
  package func hits(in text: String) -> [Range<Int>] {
    found(in: text).ranges
  }

  /// The hits, and how many of the clauses have one.
  package func found(in text: String) -> (ranges: [Range<Int>], clauses: Int) {
    var terms: [Placed] = []
    Terms.forEachPlaced(in: text) { terms.append(($0, $1)) }
    let language = language ?? Language.detect(in: terms.lazy.map(\.term))
    var ranges: [Range<Int>] = []
    var count = 0
    for clause in clauses {
      let before = ranges.count
      let stems = clause.words.map { stemmer.term(for: $0, in: language) }
      for start in terms.indices where start + stems.count <= terms.count {
        let isHit = stems.indices.allSatisfy { offset in
          let isOpen = clause.isPrefix && offset == stems.count - 1
          return matches(
            terms[start + offset].term, clause.words[offset], stems[offset], isOpen, language)
        }
        if isHit {
          ranges.append(
            terms[start].bytes.lowerBound..<terms[start + stems.count - 1].bytes.upperBound)
        }
      }
      if ranges.count > before { count += 1 }
    }
    return (Self.scalars(Self.merged(ranges), in: text), count)
  }

  private func matches(
    _ term: String, _ word: String, _ stem: String, _ isOpen: Bool, _ language: Language?
  ) -> Bool {
    // Other forms begin alike: most words need no stem to be passed over.
    guard let first = term.utf8.first, first == word.utf8.first || first == stem.utf8.first else {
      return false
    }
    if term == word || (isOpen && term.hasPrefix(word)) { return true }
    return language != nil && stemmer.term(for: term, in: language) == stem
  }

  private static func merged(_ ranges: [Range<Int>]) -> [Range<Int>] {
    var merged: [Range<Int>] = []
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = merged.last, range.lowerBound < last.upperBound {
        merged[merged.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
      } else {
        merged.append(range)
      }
    }
    return merged
  }

  /// Ranges of UTF-8 as ranges of scalars; they are in order.
  private static func scalars(_ ranges: [Range<Int>], in text: String) -> [Range<Int>] {
    guard !ranges.isEmpty else { return [] }
    var places: [Int] = []
    let wanted = ranges.flatMap { [$0.lowerBound, $0.upperBound] }
    var scalar = 0
    var next = 0
    for (offset, byte) in text.utf8.enumerated() where next < wanted.count {
      while next < wanted.count, wanted[next] == offset {
        places.append(scalar)
        next += 1
      }
      // Counts each scalar at its last byte, so that the boundary after it is one more.
      if byte < 0x80 || byte >= 0xC0 { scalar += 1 }
    }
    while places.count < wanted.count { places.append(scalar) }
    return stride(from: 0, to: places.count, by: 2).map { places[$0]..<places[$0 + 1] }
  }
}
