// Text on one line, cut where it is too long.

import ArticleModel

/// Lays the beginning of a text out on one line.
struct SingleLine {
  private let scalars: [Unicode.Scalar]
  /// True if the scalars are the whole text and not only its beginning.
  private let isWhole: Bool
  private let style: Style
  private var items: [LaidLine.Item] = []
  private var column = 0

  init(_ scalars: [Unicode.Scalar], isWhole: Bool, style: Style) {
    self.scalars = scalars
    self.isWhole = isWhole
    self.style = style
  }

  /// The line; `nil` if more of the text is needed to tell where it ends.
  mutating func lay(columns: Int, ellipsis: SafeText) -> LaidLine? {
    let ending = Self.glyphs(of: ellipsis, columns: columns)
    let endingWidth = ending.reduce(0) { $0 + Int($1.width) }
    var scanner = ClusterScanner(scalars, 0..<scalars.count)
    var cut = (offset: 0, itemCount: 0)
    while let cluster = scanner.next() {
      if !isWhole && cluster.upperBound == scalars.count { return nil }
      if column + endingWidth <= columns { cut = (cluster.lowerBound, items.count) }
      add(cluster)
      guard column > columns else { continue }
      items.removeSubrange(cut.itemCount...)
      items += ending.map {
        LaidLine.Item(
          cell: Cell(glyph: $0.glyph, width: $0.width, style: style), offset: cut.offset)
      }
      return ordered(end: cut.offset)
    }
    return isWhole ? ordered(end: scalars.count) : nil
  }

  private static func glyphs(
    of ellipsis: SafeText, columns: Int
  ) -> [(glyph: Glyph, width: UInt8)] {
    let scalars = Array(ellipsis.string.unicodeScalars)
    var glyphs: [(glyph: Glyph, width: UInt8)] = []
    var left = columns
    var scanner = ClusterScanner(scalars, 0..<scalars.count)
    while let cluster = scanner.next() {
      Glyph.reduce(scalars, cluster) { glyph, width, _ in
        left -= Int(width)
        if left >= 0 { glyphs.append((glyph, width)) }
      }
    }
    return glyphs
  }

  private mutating func add(_ cluster: Range<Int>) {
    let first = scalars[cluster.lowerBound]
    if cluster.count == 1, case let width = DisplayWidth.simple(first), width > 0 {
      let cell = Cell(glyph: Glyph.single(first), width: width, style: style)
      items.append(LaidLine.Item(cell: cell, offset: cluster.lowerBound))
      column += Int(width)
      return
    }
    Glyph.reduce(scalars, cluster) { glyph, width, place in
      items.append(
        LaidLine.Item(cell: Cell(glyph: glyph, width: width, style: style), offset: place))
      column += Int(width)
    }
  }

  /// The line in visual order; the ellipsis stands where the text was cut.
  private func ordered(end: Int) -> LaidLine {
    let bidi = Bidi(scalars[...])
    let visual = bidi.reordered(items) { $0.offset < end ? $0.offset : nil }
    return LaidLine(items: visual, range: 0..<end, isRightToLeft: bidi.isRightToLeft)
  }
}
