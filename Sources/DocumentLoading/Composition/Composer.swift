// The grammar of an article: headline, summary, body with its parts, related headlines.

import ArticleModel
import TextAnalysis

/// Composes an article of a draft: the one place where the parts of an article are found.
struct Composer {
  private let draft: Draft
  private var metadata: Metadata { draft.metadata }
  private var elements: [Element]
  private var prose: Prose
  private var article: Article
  private var related: [RelatedHeadline] = []
  /// Where the body begins in its first paragraph, after the dateline.
  private var datelineLength = 0

  /// The article; `nil` if there is nothing to read.
  static func article(of draft: Draft) -> Article? {
    var composer = Composer(draft)
    if draft.form == .prose { composer.readProse() } else { composer.readVerbatim() }
    return composer.finish()
  }

  private init(_ draft: Draft) {
    self.draft = draft
    elements = draft.elements
    prose = Prose(elements)
    article = Article(headline: Headline(.empty, origin: .filename), format: draft.format)
  }

  /// True if headings are told by how lines look: not where some are marked.
  private var asksTypography: Bool {
    !draft.isMarked
      || !draft.elements.contains { if case .heading = $0.kind { true } else { false } }
  }

  // MARK: Articles

  private mutating func readProse() {
    let found = RelatedReader(elements, prose: prose)
    elements = found.rest
    related = found.headlines + metadata.related.map { RelatedHeadline($0) }
    takeHeadline()
    takeCredits()
    let opening = findDateline()
    let summary = takeSummary(before: opening)
    if let summary { article.sections.append(summary) }
    article.sections += SectionReader.read(
      elements, prose: prose, asksTypography: asksTypography)
  }

  /// The metadata's title, or the first block if it reads as a headline.
  private mutating func takeHeadline() {
    if let title = metadata.title {
      article.headline = Headline(title, origin: .metadata)
      if let first = elements.first, first.isShort,
        HeadlineKey.of(first.text.string) == HeadlineKey.of(title.string)
      {
        elements.removeFirst()
      }
      return
    }
    if draft.isMarked, takeMarkedHeadline() { return }
    guard let first = elements.first, elements.count > 1 || !related.isEmpty else { return }
    if HeadlineLine.isKicker(elements, prose: prose) {
      article.tags = [first.text]
      elements.removeFirst()
      takeHeadline()
      return
    }
    if HeadlineLine.isHeadline(elements, prose: prose) {
      article.headline = Headline(first.text, origin: .document)
      elements.removeFirst()
      if !elements.isEmpty { elements[0].hasGap = true }
    }
  }

  /// Takes the first heading, if nothing but pictures stands before it; says whether there is one.
  private mutating func takeMarkedHeadline() -> Bool {
    guard let place = elements.firstIndex(where: { $0.kind != .caption }), place <= 2,
      case .heading = elements[place].kind, elements.count > 1 || !related.isEmpty
    else { return false }
    article.headline = Headline(elements.remove(at: place).text, origin: .document)
    return true
  }

  /// Lines under the headline that say who wrote it and when, and nothing else.
  private mutating func takeCredits() {
    guard article.headline.origin != .filename else { return }
    var place = 0
    while place < min(2, elements.count), elements.count > 1 {
      if article.byline == nil, let names = Credits.byline(elements[place]) {
        article.byline = SafeText(line: names)
      } else if article.published == nil, elements[place].isSingleLine,
        let time = DateReader.isWhole(elements[place].text.string)
      {
        article.published = time
      } else {
        place += 1
        continue
      }
      elements.remove(at: place)
    }
  }

  // MARK: Summary

  /// The paragraph among the first few that opens with a dateline. One that a name alone speaks for
  /// opens a block, reads as text and gives way to one that is sure, or shorter.
  private mutating func findDateline() -> Int? {
    var best: (index: Int, found: FoundDateline)?
    for (index, element) in elements.prefix(5).enumerated() {
      if case .heading = element.kind { break }
      guard element.kind == .paragraph,
        let found = DatelineReader.read(element.text, isCapitals: prose.isCapitals)
      else { continue }
      if found.isSure {
        best = (index, found)
        break
      }
      guard element.hasGap, element.width >= 60 || element.facts.closing == .stop else { continue }
      let words = { (found: FoundDateline) in
        found.dateline.location.string.split(separator: " ").count
      }
      if best.map({ words(found) <= words($0.found) }) ?? true { best = (index, found) }
    }
    article.dateline = best?.found.dateline
    datelineLength = best?.found.length ?? 0
    return best?.index
  }

  private mutating func takeSummary(before dateline: Int?) -> Section? {
    let count = dateline ?? (hasStandfirst ? 1 : 0)
    var blocks = elements.prefix(count).map(\.block)
    elements.removeFirst(count)
    if blocks.isEmpty, let summary = metadata.summary { blocks = [Block(.paragraph, summary)] }
    if blocks.isEmpty { return nil }
    return Section(kind: .summary, title: "Summary", blocks: blocks)
  }

  /// Whether the first block is set apart by a blank line, and the rest is one paragraph a line.
  private var hasStandfirst: Bool {
    guard elements.count >= 3, elements[0].kind == .paragraph, elements[1].hasGap,
      elements[1].kind == .paragraph, !HeadingLine.isHeading(elements, at: 0, prose: prose)
    else { return false }
    let rest = elements[2...].prefix(200)
    let gaps = rest.count(where: \.hasGap)
    return rest.contains { $0.kind == .paragraph } && gaps * 4 <= rest.count
  }

  // MARK: Verse and source code

  private mutating func readVerbatim() {
    if let title = metadata.title {
      article.headline = Headline(title, origin: .metadata)
    } else if draft.form == .verse, elements.count > 1, let first = elements.first?.text,
      !first.string.utf8.contains(0x0A), first.string.utf8.count <= 120
    {
      article.headline = Headline(first, origin: .document)
      elements.removeFirst()
    } else if draft.form == .code {
      article.headline = Headline(draft.name, origin: .filename)
    }
    let blocks = elements.map(\.block)
    if !blocks.isEmpty {
      article.sections = [Section(kind: .body, title: "Body", blocks: blocks)]
    }
  }

  // MARK: The rest

  private mutating func finish() -> Article? {
    addLeftover()
    let hasText = article.sections.contains { !$0.blocks.isEmpty || $0.kind == .part }
    guard hasText || !related.isEmpty || !article.headline.text.isEmpty else { return nil }
    if article.headline.text.isEmpty { chooseHeadline() }
    related = withoutRepeats()
    article.related = related
    if !related.isEmpty {
      let blocks = related.map { Block(.item, $0.headline) }
      article.sections.append(Section(kind: .related, title: "Related", blocks: blocks))
    }
    article.byline = metadata.byline ?? article.byline
    article.published =
      metadata.published ?? article.published ?? draft.day.map { PublishedTime(day: $0) }
    article.source = metadata.source
    article.url = metadata.url
    article.desk = metadata.desk
    article.tags += metadata.tags
    article.language = metadata.language
    article.item = draft.item
    article.isCut = draft.isCut
    return article
  }

  /// What front matter did not understand opens the body.
  private mutating func addLeftover() {
    guard !metadata.leftover.isEmpty else { return }
    let blocks = metadata.leftover.map { Block(.paragraph, $0) }
    if let body = article.sections.firstIndex(where: { $0.kind == .body }) {
      article.sections[body].blocks.insert(contentsOf: blocks, at: 0)
    } else {
      let place = article.sections.first?.kind == .summary ? 1 : 0
      article.sections.insert(Section(kind: .body, title: "Body", blocks: blocks), at: place)
    }
  }

  /// Blocks that are looked at for which related headline is the article's own.
  private static let adoptionReach = 60

  private mutating func chooseHeadline() {
    let texts = article.sections.flatMap { $0.blocks.map(\.text) }.prefix(Self.adoptionReach)
    let isSummed = article.sections.first?.kind == .summary
    let lead = (isSummed ? min(3, article.sections[0].blocks.count) : 0) + 1
    if let index = HeadlineChoice.adopted(
      from: related, opening: Array(texts.prefix(lead)), after: Array(texts.dropFirst(lead)))
    {
      article.headline = Headline(related.remove(at: index).headline, origin: .related)
      return
    }
    let derived = derivedHeadline()
    let facts = LineFacts(derived.string)
    let name = draft.name
    if facts.letters + facts.digits > 0 || name.isEmpty {
      article.headline = Headline(derived, origin: .derived)
    } else {
      article.headline = Headline(name, origin: .filename)
    }
  }

  /// From the summary, else from the body after its dateline.
  private func derivedHeadline() -> SafeText {
    for section in article.sections {
      let isBody = section.kind == .body
      if section.kind == .part { return section.title }
      guard let text = section.blocks.first?.text else { continue }
      let start = isBody ? datelineLength : 0
      return HeadlineChoice.derived(from: String(text.string.unicodeScalars.dropFirst(start)))
    }
    return related.first?.headline ?? .empty
  }

  /// Each headline once, and not the article's own, but where a document is nothing else.
  private func withoutRepeats() -> [RelatedHeadline] {
    let own = HeadlineKey.of(article.headline.text.string)
    var seen: Set<String> = article.sections.isEmpty ? [] : [own]
    return related.filter { seen.insert(HeadlineKey.of($0.headline.string)).inserted }
  }
}
