// The folded form of the scalars that news is mostly written in, so that folding them is a look-up.

import Synchronization

/// Folded forms of U+0080–U+07FF and U+1E00–U+206F (Latin, Greek, Cyrillic, Armenian,
/// Hebrew, Arabic, the extended Latin and Greek, punctuation), of the punctuation of ideographs
/// (U+3000–U+303F) and of wide Latin letters (U+FF00–U+FF65).
struct FoldTable: @unchecked Sendable {
  // Guarded by being atomic: every entry; the array itself is made once and stays.
  static let shared = FoldTable()

  private static let ranges: [Range<UInt32>] = [
    0..<0x800, 0x1E00..<0x2070, 0x3000..<0x3040, 0xFF00..<0xFF66,
  ]
  /// Says that an entry was worked out. Folding all of them would take milliseconds, which the first
  /// search would wait for; a text has some dozens.
  private static let isKnown: UInt64 = 1 << 63

  /// Seven bytes of UTF-8 from the lowest byte up, with their number in the highest; 0 for what was
  /// not asked for yet.
  private let forms: UnsafeMutablePointer<Atomic<UInt64>>

  private init() {
    let count = Self.ranges.reduce(0) { $0 + $1.count }
    forms = .allocate(capacity: count)
    for place in 0..<count { (forms + place).initialize(to: Atomic(0)) }
  }

  private static func value(at place: Int) -> UInt32 {
    var rest = place
    for range in ranges {
      if rest < range.count { return range.lowerBound + UInt32(rest) }
      rest -= range.count
    }
    return 0
  }

  private static func pack(_ value: UInt32) -> UInt64 {
    var bytes: [UInt8] = []
    for folded in ClusterFolding.fold([value]) { FoldedBytes.encode(folded) { bytes.append($0) } }
    if bytes.count > 7 { FoldedBytes.encode(value) { bytes.append($0) } }
    var packed = UInt64(min(bytes.count, 7)) << 56
    for (place, byte) in bytes.prefix(7).enumerated() { packed |= UInt64(byte) << (place * 8) }
    return packed
  }

  /// The scalar's index in the table, or `nil` if it has none.
  @inline(__always)
  static func place(_ value: UInt32) -> Int? {
    if value < 0x800 { return Int(value) }
    if value < 0x1E00 { return nil }
    if value < 0x2070 { return Int(value) - 0x1E00 + 0x800 }
    if value &- 0x3000 < 0x40 { return Int(value) - 0x3000 + 0xA70 }
    return value &- 0xFF00 < 0x66 ? Int(value) - 0xFF00 + 0xAB0 : nil
  }

  /// The form of the scalar at a place: bytes and their number.
  @inline(__always)
  func form(at place: Int) -> UInt64 {
    let form = forms[place].load(ordering: .relaxed)
    return (form == 0 ? made(at: place) : form) & ~Self.isKnown
  }

  private func made(at place: Int) -> UInt64 {
    let form = Self.pack(Self.value(at: place)) | Self.isKnown
    forms[place].store(form, ordering: .relaxed)
    return form
  }
}

/// Writing scalars as UTF-8, and folding one with what follows it.
enum FoldedBytes {
  /// Gives the UTF-8 of a scalar byte by byte.
  @inline(__always)
  static func encode(_ value: UInt32, _ emit: (UInt8) -> Void) {
    switch value {
    case 0..<0x80:
      emit(UInt8(value))
    case 0x80..<0x800:
      emit(UInt8(0xC0 | value >> 6))
      emit(UInt8(0x80 | value & 0x3F))
    case 0x800..<0x10000:
      emit(UInt8(0xE0 | value >> 12))
      emit(UInt8(0x80 | value >> 6 & 0x3F))
      emit(UInt8(0x80 | value & 0x3F))
    default:
      emit(UInt8(0xF0 | value >> 18 & 7))
      emit(UInt8(0x80 | value >> 12 & 0x3F))
      emit(UInt8(0x80 | value >> 6 & 0x3F))
      emit(UInt8(0x80 | value & 0x3F))
    }
  }

  /// True if a scalar composes with the one before it, so that the two are folded together.
  @inline(__always)
  static func joinsBase(_ value: UInt32) -> Bool {
    guard value >= 0x300 else { return false }
    return value <= 0x36F || (0x653...0x655).contains(value) || (0x1160...0x11FF).contains(value)
      || (0x3099...0x309A).contains(value) || (0xFF9E...0xFF9F).contains(value)
  }

  /// True if a scalar of three bytes and more folds to itself: ideographs, kana, hangul, and the
  /// scripts of South and South-East Asia but for letters with a composed dot.
  @inline(__always)
  static func isIdentity(_ value: UInt32) -> Bool {
    switch value {
    case 0x4E00...0x9FFF, 0x3041...0x3096, 0x30A1...0x30FA, 0x30FC, 0xAC00...0xD7A3,
      0x3400...0x4DBF:
      true
    case 0x958...0x95F, 0x9DC...0x9DF, 0xA33...0xA5E, 0xB5C...0xB5D, 0xE33, 0xEB3,
      0xEDC...0xEDD, 0xF43...0xFB9:
      false
    case 0x900...0x109F, 0x1200...0x135A, 0x1780...0x17DD: true
    default: false
    }
  }

  /// Folds a base and the marks that join it, and gives the result byte by byte.
  @inline(__always)
  static func fold(_ value: UInt32, marks: [UInt32], _ emit: (UInt8) -> Void) {
    if marks.isEmpty {
      if value < 0x80 {
        emit(value >= 0x41 && value <= 0x5A ? UInt8(value | 0x20) : UInt8(value))
        return
      }
      if let place = FoldTable.place(value) {
        emitPacked(FoldTable.shared.form(at: place), emit)
        return
      }
      if isIdentity(value) {
        encode(value, emit)
        return
      }
      if ClusterFolding.isDropped(value) { return }
    }
    for folded in ClusterFolding.fold([value] + marks) { encode(folded, emit) }
  }

  @inline(__always)
  static func emitPacked(_ packed: UInt64, _ emit: (UInt8) -> Void) {
    var rest = packed
    for _ in 0..<(packed >> 56) {
      emit(UInt8(truncatingIfNeeded: rest))
      rest >>= 8
    }
  }
}
