// Verse and source code keep their lines.

import ArticleModel

/// Stanzas of verse and runs of source code, whose lines stay as they are.
enum Verbatim {
  static func stanzas(_ text: TextLines, _ range: Range<Int>) -> [SafeText] {
    var stanzas: [SafeText] = []
    let filled = range.filter { !text.lines[$0].isBlank }
    let margin = filled.map { text.lines[$0].indent }.min() ?? 0
    var start: Int?
    for index in range {
      if !text.lines[index].isBlank {
        start = start ?? index
        continue
      }
      if let first = start { stanzas.append(text.verbatim(first..<index, margin: margin)) }
      start = nil
    }
    if let first = start { stanzas.append(text.verbatim(first..<range.upperBound, margin: margin)) }
    return stanzas
  }
}
