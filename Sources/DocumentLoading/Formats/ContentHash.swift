// A fingerprint tells a document, or an item of one, from its earlier form.

/// A hash of a document's bytes, eight at a time: the same on every run.
package enum ContentHash {
  package static func of(_ bytes: [UInt8]) -> Int64 {
    var hash = UInt64(bytes.count) ^ 0x9E37_79B9_7F4A_7C15
    bytes.withUnsafeBytes { buffer in
      var offset = 0
      while offset + 8 <= buffer.count {
        let word = buffer.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
        hash = mixed(hash, UInt64(littleEndian: word))
        offset += 8
      }
      var rest: UInt64 = 0
      for byte in buffer[offset...] { rest = rest << 8 | UInt64(byte) }
      hash = mixed(hash, rest)
    }
    return Int64(bitPattern: hash)
  }

  /// Folds the 128-bit product, as wyhash does.
  private static func mixed(_ hash: UInt64, _ word: UInt64) -> UInt64 {
    let product = (hash ^ word).multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
    return (product.high ^ product.low) &+ (hash &<< 1 | hash &>> 63)
  }
}
