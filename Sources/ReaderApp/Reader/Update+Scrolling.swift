// Moving in the text: lines, pages, sections, paragraphs, matches.

import ArticleModel
import Screen

extension State {
  /// The line at the top of the text pane.
  var topPlace: LinePlace? {
    guard let reading, !reading.text.blocks.isEmpty else { return nil }
    return reading.top
  }

  mutating func setTop(_ place: LinePlace) {
    reading?.setTop(place)
  }

  /// Keeps the end of the article from rising above the foot of the pane.
  mutating func clampTop() {
    let rows = textColumn.rows
    reading?.clampTop(rows: rows)
  }

  mutating func moveText(_ motion: Motion) {
    guard let reading else { return }
    let rows = textColumn.rows
    let page = max(1, rows - 2)
    switch motion {
    case .down: scroll(by: 1)
    case .up: scroll(by: -1)
    case .halfPageDown: scroll(by: max(1, rows / 2))
    case .halfPageUp: scroll(by: -max(1, rows / 2))
    case .pageUp: scroll(by: -page)
    case .pageDown:
      if let top = topPlace, reading.column.showsEnd(from: top, rows: rows) {
        nextUnread()
      } else {
        scroll(by: page)
      }
    case .top:
      setTop(.start)
      self.reading?.focusBlock = 0
    case .bottom:
      setTop(reading.column.lowestTop(rows: rows))
      self.reading?.focusBlock = max(0, reading.text.blocks.count - 1)
    }
    touch()
  }

  private mutating func scroll(by lines: Int) {
    guard let reading, let top = topPlace else { return }
    let lowest = max(top, reading.column.lowestTop(rows: textColumn.rows))
    let next = min(reading.column.move(top, by: lines), lowest)
    guard next != top else { return }
    setTop(next)
    self.reading?.focusBlock = next.block
  }

  /// Puts a block's first line at the top of the pane, or as near to it as the article's end allows.
  mutating func go(toBlock index: Int) {
    guard let reading, reading.text.blocks.indices.contains(index) else { return }
    let place = LinePlace(block: index, line: 0)
    let lowest = reading.column.lowestTop(rows: textColumn.rows)
    setTop(min(place, lowest))
    self.reading?.focusBlock = index
    self.reading?.isPointedAt = place > lowest
    self.reading?.chosen = nil
    touch()
  }

  /// Scrolls only if the place is not on screen: then it comes to stand a third down.
  mutating func bringOnScreen(block: Int, offset: Int) {
    guard let reading, let top = topPlace else { return }
    let column = reading.column
    let rows = textColumn.rows
    let place = column.place(ofBlock: block, offset: offset)
    self.reading?.focusBlock = block
    touch()
    if place >= top, column.distance(from: top, to: place, limit: rows) < rows { return }
    setTop(min(column.move(place, by: -rows / 3), column.lowestTop(rows: rows)))
  }

  /// The section being read; above the first one, the first.
  var currentSection: Int? {
    guard let reading, !reading.text.sectionStarts.isEmpty else { return nil }
    return reading.text.section(ofBlock: reading.focusBlock) ?? 0
  }

  mutating func goToSection(forward: Bool) {
    guard let reading, let current = currentSection else { return }
    let starts = reading.text.sectionStarts
    if forward {
      guard current + 1 < starts.count else {
        message = "This is the last section."
        return
      }
      go(toBlock: starts[current + 1])
    } else if reading.focusBlock > starts[current],
      reading.text.section(ofBlock: reading.focusBlock) != nil
    {
      go(toBlock: starts[current])
    } else {
      go(toBlock: current > 0 ? starts[current - 1] : 0)
    }
  }

  mutating func goToSection(number: Int) {
    guard let reading else { return }
    let starts = reading.text.sectionStarts
    guard number <= starts.count else {
      message = SafeText(
        line: "This article has \(starts.count) section\(starts.count == 1 ? "" : "s").")
      return
    }
    go(toBlock: starts[number - 1])
  }

  mutating func goToParagraph(forward: Bool) {
    guard let reading else { return }
    let index = reading.focusBlock + (forward ? 1 : -1)
    if forward {
      go(toBlock: min(index, reading.text.blocks.count - 1))
    } else if let top = topPlace, top.block == reading.focusBlock, top.line > 0 {
      go(toBlock: top.block)
    } else {
      go(toBlock: max(0, index))
    }
  }
}

// MARK: - Find

extension State {
  /// Begins to type what is to be found in the text.
  mutating func startFind() {
    guard let reading else { return }
    input = InputLine(
      purpose: .find(topBlock: reading.topBlock, topOffset: reading.topOffset))
  }

  /// Finds something in the article; the first match at or after `place` becomes the current one.
  mutating func find(_ source: FindState.Source, near place: LinePlace?) {
    guard let reading, source != .words(.empty) else {
      self.reading?.find = nil
      return
    }
    var matches: [FindState.Match] = []
    let ranges = source.finder(in: { reading.text.knownLanguage })
    for (index, block) in reading.text.blocks.enumerated() {
      for range in ranges(block.text.string) {
        matches.append(FindState.Match(block: index, range: range))
      }
    }
    let first = matches.firstIndex { match in
      guard let place else { return true }
      return reading.column.place(ofBlock: match.block, offset: match.range.lowerBound) >= place
    }
    self.reading?.find = FindState(source: source, matches: matches, current: first ?? 0)
    if place != nil { showMatch() }
  }

  mutating func showMatch() {
    guard let find = reading?.find, find.matches.indices.contains(find.current) else { return }
    let match = find.matches[find.current]
    bringOnScreen(block: match.block, offset: match.range.lowerBound)
  }

  mutating func nextMatch(forward: Bool) {
    guard let find = reading?.find, !find.matches.isEmpty else {
      message = "Nothing found."
      return
    }
    let count = find.matches.count
    let next = find.current + (forward ? 1 : -1)
    if next < 0 || next >= count {
      message = forward ? "Once more from the top." : "Once more from the end."
    }
    reading?.find?.current = (next + count) % count
    showMatch()
  }
}
