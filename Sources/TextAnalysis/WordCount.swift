// The length of an article is counted as an editor counts it.

package import ArticleModel

extension Article {
  /// The number of words of the text itself: headline and related headlines are not counted.
  package var wordCount: Int {
    sections.reduce(0) { sum, section in
      guard section.kind != .related else { return sum }
      return section.blocks.reduce(sum) { $0 + Terms.wordCount(in: $1.text.string) }
    }
  }
}

extension Terms {
  /// The number of words: between spaces where a script writes them (`well-known` is one), each
  /// ideograph and kana by itself, and dictionary words of Thai, Lao, Khmer and Burmese.
  package static func wordCount(in text: String) -> Int {
    var text = text
    return text.withUTF8 { bytes in
      var counter = WordCounter(bytes: bytes)
      return counter.run()
    }
  }
}

private struct WordCounter {
  let bytes: UnsafeBufferPointer<UInt8>
  var index = 0
  var count = 0
  var isInWord = false
  var words: DictionaryWords?

  init(bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
  }

  mutating func run() -> Int {
    while index < bytes.count {
      let byte = bytes[index]
      if byte < 0x80 {
        if byte <= 0x20 {
          isInWord = false
        } else if !isInWord, byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26 {
          count += 1
          isInWord = true
        }
        index += 1
      } else {
        wide()
      }
    }
    return count
  }

  private mutating func wide() {
    let (value, length) = ScalarReader.decode(bytes, at: index)
    let kind = ScalarClass.of(value)
    switch kind {
    case .pair where !isHangul(value):
      // A mark of voicing or length belongs to the kana before it.
      if value != 0x3099 && value != 0x309A { count += 1 }
      isInWord = false
      index += length
    case .word, .pair:
      if !isInWord { count += 1 }
      isInWord = true
      index += length
    case .dictionary:
      dictionaryRun()
    case .separator, .ignored, .apostrophe:
      if isSpace(value) { isInWord = false }
      index += length
    }
  }

  private func isHangul(_ value: UInt32) -> Bool {
    (0xAC00...0xD7A3).contains(value) || (0x1100...0x11FF).contains(value)
  }

  private func isSpace(_ value: UInt32) -> Bool {
    value == 0xA0 || value == 0x3000 || (0x2000...0x200B).contains(value)
      || (0x3001...0x3002).contains(value)
  }

  private mutating func dictionaryRun() {
    let start = index
    while index < bytes.count, bytes[index] >= 0xE0 {
      let (value, length) = ScalarReader.decode(bytes, at: index)
      guard ScalarClass.of(value) == .dictionary else { break }
      index += length
    }
    let run = String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<index]), as: UTF8.self)
    let dictionary = words ?? DictionaryWords()
    words = dictionary
    dictionary.forEach(in: run) { _ in count += 1 }
    isInWord = false
  }
}
