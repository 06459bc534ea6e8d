// The text of a paragraph with its links and styles, put together piece by piece.

import ArticleModel

/// Gathers pieces of text, folds their white space, and keeps where styles begin and end.
struct InlineText {
  /// Removes what acts on a terminal from each piece: wanted where a document writes such characters
  /// as numbers, since a whole that loses some would leave its styles in the wrong places.
  var cleansPieces = false
  private(set) var bytes: [UInt8] = []
  /// Unicode scalars.
  private(set) var count = 0
  private(set) var runs: [Run] = []
  /// True if it holds line breaks.
  private(set) var hasLines = false
  private var gap = Gap.none
  private var open: [(style: Run.Style, start: Int)] = []

  private enum Gap {
    case none, space
    /// A line's end in the source, which between two ideographs is no space.
    case wrap
    case line
  }

  /// A text as it will be shown; `isWhole` says that it is as long as what was put together.
  struct Result {
    var text: SafeText
    var runs: [Run]
    var hasLines: Bool
    var isWhole: Bool
  }

  mutating func append(_ piece: some Sequence<UInt8>) {
    if cleansPieces {
      let clean = SafeText(text: String(decoding: Array(piece), as: UTF8.self))
      add(clean.string.utf8)
    } else {
      add(piece)
    }
  }

  private mutating func add(_ piece: some Sequence<UInt8>) {
    for byte in piece {
      if byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D {
        if gap == .none { gap = .space }
        continue
      }
      if gap != .none { closeGap(before: byte) }
      bytes.append(byte)
      if byte & 0xC0 != 0x80 { count += 1 }
    }
  }

  mutating func wrap() {
    if gap == .none { gap = .wrap }
  }

  mutating func breakLine() {
    gap = .line
  }

  private mutating func closeGap(before byte: UInt8) {
    defer { gap = .none }
    guard count > 0 else { return }
    if gap == .wrap, byte >= 0xE3, isWide { return }
    hasLines = hasLines || gap == .line
    bytes.append(gap == .line ? 0x0A : 0x20)
    count += 1
  }

  /// True if the text ends with an ideograph, a kana or their punctuation; Korean parts its words.
  private var isWide: Bool {
    guard bytes.count >= 3, bytes[bytes.count - 1] & 0xC0 == 0x80 else { return false }
    let lead = bytes[bytes.count - 3]
    return (0xE3...0xE9).contains(lead) || lead == 0xEF
  }

  // MARK: Styles

  mutating func begin(_ style: Run.Style) {
    if gap != .none, count > 0 { closeGap(before: 0) }
    gap = .none
    open.append((style, count))
  }

  /// Ends the last style that was begun.
  mutating func end() {
    guard let last = open.popLast() else { return }
    mark(last.start, last.style)
  }

  /// Ends the last style of a kind that was begun, and what was begun within it.
  mutating func end(where isMeant: (Run.Style) -> Bool) {
    guard let place = open.lastIndex(where: { isMeant($0.style) }) else { return }
    while open.count > place { end() }
  }

  private mutating func mark(_ start: Int, _ style: Run.Style) {
    if count > start { runs.append(Run(start..<count, style)) }
  }

  // MARK: The end

  func result() -> Result {
    var whole = self
    while !whole.open.isEmpty { whole.end() }
    if let last = whole.bytes.last, last == 0x20 || last == 0x0A {
      whole.bytes.removeLast()
      whole.count -= 1
    }
    let string = String(decoding: whole.bytes, as: UTF8.self)
    let text = whole.hasLines ? SafeText(text: string) : SafeText(line: string)
    let isWhole = text.string.utf8.count == whole.bytes.count
    let runs = whole.runs.compactMap { run -> Run? in
      let end = min(run.range.upperBound, whole.count)
      return run.range.lowerBound < end ? Run(run.range.lowerBound..<end, run.style) : nil
    }
    // Outer before inner where they begin together.
    let sorted = runs.sorted {
      ($0.range.lowerBound, -$0.range.upperBound) < ($1.range.lowerBound, -$1.range.upperBound)
    }
    return Result(
      text: text, runs: isWhole ? sorted : [], hasLines: whole.hasLines, isWhole: isWhole)
  }
}
