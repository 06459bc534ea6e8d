// Numbers in as few bytes as they need, seven bits a byte (LEB128).

/// Writes and reads such numbers: what the library keeps of articles and of stories is made of them.
package enum Varint {
  /// Adds a number to bytes, the lowest seven bits first.
  @inlinable
  package static func append(_ number: UInt64, to bytes: inout [UInt8]) {
    var rest = number
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }

  /// The number at `offset`, which is moved on behind it; `nil` where it does not end within `bytes`
  /// or within `bits`.
  @inlinable
  package static func read(
    _ bytes: UnsafeRawBufferPointer, _ offset: inout Int, bits: UInt64 = 63
  ) -> UInt64? {
    var number: UInt64 = 0
    var shift: UInt64 = 0
    while offset < bytes.count, shift < bits {
      let byte = bytes[offset]
      offset += 1
      number |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return number }
      shift += 7
    }
    return nil
  }
}
