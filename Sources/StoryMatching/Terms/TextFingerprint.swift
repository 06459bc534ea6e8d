// Tells copies of a text from other texts about the same, by a few bytes that are kept of each.

import TextAnalysis

/// A text's fingerprint: for how much of it another text says the same, word for word.
///
/// The 3-word shingles of the text are parted into 64 bins by their hash and the least of each bin
/// is kept, as one byte of it: MinHash by one permutation (P. Li, A. Owen, C. Zhang, "One Permutation
/// Hashing", 2012), whose empty bins borrow from others (A. Shrivastava, "Optimal Densification for
/// Fast and Accurate Minwise Hashing", 2017). The share of equal bytes estimates the share of
/// shingles that two texts have in common.
package struct TextFingerprint: Hashable, Sendable {
  private let lanes: SIMD64<UInt8>

  static let bins = 64

  /// 64 bytes.
  package var bytes: [UInt8] { withUnsafeBytes(of: lanes, Array.init) }

  /// A fingerprint as it was stored; `nil` if it is none.
  package init?(_ bytes: UnsafeRawBufferPointer) {
    guard bytes.count == Self.bins else { return nil }
    lanes = bytes.loadUnaligned(as: SIMD64<UInt8>.self)
  }

  fileprivate init(_ byte: (_ bin: Int) -> UInt8) {
    var lanes = SIMD64<UInt8>.zero
    for bin in 0..<Self.bins { lanes[bin] = byte(bin) }
    self.lanes = lanes
  }

  /// An estimate of the shingles that two texts share, of those that either has: 0 to 1, within
  /// .13 of the truth for nineteen pairs of twenty.
  package func overlap(with other: TextFingerprint) -> Float {
    let equal = withUnsafeBytes(of: lanes) { left in
      withUnsafeBytes(of: other.lanes) { right in
        (0..<Self.bins).reduce(0) { $0 &+ (left[$1] == right[$1] ? 1 : 0) }
      }
    }
    // Of 256 pairs of different shingles one agrees in the byte that is kept.
    let share = (Float(equal) / Float(Self.bins) - 1 / 256) / (1 - 1 / 256)
    return max(0, share)
  }

  /// True if one text may be a copy or another edition of the other: `TextOverlap` says if it is.
  package func mayCopy(_ other: TextFingerprint?) -> Bool {
    other.map { overlap(with: $0) >= TextOverlap.copyShare } ?? false
  }
}

/// A text's identity: a hash of its words, and its fingerprint.
package struct TextIdentity: Hashable, Sendable {
  /// Of the words in their order, whatever their case, accents, punctuation and white space.
  package var wordHash: UInt64
  /// How many words it has.
  package var words: Int
  /// `nil` for a text that is too short.
  package var print: TextFingerprint?
}

/// Makes the identity of a text while its words stream by, as hashes. The headline is no part of it:
/// copies differ in it more often than not.
final class FingerprintMaker {
  /// A text of fewer words has no fingerprint: so little is the same by chance.
  private static let leastWords = 12

  private let least: UnsafeMutablePointer<UInt64>
  private var hash: UInt64 = 0
  private var words = 0
  private var last: UInt64 = 0
  private var beforeLast: UInt64 = 0

  init() {
    least = .allocate(capacity: TextFingerprint.bins)
    least.initialize(repeating: .max, count: TextFingerprint.bins)
  }

  deinit { least.deallocate() }

  func removeAll() {
    least.update(repeating: .max, count: TextFingerprint.bins)
    hash = 0
    words = 0
    last = 0
    beforeLast = 0
  }

  /// Adds a word.
  @inline(__always)
  func add(_ word: UInt64) {
    hash = (hash ^ word) &* 0x9E37_79B9_7F4A_7C15
    hash = hash << 29 | hash >> 35
    words += 1
    if words >= 3 {
      let shingle = Shingle.hash(beforeLast, last, word)
      let bin = Int(shingle >> 58)
      if shingle < least[bin] { least[bin] = shingle }
    }
    beforeLast = last
    last = word
  }

  /// The identity of what was added.
  func finish() -> TextIdentity {
    let print = words >= Self.leastWords ? TextFingerprint(byte(of:)) : nil
    return TextIdentity(wordHash: TermKey.mixed(hash), words: words, print: print)
  }

  /// A byte of a bin; an empty one takes that of the first filled one among those that its number
  /// leads to, the same for every text.
  private func byte(of bin: Int) -> UInt8 {
    var at = bin
    var attempt: UInt64 = 1
    while least[at] == .max {
      at = Int(TermKey.mixed(UInt64(bin) << 32 | attempt) >> 58)
      attempt += 1
    }
    // The bits that say nothing of the bin nor, where it is a small one, of being the least.
    return UInt8(truncatingIfNeeded: least[at])
  }
}

/// Three words in a row.
enum Shingle {
  @inline(__always)
  static func hash(_ one: UInt64, _ two: UInt64, _ three: UInt64) -> UInt64 {
    var hash = one &* 0x9E37_79B9_7F4A_7C15
    hash = (hash << 23 | hash >> 41) ^ two
    hash = hash &* 0xC2B2_AE3D_27D4_EB4F
    hash = (hash << 23 | hash >> 41) ^ three
    return TermKey.mixed(hash)
  }

  /// The hashes of all shingles of a text, in order.
  static func all(in text: String) -> [UInt64] {
    var words: [UInt64] = []
    Terms.forEach(in: text) { words.append(TermKey.hash($0)) }
    guard words.count >= 3 else { return [] }
    return (2..<words.count).map { hash(words[$0 - 2], words[$0 - 1], words[$0]) }
  }
}

/// How much of two texts is the same, word for word, by looking at all of both.
package enum TextOverlap {
  /// From so much overlap on, a text is a copy or another edition of the other.
  package static let copyShare: Float = 0.5

  /// The different shingles that two texts share, of those that either has: 0 to 1.
  package static func of(_ left: some Sequence<String>, _ right: some Sequence<String>) -> Float {
    let left = Set(left.flatMap(Shingle.all))
    let right = Set(right.flatMap(Shingle.all))
    let shared = left.intersection(right).count
    let total = left.count + right.count - shared
    return total == 0 ? 0 : Float(shared) / Float(total)
  }
}
