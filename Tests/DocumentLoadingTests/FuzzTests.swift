// Thousands of damaged documents, the same on every run: no crash, no control character, no lost
// word.

import ArticleModel
import FuzzTargets
import Testing

@testable import DocumentLoading

@Suite struct FuzzTests {
  /// SplitMix64 (Steele, Lea, Flood 2014).
  struct Dice: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = state
      mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
      return mixed ^ mixed >> 31
    }
  }

  static let seeds: [String] = [
    Fixture.summary + "\n\nTALLINN – " + Fixture.lines + "\n"
      + Fixture.titles.joined(separator: "\n"),
    "Frozen Harbour\n\n" + Fixture.wrapped()
      + "\n\nRelated:\n\n- One More Story\n- And Another One",
    FrontMatterTests.yaml + "# Heading\n\n" + Fixture.blocks + "\n\nMORE: A Title Inside\n",
    Fixture.poem, Fixture.program, Fixture.mail,
    "港口封冻\n\n新华社北京2月18日电 港务局周二表示，北部港池四十年来首次封冻。\n相关新闻\n引水员回忆那个冬天",
    "ภาษาไทยไม่มีช่องว่าง\n\nالقاهرة – قال المكتب إن الحوض مغلق.\nМОСКВА, 18 фев — РИА Новости. Лёд.",
  ]

  static let pieces: [String] = [
    "\n", "\n\n", "\r\n", "\t", " ", "    ", "> ", "- ", "---\n", "===\n", "# ", "1. ",
    "Related:\n", "MORE: ",
    "title: x\n", "“", "\"", "?", ".", "。", "…", "–", " — ", "(", ")", "/", "http://a.b/c\n",
    "```\n",
    "\u{1B}[31m", "\u{1B}]52;c;AAAA\u{7}", "\u{9B}2J", "\u{202E}", "\u{2066}", "\u{0}", "\u{85}",
    "\u{2028}", "\u{FEFF}", "é", "e\u{301}", "👩‍💻", "\u{300}\u{301}\u{302}", "AAAA", "الف", "北京",
  ]

  private static func mutated(_ dice: inout Dice) -> [UInt8] {
    var bytes = Array((seeds.randomElement(using: &dice) ?? "").utf8)
    for _ in 0..<Int.random(in: 1...8, using: &dice) {
      let place = Int.random(in: 0...bytes.count, using: &dice)
      switch Int.random(in: 0..<6, using: &dice) {
      case 0:
        bytes.insert(contentsOf: Array((pieces.randomElement(using: &dice) ?? "").utf8), at: place)
      case 1: if place < bytes.count { bytes[place] = UInt8.random(in: 0...255, using: &dice) }
      case 2:
        bytes.removeSubrange(place..<min(bytes.count, place + Int.random(in: 1...80, using: &dice)))
      case 3:
        let end = min(bytes.count, place + Int.random(in: 1...200, using: &dice))
        bytes.insert(
          contentsOf: bytes[place..<end], at: Int.random(in: 0...bytes.count, using: &dice))
      case 4:
        let other = Array((seeds.randomElement(using: &dice) ?? "").utf8)
        bytes = bytes.prefix(place) + other.suffix(Int.random(in: 0...other.count, using: &dice))
      default:
        let line = pieces.randomElement(using: &dice) ?? ""
        bytes.insert(contentsOf: Array((line + line + "\n").utf8), at: place)
      }
    }
    return bytes
  }

  @Test(arguments: 0..<8)
  func damagedDocumentsKeepTheRules(seed: Int) {
    var dice = Dice(state: UInt64(seed) &* 7_919 &+ 17)
    for round in 0..<300 {
      let bytes = Self.mutated(&dice)
      let name = ["a.txt", "b.md", "c", "d.html", "e.eml"][round % 5]
      check(bytes, name)
    }
  }

  private func check(_ bytes: [UInt8], _ name: String) {
    guard
      let articles = try? DocumentLoader.load(Document(path: RawPath(name), bytes: bytes)),
      let article = articles.first
    else { return }
    let faults = Conservation.faults(of: article)
    #expect(faults.isEmpty, "\(faults) in \(String(decoding: bytes, as: UTF8.self))")
    let clean = SafeText(text: TextDecoder.decode(bytes)).string
    guard FrontMatter.read(TextLines(clean)).start == 0, !clean.contains("```") else { return }
    let lost = Conservation.lost(clean, article)
    #expect(lost.isEmpty, "\(lost) lost of \(clean.debugDescription)")
  }

  @Test func loadingIsTheSameEveryTime() throws {
    for seed in Self.seeds {
      #expect(try load(seed) == load(seed))
    }
  }
}
