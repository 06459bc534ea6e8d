// The tree that cmark-gfm makes of a text, seen as values of Swift.

import ArticleModel
import CMarkdown

/// A parsed text; its memory goes with it.
struct MarkdownTree: ~Copyable {
  /// A mark or a piece of text.
  struct Node {
    let pointer: OpaquePointer
    let kind: Kind

    /// The text of a leaf, as long as the tree lives.
    var literal: UnsafeBufferPointer<UInt8> {
      guard let text = cmark_node_get_literal(pointer) else { return .init(start: nil, count: 0) }
      return UnsafeBufferPointer(
        start: UnsafeRawPointer(text).assumingMemoryBound(to: UInt8.self), count: strlen(text))
    }

    /// The address to which a link or a picture leads.
    var address: SafeText {
      guard let url = cmark_node_get_url(pointer) else { return .empty }
      return SafeText(line: String(cString: url))
    }

    /// Of each column of a table: `l`, `c`, `r` or 0.
    var alignments: [UInt8] {
      let count = Int(cmark_gfm_extensions_get_table_columns(pointer))
      guard count > 0, let list = cmark_gfm_extensions_get_table_alignments(pointer) else {
        return []
      }
      return Array(UnsafeBufferPointer(start: list, count: count))
    }
  }

  /// The kind of a node.
  enum Kind {
    case quote, paragraph, code, markup, rule, note, table, row, cell, other
    /// The number of its first item, if it counts them; whether no blank lines part them.
    case list(first: Int?, isTight: Bool)
    /// True if what it asks for is done, where it is a task.
    case item(task: Bool?)
    case heading(level: Int)
    case text, inlineCode, wrap, lineBreak, inlineMarkup, emphasis, strong, link, image, noteMark
  }

  private let root: OpaquePointer

  init?(_ text: ArraySlice<UInt8>) {
    let extensions = Self.extensions
    guard let parser = cmark_parser_new(CMARK_OPT_FOOTNOTES | CMARK_OPT_VALIDATE_UTF8) else {
      return nil
    }
    defer { cmark_parser_free(parser) }
    for each in extensions {
      cmark_parser_attach_syntax_extension(parser, OpaquePointer(bitPattern: each))
    }
    text.withUnsafeBytes { buffer in
      cmark_parser_feed(
        parser, buffer.baseAddress?.assumingMemoryBound(to: CChar.self), buffer.count)
    }
    guard let root = cmark_parser_finish(parser) else { return nil }
    cmark_consolidate_text_nodes(root)
    self.root = root
  }

  deinit { cmark_node_free(root) }

  /// Registered once, and never changed after that; addresses, as pointers may not be shared.
  private static let extensions: [UInt] = {
    cmark_gfm_core_extensions_ensure_registered()
    let names: [StaticString] = ["table", "strikethrough", "tasklist"]
    return names.compactMap { name in
      name.withUTF8Buffer { text in
        UnsafeRawPointer(text.baseAddress).flatMap {
          cmark_find_syntax_extension($0.assumingMemoryBound(to: CChar.self))
        }.map { UInt(bitPattern: $0) }
      }
    }
  }()

  /// Every node in order, a container once before and once after what it holds.
  func forEach(_ body: (Node, _ isEntering: Bool) -> Void) {
    guard let iterator = cmark_iter_new(root) else { return }
    defer { cmark_iter_free(iterator) }
    while true {
      let event = cmark_iter_next(iterator)
      if event == CMARK_EVENT_DONE { return }
      guard let pointer = cmark_iter_get_node(iterator) else { return }
      body(Node(pointer: pointer, kind: Self.kind(of: pointer)), event == CMARK_EVENT_ENTER)
    }
  }

  private static func kind(of node: OpaquePointer) -> Kind {
    switch cmark_node_get_type(node) {
    case CMARK_NODE_TEXT: .text
    case CMARK_NODE_SOFTBREAK: .wrap
    case CMARK_NODE_PARAGRAPH: .paragraph
    case CMARK_NODE_LINK: .link
    case CMARK_NODE_EMPH: .emphasis
    case CMARK_NODE_STRONG: .strong
    case CMARK_NODE_CODE: .inlineCode
    case CMARK_NODE_LINEBREAK: .lineBreak
    case CMARK_NODE_HTML_INLINE: .inlineMarkup
    case CMARK_NODE_IMAGE: .image
    case CMARK_NODE_FOOTNOTE_REFERENCE: .noteMark
    case CMARK_NODE_FOOTNOTE_DEFINITION: .note
    case CMARK_NODE_HEADING: .heading(level: Int(cmark_node_get_heading_level(node)))
    case CMARK_NODE_BLOCK_QUOTE: .quote
    case CMARK_NODE_LIST: list(node)
    case CMARK_NODE_ITEM: .item(task: task(node))
    case CMARK_NODE_CODE_BLOCK: .code
    case CMARK_NODE_HTML_BLOCK: .markup
    case CMARK_NODE_THEMATIC_BREAK: .rule
    default: added(node)
    }
  }

  private static func list(_ node: OpaquePointer) -> Kind {
    let isNumbered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST
    return .list(
      first: isNumbered ? Int(cmark_node_get_list_start(node)) : nil,
      isTight: cmark_node_get_list_tight(node) != 0)
  }

  private static func task(_ node: OpaquePointer) -> Bool? {
    guard cmark_node_get_syntax_extension(node) != nil else { return nil }
    return cmark_gfm_extensions_get_tasklist_item_checked(node)
  }

  /// The kinds that extensions add have no numbers of their own.
  private static func added(_ node: OpaquePointer) -> Kind {
    guard let name = cmark_node_get_type_string(node) else { return .other }
    switch String(cString: name) {
    case "table": return .table
    case "table_row", "table_header": return .row
    case "table_cell": return .cell
    default: return .other
    }
  }
}
