// Old charsets become Unicode by the C library's iconv.

private import CUchardet
import Glibc

enum CharsetConverter {
  /// The text that the bytes mean in a charset of this name (as uchardet names them), with U+FFFD
  /// for what they cannot; `nil` if iconv does not know the name.
  static func decode(_ bytes: [UInt8], _ name: String) -> String? {
    let converter = iconv_open("UTF-8", name)
    guard converter != iconv_t(bitPattern: -1) else { return nil }
    defer { iconv_close(converter) }
    var source = bytes
    var target: [UInt8] = []
    target.reserveCapacity(bytes.count * 2)
    source.withUnsafeMutableBytes { buffer in
      withUnsafeTemporaryAllocation(of: CChar.self, capacity: 1 << 13) { room in
        var conversion = Conversion(
          converter: converter, input: buffer.baseAddress?.assumingMemoryBound(to: CChar.self),
          left: buffer.count)
        while conversion.left > 0 { conversion.run(through: room, into: &target) }
      }
    }
    return String(decoding: target, as: UTF8.self)
  }

  private struct Conversion {
    let converter: iconv_t?
    var input: UnsafeMutablePointer<CChar>?
    var left: Int

    /// Converts what fits `room`; gives up one byte of a sequence that is broken or torn.
    mutating func run(through room: UnsafeMutableBufferPointer<CChar>, into target: inout [UInt8]) {
      var output = room.baseAddress
      var free = room.count
      let result = iconv(converter, &input, &left, &output, &free)
      let code = errno
      for place in 0..<(room.count - free) { target.append(UInt8(bitPattern: room[place])) }
      guard result == -1, code != E2BIG else { return }
      target += [0xEF, 0xBF, 0xBD]
      input = input?.advanced(by: 1)
      left -= 1
    }
  }
}
