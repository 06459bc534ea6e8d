// Packs bytes as versions before Zstandard did, so that reading them stays tested.

import ArticleModel

/// The other half of the library's `HuffmanPacking`.
package enum HuffmanPacker {
  /// The longest code in bits.
  private static let longest = 11

  /// The bytes packed, behind a first one.
  package static func pack(_ bytes: [UInt8], behind first: UInt8) -> [UInt8] {
    let counts = counts(bytes)
    let lengths = lengths(counts)
    var head = [first]
    Varint.append(UInt64(bytes.count), to: &head)
    appendTable(lengths, to: &head)
    let bits = zip(counts, lengths).reduce(0) { $0 + Int($1.0) * Int($1.1) }
    return appendCodes(of: bytes, codes(lengths), bits: bits, to: head)
  }

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
}
