// The terminal's background decides which colours can be read on it.

import Glibc

/// The lightness of a terminal's background.
package enum Backdrop: Hashable, Sendable {
  case dark, light

  /// From a colour, its parts 0 to 1: light if black can be read on it more easily than white
  /// (relative luminance and contrast as WCAG 2.1 defines them).
  package init(red: Double, green: Double, blue: Double) {
    func linear(_ part: Double) -> Double {
      part <= 0.040_45 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4)
    }
    let luminance = 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
    self = luminance > 0.179 ? .light : .dark
  }

  /// From a terminal's answer to `OSC 11 ; ?`, without its introducer and its end:
  /// `11;rgb:ffff/ffff/ffff`, with one to four digits a part (XParseColor), or `rgba:` and a fourth
  /// part; `nil` if it is none.
  package init?(answer: some Collection<UInt8>) {
    let text = String(decoding: answer, as: UTF8.self)
    guard let head = ["11;rgb:", "11;rgba:"].first(where: { text.hasPrefix($0) }) else {
      return nil
    }
    let parts = text.dropFirst(head.count).split(separator: "/", omittingEmptySubsequences: false)
      .map { part -> Double? in
        guard (1...4).contains(part.count), part.allSatisfy(\.isHexDigit),
          let value = UInt32(part, radix: 16)
        else { return nil }
        return Double(value) / Double((1 << (4 * part.count)) - 1)
      }
    guard parts.count >= 3, let red = parts[0], let green = parts[1], let blue = parts[2] else {
      return nil
    }
    self.init(red: red, green: green, blue: blue)
  }

  /// From the environment's `COLORFGBG`, `foreground;background` with numbers of the palette, as
  /// rxvt and konsole set it; `nil` if it says nothing.
  package init?(colorFGBG value: String) {
    let parts = value.split(separator: ";", omittingEmptySubsequences: false)
    guard parts.count > 1, let number = parts.last.flatMap({ UInt8($0) }), number < 16 else {
      return nil
    }
    self = number == 7 || number > 8 ? .light : .dark
  }
}
