// Bytes become text: byte order mark, UTF-8, a detector's guess, Windows-1252.

private import CUchardet

/// A byte order mark.
enum ByteOrder: Equatable {
  case utf8, utf16Little, utf16Big, utf32Little, utf32Big

  /// The mark that the bytes begin with, if any.
  static func of(_ bytes: [UInt8]) -> ByteOrder? {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return .utf8 }
    if bytes.starts(with: [0xFF, 0xFE, 0, 0]) { return .utf32Little }
    if bytes.starts(with: [0, 0, 0xFE, 0xFF]) { return .utf32Big }
    if bytes.starts(with: [0xFF, 0xFE]) { return .utf16Little }
    if bytes.starts(with: [0xFE, 0xFF]) { return .utf16Big }
    return nil
  }

  /// The order of UTF-16 without a mark: every other byte of its Latin letters and line ends is
  /// zero, always the same one of two.
  static func guess(_ bytes: [UInt8]) -> ByteOrder? {
    guard bytes.count >= 8, bytes.count % 2 == 0 else { return nil }
    var zeros = [0, 0]
    var index = 0
    for byte in bytes.prefix(4_096) {
      if byte == 0 { zeros[index & 1] += 1 }
      index += 1
    }
    guard let most = zeros.max(), most * 40 > index, (zeros.min() ?? 0) * 20 < most else {
      return nil
    }
    let order: ByteOrder = zeros[1] > zeros[0] ? .utf16Little : .utf16Big
    let text = TextDecoder.utf16(bytes[...].prefix(512), isLittle: order == .utf16Little)
    let broken = text.unicodeScalars.count { $0.value < 9 || $0 == "\u{FFFD}" }
    return broken * 50 < text.unicodeScalars.count ? order : nil
  }
}

enum TextDecoder {
  /// The text of a document. Never fails: what cannot be read becomes U+FFFD.
  static func decode(_ bytes: [UInt8]) -> String {
    let mark = ByteOrder.of(bytes)
    let skipped = mark == nil ? 0 : 2
    switch mark ?? ByteOrder.guess(bytes) {
    case .utf8: return String(decoding: bytes.dropFirst(3), as: UTF8.self)
    case .utf16Little: return utf16(bytes.dropFirst(skipped), isLittle: true)
    case .utf16Big: return utf16(bytes.dropFirst(skipped), isLittle: false)
    case .utf32Little, .utf32Big: return CharsetConverter.decode(bytes, "UTF-32") ?? ""
    case nil: return unmarked(bytes)
    }
  }

  private static func unmarked(_ bytes: [UInt8]) -> String {
    if !bytes.contains(0x1B), let text = String(validating: bytes, as: UTF8.self) { return text }
    let census = UTF8Census(bytes)
    if census.wide == 0 && census.broken == 0 {
      if census.hasShift, let text = detected(bytes, onlyShifted: true) { return text }
      return String(decoding: bytes, as: UTF8.self)
    }
    if census.isUTF8 { return String(decoding: bytes, as: UTF8.self) }
    // A handful of letters is too little for statistics: most such texts are Western.
    if census.broken < 4, census.broken * 50 < bytes.count { return western(bytes) }
    return detected(bytes, onlyShifted: false) ?? western(bytes)
  }

  private static func western(_ bytes: [UInt8]) -> String {
    CharsetConverter.decode(bytes, "windows-1252") ?? String(decoding: bytes, as: UTF8.self)
  }

  static func utf16(_ bytes: ArraySlice<UInt8>, isLittle: Bool) -> String {
    var units: [UInt16] = []
    units.reserveCapacity(bytes.count / 2)
    var index = bytes.startIndex
    while index + 1 < bytes.endIndex {
      let first = UInt16(bytes[index])
      let second = UInt16(bytes[index + 1])
      units.append(isLittle ? second << 8 | first : first << 8 | second)
      index += 2
    }
    return String(decoding: units, as: UTF16.self)
  }

  /// What uchardet takes the bytes for, read as that. `onlyShifted` accepts nothing but the 7-bit
  /// charsets that switch by escape sequences.
  private static func detected(_ bytes: [UInt8], onlyShifted: Bool) -> String? {
    guard let name = charsetName(bytes) else { return nil }
    if onlyShifted, !name.hasPrefix("ISO-2022") { return nil }
    if name == "UTF-8" || name == "ASCII" || name.isEmpty { return nil }
    return CharsetConverter.decode(bytes, name)
  }

  /// The detector reads at most this many bytes, from the first that is not ASCII on.
  private static let sample = 1 << 18

  private static func charsetName(_ bytes: [UInt8]) -> String? {
    guard let detector = uchardet_new() else { return nil }
    defer { uchardet_delete(detector) }
    let first = bytes.firstIndex { $0 >= 0x80 || $0 == 0x1B } ?? 0
    let start = max(0, first - 1_024)
    bytes[start...].prefix(sample).withUnsafeBytes { buffer in
      _ = uchardet_handle_data(
        detector, buffer.baseAddress?.assumingMemoryBound(to: CChar.self), buffer.count)
    }
    uchardet_data_end(detector)
    return uchardet_get_charset(detector).map { String(cString: $0) }
  }
}

/// How much of some bytes is UTF-8.
struct UTF8Census {
  /// Valid sequences of two bytes and more.
  private(set) var wide = 0
  /// Runs of bytes that belong to no valid sequence.
  private(set) var broken = 0
  /// Whether `ESC $` or `ESC (` occurs, as in ISO-2022.
  private(set) var hasShift = false

  init(_ bytes: [UInt8]) {
    bytes.withUnsafeBufferPointer { buffer in
      var index = 0
      var wasBroken = false
      while index < buffer.count {
        let byte = buffer[index]
        if byte < 0x80 {
          wasBroken = false
          if byte == 0x1B, index + 1 < buffer.count {
            hasShift = hasShift || buffer[index + 1] == 0x24
          }
          index += 1
          continue
        }
        let length = Self.length(buffer, at: index)
        if length > 0 { wide += 1 } else if !wasBroken { broken += 1 }
        wasBroken = length == 0
        index += max(1, length)
      }
    }
  }

  /// All valid, or so much of it that the rest is damage: four valid sequences to each broken place.
  var isUTF8: Bool { broken == 0 || wide >= broken * 4 }

  /// The length of the valid sequence at an index, or 0 (Unicode Standard, table 3-7).
  private static func length(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
    let lead = bytes[index]
    let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2
    guard lead >= 0xC2, lead <= 0xF4, index + length <= bytes.count else { return 0 }
    let second = bytes[index + 1]
    let lowest: UInt8 = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80
    let highest: UInt8 = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF
    guard second >= lowest, second <= highest else { return 0 }
    for place in 2..<max(2, length) where bytes[index + place] & 0xC0 != 0x80 { return 0 }
    return length
  }
}
