// Every article keeps these rules, whatever document it came from.

#if DEBUG

package import ArticleModel
import TextAnalysis

@testable import DocumentLoading

package enum Conservation {
  /// All that an article shows, in one text.
  package static func shown(_ article: Article) -> String {
    var texts = [article.headline.text.string]
    texts += [article.byline, article.source, article.url, article.desk, article.language]
      .compactMap { $0?.string }
    texts += article.tags.map(\.string)
    for section in article.sections {
      texts.append(section.title.string)
      texts += section.blocks.map(\.text.string)
      for case .link(let url) in section.blocks.flatMap(\.runs).map(\.style) {
        texts.append(url.string)
      }
    }
    for headline in article.related {
      texts.append(headline.headline.string)
      texts.append(headline.url?.string ?? "")
    }
    return texts.joined(separator: "\n")
  }

  /// Every rule of the model that an article breaks.
  package static func faults(of article: Article) -> [String] {
    var faults: [String] = []
    if article.headline.text.isEmpty { faults.append("no headline") }
    if article.sections.isEmpty, article.headline.origin != .metadata {
      faults.append("no section")
    }
    let order: [Section.Kind] = [.summary, .body, .part, .related]
    let ranks = article.sections.map { order.firstIndex(of: $0.kind) ?? -1 }
    if ranks != ranks.sorted() { faults.append("sections out of order") }
    for kind in order where kind != .part {
      if article.sections.count(where: { $0.kind == kind }) > 1 { faults.append("two of \(kind)") }
    }
    for section in article.sections {
      if section.level < 1 || section.title.isEmpty {
        faults.append("a section without title or level")
      }
      if section.kind != .part, section.blocks.isEmpty { faults.append("an empty \(section.kind)") }
      for block in section.blocks { faults += self.faults(of: block) }
    }
    let listed = article.sections.first { $0.kind == .related }?.blocks.map(\.text) ?? []
    if listed != article.related.map(\.headline) {
      faults.append("related differs from its section")
    }
    return faults + unsafe(shown(article))
  }

  private static func faults(of block: Block) -> [String] {
    var faults: [String] = []
    if block.text.isEmpty { faults.append("an empty block") }
    let count = block.text.scalarCount
    for run in block.runs where run.range.lowerBound < 0 || run.range.upperBound > count {
      faults.append("a run out of range")
    }
    return faults
  }

  /// Characters that no shown text may hold.
  package static func unsafe(_ text: String) -> [String] {
    text.unicodeScalars.filter { scalar in
      switch scalar.value {
      case 0x0A, 0x09: false
      case 0...0x1F, 0x7F...0x9F, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF, 0x2028, 0x2029: true
      default: false
      }
    }.map { "U+" + String($0.value, radix: 16) }
  }

  /// The letters of a clean text that are nowhere in what is shown, by how often they are missing.
  /// Labels such as `Related:` may be missing: they are the related section's title.
  package static func lost(_ text: String, _ article: Article) -> [Character: Int] {
    var counts: [Character: Int] = [:]
    func add(_ text: some StringProtocol, _ step: Int) {
      for scalar in text.unicodeScalars where scalar.properties.isAlphabetic {
        counts[Character(scalar), default: 0] += step
      }
    }
    add(text, 1)
    add(shown(article), -1)
    for line in text.split(separator: "\n") where counts.contains(where: { $0.value > 0 }) {
      if RelatedLabels.inline(String(line)) != nil || RelatedLabels.isLabel(String(line)) {
        add(line.prefix(40), -1)
      } else if let rule = line.dropFirst(2).first, rule == " ",
        RelatedLabels.isLabel(String(line.dropFirst(2)))
      {
        add(line.prefix(40), -1)
      }
    }
    return counts.filter { $0.value > 0 }
  }

  /// The words of a clean text, the lines of labels and links aside, that are nowhere in what is shown.
  /// Two related headlines are one where they differ in no more than accents and spaces.
  package static func missingWords(_ text: String, _ article: Article) -> [String] {
    let shown = HeadlineKey.of(shown(article))
    let lines = text.split(separator: "\n").filter {
      RelatedLabels.inline(String($0)) == nil && !$0.contains("](")
        && !RelatedLabels.isLabel(String($0.drop { "#>*-= ".contains($0) }))
    }
    let words = lines.flatMap { line in
      line.unicodeScalars.split { !$0.properties.isAlphabetic }.map { String($0) }
    }
    return words.filter { !shown.contains(HeadlineKey.of($0)) }
  }
}

#endif
