// True if what a program sent to its terminal is its own, or was put there by a document.

/// Finds, in the bytes a program wrote, what a library such as ncurses does not write for
/// xterm-256color, tmux-256color and their like: control strings, C1 controls, stray C0 controls,
/// unknown sequences, bidirectional controls, bytes that are no UTF-8.
///
///     #expect(ByteScan.strangers(in: pty.bytes) == [])
package enum ByteScan {
  /// Something that should not have been sent.
  package struct Stranger: Hashable, Sendable, CustomStringConvertible {
    package var offset: Int
    package var kind: ControlItem.Kind
    /// The bytes around it, escaped.
    package var context: String

    package var description: String { "at \(offset): \(kind) in “\(context)”" }
  }

  /// The sequences beyond the ordinary that a program may send.
  package struct Allowance: OptionSet, Sendable {
    package let rawValue: Int

    package init(rawValue: Int) {
      self.rawValue = rawValue
    }

    /// OSC 52, text for the clipboard: asked for with `y`.
    package static let clipboard = Allowance(rawValue: 1)
    package static let bell = Allowance(rawValue: 2)
    /// Mouse reporting.
    package static let mouse = Allowance(rawValue: 4)
  }

  /// All items of what was sent, in order.
  package static func items(in bytes: some Sequence<UInt8>) -> [ControlItem] {
    var parser = ControlParser()
    var items: [ControlItem] = []
    for byte in bytes {
      if let item = parser.take(byte) { items.append(item) }
    }
    if let item = parser.finish() { items.append(item) }
    return items
  }

  /// The bytes that a document must have put there.
  package static func strangers(in bytes: [UInt8], allowing allowance: Allowance = []) -> [Stranger]
  {
    items(in: bytes).filter { !isOrdinary($0.kind, allowance) }.map { item in
      let around = max(0, item.offset - 20)..<min(bytes.count, item.offset + 40)
      return Stranger(offset: item.offset, kind: item.kind, context: escaped(bytes[around]))
    }
  }

  /// Text with every control written out: `\e[1m`, `\u{9B}`.
  package static func escaped(_ bytes: some Sequence<UInt8>) -> String {
    String(decoding: Array(bytes), as: UTF8.self).unicodeScalars.map { scalar in
      switch scalar.value {
      case 0x1B: "\\e"
      case 0x0A: "\\n"
      case 0x0D: "\\r"
      case 0x00...0x1F, 0x7F...0x9F: "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
      default: String(Character(scalar))
      }
    }.joined()
  }

  private static func isOrdinary(_ kind: ControlItem.Kind, _ allowance: Allowance) -> Bool {
    switch kind {
    case .text(let scalar): !isActive(scalar)
    case .control(let byte):
      [0x08, 0x09, 0x0A, 0x0D, 0x0E, 0x0F].contains(byte)
        || (byte == 0x07 && allowance.contains(.bell))
    case .escape(let intermediates, let final): isOrdinary(intermediates, final)
    case .csi(let sequence): isOrdinary(sequence, allowance)
    case .string(let introducer, let content):
      introducer == UInt8(ascii: "]")
        && (content == Array("11;?".utf8)
          || allowance.contains(.clipboard) && content.starts(with: Array("52;".utf8)))
    case .invalid: false
    }
  }

  /// C1 controls, and the scalars by which text reorders or hides its surroundings (UAX #9).
  private static func isActive(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x80...0x9F, 0x2028...0x202E, 0x2066...0x2069, 0x206A...0x206F, 0xFEFF, 0xFFF9...0xFFFB:
      true
    default: false
    }
  }

  /// Saving the cursor, the keypad's modes, reverse index, character sets.
  private static func isOrdinary(_ intermediates: [UInt8], _ final: UInt8) -> Bool {
    switch intermediates {
    case []: Array("78=>MDE".utf8).contains(final)
    case [UInt8(ascii: "(")], [UInt8(ascii: ")")]: Array("B0".utf8).contains(final)
    default: false
    }
  }

  private static let modes: Set<Int> = [1, 7, 12, 25, 47, 1034, 1047, 1048, 1049, 2004]
  private static let mouseModes: Set<Int> = [1000, 1002, 1003, 1005, 1006, 1015]

  private static func isOrdinary(_ sequence: ControlSequence, _ allowance: Allowance) -> Bool {
    guard sequence.intermediates.isEmpty else { return false }
    switch (sequence.prefix, sequence.final) {
    case (nil, UInt8(ascii: "t")):
      // xterm's title stack, a part of entering and leaving the alternate screen.
      return sequence.parameters == [22, 0, 0] || sequence.parameters == [23, 0, 0]
    case (nil, UInt8(ascii: "h")), (nil, UInt8(ascii: "l")):
      // Insert mode (IRM); the order in which text is sent is the order in which it is drawn (BDSM).
      return sequence.parameters == [4] || sequence.parameters == [8]
    case (nil, let final): return Array("@ABCDGHIJKLMPSTXZbdfmr".utf8).contains(final)
    case (UInt8(ascii: "?"), UInt8(ascii: "h")), (UInt8(ascii: "?"), UInt8(ascii: "l")):
      let known = allowance.contains(.mouse) ? modes.union(mouseModes) : modes
      return known.isSuperset(of: sequence.parameters)
    default: return false
    }
  }
}
