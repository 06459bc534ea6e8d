// Rules that hold for every text are tried on random ones.

import ArticleModel
import TestSupport
import Testing

@testable import Screen

/// Random text of many scripts, the same for the same number.
struct RandomText {
  var random: SeededRandom

  private static let pieces: [String] = [
    "a", "be", "word", "Wörter", "слово", "λόγος", "3.5", "10,000", "don’t", "“quoted,”", "(so)",
    "well-known", "—", "…", ".", ",", "!", "?", ":", " ", " ", " ", " ", "  ", "\t", "\n", "/",
    "北京", "会谈。", "「東京」", "한국어", "ภาษาไทย", "ພາສາລາວ", "ខ្មែរ", "မြန်မာ", "नमस्ते", "क्षि",
    "שלום", "مرحبا", "١٢٣", "(עולם)", "\u{200F}", "\u{200B}", "\u{AD}", "\u{A0}", "\u{3000}",
    "e\u{301}", "\u{301}", "x\u{323}\u{302}\u{304}\u{307}\u{308}", "👩\u{200D}💻", "🇩🇪", "🇩",
    "👍🏽", "1\u{FE0F}\u{20E3}", "❤\u{FE0F}", "\u{E000}", "\u{10FFFE}", "\u{378}", "\u{1100}\u{1161}",
    "\u{115F}", "\u{600}", "<a>", "http://a.b/c?d=e&f", "-v", "$5", "50%", "[x]", "\u{FF21}",
  ]

  mutating func next(pieces count: Int) -> SafeText {
    SafeText(text: (0..<count).map { _ in random.pick(Self.pieces) }.joined())
  }

  /// Latin, Greek and Cyrillic words with every kind of punctuation between them.
  mutating func nextPlain(pieces count: Int) -> [Unicode.Scalar] {
    let alphabet = Array("abCd éλя019,.;:!?'\"“”‘’()[]{}-–—/%$#&*+=<>@\\^_`|~…«»  ".unicodeScalars)
    return (0..<count).map { _ in random.pick(alphabet) }
  }
}

struct LayoutPropertyTests {
  @Test(arguments: 0..<150) func `lines fit, cover the text and show all of it`(_ seed: Int) {
    var texts = RandomText(random: SeededRandom(seed: 3, stream: seed))
    let text = texts.next(pieces: 40)
    let scalars = Array(text.string.unicodeScalars)
    for width in [2, 3, 7, 20, 80, 500] {
      let lines = TextLayout.lines(of: text, width: width)
      var end = 0
      for line in lines {
        #expect(line.width <= width)
        #expect(line.range.lowerBound == end)
        #expect(line.items.allSatisfy { line.range.contains($0.offset) })
        end = line.range.upperBound
      }
      #expect(end == scalars.count)
      #expect(shown(lines) == expected(scalars), "width \(width): \(text.string)")
    }
  }

  /// The places of the cells that are not blank.
  private func shown(_ lines: [LaidLine]) -> [Int] {
    lines.flatMap { line in
      line.items.filter { ![" ", "\u{3000}", "-"].contains($0.cell.glyph.string) }.map(\.offset)
        .sorted()
    }
  }

  private func expected(_ scalars: [Unicode.Scalar]) -> [Int] {
    var scanner = ClusterScanner(scalars, 0..<scalars.count)
    var places: [Int] = []
    while let cluster = scanner.next() {
      Glyph.reduce(scalars, cluster) { glyph, _, offset in
        if ![" ", "\u{3000}", "-"].contains(glyph.string) { places.append(offset) }
      }
    }
    return places
  }

  @Test(arguments: 0..<300) func `plain words part where ICU parts them`(_ seed: Int) {
    var texts = RandomText(random: SeededRandom(seed: 5, stream: seed))
    for length in [1, 5, 30, 120] {
      let scalars = texts.nextPlain(pieces: length)
      for language in [nil, "ja"] {
        var breaking = LineBreaking(scalars, language: language)
        breaking.find(in: 0..<scalars.count)
        var whole = [Bool](repeating: false, count: scalars.count)
        LineIterator.take(language: language).forEachOpportunity(in: scalars.flatMap(\.utf16)) {
          if $0 < whole.count { whole[$0] = true }
        }
        let text = String(String.UnicodeScalarView(scalars))
        #expect(breaking.opportunities == whole, "\(text)")
      }
    }
  }

  @Test(arguments: 0..<100) func `one line is as long as it may be`(_ seed: Int) {
    var texts = RandomText(random: SeededRandom(seed: 9, stream: seed))
    let text = texts.next(pieces: 12)
    let whole = TextLayout.width(of: text)
    for columns in [0, 1, 2, 5, 11, 12, 40, 200] {
      let line = TextLayout.truncated(text, to: columns)
      #expect(line.width <= columns)
      if whole <= columns {
        #expect(line.width == whole)
        #expect(line.range.count == text.scalarCount)
      } else if columns > 0 {
        #expect(line.items.contains { $0.cell.glyph.string == "…" })
        #expect(line.range.upperBound < text.scalarCount)
      }
    }
  }

  @Test(arguments: 0..<60) func `a grid never holds half a wide character`(_ seed: Int) {
    var random = SeededRandom(seed: 13, stream: seed)
    var texts = RandomText(random: random)
    var grid = Grid(Size(columns: random.within(1...30), rows: random.within(1...6)))
    for _ in 0..<60 {
      grid.write(
        texts.next(pieces: 4), column: random.within(-3...32), row: random.within(-1...7),
        columns: random.within(0...20))
      if random.below(4) == 0 {
        grid.fill(
          Rect(column: random.within(0...30), row: random.within(0...5), columns: 3, rows: 2))
      }
      for row in 0..<grid.size.rows {
        var column = 0
        while column < grid.size.columns {
          let cell = grid[column, row]
          #expect((1...2).contains(cell.width))
          for half in 1..<max(1, Int(cell.width)) {
            #expect(column + half < grid.size.columns && grid[column + half, row].width == 0)
          }
          column += max(1, Int(cell.width))
        }
        #expect(column == grid.size.columns)
      }
    }
  }

  @Test func `every glyph fits a curses cell`() {
    var texts = RandomText(random: SeededRandom(seed: 17))
    for line in TextLayout.lines(of: texts.next(pieces: 3_000), width: 60) {
      for item in line.items {
        let scalars = item.cell.glyph.unicodeScalars
        #expect((1...5).contains(scalars.count))
        #expect(DisplayWidth.kind(of: scalars[0]) == .spacing(item.cell.width) || scalars[0] == " ")
        #expect(scalars.dropFirst().allSatisfy { DisplayWidth.kind(of: $0) == .mark })
      }
    }
  }

  @Test func `spans are laid over one another in their order`() {
    let spans = [
      StyleSpan(0..<6, Style(foreground: .ansi(1))), StyleSpan(2..<4, .bold),
      StyleSpan(3..<9, Style(.underline, foreground: .ansi(2))), StyleSpan(5..<5, .reverse),
    ]
    let line = TextLayout.lines(of: "abcdefgh", spans: spans, style: .dim, width: 20)[0]
    let styles = line.items.map(\.cell.style)
    for (offset, style) in styles.enumerated() {
      let expected = spans.filter { $0.range.contains(offset) }
        .reduce(Style.dim) { $0.over($1.style) }
      #expect(style == expected)
    }
  }

  @Test func `a million marks and a megabyte in one line are laid out`() {
    let marks = SafeText(text: "a" + String(repeating: "\u{301}", count: 1_000_000) + "b")
    #expect(TextLayout.lines(of: marks, width: 10)[0].items.count == 2)
    #expect(TextLayout.truncated(marks, to: 10).width == 2)
    let long = SafeText(text: String(repeating: "lorem ipsum dolor ", count: 60_000))
    #expect(TextLayout.lines(of: long, width: 72).last?.range.upperBound == long.scalarCount)
    #expect(TextLayout.truncated(long, to: 30).width == 30)
  }
}
