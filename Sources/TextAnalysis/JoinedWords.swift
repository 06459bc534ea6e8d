// Words that some write in one and others in parts are found in either way.

/// Finds in a stream of terms what is written in one word as well.
///
///     JoinedWords.all(in: "the U.N. off-shore B-52, Ph.D., 1,234,567 or 1 234 567")
///     // ["un", "offshore", "b52", "phd", "1234567", "1234567"]
///
/// These are up to three parts with hyphens between them, letters with full stops, and numbers with a
/// sign between their thousands. An index that has these words too finds `UN` and `U.N.` by `UN`.
package struct JoinedWords {
  /// The characters between two parts.
  private enum Joint {
    case hyphen, stop, thousands
  }

  private static let mostParts = 3
  private static let longest = 40

  private var joined: [UInt8] = []
  private var parts = 0
  private var joint = Joint.hyphen
  /// The start that the next part must have; -1 if none is waited for.
  private var expected = -1
  private var start = 0
  private var end = 0
  private var lastLength = 0

  package init() {}

  /// The joined words of a text.
  package static func all(in text: String) -> [String] {
    var found: [String] = []
    var text = text
    text.withUTF8 { bytes in
      var words = JoinedWords()
      Terms.forEachFolded(in: bytes) { term, place in
        words.take(term, place, in: bytes) { word, _ in
          found.append(String(decoding: word, as: UTF8.self))
        }
      }
      words.finish { word, _ in found.append(String(decoding: word, as: UTF8.self)) }
    }
    return found
  }

  /// Takes the next term, as `Terms` gives it, with its place in the text; gives the word that ended
  /// before it, and its own where it is joined by itself.
  @inline(__always)
  package mutating func take(
    _ term: UnsafeBufferPointer<UInt8>, _ place: Range<Int>, in text: UnsafeBufferPointer<UInt8>,
    _ body: (_ word: UnsafeBufferPointer<UInt8>, _ bytes: Range<Int>) -> Void
  ) {
    if expected >= 0 || mayBeginOrJoin(term, place, text) {
      takeSlowly(term, place, in: text, body)
    }
  }

  /// Ends the text.
  package mutating func finish(
    _ body: (_ word: UnsafeBufferPointer<UInt8>, _ bytes: Range<Int>) -> Void
  ) {
    let isWord =
      joint != .hyphen || parts <= Self.mostParts && joined.contains { $0 >= 0x61 }
    if parts > 1, isWord, joined.count <= Self.longest {
      joined.withUnsafeBufferPointer { body($0, start..<end) }
    }
    parts = 0
    expected = -1
  }

  @inline(__always)
  private func mayBeginOrJoin(
    _ term: UnsafeBufferPointer<UInt8>, _ place: Range<Int>, _ text: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    if place.upperBound + 1 < text.count {
      let next = text[place.upperBound]
      if next == 0x2D || next == 0x2E || next >= 0xC2 { return true }
      if next == 0x20 || next == 0x27 { return term[term.count - 1] &- 0x30 < 10 }
    }
    return term.count > 2 && term.contains { $0 == 0x2E || $0 == 0x2C }
  }

  private mutating func takeSlowly(
    _ term: UnsafeBufferPointer<UInt8>, _ place: Range<Int>, in text: UnsafeBufferPointer<UInt8>,
    _ body: (_ word: UnsafeBufferPointer<UInt8>, _ bytes: Range<Int>) -> Void
  ) {
    let own = Self.withoutJoints(term)
    let part = own ?? Array(term)
    if expected == place.lowerBound, goesOn(part) {
      if joined.count <= Self.longest { joined += part }
      parts += 1
      end = place.upperBound
      if let own { own.withUnsafeBufferPointer { body($0, place) } }
    } else {
      finish(body)
      if let own { own.withUnsafeBufferPointer { body($0, place) } }
      guard part.count < Self.longest, (part.first ?? 0xFF) < 0xE0 else { return }
      joined = part
      parts = 1
      (start, end) = (place.lowerBound, place.upperBound)
    }
    lastLength = part.count
    waitForNext(part, text)
  }

  private func goesOn(_ part: [UInt8]) -> Bool {
    guard (part.first ?? 0xFF) < 0xE0 else { return false }
    switch joint {
    case .hyphen: return true
    case .stop:
      return lastLength <= 3 && part.count <= 3 && min(lastLength, part.count) == 1
        && Self.isLetters(part)
    case .thousands: return part.count == 3 && Self.isDigits(part)
    }
  }

  /// Looks at what stands after the part: what goes on in another way is another word.
  private mutating func waitForNext(_ part: [UInt8], _ text: UnsafeBufferPointer<UInt8>) {
    guard let next = Self.joint(text, end, isNumber: Self.isDigits(part)) else {
      expected = -1
      return
    }
    if parts > 1, next.joint != joint {
      expected = -1
      return
    }
    if next.joint == .thousands, parts == 1, part.count > 3 { return expected = -1 }
    if next.joint == .stop, !Self.isLetters(part) { return expected = -1 }
    joint = next.joint
    expected = end + next.length
  }

  private static func joint(
    _ text: UnsafeBufferPointer<UInt8>, _ place: Int, isNumber: Bool
  ) -> (joint: Joint, length: Int)? {
    guard place < text.count else { return nil }
    switch text[place] {
    case 0x2D: return (.hyphen, 1)
    case 0x2E: return (.stop, 1)
    case 0x20 where isNumber, 0x27 where isNumber: return (.thousands, 1)
    case 0xC2 where isNumber && place + 1 < text.count && text[place + 1] == 0xA0:
      return (.thousands, 2)
    case 0xE2 where place + 2 < text.count && text[place + 1] == 0x80:
      switch text[place + 2] {
      case 0x90, 0x91: return (.hyphen, 3)
      // Thin spaces and the Swiss apostrophe.
      case 0x89 where isNumber, 0xAF where isNumber, 0x99 where isNumber: return (.thousands, 3)
      default: return nil
      }
    default: return nil
    }
  }

  private static func isDigits(_ part: [UInt8]) -> Bool { part.allSatisfy { $0 &- 0x30 < 10 } }

  private static func isLetters(_ part: [UInt8]) -> Bool { part.allSatisfy { $0 >= 0x61 } }

  /// `un` of `u.n`, `1234567` of `1,234,567`; `nil` where nothing stands between parts, or it is
  /// more than that: `3.14`.
  private static func withoutJoints(_ term: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
    guard term.count > 2, let first = term.firstIndex(where: { $0 == 0x2E || $0 == 0x2C }) else {
      return nil
    }
    let isNumber = term[0] &- 0x30 < 10
    let groups = term.split(separator: term[first], omittingEmptySubsequences: false)
    let isWhole = groups.allSatisfy { group in
      isNumber
        ? group.count == 3 && group.allSatisfy { $0 &- 0x30 < 10 } || group.startIndex == 0
        : true
    }
    guard isWhole, !isNumber || first <= 3 else { return nil }
    return groups.flatMap { Array($0) }
  }
}
