// A snippet is cut so that a row shows its first hit.

import ArticleModel
import Screen

/// The part of a snippet that fits a row and shows its first hit.
struct Excerpt: Hashable {
  let text: SafeText
  let hits: [Range<Int>]

  /// - Parameters:
  ///   - snippet: the whole of it.
  ///   - columns: of the row.
  ///   - ellipsis: what stands where the beginning was cut; the end is cut by who draws it.
  init(_ snippet: Snippet, columns: Int, ellipsis: SafeText) {
    let start = Self.start(snippet, columns: columns)
    guard start > 0 else {
      text = snippet.text
      hits = snippet.hits
      return
    }
    let lead = ellipsis + " "
    let moved = lead.scalarCount - start
    text = lead + snippet.text.slice(scalars: start..<snippet.text.scalarCount)
    hits = snippet.hits.compactMap { hit in
      hit.lowerBound >= start ? hit.lowerBound + moved..<hit.upperBound + moved : nil
    }
  }

  /// The scalar from which on the snippet is shown: its first, unless the first hit lies too far
  /// on; then the beginning of a word (of a character, where there are no words) before the hit.
  private static func start(_ snippet: Snippet, columns: Int) -> Int {
    guard let hit = snippet.hits.first,
      TextLayout.width(of: snippet.text.slice(scalars: 0..<hit.upperBound)) + 2 > columns
    else { return 0 }
    var place = 0
    var left = TextLayout.width(of: snippet.text.slice(scalars: 0..<hit.lowerBound))
    var start = hit.lowerBound
    var isAfterSpace = false
    for character in snippet.text.string {
      guard place < hit.lowerBound else { break }
      if left <= columns / 3 {
        start = min(start, place)
        if isAfterSpace { return place }
      }
      left -= TextLayout.width(of: SafeText(text: String(character)))
      isAfterSpace = character == " "
      place += character.unicodeScalars.count
    }
    return start
  }
}
