// Case, accents and widths put aside, so that what a reader types finds what a paper wrote.

/// The folded form of text.
package enum TextFolding {
  /// The text without case, accents and width: `fold("Škoda ＡＢＣ Straße")` is `"skoda abc strasse"`.
  ///
  /// NFKC_Casefold and NFKD of the Unicode Standard (UAX #15), less the accents of Latin, Greek and
  /// Cyrillic letters, Hebrew points, Arabic vowel signs and tatweel; the result is composed (NFC).
  /// Signs that make another letter stay: `й`, `が`, the vowel signs of Indic scripts and of Thai.
  /// Letters with a stroke lose it (`ø`, `ł`), `æ` is `ae`; typographic quotation marks and dashes
  /// become `'`, `"` and `-`. Linear in the length of the text.
  package static func fold(_ text: String) -> String {
    var text = text
    return text.withUTF8 { bytes in
      if isFolded(bytes) { return nil }
      return foldBytes(bytes)
    } ?? text
  }

  /// True if all of it is ASCII without capitals.
  private static func isFolded(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    for byte in bytes where byte >= 0x80 || (byte >= 0x41 && byte <= 0x5A) { return false }
    return true
  }

  private static func foldBytes(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    var folded: [UInt8] = []
    folded.reserveCapacity(bytes.count + 16)
    var reader = ScalarReader(bytes)
    while let value = reader.next() {
      FoldedBytes.fold(value, marks: reader.takeMarks()) { folded.append($0) }
    }
    return String(decoding: folded, as: UTF8.self)
  }

  /// The scalars of a text folded one cluster at a time, with where in the text each comes from.
  static func foldWithPlaces(_ text: String) -> (scalars: [UInt32], places: [Range<Int>]) {
    var scalars: [UInt32] = []
    var places: [Range<Int>] = []
    var text = text
    text.withUTF8 { bytes in
      var reader = ScalarReader(bytes)
      var start = 0
      while let value = reader.next() {
        let marks = reader.takeMarks()
        let end = start + 1 + marks.count
        let folded = foldScalars(value, marks)
        if folded.isEmpty, let last = places.last {
          places[places.count - 1] = last.lowerBound..<end
        }
        for scalar in folded {
          scalars.append(scalar)
          places.append(start..<end)
        }
        start = end
      }
    }
    return (scalars, places)
  }

  private static func foldScalars(_ value: UInt32, _ marks: [UInt32]) -> [UInt32] {
    if marks.isEmpty {
      if value < 0x80 { return [(0x41...0x5A).contains(value) ? value | 0x20 : value] }
      if FoldedBytes.isIdentity(value) { return [value] }
    }
    var bytes: [UInt8] = []
    FoldedBytes.fold(value, marks: marks) { bytes.append($0) }
    return String(decoding: bytes, as: UTF8.self).unicodeScalars.map(\.value)
  }
}

/// Reads scalars from valid UTF-8.
struct ScalarReader {
  private let bytes: UnsafeBufferPointer<UInt8>
  /// The byte that is read next.
  private(set) var index = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
  }

  /// The next scalar, or `nil` at the end.
  @inline(__always)
  mutating func next() -> UInt32? {
    guard index < bytes.count else { return nil }
    let (value, length) = Self.decode(bytes, at: index)
    index += length
    return value
  }

  /// The scalars that join the one just read, at most 8: a tower of marks is no letter.
  @inline(__always)
  mutating func takeMarks() -> [UInt32] {
    guard index < bytes.count, bytes[index] >= 0xCC else { return [] }
    var marks: [UInt32] = []
    while index < bytes.count, marks.count < 8 {
      let (value, length) = Self.decode(bytes, at: index)
      guard FoldedBytes.joinsBase(value) else { break }
      marks.append(value)
      index += length
    }
    return marks
  }

  /// The scalar at a byte of valid UTF-8, and its length in bytes.
  @inline(__always)
  static func decode(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> (UInt32, Int) {
    let lead = UInt32(bytes[index])
    if lead < 0x80 { return (lead, 1) }
    let left = bytes.count - index
    if lead < 0xE0 {
      guard left >= 2 else { return (0xFFFD, left) }
      return ((lead & 0x1F) << 6 | UInt32(bytes[index + 1] & 0x3F), 2)
    }
    if lead < 0xF0 {
      guard left >= 3 else { return (0xFFFD, left) }
      let high = (lead & 0xF) << 12 | UInt32(bytes[index + 1] & 0x3F) << 6
      return (high | UInt32(bytes[index + 2] & 0x3F), 3)
    }
    guard left >= 4 else { return (0xFFFD, left) }
    let high = (lead & 7) << 18 | UInt32(bytes[index + 1] & 0x3F) << 12
    return (high | UInt32(bytes[index + 2] & 0x3F) << 6 | UInt32(bytes[index + 3] & 0x3F), 4)
  }
}
