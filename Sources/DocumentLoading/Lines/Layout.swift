// Whether a document writes one paragraph a line or wraps its lines by hand.

/// How the lines of a document make paragraphs.
struct Layout: Sendable {
  /// Whether a line break inside a block means nothing.
  var isWrapped: Bool
  /// The column at which lines are broken, in cells.
  var measure: Int

  static let oneALine = Layout(isWrapped: false, measure: .max)

  /// What the breaks between lines of one block say, of the first 2,000 of them.
  static func of(_ text: TextLines, _ range: Range<Int>) -> Layout {
    var widths: [Int] = []
    var breaks: [LineBreak] = []
    for index in range.dropLast() where LineBreak.isInside(text, index) {
      widths.append(text.lines[index].width)
      breaks.append(LineBreak(text, after: index))
      if breaks.count == 2_000 { break }
    }
    guard let longest = measure(widths), longest >= 30, longest <= 140 else { return .oneALine }
    let evidence = Evidence(breaks, measure: longest)
    return Layout(isWrapped: evidence.isWrapped, measure: longest)
  }

  /// The width that one line in twenty exceeds.
  private static func measure(_ widths: [Int]) -> Int? {
    guard !widths.isEmpty else { return nil }
    let sorted = widths.sorted()
    return sorted[min(sorted.count - 1, sorted.count * 19 / 20)]
  }

  private struct Evidence {
    let measure: Int
    var count: Int
    var full = 0
    var inside = 0
    var lower = 0
    var cased = 0

    init(_ breaks: [LineBreak], measure: Int) {
      self.measure = measure
      count = breaks.count
      for each in breaks {
        if each.isFull(measure: measure) { full += 1 }
        if each.isInsideSentence { inside += 1 }
        if each.startsLower { lower += 1 }
        if each.startsCased { cased += 1 }
      }
    }

    var isWrapped: Bool {
      let isCased = cased * 2 > count
      // Capitals throughout: no line begins with a small letter, and none tells a sentence's start.
      if isCased, lower == 0 { return count >= 4 && full * 10 >= count * 8 && inside * 2 >= count }
      if count < 3 { return isCased && lower == count && inside == count }
      if isCased {
        // Verse has short lines; prose that is broken where its author liked has longer ones.
        if measure >= 50, lower * 2 >= cased, inside * 2 >= count { return true }
        return full * 10 >= count * (measure >= 50 ? 6 : 9) && lower * 10 >= cased * 3
          && inside * 10 >= count * 4
      }
      return full * 10 >= count * 7 && inside * 2 >= count
    }
  }
}

/// The break between a line and the next of its block.
struct LineBreak {
  /// Cells of the line before it.
  var before: Int
  /// Cells of the first word after it.
  var firstWord: Int
  /// Whether the line before it ends no sentence.
  var isInsideSentence: Bool
  var startsLower = false
  /// Whether the next line begins with a letter that has case.
  var startsCased = false

  /// Whether the lines at an index and after it are of one block of plain lines.
  static func isInside(_ text: TextLines, _ index: Int) -> Bool {
    let next = text.lines[index + 1]
    guard !text.lines[index].isBlank, !next.isBlank else { return false }
    return !LineMark.isMarked(text, index + 1) && RuleLine.of(text.content(index)) == nil
  }

  init(_ text: TextLines, after index: Int) {
    let line = text.content(index)
    before = text.lines[index].width + min(text.lines[index].indent, 8)
    isInsideSentence = Self.isOpen(line)
    firstWord = 0
    var value: UInt32 = 0
    var hasLetter = false
    for byte in text.content(index + 1).prefix(60) {
      if byte == 0x20 { break }
      if byte & 0xC0 != 0x80 { firstWord += byte >= 0xE3 ? 2 : 1 }
      // An ideograph may be broken after: it stands for a word.
      if byte >= 0xE3 && byte != 0xEF { break }
      if !hasLetter {
        value =
          byte < 0x80
          ? UInt32(byte) : byte >= 0xC0 ? UInt32(byte & 0x1F) : value << 6 | UInt32(byte & 0x3F)
        let kind = byte < 0x80 || byte & 0xC0 == 0x80 ? LetterKind.of(value) : .none
        hasLetter = kind != .none
        startsLower = kind == .lower
        startsCased = kind == .lower || kind == .upper
      }
    }
  }

  /// Whether the next word had no room before the break.
  func isFull(measure: Int) -> Bool { before + 1 + firstWord > measure - 2 }

  /// Whether a line ends no sentence.
  static func isOpen(_ line: ArraySlice<UInt8>) -> Bool {
    var end = line.endIndex
    var value: UInt32 = 0
    var steps = 0
    while end > line.startIndex, steps < 4 {
      var start = end - 1
      while start > line.startIndex, line[start] & 0xC0 == 0x80 { start -= 1 }
      value = 0
      for byte in line[start..<end] {
        value =
          byte < 0x80
          ? UInt32(byte)
          : byte >= 0xC0
            ? UInt32(byte) & (byte >= 0xF0 ? 7 : byte >= 0xE0 ? 0xF : 0x1F)
            : value << 6 | UInt32(byte & 0x3F)
      }
      guard Quotation.isClosing(value) else { break }
      end = start
      steps += 1
    }
    switch Closing.of(value) {
    case .stop, .mark, .ellipsis, .colon: return false
    case .open, .comma: return true
    }
  }
}

/// Marks that set a line apart from the paragraph before it.
enum LineMark {
  /// Whether a line is an item, a quotation, a numbered line, a `#` heading or a rule.
  static func isMarked(_ text: TextLines, _ index: Int) -> Bool {
    let line = text.content(index)
    guard let first = line.first else { return false }
    if first == 0x3E || Bullet.length(line) > 0 || RuleLine.of(line) != nil { return true }
    return first == 0x23 && hashes(line) > 0 || Bullet.number(line) != nil
  }

  /// The number of `#` that open a heading, 0 if none does.
  static func hashes(_ line: ArraySlice<UInt8>) -> Int {
    let count = line.prefix { $0 == 0x23 }.count
    guard count <= 6, count < line.count, line[line.startIndex + count] == 0x20 else { return 0 }
    return count
  }
}
