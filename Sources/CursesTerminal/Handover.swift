// A terminal is sent these sequences when it is taken and given back, beyond those of curses.

import CNcurses

enum Handover {
  /// Pastes are marked as such (xterm's mode 2004), and text is drawn in the order in which it is
  /// sent: Dateline has put it in visual order itself (ECMA-48 BDSM; ignored where unknown).
  static let entering = Array("\u{1B}[?2004h\u{1B}[8l".utf8)

  /// Asks for the colour of the background (xterm's OSC 11).
  static let asking = Array("\u{1B}]11;?\u{1B}\\".utf8)

  static let closing = Array("\u{1B}[?2004l\u{1B}[8h".utf8)

  /// All that gives the terminal back when there is no time for curses: for handlers of signals.
  static var leaving: [UInt8] {
    let names = ["sgr0", "op", "cnorm", "rmkx", "rmcup"]
    return names.reduce(closing) { bytes, name in
      guard let capability = curses_capability(name) else { return bytes }
      return bytes + withoutPadding(String(cString: capability))
    }
  }

  /// A capability without its delays (`$<5/>`), which terminals of today do not need.
  static func withoutPadding(_ capability: String) -> [UInt8] {
    var bytes: [UInt8] = []
    var rest = Array(capability.utf8)[...]
    while let byte = rest.first {
      if byte == UInt8(ascii: "$"), rest.dropFirst().first == UInt8(ascii: "<"),
        let end = rest.firstIndex(of: UInt8(ascii: ">"))
      {
        rest = rest[(end + 1)...]
      } else {
        bytes.append(byte)
        rest = rest.dropFirst()
      }
    }
    return bytes
  }

  /// The programs between this one and the terminal that has the clipboard.
  static func carrier(_ environment: (String) -> String) -> Clipboard.Carrier {
    if environment("TMUX") != "" { return .tmux }
    return environment("STY") != "" ? .screen : .terminal
  }
}
