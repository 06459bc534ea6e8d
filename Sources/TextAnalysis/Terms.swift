// Text becomes terms here and nowhere else, so that what is indexed and what is asked for agree.

/// The terms of text: folded words, pairs of ideographs, words of a dictionary.
package enum Terms {
  /// The longest term in bytes of UTF-8; what is longer is cut there.
  package static let longest = 128

  /// Gives the terms in order.
  ///
  ///     Terms.all(in: "Ukraine’s U.S. envoy met 1,200 people in 北京市")
  ///     // ["ukraine", "u.s", "envoy", "met", "1,200", "people", "in", "北京", "京市"]
  ///
  /// Words follow UAX #29 with these differences, made for finding: an apostrophe parts (`l'État` is
  /// `l`, `etat`) and an English `'s` is left out; a full stop joins single letters (`u.s`) and
  /// digits only; `+`, `++` and `#` belong to a single letter before them (`c⁺⁺` is no `c`). Han, kana
  /// and hangul are read by overlapping pairs; a lone one is a term, and so is one that touches a word,
  /// also over a single space: `2024年の` is `2024`, `年`, `年の`. Thai, Lao, Khmer and Burmese are read
  /// by ICU's dictionaries. Linear in the length of the text.
  package static func forEach(in text: String, _ body: (_ term: String) -> Void) {
    forEachPlaced(in: text) { term, _ in body(term) }
  }

  /// Gives the terms in order, with where they stand in the UTF-8 of the text. Pairs overlap.
  package static func forEachPlaced(
    in text: String, _ body: (_ term: String, _ bytes: Range<Int>) -> Void
  ) {
    var text = text
    text.withUTF8 { bytes in
      forEachFolded(in: bytes) { body(String(decoding: $0, as: UTF8.self), $1) }
    }
  }

  /// The same for UTF-8: the terms as bytes that are lent while `body` runs.
  package static func forEachFolded(
    in bytes: UnsafeBufferPointer<UInt8>,
    _ body: (_ term: UnsafeBufferPointer<UInt8>, _ bytes: Range<Int>) -> Void
  ) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: longest + 16) { buffer in
      var scanner = TermScanner(bytes: bytes, buffer: buffer)
      scanner.run(body)
    }
  }

  /// True if some of the text is written without spaces and parted with a dictionary: how depends
  /// on the sentence around it.
  package static func needsDictionary(_ text: String) -> Bool {
    text.unicodeScalars.contains { ScalarClass.of($0.value) == .dictionary }
  }

  /// True if a term is a single letter of a script that is read by pairs.
  package static func isLoneIdeograph(_ term: String) -> Bool {
    guard let first = term.unicodeScalars.first, term.unicodeScalars.count == 1 else {
      return false
    }
    return ScalarClass.of(first.value) == .pair
  }

  /// The terms in order.
  package static func all(in text: String) -> [String] {
    var terms: [String] = []
    forEach(in: text) { terms.append($0) }
    return terms
  }
}

/// Takes a term, lent while it runs, with where it stands.
private typealias TermBody = (UnsafeBufferPointer<UInt8>, Range<Int>) -> Void

/// Walks over UTF-8 once and gives terms.
private struct TermScanner {
  let bytes: UnsafeBufferPointer<UInt8>
  /// The word being read, folded.
  let buffer: UnsafeMutableBufferPointer<UInt8>
  var count = 0
  var index = 0
  /// True if an apostrophe parted this word from one just before it.
  var isAfterApostrophe = false
  /// Letters since the word's last full stop.
  var segment = 0
  /// The bytes of the last ideograph, folded, at the start of the buffer while a run of them goes on.
  var pair = 0
  var isPairGiven = false
  /// True if the last ideograph was given by itself.
  var isLoneGiven = false
  /// The end of the word before, if an ideograph would touch it over a single space.
  var touchable = -1
  /// The start and end of the word being read; of ideographs, the start of the last one.
  var start = 0
  var end = 0
  var words: DictionaryWords?

  init(bytes: UnsafeBufferPointer<UInt8>, buffer: UnsafeMutableBufferPointer<UInt8>) {
    self.bytes = bytes
    self.buffer = buffer
  }

  mutating func run(_ body: TermBody) {
    while index < bytes.count {
      let byte = bytes[index]
      if byte >= 0x80 {
        wide(body)
      } else {
        let letter = asciiForm(byte)
        if letter != 0 {
          if pair > 0 { endPairs(touchesWord: true, body) }
          if count == 0 { start = index }
          append(letter)
          segment += 1
          index += 1
          end = index
        } else {
          between(byte, body)
        }
      }
    }
    endPairs(touchesWord: false, body)
    flush(body)
  }

  @inline(__always)
  private mutating func append(_ byte: UInt8) {
    if count < Terms.longest {
      buffer[count] = byte
      count += 1
    }
  }

  /// An ASCII byte that is neither letter nor digit.
  @inline(__always)
  private mutating func between(_ byte: UInt8, _ body: TermBody) {
    if pair > 0 { endPairs(touchesWord: byte == 0x20 && isWordNext(index + 1), body) }
    if count > 0, byte == 0x2E || byte == 0x2C, joins(byte) {
      append(byte)
      segment = 0
    } else if count == 1, byte == 0x2B || byte == 0x23, let signs = signs() {
      for _ in 0..<signs { appendSign(byte) }
      index += signs
      end = index
      flush(body)
      return
    } else {
      let hadWord = count > 0
      flush(body)
      isAfterApostrophe = hadWord && (byte == 0x27 || byte == 0x60)
      if hadWord, byte == 0x20 { touchable = index + 1 }
    }
    index += 1
  }

  /// How many signs belong to the single letter before them: `C++`, `C#`, `A+`.
  private func signs() -> Int? {
    guard isLetter(buffer[0]), start == index - 1 else { return nil }
    let isPlus = bytes[index] == 0x2B
    let signs = isPlus && index + 1 < bytes.count && bytes[index + 1] == 0x2B ? 2 : 1
    guard index + signs < bytes.count else { return signs }
    let next = bytes[index + signs]
    return isWordNext(index + signs) || next == 0x2B || next == 0x23 ? nil : signs
  }

  /// Appends a sign as one that FTS5's tokenizer takes for a letter.
  private mutating func appendSign(_ byte: UInt8) {
    for part in (byte == 0x2B ? "\u{207A}" : "\u{266F}").utf8 { append(part) }
  }

  /// True if a letter or digit of a script that parts its words stands there.
  private func isWordNext(_ next: Int) -> Bool {
    guard next < bytes.count else { return false }
    if bytes[next] < 0x80 { return asciiForm(bytes[next]) != 0 }
    return ScalarClass.of(ScalarReader.decode(bytes, at: next).0) == .word
  }

  /// True if a full stop or a comma stands inside a number, or a full stop between single letters.
  private func joins(_ byte: UInt8) -> Bool {
    guard index + 1 < bytes.count else { return false }
    let last = buffer[count - 1]
    let next = bytes[index + 1]
    if isDigit(last) && isDigit(next) { return true }
    guard byte == 0x2E, segment == 1, isLetter(last), isLetter(next) else { return false }
    guard index + 2 < bytes.count else { return true }
    return bytes[index + 2] < 0x80 && asciiForm(bytes[index + 2]) == 0
  }

  private func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

  private func isLetter(_ byte: UInt8) -> Bool { asciiForm(byte) >= 0x61 }

  /// A scalar beyond ASCII.
  private mutating func wide(_ body: TermBody) {
    let (value, length) = ScalarReader.decode(bytes, at: index)
    let kind = ScalarClass.of(value)
    if kind == .pair { return addToPairs(value, length, body) }
    if kind == .dictionary { return dictionaryRun(body) }
    if kind == .word, !isMarkNext(index + length) {
      if pair > 0 { endPairs(touchesWord: true, body) }
      if let place = FoldTable.place(value) { return appendTabled(place, length) }
      if FoldedBytes.isIdentity(value) { return appendSame(length) }
    }
    switch kind {
    case .word:
      if pair > 0 { endPairs(touchesWord: true, body) }
      appendFolded()
    case .ignored: index += length
    default:
      index += length
      part(isApostrophe: kind == .apostrophe, body)
    }
  }

  @inline(__always)
  private mutating func appendTabled(_ place: Int, _ length: Int) {
    if count == 0 { start = index }
    index += length
    end = index
    segment += 1
    let form = FoldTable.shared.form(at: place)
    let size = Int(form >> 56)
    guard count + size <= Terms.longest else { return }
    var rest = form
    for _ in 0..<size {
      buffer[count] = UInt8(truncatingIfNeeded: rest)
      count += 1
      rest >>= 8
    }
  }

  /// Appends the bytes of a scalar that folds to itself.
  @inline(__always)
  private mutating func appendSame(_ length: Int) {
    if count == 0 { start = index }
    if count + length <= Terms.longest {
      for offset in 0..<length { buffer[count + offset] = bytes[index + offset] }
      count += length
    }
    index += length
    end = index
    segment += 1
  }

  private mutating func part(isApostrophe: Bool, _ body: TermBody) {
    endPairs(touchesWord: false, body)
    let hadWord = count > 0
    flush(body)
    isAfterApostrophe = isApostrophe && hadWord
  }

  @inline(__always)
  private func isMarkNext(_ next: Int) -> Bool {
    guard next < bytes.count, bytes[next] >= 0xCC else { return false }
    return FoldedBytes.joinsBase(ScalarReader.decode(bytes, at: next).0)
  }

  /// Folds the scalar at the index with its marks, and moves past them.
  private mutating func folded() -> [UInt8] {
    var reader = ScalarReader(UnsafeBufferPointer(rebasing: bytes[index...]))
    guard let value = reader.next() else { return [] }
    let marks = reader.takeMarks()
    index += reader.index
    var result: [UInt8] = []
    FoldedBytes.fold(value, marks: marks) { result.append($0) }
    return result
  }

  private mutating func appendFolded() {
    if count == 0 { start = index }
    let letters = folded()
    end = index
    if count + letters.count <= Terms.longest {
      for byte in letters { append(byte) }
    }
    segment += 1
  }

  @inline(__always)
  private mutating func addToPairs(
    _ value: UInt32, _ length: Int, _ body: TermBody
  ) {
    let touchesWord = count > 0 || touchable == index
    if count > 0 { flush(body) }
    isAfterApostrophe = false
    let place = index
    let first = pair
    var size = first
    if FoldedBytes.isIdentity(value), !isMarkNext(index + length) {
      for offset in 0..<length { buffer[size + offset] = bytes[index + offset] }
      size += length
      index += length
    } else {
      // A compatibility form may become several letters; no pair needs more of them than fit.
      for byte in folded() where size < buffer.count {
        buffer[size] = byte
        size += 1
      }
    }
    guard size > first else { return }
    end = index
    if first > 0 {
      let term = UnsafeBufferPointer(rebasing: buffer[0..<size])
      body(term, start..<end)
      isPairGiven = true
      isLoneGiven = false
      for offset in 0..<(size - first) { buffer[offset] = buffer[first + offset] }
    } else if touchesWord {
      body(UnsafeBufferPointer(rebasing: buffer[0..<size]), place..<end)
      isLoneGiven = true
    }
    start = place
    pair = size - first
  }

  /// Ends a run of ideographs; one that stood alone is a term, and the last one if a word follows.
  @inline(__always)
  private mutating func endPairs(touchesWord: Bool, _ body: TermBody) {
    guard pair > 0 else { return }
    if !isLoneGiven, touchesWord || !isPairGiven {
      let term = UnsafeBufferPointer(rebasing: buffer[0..<pair])
      body(term, start..<end)
    }
    pair = 0
    isPairGiven = false
    isLoneGiven = false
  }

  private mutating func dictionaryRun(_ body: TermBody) {
    endPairs(touchesWord: false, body)
    flush(body)
    isAfterApostrophe = false
    let start = index
    while index < bytes.count, bytes[index] >= 0xE0 {
      let (value, length) = ScalarReader.decode(bytes, at: index)
      guard ScalarClass.of(value) == .dictionary else { break }
      index += length
    }
    let run = String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<index]), as: UTF8.self)
    let dictionary = words ?? DictionaryWords()
    words = dictionary
    var place = start
    dictionary.forEach(in: run) { word in
      var cut = word
      let range = place..<place + word.utf8.count
      place = range.upperBound
      while cut.utf8.count > Terms.longest { cut = String(cut.unicodeScalars.dropLast(16)) }
      guard !cut.isEmpty else { return }
      var folded = TextFolding.fold(cut)
      folded.withUTF8 { body($0, range) }
    }
  }

  @inline(__always)
  private mutating func flush(_ body: TermBody) {
    guard count > 0 else { return }
    let isPossessive = isAfterApostrophe && count == 1 && buffer[0] == 0x73
    if !isPossessive {
      let word = UnsafeBufferPointer(rebasing: buffer[0..<count])
      body(word, start..<end)
    }
    count = 0
    segment = 0
    isAfterApostrophe = false
  }
}

/// The folded form of an ASCII letter or digit; 0 for all else.
@inline(__always)
private func asciiForm(_ byte: UInt8) -> UInt8 {
  let lower = byte | 0x20
  if lower &- 0x61 < 26 { return lower }
  return byte &- 0x30 < 10 ? byte : 0
}
