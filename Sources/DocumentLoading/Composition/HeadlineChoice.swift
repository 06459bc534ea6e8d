// A headline for a document that bears none.

import ArticleModel
import TextAnalysis

enum HeadlineChoice {
  /// The related headline that names this very article: the one whose words are this text's own, if
  /// it is so decisively better than the others.
  ///
  /// `opening` is the summary and the body's first paragraph, `after` what follows. A word counts the
  /// more the oftener the text has it: those of a stranger's headline are mostly met once, in passing.
  /// A short headline needs more of its words, as a few are easily met by chance. The figures are
  /// those at which .89 of articles find theirs among strangers' while .99 of those without take none
  /// (`scores seed`).
  static func adopted(
    from related: [RelatedHeadline], opening: [SafeText], after: [SafeText]
  ) -> Int? {
    guard related.count >= 2 else { return nil }
    let text = Vocabulary(opening: opening, after: after)
    let scores = related.prefix(40).map { headline -> Double in
      let terms = contentTerms(headline.headline.string)
      guard terms.count >= 2 else { return 0 }
      return terms.reduce(0) { $0 + text.weight(of: $1) } / (Double(terms.count) + 0.5)
    }
    guard let best = scores.indices.max(by: { scores[$0] < scores[$1] }) else { return nil }
    let second = scores.indices.filter { $0 != best }.map { scores[$0] }.max() ?? 0
    return scores[best] >= 0.37 && scores[best] - second >= 0.05 ? best : nil
  }

  private static func contentTerms(_ headline: String) -> Set<String> {
    Set(Terms.all(in: headline).filter { !StopWords.contains($0) })
  }

  /// How often a text has its words, and which of them open it.
  private struct Vocabulary {
    private var counts: [String: Int] = [:]
    /// The words of the opening: those of its first sentence, which says what it is about, count
    /// whole.
    private var opening: [String: Double] = [:]
    /// By their first four letters, for other forms of a word.
    private var stems: [Substring: [String]] = [:]
    /// Added to how often a word is met: a short text repeats little.
    private var bonus = 0.0
    private static let shortText = 150

    init(opening: [SafeText], after: [SafeText]) {
      for (texts, opens) in [(opening, true), (after, false)] {
        for text in texts {
          Terms.forEach(in: String(text.string.prefix(4_000))) { term in
            counts[term, default: 0] += 1
            if opens { self.opening[term] = 0.85 }
          }
        }
      }
      if let first = opening.first?.string.prefix(1_200) {
        Terms.forEach(in: String(Sentences.first(in: String(first)))) { self.opening[$0] = 1 }
      }
      if counts.values.reduce(0, +) < Self.shortText { bonus = 1 }
      for term in counts.keys where term.count >= 4 {
        stems[term.prefix(4), default: []].append(term)
      }
    }

    /// The weight that a word of a headline has for the text being its own, 0 to 1; another form of
    /// it (`russia`, `russian`) has less.
    func weight(of term: String) -> Double {
      var times = Double(counts[term] ?? 0)
      var opens = opening[term] ?? 0
      for other in stems[term.prefix(4)] ?? [] where other != term && Self.isForm(other, of: term) {
        times += Double(counts[other] ?? 0) * 0.8
        opens = max(opens, (opening[other] ?? 0) * 0.8)
      }
      if times > 0 { times += bonus }
      if times >= 3 { return max(opens, 0.6) }
      return times >= 2 ? max(opens * 0.9, 0.35) : max(opens * 0.8, times > 0 ? 0.15 : 0)
    }

    private static func isForm(_ other: String, of term: String) -> Bool {
      let common = zip(term, other).prefix { $0 == $1 }.count
      return term.count >= 4 && common + 3 >= max(term.count, other.count)
        && common * 3 >= term.count * 2
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
