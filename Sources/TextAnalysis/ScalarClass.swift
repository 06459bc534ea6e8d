// A scalar's class for the segmentation of words: part of one, between two, or of a script that
// writes no spaces.

/// How a scalar takes part in words.
enum ScalarClass: UInt8 {
  /// Between words: space, punctuation, symbol.
  case separator
  /// A letter, digit or mark of a script that parts its words.
  case word
  /// Not seen by terms: soft hyphen, joiners, variation selectors.
  case ignored
  /// An apostrophe: parts a word, and what follows is known to follow one.
  case apostrophe
  /// Han, kana, hangul, bopomofo, Yi: read by pairs.
  case pair
  /// Thai, Lao, Khmer, Burmese: read with a dictionary.
  case dictionary
}

extension ScalarClass {
  /// The class of any scalar, from a table where there is one.
  @inline(__always)
  static func of(_ value: UInt32) -> ScalarClass {
    if value >= 0x4E00 && value <= 0x9FFF || value >= 0x3041 && value <= 0x3096 { return .pair }
    if value < 0x3000 { return table[Int(value)] }
    return found(value)
  }

  /// Made at the first text that is not ASCII.
  private static let table: [ScalarClass] = (UInt32(0)..<0x3000).map(found)

  private static func found(_ value: UInt32) -> ScalarClass {
    switch value {
    case 0x27, 0x60, 0xB4, 0x2018, 0x2019, 0x02BC, 0x05F3, 0xFF07: .apostrophe
    case 0xAD, 0x34F, 0x640, 0x05F4, 0x061C, 0x200C...0x200F, 0x2060...0x2064, 0xFE00...0xFE0F,
      0xFEFF:
      .ignored
    case 0x2000...0x206F: .separator
    case 0x0E00...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF, 0xA9E0...0xA9FF, 0xAA60...0xAA7F:
      isWordScalar(value) ? .dictionary : .separator
    default: isPaired(value) ? .pair : isWordScalar(value) ? .word : .separator
    }
  }

  /// True if the scalar belongs to a script of which pairs are the terms.
  static func isPaired(_ value: UInt32) -> Bool {
    switch value {
    case 0x4E00...0x9FFF, 0xAC00...0xD7A3, 0x3041...0x3096, 0x30A1...0x30FA, 0x3400...0x4DBF: true
    case 0x3005...0x3007, 0x3021...0x3029, 0x3031...0x3035, 0x303B, 0x3099...0x309A,
      0x309D...0x309F, 0x30FC...0x30FF, 0x3105...0x312F, 0x3131...0x318E, 0x31A0...0x31BF,
      0x31F0...0x31FF, 0x1100...0x11FF, 0xA000...0xA48F, 0xF900...0xFAFF, 0xFF66...0xFF9F,
      0x1B000...0x1B2FF, 0x20000...0x3FFFD:
      true
    default: false
    }
  }

  /// True if the scalar is a letter, a mark or a number.
  static func isWordScalar(_ value: UInt32) -> Bool {
    guard let scalar = Unicode.Scalar(value) else { return false }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .nonspacingMark, .spacingMark, .enclosingMark, .decimalNumber, .letterNumber, .otherNumber:
      return true
    default:
      return false
    }
  }
}
