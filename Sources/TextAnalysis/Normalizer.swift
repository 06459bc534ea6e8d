// ICU's normalisation of one cluster, and what folding takes off it.

private import CICU

/// Folds one base with its marks: the slow and complete way, from which the tables are made.
enum ClusterFolding {
  /// The folded scalars of a short sequence; empty where all of it is to be left out.
  static func fold(_ cluster: [UInt32]) -> [UInt32] {
    var units: [UInt16] = []
    for value in cluster {
      guard let scalar = Unicode.Scalar(value) else { continue }
      units.append(contentsOf: UTF16.width(scalar) == 1 ? [UInt16(value)] : surrogates(value))
    }
    let folded = normalize(normalize(units, text_nfkc_casefold()), text_nfkd())
    let kept = withoutAccents(scalars(folded))
    let composed = scalars(normalize(kept.flatMap(utf16), text_nfc()))
    return composed.flatMap(plainForm)
  }

  private static func normalize(_ units: [UInt16], _ form: OpaquePointer?) -> [UInt16] {
    guard let form, !units.isEmpty else { return units }
    let capacity = units.count * 20 + 16
    return [UInt16](unsafeUninitializedCapacity: capacity) { target, count in
      let size = text_normalize(
        form, units, Int32(units.count), target.baseAddress, Int32(capacity))
      count = max(0, Int(size))
    }
  }

  private static func surrogates(_ value: UInt32) -> [UInt16] {
    let rest = value - 0x10000
    return [UInt16(0xD800 + rest >> 10), UInt16(0xDC00 + rest & 0x3FF)]
  }

  private static func utf16(_ value: UInt32) -> [UInt16] {
    value < 0x10000 ? [UInt16(value)] : surrogates(value)
  }

  private static func scalars(_ units: [UInt16]) -> [UInt32] {
    String(decoding: units, as: UTF16.self).unicodeScalars.map(\.value)
  }

  /// Marks that only accent a letter go; those that make another letter of it stay.
  private static func withoutAccents(_ scalars: [UInt32]) -> [UInt32] {
    var kept: [UInt32] = []
    var base: UInt32 = 0
    for value in scalars {
      if isAccent(value, on: base) { continue }
      if !(0x300...0x36F).contains(value) { base = value }
      kept.append(value)
    }
    return kept
  }

  private static func isAccent(_ mark: UInt32, on base: UInt32) -> Bool {
    switch mark {
    case 0x300...0x36F:
      // й, ї and ў are letters of their own; ё is written е as often as not.
      let isCyrillic = (0x400...0x52F).contains(base)
      return !(isCyrillic && (mark == 0x306 || (mark == 0x308 && base != 0x435)))
    case 0x653...0x655: return base == 0x627
    default: return isDropped(mark)
    }
  }

  /// True if a scalar leaves no trace: Hebrew points, Arabic vowel signs and tatweel, marks around
  /// symbols, invisible format characters.
  static func isDropped(_ value: UInt32) -> Bool {
    switch value {
    case 0x591...0x5BD, 0x5BF, 0x5C1...0x5C2, 0x5C4...0x5C5, 0x5C7: true
    case 0x610...0x61C, 0x640, 0x64B...0x652, 0x656...0x65F, 0x670, 0x6D6...0x6DC, 0x6DF...0x6E4,
      0x6E7...0x6E8, 0x6EA...0x6ED:
      true
    case 0x1AB0...0x1AFF, 0x1DC0...0x1DFF, 0x20D0...0x20FF, 0xFE20...0xFE2F: true
    case 0xAD, 0x34F, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F, 0xFE00...0xFE0F, 0xFEFF,
      0xE0000...0xE0FFF:
      true
    default: false
    }
  }

  /// Letters that have no decomposition but are typed without their stroke, and typographic
  /// punctuation.
  private static func plainForm(_ value: UInt32) -> [UInt32] {
    switch value {
    case 0xE6: [0x61, 0x65]
    case 0x153: [0x6F, 0x65]
    case 0xFE: [0x74, 0x68]
    case 0xF8: [0x6F]
    case 0xF0, 0x111: [0x64]
    case 0x127: [0x68]
    case 0x131: [0x69]
    case 0x142: [0x6C]
    case 0x6CC: [0x64A]
    case 0x6A9: [0x643]
    case 0x2018, 0x2019, 0x201B, 0x2BC, 0x2032: [0x27]
    case 0x201C...0x201F, 0x2033: [0x22]
    case 0x2010...0x2015, 0x2212: [0x2D]
    default: [value]
    }
  }
}
