// The lines of a document become paragraphs, items, quotations and marked headings.

import ArticleModel

/// Reads lines into elements.
struct ElementReader {
  private let text: TextLines
  private let layout: Layout
  private let end: Int
  private var index: Int
  private var hasGap = true
  private var elements: [Element] = []
  /// The indentation that most lines have.
  private let margin: Int
  /// Whether indentation sets a quotation off; not where half of the text is indented.
  private let quotesIndented: Bool

  static func read(
    _ text: TextLines, _ range: Range<Int>, layout: Layout
  ) -> [Element] {
    var reader = ElementReader(text, range, layout: layout)
    while reader.index < reader.end { reader.step() }
    return reader.elements
  }

  private init(_ text: TextLines, _ range: Range<Int>, layout: Layout) {
    self.text = text
    self.layout = layout
    index = range.lowerBound
    end = range.upperBound
    let filled = range.filter { !text.lines[$0].isBlank }
    margin = filled.lazy.map { text.lines[$0].indent }.min() ?? 0
    let indented = filled.count { [margin] in text.lines[$0].indent >= margin + 2 }
    quotesIndented = indented > 0 && indented * 5 < filled.count * 2
  }

  private mutating func step() {
    let line = text.lines[index]
    if line.isBlank {
      hasGap = true
      index += 1
      return
    }
    let content = text.content(index)
    if let rule = RuleLine.of(content) { return readRule(rule) }
    if content.first == 0x3E { return readQuotation() }
    if isHashHeading(content) { return readHashHeading(LineMark.hashes(content)) }
    let bullet = Bullet.length(content)
    if bullet > 0 { return readItem(bullet) }
    if isNumbered(content) { return readItem(0) }
    readBlock()
  }

  private mutating func append(_ kind: Element.Kind, _ text: SafeText, lines: Int, width: Int) {
    let links = WrittenLinks(text, keepsText: kind == .code || kind == .table)
    var element = Element(kind, links.text, hasGap: hasGap, isSingleLine: lines == 1, width: width)
    element.runs = links.runs
    hasGap = false
    // What is white space alone after cleaning is nothing.
    if !text.isEmpty { elements.append(element) }
  }

  // MARK: Marked lines

  /// A rule under a line that stands alone makes it a heading; another parts blocks.
  private mutating func readRule(_ rule: UInt8) {
    index += 1
    let isUnderline = rule == 0x3D || rule == 0x2D
    if isUnderline, !hasGap, let last = elements.last, last.kind == .paragraph, last.isSingleLine,
      last.hasGap, last.width <= 120, last.facts.letters + last.facts.digits > 0
    {
      elements[elements.count - 1].kind = .heading(rule == 0x3D ? 1 : 2)
    }
    hasGap = true
  }

  private func isHashHeading(_ line: ArraySlice<UInt8>) -> Bool {
    guard line.first == 0x23, LineMark.hashes(line) > 0 else { return false }
    return hasGap && (index + 1 == end || text.lines[index + 1].isBlank)
  }

  private mutating func readHashHeading(_ level: Int) {
    var content = text.content(index).dropFirst(level + 1)
    while content.last == 0x23 || content.last == 0x20 { content = content.dropLast() }
    let title = SafeText(line: String(decoding: content, as: UTF8.self))
    append(.heading(level), title, lines: 1, width: text.lines[index].width)
    index += 1
    // What follows a heading begins a block, whether or not a line is left free.
    hasGap = true
  }

  private mutating func readItem(_ mark: Int) {
    let first = index
    let content = text.content(first).dropFirst(mark).drop { $0 == 0x20 || $0 == 0x09 }
    index += 1
    var item = Array(content)
    let indent = text.lines[first].indent
    while index < end, continuesItem(indent) {
      item.append(0x20)
      item.append(contentsOf: text.content(index))
      index += 1
    }
    let string = String(decoding: item, as: UTF8.self)
    append(.item, SafeText(line: string), lines: index - first, width: text.lines[first].width)
  }

  /// Whether the line at the index goes on with an item whose bullet stands at `indent`.
  private func continuesItem(_ indent: Int) -> Bool {
    guard !text.lines[index].isBlank, !LineMark.isMarked(text, index) else { return false }
    if text.lines[index].indent > indent { return true }
    return layout.isWrapped && LineBreak(text, after: index - 1).isFull(measure: layout.measure)
  }

  /// Whether a numbered line is one of several that count up.
  private func isNumbered(_ line: ArraySlice<UInt8>) -> Bool {
    guard let number = Bullet.number(line) else { return false }
    for step in 1...2 where index + step < end {
      if Bullet.number(text.content(index + step)) == number + 1 { return true }
    }
    guard let last = elements.last, last.kind == .item else { return false }
    return Bullet.number(Array(last.text.string.utf8.prefix(8))[...]) == number - 1
  }

  private mutating func readQuotation() {
    var lines: [[UInt8]] = []
    while index < end, text.firstByte(index) == 0x3E {
      lines.append(Array(text.content(index).drop { $0 == 0x3E || $0 == 0x20 }))
      index += 1
    }
    for paragraph in lines.split(whereSeparator: \.isEmpty) {
      appendQuotation(Array(paragraph))
    }
    hasGap = true
  }

  /// A quotation's lines are one paragraph where they read on, as in mail.
  private mutating func appendQuotation(_ lines: [[UInt8]]) {
    var paragraph: [UInt8] = []
    for line in lines {
      let readsOn = paragraph.last.map { $0 != 0x2E && $0 != 0x3F && $0 != 0x21 } ?? true
      if !paragraph.isEmpty, !readsOn, !layout.isWrapped, paragraph.count > 90 {
        flushQuotation(&paragraph)
      }
      if !paragraph.isEmpty { paragraph.append(0x20) }
      paragraph += line
    }
    flushQuotation(&paragraph)
  }

  private mutating func flushQuotation(_ paragraph: inout [UInt8]) {
    let string = String(decoding: paragraph, as: UTF8.self)
    append(.quote, SafeText(line: string), lines: 2, width: paragraph.count)
    paragraph = []
  }

  // MARK: Plain lines

  /// The lines up to the next blank or marked one.
  private mutating func readBlock() {
    let start = index
    index += 1
    while index < end, !text.lines[index].isBlank, !LineMark.isMarked(text, index) { index += 1 }
    let block = start..<index
    if block.count > 1, isTable(block) {
      let margin = block.map { text.lines[$0].indent }.min() ?? 0
      append(.table, text.verbatim(block, margin: margin), lines: block.count, width: 0)
      return
    }
    if quotesIndented, isIndented(block) {
      appendRun(block, as: .quote, joins: block.count > 1 && (layout.isWrapped || readsOn(block)))
    } else if layout.isWrapped, block.count > 1, isWrapped(block) {
      appendWrapped(block)
    } else {
      appendRun(block, as: .paragraph, joins: false)
    }
  }

  /// Whether most lines hold columns: box drawings, bars, or wide gaps between words.
  private func isTable(_ block: Range<Int>) -> Bool {
    guard block.prefix(2).contains(where: { hasColumns(text.content($0)) }) else { return false }
    return block.count(where: { hasColumns(text.content($0)) }) * 3 >= block.count * 2
  }

  private func hasColumns(_ line: ArraySlice<UInt8>) -> Bool {
    guard line.count <= 240 else { return false }
    var spaces = 0
    var bars = 0
    var previous: UInt8 = 0
    for byte in line {
      spaces = byte == 0x20 ? spaces + 1 : 0
      if byte == 0x7C { bars += 1 }
      // U+2500–259F begin with E2 94, 95 or 96.
      if spaces == 3 || bars == 2 || byte == 0x09 { return true }
      if previous == 0xE2, byte >= 0x94, byte <= 0x96 { return true }
      previous = byte
    }
    return false
  }

  private func isIndented(_ block: Range<Int>) -> Bool {
    block.allSatisfy { text.lines[$0].indent >= margin + 2 }
  }

  private func readsOn(_ block: Range<Int>) -> Bool {
    let breaks = block.dropLast().map { LineBreak(text, after: $0) }
    return breaks.count(where: { $0.startsLower || !$0.startsCased }) * 2 > breaks.count
      && breaks.count(where: \.isInsideSentence) * 2 > breaks.count
  }

  private mutating func appendRun(_ block: Range<Int>, as kind: Element.Kind, joins: Bool) {
    if joins {
      let width = block.reduce(0) { $0 + text.lines[$1].width + 1 }
      append(kind, text.joined(block), lines: block.count, width: width)
      return
    }
    var line = block.lowerBound
    while line < block.upperBound {
      let start = line
      line += 1
      while line < block.upperBound, goesOn(line) { line += 1 }
      appendLines(start..<line, as: kind)
    }
  }

  private mutating func appendLines(_ lines: Range<Int>, as kind: Element.Kind) {
    let width = lines.reduce(-1) { $0 + text.lines[$1].width + 1 }
    let isAddress =
      kind == .paragraph && lines.count == 1
      && Address.isAddress(text.content(lines.lowerBound))
    append(isAddress ? .address : kind, text.joined(lines), lines: lines.count, width: width)
  }

  /// Whether a line goes on with the one before it, in a text that is not wrapped as a whole: a
  /// sentence is broken where a wrapped line would be.
  private func goesOn(_ line: Int) -> Bool {
    let width = text.lines[line - 1].width
    guard width >= 50, width <= 100 else { return false }
    let here = LineBreak(text, after: line - 1)
    return here.startsLower && here.isInsideSentence
  }

  /// Whether most breaks of a block are where the next word had no room, or inside a sentence.
  private func isWrapped(_ block: Range<Int>) -> Bool {
    if RelatedLabels.isLabel(text.string(block.lowerBound)) { return false }
    let breaks = block.dropLast().map { LineBreak(text, after: $0) }
    // Lines of which none begins small and the last ends no sentence are titles; two may be one that
    // was too long for the measure.
    if !breaks.contains(where: { $0.startsLower || !$0.startsCased }),
      LineBreak.isOpen(text.content(block.upperBound - 1)), !isInCapitals(block),
      block.count > 2 || !breaks.allSatisfy({ $0.isFull(measure: layout.measure) })
    {
      return false
    }
    let joined = breaks.count { $0.isFull(measure: layout.measure) || $0.startsLower }
    return joined * 2 >= breaks.count
  }

  private func isInCapitals(_ block: Range<Int>) -> Bool {
    !text.content(block.lowerBound).contains { $0 &- 0x61 < 26 }
  }

  /// Joins a block's lines, but for a first line that ends short before a capital (a heading, or
  /// a paragraph that ends there) and for lines whose indentation opens a paragraph.
  private mutating func appendWrapped(_ block: Range<Int>) {
    var start = block.lowerBound
    for line in block.dropLast() where opensParagraph(line + 1, after: line) {
      appendRun(start..<(line + 1), as: .paragraph, joins: true)
      start = line + 1
    }
    appendRun(start..<block.upperBound, as: .paragraph, joins: true)
  }

  private func opensParagraph(_ next: Int, after line: Int) -> Bool {
    let here = LineBreak(text, after: line)
    if here.startsLower { return false }
    if text.lines[next].indent >= text.lines[line].indent + 2, !here.isInsideSentence {
      return true
    }
    let room = layout.measure - here.before - 1 - here.firstWord
    guard room * 3 > layout.measure else { return false }
    return !here.isInsideSentence || text.lines[line].indent == text.lines[next].indent
  }
}
