// Words as numbers, so that counting the words of an article makes no string of any of them.

import Synchronization
import TextAnalysis

/// The words that one thread met, each with a number.
///
/// The thread that loads articles gives the numbers; the one that writes asks, now and then, for the
/// words of those that it counted.
final class WordTable: Sendable {
  private let numbers = Mutex(WordNumbers())

  /// Words after which another table is begun: a few megabytes.
  private static let limit = 100_000

  var isFull: Bool { numbers.withLock { $0.count >= Self.limit } }

  /// Lets one article's words be numbered.
  func withNumbers<Result>(_ body: (inout WordNumbers) -> Result) -> Result {
    numbers.withLock { numbers in
      // Taken out, so that what the lock guards is not copied when it is changed.
      var taken = WordNumbers(capacity: 0)
      swap(&taken, &numbers)
      defer { swap(&taken, &numbers) }
      return body(&taken)
    }
  }

  /// Gives every number with its word, made when asked for.
  func forEach(_ body: (_ number: Int, _ word: () -> String) -> Void) {
    numbers.withLock { numbers in
      for number in 0..<numbers.count { body(number) { numbers.word(number) } }
    }
  }
}

/// A table of words by their bytes, with open addressing.
struct WordNumbers {
  /// What is known of a word: together, as it lies in one line of the processor's cache.
  private struct Word {
    var hash: UInt32
    var start: UInt32
    var length: UInt32
    /// The article in which it was met last.
    var article: UInt32
    /// What it says about a text's language: see `Language.marks(of:)`.
    var marks: UInt32
  }

  private var words: [Word] = []
  private var article: UInt32 = 0
  private var bytes: [UInt8] = []
  /// Numbers plus one, 0 for none; a power of two of them, at most half in use.
  private var slots: [UInt32]
  /// No document can be written to be slow with a seed that it cannot know.
  private let seed = UInt64.random(in: .min ... .max)

  init(capacity: Int = 1 << 14) {
    slots = [UInt32](repeating: 0, count: capacity)
  }

  var count: Int { words.count }

  mutating func beginArticle() { article &+= 1 }

  func marks(_ number: Int) -> UInt32 { words[number].marks }

  /// A word's number, and whether the article had it not yet.
  mutating func take(_ word: UnsafeBufferPointer<UInt8>) -> (number: Int, isNew: Bool) {
    let hash = hash(word)
    var place = Int(hash) & (slots.count - 1)
    while slots[place] != 0 {
      let number = Int(slots[place] - 1)
      let known = words[number]
      if known.hash == hash, isWord(known, word) {
        if known.article == article { return (number, false) }
        words[number].article = article
        return (number, true)
      }
      place = (place + 1) & (slots.count - 1)
    }
    slots[place] = UInt32(words.count + 1)
    return (add(word, hash), true)
  }

  func word(_ number: Int) -> String {
    let word = words[number]
    return String(decoding: bytes[Int(word.start)..<Int(word.start + word.length)], as: UTF8.self)
  }

  private mutating func add(_ word: UnsafeBufferPointer<UInt8>, _ hash: UInt32) -> Int {
    words.append(
      Word(
        hash: hash, start: UInt32(bytes.count), length: UInt32(word.count), article: article,
        marks: Language.marks(of: String(decoding: word, as: UTF8.self))))
    bytes.append(contentsOf: word)
    if words.count * 2 > slots.count { grow() }
    return words.count - 1
  }

  private mutating func grow() {
    slots = [UInt32](repeating: 0, count: slots.count * 2)
    for (number, word) in words.enumerated() {
      var place = Int(word.hash) & (slots.count - 1)
      while slots[place] != 0 { place = (place + 1) & (slots.count - 1) }
      slots[place] = UInt32(number + 1)
    }
  }

  @inline(__always)
  private func isWord(_ known: Word, _ word: UnsafeBufferPointer<UInt8>) -> Bool {
    guard Int(known.length) == word.count else { return false }
    return bytes.withUnsafeBufferPointer { bytes in
      let start = Int(known.start)
      for offset in word.indices where bytes[start + offset] != word[offset] { return false }
      return true
    }
  }

  @inline(__always)
  private func hash(_ word: UnsafeBufferPointer<UInt8>) -> UInt32 {
    var hash = seed
    for byte in word { hash = (hash ^ UInt64(byte)) &* 0x9E37_79B9_7F4A_7C15 }
    return UInt32(truncatingIfNeeded: hash >> 32)
  }
}
