// No byte of a paste is a key, wherever it is cut and however late its pieces come.

import Screen
import TestSupport
import Testing

@testable import CursesTerminal

struct PasteTests {
  /// The events that a reader gives for pieces of bytes. Between two of them nothing comes for so long that the
  /// reader's patience ends, if that is asked for.
  private struct Typist {
    var reader = KeyReader()
    var events: [TerminalEvent] = []

    mutating func send(_ piece: some Sequence<UInt8>) {
      var bytes = piece.makeIterator()
      while let event = reader.next({ _ in bytes.next().map(Int32.init) }) { events.append(event) }
    }

    mutating func wait() {
      while reader.patience != nil {
        if let event = reader.silence() { events.append(event) }
        send([])
      }
    }

    /// Characters that were pressed as keys.
    var keys: String {
      String(
        String.UnicodeScalarView(
          events.compactMap { event in
            guard case .key(let key) = event else { return nil }
            return key.code == .escape ? "e" : key.code == .enter ? "\n" : key.typed ?? "["
          }))
    }

    var pastes: [String] {
      events.compactMap { event in
        if case .paste(let text) = event { text } else { nil }
      }
    }
  }

  private static let mark = "\u{1B}[200~"
  private static let text = "Qé北😀\0\u{1B}[20Q\u{1B}\u{1B}[A\u{1B}[200~\ryy\u{4}\u{1B}[201"
  private static let whole = Array((mark + text + "\u{1B}[201~z").utf8)
  private static let pasted = text.replacing("\r", with: "\n")

  @Test(arguments: [false, true])
  func `a paste that is cut anywhere, twice, is one paste and no key`(_ waits: Bool) {
    for first in 0...Self.whole.count {
      for second in first...Self.whole.count where second % 3 == 0 || second < 8 {
        var typist = Typist()
        for piece in [Self.whole[..<first], Self.whole[first..<second], Self.whole[second...]] {
          if waits { typist.wait() }
          typist.send(piece)
        }
        #expect(typist.pastes == [Self.pasted], "\(first), \(second)")
        // A mark that was given up for a while is keys; the text never is.
        let isOfMark = ["e[200~", "[200~"].contains { $0.hasPrefix(typist.keys.dropLast()) }
        #expect(typist.keys.hasSuffix("z") && isOfMark, "\(first), \(second): \(typist.keys)")
      }
    }
  }

  @Test(arguments: [false, true])
  func `a paste that comes byte by byte is one paste`(_ waits: Bool) {
    var typist = Typist()
    for byte in Self.whole {
      typist.send([byte])
      if waits { typist.wait() }
    }
    #expect(typist.pastes == [Self.pasted])
    #expect(typist.keys == (waits ? "e[200z" : "ez"))
    #expect(typist.reader.patience == nil)
  }

  @Test(arguments: ["\u{1B}", "\u{1B}O", "\u{1B}[", "\u{1B}[1;", "\u{1B}]0;x", "\u{1B}P"])
  func `what was broken off before it does not hide the mark`(_ before: String) {
    var typist = Typist()
    typist.send(Array(before.utf8) + Self.whole)
    #expect(typist.pastes == [Self.pasted])
    #expect(typist.keys.hasSuffix("z") && !typist.keys.contains("Q"))
  }

  @Test func `half a character before it does not hide the mark`() {
    var typist = Typist()
    typist.send([0xE5, 0x8C] + Self.whole)
    #expect(typist.pastes == [Self.pasted])
    #expect(typist.keys == "z")
  }

  @Test func `a start mark that never came is keys, in their order`() {
    var typist = Typist()
    typist.send([0x1B])
    typist.send(Array("[20".utf8))
    #expect(typist.keys == "e")
    #expect(typist.reader.patience != nil)
    typist.send(Array("j".utf8))
    #expect(typist.keys == "e[20j")
    typist.wait()
    #expect(typist.keys == "e[20j")
  }

  @Test func `a lost end mark is said once, and locks nothing`() {
    var typist = Typist()
    typist.send(Array((Self.mark + "Q\u{3}Q").utf8))
    typist.wait()
    #expect(typist.events == [.pasteStalled])
    #expect(typist.reader.patience == nil)
    // A Ctrl-c that is not alone is of the paste.
    typist.send(Array("\u{3}Q".utf8))
    typist.wait()
    #expect(typist.events == [.pasteStalled, .pasteStalled])
    typist.send([0x03])
    #expect(typist.events.last == .pasteGivenUp)
    typist.send(Array("QQ\u{1B}[201~QQ\u{3}".utf8))
    #expect(typist.events.count == 3)
    typist.wait()
    typist.send(Array("z".utf8))
    #expect(typist.events.dropFirst(3) == [.key(Key(.character("z")))])
    #expect(typist.reader.patience == nil)
  }

  @Test func `a Ctrl-c at once, before anything stalled, is of the paste`() {
    var typist = Typist()
    typist.send(Array((Self.mark + "a").utf8))
    typist.send([0x03])
    typist.send(Array("b\u{1B}[201~".utf8))
    #expect(typist.events == [.paste("a\u{3}b")])
  }

  @Test func `an endless paste is cut, and takes no more room`() {
    var typist = Typist()
    typist.send(Array(Self.mark.utf8))
    for _ in 0..<3 { typist.send([UInt8](repeating: 0x51, count: 1 << 20)) }
    typist.send(Array("\u{1B}[201~z".utf8))
    #expect(typist.pastes.map(\.utf8.count) == [KeyReader.maximumPaste])
    #expect(typist.keys == "z")
  }
}

/// Numbers that a terminal, or somebody in its place, sends.
struct SequenceNumberTests {
  private static let numbers = [
    "", "0", "-1", "1", "9", "255", "4294967297", "9223372036854775807", "-9223372036854775808",
    "99999999999999999999999999", "1:2:3", ":", "-", "+1", "5.5", "\u{30}\u{7E}",
    String(repeating: "9", count: 10_000), String(repeating: "1;", count: 10_000),
  ]

  @Test(arguments: "ABCDHFPQRSZu~MmItnRcy".map(String.init))
  func `no parameter is too much`(_ final: String) {
    for introducer in ["\u{1B}[", "\u{1B}[<", "\u{1B}[?", "\u{1B}O", "\u{1B}[27;", "\u{1B}[1;"] {
      for first in Self.numbers {
        for second in Self.numbers.prefix(16) {
          var reader = KeyReader()
          var bytes = Array("\(introducer)\(first);\(second)\(final)".utf8).makeIterator()
          var count = 0
          while reader.next({ _ in bytes.next().map(Int32.init) }) != nil { count += 1 }
          #expect(bytes.next() == nil)
        }
      }
    }
  }

  @Test(arguments: [10, 64, 10_000]) func `a long sequence is one, and no key`(_ count: Int) {
    var reader = KeyReader()
    let sequence = "\u{1B}[" + String(repeating: "1;", count: count) + "5yz"
    var bytes = Array(sequence.utf8).makeIterator()
    #expect(reader.next { _ in bytes.next().map(Int32.init) } == .key(Key(.character("z"))))
    #expect(bytes.next() == nil)
  }

  @Test(arguments: 0..<60) func `any bytes, in any pieces, with any pauses`(_ seed: Int) {
    var random = SeededRandom(seed: 14, stream: seed)
    let pieces = [
      "\u{1B}", "[", "\u{1B}[", "\u{1B}O", "\u{1B}]", "\u{1B}P", "\u{1B}[200~", "\u{1B}[201~", ";",
      "-", "9223372036854775807", "<", "M", "m", "u", "~", "A", "\u{7}", "\u{3}", "\\", "é", "Q",
    ].map { Array($0.utf8) }
    var reader = KeyReader()
    var held = 0
    for _ in 0..<3_000 {
      var bytes =
        (random.below(3) == 0
        ? (0..<random.below(9)).map { _ in UInt8(random.below(256)) } : random.pick(pieces))
        .map(Int32.init)
      if random.below(30) == 0 { bytes.append(Int32(256 + random.below(400))) }
      var source = bytes.makeIterator()
      var events = 0
      while reader.next({ _ in source.next() }) != nil { events += 1 }
      #expect(source.next() == nil)
      // All that was held back comes out again, and no more.
      held += bytes.count - events
      #expect(held >= 0)
      if random.below(4) == 0, reader.patience != nil, reader.silence() != nil { held -= 1 }
    }
  }
}
