// A style sets a cell by weight first and by colour second.

/// A colour of the terminal's own palette; what it looks like is the terminal's business.
package enum Color: Hashable, Sendable {
  /// The terminal's own foreground or background.
  case terminal
  /// One of the sixteen.
  case ansi(UInt8)

  fileprivate var code: UInt16 {
    switch self {
    case .terminal: 0
    case .ansi(let number): UInt16(number) + 1
    }
  }

  fileprivate init(code: UInt16) {
    self = code == 0 ? .terminal : .ansi(UInt8(truncatingIfNeeded: code - 1))
  }
}

/// The attributes and colours that a terminal gives a cell.
package struct Style: Hashable, Sendable {
  /// The attributes that terminals have beside colours.
  package struct Attributes: OptionSet, Hashable, Sendable {
    /// One bit for each attribute.
    package let rawValue: UInt8

    package init(rawValue: UInt8) {
      self.rawValue = rawValue
    }

    /// Heavier strokes, or a brighter colour.
    package static let bold = Attributes(rawValue: 1)
    /// A fainter colour.
    package static let dim = Attributes(rawValue: 2)
    /// Slanted letters; some terminals reverse instead.
    package static let italic = Attributes(rawValue: 4)
    /// A line below the letters.
    package static let underline = Attributes(rawValue: 8)
    /// The two colours exchanged.
    package static let reverse = Attributes(rawValue: 16)
  }

  /// All attributes that are set.
  package var attributes: Attributes
  /// The colour of the letters.
  package var foreground: Color
  /// The colour behind them.
  package var background: Color

  package init(
    _ attributes: Attributes = [], foreground: Color = .terminal, background: Color = .terminal
  ) {
    self.attributes = attributes
    self.foreground = foreground
    self.background = background
  }

  /// The style in 40 bits: the attributes, then for each colour 0 for the terminal's own, else one
  /// more than its number.
  @inline(__always)
  var bits: UInt64 {
    UInt64(attributes.rawValue) | UInt64(foreground.code) << 8 | UInt64(background.code) << 24
  }

  @inline(__always)
  init(bits: UInt64) {
    self.init(
      Attributes(rawValue: UInt8(truncatingIfNeeded: bits)),
      foreground: Color(code: UInt16(truncatingIfNeeded: bits >> 8)),
      background: Color(code: UInt16(truncatingIfNeeded: bits >> 24)))
  }

  /// The terminal's own colours without attributes.
  package static let plain = Style()
  /// Heavier strokes, or a brighter colour.
  package static let bold = Style(.bold)
  /// A fainter colour.
  package static let dim = Style(.dim)
  /// Slanted letters; some terminals reverse instead.
  package static let italic = Style(.italic)
  /// The two colours exchanged.
  package static let reverse = Style(.reverse)

  /// This style with `other` laid over it: attributes add up, a colour of `other` wins.
  package func over(_ other: Style) -> Style {
    Style(
      attributes.union(other.attributes),
      foreground: other.foreground == .terminal ? foreground : other.foreground,
      background: other.background == .terminal ? background : other.background)
  }
}
