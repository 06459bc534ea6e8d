// What changed between two editions: words that came in and words that went, in signs that are
// read as well as seen.

import ArticleModel
import Screen

extension PageLayout {
  private static let added = Style([.bold, .underline])
  private static let removed = TextTheme.faded

  func head(of changes: EditionChanges) -> [PageLine] {
    let day = changes.oldTime.map {
      DateText.short(PublishedTime(epochSeconds: $0).day, today: today)
    }
    let old = SafeText(line: "since \(day.map { "\($0), " } ?? "")“\(changes.oldHeadline)”")
    return [line("What changed", .bold), line(old, TextTheme.faded), legend]
  }

  private var legend: PageLine {
    let (text, spans) = marked([
      .init(.added, "added"), .init(.kept, "   "), .init(.removed, "taken out"),
    ])
    var line = self.line(text)
    line.body = TextLayout.lines(of: text, spans: spans, width: max(2, columns)).first
    return line
  }

  /// Paragraphs that differ in full, the others in between as one line.
  func lines(of changes: EditionChanges) -> [PageLine] {
    var lines: [PageLine] = []
    var kept: [SafeText] = []
    for paragraph in changes.paragraphs {
      if paragraph.allSatisfy({ $0.kind == .kept }) {
        kept.append(SafeText.joined(paragraph.map(\.text)))
        continue
      }
      lines += self.lines(ofKept: kept)
      kept = []
      let (text, spans) = marked(paragraph)
      lines += TextLayout.lines(of: text, spans: spans, width: max(2, columns)).map {
        PageLine(body: $0)
      }
      lines.append(Self.blank)
    }
    lines += self.lines(ofKept: kept)
    if lines.last?.body == nil { lines.removeLast() }
    return lines
  }

  private func lines(ofKept kept: [SafeText]) -> [PageLine] {
    let kept = kept.filter { !$0.isEmpty }
    guard let first = kept.first else { return [] }
    guard kept.count > 1 else { return [line(first, TextTheme.faded), Self.blank] }
    let text = SafeText(line: "\(ornaments.ellipsis) \(kept.count) paragraphs as they were")
    return [line(text, TextTheme.faded), Self.blank]
  }

  /// The pieces as one text: `{+added+}` and `[-removed-]`, as wdiff writes them, so that they can
  /// be told apart where nothing is bold or dim, and by ear.
  private func marked(_ pieces: [EditionChanges.Piece]) -> (SafeText, [StyleSpan]) {
    var parts: [SafeText] = []
    var spans: [StyleSpan] = []
    var place = 0
    for piece in pieces where !piece.text.isEmpty {
      let (text, style) = Self.signed(piece)
      parts.append(text)
      let count = text.scalarCount
      if let style { spans.append(StyleSpan(place..<place + count, style)) }
      place += count
    }
    return (SafeText.joined(parts), spans)
  }

  /// A piece between its signs; white space at its ends stays outside of them.
  private static func signed(_ piece: EditionChanges.Piece) -> (SafeText, Style?) {
    guard piece.kind != .kept else { return (piece.text, nil) }
    let text = piece.text.string
    let head = text.prefix { $0 == " " }
    let rest = text.dropFirst(head.count)
    let tail = rest.reversed().prefix { $0 == " " }.count
    let core = rest.dropLast(tail)
    let (open, close) = piece.kind == .added ? ("{+", "+}") : ("[-", "-]")
    let end = String(repeating: " ", count: tail)
    return (
      SafeText(text: "\(head)\(open)\(core)\(close)\(end)"),
      piece.kind == .added ? added : removed
    )
  }
}
