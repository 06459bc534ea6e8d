// The number that stands for a term wherever stories are compared, so that no word is stored twice.

/// A term's key: 24 bits of a stable hash of its UTF-8.
///
/// With 24 bits a term and its weight fit into 32, and a sorted list of a hundred keys into some
/// 260 bytes. Of a million different terms one in seventeen shares its key with another; that two
/// articles meet by such a chance adds one word of a hundred to what they have in common.
package enum TermKey {
  /// How many bits of a key count.
  package static let bits = 24
  /// The largest key.
  package static let mask: UInt32 = 1 << 24 - 1

  /// The key of a term.
  package static func of(_ term: String) -> UInt32 {
    key(hash(term))
  }

  /// A stable hash of a word, eight bytes at a time, of which a key is a part.
  @inline(__always)
  static func hash(_ word: String) -> UInt64 {
    word.utf8.withContiguousStorageIfAvailable(hash)
      ?? Array(word.utf8).withUnsafeBufferPointer(hash)
  }

  @inline(__always)
  private static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
    let raw = UnsafeRawBufferPointer(bytes)
    var hash = UInt64(bytes.count) ^ 0x9E37_79B9_7F4A_7C15
    var index = 0
    while index + 8 <= bytes.count {
      let word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: index, as: UInt64.self))
      hash = (hash ^ word) &* 0xA076_1D64_78BD_642F
      hash ^= hash >> 32
      index += 8
    }
    var rest: UInt64 = 0
    while index < bytes.count {
      rest = rest << 8 | UInt64(bytes[index])
      index += 1
    }
    return mixed(hash ^ rest)
  }

  /// Every bit of a number spread over all of them (MurmurHash3's finaliser).
  @inline(__always)
  static func mixed(_ value: UInt64) -> UInt64 {
    var mixed = (value ^ value >> 33) &* 0xff51_afd7_ed55_8ccd
    mixed = (mixed ^ mixed >> 33) &* 0xc4ce_b9fe_1a85_ec53
    return mixed ^ mixed >> 33
  }

  @inline(__always)
  static func key(_ hash: UInt64) -> UInt32 {
    UInt32(truncatingIfNeeded: hash >> 40)
  }
}
