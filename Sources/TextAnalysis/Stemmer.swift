// Words brought to their stems, so that one form finds the others.

private import CSnowball

/// The stemmers of Snowball, one for each language, made when first needed.
///
/// For one thread: a stemmer writes into a buffer of its own. Each stem is remembered, as
/// few words make up most of any text.
package final class Stemmer {
  private var stemmers: [Language: OpaquePointer] = [:]
  private var caches: [Language: Cache] = [:]
  /// The cache that was used last: one text is in one language.
  private var last: Cache?

  /// Stems that are known of one language.
  private final class Cache {
    let language: Language
    var stems: [String: String] = [:]
    init(_ language: Language) { self.language = language }
  }

  /// Words remembered for each language at most.
  private static let remembered = 20_000

  package init() {}

  deinit {
    for stemmer in stemmers.values { sb_stemmer_delete(stemmer) }
  }

  /// The term under which a word stands in the index of a text in that language: its stem, or the
  /// word itself where there is no stemmer. The word is folded, as `Terms` gives it.
  package func term(for word: String, in language: Language?) -> String {
    guard let language else { return word }
    let cache = cache(of: language)
    if let stem = cache.stems[word] { return stem }
    let stem = stem(word, language)
    if cache.stems.count >= Self.remembered { cache.stems = [:] }
    cache.stems[word] = stem
    return stem
  }

  private func cache(of language: Language) -> Cache {
    if let last, last.language == language { return last }
    let cache = caches[language] ?? Cache(language)
    caches[language] = cache
    last = cache
    return cache
  }

  /// The terms under which a word may stand, whatever language a text is in, without repetitions:
  /// itself first.
  package func terms(for word: String, in languages: some Sequence<Language>) -> [String] {
    var terms = [word]
    for language in languages {
      let term = term(for: word, in: language)
      if !terms.contains(term) { terms.append(term) }
    }
    return terms
  }

  private func stem(_ word: String, _ language: Language) -> String {
    guard let stemmer = stemmer(for: language) else { return word }
    var word = word
    let stem = word.withUTF8 { bytes -> String? in
      guard bytes.count > 2,
        let result = sb_stemmer_stem(stemmer, bytes.baseAddress, Int32(bytes.count))
      else { return nil }
      let length = Int(sb_stemmer_length(stemmer))
      guard length > 0 else { return nil }
      return String(decoding: UnsafeBufferPointer(start: result, count: length), as: UTF8.self)
    }
    return stem ?? word
  }

  private func stemmer(for language: Language) -> OpaquePointer? {
    if let made = stemmers[language] { return made }
    guard let made = sb_stemmer_new(language.rawValue, "UTF_8") else { return nil }
    stemmers[language] = made
    return made
  }
}
