// An article becomes a column of blocks before it has a width.

import ArticleModel
import Screen
import TextAnalysis

/// One paragraph of the column with what surrounds it.
struct TextBlock: Hashable {
  /// The kind of a block, which says how it is set.
  enum Kind: Hashable {
    case meta, headline, byline, sectionTitle(level: Int), summary, paragraph, heading, item, quote
    case verbatim, caption
    /// The related headline of this number, counted from 0.
    case related(Int)
    case note
  }

  var kind: Kind
  var text: SafeText
  var spans: [StyleSpan] = []
  /// Levels of lists or quotations in which it stands.
  var level = 0
  /// Of an item in a list that counts, or of a footnote.
  var number: Int?
  /// The place that a position names: `Position.head` and `Position.title` for what is not a
  /// block of the article.
  var section: Int
  var block: Int
  /// The links that the document marks; for all of them see `links(at:)`.
  var marked: [TextLink] = []
  /// Blank lines that follow.
  var spaceAfter: Int = 1
  /// A sign that is drawn on one of them.
  var sign: Sign?

  /// A sign between blocks.
  enum Sign: Hashable {
    /// A short rule under the headline, on the first blank line.
    case rule
    /// The end of the article's own text, on the second blank line.
    case end
  }
}

/// The column of one article.
struct ArticleText {
  let blocks: [TextBlock]
  /// The index in `blocks` of each section's first block.
  let sectionStarts: [Int]
  /// For each block, the characters (Unicode scalars) before it; the last entry is their sum.
  let charactersBefore: [Int]
  /// The index in `blocks` of each related headline.
  let relatedBlocks: [Int]
  let language: String?

  init(_ stored: StoredArticle, theme: Theme) {
    var builder = Builder(stored.article, theme)
    builder.addHead(of: stored)
    for (index, section) in stored.article.sections.enumerated() {
      if section.kind == .related, index > 0 { builder.partFromRelated() }
      builder.add(section, index: index)
    }
    blocks = builder.blocks
    sectionStarts = builder.sectionStarts
    relatedBlocks = builder.relatedBlocks
    language = stored.article.language?.string
    var sum = 0
    charactersBefore =
      builder.blocks.map { block in
        defer { sum += block.text.scalarCount + 1 }
        return sum
      } + [builder.blocks.reduce(0) { $0 + $1.text.scalarCount + 1 }]
  }

  /// The language that the article says it is in, else the one that its first paragraphs are in.
  var knownLanguage: Language? {
    if let language { return Language(tag: language) }
    var terms: [String] = []
    for block in blocks where block.kind.isProse && terms.count < 500 {
      terms += Terms.all(in: block.text.string)
    }
    return Language.detect(in: terms)
  }

  /// True if the headline, or the first words where it stands in the text, run from right to left.
  var runsFromRight: Bool {
    let opening = blocks.first { $0.kind == .headline || $0.kind.isProse }
    guard let opening, TextLayout.mayRunFromRight(opening.text) else { return false }
    return TextLayout.truncated(opening.text, to: 1).isRightToLeft
  }

  /// The index of the block that a position names, found again by its text after an edit.
  func blockIndex(of position: Position) -> Int {
    let exact = blocks.firstIndex {
      $0.section == position.section && $0.block == position.block
    }
    if let exact {
      if position.blockHash == 0 || StableHash.of(blocks[exact].text.string) == position.blockHash {
        return exact
      }
    }
    let same = blocks.indices.filter {
      StableHash.of(blocks[$0].text.string) == position.blockHash
    }
    let near = exact ?? 0
    return same.min { abs($0 - near) < abs($1 - near) } ?? exact
      ?? min(max(0, blocks.count - 1), near)
  }

  /// The section in which a block stands, or `nil` above the first.
  func section(ofBlock index: Int) -> Int? {
    sectionStarts.lastIndex { $0 <= index }
  }

  private struct Builder {
    let theme: Theme
    let separator: SafeText
    var blocks: [TextBlock] = []
    var sectionStarts: [Int] = []
    var relatedBlocks: [Int] = []
    /// The places of the dateline, and of a headline that the text holds.
    let dateline: BlockStretch?
    let headline: BlockStretch?

    init(_ article: Article, _ theme: Theme) {
      self.theme = theme
      dateline = article.datelineStretch
      headline = article.headlineStretch
      separator = SafeText.joined([" ", theme.ornaments.dot, " "])
    }

    mutating func addHead(of stored: StoredArticle) {
      let article = stored.article
      var parts: [SafeText] = []
      if let desk = stored.desk { parts.append(desk) }
      if let published = article.published {
        parts.append(DateText.long(published.day))
      } else {
        let seen = PublishedTime(epochSeconds: stored.firstSeen).day
        parts.append("undated, first seen " + DateText.long(seen))
      }
      if stored.words > 0 { parts.append("\(ReadingTime.minutes(words: stored.words)) min") }
      addHead(.meta, SafeText.joined(parts, separator: separator), spaceAfter: 1)
      if headline == nil {
        addHead(.headline, article.headline.text, spaceAfter: 1)
        blocks[blocks.count - 1].sign = .rule
      }
      let credits = [article.byline, article.source].compactMap(\.self).filter { !$0.isEmpty }
      if !credits.isEmpty {
        addHead(.byline, SafeText.joined(credits, separator: separator), spaceAfter: 1)
      }
      if stored.isGone {
        addHead(.note, Message.documentIsGone)
      } else if stored.isOffline {
        addHead(.note, Message.folderIsGone)
      }
      if article.isCut { addHead(.note, Message.documentIsCut) }
    }

    /// Parts what follows from the article's own text.
    mutating func partFromRelated() {
      blocks[blocks.count - 1].spaceAfter = 3
      blocks[blocks.count - 1].sign = .end
    }

    private mutating func addHead(_ kind: TextBlock.Kind, _ text: SafeText, spaceAfter: Int = 1) {
      blocks.append(
        TextBlock(
          kind: kind, text: text, section: Position.head, block: blocks.count,
          spaceAfter: spaceAfter))
    }

    mutating func add(_ section: Section, index: Int) {
      sectionStarts.append(blocks.count)
      if section.kind == .part || section.kind == .related {
        let title = section.kind == .related ? SafeText(line: "RELATED") : section.title
        blocks.append(
          TextBlock(
            kind: .sectionTitle(level: section.kind == .related ? 0 : section.level), text: title,
            section: index, block: Position.title, spaceAfter: 1))
      }
      for (number, block) in section.blocks.enumerated() {
        add(block, section: section, index: index, number: number)
      }
      if section.blocks.isEmpty && section.kind != .part && section.kind != .related {
        blocks.append(
          TextBlock(kind: .paragraph, text: .empty, section: index, block: 0, spaceAfter: 0))
      }
    }

    private mutating func add(_ block: Block, section: Section, index: Int, number: Int) {
      if section.kind == .related { relatedBlocks.append(blocks.count) }
      let isLast = number == section.blocks.count - 1
      blocks.append(
        TextBlock(
          kind: kind(of: block, in: section, number: number), text: block.text,
          spans: opening(section: index, block: number)
            + block.runs.map { StyleSpan($0.range, theme.style(of: $0.style)) },
          level: block.level, number: block.number,
          section: index, block: number, marked: Self.links(in: block),
          spaceAfter: (block.kind == .item || section.kind == .related) && !isLast ? 0 : 1))
    }

    /// The styles of a dateline, and of a headline, at the head of a block.
    private func opening(section: Int, block: Int) -> [StyleSpan] {
      [(dateline, theme.dateline), (headline, theme.strong)].compactMap { stretch, style in
        guard let stretch, stretch.section == section, stretch.block == block else { return nil }
        return StyleSpan(stretch.range, style)
      }
    }

    private static func links(in block: Block) -> [TextLink] {
      let found = block.runs.compactMap { run -> (range: Range<Int>, url: SafeText)? in
        guard case .link(let url) = run.style else { return nil }
        return (run.range, url)
      }
      return zip(found, block.text.slices(scalars: found.map(\.range))).map { link, text in
        TextLink(text: text, address: link.url, range: link.range)
      }
    }

    private func kind(of block: Block, in section: Section, number: Int) -> TextBlock.Kind {
      if section.kind == .related { return .related(number) }
      switch block.kind {
      case .paragraph, .lines: return section.kind == .summary ? .summary : .paragraph
      case .heading: return .heading
      case .item: return .item
      case .quote: return .quote
      case .table, .code: return .verbatim
      case .caption, .note: return .caption
      }
    }
  }
}

extension TextBlock.Kind {
  /// True if it is set as the headline is: from the same side.
  var followsHeadline: Bool {
    switch self {
    case .meta, .byline, .note, .sectionTitle(level: 0): true
    case .headline, .sectionTitle, .heading, .summary, .paragraph, .item, .quote, .verbatim,
      .caption, .related:
      false
    }
  }

  /// True if it is text of the article that can be new or known: no title, no related headline.
  var isProse: Bool {
    switch self {
    case .summary, .paragraph, .item, .quote, .verbatim, .caption: true
    case .meta, .headline, .byline, .sectionTitle, .heading, .related, .note: false
    }
  }
}
