// How a cell looks: weight first, colour second.

/// A colour of the terminal's own palette; what it looks like is the terminal's business.
package enum Color: Hashable, Sendable {
  /// The terminal's own foreground or background.
  case terminal
  /// One of the sixteen.
  case ansi(UInt8)
}

/// What a terminal is asked to do to a cell.
package struct Style: Hashable, Sendable {
  package struct Attributes: OptionSet, Hashable, Sendable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) {
      self.rawValue = rawValue
    }

    package static let bold = Attributes(rawValue: 1)
    package static let dim = Attributes(rawValue: 2)
    package static let italic = Attributes(rawValue: 4)
    package static let underline = Attributes(rawValue: 8)
    package static let reverse = Attributes(rawValue: 16)
  }

  package var attributes: Attributes
  package var foreground: Color
  package var background: Color

  package init(
    _ attributes: Attributes = [], foreground: Color = .terminal, background: Color = .terminal
  ) {
    self.attributes = attributes
    self.foreground = foreground
    self.background = background
  }

  package static let plain = Style()
  package static let bold = Style(.bold)
  package static let dim = Style(.dim)
  package static let italic = Style(.italic)
  package static let reverse = Style(.reverse)

  /// This style with `other` laid over it: attributes add up, a colour of `other` wins.
  package func over(_ other: Style) -> Style {
    Style(
      attributes.union(other.attributes),
      foreground: other.foreground == .terminal ? foreground : other.foreground,
      background: other.background == .terminal ? background : other.background)
  }
}
