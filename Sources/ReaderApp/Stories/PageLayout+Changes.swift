// Changes between two editions are marked by signs that are read as well as seen.

import ArticleModel
import Screen

extension PageLayout {
  /// Since which edition, and how the changes are marked.
  func details(of changes: EditionChanges) -> [PageLine] {
    let day = changes.oldTime.map {
      DateText.short(PublishedTime(epochSeconds: $0).day, today: today)
    }
    let old = SafeText(line: "since \(day.map { "\($0), " } ?? "")“\(changes.oldHeadline)”")
    return [line(old, theme.faded), legend]
  }

  private var legend: PageLine {
    let marked = Marked(
      [
        .init(.added, "added"), .init(.kept, "   "), .init(.removed, "taken out"),
      ], theme)
    var line = self.line(marked.text)
    line.body = marked.lines(width: columns).first
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
      lines += Marked(paragraph, theme).lines(width: columns).map { PageLine(body: $0) }
      lines.append(Self.blank)
    }
    lines += self.lines(ofKept: kept)
    if lines.last?.body == nil { lines.removeLast() }
    return lines
  }

  private func lines(ofKept kept: [SafeText]) -> [PageLine] {
    let kept = kept.filter { !$0.isEmpty }
    guard let first = kept.first else { return [] }
    guard kept.count > 1 else { return [line(first, theme.faded), Self.blank] }
    let text = SafeText(line: "\(ornaments.ellipsis) \(kept.count) paragraphs as they were")
    return [line(text, theme.faded), Self.blank]
  }
}

/// Pieces as one text: `{+added+}` and `[-removed-]`, as wdiff writes them, so that they can be
/// told apart where nothing is bold or dim, and by ear.
private struct Marked {
  private(set) var text = SafeText.empty
  private var spans: [StyleSpan] = []
  /// The signs, each with the character that it stands at.
  private var signs: [Range<Int>] = []

  init(_ pieces: [EditionChanges.Piece], _ theme: Theme) {
    var parts: [SafeText] = []
    var place = 0
    for piece in pieces where !piece.text.isEmpty {
      guard piece.kind != .kept else {
        parts.append(piece.text)
        place += piece.text.scalarCount
        continue
      }
      let (text, core) = Self.signed(piece)
      let range = place..<place + text.scalarCount
      parts.append(text)
      spans.append(
        StyleSpan(range, piece.kind == .added ? theme.added : theme.removed))
      let (start, end) = (place + core.lowerBound, place + core.upperBound)
      signs += [start..<min(start + 3, end), max(start, end - 3)..<end]
      place = range.upperBound
    }
    text = SafeText.joined(parts)
  }

  func lines(width: Int) -> [LaidLine] {
    TextLayout.lines(of: text, spans: spans, width: max(2, width), unbroken: signs)
  }

  /// A piece between its signs, and where they begin and end; white space at its ends stays
  /// outside of them.
  private static func signed(
    _ piece: EditionChanges.Piece
  ) -> (text: SafeText, core: Range<Int>) {
    let text = piece.text.string
    let head = text.prefix { $0 == " " }
    let rest = text.dropFirst(head.count)
    let tail = rest.reversed().prefix { $0 == " " }.count
    let (open, close) = piece.kind == .added ? ("{+", "+}") : ("[-", "-]")
    let end = String(repeating: " ", count: tail)
    let signed = SafeText(text: "\(head)\(open)\(rest.dropLast(tail))\(close)\(end)")
    return (signed, head.count..<signed.scalarCount - tail)
  }
}
