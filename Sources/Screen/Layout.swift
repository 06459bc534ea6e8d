// Text laid out in lines of cells. (Signatures fixed; implementation in progress.)

package import ArticleModel

/// A stretch of a text in a style.
package struct StyleSpan: Hashable, Sendable {
  /// Counted in Unicode scalars of the text.
  package var range: Range<Int>
  package var style: Style

  package init(_ range: Range<Int>, _ style: Style) {
    self.range = range
    self.style = style
  }
}

/// One line of laid-out text, its cells in visual order.
package struct LaidLine: Hashable, Sendable {
  /// A cell with the place of its grapheme cluster in the text.
  package struct Item: Hashable, Sendable {
    package var cell: Cell
    /// Unicode scalars from the start of the text.
    package var offset: Int
  }

  /// Left to right as drawn; a wide character is one item.
  package var items: [Item]
  /// The scalars of the text that this line stands for, white space at its end included.
  package var range: Range<Int>
  /// Whether the paragraph runs from right to left, and is set flush right.
  package var isRightToLeft: Bool

  /// Columns that the items take.
  package var width: Int { items.reduce(0) { $0 + Int($1.cell.width) } }
}

/// Lays text out: grapheme clusters, their widths, line-break opportunities, direction.
package enum TextLayout {
  /// The text in lines of at most `width` columns (at least one line; `width` below 2 counts as 2).
  ///
  /// Lines break where UAX #14 allows it, else between grapheme clusters; `\n` ends a line. Each
  /// line is in visual order by UAX #9.
  ///
  /// - Parameters:
  ///   - spans: styles for parts of the text, laid over `style` in order.
  ///   - language: a BCP 47 tag that refines line breaking, if known.
  package static func lines(
    of text: SafeText, spans: [StyleSpan] = [], style: Style = .plain, width: Int,
    language: String? = nil
  ) -> [LaidLine] {
    []
  }

  /// The columns that the text takes on one line.
  package static func width(of text: SafeText) -> Int { 0 }

  /// The text on one line of at most `columns`, cut between grapheme clusters and marked with
  /// `ellipsis` where it is longer.
  package static func truncated(
    _ text: SafeText, to columns: Int, style: Style = .plain, ellipsis: SafeText = "…"
  ) -> LaidLine {
    LaidLine(items: [], range: 0..<0, isRightToLeft: false)
  }
}

extension Grid {
  /// Writes text on one row from `column` on, cut with `…` to at most `columns` (and to the grid);
  /// gives the columns used.
  @discardableResult
  package mutating func write(
    _ text: SafeText, column: Int, row: Int, columns: Int, style: Style = .plain
  ) -> Int {
    0
  }

  /// Writes a laid-out line into the `columns` from `column` on, one that runs from right to left
  /// flush right. `restyle` is given each item's offset in the text, and its style.
  package mutating func write(
    _ line: LaidLine, column: Int, row: Int, columns: Int,
    restyle: ((_ offset: Int, _ style: Style) -> Style)? = nil
  ) {}
}
