// Counts an article's terms as they stream by, quickly enough to be done for every article loaded.

package import ArticleModel
package import TextAnalysis

/// The counts of an article for matching.
package struct StoryReading: Hashable, Sendable {
  /// For related stories and threads.
  package var sketch: StorySketch
  /// For duplicates.
  package var identity: TextIdentity
}

/// Reads articles for matching, one after another.
///
/// For one thread: it remembers which key a word has, as few words make up most of any text.
///
///     let sketcher = StorySketcher()
///     sketcher.begin(language: .english)
///     Terms.forEach(in: headline) { sketcher.add($0, in: .headline) }
///     Terms.forEach(in: body) { sketcher.add($0, in: .body) }
///     let reading = sketcher.finish()
package final class StorySketcher {
  /// The part of the text in which a term stands.
  package enum Field {
    case headline
    /// All that follows, in reading order; its first words are the opening.
    case body
  }

  /// The first words of the body that say what it is about.
  private static let openingLength = 100

  private let words = WordKeys()
  private let tally = TermTally()
  private let print = FingerprintMaker()
  private var bodyWords = 0

  package init() {}

  /// Begins an article; what was counted of one before is forgotten.
  package func begin(language: Language?) {
    words.begin(language)
    tally.removeAll()
    print.removeAll()
    bodyWords = 0
  }

  /// A term as it is counted: what is the same wherever it stands in texts of one language.
  package struct Word: Sendable {
    fileprivate var hash: UInt64
    fileprivate var key: UInt32
  }

  /// The forms under which a term is counted.
  package func word(_ term: String, in language: Language?) -> Word {
    words.begin(language)
    let hash = TermKey.hash(term)
    return Word(hash: hash, key: words.key(of: term, hash))
  }

  /// Counts a term as `Terms` gives it.
  @inline(__always)
  package func add(_ term: String, in field: Field) {
    let hash = TermKey.hash(term)
    add(Word(hash: hash, key: words.key(of: term, hash)), in: field)
  }

  /// Counts a term that is known already.
  package func add(_ word: Word, in field: Field) {
    let isOpening = field == .body && bodyWords < Self.openingLength
    if field == .body {
      bodyWords += 1
      print.add(word.hash)
    }
    guard word.key != WordKeys.none else { return }
    tally.add(word.key, isHeadline: field == .headline, isOpening: isOpening)
  }

  /// The counts since `begin`.
  package func finish() -> StoryReading {
    StoryReading(
      sketch: StorySketch(entries: tally.packed(), language: words.language),
      identity: print.finish())
  }

  /// The counts of an article, without the headlines that it names as related.
  package func read(_ article: Article, language: Language?) -> StoryReading {
    begin(language: language)
    Terms.forEach(in: article.headline.text.string) { add($0, in: .headline) }
    article.forEachText { text in
      Terms.forEach(in: text) { add($0, in: .body) }
    }
    return finish()
  }

  /// The key under which a term is counted; `nil` for words that say nothing.
  package func key(of term: String, in language: Language?) -> UInt32? {
    words.begin(language)
    let key = words.key(of: term, TermKey.hash(term))
    return key == WordKeys.none ? nil : key
  }
}

extension Article {
  /// The texts of an article in reading order, without its headline and what it names as related:
  /// what another article is about is no word of this one.
  package func forEachText(_ body: (String) -> Void) {
    for section in sections where section.kind != .related {
      if section.kind == .part { body(section.title.string) }
      for block in section.blocks { body(block.text.string) }
    }
  }

  /// The language that it names, else the one that its text shows.
  package var storyLanguage: Language? {
    if let named = language.flatMap({ Language(tag: $0.string) }) { return named }
    var terms: [String] = []
    for section in sections where section.kind != .related {
      for block in section.blocks where terms.count < 80 {
        Terms.forEach(in: block.text.string) { terms.append($0) }
      }
    }
    return Language.detect(in: terms.prefix(120))
  }
}

/// The keys of words, each remembered by a hash of the word until another one needs its slot.
private final class WordKeys {
  /// Stands for a word that is not counted.
  static let none = UInt32.max

  private static let slots = 1 << 16
  private let stemmer = Stemmer()
  /// 0 is empty.
  private let hashes: UnsafeMutablePointer<UInt64>
  private let keys: UnsafeMutablePointer<UInt32>
  private(set) var language: Language?
  /// Parts the words of one language from those of another.
  private var salt: UInt64 = 0

  init() {
    hashes = .allocate(capacity: Self.slots)
    hashes.initialize(repeating: 0, count: Self.slots)
    keys = .allocate(capacity: Self.slots)
    keys.initialize(repeating: 0, count: Self.slots)
  }

  deinit {
    hashes.deallocate()
    keys.deallocate()
  }

  func begin(_ language: Language?) {
    guard language != self.language else { return }
    self.language = language
    salt = language.map { TermKey.hash($0.rawValue) } ?? 0
  }

  @inline(__always)
  func key(of word: String, _ hash: UInt64) -> UInt32 {
    let hash = (hash ^ salt) | 1
    let slot = Int(truncatingIfNeeded: hash >> 20) & (Self.slots - 1)
    if hashes[slot] == hash { return keys[slot] }
    let key =
      StopWords.contains(word) ? Self.none : TermKey.of(stemmer.term(for: word, in: language))
    hashes[slot] = hash
    keys[slot] = key
    return key
  }
}

/// Counts by key. The slots are in the keys' order, so that what is read off is nearly sorted.
private final class TermTally {
  /// Terms of one article at most; what a document of many megabytes has more of is not counted.
  private static let limit = 1 << 14
  private static let usual = 1 << 10

  /// The key, and counts of 16, 8 and 8 bits; 0 is empty.
  private var slots: UnsafeMutableBufferPointer<UInt64>
  private var count = 0

  init() {
    slots = .allocate(capacity: Self.usual)
    slots.initialize(repeating: 0)
  }

  deinit { slots.deallocate() }

  func removeAll() {
    if slots.count > Self.usual { replace(Self.usual) } else { slots.update(repeating: 0) }
    count = 0
  }

  private func replace(_ size: Int) {
    slots.deallocate()
    slots = .allocate(capacity: size)
    slots.initialize(repeating: 0)
  }

  @inline(__always)
  func add(_ key: UInt32, isHeadline: Bool, isOpening: Bool) {
    let slots = self.slots
    let slot = Self.slot(of: key, slots)
    var entry = slots[slot]
    if entry == 0 {
      guard count < Self.limit else { return }
      count += 1
      entry = UInt64(key) << 32
    }
    if entry >> 16 & 0xFFFF < 0xFFFF { entry += 1 << 16 }
    if isHeadline, entry >> 8 & 0xFF < 0xFF { entry += 1 << 8 }
    if isOpening, entry & 0xFF < 0xFF { entry += 1 }
    slots[slot] = entry
    if count * 2 > slots.count { grow() }
  }

  @inline(__always)
  private static func slot(
    of key: UInt32, _ slots: UnsafeMutableBufferPointer<UInt64>
  ) -> Int {
    var slot = Int((UInt64(key) &* UInt64(slots.count)) >> UInt64(TermKey.bits))
    while slots[slot] != 0, UInt32(truncatingIfNeeded: slots[slot] >> 32) != key {
      slot = (slot + 1) & (slots.count - 1)
    }
    return slot
  }

  private func grow() {
    let old = Array(slots)
    replace(old.count * 2)
    for entry in old where entry != 0 {
      slots[Self.slot(of: UInt32(truncatingIfNeeded: entry >> 32), slots)] = entry
    }
  }

  /// The counts as a sketch has them, by ascending key.
  func packed() -> [UInt32] {
    var entries = [UInt32](unsafeUninitializedCapacity: count) { entries, size in
      for slot in slots where slot != 0 {
        entries[size] = Self.entry(slot)
        size += 1
      }
    }
    entries.withUnsafeMutableBufferPointer(Self.sort)
    return entries
  }

  private static func entry(_ slot: UInt64) -> UInt32 {
    let counts = StorySketch.Counts.packed(
      text: UInt32(truncatingIfNeeded: slot >> 16 & 0xFFFF),
      headline: UInt32(truncatingIfNeeded: slot >> 8 & 0xFF),
      opening: UInt32(truncatingIfNeeded: slot & 0xFF))
    return UInt32(truncatingIfNeeded: slot >> 32) << 8 | counts
  }

  /// Sorts what is nearly sorted.
  private static func sort(_ entries: inout UnsafeMutableBufferPointer<UInt32>) {
    for index in entries.indices {
      let entry = entries[index]
      var place = index
      while place > 0, entries[place - 1] > entry {
        entries[place] = entries[place - 1]
        place -= 1
      }
      entries[place] = entry
    }
  }
}
