// A reading is an open article with its place and the matches found in it.

import ArticleModel
import Screen
import TextAnalysis

/// The article in the text pane.
struct Reading {
  var stored: StoredArticle
  var text: ArticleText
  /// The articles to which its related headlines lead; `nil` until they are known.
  var resolved: [ResolvedHeadline]?
  /// The visit on the trail; `nil` while it only stands beside the list.
  var visit: Int64?
  /// The top of the pane: a block, and a scalar in it.
  var topBlock = 0
  var topOffset = 0
  /// The block being read: where `[ ] { }` start from and the cursor stands.
  var focusBlock = 0 {
    didSet { isPointedAt = false }
  }
  /// True if that block is pointed at: it was gone to, and could not come to stand at the top.
  var isPointedAt = false
  /// The link or headline that `Tab` chose.
  var chosen: TextTarget?
  var find: FindState?
  /// The words last looked for in it, though no match of them is shown any more; empty if that was
  /// given up before there were any.
  var soughtLast: SafeText?
  /// The place from which the last jump was made.
  var placeBefore: TextPlace?
  /// The related headline to be followed as soon as it is known where it leads.
  var wantsFollow: Int?
  /// The blocks of the column that repeat what was read elsewhere, while that is shown.
  var repeats: [Int: RepeatedBlock] = [:]
  /// The column at the width it was last drawn at.
  var column: TextColumn

  init(_ stored: StoredArticle, width: Int, theme: Theme) {
    self.stored = stored
    text = ArticleText(stored, theme: theme)
    column = TextColumn(text, width: width, theme: theme)
  }
}

extension Reading {
  var place: TextPlace {
    TextPlace(topBlock: topBlock, topOffset: topOffset, focusBlock: focusBlock)
  }

  mutating func go(to place: TextPlace) {
    topBlock = place.topBlock
    topOffset = place.topOffset
    focusBlock = place.focusBlock
  }

  /// The line at the top of the text pane.
  var top: LinePlace { column.place(ofBlock: topBlock, offset: topOffset) }

  mutating func setTop(_ place: LinePlace) {
    topBlock = place.block
    topOffset = column.offset(of: place)
  }

  /// Keeps the end of the article from rising above the foot of a pane of so many rows.
  mutating func clampTop(rows: Int) {
    guard !text.blocks.isEmpty, top != .start else { return }
    let lowest = column.lowestTop(rows: rows)
    if top > lowest { setTop(lowest) }
  }
}

/// A place in a text to which the reader can go back.
struct TextPlace: Hashable {
  var topBlock: Int
  var topOffset: Int
  var focusBlock: Int
}

/// The marks in a text beside its position: they are there again when the reader comes back.
struct TextMarks: Hashable {
  var chosen: TextTarget?
  var focusBlock: Int
  var isPointedAt: Bool
  var soughtLast: SafeText?
}

extension Reading {
  var marks: TextMarks {
    TextMarks(
      chosen: chosen, focusBlock: focusBlock, isPointedAt: isPointedAt, soughtLast: soughtLast)
  }
}

/// The matches of something in the text.
struct FindState: Hashable {
  struct Match: Hashable {
    var block: Int
    var range: Range<Int>
  }

  /// The words looked for.
  enum Source: Hashable {
    /// Words typed to be found in this text.
    case words(SafeText)
    /// All that the search of the library looked for.
    case search(SearchQuery)
  }

  var source: Source
  var matches: [Match]
  var current: Int
}

extension Reading {
  /// The match that is shown, or the link or headline that `Tab` chose.
  var pointedAt: (block: Int, offset: Int)? {
    if let find, let match = find.matches[safe: find.current] {
      return (match.block, match.range.lowerBound)
    }
    return chosen.map { start(of: $0) }
  }
}
