// Text on its way to the system's clipboard, through the terminal.

/// Writes OSC 52, the sequence by which a terminal is given text for the clipboard.
enum Clipboard {
  /// Terminals drop longer sequences (xterm's and tmux's buffers); more text than this is cut.
  static let maximumBytes = 74_994

  /// The program that must pass the sequence on.
  enum Carrier: Hashable {
    case terminal, tmux, screen
  }

  /// The bytes to send.
  ///
  /// In tmux the sequence is sent twice, as its setting decides which one counts: to tmux itself
  /// (`set-clipboard on`) and through it (`allow-passthrough on`).
  static func sequence(_ text: String, through carrier: Carrier) -> [UInt8] {
    let plain = Array("\u{1B}]52;c;".utf8) + base64(cut(text)) + [0x07]
    switch carrier {
    case .terminal: return plain
    case .tmux: return plain + Array("\u{1B}Ptmux;\u{1B}".utf8) + plain + [0x1B, 0x5C]
    case .screen: return [0x1B, 0x50] + plain + [0x1B, 0x5C]
    }
  }

  /// The text's beginning, whole characters.
  private static func cut(_ text: String) -> [UInt8] {
    let bytes = Array(text.utf8.prefix(maximumBytes + 1))
    guard bytes.count > maximumBytes else { return bytes }
    var end = maximumBytes
    while end > 0, bytes[end] & 0xC0 == 0x80 { end -= 1 }
    return Array(bytes[..<end])
  }

  static func base64(_ bytes: [UInt8]) -> [UInt8] {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var output: [UInt8] = []
    output.reserveCapacity((bytes.count + 2) / 3 * 4)
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
      for place in 0..<4 {
        let digit = alphabet[bits >> (18 - 6 * place) & 63]
        output.append(place <= group.count ? digit : UInt8(ascii: "="))
      }
    }
    return output
  }
}
