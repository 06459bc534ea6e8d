// The decoder under the fuzzer: bytes of any charset become text, those of a known one the right text.

#if DEBUG

@testable import DocumentLoading

extension FuzzTarget {
  /// `TextDecoder` on any bytes. The planted bug loses the end of UTF-16 that closes with `<`.
  static let decoding = FuzzTarget("decoding", longest: 4_096) { bytes, isPlanted in
    var text = TextDecoder.decode(bytes)
    if isPlanted, bytes.starts(with: [0xFE, 0xFF]), bytes.last == 0x3C {
      text = String(text.dropLast())
    }
    if text.unicodeScalars.count > bytes.count { return "more characters than bytes" }
    if let expected = expected(bytes), !text.unicodeScalars.elementsEqual(expected.unicodeScalars) {
      return "\(text.debugDescription) is not \(expected.debugDescription)"
    }
    return notMarked(String(decoding: bytes, as: UTF8.self))
  }

  /// The text as which bytes in a form of Unicode that says so have to be read.
  private static func expected(_ bytes: [UInt8]) -> String? {
    switch ByteOrder.of(bytes) {
    case .utf8: return String(decoding: bytes.dropFirst(3), as: UTF8.self)
    case .utf16Little: return utf16(bytes.dropFirst(2)) { UInt16($1) << 8 | UInt16($0) }
    case .utf16Big: return utf16(bytes.dropFirst(2)) { UInt16($0) << 8 | UInt16($1) }
    case .utf32Little, .utf32Big: return nil
    case nil: break
    }
    guard ByteOrder.guess(bytes) == nil, !bytes.contains(0x1B), !bytes.contains(0x7E) else {
      return nil
    }
    return String(validating: bytes, as: UTF8.self)
  }

  private static func utf16(
    _ bytes: ArraySlice<UInt8>, _ unit: (UInt8, UInt8) -> UInt16
  ) -> String {
    let bytes = Array(bytes)
    let units = stride(from: 0, to: bytes.count - 1, by: 2).map { unit(bytes[$0], bytes[$0 + 1]) }
    return String(decoding: units, as: UTF16.self)
  }

  /// Text written in UTF-16 and UTF-32 behind a mark is read as it was.
  private static func notMarked(_ text: String) -> String? {
    guard !text.unicodeScalars.contains("\0") else { return nil }
    let units = text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    let wide = text.unicodeScalars.flatMap { scalar in
      [0, 8, 16, 24].map { UInt8(truncatingIfNeeded: scalar.value >> $0) }
    }
    for (mark, body) in [([0xFE, 0xFF], units), ([0xFF, 0xFE, 0, 0], wide)] as [([UInt8], [UInt8])]
    {
      let read = TextDecoder.decode(mark + body)
      if !read.unicodeScalars.elementsEqual(text.unicodeScalars) {
        return "\(read.debugDescription) was \(text.debugDescription) behind a mark"
      }
    }
    return nil
  }
}

#endif
