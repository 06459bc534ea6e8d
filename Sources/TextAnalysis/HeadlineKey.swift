// What stays the same of a headline however it is set.

/// The key under which a headline is found again.
package enum HeadlineKey {
  /// The folded letters and digits of a headline without anything between them: two headlines that
  /// differ only in case, accents, punctuation, quotation marks, dashes and spaces have one key.
  ///
  ///     HeadlineKey.of("“Cease-fire” in Göteborg?") == HeadlineKey.of("CEASEFIRE IN GOTEBORG")
  ///
  /// A headline without letters or digits is its own folded text.
  package static func of(_ headline: String) -> String {
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
}
