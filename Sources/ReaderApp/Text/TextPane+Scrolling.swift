// The text moves by lines, pages, sections and paragraphs.

import ArticleModel
import Screen

extension TextPane {
  /// The line at the top of the text pane.
  var topPlace: LinePlace? {
    guard let reading, !reading.text.blocks.isEmpty else { return nil }
    return reading.top
  }

  mutating func setTop(_ place: LinePlace) {
    reading?.setTop(place)
  }

  /// Keeps the end of the article from rising above the foot of the pane.
  mutating func clampTop(_ around: Surroundings) {
    let rows = around.textColumn.rows
    reading?.clampTop(rows: rows)
  }

  mutating func move(_ motion: Motion, _ around: Surroundings, _ out: inout TextOutcome) {
    guard let reading else { return }
    let rows = around.textColumn.rows
    let page = max(1, rows - 2)
    switch motion {
    case .down: scroll(by: 1, around)
    case .up: scroll(by: -1, around)
    case .halfPageDown: scroll(by: max(1, rows / 2), around)
    case .halfPageUp: scroll(by: -max(1, rows / 2), around)
    case .pageUp: scroll(by: -page, around)
    case .pageDown:
      if let top = topPlace, reading.column.showsEnd(from: top, rows: rows) {
        out.request(.pastEnd)
      } else {
        scroll(by: page, around)
        if let reading = self.reading, reading.column.showsEnd(from: reading.top, rows: rows) {
          out.request(.reachedEnd)
        }
      }
    case .top:
      setTop(.start)
      self.reading?.focusBlock = 0
    case .bottom:
      setTop(reading.column.lowestTop(rows: rows))
      self.reading?.focusBlock = max(0, reading.text.blocks.count - 1)
    }
    out.save()
  }

  private mutating func scroll(by lines: Int, _ around: Surroundings) {
    guard let reading, let top = topPlace else { return }
    let lowest = max(top, reading.column.lowestTop(rows: around.textColumn.rows))
    let next = min(reading.column.move(top, by: lines), lowest)
    guard next != top else { return }
    setTop(next)
    self.reading?.focusBlock = next.block
  }

  /// Puts a block's first line at the top of the pane, or as near to it as the article's end
  /// allows.
  mutating func go(toBlock index: Int, _ around: Surroundings, _ out: inout TextOutcome) {
    guard let reading, reading.text.blocks.indices.contains(index) else { return }
    let place = LinePlace(block: index, line: 0)
    let lowest = reading.column.lowestTop(rows: around.textColumn.rows)
    setTop(min(place, lowest))
    self.reading?.focusBlock = index
    self.reading?.isPointedAt = place > lowest
    self.reading?.chosen = nil
    out.save()
  }

  /// Scrolls only if the place is not on screen: then it comes to stand a third down.
  mutating func bringOnScreen(
    block: Int, offset: Int, _ around: Surroundings, _ out: inout TextOutcome
  ) {
    guard let reading, let top = topPlace else { return }
    let column = reading.column
    let rows = around.textColumn.rows
    let place = column.place(ofBlock: block, offset: offset)
    self.reading?.focusBlock = block
    out.save()
    if place >= top, column.distance(from: top, to: place, limit: rows) < rows { return }
    setTop(min(column.move(place, by: -rows / 3), column.lowestTop(rows: rows)))
  }

  /// The section being read; above the first one, the first.
  var currentSection: Int? {
    guard let reading, !reading.text.sectionStarts.isEmpty else { return nil }
    return reading.text.section(ofBlock: reading.focusBlock) ?? 0
  }

  mutating func goToSection(forward: Bool, _ around: Surroundings, _ out: inout TextOutcome) {
    guard let reading, let current = currentSection else { return }
    let starts = reading.text.sectionStarts
    if forward {
      guard current + 1 < starts.count else {
        out.say(Message.lastSection)
        return
      }
      go(toBlock: starts[current + 1], around, &out)
    } else if reading.focusBlock > starts[current],
      reading.text.section(ofBlock: reading.focusBlock) != nil
    {
      go(toBlock: starts[current], around, &out)
    } else {
      go(toBlock: current > 0 ? starts[current - 1] : 0, around, &out)
    }
  }

  mutating func goToSection(number: Int, _ around: Surroundings, _ out: inout TextOutcome) {
    guard let reading else { return }
    let starts = reading.text.sectionStarts
    guard number <= starts.count else {
      out.say(
        Message.sections(starts.count))
      return
    }
    go(toBlock: starts[number - 1], around, &out)
  }

  mutating func goToParagraph(forward: Bool, _ around: Surroundings, _ out: inout TextOutcome) {
    guard let reading else { return }
    let index = reading.focusBlock + (forward ? 1 : -1)
    if forward {
      go(toBlock: min(index, reading.text.blocks.count - 1), around, &out)
    } else if let top = topPlace, top.block == reading.focusBlock, top.line > 0 {
      go(toBlock: top.block, around, &out)
    } else {
      go(toBlock: max(0, index), around, &out)
    }
  }
}
