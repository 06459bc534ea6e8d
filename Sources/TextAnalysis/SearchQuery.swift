// What a person types into a search, understood.

/// A search, parsed. Every text is a query: no character of it can be an error.
package struct SearchQuery: Hashable, Sendable {
  /// The words as typed, folded, in order.
  package var words: [String]

  package init(_ text: String) {
    words = Terms.all(in: text)
  }

  /// Where its words (their other forms too, and what begins with the last one) are in a text, in
  /// scalars, in order and not overlapping.
  package func hits(in text: String) -> [Range<Int>] {
    words.flatMap { TextSearch.ranges(of: $0, in: text) }.sorted { $0.lowerBound < $1.lowerBound }
  }
}
