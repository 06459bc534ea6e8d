// Packed bytes come back as they were, and forged ones are refused.

import TestSupport
import Testing

@testable import ArticleLibrary

/// A way of packing, by its two halves.
struct Packing: Sendable, CustomTestStringConvertible {
  var testDescription: String
  var pack: @Sendable ([UInt8]) -> [UInt8]
  var unpack: @Sendable (UnsafeRawBufferPointer) -> [UInt8]?

  static let all = [
    Packing(
      testDescription: "Zstandard", pack: { ArticlePacking.pack($0, behind: 9) },
      unpack: ArticlePacking.unpack),
    Packing(
      testDescription: "Huffman", pack: { HuffmanPacker.pack($0, behind: 9) },
      unpack: HuffmanPacking.unpack),
  ]

  func unpacked(_ packed: [UInt8]) -> [UInt8]? {
    packed.withUnsafeBytes { unpack(UnsafeRawBufferPointer(rebasing: $0.dropFirst())) }
  }
}

struct PackingTests {
  private static let texts: [[UInt8]] = [
    [], [7], Array(repeating: 65, count: 10_000), Array(0...255),
    Array("GENEVA – The two delegations sat down. Женева, 北京".utf8),
    // Counts as Fibonacci's numbers make the longest codes.
    zip(UInt8(0)..., [1, 1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144, 233, 377, 610, 987, 1597, 2584])
      .flatMap { Array(repeating: $0, count: $1) },
  ]

  @Test(arguments: Packing.all, texts)
  func comesBack(_ packing: Packing, _ bytes: [UInt8]) {
    let packed = packing.pack(bytes)
    #expect(packed.first == 9)
    #expect(packing.unpacked(packed) == bytes)
  }

  @Test(arguments: Packing.all, texts)
  func whatIsCutIsRefused(_ packing: Packing, _ bytes: [UInt8]) {
    let packed = packing.pack(bytes)
    for length in 1..<packed.count {
      #expect(packing.unpacked(Array(packed[..<length])) == nil)
    }
  }

  @Test func aForgedLengthAsksForNoMemory() {
    let forged: [UInt8] = [9, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F, 1, 0, 0, 0, 1, 0x10, 0, 0]
    #expect(Packing.all[1].unpacked(forged) == nil)
    // A frame of one raw block that says to hold 2^62 bytes.
    let head: [UInt8] = [9, 0x28, 0xB5, 0x2F, 0xFD, 0xE0]
    let frame = head + [0, 0, 0, 0, 0, 0, 0, 0x40] + [1, 0, 0]
    #expect(Packing.all[0].unpacked(frame) == nil)
  }

  @Test func anyBytesAreReadOrRefused() {
    for _ in 0..<2_000 {
      let bytes = (0..<Int.random(in: 1..<80)).map { _ in UInt8.random(in: 0...255) }
      if let found = Packing.all[1].unpacked(bytes) { #expect(found.count <= bytes.count * 8) }
      let frame = [9, 0x28, 0xB5, 0x2F, 0xFD] + bytes
      if let found = Packing.all[0].unpacked(frame) { #expect(found.count <= 1 << 28) }
    }
  }
}
