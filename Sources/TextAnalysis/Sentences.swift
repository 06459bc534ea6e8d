// Sentences are told apart in scripts with full stops of many kinds.

/// The sentences of a paragraph.
package enum Sentences {
  /// The first sentence, with its closing punctuation and without the white space around it.
  package static func first(in text: String) -> Substring {
    var scanner = SentenceScanner(text)
    return scanner.next().map { text[$0] } ?? text[text.startIndex..<text.startIndex]
  }

  /// Every sentence in order; what lies between them is white space.
  ///
  /// Follows the spirit of UAX #29's sentence boundaries, with what it leaves to tailoring:
  /// abbreviations, initials, German ordinals before a month. Linear in the length of the text.
  package static func ranges(in text: String) -> [Range<String.Index>] {
    var scanner = SentenceScanner(text)
    var ranges: [Range<String.Index>] = []
    while let range = scanner.next() { ranges.append(range) }
    return ranges
  }
}

private struct SentenceScanner {
  private let scalars: String.UnicodeScalarView
  private var index: String.UnicodeScalarView.Index

  init(_ text: String) {
    scalars = text.unicodeScalars
    index = scalars.startIndex
  }

  mutating func next() -> Range<String.Index>? {
    skipSpace()
    guard index < scalars.endIndex else { return nil }
    let start = index
    var end = index
    /// The word before a full stop, cut to what the list of abbreviations needs.
    var word = Word()
    /// The place at which an open parenthesis counts as forgotten.
    var patience = 0
    while index < scalars.endIndex {
      let scalar = scalars[index]
      index = scalars.index(after: index)
      patience = scalar == "(" ? 200 : scalar == ")" ? 0 : max(0, patience - 1)
      if !scalar.isSpace { end = index }
      switch Self.terminator(scalar) {
      case .wide:
        return start..<takeClosing()
      case .narrow:
        let stop = takeClosing()
        if patience == 0, endsHere(after: scalar, word: word) { return start..<stop }
        end = stop
        word.append(scalar)
      case nil:
        word.append(scalar)
      }
    }
    return start..<end
  }

  private enum Terminator {
    /// Ends a sentence wherever it stands: `。`, `。」`, `।`.
    case wide
    /// Ends one if a space follows, and what follows can begin a sentence.
    case narrow
  }

  private static func terminator(_ scalar: Unicode.Scalar) -> Terminator? {
    switch scalar.value {
    case 0x2E, 0x21, 0x3F, 0x2026, 0x203C, 0x2047...0x2049: .narrow
    case 0x3002, 0xFF01, 0xFF1F, 0xFF0E, 0xFF61, 0x61F, 0x6D4, 0x964, 0x965, 0x589, 0x1362,
      0x1367, 0x17D4, 0x17D5, 0x104A, 0x104B, 0x0F0D:
      .wide
    default: nil
    }
  }

  private mutating func skipSpace() {
    while index < scalars.endIndex, scalars[index].isSpace {
      index = scalars.index(after: index)
    }
  }

  /// Moves past further full stops and closing marks; gives where they end.
  private mutating func takeClosing() -> String.Index {
    while index < scalars.endIndex {
      let scalar = scalars[index]
      let isClosing =
        Self.terminator(scalar) != nil || scalar == "\"" || scalar == "'" || scalar == "”"
        || scalar == "’" || scalar == "»" || scalar == ")" || scalar == "]" || scalar == "」"
        || scalar == "』" || scalar == "）" || scalar == "“" && isSpace(after: index)
      guard isClosing else { break }
      index = scalars.index(after: index)
    }
    return index
  }

  private func isSpace(after place: String.Index) -> Bool {
    let next = scalars.index(after: place)
    return next == scalars.endIndex || scalars[next].isSpace
  }

  /// True if a full stop with its closing marks, just passed, ends a sentence.
  private func endsHere(after stop: Unicode.Scalar, word: Word) -> Bool {
    guard index < scalars.endIndex else { return true }
    guard scalars[index].isSpace else { return false }
    var next = index
    while next < scalars.endIndex, scalars[next].isSpace {
      next = scalars.index(after: next)
    }
    while next < scalars.endIndex, isOpening(scalars[next]) { next = scalars.index(after: next) }
    guard next < scalars.endIndex else { return true }
    if scalars[next].properties.isLowercase { return false }
    if stop != "." { return true }
    return !word.isAbbreviation
      || (word.isInitials && startsWithStopWord(at: next))
        && !word.isTitle
  }

  private func isOpening(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "\"", "'", "“", "‘", "«", "„", "(", "[", "—", "–", "-", "¿", "¡": true
    default: false
    }
  }

  /// True if the word at a place is a function word of two letters or more (`in the U.S. The …`).
  private func startsWithStopWord(at place: String.Index) -> Bool {
    var word = ""
    for scalar in scalars[place...].prefix(12) {
      guard scalar.properties.isAlphabetic else { break }
      word.unicodeScalars.append(scalar)
    }
    return word.unicodeScalars.count > 1 && StopWords.contains(TextFolding.fold(word))
  }

  /// The letters and full stops since the last space, at most 12 of them.
  private struct Word {
    private var text = ""
    private var count = 0

    mutating func append(_ scalar: Unicode.Scalar) {
      if scalar.isSpace || scalar == "(" || scalar == "“" || scalar == "\"" {
        text = ""
        count = 0
      } else if count < 12 {
        text.unicodeScalars.append(scalar)
        count += 1
      } else {
        count = 13
      }
    }

    private var isLong: Bool { count > 12 }

    /// `U.S`, `J`, `J.K`, `EE`: single letters, or two capitals, with full stops between them.
    var isInitials: Bool {
      guard !isLong, !text.isEmpty else { return false }
      return text.split(separator: ".").allSatisfy { part in
        let letters = part.unicodeScalars
        guard letters.allSatisfy(\.properties.isAlphabetic) else { return false }
        // `U`, `EE` of `EE. UU.`, a syllable or two of a script without case.
        return letters.count == 1
          || letters.count == 2 && !letters.contains(where: \.properties.isLowercase)
      }
    }

    var isTitle: Bool { titles.contains(text.lowercased()) }

    var isAbbreviation: Bool {
      if isLong { return false }
      if isInitials || isTitle { return true }
      let lower = text.lowercased()
      if abbreviations.contains(lower) { return true }
      // German writes `18. Februar`; elsewhere a sentence seldom ends with a number under 32.
      return Int(lower).map { (1...31).contains($0) } ?? false
    }
  }
}

/// Abbreviations that a name follows.
private let titles: Set<String> = [
  "mr", "mrs", "ms", "dr", "prof", "gen", "col", "maj", "capt", "sgt", "lt", "cpl", "sen", "rep",
  "gov", "st", "rev", "hon", "messrs", "mme", "mlle", "sr", "sra", "fr", "hr", "ing", "mag", "dott",
  "adm", "cmdr", "supt", "insp", "pres", "им", "г", "гл", "акад", "проф",
]

/// Abbreviations that rarely end a sentence.
private let abbreviations: Set<String> = [
  "jr", "vs", "v", "no", "nos", "vol", "fig", "art", "ca", "approx", "est", "dept", "univ", "assn",
  "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "mon", "tue",
  "wed", "thu", "fri", "sat", "sun", "ala", "ariz", "ark", "calif", "colo", "conn", "del", "fla",
  "ga", "ill", "ind", "kan", "ky", "la", "mass", "md", "mich", "minn", "miss", "mo", "mont", "neb",
  "nev", "okla", "ore", "pa", "penn", "tenn", "tex", "va", "vt", "wash", "wis", "wyo", "bzw", "nr",
  "str", "sog", "usw", "z.b", "d.h", "u.a", "v.a", "i.d.r", "e.g", "i.e", "cf", "al", "rd", "ave",
  "blvd", "ft", "mt", "av", "núm", "pág", "т", "тыс", "млн", "млрд", "руб", "ул", "стр", "см",
]

extension Unicode.Scalar {
  /// True if it is white space; most text is ASCII, for which Unicode's tables need not be asked.
  fileprivate var isSpace: Bool {
    value < 0x80 ? value == 0x20 || (value >= 0x09 && value <= 0x0D) : properties.isWhitespace
  }
}
