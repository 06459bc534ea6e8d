// A line may end where Unicode's line breaking algorithm (UAX #14) allows it.

import CICU
import Synchronization

/// Line-break opportunities (UAX #14), by ICU; by its dictionaries in Thai, Lao, Khmer and Burmese.
///
/// ICU's rules begin afresh at each opportunity, so what lies between two opportunities can be given
/// to it alone. Plain words parted by spaces are not given to it at all: which ones those are is
/// `PlainWords`' business, and a property of the tests that it says what ICU says.
struct LineBreaking {
  private let scalars: [Unicode.Scalar]
  /// True if a line may begin at each character.
  private(set) var opportunities: [Bool]
  private let language: String?
  private var iterator: LineIterator?

  init(_ scalars: [Unicode.Scalar], language: String?) {
    self.scalars = scalars
    self.language = language
    opportunities = Array(repeating: false, count: scalars.count)
  }

  /// Finds the opportunities in a paragraph, which holds no line end.
  mutating func find(in paragraph: Range<Int>) {
    let words = PlainWords(scalars, end: paragraph.upperBound)
    var position = paragraph.lowerBound
    while position < paragraph.upperBound {
      if let next = words.endOfWord(from: position) {
        position = next
      } else {
        let next = words.nextWord(after: position)
        askICU(position..<next)
        position = next
      }
      if position < paragraph.upperBound { opportunities[position] = true }
    }
  }

  /// Has no line end within a range.
  mutating func keepTogether(_ range: Range<Int>) {
    for offset in range.dropFirst() { opportunities[offset] = false }
  }

  private mutating func askICU(_ range: Range<Int>) {
    var text: [UInt16] = []
    text.reserveCapacity(range.count)
    for scalar in scalars[range] { text.append(contentsOf: scalar.utf16) }
    let iterator = self.iterator ?? LineIterator.take(language: language)
    self.iterator = iterator
    var position = range.lowerBound
    var unit = 0
    iterator.forEachOpportunity(in: text) { opportunity in
      while unit < opportunity, position < range.upperBound {
        unit += UTF16.width(scalars[position])
        position += 1
      }
      if position < range.upperBound { opportunities[position] = true }
    }
  }
}

/// Recognises words between which ICU would find nothing but the spaces: letters of the Latin,
/// Greek and Cyrillic scripts and digits, in quotation marks, with `. , : ; ! ?` at the end.
struct PlainWords {
  private let scalars: [Unicode.Scalar]
  private let end: Int

  init(_ scalars: [Unicode.Scalar], end: Int) {
    self.scalars = scalars
    self.end = end
  }

  private enum Kind {
    case letter, digit, quote, stop, exclamation, space, other
  }

  private static func kind(_ scalar: Unicode.Scalar) -> Kind {
    switch scalar.value {
    case 0x61...0x7A, 0x41...0x5A, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x24F: .letter
    case 0x20: .space
    case 0x30...0x39: .digit
    case 0x2C, 0x2E, 0x3A, 0x3B: .stop
    case 0x22, 0x27, 0x2018, 0x2019, 0x201C, 0x201D: .quote
    case 0x21, 0x3F: .exclamation
    case 0x388...0x38A, 0x38E...0x3A1, 0x3A3...0x3CE, 0x400...0x481, 0x48A...0x52F: .letter
    default: .other
    }
  }

  /// The end of the word and the spaces that begin at an opportunity, if they are plain and so is
  /// what follows.
  func endOfWord(from start: Int) -> Int? {
    var position = start
    var previous = Kind.letter
    while position < end {
      let kind = Self.kind(scalars[position])
      switch (previous, kind) {
      case (_, .space): return position == start ? nil : endOfSpaces(from: position)
      case (_, .other), (.stop, .digit), (.exclamation, .digit), (.exclamation, .letter): return nil
      default: break
      }
      // A quotation mark hides what stood before it: `."5` is not looked into.
      if kind != .quote || previous == .letter || previous == .digit { previous = kind }
      position += 1
    }
    return end
  }

  private func endOfSpaces(from start: Int) -> Int? {
    var position = start
    while position < end, scalars[position].value == 0x20 { position += 1 }
    guard position < end else { return end }
    switch Self.kind(scalars[position]) {
    case .letter, .digit, .quote: return position
    default: return nil
    }
  }

  /// The next place after `start` where a plain word surely begins: a letter after spaces after a
  /// letter or a digit; the end if there is none.
  func nextWord(after start: Int) -> Int {
    var position = start + 1
    var beforeSpaces = Self.kind(scalars[start])
    while position < end {
      let kind = Self.kind(scalars[position])
      let isAfterSpace = scalars[position - 1].value == 0x20
      if kind == .letter, isAfterSpace, beforeSpaces == .letter || beforeSpaces == .digit {
        return position
      }
      if kind != .space { beforeSpaces = kind }
      position += 1
    }
    return end
  }
}

/// ICU's iterator, opened once for each kind of tailoring: opening one costs more than a paragraph.
final class LineIterator {
  private let iterator: OpaquePointer?
  private let locale: String

  /// The iterators that nobody is using. An iterator is in here or in one `LineBreaking`, so none
  /// is used by two threads.
  private static let idle = Mutex<[String: [Idle]]>([:])

  /// The pointer's only owner, on its way between threads.
  private struct Idle: @unchecked Sendable {
    // Guarded by `idle`: taken out before use, put back after.
    let iterator: OpaquePointer
  }

  private init(_ iterator: OpaquePointer?, locale: String) {
    self.iterator = iterator
    self.locale = locale
  }

  /// An iterator for a BCP 47 tag; only the languages for which ICU has rules of their own differ.
  static func take(language: String?) -> LineIterator {
    let primary = language?.prefix { $0 != "-" && $0 != "_" }.lowercased() ?? ""
    let locale = ["ja", "zh", "ko", "fi"].contains(primary) ? primary : ""
    let known = idle.withLock { $0[locale, default: []].popLast() }
    return LineIterator(known?.iterator ?? screen_line_iterator_open(locale), locale: locale)
  }

  deinit {
    guard let iterator else { return }
    let returned = Idle(iterator: iterator)
    Self.idle.withLock { $0[locale, default: []].append(returned) }
  }

  /// Calls `body` with each opportunity after the first unit; without ICU's data, after spaces.
  func forEachOpportunity(in text: [UInt16], _ body: (Int) -> Void) {
    text.withUnsafeBufferPointer { units in
      guard let iterator,
        screen_line_iterator_begin(iterator, units.baseAddress, Int32(units.count)) != 0
      else {
        for place in units.indices.dropFirst() where units[place - 1] == 0x20 { body(place) }
        return
      }
      while case let place = screen_line_iterator_next(iterator), place >= 0 { body(Int(place)) }
    }
  }
}
