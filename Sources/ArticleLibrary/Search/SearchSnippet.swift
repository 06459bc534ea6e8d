// The sentence that shows why an article matches.

import ArticleModel
import TextAnalysis

/// The sentence that a snippet shows.
struct SnippetMatch {
  let matcher: QueryMatcher
  /// That of the article.
  let language: Language?
  /// How many clauses the query has: a paragraph that meets them all is not bettered.
  let clauses: Int

  /// The places of the words, in scalars.
  func hits(in text: SafeText) -> [Range<Int>] {
    var string = text.string
    return string.withUTF8 {
      QueryMatcher.scalars(matcher.found(in: $0, language).ranges, in: $0)
    }
  }
}

extension Snippet {
  /// A snippet's length in scalars, about.
  private static let length = 160

  /// The best sentence of an article as it is stored, or `nil` if none of its paragraphs has a word
  /// of the query. Only the paragraph that is shown is made into text.
  init?(ofCoded bytes: UnsafeRawBufferPointer, _ match: SnippetMatch) {
    var best: (section: Int, block: Int, worth: Int, text: [UInt8])?
    ArticleCoding.forEachParagraph(of: bytes) { section, block, text in
      let found = match.matcher.found(in: text, match.language)
      guard found.clauses > 0 else { return true }
      let worth = found.clauses * 4 + min(found.ranges.count, 3)
      if worth > best?.worth ?? 0 { best = (section, block, worth, Array(text)) }
      return found.clauses < match.clauses
    }
    guard let best else { return nil }
    let text = SafeText(text: String(decoding: best.text, as: UTF8.self))
    let hits = match.hits(in: text)
    guard let first = hits.first else { return nil }
    let window = Self.window(text, hits)
    let cut = Self.cut(text, to: window)
    let inside = hits.filter {
      window.contains($0.lowerBound) && $0.upperBound <= window.upperBound
    }
    let move = cut.before - window.lowerBound
    self.init(
      text: cut.text, hits: inside.map { $0.lowerBound + move..<$0.upperBound + move },
      section: best.section, block: best.block,
      offset: inside.first?.lowerBound ?? first.lowerBound)
  }

  /// The sentence with the most hits, or a part of it round the first of them.
  private static func window(_ text: SafeText, _ hits: [Range<Int>]) -> Range<Int> {
    let scalars = text.string.unicodeScalars
    var best = 0..<scalars.count
    var most = 0
    var start = 0
    var index = scalars.startIndex
    for range in Sentences.ranges(in: text.string) {
      start += scalars.distance(from: index, to: range.lowerBound)
      let end = start + scalars.distance(from: range.lowerBound, to: range.upperBound)
      let count = hits.count { $0.lowerBound >= start && $0.upperBound <= end }
      if count > most { (best, most) = (start..<end, count) }
      (start, index) = (end, range.upperBound)
    }
    guard best.count > length, let first = hits.first(where: { $0.lowerBound >= best.lowerBound })
    else { return best }
    let from = wordStart(max(best.lowerBound, first.lowerBound - length / 3), best, first, scalars)
    return from..<min(best.upperBound, from + length)
  }

  /// The start of the next word, before the first hit.
  private static func wordStart(
    _ place: Int, _ sentence: Range<Int>, _ hit: Range<Int>,
    _ scalars: String.UnicodeScalarView
  ) -> Int {
    guard place > sentence.lowerBound else { return place }
    let start = scalars.index(scalars.startIndex, offsetBy: place)
    for (offset, scalar) in scalars[start...].prefix(hit.lowerBound - place).enumerated()
    where scalar.properties.isWhitespace {
      return place + offset + 1
    }
    return place
  }

  /// The window with `…` where it is not the whole text, and how many scalars that puts before it.
  private static func cut(_ text: SafeText, to window: Range<Int>) -> (text: SafeText, before: Int)
  {
    let piece = text.slice(scalars: window)
    let lines = SafeText(line: piece.string)
    // White space that goes would move the hits: then the piece stays as it is.
    let body = lines.scalarCount == piece.scalarCount ? lines : piece
    let isStart = window.lowerBound == 0
    let isEnd = window.upperBound == text.scalarCount
    return (
      SafeText.joined([isStart ? "" : "… ", body, isEnd ? "" : " …"]), isStart ? 0 : 2
    )
  }
}
