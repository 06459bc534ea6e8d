// A column is an article at a width, of which only the blocks near the viewport are laid out.

import ArticleModel
import Screen

/// A line's place in a column: a block, and a line within it (blank lines after it included).
struct LinePlace: Hashable, Comparable {
  var block: Int
  var line: Int

  static let start = LinePlace(block: 0, line: 0)

  static func < (left: LinePlace, right: LinePlace) -> Bool {
    (left.block, left.line) < (right.block, right.line)
  }
}

/// A block laid out at one width.
struct LaidBlock {
  var lines: [LaidLine]
  /// Lines with the blank ones that follow.
  var height: Int
  /// Columns by which the lines are set in, and those left free at the right.
  var indent: Int
  var right: Int
}

/// A column of text at one width, with a cache of the blocks that were laid out.
///
/// A reference, so that drawing, which changes nothing else, can fill the cache too.
final class TextColumn {
  let text: ArticleText
  let width: Int
  /// True if the headline runs from right to left: then all that stands round the text does.
  let isRightToLeft: Bool
  private let theme: Theme
  private var cache: [Int: LaidBlock] = [:]
  /// Blocks kept laid out; far more than a screen holds, far less than a long article.
  private static let cacheLimit = 2_000

  init(_ text: ArticleText, width: Int, theme: Theme) {
    self.text = text
    self.theme = theme
    self.width = max(2, width)
    isRightToLeft = text.runsFromRight
  }

  /// The block with this index, laid out.
  func block(_ index: Int) -> LaidBlock {
    if let laid = cache[index] { return laid }
    if cache.count >= Self.cacheLimit { cache.removeAll(keepingCapacity: true) }
    let laid = layOut(text.blocks[index])
    cache[index] = laid
    return laid
  }

  private func layOut(_ block: TextBlock) -> LaidBlock {
    let (indent, right) = Self.indents(block, width: width)
    var lines = TextLayout.lines(
      of: block.text, spans: block.spans, style: theme.style(of: block.kind),
      width: max(2, width - indent - right), language: text.language)
    if isRightToLeft, block.kind.followsHeadline {
      for index in lines.indices { lines[index].isRightToLeft = true }
    }
    return LaidBlock(
      lines: lines, height: lines.count + block.spaceAfter, indent: indent, right: right)
  }

  /// Columns of the notes beside related headlines (`18 Feb`, `3 nearest`), and the least width of a
  /// column that has room for them.
  static let noteColumns = 9
  static let leastForNotes = 50

  /// Columns left free on the left and on the right of a block.
  private static func indents(_ block: TextBlock, width: Int) -> (left: Int, right: Int) {
    guard width >= 24 else {
      if case .related = block.kind { return (2, 0) }
      return (0, 0)
    }
    let outer = 2 * min(max(0, block.level), width / 12)
    switch block.kind {
    case .item: return (max(0, outer - 2) + markWidth(of: block), 0)
    case .quote: return (max(2, outer), 2)
    case .related: return (4, width >= leastForNotes ? noteColumns + 2 : 0)
    default: return (outer + (block.number == nil ? 0 : markWidth(of: block)), 0)
    }
  }

  /// Columns of a bullet or a number with the space after it.
  static func markWidth(of block: TextBlock) -> Int {
    guard let number = block.number else { return 2 }
    return max(4, String(number).utf8.count + 2)
  }

  /// The place `count` lines after (before, if negative) another, within the column.
  func move(_ place: LinePlace, by count: Int) -> LinePlace {
    count >= 0 ? down(place, count) : up(place, -count)
  }

  private func down(_ place: LinePlace, _ count: Int) -> LinePlace {
    var place = place
    var left = count
    while left > 0 {
      let height = block(place.block).height
      if place.line + left < height {
        place.line += left
        return place
      }
      guard place.block + 1 < text.blocks.count else {
        place.line = max(0, height - 1)
        return place
      }
      left -= height - place.line
      place = LinePlace(block: place.block + 1, line: 0)
    }
    return place
  }

  private func up(_ place: LinePlace, _ count: Int) -> LinePlace {
    var place = place
    var left = count
    while left > 0 {
      if place.line >= left {
        place.line -= left
        return place
      }
      guard place.block > 0 else { return .start }
      left -= place.line + 1
      let height = block(place.block - 1).height
      place = LinePlace(block: place.block - 1, line: max(0, height - 1))
    }
    return place
  }

  /// Lines from `first` to `last`, counted no further than `limit`.
  func distance(from first: LinePlace, to last: LinePlace, limit: Int) -> Int {
    guard first < last else { return 0 }
    if first.block == last.block { return min(limit, last.line - first.line) }
    var lines = block(first.block).height - first.line
    var index = first.block + 1
    while index < last.block && lines < limit {
      lines += block(index).height
      index += 1
    }
    return min(limit, index < last.block ? lines : lines + last.line)
  }

  /// The last line that bears text.
  var lastLine: LinePlace {
    guard let last = text.blocks.indices.last else { return .start }
    return LinePlace(block: last, line: max(0, block(last).lines.count - 1))
  }

  /// The lowest place the top may have, so that the last line stands at the foot of `rows` lines.
  func lowestTop(rows: Int) -> LinePlace {
    move(lastLine, by: -(max(1, rows) - 1))
  }

  /// True if the last line is among the `rows` lines from `top` on.
  func showsEnd(from top: LinePlace, rows: Int) -> Bool {
    distance(from: top, to: lastLine, limit: rows) < rows
  }

  /// The line that holds the scalar `offset` of a block; offsets past its text name the blank lines
  /// that follow it.
  func place(ofBlock index: Int, offset: Int) -> LinePlace {
    guard text.blocks.indices.contains(index) else { return .start }
    let laid = block(index)
    let length = text.blocks[index].text.scalarCount
    if offset >= length && length > 0 {
      let blank = laid.lines.count + offset - length
      return LinePlace(block: index, line: min(blank, max(0, laid.height - 1)))
    }
    let line = laid.lines.lastIndex { $0.range.lowerBound <= offset } ?? 0
    return LinePlace(block: index, line: line)
  }

  /// The scalar at which a line begins; the inverse of `place(ofBlock:offset:)`.
  func offset(of place: LinePlace) -> Int {
    let laid = block(place.block)
    if place.line < laid.lines.count { return laid.lines[place.line].range.lowerBound }
    return text.blocks[place.block].text.scalarCount + place.line - laid.lines.count
  }

  /// The share of the article's characters that have been on a screen that begins at a line, 0 to
  /// 1; 1 only where the end is on it.
  func fractionShown(from top: LinePlace, rows: Int) -> Double {
    showsEnd(from: top, rows: rows) ? 1 : fraction(before: move(top, by: rows))
  }

  /// The share of the article's own characters before a line, 0 to 1: related headlines do not count.
  func share(before place: LinePlace) -> Double {
    let own = text.charactersBefore[max(0, (text.relatedBlocks.first ?? text.blocks.count + 1) - 1)]
    return own > 0 ? min(1, Double(characters(before: place)) / Double(own)) : 0
  }

  /// The share of the article's characters before a line, 0 to 1.
  private func fraction(before place: LinePlace) -> Double {
    guard let total = text.charactersBefore.last, total > 0 else { return 0 }
    return Double(characters(before: place)) / Double(total)
  }

  private func characters(before place: LinePlace) -> Int {
    text.charactersBefore[place.block]
      + min(offset(of: place), text.blocks[place.block].text.scalarCount)
  }
}
