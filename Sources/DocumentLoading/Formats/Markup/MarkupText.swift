// The text of HTML that stands in another text: what a browser would show of it.

import ArticleModel
import CMarkdown

/// Reads pieces of HTML: tags are cut by HTML 5's rules before anything is made of them, and what is
/// never shown goes with all that it holds.
///
/// Such pieces are a tag or a few lines, so that no tree is needed: blocks begin at the tags that
/// begin them.
struct MarkupText {
  /// A paragraph, heading or item that was found.
  struct Block {
    var kind: Element.Kind
    var result: InlineText.Result
  }

  private let cleansPieces: Bool
  /// The element that hides what it holds, until its end.
  private var hidden: String?
  private var inline = InlineText()
  private var kind = Element.Kind.paragraph
  private var found: [Block] = []

  init(cleansPieces: Bool = false) {
    self.cleansPieces = cleansPieces
    inline.cleansPieces = cleansPieces
  }

  /// True if what comes next is not shown.
  var hides: Bool { hidden != nil }

  /// Takes a single tag inside of a paragraph.
  mutating func take(tag: UnsafeBufferPointer<UInt8>, into text: inout InlineText) {
    var scanner = MarkupScanner(tag)
    swap(&inline, &text)
    while let token = scanner.next(hidden: hidden) {
      if case .open(let name, _) = token, Self.begins[name] != nil {
        inline.breakLine()
      } else {
        take(token)
      }
    }
    swap(&inline, &text)
  }

  /// The blocks of a run of lines.
  mutating func blocks(in text: UnsafeBufferPointer<UInt8>) -> [Block] {
    var scanner = MarkupScanner(text)
    while let token = scanner.next(hidden: hidden) {
      switch token {
      case .open(let name, _) where Self.begins[name] != nil:
        endBlock()
        kind = Self.begins[name] ?? .paragraph
      case .close(let name) where Self.begins[name] != nil: endBlock()
      default: take(token)
      }
    }
    endBlock()
    return found
  }

  private mutating func endBlock() {
    let result = inline.result()
    if !result.text.isEmpty { found.append(Block(kind: kind, result: result)) }
    kind = .paragraph
    inline = InlineText()
    inline.cleansPieces = cleansPieces
  }

  private mutating func take(_ token: MarkupScanner.Token) {
    switch token {
    case .text(let piece): inline.append(Entities.decoded(piece))
    case .open(let name, let attributes):
      if MarkupScanner.hiding.contains(name) { hidden = name }
      open(name, attributes)
    case .close(let name):
      if name == hidden { hidden = nil }
      close(name)
    }
  }

  private mutating func open(_ name: String, _ attributes: MarkupScanner.Attributes) {
    switch name {
    case "br": inline.breakLine()
    case "td", "th", "dd": inline.append(" ".utf8)
    case "img":
      if let words = attributes["alt"] { inline.append(Entities.decoded(words)) }
    case "b", "strong": inline.begin(.strong)
    case "i", "em", "cite": inline.begin(.emphasis)
    case "code", "kbd", "tt", "samp": inline.begin(.code)
    case "a":
      guard let address = attributes["href"] else { return }
      let url = SafeText(line: String(decoding: Entities.decoded(address), as: UTF8.self))
      if !url.isEmpty { inline.begin(.link(url: url)) }
    default: break
    }
  }

  private mutating func close(_ name: String) {
    switch name {
    case "b", "strong": inline.end { $0 == .strong }
    case "i", "em", "cite": inline.end { $0 == .emphasis }
    case "code", "kbd", "tt", "samp": inline.end { $0 == .code }
    case "a": inline.end { if case .link = $0 { true } else { false } }
    default: break
    }
  }

  /// The tags with which a block begins, and which.
  private static let begins: [String: Element.Kind] = {
    var begins: [String: Element.Kind] = [:]
    let names = """
      address article aside blockquote body center details dialog div dl dt fieldset figcaption figure \
      footer form header hr html main nav ol p pre section summary table tr ul head title
      """
    for name in names.split(separator: " ") { begins[String(name)] = .paragraph }
    for level in 1...6 { begins["h\(level)"] = .heading(level) }
    begins["li"] = .item
    return begins
  }()
}

/// The names that stand for characters in HTML.
enum Entities {
  static func decoded(_ text: some Collection<UInt8>) -> [UInt8] {
    let text = Array(text)
    guard text.contains(0x26), let memory = cmark_get_default_mem_allocator() else { return text }
    var buffer = cmark_strbuf()
    cmark_strbuf_init(memory, &buffer, 0)
    defer { cmark_strbuf_free(&buffer) }
    houdini_unescape_html_f(&buffer, text, bufsize_t(clamping: text.count))
    guard let start = buffer.ptr, buffer.size >= 0 else { return text }
    return Array(UnsafeBufferPointer(start: start, count: Int(buffer.size)))
  }
}
