// The keyboard under the fuzzer: bytes in any portions become keys, and a paste never does.

import Screen

#if DEBUG

@testable import CursesTerminal

extension FuzzTarget {
  /// `KeyReader` on bytes, pauses and codes of curses. The planted bug ends a paste where a pause
  /// comes after three bytes of its end.
  static let keys = FuzzTarget("keys", longest: 512) { bytes, isPlanted in
    let signals = Keystrokes(bytes).signals
    var reader = KeyReader()
    let events = read(signals, &reader, isPlanted)
    if events.count > signals.count + 1 { return "\(events.count) events of \(signals.count)" }
    return pasted(signals, isPlanted) ?? portioned(bytes)
  }

  /// A paste is one event with all of it, however it comes; then keys go on.
  private static func pasted(_ signals: [Int32?], _ isPlanted: Bool) -> String? {
    let content = signals.compactMap { $0.flatMap { UInt8(exactly: $0) } }
    guard !content.holds("\u{1B}[201~") else { return nil }
    let before = "\u{1B}[200~".utf8.map { Optional(Int32($0)) }
    let after = "\u{1B}[201~z".utf8.map { Optional(Int32($0)) }
    // A code of curses stands for bytes of its own: within a paste it is none that was pasted.
    let pieces = signals.filter { $0.map { $0 < 256 } ?? true }
    var reader = KeyReader()
    let events = read(before + pieces + after, &reader, isPlanted)
    let text = String(decoding: content.map { $0 == 0x0D ? 0x0A : $0 }, as: UTF8.self)
    if ends(content) { return nil }
    return events == [.paste(text), .key(Key(.character("z")))] ? nil : "a paste gives \(events)"
  }

  /// True if the last bytes of a paste could be taken for the beginning of its end.
  private static func ends(_ content: [UInt8]) -> Bool {
    let end = Array("\u{1B}[201~".utf8)
    return (1..<end.count).contains { content.suffix($0).elementsEqual(end.prefix($0)) }
  }

  /// Bytes without Esc are the same keys however they are parted.
  private static func portioned(_ bytes: [UInt8]) -> String? {
    let plain = bytes.filter { $0 != 0x1B }.map { Optional(Int32($0)) }
    var whole = KeyReader()
    var parted = KeyReader()
    let one = read(plain, &whole, false)
    let other = read(plain.flatMap { [$0, nil] }, &parted, false)
    return one == other ? nil : "in one piece \(one), in many \(other)"
  }

  private static func read(
    _ signals: [Int32?], _ reader: inout KeyReader, _ isPlanted: Bool
  ) -> [TerminalEvent] {
    var events: [TerminalEvent] = []
    var place = 0
    var taken: [Int32] = []
    while place < signals.count {
      while let event = reader.next({ _ in
        guard place < signals.count, let code = signals[place] else { return nil }
        place += 1
        taken.append(code)
        return code
      }) {
        events.append(event)
      }
      if isPlanted, reader.isPasting, taken.suffix(3) == [0x1B, 0x5B, 0x32] {
        reader = KeyReader()
      }
      place += 1
    }
    return events
  }
}

/// A keyboard's input, out of bytes: 255 and a byte are a pause or a code of curses.
private struct Keystrokes {
  /// Bytes, codes above 255, and pauses.
  private(set) var signals: [Int32?] = []

  init(_ bytes: [UInt8]) {
    var choices = Choices(bytes)
    while !choices.isEmpty {
      let byte = choices.byte()
      guard byte == 0xFF else {
        signals.append(Int32(byte))
        continue
      }
      let next = choices.byte()
      signals.append(next < 0x40 ? nil : 256 + Int32(next) * 3)
    }
  }
}

#endif
