// The related headlines that a document names, found among its lines.

import ArticleModel
import TextAnalysis

/// Takes related headlines out of a document's elements.
struct RelatedReader {
  private(set) var headlines: [RelatedHeadline] = []
  /// The elements that are no related headlines and no labels.
  private(set) var rest: [Element] = []

  init(_ elements: [Element], prose: Prose) {
    let tail = Self.unlabelledTail(elements, prose)
    var index = 0
    while index < elements.count {
      if index > 0, let title = Self.inline(elements[index]) {
        take(title)
        index += 1
      } else if tail.contains(index) {
        take(elements[index])
        index += 1
      } else if let count = Self.labelled(elements, from: index) {
        for element in elements[(index + 1)...(index + count)] { take(element) }
        index += count + 1
      } else {
        rest.append(elements[index])
        index += 1
      }
    }
  }

  private mutating func take(_ element: Element) {
    if element.kind == .address {
      let url = element.text
      if let last = headlines.indices.last, headlines[last].url == nil {
        headlines[last].url = url
      } else {
        // No headline is left for it: it stands for itself.
        headlines.append(RelatedHeadline(url, url: url))
      }
      return
    }
    if let link = element.wholeLink {
      headlines.append(RelatedHeadline(element.text, url: link))
    } else {
      take(element.text)
    }
  }

  private mutating func take(_ text: SafeText) {
    let title = Self.unmarked(text.string)
    if let link = Self.link(title) {
      headlines.append(link)
    } else {
      headlines.append(RelatedHeadline(SafeText(line: title)))
    }
  }

  private static let marks: Set<Character> = [
    "→", "»", "›", "▶", "►", "–", "—", "•", "*", "·", "■", "▪",
  ]

  /// A title without the arrow, dash or number that lists it.
  private static func unmarked(_ title: String) -> String {
    if let first = title.utf8.first, (first | 0x20) &- 0x61 < 26 { return title }
    var bare = title[...]
    if let number = Bullet.number(Array(title.utf8)[...]), number <= 20 {
      bare = bare.drop { $0 != " " }
    }
    while let first = bare.first, marks.contains(first) || first == " " {
      bare = bare.dropFirst()
    }
    return bare.isEmpty ? title : String(bare)
  }

  /// `[Title](url)`, as Markdown writes a link.
  private static func link(_ title: String) -> RelatedHeadline? {
    guard title.hasPrefix("["), title.hasSuffix(")"), let middle = title.range(of: "](") else {
      return nil
    }
    let text = title[title.index(after: title.startIndex)..<middle.lowerBound]
    let url = title[middle.upperBound...].dropLast()
    guard !text.isEmpty else { return nil }
    return RelatedHeadline(SafeText(line: text), url: SafeText(line: url))
  }

  // MARK: Under a label

  /// The number of titles after a label at an index; `nil` if there is no label, or nothing under it.
  private static func labelled(_ elements: [Element], from index: Int) -> Int? {
    let label = elements[index]
    switch label.kind {
    case .paragraph, .item: guard label.isSingleLine, label.width <= 60 else { return nil }
    case .heading: break
    default: return nil
    }
    guard RelatedLabels.isLabel(label.text.string) else { return nil }
    var count = 0
    while index + count + 1 < elements.count {
      let next = elements[index + count + 1]
      let isURL = next.kind == .address && count > 0
      guard isURL || next.canBeTitle || link(next.text.string) != nil || next.wholeLink != nil,
        !RelatedLabels.isLabel(next.text.string),
        !opensText(elements, at: index + count + 1, isFirst: count == 0)
      else { break }
      count += 1
    }
    return count > 0 ? count : nil
  }

  /// Whether a line that may be a title is a heading of what goes on after the list: after a gap,
  /// with a long paragraph below it.
  private static func opensText(_ elements: [Element], at index: Int, isFirst: Bool) -> Bool {
    guard !isFirst, elements[index].hasGap, index + 1 < elements.count else { return false }
    let next = elements[index + 1]
    return elements[index].kind == .paragraph && next.kind == .paragraph && !next.canBeTitle
      && !elements[index - 1].hasGap
  }

  /// The title after a label in one line.
  private static func inline(_ element: Element) -> SafeText? {
    guard element.isShort, element.isSingleLine, element.facts.closing != .stop,
      element.kind == .paragraph || element.kind == .item,
      let title = RelatedLabels.inline(element.text.string)
    else { return nil }
    let candidate = Element(
      .paragraph, title, hasGap: false, isSingleLine: true, width: element.width)
    guard candidate.canBeTitle else { return nil }
    let facts = candidate.facts
    return facts.isCaseless ? facts.width >= 8 ? title : nil : facts.words >= 3 ? title : nil
  }

  // MARK: Without a label

  /// The run of titles that ends the document, before lines of credits; empty if there is none.
  private static func unlabelledTail(_ elements: [Element], _ prose: Prose) -> Range<Int> {
    var end = elements.count
    while end > 0, elements.count - end < 3, Credits.isCredit(elements[end - 1].text.string) {
      end -= 1
    }
    let isClosed = Prose.closes(elements[..<end])
    var start = end
    while start > 0, end - start < 20, goesOn(elements, at: start - 1, before: end, isClosed) {
      start -= 1
    }
    // A list begins with what is surely a title; a pull quote before the titles is none of them.
    while start < end,
      !elements[start].isTitleLike && !(isClosed && elements[start].isOpenTitle)
        || elements[start].facts.isQuoted && !elements[start].facts.isTitleCase
    {
      start += 1
    }
    let run = elements[start..<end]
    guard !run.isEmpty, follows(elements[..<start], prose) else { return end..<end }
    if run.contains(where: { RelatedLabels.isLabel($0.text.string) }) { return end..<end }
    if run.count == 1 {
      return isClosed && isLone(run[start], after: elements[..<start]) ? start..<end : end..<end
    }
    return readsAsTitles(run, prose, isClosed: isClosed) ? start..<end : end..<end
  }

  /// True if a line belongs to the titles after it. What a stop closes does where titles stand on both
  /// sides of it, or where it ends a list of them.
  private static func goesOn(
    _ elements: [Element], at place: Int, before end: Int, _ isClosed: Bool
  ) -> Bool {
    let line = elements[place]
    if line.isTitleLike { return true }
    guard line.isOddTitle(isClosed: isClosed) else { return false }
    guard line.facts.closing == .stop else { return true }
    let before = elements[..<place].suffix(place + 1 == end ? 2 : 1)
    return isClosed && !before.isEmpty && before.allSatisfy { $0.isTitleLike || $0.isOpenTitle }
      && (place + 1 == end || elements[place + 1].facts.closing != .stop)
  }

  /// True if one line after closed sentences is a headline: not who wrote, sent or shares them.
  private static func isLone(_ line: Element, after before: ArraySlice<Element>) -> Bool {
    guard let last = before.last, last.kind == .paragraph, line.kind == .paragraph,
      last.facts.closing == .stop || last.facts.closing == .mark || last.facts.endsQuoted
    else { return false }
    let facts = line.facts
    guard line.isOpenTitle || line.isTitleLike, before.count >= 2, !facts.isQuoted,
      facts.isCaseless ? facts.width >= 16 : facts.words >= 4 && facts.lower > facts.upper,
      facts.closing != .mark || facts.words >= 6,
      facts.width <= 130, !isTable([line][...])
    else { return false }
    return !Credits.isSignature(line.text.string)
  }

  /// Whether an article stands before the run.
  private static func follows(_ before: ArraySlice<Element>, _ prose: Prose) -> Bool {
    guard let last = before.last(where: { $0.kind != .address }) else { return false }
    if case .heading = last.kind { return false }
    // `The winners:` introduces a list.
    if last.facts.closing == .colon { return false }
    return before.contains { $0.width >= 100 || $0.facts.closing == .stop }
  }

  private static func readsAsTitles(
    _ run: ArraySlice<Element>, _ prose: Prose, isClosed: Bool
  ) -> Bool {
    if isTable(run) { return false }
    let inTitleCase = run.count(where: \.facts.isTitleCase)
    if run.contains(where: { $0.kind == .item }) { return inTitleCase == run.count }
    if inTitleCase * 2 >= run.count, inTitleCase >= 2 || prose.isPunctuated { return true }
    guard prose.isPunctuated else { return false }
    // A line that is not closed is no sentence where all sentences are.
    if isClosed, run.allSatisfy({ $0.kind == .paragraph }) {
      return run.count { $0.isTitleLike || $0.isOpenTitle } * 3 >= run.count * 2
    }
    let longEnough = run.count { $0.facts.isCaseless || $0.facts.words >= 4 }
    let open = run.count { $0.facts.closing == .open || $0.facts.isTitleCase }
    let isShorter = run.allSatisfy { $0.width <= 130 && $0.width * 20 <= prose.medianWidth * 17 }
    let isInCapitals = run.allSatisfy(\.facts.isCapitals) && !prose.isCapitals
    return longEnough * 3 >= run.count * 2 && open * 2 >= run.count && isShorter && !isInCapitals
  }

  /// Whether the lines are a list of winners, results or fixtures: most of them begin with a number,
  /// hold a remark in brackets, or name two sides.
  private static func isTable(_ run: ArraySlice<Element>) -> Bool {
    let rows = run.count { line in
      let text = line.text.string
      guard let first = text.utf8.first else { return false }
      return text.utf8.last == 0x29 || first == 0x28 || first &- 0x30 < 10 || namesSides(text)
    }
    return rows * 2 > run.count
  }

  /// Whether ` v ` or ` - ` stands in a line.
  private static func namesSides(_ line: String) -> Bool {
    var line = line
    return line.withUTF8 { bytes in
      for index in bytes.indices.dropFirst(2) where bytes[index] == 0x20 {
        let middle = bytes[index - 1]
        if middle == 0x76 || middle == 0x2D, bytes[index - 2] == 0x20 { return true }
      }
      return false
    }
  }
}

extension Element {
  /// The address to which it leads, if all of its words are a link.
  fileprivate var wholeLink: SafeText? {
    let count = text.scalarCount
    for run in runs {
      if case .link(let url) = run.style, run.range == 0..<count { return url }
    }
    return nil
  }
}

extension String {
  /// The first occurrence of an ASCII text.
  fileprivate func range(of ascii: String) -> Range<String.Index>? {
    let wanted = Array(ascii.utf8)
    var index = utf8.startIndex
    while index < utf8.endIndex {
      if utf8[index...].starts(with: wanted) {
        return index..<utf8.index(index, offsetBy: wanted.count)
      }
      index = utf8.index(after: index)
    }
    return nil
  }
}
