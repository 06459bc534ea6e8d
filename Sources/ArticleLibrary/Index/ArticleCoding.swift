// Articles as bytes: small, versioned, and read with as little trust as any document.

import ArticleModel

/// Writes and reads the one form in which articles are stored.
///
/// Numbers are LEB128, texts their length in UTF-8 and their bytes, optional texts a length one
/// higher with 0 for none. Enumerations are written as places in their lists of cases, which
/// therefore only ever grow at their ends. All of it is packed behind a byte that says how; texts that
/// earlier versions kept stand behind other bytes.
enum ArticleCoding {
  private static let plain: UInt8 = 1
  private static let huffman: UInt8 = 2
  private static let zstandard: UInt8 = 3

  static func encode(_ article: Article) -> [UInt8] {
    var encoder = Encoder()
    encoder.bytes.reserveCapacity(4_096)
    encoder.article(article)
    return ArticlePacking.pack(encoder.bytes, behind: zstandard)
  }

  /// Lets `body` read what is behind the first byte; `nil` if the bytes are of another version or
  /// damaged.
  private static func withDecoder<Result>(
    of bytes: UnsafeRawBufferPointer, _ body: (inout Decoder) -> Result?
  ) -> Result? {
    guard let form = bytes.first else { return nil }
    let rest = UnsafeRawBufferPointer(rebasing: bytes.dropFirst())
    if form == plain {
      var decoder = Decoder(bytes: rest, offset: 0)
      return body(&decoder)
    }
    let unpacked =
      switch form {
      case zstandard: ArticlePacking.unpack(rest)
      case huffman: HuffmanPacking.unpack(rest)
      default: nil as [UInt8]?
      }
    return unpacked?.withUnsafeBytes { buffer in
      var decoder = Decoder(bytes: buffer, offset: 0)
      return body(&decoder)
    }
  }

  /// The article, or `nil` if the bytes are of another version or damaged.
  static func decode(_ bytes: [UInt8]) -> Article? {
    bytes.withUnsafeBytes { buffer in
      withDecoder(of: buffer) { try? $0.article() }
    }
  }

  /// The headline and the opening alone, without reading on.
  static func decodeOpening(_ bytes: [UInt8]) -> (headline: String, text: String)? {
    bytes.withUnsafeBytes { buffer in
      withDecoder(of: buffer) { decoder in
        guard let article = try? decoder.article(untilOpening: true) else { return nil }
        let opening = article.openingBlocks.map(\.text.string).joined(separator: "\n")
        return (article.headline.text.string, opening)
      }
    }
  }

  /// The texts of the blocks of all sections but the related headlines, in order, each with the
  /// places of its section and block, until `body` says no; of damaged bytes, those before the damage.
  static func forEachParagraph(
    of bytes: UnsafeRawBufferPointer,
    _ body: (_ section: Int, _ block: Int, _ text: UnsafeBufferPointer<UInt8>) -> Bool
  ) {
    withDecoder(of: bytes) { try? $0.paragraphs(body) }
  }

  private static func place<Case: CaseIterable & Equatable>(_ value: Case) -> Int {
    Array(Case.allCases).firstIndex(of: value) ?? 0
  }

  private struct Encoder {
    var bytes: [UInt8] = []

    mutating func number(_ value: Int) {
      Varint.append(UInt64(max(0, value)), to: &bytes)
    }

    mutating func text(_ text: SafeText) {
      var string = text.string
      string.withUTF8 { utf8 in
        number(utf8.count)
        bytes.append(contentsOf: utf8)
      }
    }

    mutating func optional(_ text: SafeText?) {
      guard let text else { return number(0) }
      var string = text.string
      string.withUTF8 { utf8 in
        number(utf8.count + 1)
        bytes.append(contentsOf: utf8)
      }
    }

    mutating func article(_ article: Article) {
      text(article.headline.text)
      number(place(article.headline.origin))
      number(place(article.format))
      number(article.isCut ? 1 : 0)
      optional(article.byline)
      optional(article.published.map { SafeText(line: $0.text) })
      for field in [article.source, article.url, article.desk, article.language, article.item] {
        optional(field)
      }
      dateline(article.dateline)
      number(article.tags.count)
      for tag in article.tags { text(tag) }
      number(article.related.count)
      for related in article.related {
        text(related.headline)
        optional(related.url)
      }
      number(article.sections.count)
      for section in article.sections { self.section(section, of: article) }
    }

    mutating func dateline(_ dateline: Dateline?) {
      optional(dateline?.text)
      guard let dateline else { return }
      text(dateline.location)
      optional(dateline.region)
      optional(dateline.agency)
      optional(dateline.day)
    }

    /// A related section that repeats the related headlines says no more than that it does.
    mutating func section(_ section: Section, of article: Article) {
      number(place(section.kind))
      text(section.title)
      number(section.level)
      if section.kind == .related {
        let isRepeated = section == article.relatedSection(like: section)
        number(isRepeated ? 1 : 0)
        if isRepeated { return }
      }
      number(section.blocks.count)
      for block in section.blocks { self.block(block) }
    }

    mutating func block(_ block: Block) {
      number(place(block.kind))
      text(block.text)
      let isSpecial = block != Block(block.kind, block.text, runs: block.runs)
      number(block.runs.count + (isSpecial ? 1 : 0))
      if isSpecial {
        number(block.level)
        number(block.number.map { max(0, $0) + 1 } ?? 0)
        number(Self.levels)
      }
      for run in block.runs {
        number(run.range.lowerBound)
        number(run.range.count)
        style(run.style)
      }
    }

    /// In the place of a run's style: the two numbers before it are the level and the number of an
    /// item, one higher. So articles that were kept before there were any are read as they are.
    static let levels = 4

    mutating func style(_ style: Run.Style) {
      switch style {
      case .emphasis: number(0)
      case .strong: number(1)
      case .code: number(2)
      case .link(let url):
        number(3)
        text(url)
      }
    }
  }

  fileprivate struct Damage: Error {}

  fileprivate struct Decoder {
    let bytes: UnsafeRawBufferPointer
    var offset: Int

    mutating func number() throws(Damage) -> Int {
      guard let value = Varint.read(bytes, &offset), let number = Int(exactly: value) else {
        throw Damage()
      }
      return number
    }

    /// A number of things each of which takes a byte at least: a forged one cannot ask for memory.
    mutating func count() throws(Damage) -> Int {
      let count = try number()
      guard count <= bytes.count - offset else { throw Damage() }
      return count
    }

    mutating func string(_ length: Int) throws(Damage) -> String {
      guard length >= 0, length <= bytes.count - offset else { throw Damage() }
      defer { offset += length }
      return String(decoding: bytes[offset..<offset + length], as: UTF8.self)
    }

    mutating func line() throws(Damage) -> SafeText {
      SafeText(line: try string(try number()))
    }

    mutating func text() throws(Damage) -> SafeText {
      SafeText(text: try string(try number()))
    }

    mutating func optional() throws(Damage) -> SafeText? {
      let length = try number()
      return length == 0 ? nil : SafeText(text: try string(length - 1))
    }

    mutating func value<Case: CaseIterable>(_: Case.Type) throws(Damage) -> Case {
      let place = try number()
      let cases = Array(Case.allCases)
      guard place < cases.count else { throw Damage() }
      return cases[place]
    }

    mutating func article(untilOpening: Bool = false) throws(Damage) -> Article {
      let headline = Headline(try line(), origin: try value(Headline.Origin.self))
      var article = Article(headline: headline, format: try value(DocumentFormat.self))
      article.isCut = try number() == 1
      article.byline = try optional()
      article.published = try optional().flatMap { PublishedTime(iso: $0.string) }
      article.source = try optional()
      article.url = try optional()
      article.desk = try optional()
      article.language = try optional()
      article.item = try optional()
      article.dateline = try dateline()
      for _ in 0..<(try count()) { article.tags.append(try line()) }
      for _ in 0..<(try count()) {
        article.related.append(RelatedHeadline(try line(), url: try optional()))
      }
      for _ in 0..<(try count()) {
        let section = try section(of: article, untilOpening: untilOpening)
        article.sections.append(section)
        if untilOpening, section.kind != .summary, !section.blocks.isEmpty { break }
      }
      return article
    }

    mutating func dateline() throws(Damage) -> Dateline? {
      guard let text = try optional() else { return nil }
      return Dateline(
        text: text, location: try line(), region: try optional(), agency: try optional(),
        day: try optional())
    }

    mutating func section(of article: Article, untilOpening: Bool) throws(Damage) -> Section {
      var section = Section(
        kind: try value(Section.Kind.self), title: try line(), level: try number())
      if section.kind == .related, try number() == 1 {
        return article.relatedSection(like: section)
      }
      let all = try count()
      let count = untilOpening && section.kind != .summary ? min(all, 1) : all
      section.blocks.reserveCapacity(count)
      for _ in 0..<count { section.blocks.append(try block()) }
      return section
    }

    mutating func block() throws(Damage) -> Block {
      var block = Block(try value(Block.Kind.self), try text())
      for _ in 0..<(try count()) {
        let start = try number()
        let length = try number()
        let style = try number()
        if style == Encoder.levels {
          block.level = start
          block.number = length > 0 ? length - 1 : nil
          continue
        }
        guard length <= Int.max - start else { throw Damage() }
        block.runs.append(Run(start..<start + length, try self.style(style)))
      }
      return block
    }

    mutating func style(_ place: Int) throws(Damage) -> Run.Style {
      switch place {
      case 0: return .emphasis
      case 1: return .strong
      case 2: return .code
      case 3: return .link(url: try text())
      default: throw Damage()
      }
    }
  }
}

// MARK: - Paragraphs alone

extension ArticleCoding.Decoder {
  fileprivate mutating func paragraphs(
    _ body: (Int, Int, UnsafeBufferPointer<UInt8>) -> Bool
  ) throws(ArticleCoding.Damage) {
    try passHead()
    for section in 0..<(try count()) {
      let kind = try value(Section.Kind.self)
      _ = try lent()
      _ = try number()
      if kind == .related, try number() == 1 { continue }
      for block in 0..<(try count()) {
        _ = try number()
        let text = try lent()
        if kind != .related, !body(section, block, text) { return }
        for _ in 0..<(try count()) {
          _ = try (number(), number())
          if try number() == 3 { _ = try lent() }
        }
      }
    }
  }

  /// All that stands before the sections.
  private mutating func passHead() throws(ArticleCoding.Damage) {
    _ = try lent()
    for _ in 0..<3 { _ = try number() }
    for _ in 0..<7 { try passOptional() }
    let dateline = try number()
    if dateline > 0 {
      _ = try bytes(dateline - 1)
      _ = try lent()
      for _ in 0..<3 { try passOptional() }
    }
    for _ in 0..<(try count()) { _ = try lent() }
    for _ in 0..<(try count()) {
      _ = try lent()
      try passOptional()
    }
  }

  private mutating func passOptional() throws(ArticleCoding.Damage) {
    let length = try number()
    if length > 0 { _ = try bytes(length - 1) }
  }

  /// A text as it stands in the bytes.
  private mutating func lent() throws(ArticleCoding.Damage) -> UnsafeBufferPointer<UInt8> {
    try bytes(try number())
  }

  private mutating func bytes(
    _ length: Int
  ) throws(ArticleCoding.Damage) -> UnsafeBufferPointer<UInt8> {
    guard length >= 0, length <= bytes.count - offset else { throw ArticleCoding.Damage() }
    defer { offset += length }
    return UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + length])
      .assumingMemoryBound(to: UInt8.self)
  }
}

extension Article {
  /// The section that repeats the related headlines, one item each, titled as `section` is.
  fileprivate func relatedSection(like section: Section) -> Section {
    var repeated = section
    repeated.blocks = related.map { Block(.item, $0.headline) }
    return repeated
  }
}
