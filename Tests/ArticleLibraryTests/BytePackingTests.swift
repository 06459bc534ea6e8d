// Packed bytes come back as they were, and forged ones are refused.

import Testing

@testable import ArticleLibrary

struct BytePackingTests {
  private static let texts: [[UInt8]] = [
    [], [7], Array(repeating: 65, count: 10_000), Array(0...255),
    Array("GENEVA – The two delegations sat down. Женева, 北京".utf8),
    // Counts as Fibonacci's numbers make the longest codes.
    zip(UInt8(0)..., [1, 1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144, 233, 377, 610, 987, 1597, 2584])
      .flatMap { Array(repeating: $0, count: $1) },
  ]

  private func unpacked(_ packed: [UInt8]) -> [UInt8]? {
    packed.withUnsafeBytes { BytePacking.unpack(UnsafeRawBufferPointer(rebasing: $0.dropFirst())) }
  }

  @Test(arguments: texts)
  func comesBack(_ bytes: [UInt8]) {
    let packed = BytePacking.pack(bytes, behind: 9)
    #expect(packed.first == 9)
    #expect(unpacked(packed) == bytes)
  }

  @Test(arguments: texts)
  func whatIsCutIsRefused(_ bytes: [UInt8]) {
    let packed = BytePacking.pack(bytes, behind: 9)
    for length in 1..<packed.count { #expect(unpacked(Array(packed[..<length])) == nil) }
  }

  @Test func aForgedLengthAsksForNoMemory() {
    let forged: [UInt8] = [9, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F, 1, 0, 0, 0, 1, 0x10, 0, 0]
    #expect(unpacked(forged) == nil)
  }

  @Test func anyBytesAreReadOrRefused() {
    for _ in 0..<2_000 {
      let bytes = (0..<Int.random(in: 1..<80)).map { _ in UInt8.random(in: 0...255) }
      if let found = unpacked(bytes) { #expect(found.count <= bytes.count * 8) }
    }
  }
}
