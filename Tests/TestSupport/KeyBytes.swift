// A terminal of xterm's family sends these bytes for a key.

package import Screen

/// The bytes of keys, as xterm sends them (ctlseqs, "PC-Style Function Keys").
package enum KeyBytes {
  /// The bytes for one press; `applicationCursor` is the state of mode 1 (DECCKM).
  package static func of(_ key: Key, applicationCursor: Bool = true) -> [UInt8] {
    let alt: [UInt8] = key.modifiers.contains(.alt) ? [0x1B] : []
    if let bytes = simple(key) { return alt + bytes }
    let number = modifierNumber(key.modifiers)
    if let letter = cursorLetter(key.code) {
      if number > 1 { return Array("\u{1B}[1;\(number)\(letter)".utf8) }
      return Array((applicationCursor ? "\u{1B}O\(letter)" : "\u{1B}[\(letter)").utf8)
    }
    guard let code = tildeNumber(key.code) else { return [] }
    return Array("\u{1B}[\(code)\(number > 1 ? ";\(number)" : "")~".utf8)
  }

  private static func simple(_ key: Key) -> [UInt8]? {
    switch key.code {
    case .character(let scalar):
      guard key.modifiers.contains(.control) else { return Array(String(scalar).utf8) }
      return [UInt8(truncatingIfNeeded: scalar.value) & 0x1F]
    case .enter: return [0x0D]
    case .escape: return [0x1B]
    case .backspace: return [0x7F]
    case .tab: return key.modifiers.contains(.shift) ? Array("\u{1B}[Z".utf8) : [0x09]
    case .backTab: return Array("\u{1B}[Z".utf8)
    default: return nil
    }
  }

  private static func modifierNumber(_ modifiers: Key.Modifiers) -> Int {
    1 + (modifiers.contains(.shift) ? 1 : 0) + (modifiers.contains(.alt) ? 2 : 0)
      + (modifiers.contains(.control) ? 4 : 0)
  }

  private static func cursorLetter(_ code: Key.Code) -> Character? {
    switch code {
    case .up: "A"
    case .down: "B"
    case .right: "C"
    case .left: "D"
    case .home: "H"
    case .end: "F"
    case .function(let number) where (1...4).contains(number): Array("PQRS")[number - 1]
    default: nil
    }
  }

  private static func tildeNumber(_ code: Key.Code) -> Int? {
    switch code {
    case .insert: 2
    case .delete: 3
    case .pageUp: 5
    case .pageDown: 6
    case .function(let number) where (5...12).contains(number):
      [15, 17, 18, 19, 20, 21, 23, 24][number - 5]
    default: nil
    }
  }
}
