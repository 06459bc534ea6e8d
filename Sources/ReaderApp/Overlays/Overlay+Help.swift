// The help is made from the table of commands: the keys of where one is come first.

import ArticleModel
import Screen
import TextAnalysis

/// A line of the help.
struct HelpRow {
  var text: SafeText
  var style = Style.plain

  /// True if it has the words, as the text of an article is searched for them.
  func has(_ words: SafeText) -> Bool {
    !TextSearch.finder(of: words.string)(text.string).isEmpty
  }
}

extension Overlay {
  func helpLines(_ content: OverlayContent, _ around: Surroundings) -> [HelpRow] {
    var parts: [(SafeText, [HelpLine])] = [
      (Title.inTheList, HelpLine.lines(of: .list, in: around.keymap)),
      (Title.inTheText, HelpLine.lines(of: .reading, in: around.keymap)),
      (Title.everywhere, HelpLine.lines(of: .everywhere, in: around.keymap)),
    ]
    if around.focus == .text { parts.swapAt(0, 1) }
    if !content.keysBelow.isEmpty { parts.insert((Title.inThisView, content.keysBelow), at: 0) }
    var rows: [HelpRow] = []
    let width = min(18, max(8, around.overlayPane.columns / 3))
    for (title, lines) in parts {
      if !rows.isEmpty { rows.append(HelpRow(text: .empty)) }
      rows.append(HelpRow(text: title, style: around.theme.title))
      for line in lines {
        rows +=
          around.overlayPane.columns >= 30
          ? wide(line, indent: width, around) : narrow(line, around)
      }
    }
    return rows
  }

  private func wide(_ line: HelpLine, indent: Int, _ around: Surroundings) -> [HelpRow] {
    let column = around.column(in: around.overlayPane)
    let words = SafeText(line: line.summary)
    // Keys that leave no room for what they do have a line of their own.
    let isLong = line.keys.count + 1 > max(indent, column.columns / 2)
    let start = isLong ? indent : max(indent, line.keys.count + 1)
    let laid = TextLayout.lines(of: words, width: max(2, column.columns - start))
    let head = isLong ? [HelpRow(text: SafeText(text: line.keys))] : []
    return head
      + laid.enumerated().map { index, laid in
        let keys = index == 0 && !isLong ? line.keys : ""
        let padding = String(repeating: " ", count: start - keys.count)
        return HelpRow(
          text: SafeText(text: keys + padding + words.slice(scalars: laid.range).string))
      }
  }

  private func narrow(_ line: HelpLine, _ around: Surroundings) -> [HelpRow] {
    let column = around.column(in: around.overlayPane)
    let words = SafeText(line: line.summary)
    let laid = TextLayout.lines(of: words, width: max(2, column.columns - 1))
    return [HelpRow(text: SafeText(text: line.keys), style: around.theme.strong)]
      + laid.map { HelpRow(text: SafeText(text: " " + words.slice(scalars: $0.range).string)) }
  }

  /// The line at or after one that has the words, from the top again where none follows; before it
  /// if `forward` is false.
  static func line(
    having words: SafeText, from start: Int, forward: Bool, in rows: [HelpRow]
  ) -> Int? {
    let found = rows.indices.filter { rows[$0].has(words) }
    return forward
      ? found.first { $0 >= start } ?? found.first : found.last { $0 <= start } ?? found.last
  }
}

extension OverlayStack {
  /// Finds words in the help; says whether they are there.
  mutating func findInHelp(
    _ words: SafeText, from start: Int, forward: Bool = true, _ content: OverlayContent,
    _ around: Surroundings
  ) -> Bool {
    guard case .help(let top, _)? = views.last, let view = views.last else { return false }
    guard !words.isEmpty else {
      views[views.count - 1] = .help(top: start)
      return true
    }
    let rows = view.helpLines(content, around)
    let line = Overlay.line(having: words, from: start, forward: forward, in: rows)
    views[views.count - 1] = .help(top: line ?? top, words: words)
    return line != nil
  }
}
