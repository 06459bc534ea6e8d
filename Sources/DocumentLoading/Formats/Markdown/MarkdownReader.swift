// CommonMark with tables, task lists and footnotes, as cmark-gfm reads it, becomes elements.

import ArticleModel
import CMarkdown

/// Walks the tree of a text once, from its first mark to its last: no recursion, however deep.
///
/// cmark-gfm of Debian is taken as it has a static archive and passes the specification; Apple's
/// package of its fork is not among those that can be had where this is built.
struct MarkdownReader {
  private(set) var elements: [Element] = []
  /// Bytes of the texts that are no white space, as `MarkdownBounds.letters` counts them.
  private(set) var letters = 0
  /// True if anything but paragraphs of plain words was there.
  private(set) var hasMarks = false
  /// True if characters were written as numbers that must not be shown.
  private var cleansPieces = false
  private var isSound = true
  private var inline: InlineText?
  private var quotes = 0
  private var lists: [List] = []
  /// A footnote that has begun, with its number.
  private var note: Int?
  private var notes = 0
  private var table: TableText?
  private var isImage = 0
  private var hasOnlyImages = true
  private var markup = MarkupText()

  private struct List {
    /// The number of the next item; `nil` in a list without.
    var next: Int?
    /// True if an item has begun whose first words are to come.
    var isPending = false
    var isTight: Bool
    var task: Bool?
  }

  /// Reads a text, or the next piece of one.
  mutating func read(_ text: ArraySlice<UInt8>) {
    let before = self
    walk(text)
    if !isSound {
      self = before
      cleansPieces = true
      walk(text)
      isSound = true
    }
  }

  private mutating func walk(_ text: ArraySlice<UInt8>) {
    guard let tree = MarkdownTree(text) else { return }
    notes = 0
    tree.forEach { step($0, entering: $1) }
  }

  private mutating func step(_ node: MarkdownTree.Node, entering: Bool) {
    switch node.kind {
    case .paragraph, .text, .wrap, .other: break
    default: hasMarks = true
    }
    switch node.kind {
    case .quote: quotes += entering ? 1 : -1
    case .list(let first, let isTight):
      if entering { lists.append(List(next: first, isTight: isTight)) } else { lists.removeLast() }
    case .item(let task): if entering { beginItem(task) }
    case .note:
      if entering { notes += 1 }
      note = entering ? notes : nil
    case .paragraph: if entering { begin() } else { endParagraph() }
    case .heading(let level): if entering { begin() } else { endHeading(level) }
    case .code: appendCode(node.literal)
    case .markup: appendMarkup(node.literal)
    case .table: if entering { table = TableText(node.alignments) } else { endTable() }
    case .row: if !entering { table?.endRow() }
    case .cell: if entering { begin() } else { endCell() }
    case .rule, .other: break
    default: inlineStep(node, entering: entering)
    }
  }

  // MARK: Words

  private mutating func inlineStep(_ node: MarkdownTree.Node, entering: Bool) {
    switch node.kind {
    case .text: appendText(node.literal)
    case .inlineCode:
      inline?.begin(.code)
      append(node.literal)
      inline?.end()
    case .wrap: inline?.wrap()
    case .lineBreak: inline?.breakLine()
    case .inlineMarkup: appendInlineMarkup(node.literal)
    case .emphasis: style(.emphasis, entering)
    case .strong: style(.strong, entering)
    case .link: style(.link(url: node.address), entering)
    case .image:
      isImage += entering ? 1 : -1
      style(.link(url: node.address), entering)
    // Met twice, though nothing is inside of it.
    case .noteMark where entering:
      inline?.begin(.emphasis)
      append(Array("[".utf8) + Array(node.literal) + Array("]".utf8))
      inline?.end()
    default: break
    }
  }

  private mutating func style(_ style: Run.Style, _ begins: Bool) {
    if !begins {
      inline?.end()
    } else if case .link(let url) = style, url.isEmpty {
      // A link to nowhere is words; a run that is none keeps begin and end in pairs.
      inline?.begin(.emphasis)
    } else {
      inline?.begin(style)
    }
  }

  private mutating func append(_ piece: some Sequence<UInt8>) {
    if markup.hides { return }
    if isImage == 0, piece.contains(where: { $0 > 0x20 }) { hasOnlyImages = false }
    inline?.append(piece)
  }

  private mutating func begin() {
    inline = InlineText()
    inline?.cleansPieces = cleansPieces
    hasOnlyImages = true
    markup = MarkupText(cleansPieces: cleansPieces)
  }

  /// Text, and the links of a wiki in it: `[[Page]]`, `[[Page|words]]`.
  private mutating func appendText(_ text: UnsafeBufferPointer<UInt8>) {
    guard isImage == 0, let links = WikiLink.all(in: text) else { return append(text) }
    var place = text.startIndex
    for link in links {
      append(text[place..<link.range.lowerBound])
      let target = SafeText(line: String(decoding: text[link.target], as: UTF8.self))
      inline?.begin(target.isEmpty ? .emphasis : .link(url: target))
      append(text[link.words])
      inline?.end()
      place = link.range.upperBound
    }
    append(text[place...])
  }

  // MARK: Blocks

  private mutating func beginItem(_ task: Bool?) {
    guard let last = lists.indices.last else { return }
    lists[last].isPending = true
    lists[last].task = task
  }

  /// The text that has been put together; `nil` of none.
  private mutating func takeInline() -> InlineText.Result? {
    guard let result = inline?.result() else { return nil }
    inline = nil
    isSound = isSound && (result.isWhole || cleansPieces)
    letters += MarkdownBounds.letters(in: result.text.string.utf8)
    return result.text.isEmpty ? nil : result
  }

  private mutating func endParagraph() {
    guard let result = takeInline() else { return }
    append(result, isCaption: hasOnlyImages)
  }

  /// The kind of a paragraph depends on its surroundings: the first of an item is that item.
  private mutating func append(_ result: InlineText.Result, isCaption: Bool = false) {
    if note != nil {
      append(.note, result, number: note)
      // Further paragraphs of a note bear no number.
      note = 0
    } else if let last = lists.indices.last, lists[last].isPending {
      appendItem(result)
    } else if quotes > 0 {
      append(.quote, result, level: quotes)
    } else {
      let kind: Element.Kind = isCaption ? .caption : result.hasLines ? .lines : .paragraph
      append(kind, result, level: lists.count)
    }
  }

  private mutating func appendItem(_ result: InlineText.Result) {
    // Items that hold items alone begin them all with the same words.
    for level in lists.indices where lists[level].isPending {
      lists[level].isPending = false
      guard level == lists.count - 1 else {
        lists[level].next = lists[level].next.map { $0 + 1 }
        continue
      }
      let number = lists[level].next
      lists[level].next = number.map { $0 + 1 }
      append(
        .item, task(lists[level].task, result), level: level + 1, number: number,
        hasGap: !lists[level].isTight || elements.last?.kind != .item)
    }
  }

  /// `[x]` before what is done, `[ ]` before what is not.
  private func task(_ isDone: Bool?, _ result: InlineText.Result) -> InlineText.Result {
    guard let isDone else { return result }
    var marked = result
    marked.text = SafeText.joined([isDone ? "[x] " : "[ ] ", result.text])
    marked.runs = result.runs.map {
      Run($0.range.lowerBound + 4..<$0.range.upperBound + 4, $0.style)
    }
    return marked
  }

  private mutating func append(
    _ kind: Element.Kind, _ result: InlineText.Result, level: Int = 0, number: Int? = nil,
    hasGap: Bool = true
  ) {
    let text = kind == .lines || !result.hasLines ? result.text : SafeText(line: result.text.string)
    var element = Element(
      kind, text, hasGap: hasGap, isSingleLine: !result.hasLines,
      width: MarkdownReader.width(of: text))
    element.runs = result.runs
    element.level = level
    element.number = number == 0 ? nil : number
    elements.append(element)
  }

  /// Cells, roughly: two for what is wide.
  static func width(of text: SafeText) -> Int {
    var width = 0
    for byte in text.string.utf8 where byte & 0xC0 != 0x80 {
      width += byte >= 0xE3 && byte != 0xEF ? 2 : 1
    }
    return width
  }

  /// A heading opens a section, but for one inside of a list or a quotation.
  private mutating func endHeading(_ level: Int) {
    guard var result = takeInline() else { return }
    if quotes == 0, lists.isEmpty, note == nil {
      if result.hasLines { result.text = SafeText(line: result.text.string) }
      append(.heading(level), result)
    } else {
      result.runs.insert(Run(0..<result.text.scalarCount, .strong), at: 0)
      append(result)
    }
  }

  private mutating func appendCode(_ literal: UnsafeBufferPointer<UInt8>) {
    var code = String(decoding: literal, as: UTF8.self)
    if code.utf8.last == 0x0A { code.removeLast() }
    let text = SafeText(text: code)
    letters += MarkdownBounds.letters(in: text.string.utf8)
    settlePending()
    if text.string.utf8.contains(where: { $0 > 0x20 }) {
      append(.code, InlineText.Result(text: text, runs: [], hasLines: true, isWhole: true))
      elements[elements.count - 1].text = text
      elements[elements.count - 1].level = lists.count
    }
  }

  /// An item that begins with no words of its own has begun all the same.
  private mutating func settlePending() {
    for level in lists.indices where lists[level].isPending {
      lists[level].isPending = false
      lists[level].next = lists[level].next.map { $0 + 1 }
    }
  }

  // MARK: Tables

  private mutating func endCell() {
    guard let result = inline?.result() else { return }
    inline = nil
    isSound = isSound && (result.isWhole || cleansPieces)
    letters += MarkdownBounds.letters(in: result.text.string.utf8)
    table?.add(SafeText(line: result.text.string), result.runs)
  }

  private mutating func endTable() {
    guard let set = table?.set() else { return }
    table = nil
    settlePending()
    append(
      .table, InlineText.Result(text: set.text, runs: set.runs, hasLines: true, isWhole: true))
    elements[elements.count - 1].text = set.text
    elements[elements.count - 1].level = lists.count
  }

  // MARK: HTML

  private mutating func appendMarkup(_ literal: UnsafeBufferPointer<UInt8>) {
    var reader = MarkupText(cleansPieces: cleansPieces)
    for block in reader.blocks(in: literal) {
      letters += MarkdownBounds.letters(in: block.result.text.string.utf8)
      isSound = isSound && (block.result.isWhole || cleansPieces)
      if case .heading(let level) = block.kind, quotes == 0, lists.isEmpty, note == nil {
        append(.heading(level), block.result)
      } else if block.kind == .item {
        append(.item, block.result, level: lists.count + 1)
      } else {
        append(block.result)
      }
    }
  }

  private mutating func appendInlineMarkup(_ literal: UnsafeBufferPointer<UInt8>) {
    guard var text = inline else { return }
    inline = nil
    markup.take(tag: literal, into: &text)
    inline = text
  }
}
