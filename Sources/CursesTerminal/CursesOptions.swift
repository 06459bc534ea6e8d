// Options decide how a terminal is opened, and an error says why it could not be.

package import ArticleModel
import Glibc

/// The caller's decisions about the terminal.
package struct CursesOptions: Sendable {
  /// True if colours may be used, where the terminal has them; else weight alone.
  package var usesColor: Bool
  /// The descriptor that keys come from: 0, or one opened on `/dev/tty`.
  package var keyboard: Int32

  package init(usesColor: Bool = true, keyboard: Int32 = 0) {
    self.usesColor = usesColor
    self.keyboard = keyboard
  }
}

/// Why no terminal could be opened; what was there is as it was.
package enum CursesFailure: Error, Hashable, Sendable {
  /// Keyboard or screen is a file, a pipe or closed.
  case notATerminal
  /// `TERM` is not set, or says that nothing but lines can be written.
  case dumb(String)
  /// Neither the type that `TERM` names nor `xterm-256color` is described on this system.
  case unknownTerminal(String)
  /// The system gave no pipe.
  case noDescriptors

  /// One line for a person.
  package var message: SafeText {
    switch self {
    case .notATerminal: "the reader needs a terminal for keyboard and screen"
    case .dumb(""): "the reader needs a terminal, and TERM is not set"
    case .dumb(let name):
      SafeText(line: "the reader needs a screen, and TERM=\(name) says there is none")
    case .unknownTerminal(let name):
      SafeText(line: "TERM=\(name) is not described here, and neither is xterm-256color")
    case .noDescriptors: "the terminal could not be opened: too many open files"
    }
  }
}
