// Numbers that curses wants for colours.

import CNcurses
import Screen

/// The pairs of foreground and background that are in use.
struct ColorPairs {
  private struct Pair: Hashable {
    var foreground: Int32
    var background: Int32
  }

  /// The terminal's colours; 0 where none are to be used.
  private let colorCount: Int32
  /// The numbers of the terminal's own two: -1, or a guess where it cannot be asked for them.
  private let own: Pair
  private var numbers: [Pair: Int32] = [:]

  /// Turns colours on if the terminal has them.
  init(usesColor: Bool) {
    guard usesColor, has_colors(), start_color() == OK else {
      colorCount = 0
      own = Pair(foreground: -1, background: -1)
      return
    }
    colorCount = curses_colors()
    let hasOwn = use_default_colors() == OK
    own = Pair(foreground: hasOwn ? -1 : COLOR_WHITE, background: hasOwn ? -1 : COLOR_BLACK)
  }

  /// The number of the pair; 0, the terminal's own, if there are no more.
  mutating func number(of style: Style) -> Int32 {
    guard colorCount > 0 else { return 0 }
    let pair = Pair(
      foreground: index(of: style.foreground) ?? own.foreground,
      background: index(of: style.background) ?? own.background)
    if pair == own { return 0 }
    if let known = numbers[pair] { return known }
    let next = Int32(numbers.count + 1)
    guard next < min(curses_color_pairs(), 32_768),
      init_extended_pair(next, pair.foreground, pair.background) == OK
    else { return 0 }
    numbers[pair] = next
    return next
  }

  private func index(of color: Color) -> Int32? {
    guard case .ansi(let number) = color else { return nil }
    if Int32(number) < colorCount { return Int32(number) }
    return colorCount >= 8 && number < 16 ? Int32(number) - 8 : nil
  }

  /// True if the colour is there only as a bold one: the upper eight of a terminal with eight.
  func needsBold(_ color: Color) -> Bool {
    guard case .ansi(let number) = color, number >= 8, number < 16 else { return false }
    return colorCount >= 8 && Int32(number) >= colorCount
  }
}
