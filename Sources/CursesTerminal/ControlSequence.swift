// The control sequences by which terminals report keys with modifiers.

import Screen

/// Reads what follows `CSI` (`ESC [`) and `SS3` (`ESC O`), as xterm's ctlseqs page gives it: the
/// same forms are sent by tmux, VTE, kitty and the others.
enum ControlSequence {
  /// The key of a byte below 128.
  static func key(ascii byte: UInt8) -> Key {
    switch byte {
    case 0x0D, 0x0A: Key(.enter)
    case 0x09: Key(.tab)
    case 0x08, 0x7F: Key(.backspace)
    case 0x1B: Key(.escape)
    case 0x00: Key(.character(" "), .control)
    case 0x01...0x1A: Key(.character(Unicode.Scalar(byte + 0x60)), .control)
    case 0x1C...0x1F: Key(.character(Unicode.Scalar(byte + 0x40)), .control)
    default: Key(.character(Unicode.Scalar(byte)))
    }
  }

  /// The key of `ESC O` and a byte, as keypads in application mode send them.
  static func applicationKey(_ code: Int32) -> Key? {
    guard let byte = UInt8(exactly: code) else { return nil }
    if byte == UInt8(ascii: "M") { return Key(.enter) }
    return letters[byte].map { Key($0) }
  }

  private static let letters: [UInt8: Key.Code] = [
    UInt8(ascii: "A"): .up, UInt8(ascii: "B"): .down, UInt8(ascii: "C"): .right,
    UInt8(ascii: "D"): .left, UInt8(ascii: "H"): .home, UInt8(ascii: "F"): .end,
    UInt8(ascii: "P"): .function(1), UInt8(ascii: "Q"): .function(2),
    UInt8(ascii: "R"): .function(3), UInt8(ascii: "S"): .function(4),
  ]

  private static let numbers: [Int: Key.Code] = [
    1: .home, 2: .insert, 3: .delete, 4: .end, 5: .pageUp, 6: .pageDown, 7: .home, 8: .end,
    11: .function(1), 12: .function(2), 13: .function(3), 14: .function(4), 15: .function(5),
    17: .function(6), 18: .function(7), 19: .function(8), 20: .function(9), 21: .function(10),
    23: .function(11), 24: .function(12),
  ]

  /// The key of a whole control sequence, its introducer left out; `nil` if it reports none.
  static func key(_ bytes: [UInt8]) -> Key? {
    guard let final = bytes.last else { return nil }
    let parameters = bytes.dropLast().split(separator: 0x3B, omittingEmptySubsequences: false)
      .map { number($0.prefix { $0 != 0x3A }) }
    let modifiers = parameters.count > 1 ? Self.modifiers(parameters[1]) : []
    switch final {
    case UInt8(ascii: "Z"): return Key(.backTab)
    case UInt8(ascii: "u"): return parameters.first.flatMap { character($0, modifiers) }
    case UInt8(ascii: "~"):
      if parameters.first == 27, parameters.count > 2 { return character(parameters[2], modifiers) }
      return parameters.first.flatMap { numbers[$0] }.map { Key($0, modifiers) }
    default: return letters[final].map { Key($0, modifiers) }
    }
  }

  /// A parameter; 1 where there is none. One larger than any that means something stays so.
  private static func number(_ digits: some Sequence<UInt8>) -> Int {
    var value: Int?
    for digit in digits {
      guard (0x30...0x39).contains(digit) else { return 1 }
      value = min((value ?? 0) * 10 + Int(digit & 0xF), 1 << 24)
    }
    return value ?? 1
  }

  /// xterm adds one to a sum of Shift 1, Alt 2, Control 4 and Meta 8.
  private static func modifiers(_ parameter: Int) -> Key.Modifiers {
    let bits = max(0, parameter - 1)
    var modifiers = Key.Modifiers()
    if bits & 1 != 0 { modifiers.insert(.shift) }
    if bits & 10 != 0 { modifiers.insert(.alt) }
    if bits & 4 != 0 { modifiers.insert(.control) }
    return modifiers
  }

  /// A character reported by its number, with its modifiers.
  private static func character(_ value: Int, _ modifiers: Key.Modifiers) -> Key? {
    guard let number = UInt32(exactly: value), let scalar = Unicode.Scalar(number) else {
      return nil
    }
    guard number < 0x80 else { return Key(.character(scalar), modifiers.subtracting(.shift)) }
    if number == 0x09, modifiers.contains(.shift) {
      return Key(.backTab, modifiers.subtracting(.shift))
    }
    let plain = key(ascii: UInt8(number))
    guard case .character = plain.code else { return Key(plain.code, modifiers) }
    return Key(plain.code, plain.modifiers.union(modifiers.subtracting(.shift)))
  }
}
