// Texts in fewer bits, by Huffman codes that are made for each.

import ArticleModel

/// Packs bytes by how often each value occurs.
///
/// Of a text of some kilobytes little repeats: deflate makes it no more than a tenth smaller than this
/// does, and takes five times as long (measured on news of 3 KB with zlib 1.2.13, level 1), which
/// would be a sixth of all that a first sync does.
///
/// The length as LEB128; of the 256 values, in groups of 8, which groups have any and which of each
/// are there; of those a length of code each in half a byte; the codes, canonical (RFC 1951 §3.2.2),
/// the highest bit first.
enum BytePacking {
  /// The longest code in bits.
  private static let longest = 11

  /// The bytes packed, behind a first one.
  static func pack(_ bytes: [UInt8], behind first: UInt8) -> [UInt8] {
    let counts = counts(bytes)
    let lengths = lengths(counts)
    var head = [first]
    Varint.append(UInt64(bytes.count), to: &head)
    appendTable(lengths, to: &head)
    let bits = zip(counts, lengths).reduce(0) { $0 + Int($1.0) * Int($1.1) }
    return appendCodes(of: bytes, codes(lengths), bits: bits, to: head)
  }

  /// The bytes as they were, or `nil` of bytes that `pack` did not make. No byte is packed in less than a bit:
  /// so forged ones ask for no more than eight times their memory.
  static func unpack(_ packed: UnsafeRawBufferPointer) -> [UInt8]? {
    var offset = 0
    guard let count = Varint.read(packed, &offset, bits: 56).map(Int.init),
      let lengths = table(packed, &offset),
      let entries = entries(lengths), count >= 0, count / 8 <= packed.count - offset
    else { return nil }
    return unpack(UnsafeRawBufferPointer(rebasing: packed[offset...]), count, entries)
  }

  // MARK: Codes

  private static func counts(_ bytes: [UInt8]) -> [UInt32] {
    var counts = [UInt32](repeating: 0, count: 256)
    counts.withUnsafeMutableBufferPointer { counts in
      for byte in bytes { counts[Int(byte)] += 1 }
    }
    return counts
  }

  /// The lengths of the values' codes: Huffman's, of counts made more alike until none is too long.
  private static func lengths(_ counts: [UInt32]) -> [UInt8] {
    var sorted = counts.indices.filter { counts[$0] > 0 }.map {
      UInt64(counts[$0]) << 8 | UInt64($0)
    }
    var lengths = [UInt8](repeating: 0, count: 256)
    if sorted.count == 1 { lengths[Int(sorted[0] & 0xFF)] = 1 }
    guard sorted.count > 1 else { return lengths }
    sorted.sort()
    while true {
      let depths = depths(sorted.map { $0 >> 8 })
      if depths.allSatisfy({ $0 <= longest }) {
        for (leaf, depth) in zip(sorted, depths) { lengths[Int(leaf & 0xFF)] = UInt8(depth) }
        return lengths
      }
      sorted = sorted.map { (($0 >> 8 + 1) >> 1 + 1) << 8 | $0 & 0xFF }
    }
  }

  /// How deep each leaf lies in Huffman's tree of rising weights.
  private static func depths(_ weights: [UInt64]) -> [Int] {
    let count = weights.count
    var weights = weights
    weights.reserveCapacity(count * 2)
    var parents = [Int](repeating: 0, count: count * 2 - 1)
    var leaf = 0
    var node = count
    while weights.count < count * 2 - 1 {
      var sum: UInt64 = 0
      for _ in 0..<2 {
        let takesLeaf = leaf < count && (node >= weights.count || weights[leaf] <= weights[node])
        let place = takesLeaf ? leaf : node
        if takesLeaf { leaf += 1 } else { node += 1 }
        sum += weights[place]
        parents[place] = weights.count
      }
      weights.append(sum)
    }
    var depths = [Int](repeating: 0, count: count * 2 - 1)
    for place in (0..<count * 2 - 2).reversed() { depths[place] = depths[parents[place]] + 1 }
    return Array(depths[..<count])
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

  /// The canonical code of each value, with its length in the upper half.
  private static func codes(_ lengths: [UInt8]) -> [UInt32] {
    var codes = [UInt32](repeating: 0, count: 256)
    var next: UInt32 = 0
    var last = 0
    for leaf in ranked(lengths) {
      let length = leaf >> 8
      next <<= UInt32(length - last)
      last = length
      codes[leaf & 0xFF] = UInt32(length) << 16 | next
      next += 1
    }
    return codes
  }

  private static func appendCodes(
    of bytes: [UInt8], _ codes: [UInt32], bits total: Int, to head: [UInt8]
  ) -> [UInt8] {
    let count = head.count + (total + 7) / 8
    // Whole words are written, of which the last may reach beyond the end.
    return [UInt8](unsafeUninitializedCapacity: count + 4) { packed, made in
      made = count
      let target = UnsafeMutableRawBufferPointer(packed)
      target.copyBytes(from: head)
      var offset = head.count
      var bits: UInt64 = 0
      var held: UInt64 = 0
      codes.withUnsafeBufferPointer { codes in
        for byte in bytes {
          let code = codes[Int(byte)]
          let length = UInt64(code >> 16)
          bits = bits << length | UInt64(code & 0xFFFF)
          held += length
          guard held >= 32 else { continue }
          held -= 32
          let word = UInt32(truncatingIfNeeded: bits >> held).bigEndian
          target.storeBytes(of: word, toByteOffset: offset, as: UInt32.self)
          offset += 4
        }
      }
      guard held > 0 else { return }
      let rest = UInt32(truncatingIfNeeded: bits << (32 - held)).bigEndian
      target.storeBytes(of: rest, toByteOffset: offset, as: UInt32.self)
    }
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

  // MARK: What stands before the codes

  private static func appendTable(_ lengths: [UInt8], to packed: inout [UInt8]) {
    var groups = [UInt8](repeating: 0, count: 32)
    for value in lengths.indices where lengths[value] > 0 {
      groups[value / 8] |= 1 << UInt8(value % 8)
    }
    var present = [UInt8](repeating: 0, count: 4)
    for group in groups.indices where groups[group] != 0 {
      present[group / 8] |= 1 << UInt8(group % 8)
    }
    packed += present
    packed += groups.filter { $0 != 0 }
    let given = lengths.filter { $0 > 0 }
    for place in stride(from: 0, to: given.count, by: 2) {
      packed.append(given[place] << 4 | (place + 1 < given.count ? given[place + 1] : 0))
    }
  }

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
