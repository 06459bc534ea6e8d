// The words of a search are found in a text, to be marked.

extension SearchQuery {
  /// The places of its words in a text, in scalars, in order and not overlapping: their other forms too,
  /// and what begins with a word that may go on.
  ///
  /// - Parameters:
  ///   - text: one paragraph or headline.
  ///   - language: that of the text; `nil` where it is not known and to be told from the text.
  /// - Returns: the ranges; phrases are one range each.
  package func hits(in text: String, language: Language? = nil) -> [Range<Int>] {
    QueryMatcher(self, language: language).hits(in: text)
  }
}

/// A query made ready to be looked for in many texts.
///
/// For one thread: it remembers stems.
package final class QueryMatcher {
  private let clauses: [SearchQuery.Clause]
  private let stemmer = Stemmer()
  private var forms: [Language?: QueryForms] = [:]
  private let language: Language?
  private let fallback: Language?

  /// - Parameters:
  ///   - query: what is looked for; its limits are left aside.
  ///   - field: what is looked for in this part alone counts, too.
  ///   - language: that of all texts; `nil` where each is to be told from its own words.
  ///   - fallback: that of a text too short to tell.
  package init(
    _ query: SearchQuery, field: SearchQuery.Field? = nil, language: Language? = nil,
    fallback: Language? = nil
  ) {
    clauses = query.clauses.filter { $0.field == nil || $0.field == field }
    self.language = language
    self.fallback = fallback
  }

  /// See `SearchQuery.hits(in:language:)`.
  package func hits(in text: String) -> [Range<Int>] {
    var text = text
    return text.withUTF8 { bytes in
      Self.scalars(found(in: bytes, language ?? Self.detect(bytes) ?? fallback).ranges, in: bytes)
    }
  }

  /// The hits in a text of a known language (`nil` for one without a stemmer), in bytes of its UTF-8,
  /// in order and not overlapping; and how many of the clauses have one.
  package func found(
    in text: UnsafeBufferPointer<UInt8>, _ language: Language?
  ) -> (ranges: [Range<Int>], clauses: Int) {
    var run = MatchRun(forms: forms(in: language), stemmer: stemmer)
    var words = JoinedWords()
    Terms.forEachFolded(in: text) { term, place in
      words.take(term, place, in: text) { run.takeJoined($0, $1) }
      run.take(term, place)
    }
    words.finish { run.takeJoined($0, $1) }
    return (run.ranges.count > 1 ? Self.merged(run.ranges) : run.ranges, run.clauseCount)
  }

  private func forms(in language: Language?) -> QueryForms {
    if let known = forms[language] { return known }
    let made = QueryForms(clauses, language, stemmer)
    forms[language] = made
    return made
  }

  private static func detect(_ text: UnsafeBufferPointer<UInt8>) -> Language? {
    var terms: [String] = []
    Terms.forEachFolded(in: text) { term, _ in terms.append(String(decoding: term, as: UTF8.self)) }
    return Language.detect(in: terms)
  }

  private static func merged(_ ranges: [Range<Int>]) -> [Range<Int>] {
    var merged: [Range<Int>] = []
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = merged.last, range.lowerBound < last.upperBound {
        merged[merged.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
      } else {
        merged.append(range)
      }
    }
    return merged
  }

  /// Ranges of UTF-8 as ranges of scalars; they are in order.
  package static func scalars(
    _ ranges: [Range<Int>], in text: UnsafeBufferPointer<UInt8>
  ) -> [Range<Int>] {
    guard !ranges.isEmpty else { return [] }
    var places: [Int] = []
    let wanted = ranges.flatMap { [$0.lowerBound, $0.upperBound] }
    var scalar = 0
    var next = 0
    for (offset, byte) in text.enumerated() {
      guard next < wanted.count else { break }
      while next < wanted.count, wanted[next] == offset {
        places.append(scalar)
        next += 1
      }
      // Counts each scalar at its last byte, so that the boundary after it is one more.
      if byte < 0x80 || byte >= 0xC0 { scalar += 1 }
    }
    while places.count < wanted.count { places.append(scalar) }
    return stride(from: 0, to: places.count, by: 2).map { places[$0]..<places[$0 + 1] }
  }
}

/// A query's words in one language, as bytes.
private struct QueryForms {
  struct Word {
    var bytes: [UInt8]
    /// `nil` where the language has no stemmer.
    var stem: String?
    var firstOfStem: UInt8
    var isOpen: Bool
  }

  let language: Language?
  /// Each way to write a clause, and which clause it is of.
  let clauses: [[Word]]
  let numbers: [Int]
  /// True if a word or a stem that a clause begins with begins with this byte: most terms are none
  /// of any clause, and are passed over by this alone.
  private(set) var isFirst = [Bool](repeating: false, count: 256)

  init(_ clauses: [SearchQuery.Clause], _ language: Language?, _ stemmer: Stemmer) {
    self.language = language
    let written = clauses.enumerated().flatMap { number, clause in
      ([clause.words] + clause.alternatives).map { (number, $0, clause.isPrefix) }
    }
    numbers = written.map(\.0)
    self.clauses = written.map { _, words, isPrefix in
      words.enumerated().map { place, word in
        let stem = stemmer.term(for: word, in: language)
        return Word(
          bytes: Array(word.utf8), stem: language == nil ? nil : stem,
          firstOfStem: stem.utf8.first ?? 0, isOpen: isPrefix && place == words.count - 1)
      }
    }
    for word in self.clauses.compactMap(\.first) {
      isFirst[Int(word.bytes.first ?? 0)] = true
      isFirst[Int(word.firstOfStem)] = true
    }
  }
}

/// The terms of one text, looked at one after the other.
private struct MatchRun {
  let forms: QueryForms
  let stemmer: Stemmer
  private(set) var ranges: [Range<Int>] = []
  private var isHit: UInt64 = 0
  /// Phrases of which the first words are there.
  private var begun: [(clause: Int, next: Int, start: Int)] = []

  init(forms: QueryForms, stemmer: Stemmer) {
    self.forms = forms
    self.stemmer = stemmer
  }

  /// How many clauses were met, of the first 64.
  var clauseCount: Int { isHit.nonzeroBitCount }

  mutating func take(_ term: UnsafeBufferPointer<UInt8>, _ place: Range<Int>) {
    guard !begun.isEmpty || forms.isFirst[Int(term.first ?? 0)] else { return }
    if !begun.isEmpty {
      let waiting = begun
      begun = []
      for phrase in waiting { step(phrase.clause, phrase.next, phrase.start, term, place) }
    }
    for clause in forms.clauses.indices { step(clause, 0, place.lowerBound, term, place) }
  }

  /// Goes on in a clause if the term is its next word.
  private mutating func step(
    _ clause: Int, _ next: Int, _ start: Int, _ term: UnsafeBufferPointer<UInt8>,
    _ place: Range<Int>
  ) {
    let words = forms.clauses[clause]
    guard next < words.count, matches(term, words[next]) else { return }
    if next + 1 < words.count {
      begun.append((clause, next + 1, start))
    } else {
      hit(clause, start..<place.upperBound)
    }
  }

  /// A word that the text has in parts: it begins and goes on in no phrase.
  mutating func takeJoined(_ word: UnsafeBufferPointer<UInt8>, _ place: Range<Int>) {
    guard forms.isFirst[Int(word.first ?? 0)] else { return }
    for clause in forms.clauses.indices where forms.clauses[clause].count == 1 {
      if matches(word, forms.clauses[clause][0]) { hit(clause, place) }
    }
  }

  private mutating func hit(_ clause: Int, _ range: Range<Int>) {
    ranges.append(range)
    let number = forms.numbers[clause]
    if number < 64 { isHit |= 1 << UInt64(number) }
  }

  private func matches(_ term: UnsafeBufferPointer<UInt8>, _ word: QueryForms.Word) -> Bool {
    // Other forms begin alike: most words need no stem to be passed over.
    guard let first = term.first, first == word.bytes.first || first == word.firstOfStem else {
      return false
    }
    if term.count >= word.bytes.count, word.isOpen || term.count == word.bytes.count,
      term.starts(with: word.bytes)
    {
      return true
    }
    guard let stem = word.stem else { return false }
    return stemmer.term(for: String(decoding: term, as: UTF8.self), in: forms.language) == stem
  }
}
