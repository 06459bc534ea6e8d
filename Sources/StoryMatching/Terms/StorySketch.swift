// An article's words are counted when it is loaded, so as to be weighed later, when it is known
// how rare they are.

package import TextAnalysis

/// How often each term stands in an article's fields.
///
///     let sketch = sketcher.sketch(of: article)      // on a loader's thread
///     frequencies.add(sketch)                        // as the articles come in
///     let vector = frequencies.vector(of: sketch)    // at the end of the sync
///
/// About a kilobyte for an article of 3 KB; it need not outlive the sync.
package struct StorySketch: Hashable, Sendable {
  /// One for each term, by ascending key: the key above 8 bits of counts.
  package let entries: [UInt32]
  /// The language of the text; how rare a term is can be told only among texts that could have it.
  package let language: Language?

  /// A sketch of entries that another one had.
  package init(entries: [UInt32], language: Language?) {
    self.entries = entries
    self.language = language
  }

  /// The counts of one term, as they fit into 8 bits.
  struct Counts {
    /// A code of 1 to 15: exact up to 9, then in steps.
    var text: UInt32
    /// 0 to 3, the last for all that is more.
    var headline: UInt32
    /// 0 to 3, the last for all that is more.
    var opening: UInt32

    @inline(__always)
    init(_ entry: UInt32) {
      text = entry & 15
      headline = entry >> 4 & 3
      opening = entry >> 6 & 3
    }

    @inline(__always)
    static func packed(text: UInt32, headline: UInt32, opening: UInt32) -> UInt32 {
      code(text) | min(headline, 3) << 4 | min(opening, 3) << 6
    }

    private static func code(_ count: UInt32) -> UInt32 {
      switch count {
      case 0...9: count
      case 10...11: 10
      case 12...15: 11
      case 16...23: 12
      case 24...35: 13
      case 36...63: 14
      default: 15
      }
    }

    /// The count that a code stands for.
    static let typical: [Double] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10.5, 13, 19, 29, 47, 90]
  }
}
