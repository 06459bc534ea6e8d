// A search in a library under the fuzzer: whatever is typed, SQLite is asked something that it understands.

import ArticleLibrary
import ArticleModel

#if DEBUG

extension FuzzTarget {
  /// `Library.search`. The planted bug marks a hit beyond its text for a phrase that may go on.
  static let search = FuzzTarget("search", longest: 200) { bytes, isPlanted in
    let library = try FuzzLibrary.shared.get().library
    var request = SearchRequest(text: SafeText(line: String(decoding: bytes, as: UTF8.self)))
    request.limit = 5
    request.wantsBest = true
    var results = try library.search(request)
    let ids = results.matches.map(\.row.id)
    let snippets = try library.snippets(ids, for: request.text)
    for place in results.matches.indices {
      results.matches[place].snippet = snippets[results.matches[place].row.id]
      if isPlanted, bytes.holds("\""), bytes.holds("*") {
        results.matches[place].headlineHits.append(0..<500)
      }
    }
    if Set(ids).count != ids.count { return "an article is found twice" }
    if ids.count > request.limit { return "more is found than was wanted" }
    _ = try library.count(request)
    return results.matches.lazy.compactMap(misplaced).first
  }

  private static func misplaced(_ match: SearchMatch) -> String? {
    let headline = match.row.headline
    if let fault = outside(match.headlineHits, of: headline) { return fault }
    guard let snippet = match.snippet else { return nil }
    if snippet.section < 0 || snippet.block < 0 || snippet.offset < 0 { return "a place below 0" }
    return outside(snippet.hits, of: snippet.text)
  }

  private static func outside(_ hits: [Range<Int>], of text: SafeText) -> String? {
    let whole = 0..<text.scalarCount
    let isInside = hits.allSatisfy { $0.clamped(to: whole) == $0 && !$0.isEmpty }
    return isInside ? nil : "hits \(hits) outside \(text.string.debugDescription)"
  }
}

#endif
