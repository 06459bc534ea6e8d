// The one line of text that most lines are: characters that stand alone and run from left to right.

import ArticleModel

/// Lays such text out on one line in a single pass, as `SingleLine` would.
enum SimpleLine {
  /// The line, cut and marked with `ellipsis` where it is longer than `columns`; `nil` if some
  /// character, the ellipsis' among them, must be looked at more closely.
  static func lay(
    _ text: SafeText, columns: Int, style: Style, ellipsis: SafeText
  ) -> LaidLine? {
    guard let ending = glyphs(of: ellipsis) else { return nil }
    let endingWidth = ending.reduce(0) { $0 + Int($1.width) }
    var items: [LaidLine.Item] = []
    items.reserveCapacity(min(text.string.utf8.count, max(0, columns)) + ending.count)
    var column = 0
    var cut = (offset: 0, itemCount: 0)
    var offset = 0
    for scalar in text.string.unicodeScalars {
      let width = DisplayWidth.simple(scalar)
      guard width > 0, !Bidi.mayRunFromRight(scalar) else { return nil }
      if column + endingWidth <= columns { cut = (offset, items.count) }
      column += Int(width)
      if column > columns {
        return shortened(items, to: cut, ending: ending, columns: columns, style)
      }
      items.append(item(Glyph(scalar), width, style, offset))
      offset += 1
    }
    return LaidLine(items: items, range: 0..<offset, isRightToLeft: false)
  }

  @inline(__always)
  private static func item(
    _ glyph: Glyph, _ width: UInt8, _ style: Style, _ offset: Int
  ) -> LaidLine.Item {
    LaidLine.Item(cell: Cell(glyph: glyph, width: width, style: style), offset: offset)
  }

  /// The line up to `cut` with as much of the ending as fits. Text after the cut may run from the
  /// right: it does not matter to what stands before it, as that has no characters that do.
  private static func shortened(
    _ items: [LaidLine.Item], to cut: (offset: Int, itemCount: Int),
    ending: [(glyph: Glyph, width: UInt8)], columns: Int, _ style: Style
  ) -> LaidLine {
    var items = items
    items.removeSubrange(cut.itemCount...)
    var room = columns
    for (glyph, width) in ending {
      room -= Int(width)
      if room >= 0 { items.append(item(glyph, width, style, cut.offset)) }
    }
    return LaidLine(items: items, range: 0..<cut.offset, isRightToLeft: false)
  }

  private static func glyphs(of text: SafeText) -> [(glyph: Glyph, width: UInt8)]? {
    var glyphs: [(glyph: Glyph, width: UInt8)] = []
    for scalar in text.string.unicodeScalars {
      let width = DisplayWidth.simple(scalar)
      guard width > 0 else { return nil }
      glyphs.append((Glyph(scalar), width))
    }
    return glyphs
  }
}
