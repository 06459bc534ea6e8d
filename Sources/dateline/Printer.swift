// The commands write data to standard output, everything else to standard error, and only
// text that is safe.

import ArgumentParser
import ArticleModel
import Glibc

/// Standard output and standard error.
enum Printer {
  static func line(_ text: SafeText) {
    write(text.string + "\n", to: STDOUT_FILENO)
  }

  static func json(_ value: JSON) {
    write(value.line + "\n", to: STDOUT_FILENO)
  }

  /// Ends the program with what an error says: help and the like are data, all else is for the person.
  static func end(with error: any Error) -> Never {
    let code = DatelineCommand.exitCode(for: error)
    let words = SafeText(text: DatelineCommand.fullMessage(for: error))
    if !words.isEmpty {
      if code.isSuccess { line(words) } else { note(words) }
    }
    exit(code.rawValue)
  }

  /// A line for the person, beside the data.
  static func note(_ text: SafeText) {
    write(text.string + "\n", to: STDERR_FILENO)
  }

  /// Draws a line again and again in one place; only where standard error is a terminal.
  static func progress(_ text: SafeText) {
    write("\r" + text.string + "\u{1B}[K", to: STDERR_FILENO)
  }

  static func endProgress() {
    write("\r\u{1B}[K", to: STDERR_FILENO)
  }

  static var isErrorTerminal: Bool { isatty(STDERR_FILENO) == 1 }
  static var isOutputTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

  /// The columns of standard output; `nil` where it is no terminal that knows them.
  static var outputColumns: Int? {
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }

  /// Writes all of the text; a reader that closed its end ends the program quietly, any other
  /// failure ends it with what went wrong.
  private static func write(_ text: String, to descriptor: Int32) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count > 0 {
        bytes = bytes.dropFirst(count)
      } else if errno != EINTR && errno != EAGAIN {
        if descriptor == STDOUT_FILENO, errno != EPIPE {
          note(SafeText(line: "dateline: cannot write: \(String(cString: strerror(errno)))"))
        }
        if descriptor == STDOUT_FILENO { exit(errno == EPIPE ? 0 : 74) }
        return
      }
    }
  }
}

/// Ends a command with a line on standard error and an exit code of sysexits.
func fail(_ text: SafeText, _ code: ExitCode) -> ExitCode {
  Printer.note(SafeText.joined(["dateline: ", text]))
  return code
}
