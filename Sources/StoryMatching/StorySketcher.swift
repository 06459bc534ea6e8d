// Counts an article's terms as they stream by, quickly enough to be done for every article loaded.

package import ArticleModel
package import TextAnalysis

/// Makes sketches, one after another.
///
/// For one thread: it remembers which key a word has, as few words make up most of any text.
///
///     let sketcher = StorySketcher()
///     sketcher.begin(language: .english)
///     Terms.forEach(in: headline) { sketcher.add($0, in: .headline) }
///     Terms.forEach(in: body) { sketcher.add($0, in: .body) }
///     let sketch = sketcher.finish()
package final class StorySketcher {
  /// Where a term stands.
  package enum Field {
    case headline
    /// All that follows, in reading order; its first words are the opening.
    case body
  }

  /// The first words of the body that say what it is about.
  private static let openingLength = 100

  private let words = WordKeys()
  private var tally = TermTally()
  private var bodyWords = 0

  package init() {}

  /// Begins an article; what was counted of one before is forgotten.
  package func begin(language: Language?) {
    words.begin(language)
    tally.removeAll()
    bodyWords = 0
  }

  /// Counts a term as `Terms` gives it.
  @inline(__always)
  package func add(_ term: String, in field: Field) {
    let isOpening = field == .body && bodyWords < Self.openingLength
    if field == .body { bodyWords += 1 }
    let key = words.key(of: term)
    guard key != WordKeys.none else { return }
    tally.add(key, isHeadline: field == .headline, isOpening: isOpening)
  }

  /// The sketch of all that was added since `begin`.
  package func finish() -> StorySketch {
    StorySketch(entries: tally.packed())
  }

  /// The sketch of an article, without what it names as related.
  package func sketch(of article: Article, language: Language?) -> StorySketch {
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
    let key = words.key(of: term)
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

/// The keys of words, remembered by the hash of the word.
private final class WordKeys {
  /// Stands for a word that is not counted.
  static let none = UInt32.max

  private static let slots = 1 << 15
  private let stemmer = Stemmer()
  private var hashes = [UInt64](repeating: 0, count: slots)
  private var keys = [UInt32](repeating: 0, count: slots)
  private var count = 0
  private var language: Language?
  /// Parts the words of one language from those of another.
  private var salt: UInt64 = 0

  func begin(_ language: Language?) {
    guard language != self.language else { return }
    self.language = language
    salt = language.map { TermKey.hash($0.rawValue) } ?? 0
  }

  @inline(__always)
  func key(of word: String) -> UInt32 {
    // 0 stands for an empty slot.
    let hash = (TermKey.hash(word) ^ salt) | 1
    var slot = Int(truncatingIfNeeded: hash >> 20) & (Self.slots - 1)
    while hashes[slot] != 0 {
      if hashes[slot] == hash { return keys[slot] }
      slot = (slot + 1) & (Self.slots - 1)
    }
    return remember(word, hash, slot)
  }

  private func remember(_ word: String, _ hash: UInt64, _ slot: Int) -> UInt32 {
    let key =
      StopWords.contains(word) ? Self.none : TermKey.of(stemmer.term(for: word, in: language))
    var slot = slot
    if count >= Self.slots / 2 {
      hashes = [UInt64](repeating: 0, count: Self.slots)
      count = 0
      slot = Int(truncatingIfNeeded: hash >> 20) & (Self.slots - 1)
    }
    hashes[slot] = hash
    keys[slot] = key
    count += 1
    return key
  }
}

/// Counts by key. The slots are in the keys' order, so that what is read off is nearly sorted.
private struct TermTally {
  /// Terms of one article at most; what a document of many megabytes has more of is not counted.
  private static let limit = 1 << 14

  /// The key, and counts of 16, 8 and 8 bits; 0 is empty.
  private var slots = [UInt64](repeating: 0, count: 1_024)
  private var count = 0

  mutating func removeAll() {
    if slots.count > 1 << 13 {
      slots = [UInt64](repeating: 0, count: 1_024)
    } else {
      for slot in slots.indices { slots[slot] = 0 }
    }
    count = 0
  }

  @inline(__always)
  mutating func add(_ key: UInt32, isHeadline: Bool, isOpening: Bool) {
    let slot = slot(of: key)
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
  private func slot(of key: UInt32) -> Int {
    var slot = Int(UInt64(key) &* UInt64(slots.count) >> UInt64(TermKey.bits))
    while slots[slot] != 0, UInt32(truncatingIfNeeded: slots[slot] >> 32) != key {
      slot = (slot + 1) & (slots.count - 1)
    }
    return slot
  }

  private mutating func grow() {
    let old = slots
    slots = [UInt64](repeating: 0, count: old.count * 2)
    for entry in old where entry != 0 {
      slots[slot(of: UInt32(truncatingIfNeeded: entry >> 32))] = entry
    }
  }

  /// The counts as a sketch has them, by ascending key.
  func packed() -> [UInt32] {
    var entries: [UInt32] = []
    entries.reserveCapacity(count)
    for slot in slots where slot != 0 {
      let entry =
        UInt32(truncatingIfNeeded: slot >> 32) << 8
        | StorySketch.Counts.packed(
          text: UInt32(truncatingIfNeeded: slot >> 16 & 0xFFFF),
          headline: UInt32(truncatingIfNeeded: slot >> 8 & 0xFF),
          opening: UInt32(truncatingIfNeeded: slot & 0xFF))
      var place = entries.count
      entries.append(entry)
      while place > 0, entries[place - 1] > entry {
        entries[place] = entries[place - 1]
        place -= 1
      }
      entries[place] = entry
    }
    return entries
  }
}
