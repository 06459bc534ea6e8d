// Old charsets become Unicode by ICU, which is part of the program.

private import CICU

/// Reads text in the charsets of old machines.
///
/// The C library's iconv is not used: its tables are modules of the machine, which a program that is
/// linked statically can load only beside the very C library that it was built with.
enum CharsetConverter {
  /// The text that the bytes mean in a charset of this name (as uchardet names them), with U+FFFD
  /// for what they cannot; `nil` if the name is unknown.
  static func decode(_ bytes: [UInt8], _ name: String) -> String? {
    if let table = SingleByteTable.named(name) { return table.decode(bytes) }
    guard !name.isEmpty, bytes.count <= Int(Int32.max) / 2,
      let charset = text_open_charset(name == "UHC" ? "windows-949" : name)
    else { return nil }
    defer { text_close_charset(charset) }
    // No byte becomes more than two units, and a torn sequence one more at the end.
    let capacity = bytes.count * 2 + 8
    var length: Int32 = -1
    var units = [UInt16](unsafeUninitializedCapacity: capacity) { target, count in
      length = bytes.withUnsafeBytes { source in
        text_convert(
          charset, source.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(source.count),
          target.baseAddress, Int32(capacity))
      }
      count = max(0, Int(length))
    }
    guard length >= 0 else { return nil }
    // The forms of Unicode have these characters, and U+FFFD for what cannot be read.
    if !name.hasPrefix("UTF-") { markUnread(&units, isISO: name.hasPrefix("ISO-")) }
    // Vietnamese marks its tones by characters of their own there.
    if name == "WINDOWS-1258" { units = composed(units) }
    return String(decoding: units, as: UTF16.self)
  }

  /// The canonical composition; what it makes longer, which no charset has, stays as it is.
  private static func composed(_ units: [UInt16]) -> [UInt16] {
    guard let form = text_nfc() else { return units }
    var length: Int32 = -1
    let composed = [UInt16](unsafeUninitializedCapacity: units.count + 8) { target, count in
      length = text_normalize(
        form, units, Int32(units.count), target.baseAddress, Int32(units.count + 8))
      count = max(0, Int(length))
    }
    return length >= 0 ? composed : units
  }

  /// ICU writes U+001A for a single byte that it cannot read, and the control characters U+0080–9F
  /// for those that a charset of Windows leaves free; only the standards of ISO have such.
  private static func markUnread(_ units: inout [UInt16], isISO: Bool) {
    for place in units.indices {
      let unit = units[place]
      if unit == 0x1A || !isISO && 0x80 <= unit && unit < 0xA0 { units[place] = 0xFFFD }
    }
  }
}

/// A charset of one byte a character that ICU does not have.
private struct SingleByteTable {
  /// The characters of the highest bytes, up to 0xFF.
  private let upper: [Unicode.Scalar]
  /// Those that stand in place of control characters.
  private let lower: [UInt8: Unicode.Scalar]

  private init(_ upper: String, lower: [UInt8: Unicode.Scalar] = [:]) {
    self.upper = Array(upper.unicodeScalars)
    self.lower = lower
  }

  static func named(_ name: String) -> SingleByteTable? {
    switch name {
    case "ISO-8859-16": iso16
    case "VISCII": viscii
    default: nil
    }
  }

  func decode(_ bytes: [UInt8]) -> String {
    var text = String.UnicodeScalarView()
    for byte in bytes {
      let place = Int(byte) - (256 - upper.count)
      text.append(place >= 0 ? upper[place] : lower[byte] ?? Unicode.Scalar(byte))
    }
    return String(text)
  }

  /// ISO/IEC 8859-16:2001, from 0xA0 on.
  private static let iso16 = SingleByteTable(
    """
    \u{A0}ĄąŁ€„Š§š©Ș«Ź\u{AD}źŻ°±ČłŽ”¶·žčș»ŒœŸż\
    ÀÁÂĂÄĆÆÇÈÉÊËÌÍÎÏĐŃÒÓÔŐÖŚŰÙÚÛÜĘȚß\
    àáâăäćæçèéêëìíîïđńòóôőöśűùúûüęțÿ
    """)

  /// RFC 1456.
  private static let viscii = SingleByteTable(
    """
    ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲ\
    Õắằặấầẩậẽẹếềểễệốồổỗ\
    ỠƠộờởịỰỨỪỬơớƯ\
    ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡư\
    àáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ
    """,
    lower: [2: "Ẳ", 5: "Ẵ", 6: "Ẫ", 0x14: "Ỷ", 0x19: "Ỹ", 0x1E: "Ỵ"])
}
