// A piece of a draft: a paragraph, an item, a heading, before it is known what part it plays.

import ArticleModel

/// A piece of a document before it is known what part it plays.
struct Element: Sendable {
  enum Kind: Equatable, Sendable {
    case paragraph, item, quote, code, table, lines, note, caption
    /// A heading that is marked as one, with its level.
    case heading(Int)
    /// Nothing but a URL.
    case address
  }

  var kind: Kind
  var text: SafeText
  /// True if a blank line stands before it.
  var hasGap: Bool
  /// True if it was one line of the document.
  var isSingleLine: Bool
  /// The cells its text takes, roughly.
  var width: Int
  /// Its links and styles, in order of start.
  var runs: [Run] = []
  /// See `Block.level`; `nil` for what the kind has by itself.
  var level: Int?
  /// Of an item or a note.
  var number: Int?
  /// Counts of its letters, for a text short enough to be a title, and of one long text's end.
  var facts: LineFacts

  /// The widest text in cells whose every letter is looked at.
  static let titleLimit = 230
  /// The same where a full stop closes it.
  private static let sentenceLimit = 150

  init(
    _ kind: Kind, _ text: SafeText, hasGap: Bool = true, isSingleLine: Bool = true, width: Int = 0
  ) {
    self.kind = kind
    self.text = text
    self.hasGap = hasGap
    self.isSingleLine = isSingleLine
    self.width = width
    let end = LineFacts(endOf: text.string)
    // A sentence of some length is no title, whatever its letters are.
    let limit = end.closing == .stop ? Self.sentenceLimit : Self.titleLimit
    isShort = width <= limit && text.string.utf8.count <= limit * 4
    facts = isShort ? LineFacts(text.string) : end
  }

  /// True if its facts are those of the whole text.
  let isShort: Bool
}

extension Element {
  var block: Block { Block(blockKind, text, runs: runs, level: level, number: number) }

  private var blockKind: Block.Kind {
    switch kind {
    case .paragraph, .address: .paragraph
    case .item: .item
    case .quote: .quote
    case .code: .code
    case .table: .table
    case .heading: .heading
    case .lines: .lines
    case .note: .note
    case .caption: .caption
    }
  }
}
