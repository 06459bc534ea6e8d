// The names in an article are offered to be followed.

import ArticleModel
import Screen
import TextAnalysis

extension TextPane {
  /// Offers the names of the article: those of the paragraph being read, then the others, the
  /// commonest first.
  mutating func showNames(_ out: inout TextOutcome) {
    guard let reading else { return }
    let blocks = reading.text.blocks
    let prose = blocks.indices.filter { blocks[$0].kind.isProse }
    let names = Names.all(in: prose.map { blocks[$0].text.string })
    let here = prose.firstIndex(of: reading.focusBlock)
    let isHere = { (name: FoundName) in here.map(name.paragraphs.contains) ?? false }
    let ordered =
      names.filter(isHere)
      + names.filter { !isHere($0) }.enumerated()
      .sorted { ($1.element.count, $0.offset) < ($0.element.count, $1.offset) }.map(\.element)
    let texts = ordered.prefix(60).map { SafeText(line: $0.text) }
    out.request(.showNames(Array(texts)))
  }

  /// The words of an article's headline that the article being read has, too, as written there.
  func sharedWords(with stored: StoredArticle) -> [SafeText] {
    guard let reading, reading.stored.id != stored.id else { return [] }
    var known: Set<String> = []
    for block in reading.text.blocks where block.kind.isProse || block.kind == .headline {
      known.formUnion(Terms.all(in: block.text.string))
    }
    var shared: [SafeText] = []
    for word in stored.article.headline.text.string.split(separator: " ") {
      let terms = Terms.all(in: String(word)).filter { !StopWords.contains($0) && $0.count > 1 }
      guard !terms.isEmpty, terms.allSatisfy(known.contains) else { continue }
      let trimmed = word.drop { !$0.isLetter && !$0.isNumber }
      let end = trimmed.lastIndex { $0.isLetter || $0.isNumber }
      shared.append(SafeText(line: String(end.map { trimmed[...$0] } ?? trimmed)))
    }
    return Array(shared.prefix(5))
  }
}
