// A headline's key stays the same however the headline is set.

/// The key under which a headline is found again.
package enum HeadlineKey {
  /// The folded letters and digits of a headline without anything between them: two headlines that
  /// differ only in case, accents, punctuation, quotation marks, dashes and spaces have one key.
  ///
  ///     HeadlineKey.of("“Cease-fire” in Göteborg?") == HeadlineKey.of("CEASEFIRE IN GOTEBORG")
  ///
  /// A headline without letters or digits is its own folded text.
  package static func of(_ headline: String) -> String {
    if let key = ofASCII(headline) { return key }
    var folded = TextFolding.fold(headline)
    let key = folded.withUTF8 { bytes in
      var kept: [UInt8] = []
      kept.reserveCapacity(bytes.count)
      var reader = ScalarReader(bytes)
      while let value = reader.next() {
        let isKept =
          value < 0x80 ? value &- 0x30 < 10 || value &- 0x61 < 26 : ScalarClass.isWordScalar(value)
        if isKept { FoldedBytes.encode(value) { kept.append($0) } }
      }
      return String(decoding: kept, as: UTF8.self)
    }
    return key.isEmpty ? folded : key
  }

  /// The key of what is ASCII with letters or digits, made in one pass; else `nil`.
  private static func ofASCII(_ headline: String) -> String? {
    var headline = headline
    return headline.withUTF8 { bytes in
      guard bytes.allSatisfy({ $0 < 0x80 }) else { return nil }
      let key = String(unsafeUninitializedCapacity: bytes.count) { kept in
        var count = 0
        for byte in bytes {
          let isCapital = byte &- 0x41 < 26
          guard isCapital || byte &- 0x61 < 26 || byte &- 0x30 < 10 else { continue }
          kept[count] = isCapital ? byte | 0x20 : byte
          count += 1
        }
        return count
      }
      return key.isEmpty ? nil : key
    }
  }
}
