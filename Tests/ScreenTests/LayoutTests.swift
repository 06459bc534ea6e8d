// Lines as they are drawn.

import ArticleModel
import Testing

@testable import Screen

/// The lines as text, each between bars and filled up with dots to the width.
func drawing(_ text: SafeText, width: Int, language: String? = nil) -> [String] {
  TextLayout.lines(of: text, width: width, language: language).map { line in
    let glyphs = line.items.map(\.cell.glyph.string).joined()
    let fill = String(repeating: ".", count: max(0, width - line.width))
    return line.isRightToLeft ? "|\(fill)\(glyphs)|" : "|\(glyphs)\(fill)|"
  }
}

struct LayoutTests {
  struct Drawn: Sendable, CustomTestStringConvertible {
    var name: String
    var text: SafeText
    var width: Int
    var lines: [String]
    var testDescription: String { name }
  }

  static let drawings: [Drawn] = [
    Drawn(
      name: "words part at spaces, which take no room at a line's end",
      text: "The harbour froze  over night", width: 11,
      lines: ["|The harbour|", "|froze  over|", "|night......|"]),
    Drawn(
      name: "line ends part lines, and none is added at the end", text: "one\n\ntwo\n", width: 5,
      lines: ["|one..|", "|.....|", "|two..|"]),
    Drawn(name: "no text is one line", text: "", width: 3, lines: ["|...|"]),
    Drawn(
      name: "white space alone", text: "     ", width: 3, lines: ["|...|"]),
    Drawn(
      name: "a first line keeps its indent", text: "  let a", width: 20,
      lines: ["|  let a.............|"]),
    Drawn(
      name: "tabs go to multiples of four", text: "a\tb\tcccc\td", width: 20,
      lines: ["|a   b   cccc    d...|"]),
    Drawn(
      name: "a long word is cut where it must be", text: "a Donaudampfschiff", width: 6,
      lines: ["|a.....|", "|Donaud|", "|ampfsc|", "|hiff..|"]),
    Drawn(
      name: "hyphens and dashes part words", text: "well-known—and so on", width: 7,
      lines: ["|well-..|", "|known—.|", "|and so.|", "|on.....|"]),
    Drawn(
      name: "a soft hyphen shows only where the line ends",
      text: "super\u{AD}cali\u{AD}fragi\u{AD}listic", width: 10,
      lines: ["|supercali-|", "|fragi-....|", "|listic....|"]),
    Drawn(
      name: "wide characters are not cut in halves", text: "北京和会谈", width: 5,
      lines: ["|北京.|", "|和会.|", "|谈...|"]),
    Drawn(
      name: "no line begins with a full stop", text: "会谈在北京。", width: 10,
      lines: ["|会谈在北..|", "|京。......|"]),
    Drawn(
      name: "Thai parts between words", text: "ภาษาไทยง่ายมาก", width: 8,
      lines: ["|ภาษาไทย.|", "|ง่ายมาก..|"]),
    Drawn(
      name: "no break where a no-break space is", text: "10\u{A0}km in a day", width: 6,
      lines: ["|10 km.|", "|in a..|", "|day...|"]),
    Drawn(
      name: "Hebrew is drawn from the right", text: "שלום (עולם) abc 12", width: 20,
      lines: ["|..abc 12 (םלוע) םולש|"]),
    Drawn(
      name: "Arabic in an English line keeps its order", text: "He said مرحبا 123 today", width: 30,
      lines: ["|He said 123 ابحرم today.......|"]),
    Drawn(
      name: "each line is reordered by itself", text: "אבג דהו זחט", width: 8,
      lines: ["|.והד גבא|", "|.....טחז|"]),
  ]

  @Test(arguments: drawings) func isDrawn(_ drawn: Drawn) {
    #expect(drawing(drawn.text, width: drawn.width) == drawn.lines)
  }

  @Test func `signs stay with what they stand at`() {
    let text: SafeText = "was [-two hundred-] {+three+}"
    let lines = { (unbroken: [Range<Int>]) in
      TextLayout.lines(of: text, width: 7, unbroken: unbroken).map { line in
        line.items.map(\.cell.glyph.string).joined()
      }
    }
    #expect(lines([]).first == "was [-")
    #expect(lines([4..<7]).first == "was")
    #expect(lines([4..<7])[1] == "[-two")
    // A range that is longer than a line breaks none the less.
    #expect(lines([0..<29]).joined() == text.string)
  }
}
