// A character has as many columns as terminals and the C library agree on.

import CICU

/// A terminal's treatment of one Unicode scalar.
///
/// Widths follow UAX #11: wide and fullwidth characters take two columns, ambiguous ones one.
/// If terminals or versions of the C library are known to differ, no width is given: the
/// character is drawn as U+FFFD, which is one column everywhere.
enum ScalarKind: Hashable {
  /// It takes columns of its own: 1 or 2.
  case spacing(UInt8)
  /// It takes one column and leaves it empty.
  case space
  /// It is drawn onto the character before it.
  case mark
  /// It is not drawn: format characters, variation selectors, fillers.
  case ignored
  /// One of the 26 letters that spell flags, counted from A.
  case flagLetter(UInt8)
  /// No two terminals need agree on it: private use, unassigned, too new.
  case unknown
}

enum DisplayWidth {
  /// Characters that came with a later version of Unicode are not drawn: terminals and C libraries
  /// of one age with this version give them no width, or another.
  static let newestKnownVersion: Int32 = 14

  /// The width of a character that is common, and is a grapheme cluster by itself beside any other
  /// of these; 0 if it must be looked at more closely.
  ///
  /// It says less than `kind(of:)` but never something else.
  @inline(__always)
  static func simple(_ scalar: Unicode.Scalar) -> UInt8 {
    let value = scalar.value
    if value < 0x300 {
      return value >= 0x20 && value < 0x7F || value > 0xA0 && value != 0xAD ? 1 : 0
    }
    switch value {
    case 0x388...0x38A, 0x38E...0x3A1, 0x3A3...0x482, 0x48A...0x52F: return 1
    case 0x5D0...0x5EA, 0x620...0x64A: return 1
    case 0x2010...0x2027, 0x2030...0x205E: return 1
    case 0x20A0...0x20BF: return 1
    // Rules, and the signs of the interface.
    case 0x2500...0x257F, 0x25CF, 0x2605, 0x2713: return 1
    case 0x3001...0x3029, 0x3041...0x3096, 0x30A1...0x30FF: return 2
    case 0x3400...0x4DBF, 0x4E00...0x9FFC, 0xAC00...0xD7A3: return 2
    case 0xFF01...0xFF60: return 2
    default: return 0
    }
  }

  /// A terminal's treatment of any character.
  static func kind(of scalar: Unicode.Scalar) -> ScalarKind {
    let width = simple(scalar)
    return width > 0 ? .spacing(width) : looked(at: scalar)
  }

  private static func looked(at scalar: Unicode.Scalar) -> ScalarKind {
    let value = scalar.value
    let character = Int32(bitPattern: value)
    switch value {
    case 0x1F1E6...0x1F1FF: return .flagLetter(UInt8(value - 0x1F1E6))
    case 0x1160...0x11FF, 0xD7B0...0xD7C6, 0xD7CB...0xD7FB:
      return screen_is_default_ignorable(character) != 0 ? .ignored : .mark
    case 0x3000: return .spacing(2)
    // Circled numbers on black squares and the hexagrams: narrow by UAX #11, wide in glibc.
    case 0x3248...0x324F, 0x4DC0...0x4DFF: return .unknown
    default: break
    }
    if screen_is_default_ignorable(character) != 0 { return .ignored }
    if !(1...newestKnownVersion).contains(screen_age(character)) { return .unknown }
    switch screen_category_value(UInt32(screen_category(character))) {
    case SCREEN_CATEGORY_NONSPACING_MARK, SCREEN_CATEGORY_ENCLOSING_MARK:
      return value == 0x20E3 ? .ignored : .mark
    case SCREEN_CATEGORY_FORMAT: return .ignored
    case SCREEN_CATEGORY_SPACE_SEPARATOR, SCREEN_CATEGORY_LINE_SEPARATOR,
      SCREEN_CATEGORY_PARAGRAPH_SEPARATOR, SCREEN_CATEGORY_CONTROL:
      return .space
    case SCREEN_CATEGORY_PRIVATE_USE, SCREEN_CATEGORY_UNASSIGNED, SCREEN_CATEGORY_SURROGATE:
      return .unknown
    default: return .spacing(screen_is_wide(character) != 0 ? 2 : 1)
    }
  }
}
