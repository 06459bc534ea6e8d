// Whether a document's first line is its headline, and whether a short line opens a part.

import ArticleModel

enum HeadlineLine {
  /// Whether the first element is a headline: marked as one, or one line (two or three of wrapped
  /// text) that does not read as a sentence.
  static func isHeadline(_ elements: [Element], prose: Prose) -> Bool {
    let first = elements[0]
    if case .heading = first.kind { return true }
    guard first.kind == .paragraph, first.isShort, !Credits.isCaption(first.text.string),
      first.facts.letters + first.facts.digits >= 2,
      first.facts.width <= 220, readsAsTitle(first, before: elements.dropFirst().first, prose)
    else { return false }
    if DatelineReader.read(first.text, isCapitals: prose.isCapitals)?.isSure == true {
      return false
    }
    guard elements.count > 1 else { return true }
    let next = elements[1]
    if !first.isSingleLine {
      return next.hasGap && first.facts.width <= 160 && !first.facts.hasBreak
    }
    return next.hasGap || standsOut(first, before: next) || leadsBlock(elements)
  }

  /// Whether a first line is a word or two in capitals over the headline itself: `ANALYSIS`.
  static func isKicker(_ elements: [Element], prose: Prose) -> Bool {
    guard elements.count > 2, !prose.isCapitals, elements[0].isSingleLine, elements[1].hasGap,
      elements[0].facts.isCapitals, elements[0].facts.words <= 2, elements[0].width <= 24
    else { return false }
    let title = elements[1]
    return title.isSingleLine && title.kind == .paragraph && title.facts.words >= 3
      && title.facts.closing == .open && title.width <= 140 && title.isShort && elements[2].hasGap
  }

  /// Whether the first block is a few short lines that end no sentence: a headline with a subhead, a
  /// byline, a date.
  private static func leadsBlock(_ elements: [Element]) -> Bool {
    let block = elements.dropFirst().prefix { !$0.hasGap }
    guard block.count <= 3, elements.count > block.count + 1 else { return false }
    let text = elements[block.count + 1]
    return text.kind == .paragraph && (text.width >= 60 || text.facts.closing == .stop)
      && block.allSatisfy { $0.kind == .paragraph && $0.width <= 120 && $0.facts.closing == .open }
  }

  /// Whether a line closes as no sentence does. In a text where nothing is closed a title is short.
  private static func readsAsTitle(
    _ line: Element, before next: Element?, _ prose: Prose
  ) -> Bool {
    switch line.facts.closing {
    case .open, .mark:
      // A long line before a dateline is the standfirst, though no stop closes it.
      if line.facts.width > 95, !line.facts.isTitleCase, opensWithDateline(next, prose) {
        return false
      }
      return !line.facts.hasBreak || line.facts.width <= 140
    case .ellipsis:
      return line.facts.width <= 120
        && (line.facts.isTitleCase || !opensWithDateline(next, prose))
    case .stop:
      // A verb of four letters would be small in any sentence.
      let facts = line.facts
      if facts.longWords >= 5, facts.capitalWords == facts.longWords {
        return !opensWithDateline(next, prose, isSure: false)
      }
      return endsWithInitials(line.text.string) && !line.facts.hasBreak
    case .colon, .comma: return false
    }
  }

  private static func opensWithDateline(
    _ next: Element?, _ prose: Prose, isSure: Bool = true
  ) -> Bool {
    let found = next.flatMap { DatelineReader.read($0.text, isCapitals: prose.isCapitals) }
    return found.map { $0.isSure || !isSure } ?? false
  }

  /// `… in the U.S.`: a full stop of an abbreviation.
  private static func endsWithInitials(_ line: String) -> Bool {
    guard let word = line.split(separator: " ").last, word.hasSuffix(".") else { return false }
    let parts = word.dropLast().split(separator: ".")
    return parts.count >= 2 && parts.allSatisfy { $0.count == 1 }
  }

  /// Whether a first line that no blank line parts from the next is a title nevertheless.
  private static func standsOut(_ line: Element, before next: Element) -> Bool {
    guard next.kind == .paragraph, next.width >= 60 || next.facts.closing == .stop else {
      return false
    }
    let isSentence = line.facts.closing == .mark && !line.facts.isTitleCase
    return !isSentence && line.width <= 120 && next.width * 2 >= line.width * 3
  }
}

enum HeadingLine {
  /// Whether an element opens a part: marked as a heading, a line in capitals, or a short line
  /// without closing punctuation between paragraphs.
  static func isHeading(_ elements: [Element], at index: Int, prose: Prose) -> Bool {
    let line = elements[index]
    if case .heading = line.kind { return true }
    guard line.kind == .paragraph, line.isSingleLine, line.isShort, index + 1 < elements.count,
      line.facts.letters >= 2, line.facts.width <= 90, isText(elements[index + 1], prose)
    else { return false }
    if Credits.isCredit(line.text.string) || line.facts.isQuoted { return false }
    guard line.facts.digits * 2 <= line.facts.letters else { return false }
    if line.facts.isCapitals, !prose.isCapitals, line.facts.closing != .stop,
      line.facts.closing != .comma
    {
      return line.facts.upper >= 3
    }
    return isShortTitle(line) && stands(elements, at: index, prose: prose)
  }

  private static func isShortTitle(_ line: Element) -> Bool {
    let facts = line.facts
    guard facts.width <= 80, facts.words <= 12, !facts.startsLower, !facts.hasBreak else {
      return false
    }
    guard facts.closing == .open || facts.closing == .mark, facts.commas <= 2 else { return false }
    if DatelineMark.isDash(Unicode.Scalar(facts.first) ?? " ") { return false }
    return !facts.isTornQuotation && !line.text.string.utf8.contains(0x40)
  }

  /// Whether the lines about a short one are paragraphs.
  private static func stands(_ elements: [Element], at index: Int, prose: Prose) -> Bool {
    let next = elements[index + 1]
    guard prose.isPunctuated || elements[index].hasGap && next.hasGap else { return false }
    if elements[index].facts.closing == .mark, !next.hasGap && !elements[index].hasGap {
      return false
    }
    guard next.width >= elements[index].width else { return next.kind == .item }
    let isApart = elements[index].hasGap && next.hasGap
    if !isApart, elements[index].width > 56 || elements[index].width * 2 > prose.medianWidth {
      return false
    }
    return index > 0 && isText(elements[index - 1], prose)
  }

  /// Whether an element is running text, or a list.
  private static func isText(_ element: Element, _ prose: Prose) -> Bool {
    switch element.kind {
    case .item, .quote, .code, .table, .lines: return true
    case .address, .heading, .note, .caption: return false
    case .paragraph:
      if element.width >= 100 { return true }
      switch element.facts.closing {
      case .stop, .mark, .ellipsis, .colon: return element.width >= 20
      case .open, .comma: return element.facts.endsQuoted && element.facts.words > 3
      }
    }
  }
}
