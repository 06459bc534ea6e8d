// The one sink for text from outside: what it removes, what it keeps, and that once is enough.

import ArticleModel
import Testing

@Suite struct SanitiserTests {
  @Test(arguments: [
    ("plain text", "plain text"), ("\u{1B}[31mred\u{1B}[0m", "red"), ("a\u{9B}1;31mb", "ab"),
    ("\u{1B}]0;title\u{7}x", "x"), ("\u{1B}]52;c;QUJD\u{1B}\\x", "x"), ("\u{9D}8;;u\u{9C}x", "x"),
    ("\u{1B}Pq#0\u{1B}\\x", "x"), ("\u{90}q\u{9C}x", "x"), ("\u{1B}(Bx", "x"),
    ("\u{1B}7x\u{1B}8", "x"),
    ("\u{1B}cx", "x"), ("\u{1B}_app\u{1B}\\x", "x"), ("\u{1B}^pm\u{9C}x", "x"), ("\u{1B}", ""),
    ("a\u{1B}]no end", "ano end"), ("a\u{1B}[31", "a"), ("x\u{7}\u{8}\u{0}\u{7F}y", "xy"),
    ("a\u{202E}b\u{202C}c\u{2066}d\u{2069}", "abcd"),
    ("a\u{200E}\u{200F}\u{61C}b", "a\u{200E}\u{200F}\u{61C}b"),
    ("\u{FEFF}a\u{2060}b\u{FFF9}c", "abc"), ("a\u{E0001}b", "ab"), ("a\u{FFFE}b", "ab"),
    (
      "👩‍💻 🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}",
      "👩‍💻 🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}"
    ),
    ("می\u{200C}رود", "می\u{200C}رود"), ("e\u{301}", "e\u{301}"),
    ("\u{1B}\u{1B}[31m[31mx", "[31mx"),
    ("\u{1B}[\u{1B}[31mx", "x"),
  ])
  func removesWhatActs(raw: String, clean: String) {
    #expect(SafeText(text: raw).string == clean)
    #expect(SafeText(line: raw).string == clean)
  }

  /// An index of another string leads into the middle of a character.
  @Test func whatACutLeftOfACharacterGoes() {
    let plain = "abcdefghij"
    // Bytes of these characters are 8-bit controls: CSI, OSC, ST, DEL's like.
    for text in ["Û[31mred", "Ý0;titleÜ", "é", "中文", "👩‍💻 x", "plain É"] {
      for offset in 0..<min(text.utf8.count, plain.utf8.count) {
        let index = plain.index(plain.startIndex, offsetBy: offset)
        for cut in [text[index...], text[..<index]] {
          for safe in [SafeText(line: cut).string, SafeText(text: cut).string] {
            #expect(String(validating: Array(safe.utf8), as: UTF8.self) != nil, "\(text) \(offset)")
            #expect(SafeText(text: safe).string == safe)
            #expect(!safe.unicodeScalars.contains { (0x7F...0x9F).contains($0.value) })
          }
        }
      }
    }
  }

  @Test(arguments: ["\r\n", "\r", "\n", "\u{85}", "\u{2028}", "\u{2029}", "\u{B}", "\u{C}"])
  func lineEndsBecomeOne(end: String) {
    #expect(SafeText(text: "a" + end + "b").string == "a\nb")
    #expect(SafeText(line: " a" + end + end + "\t b ").string == "a b")
  }

  @Test func aStringWithoutEndDoesNotEatTheNextLine() {
    #expect(SafeText(text: "a\u{1B}]0;x\nb\u{7}c").string == "a0;x\nbc")
  }

  /// Forbidden characters must go wherever they stand in words of eight bytes.
  @Test(arguments: [
    "\u{0}", "\u{1B}", "\u{7F}", "\u{9B}", "\u{85}", "\u{202E}", "\u{2028}", "\u{2066}", "\u{FEFF}",
    "\u{FFF9}",
    "\u{E0001}", "\u{FFFF}",
  ])
  func placeDoesNotMatter(scalar: String) {
    for lead in ["a", "é", "北", "’", "🏠"] {
      for before in 0..<18 {
        for after in 0..<18 {
          let raw =
            String(repeating: lead, count: before) + scalar + String(repeating: "b", count: after)
          let isClean = SafeText(text: raw).string.unicodeScalars.allSatisfy {
            !scalar.unicodeScalars.contains($0)
          }
          #expect(isClean, "\(before) × \(lead), then \(after)")
        }
      }
    }
  }

  @Test func onceIsEnough() {
    var state: UInt64 = 42
    func roll(_ limit: UInt64) -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return (state >> 33) % limit
    }
    let pieces = Array(
      "\u{1B}[]P\\(0;m31 \u{7}\u{9B}\u{9C}\u{9D}\u{90}ab\n\r\té北\u{202E}\u{200B}\u{2028}👩‍💻"
        .unicodeScalars)
    for _ in 0..<3_000 {
      var raw = String.UnicodeScalarView()
      for _ in 0..<roll(24) { raw.append(pieces[Int(roll(UInt64(pieces.count)))]) }
      let once = SafeText(text: String(raw))
      #expect(SafeText(text: once.string) == once)
      let line = SafeText(line: String(raw))
      #expect(SafeText(line: line.string) == line)
      #expect(SafeText(text: line.string) == line)
      for scalar in once.string.unicodeScalars {
        let isControl = scalar.value < 0x20 && scalar != "\n" && scalar != "\t"
        #expect(!isControl && !(0x7F...0x9F).contains(scalar.value))
      }
    }
  }

  @Test func cleanTextIsLeftAsItIs() {
    let text = "Der „Hafen“ – 港口 – الميناء\n\tEnde."
    #expect(SafeText(text: text).string == text)
  }

  /// Each case doubles; none may take more than in proportion, which a quadratic one would by far.
  @Test(arguments: [
    "\u{1B}]", "\u{1B}P", "\u{9D}", "\u{1B}[", "\u{9B}1;", "\u{1B}( ", "a\u{1B}]\n", "\r", "é\u{0}",
  ])
  func introducersInMassesAreRead(piece: String) {
    let count = 200_000
    let raw = String(repeating: piece, count: count)
    #expect(SafeText(text: raw).string.utf8.count <= raw.utf8.count)
  }

  @Test func slicesInOrderAreTheSameAsEachAlone() {
    let text = SafeText(text: "e\u{301} 👩‍💻 北\u{301}x חדש 🇨🇭 end")
    let count = text.scalarCount
    let ranges = (0...count + 2).flatMap { lower in (lower...count + 3).map { lower..<$0 } }
    #expect(text.slices(scalars: ranges) == ranges.map { text.slice(scalars: $0) })
    let steps = stride(from: 0, to: count, by: 3).map { $0..<$0 + 3 }
    #expect(text.slices(scalars: steps) == steps.map { text.slice(scalars: $0) })
    #expect(text.slices(scalars: []) == [])
  }

  @Test func slicesAreCountedInScalars() {
    let text: SafeText = "a👩‍💻北é"
    #expect(text.scalarCount == 6)
    #expect(text.slice(scalars: 1..<4) == "👩‍💻")
    #expect(text.slice(scalars: 4..<99) == "北é")
    #expect(text.slice(scalars: 9..<12) == "")
    #expect(SafeText.joined(["a", "b"], separator: ", ") == "a, b")
    #expect((SafeText("a") + "b").string == "ab")
  }
}
