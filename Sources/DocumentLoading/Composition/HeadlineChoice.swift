// A headline for a document that bears none.

import ArticleModel
import TextAnalysis

enum HeadlineChoice {
  /// The related headline that names this very article: the one whose words its opening holds, if
  /// it does so decisively better than the others.
  ///
  /// A word that several of the headlines share says little about which of them is meant, so each
  /// counts the less the more of them have it. `opening` is the summary and the body's first
  /// paragraph, `after` what follows; words that only the latter has count for less.
  static func adopted(
    from related: [RelatedHeadline], opening: [SafeText], after: [SafeText]
  ) -> Int? {
    guard related.count >= 2 else { return nil }
    let candidates = related.prefix(40).map { contentTerms($0.headline.string) }
    var sharers: [String: Int] = [:]
    for terms in candidates { for term in terms { sharers[term, default: 0] += 1 } }
    let text = Opening(opening)
    let rest = Opening(after)
    let scores = candidates.map { terms -> Double in
      guard terms.count >= 3 else { return 0 }
      var found = 0.0
      var all = 0.0
      for term in terms {
        let weight = 1 / Double(sharers[term] ?? 1)
        all += weight
        found += weight * max(text.presence(of: term), rest.presence(of: term) * 0.7)
      }
      return found / all
    }
    guard let best = scores.indices.max(by: { scores[$0] < scores[$1] }) else { return nil }
    let second = scores.indices.filter { $0 != best }.map { scores[$0] }.max() ?? 0
    return scores[best] >= 0.5 && scores[best] - second >= 0.15 ? best : nil
  }

  private static func contentTerms(_ headline: String) -> Set<String> {
    Set(Terms.all(in: headline).filter { !StopWords.contains($0) })
  }

  /// The terms of some paragraphs.
  private struct Opening {
    private var terms: Set<String> = []
    /// By their first four letters, for other forms of a word.
    private var stems: [Substring: [String]] = [:]

    init(_ texts: [SafeText]) {
      for text in texts {
        Terms.forEach(in: String(text.string.prefix(4_000))) { terms.insert($0) }
      }
      for term in terms where term.count >= 4 { stems[term.prefix(4), default: []].append(term) }
    }

    /// 1 for a term that is there, less for another form of it (`russia`, `russian`).
    func presence(of term: String) -> Double {
      if terms.contains(term) { return 1 }
      guard term.count >= 4, let others = stems[term.prefix(4)] else { return 0 }
      let shared = others.contains { other in
        let common = zip(term, other).prefix { $0 == $1 }.count
        return common + 3 >= max(term.count, other.count) && common * 3 >= term.count * 2
      }
      return shared ? 0.8 : 0
    }
  }

  /// The first sentence of a text, cut at a clause where it is long.
  static func derived(from text: String) -> SafeText {
    let start = text.prefix(1_200)
    var sentence = Sentences.first(in: String(start))[...]
    let width = LineFacts(String(sentence)).width
    if width > 110 { sentence = cut(sentence, width: width) }
    let line = SafeText(line: sentence)
    let facts = LineFacts(line.string)
    guard facts.closing == .stop, let last = line.string.last, "。.।".contains(last),
      !line.string.dropLast().contains(where: { ".。।".contains($0) })
    else { return line }
    return SafeText(line: line.string.dropLast())
  }

  /// Cuts at the last clause that ends between 40 and 100 cells, else at a word with an ellipsis.
  private static func cut(_ sentence: Substring, width: Int) -> Substring {
    var cells = 0
    var clause: String.Index?
    var word: String.Index?
    var end = sentence.startIndex
    for index in sentence.unicodeScalars.indices {
      let scalar = sentence.unicodeScalars[index]
      if cells > 100 { break }
      if cells >= 40, isClauseEnd(sentence.unicodeScalars, index) { clause = index }
      if scalar == " " { word = index }
      cells += scalar.value >= 0x2E80 ? 2 : 1
      end = sentence.unicodeScalars.index(after: index)
    }
    if let clause { return trimmed(sentence[..<clause]) }
    return trimmed(sentence[..<(word ?? boundary(in: sentence, upTo: end))]) + "…"
  }

  /// The last place between two grapheme clusters up to `end`: what follows there may be a mark.
  private static func boundary(in text: Substring, upTo end: String.Index) -> String.Index {
    var place = text.startIndex
    while place < end {
      let next = text.index(after: place)
      guard next <= end else { break }
      place = next
    }
    return place == text.startIndex ? end : place
  }

  private static func isClauseEnd(
    _ scalars: Substring.UnicodeScalarView, _ index: String.Index
  ) -> Bool {
    switch scalars[index] {
    case "，", "；", "：", "、", "،", "؛", "—": return true
    case ",", ";", ":":
      let next = scalars.index(after: index)
      return next < scalars.endIndex && scalars[next] == " "
    case " ":
      let next = scalars.index(after: index)
      return next < scalars.endIndex && (scalars[next] == "–" || scalars[next] == "—")
    default: return false
    }
  }

  private static func trimmed(_ text: Substring) -> Substring {
    var text = text
    while let last = text.last, last == " " || last == "," || last == "-" || last == "–" {
      text = text.dropLast()
    }
    return text
  }
}
