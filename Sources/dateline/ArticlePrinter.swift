// An article as plain text at a width, in reading order.

import ArticleModel
import ReaderApp
import Screen

/// Sets an article as lines of text, as `dateline show` prints it.
struct ArticlePrinter {
  private let shown: ShownArticle
  private let width: Int

  /// - Parameters:
  ///   - shown: the article.
  ///   - width: columns; where none are given, those of the terminal, at most 72.
  init(_ shown: ShownArticle, width: Int?) {
    self.shown = shown
    self.width = Bounded.count(width ?? min(72, Printer.outputColumns ?? 72), least: 10)
  }

  var lines: [SafeText] {
    let article = shown.stored.article
    // A headline that was made of the first sentence is read there.
    var lines = article.headlineStretch == nil ? wrapped(article.headline.text) : []
    let meta = [
      shown.stored.desk, article.published.map { SafeText(line: $0.text) }, article.byline,
      article.source,
    ].compactMap(\.self)
    if !meta.isEmpty { lines += wrapped(SafeText.joined(meta, separator: " · ")) }
    for section in article.sections where section.kind != .related {
      if section.kind == .part { lines += ["", section.title] }
      for block in section.blocks { lines += self.lines(of: block) }
    }
    if lines.first?.isEmpty == true { lines.removeFirst() }
    return lines + relatedLines
  }

  private func lines(of block: Block) -> [SafeText] {
    let gap: [SafeText] = block.kind == .item ? [] : [""]
    switch block.kind {
    case .item, .note:
      let outer = SafeText(text: String(repeating: "  ", count: min(8, max(0, block.level - 1))))
      let mark = block.number.map { SafeText(text: "\($0). ") } ?? "- "
      let rest = SafeText(text: String(repeating: " ", count: mark.scalarCount))
      return gap + wrapped(block.text, first: outer + mark, rest: outer + rest)
    case .quote:
      let mark = SafeText(text: String(repeating: "> ", count: min(8, max(1, block.level))))
      return gap + wrapped(block.text, first: mark, rest: mark)
    case .code, .table: return gap + wrapped(block.text, first: "  ", rest: "  ")
    default: return gap + wrapped(block.text)
    }
  }

  private var relatedLines: [SafeText] {
    guard !shown.related.isEmpty else { return [] }
    var lines: [SafeText] = ["", "Related"]
    for (index, headline) in shown.related.enumerated() {
      lines += wrapped(headline.headline, first: "\(index + 1) ", rest: "  ")
      guard shown.isInLibrary else { continue }
      switch headline.status {
      case .found: if let best = headline.candidates.first { lines.append(link(best)) }
      case .nearest: lines += ["  not here; nearest:"] + headline.candidates.map(link)
      case .missing: lines.append("  not here")
      }
    }
    return lines
  }

  private func link(_ candidate: ResolvedHeadline.Candidate) -> SafeText {
    SafeText(text: "  → \(candidate.id.text) \(candidate.headline)")
  }

  /// The text in lines, in logical order: what is printed is for pipes as well as for eyes.
  private func wrapped(
    _ text: SafeText, first: SafeText = "", rest: SafeText = ""
  ) -> [SafeText] {
    let room = max(10, width - TextLayout.width(of: first))
    let laid = TextLayout.lines(
      of: text, width: room, language: shown.stored.article.language?.string)
    return zip(laid.indices, text.slices(scalars: laid.map(\.range))).map { index, line in
      (index == 0 ? first : rest) + trimmed(line)
    }
  }

  private func trimmed(_ text: SafeText) -> SafeText {
    let scalars = text.string.unicodeScalars
    let end = scalars.lastIndex { $0 != " " && $0 != "\n" }.map { scalars.index(after: $0) }
    return SafeText(text: String(scalars[..<(end ?? scalars.startIndex)]))
  }
}
