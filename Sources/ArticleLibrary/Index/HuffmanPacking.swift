// Texts that earlier versions kept are read by the Huffman codes that were made for each.

import ArticleModel

/// Unpacks what versions before Zstandard packed by how often each value of a byte occurs.
///
/// The length as LEB128; of the 256 values, in groups of 8, which groups have any and which of each
/// are there; of those a length of code each in half a byte; the codes, canonical (RFC 1951 §3.2.2),
/// the highest bit first.
enum HuffmanPacking {
  /// The longest code in bits.
  private static let longest = 11

  /// The bytes as they were, or `nil` of bytes that were never packed. No byte is packed in less than a bit:
  /// so forged ones ask for no more than eight times their memory.
  static func unpack(_ packed: UnsafeRawBufferPointer) -> [UInt8]? {
    var offset = 0
    guard let count = Varint.read(packed, &offset, bits: 56).map(Int.init),
      let lengths = table(packed, &offset),
      let entries = entries(lengths), count >= 0, count / 8 <= packed.count - offset
    else { return nil }
    return unpack(UnsafeRawBufferPointer(rebasing: packed[offset...]), count, entries)
  }

  /// The values that have a code, those with the shortest first, each below its code's length.
  private static func ranked(_ lengths: [UInt8]) -> [Int] {
    // A counting sort: where those of each length begin.
    var places = [Int](repeating: 0, count: longest + 2)
    for length in lengths where length > 0 { places[Int(length) + 1] += 1 }
    for length in 1...longest { places[length + 1] += places[length] }
    var ranked = [Int](repeating: 0, count: places[longest + 1])
    for (value, length) in lengths.enumerated() where length > 0 {
      ranked[places[Int(length)]] = Int(length) << 8 | value
      places[Int(length)] += 1
    }
    return ranked
  }

  /// For each beginning of `longest` bits the value whose code it opens with, and above it the code's
  /// length, 0 for none; `nil` for lengths that are no code.
  private static func entries(_ lengths: [UInt8]) -> [UInt16]? {
    let ranked = ranked(lengths)
    let used = ranked.reduce(0) { $0 + 1 << (longest - ($1 >> 8)) }
    guard used <= 1 << longest else { return nil }
    return [UInt16](unsafeUninitializedCapacity: 1 << longest) { entries, made in
      for leaf in ranked {
        let end = made + 1 << (longest - (leaf >> 8))
        entries[made..<end].initialize(repeating: UInt16(leaf))
        made = end
      }
      entries[made...].initialize(repeating: 0)
      made = entries.count
    }
  }

  private static func unpack(
    _ packed: UnsafeRawBufferPointer, _ count: Int, _ entries: [UInt16]
  ) -> [UInt8]? {
    var isSound = true
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { bytes, made in
      entries.withUnsafeBufferPointer { entries in
        var reader = BitReader(packed)
        // Five of the longest codes fit in what a fill gives.
        while made + 5 <= count, reader.fill() {
          for place in made..<made + 5 {
            let entry = reader.next(entries)
            isSound = isSound && entry > 0
            bytes[place] = UInt8(truncatingIfNeeded: entry)
          }
          made += 5
        }
        while made < count, isSound {
          reader.fillUp()
          let entry = reader.next(entries)
          isSound = isSound && entry > 0 && reader.held >= 0
          bytes[made] = UInt8(truncatingIfNeeded: entry)
          made += 1
        }
      }
    }
    return isSound ? bytes : nil
  }

  /// Bits of bytes, the highest of each first.
  private struct BitReader {
    private let packed: UnsafeRawBufferPointer
    private var offset = 0
    /// Those that come next, from the highest on.
    private var bits: UInt64 = 0
    /// How many there are; less than none after a code that was not all there.
    private(set) var held = 0

    init(_ packed: UnsafeRawBufferPointer) {
      self.packed = packed
    }

    /// The entry of the code that comes next, which is read then.
    @inline(__always)
    mutating func next(_ entries: UnsafeBufferPointer<UInt16>) -> UInt16 {
      let entry = entries[Int(bits >> UInt64(64 - longest))]
      bits &<<= UInt64(entry >> 8)
      held -= Int(entry >> 8)
      return entry
    }

    /// Has 56 bits at least; says whether there were as many.
    mutating func fill() -> Bool {
      guard offset + 8 <= packed.count else { return false }
      bits |=
        UInt64(bigEndian: packed.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
        &>> UInt64(held)
      // Bits that did not fit whole are read once more.
      offset += (63 - held) >> 3
      held |= 56
      return true
    }

    /// Has as many as are left, up to 57.
    mutating func fillUp() {
      while held <= 56, offset < packed.count {
        // The bits below those that are held may be there already.
        bits |= UInt64(packed[offset]) &<< UInt64(56 - held)
        held += 8
        offset += 1
      }
    }
  }

  // MARK: The table before the codes

  private static func table(_ packed: UnsafeRawBufferPointer, _ offset: inout Int) -> [UInt8]? {
    guard offset + 4 <= packed.count else { return nil }
    let present = packed[offset..<offset + 4]
    offset += 4
    var values: [Int] = []
    for group in 0..<32 where present[present.startIndex + group / 8] >> UInt8(group % 8) & 1 == 1 {
      guard offset < packed.count else { return nil }
      for bit in 0..<8 where packed[offset] >> UInt8(bit) & 1 == 1 {
        values.append(group * 8 + bit)
      }
      offset += 1
    }
    guard offset + (values.count + 1) / 2 <= packed.count else { return nil }
    var lengths = [UInt8](repeating: 0, count: 256)
    for (place, value) in values.enumerated() {
      let pair = packed[offset + place / 2]
      lengths[value] = place % 2 == 0 ? pair >> 4 : pair & 0xF
      guard lengths[value] <= longest else { return nil }
    }
    offset += (values.count + 1) / 2
    return lengths
  }
}
