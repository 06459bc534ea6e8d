// The loader makes an article of a document: headline, sections, related headlines.

/// An article: a headline, sections and related headlines, with what is known about them.
package struct Article: Hashable, Sendable {
  /// The title, with its origin.
  package var headline: Headline
  /// The dateline that opens the body.
  package var dateline: Dateline?
  /// The names of its authors, as the document writes them.
  package var byline: SafeText?
  /// The day or instant of publication, where the document gives one.
  package var published: PublishedTime?
  /// The publication that the document names.
  package var source: SafeText?
  /// The address that the document gives for itself.
  package var url: SafeText?
  /// The desk that the document itself names; its folder's path stands in where this is `nil`.
  package var desk: SafeText?
  /// In the document's order.
  package var tags: [SafeText]
  /// A BCP 47 tag, where the document gives one.
  package var language: SafeText?
  /// In reading order: the summary, the body, the parts, the related headlines; each at most once
  /// but for parts. The related section repeats `related` as blocks.
  package var sections: [Section]
  /// The headlines that the document names as related, in its order.
  package var related: [RelatedHeadline]
  /// The form of the document.
  package var format: DocumentFormat
  /// The guid of a feed's item; `nil` where a document is one article.
  package var item: SafeText?
  /// True if the document was longer than what is read of one.
  package var isCut: Bool

  package init(headline: Headline, format: DocumentFormat, sections: [Section] = []) {
    self.headline = headline
    self.format = format
    self.sections = sections
    tags = []
    related = []
    isCut = false
  }
}

extension Article {
  /// The summary's paragraphs parted by a blank line, or `nil` where there is none.
  package var summary: SafeText? {
    guard let section = sections.first(where: { $0.kind == .summary }) else { return nil }
    return SafeText.joined(section.blocks.map(\.text), separator: "\n\n")
  }
}

/// An article's title, and where the loader got it.
package struct Headline: Hashable, Sendable {
  /// The origin of a headline.
  package enum Origin: String, Sendable, CaseIterable {
    /// A line of the document.
    case document
    /// Its front matter.
    case metadata
    /// One of its own related headlines, that names this very article.
    case related
    /// The first sentence of its summary or body.
    case derived
    /// Nothing but its file's name.
    case filename
  }

  /// The headline's words, on one line.
  package var text: SafeText
  /// The place that the loader took it from.
  package var origin: Origin

  package init(_ text: SafeText, origin: Origin) {
    self.text = text
    self.origin = origin
  }
}

/// The words that open a body and say where the report was filed: `KYIV, Ukraine (AP) —`.
package struct Dateline: Hashable, Sendable {
  /// The dateline as written, without its dash.
  package var text: SafeText
  /// The place alone: `KYIV`.
  package var location: SafeText
  /// The region beside the location: `Ukraine`, `Calif.`.
  package var region: SafeText?
  /// The news agency alone: `AP`.
  package var agency: SafeText?
  /// The day as written: `Feb 18`.
  package var day: SafeText?

  package init(
    text: SafeText, location: SafeText, region: SafeText? = nil, agency: SafeText? = nil,
    day: SafeText? = nil
  ) {
    self.text = text
    self.location = location
    self.region = region
    self.agency = agency
    self.day = day
  }
}

/// A titled run of blocks.
package struct Section: Hashable, Sendable {
  /// A section's part in its article.
  package enum Kind: String, Sendable, CaseIterable {
    case summary, body, part, related
  }

  /// The section's part in the article.
  package var kind: Kind
  /// The heading of a part as the document has it; of the others `Summary`, `Body`, `Related`.
  package var title: SafeText
  /// 1 for the sections of the article, 2 and more for those under a part's heading.
  package var level: Int
  /// In reading order.
  package var blocks: [Block]

  package init(kind: Kind, title: SafeText, level: Int = 1, blocks: [Block] = []) {
    self.kind = kind
    self.title = title
    self.level = level
    self.blocks = blocks
  }
}

/// A paragraph or its like.
package struct Block: Hashable, Sendable {
  /// A block's role.
  package enum Kind: String, Sendable, CaseIterable {
    case paragraph, heading, item, quote, table, code, caption
    /// Lines that belong together and stay lines: verse, an address, a grid.
    case lines
    /// A footnote, or what stands under a text and is not of it.
    case note
  }

  /// The block's role.
  package var kind: Kind
  /// Without line breaks, but in code, tables and verse, where each line stands for itself.
  package var text: SafeText
  /// In order of start; they may nest and never cross. Text that no run covers is plain.
  package var runs: [Run]
  /// How deep an item or a quotation stands among its like, 1 for the outermost; of all else the
  /// list in which it stands, 0 outside of any.
  package var level: Int
  /// The number of an item in a list that counts, or of a footnote.
  package var number: Int?

  package init(
    _ kind: Kind, _ text: SafeText, runs: [Run] = [], level: Int? = nil, number: Int? = nil
  ) {
    self.kind = kind
    self.text = text
    self.runs = runs
    self.level = level ?? (kind == .item || kind == .quote ? 1 : 0)
    self.number = number
  }
}

/// A stretch of a block's text in one style.
package struct Run: Hashable, Sendable {
  /// How a stretch is marked.
  package enum Style: Hashable, Sendable {
    case emphasis, strong, code
    case link(url: SafeText)
  }

  /// Counted in Unicode scalars of the block's text.
  package var range: Range<Int>
  /// The way in which the stretch is marked.
  package var style: Style

  package init(_ range: Range<Int>, _ style: Style) {
    self.range = range
    self.style = style
  }
}

/// A headline that the document itself names as related.
package struct RelatedHeadline: Hashable, Sendable {
  /// The headline as the document has it.
  package var headline: SafeText
  /// The address that the document gives for it.
  package var url: SafeText?

  package init(_ headline: SafeText, url: SafeText? = nil) {
    self.headline = headline
    self.url = url
  }
}

/// The form a document has.
package enum DocumentFormat: String, Sendable, CaseIterable {
  case text, markdown, html, feed, opml, mail
}
