// Filling lines with cells, as many as fit.

/// Fills lines with the glyphs of one paragraph, in one pass that holds one line at a time.
struct LineFiller {
  private let scalars: [Unicode.Scalar]
  private let paragraph: Range<Int>
  private let limit: Int
  private let bidi: Bidi

  /// The glyphs since `lineStart`, in logical order, and the columns they take.
  private var items: [LaidLine.Item] = []
  private var column = 0
  private var lineStart: Int
  /// The last place where the line may end by the rules, and the last between two clusters.
  private var opportunity: Place
  private var cluster: Place
  private(set) var lines: [LaidLine] = []

  /// A place where the line can be parted.
  private struct Place {
    var offset: Int
    var itemCount = 0
    var column = 0
  }

  init(_ scalars: [Unicode.Scalar], _ paragraph: Range<Int>, limit: Int, bidi: Bidi) {
    self.scalars = scalars
    self.paragraph = paragraph
    self.limit = limit
    self.bidi = bidi
    lineStart = paragraph.lowerBound
    opportunity = Place(offset: paragraph.lowerBound)
    cluster = opportunity
  }

  /// Lays the whole paragraph out.
  mutating func fill(opportunities: [Bool], styles: inout StyleRuns) {
    var scanner = ClusterScanner(scalars, paragraph)
    while let range = scanner.next() {
      let offset = range.lowerBound
      cluster = Place(offset: offset, itemCount: items.count, column: column)
      if opportunities[offset] && fitsHyphen(before: offset) { opportunity = cluster }
      let style = styles.style(at: offset)
      let scalar = scalars[offset]
      if range.count == 1, case let width = DisplayWidth.simple(scalar), width > 0 {
        add(Cell(glyph: Glyph.single(scalar), width: width, style: style), at: offset)
      } else if scalar == "\t" {
        addTab(style, at: offset)
      } else {
        Glyph.reduce(scalars, range) { glyph, width, place in
          add(Cell(glyph: glyph, width: width, style: style), at: place)
        }
      }
    }
  }

  /// Ends the last line, whose range goes up to `end`, the line end after it included.
  mutating func finish(end: Int) {
    endLine(Place(offset: end, itemCount: items.count, column: column), isBreak: false)
  }

  @inline(__always)
  private mutating func add(_ cell: Cell, at offset: Int) {
    if !hangs(cell, at: offset) {
      while column + Int(cell.width) > limit, !items.isEmpty { breakLine(before: offset) }
    }
    items.append(LaidLine.Item(cell: cell, offset: offset))
    column += Int(cell.width)
  }

  /// A tab goes to the next multiple of four columns.
  private mutating func addTab(_ style: Style, at offset: Int) {
    repeat {
      add(Cell(glyph: .space, width: 1, style: style), at: offset)
    } while column % TextLayout.tabStop != 0
  }

  private mutating func breakLine(before offset: Int) {
    if opportunity.offset > lineStart {
      endLine(opportunity, isBreak: true)
    } else if cluster.offset > lineStart, cluster.itemCount > 0 {
      endLine(cluster, isBreak: true)
    } else {
      endLine(Place(offset: offset, itemCount: items.count, column: column), isBreak: true)
    }
  }

  private mutating func endLine(_ place: Place, isBreak: Bool) {
    var line = takeItems(place.itemCount)
    while let last = line.last, hangs(last.cell, at: last.offset) { line.removeLast() }
    if isBreak && place.column < limit { addHyphen(to: &line, before: place.offset) }
    line = bidi.reordered(line) { $0.offset - paragraph.lowerBound }
    lines.append(
      LaidLine(
        items: line, range: lineStart..<place.offset, isRightToLeft: bidi.isRightToLeft))
    column -= place.column
    lineStart = place.offset
    opportunity = Place(offset: lineStart)
    cluster.itemCount = max(0, cluster.itemCount - place.itemCount)
    cluster.column = max(0, cluster.column - place.column)
  }

  /// The first items, which are a line; the rest, part of a word at most, begin the next one.
  private mutating func takeItems(_ count: Int) -> [LaidLine.Item] {
    var line: [LaidLine.Item] = []
    swap(&line, &items)
    items.reserveCapacity(min(limit + 4, paragraph.upperBound - lineStart))
    items.append(contentsOf: line[count...])
    line.removeLast(line.count - count)
    return line
  }

  /// True if a cell is left over at a line's end: spaces and tabs, but none that joins words or
  /// bears a mark.
  @inline(__always)
  private func hangs(_ cell: Cell, at offset: Int) -> Bool {
    switch scalars[offset].value {
    case 0x20, 0x09: cell.glyph == .space
    case 0x1680, 0x2000...0x2006, 0x2008...0x200A, 0x205F: cell.glyph == .space
    case 0x3000: cell.glyph == Glyph("\u{3000}")
    default: false
    }
  }

  /// A soft hyphen is an opportunity only where there is room to show it.
  private func fitsHyphen(before offset: Int) -> Bool {
    !isSoftHyphen(before: offset) || column < limit
  }

  private func isSoftHyphen(before offset: Int) -> Bool {
    offset > paragraph.lowerBound && scalars[offset - 1].value == 0xAD
  }

  private func addHyphen(to line: inout [LaidLine.Item], before offset: Int) {
    guard isSoftHyphen(before: offset), let last = line.last else { return }
    line.append(
      LaidLine.Item(
        cell: Cell(glyph: Glyph("-"), width: 1, style: last.cell.style), offset: offset - 1))
  }
}
