// The character set that the C library uses for text.

import CNcurses
import Glibc

enum TextLocale {
  /// Takes the user's locale for characters alone (numbers stay as C has them), and UTF-8 where it
  /// has none; whether the user's own locale is UTF-8.
  static func take() -> Bool {
    setlocale(LC_CTYPE, "")
    if curses_is_utf8() != 0 { return true }
    for name in ["C.UTF-8", "C.utf8", "en_US.UTF-8"] where setlocale(LC_CTYPE, name) != nil {
      break
    }
    return false
  }
}
