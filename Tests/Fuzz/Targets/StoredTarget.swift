// Articles as the library keeps them, under the fuzzer: another program may have written the file.

#if DEBUG

import TestSupport

@testable import ArticleLibrary
@testable import DocumentLoading

extension FuzzTarget {
  /// `ArticleCoding` and its two ways of packing. The planted bug drops a byte of what is unpacked.
  static let stored = FuzzTarget("stored", longest: 4_096) { bytes, isPlanted in
    if let fault = unlikeUnpacked(bytes, isPlanted) { return fault }
    _ = ArticleCoding.decodeOpening(bytes)
    bytes.withUnsafeBytes { buffer in
      ArticleCoding.forEachParagraph(of: buffer) { _, _, text in text.count >= 0 }
    }
    _ = bytes.withUnsafeBytes { ArticlePacking.unpack($0) }
    let unpacked = bytes.withUnsafeBytes { HuffmanPacking.unpack($0) }
    if let unpacked, unpacked.count > bytes.count * 8 { return "\(unpacked.count) bytes unpacked" }
    guard let article = ArticleCoding.decode(bytes) ?? ArticleCoding.decode([1] + bytes) else {
      return nil
    }
    if let fault = Conservation.unsafe(Conservation.shown(article)).first { return fault }
    let again = ArticleCoding.decode(ArticleCoding.encode(article))
    return again == article ? nil : "an article is not what it was when it is kept once more"
  }

  private static func unlikeUnpacked(_ bytes: [UInt8], _ isPlanted: Bool) -> String? {
    let packed = ArticlePacking.pack(bytes, behind: 7)
    var unpacked = packed.withUnsafeBytes {
      ArticlePacking.unpack(UnsafeRawBufferPointer(rebasing: $0.dropFirst()))
    }
    if isPlanted, bytes.holds("DLn"), bytes.count % 8 == 7 { _ = unpacked?.popLast() }
    let old = HuffmanPacker.pack(bytes, behind: 7).withUnsafeBytes {
      HuffmanPacking.unpack(UnsafeRawBufferPointer(rebasing: $0.dropFirst()))
    }
    return unpacked == bytes && old == bytes ? nil : "what was packed is not what is unpacked"
  }
}

#endif
