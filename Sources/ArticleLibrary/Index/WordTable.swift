// Words as numbers, so that counting the words of an article makes no string of any of them.

import CFullText
import Synchronization
import TextAnalysis

/// The words that one thread met, each with a number.
///
/// The thread that loads articles gives the numbers; the one that writes asks, now and then, for the
/// words of those that it counted.
package final class WordTable: Sendable {
  private let numbers = Mutex(WordNumbers())

  /// Words after which another table is begun: a few megabytes.
  private static let limit = 100_000

  package init() {}

  /// True if another table is to be begun.
  package var isFull: Bool { numbers.withLock { $0.count >= Self.limit } }

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
  /// A word's data: together, as it lies in one line of the processor's cache.
  private struct Word {
    /// Its first eight bytes: of most words that is all there is to compare.
    var head: UInt64
    var start: UInt32
    var length: UInt32
    /// The article in which it was met last.
    var article: UInt32
    /// The language that it speaks for: see `Language.marks(of:)`.
    var marks: UInt32
  }

  /// The key by which a word is looked up.
  private struct Key {
    var head: UInt64
    var hash: UInt64
  }

  private var words: [Word] = []
  private var article: UInt32 = 0
  private var bytes: [UInt8] = []
  /// The upper half of a word's hash with its number plus one, 0 for none; a power of two of them, at
  /// most half in use.
  private var slots: [UInt64]
  /// Room for those that are looked up together.
  private var keys: [Key] = []
  /// No document can be written to be slow with a seed that it cannot know.
  private let seed = UInt64.random(in: .min ... .max)

  init(capacity: Int = 1 << 14) {
    slots = [UInt64](repeating: 0, count: capacity)
  }

  var count: Int { words.count }

  mutating func beginArticle() { article &+= 1 }

  /// Gives the words' numbers in their order, whether the article had one not yet, and what it says
  /// about the language: see `Language.marks(of:)`.
  ///
  /// Most of a look-up is the wait for memory: so the places of all words are asked for before the
  /// first is needed. A few hundred words at a time stay in the cache.
  mutating func take(
    _ words: [Range<Int>], of text: UnsafeBufferPointer<UInt8>,
    _ body: (_ number: UInt32, _ isNew: Bool, _ marks: UInt32) -> Void
  ) {
    var keys = keys
    keys.removeAll(keepingCapacity: true)
    for word in words {
      let key = key(UnsafeBufferPointer(rebasing: text[word]))
      keys.append(key)
      slots.withUnsafeBufferPointer { memory_ahead($0.baseAddress.map { $0 + place(key.hash) }) }
    }
    self.words.withUnsafeBufferPointer { known in
      for key in keys {
        let number = Int(slots[place(key.hash)] & 0xFFFF_FFFF) - 1
        if number >= 0 { memory_ahead(known.baseAddress.map { $0 + number }) }
      }
    }
    for (word, key) in zip(words, keys) {
      let (number, isNew) = take(UnsafeBufferPointer(rebasing: text[word]), key)
      body(UInt32(number), isNew, self.words[number].marks)
    }
    self.keys = keys
  }

  private mutating func take(
    _ word: UnsafeBufferPointer<UInt8>, _ key: Key
  ) -> (number: Int, isNew: Bool) {
    var place = place(key.hash)
    while slots[place] != 0 {
      let slot = slots[place]
      let number = Int(slot & 0xFFFF_FFFF) - 1
      if (slot ^ key.hash) >> 32 == 0, isWord(number, word, key.head) {
        if words[number].article == article { return (number, false) }
        words[number].article = article
        return (number, true)
      }
      place = (place + 1) & (slots.count - 1)
    }
    slots[place] = key.hash & ~0xFFFF_FFFF | UInt64(words.count + 1)
    return (add(word, key.head), true)
  }

  @inline(__always)
  private func place(_ hash: UInt64) -> Int { Int(truncatingIfNeeded: hash) & (slots.count - 1) }

  func word(_ number: Int) -> String {
    let word = words[number]
    return String(decoding: bytes[Int(word.start)..<Int(word.start + word.length)], as: UTF8.self)
  }

  private mutating func add(_ word: UnsafeBufferPointer<UInt8>, _ head: UInt64) -> Int {
    words.append(
      Word(
        head: head, start: UInt32(bytes.count), length: UInt32(word.count), article: article,
        marks: Language.marks(of: String(decoding: word, as: UTF8.self))))
    bytes.append(contentsOf: word)
    if words.count * 2 > slots.count { grow() }
    return words.count - 1
  }

  private mutating func grow() {
    slots = [UInt64](repeating: 0, count: slots.count * 2)
    bytes.withUnsafeBufferPointer { bytes in
      for (number, word) in words.enumerated() {
        let start = Int(word.start)
        let text = UnsafeBufferPointer(rebasing: bytes[start..<start + Int(word.length)])
        let hash = key(text).hash
        var place = place(hash)
        while slots[place] != 0 { place = (place + 1) & (slots.count - 1) }
        slots[place] = hash & ~0xFFFF_FFFF | UInt64(number + 1)
      }
    }
  }

  @inline(__always)
  private func isWord(_ number: Int, _ word: UnsafeBufferPointer<UInt8>, _ head: UInt64) -> Bool {
    let known = words[number]
    guard known.head == head, Int(known.length) == word.count else { return false }
    if word.count <= 8 { return true }
    return bytes.withUnsafeBufferPointer { bytes in
      let start = Int(known.start)
      for offset in 8..<word.count where bytes[start + offset] != word[offset] { return false }
      return true
    }
  }

  /// The first eight bytes; of a shorter word its bytes and zeros.
  @inline(__always)
  private static func head(_ word: UnsafeBufferPointer<UInt8>) -> UInt64 {
    let bytes = UnsafeRawBufferPointer(word)
    if bytes.count >= 8 { return bytes.loadUnaligned(as: UInt64.self) }
    if bytes.count >= 4 {
      let first = UInt64(bytes.loadUnaligned(as: UInt32.self))
      let last = bytes.loadUnaligned(fromByteOffset: bytes.count - 4, as: UInt32.self)
      return first | UInt64(last) << (8 * UInt64(bytes.count - 4))
    }
    var head: UInt64 = 0
    for byte in bytes.reversed() { head = head << 8 | UInt64(byte) }
    return head
  }

  @inline(__always)
  private func key(_ word: UnsafeBufferPointer<UInt8>) -> Key {
    let head = Self.head(word)
    var hash = Self.mixed(seed ^ head, UInt64(word.count))
    let bytes = UnsafeRawBufferPointer(word)
    var offset = 8
    while offset < bytes.count {
      // The last eight bytes overlap those before them.
      let start = min(offset, bytes.count - 8)
      hash = Self.mixed(hash ^ bytes.loadUnaligned(fromByteOffset: start, as: UInt64.self), 0)
      offset += 8
    }
    return Key(head: head, hash: hash)
  }

  /// Folds the 128-bit product, as wyhash does.
  @inline(__always)
  private static func mixed(_ value: UInt64, _ length: UInt64) -> UInt64 {
    let product = value.multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15 ^ length << 1)
    return product.high ^ product.low
  }
}
