// Keys from bytes that come in any portions.

import Screen
import TestSupport
import Testing

@testable import CursesTerminal

struct KeyReaderTests {
  /// The events of portions of bytes, between which nothing comes for a while.
  private func events(_ portions: [[UInt8]]) -> [TerminalEvent] {
    var reader = KeyReader()
    var events: [TerminalEvent] = []
    for portion in portions {
      var bytes = portion.makeIterator()
      while let event = reader.next({ _ in bytes.next().map(Int32.init) }) { events.append(event) }
    }
    return events
  }

  @Test(
    arguments: [
      ("\u{1B}[1;3D", 3), ("\u{1B}[15~", 3), ("北é😀", 1), ("\u{1B}[200~two words\u{1B}[201~", 3),
      ("\u{1B}[27;6;120~x", 3),
    ])
  func `a sequence may be cut anywhere once it is known to be one`(
    _ text: String, _ from: Int
  ) {
    let bytes = Array(text.utf8)
    let whole = events([bytes])
    #expect(!whole.isEmpty)
    for cut in from..<bytes.count {
      #expect(events([Array(bytes[..<cut]), Array(bytes[cut...])]) == whole, "cut at \(cut)")
    }
  }

  @Test(
    arguments: [
      ("\u{1B}]11;rgb:ffff/ffff/ffff\u{1B}\\", Backdrop.light),
      ("\u{1B}]11;rgb:0000/0000/0000\u{07}", .dark), ("\u{1B}]11;rgba:ff/fe/e0/ff\u{07}", .light),
      ("\u{1B}]11;rgb:00/2b/36\u{1B}\\", .dark),
    ])
  func `the terminal's answer about its background is no key, however it is cut`(
    _ text: String, _ backdrop: Backdrop
  ) {
    let bytes = Array(text.utf8)
    for cut in 3...bytes.count {
      let found = events([Array(bytes[..<cut]), Array(bytes[cut...]), [0x6A]])
      #expect(found == [.backdrop(backdrop), .key(Key(.character("j")))], "cut at \(cut)")
    }
  }

  @Test(
    arguments: [
      "\u{1B}]11;rgb:zz/00/00\u{07}", "\u{1B}]11;?\u{07}", "\u{1B}]10;rgb:ffff/ffff/ffff\u{07}",
      "\u{1B}]11;rgb:ffff/ffff\u{07}", "\u{1B}P11;rgb:ffff/ffff/ffff\u{1B}\\",
    ])
  func `other answers say nothing of the background`(_ text: String) {
    #expect(events([Array(text.utf8), [0x6A]]) == [.key(Key(.character("j")))])
  }

  @Test func `Esc alone is a key at once, and Esc twice is two`() {
    #expect(events([[0x1B]]) == [.key(Key(.escape))])
    #expect(events([[0x1B, 0x1B]]) == [.key(Key(.escape)), .key(Key(.escape))])
    #expect(
      events([[0x1B], Array("j".utf8)]) == [.key(Key(.escape)), .key(Key(.character("j")))])
  }

  @Test func `a paste is capped, and keys go on after it`() {
    let long = [UInt8](repeating: 0x61, count: KeyReader.maximumPaste + 10)
    let mark = Array("\u{1B}[201~z".utf8)
    let found = events([Array("\u{1B}[200~".utf8) + long + mark])
    #expect(found.last == .key(Key(.character("z"))))
    guard case .paste(let text) = found.first else {
      Issue.record("no paste")
      return
    }
    #expect(text.utf8.count == KeyReader.maximumPaste)
  }

  @Test(arguments: 0..<50) func `any bytes are read to their end`(_ seed: Int) {
    var random = SeededRandom(seed: 11, stream: seed)
    let alphabet = Array("\u{1B}[O;~0123456789uZAb\u{E9}\r".utf8) + [0x80, 0xFF, 0xF0]
    var reader = KeyReader()
    var left = 2_000
    var count = 0
    while left > 0, count < 10_000 {
      count += 1
      _ = reader.next { _ in
        guard left > 0, random.below(10) > 0 else { return nil }
        left -= 1
        return random.below(40) == 0 ? Int32(258 + random.below(300)) : Int32(random.pick(alphabet))
      }
    }
    #expect(left == 0)
  }

  @Test func `base64 and its carriers`() {
    #expect(Clipboard.base64(Array("a".utf8)) == Array("YQ==".utf8))
    #expect(Clipboard.base64(Array("ab".utf8)) == Array("YWI=".utf8))
    #expect(Clipboard.base64(Array("abc".utf8)) == Array("YWJj".utf8))
    let inTmux = ByteScan.escaped(Clipboard.sequence("a", through: .tmux))
    #expect(inTmux == "\\e]52;c;YQ==\\u{7}\\ePtmux;\\e\\e]52;c;YQ==\\u{7}\\e\\")
    let long = Clipboard.sequence(String(repeating: "é", count: 100_000), through: .terminal)
    #expect(long.count <= Clipboard.maximumBytes / 3 * 4 + 20)
  }

  @Test func `delays are taken out of capabilities`() {
    #expect(Handover.withoutPadding("\u{1B}[m$<2>x$<5*/>$") == Array("\u{1B}[mx$".utf8))
  }
}
