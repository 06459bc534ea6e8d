// Text laid out in lines of cells.

package import ArticleModel

/// A stretch of a text in a style.
package struct StyleSpan: Hashable, Sendable {
  /// Counted in Unicode scalars of the text.
  package var range: Range<Int>
  /// The style of the stretch.
  package var style: Style

  package init(_ range: Range<Int>, _ style: Style) {
    self.range = range
    self.style = style
  }
}

/// One line of laid-out text, its cells in visual order.
package struct LaidLine: Hashable, Sendable {
  /// A cell with the place of its character in the text.
  package struct Item: Hashable, Sendable {
    /// The cell as it is drawn.
    package var cell: Cell
    /// Unicode scalars from the start of the text to the cell's spacing character. Several cells
    /// may have one offset (a tab's), and a grapheme cluster may have several cells.
    package var offset: Int
  }

  /// Left to right as drawn; a wide character is one item. White space at the line's end, and what
  /// is not drawn, have none.
  package var items: [Item]
  /// The scalars of the text that this line stands for, white space and the line end included.
  package var range: Range<Int>
  /// True if the paragraph runs from right to left, and is set flush right.
  package var isRightToLeft: Bool

  /// Columns that the items take.
  package var width: Int { items.reduce(0) { $0 + Int($1.cell.width) } }
}

/// Lays text out: grapheme clusters, their widths, line-break opportunities, direction.
package enum TextLayout {
  /// A tab goes to the next multiple of this many columns; on a single line it is one space.
  static let tabStop = 4

  /// True if a text has characters that may run from right to left.
  package static func mayRunFromRight(_ text: SafeText) -> Bool {
    text.string.unicodeScalars.contains(where: Bidi.mayRunFromRight)
  }

  /// The text in lines of at most `width` columns (at least one line; `width` below 2 counts as 2).
  ///
  /// Lines break where UAX #14 allows it, else between grapheme clusters, else between the cells of
  /// one; `\n` ends a line. Spaces at a line's end take no room. Each line is in visual order by
  /// UAX #9. The ranges of the lines, one after the other, cover the text.
  ///
  /// `spans` are styles for parts of the text, laid over `style` in order; `language` is a BCP 47
  /// tag that refines line breaking, if known. No line breaks within the ranges of `unbroken`, where
  /// they fit on one.
  package static func lines(
    of text: SafeText, spans: [StyleSpan] = [], style: Style = .plain, width: Int,
    language: String? = nil, unbroken: [Range<Int>] = []
  ) -> [LaidLine] {
    let scalars = Array(text.string.unicodeScalars)
    var breaking = LineBreaking(scalars, language: language)
    var styles = StyleRuns(style, spans)
    var lines: [LaidLine] = []
    var start = 0
    repeat {
      let end = scalars[start...].firstIndex(of: "\n") ?? scalars.count
      breaking.find(in: start..<end)
      for range in unbroken where range.overlaps(start..<end) { breaking.keepTogether(range) }
      var filler = LineFiller(
        scalars, start..<end, limit: Bounded.count(width, least: 2),
        bidi: Bidi(scalars[start..<end]))
      filler.fill(opportunities: breaking.opportunities, styles: &styles)
      start = min(end + 1, scalars.count)
      filler.finish(end: start)
      lines.append(contentsOf: filler.lines)
    } while start < scalars.count
    return lines
  }

  /// The columns that the text takes on one line.
  package static func width(of text: SafeText) -> Int {
    if let width = asciiWidth(text.string) { return width }
    let scalars = Array(text.string.unicodeScalars)
    var scanner = ClusterScanner(scalars, 0..<scalars.count)
    var columns = 0
    while let cluster = scanner.next() {
      let simple = cluster.count == 1 ? DisplayWidth.simple(scalars[cluster.lowerBound]) : 0
      columns += Int(simple)
      if simple == 0 { Glyph.reduce(scalars, cluster) { _, width, _ in columns += Int(width) } }
    }
    return columns
  }

  private static func asciiWidth(_ text: String) -> Int? {
    var text = text
    return text.withUTF8 { bytes in bytes.allSatisfy { $0 < 0x80 } ? bytes.count : nil }
  }

  /// The text on one line of at most `columns`, cut between grapheme clusters and marked with
  /// `ellipsis` where it is longer.
  ///
  /// A line end and a tab are one space. Only as much of the text is looked at as fits.
  package static func truncated(
    _ text: SafeText, to columns: Int, style: Style = .plain, ellipsis: SafeText = "…"
  ) -> LaidLine {
    if let line = SimpleLine.lay(text, columns: columns, style: style, ellipsis: ellipsis) {
      return line
    }
    var head = 4 * max(0, columns) + 64
    while true {
      let scalars = Array(text.string.unicodeScalars.prefix(head))
      var line = SingleLine(scalars, isWhole: scalars.count < head, style: style)
      if let laid = line.lay(columns: max(0, columns), ellipsis: ellipsis) { return laid }
      head *= 2
    }
  }
}
