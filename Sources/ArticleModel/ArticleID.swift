// The short name of an article, the same after a rebuild, an edit or a move.

/// An article's identifier: 40 bits, written as eight letters and digits (Crockford's base 32, in
/// lower case: no i, l, o, u).
///
///     ArticleID(text: "k3v9q2m7")?.text  // "k3v9q2m7"
package struct ArticleID: Hashable, Sendable {
  /// The 40 bits, never negative: a row's key in both database files.
  package let rawValue: Int64

  /// How many identifiers there are.
  package static let count: Int64 = 1 << 40

  /// An identifier of the low 40 bits of `rawValue`.
  package init(rawValue: Int64) {
    self.rawValue = rawValue & (Self.count - 1)
  }

  /// Reads eight letters and digits, or gives `nil`.
  package init?(text: some StringProtocol) {
    guard text.utf8.count == 8 else { return nil }
    var value: Int64 = 0
    for byte in text.utf8 {
      guard let digit = Self.alphabet.firstIndex(of: byte) else { return nil }
      value = value << 5 | Int64(digit)
    }
    rawValue = value
  }

  /// Eight letters and digits.
  package var text: String {
    var letters: [UInt8] = []
    for place in (0..<8).reversed() {
      letters.append(Self.alphabet[Int(rawValue >> Int64(place * 5) & 31)])
    }
    return String(decoding: letters, as: UTF8.self)
  }

  private static let alphabet = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)
}

extension ArticleID: Comparable {
  package static func < (left: ArticleID, right: ArticleID) -> Bool {
    left.rawValue < right.rawValue
  }
}

/// A stable 64-bit hash (FNV-1a), for identifiers and block hashes: the same on every run and
/// machine, unlike `Hasher`. Not for anything that an enemy must not forge.
package struct StableHash: Sendable {
  /// The hash of what was added so far.
  package private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

  package init() {}

  /// Adds bytes.
  package mutating func add(_ bytes: some Sequence<UInt8>) {
    for byte in bytes {
      value = (value ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
    }
  }

  /// The hash of one text, with its high bits mixed down.
  package static func of(_ text: String) -> UInt64 {
    var hash = StableHash()
    hash.add(text.utf8)
    return hash.mixed
  }

  /// The value after a final avalanche (MurmurHash3's finaliser), so that every bit counts.
  package var mixed: UInt64 {
    var mixed = value
    mixed = (mixed ^ mixed >> 33) &* 0xff51_afd7_ed55_8ccd
    mixed = (mixed ^ mixed >> 33) &* 0xc4ce_b9fe_1a85_ec53
    return mixed ^ mixed >> 33
  }
}
