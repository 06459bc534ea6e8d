// What can be told of a line by looking at its letters once.

/// How a text closes.
enum Closing: Sendable {
  /// With a letter, a digit, a symbol.
  case open
  /// `.` `。` `।` and their like: a sentence is over.
  case stop
  /// `?` or `!`, which close headlines too.
  case mark
  /// `…`, `...`
  case ellipsis
  /// `:`
  case colon
  /// `,` `;` or a dash: more is to come.
  case comma

  static func of(_ scalar: UInt32) -> Closing {
    switch scalar {
    case 0x2E, 0x3002, 0xFF0E, 0xFF61, 0x6D4, 0x964, 0x965, 0x589, 0x1362, 0x1361, 0x17D4, 0x104B,
      0x0F0D:
      .stop
    case 0x21, 0x3F, 0xFF01, 0xFF1F, 0x61F, 0x203C, 0x2047...0x2049, 0x1367, 0x37E: .mark
    case 0x2026: .ellipsis
    case 0x3A, 0xFF1A, 0x1365, 0x1366: .colon
    case 0x2C, 0x3B, 0xFF0C, 0x3001, 0xFF1B, 0x60C, 0x61B, 0x2013, 0x2014, 0x2D, 0x1363: .comma
    default: .open
    }
  }
}

/// Counts of a text's letters and words, taken in one pass.
struct LineFacts: Sendable {
  private(set) var scalars = 0
  /// Cells, roughly.
  private(set) var width = 0
  private(set) var words = 0
  private(set) var upper = 0
  private(set) var lower = 0
  /// Letters of scripts without case.
  private(set) var caseless = 0
  private(set) var digits = 0
  private(set) var commas = 0
  /// Words of four letters and more, in scripts with case.
  private(set) var longWords = 0
  /// Those that begin with a capital.
  private(set) var capitalWords = 0
  /// Whether a sentence ends before the text does.
  private(set) var hasBreak = false
  private(set) var first: UInt32 = 0
  /// The first letter or digit.
  private(set) var firstLetter: UInt32 = 0
  private(set) var startsLower = false
  /// How the text closes, quotation marks and brackets aside.
  private(set) var closing = Closing.open
  private(set) var endsQuoted = false
  /// Double quotation marks of every kind.
  private(set) var quotationMarks = 0

  /// Facts of valid UTF-8, of which a first character may be torn.
  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    var pass = Pass()
    var value: UInt32 = 0
    var left = 0
    for byte in bytes {
      if byte < 0x80 {
        step(UInt32(byte), &pass)
      } else if byte & 0xC0 == 0x80 {
        value = value << 6 | UInt32(byte & 0x3F)
        left -= 1
        if left == 0 { step(value, &pass) }
      } else {
        left = byte >= 0xF0 ? 3 : byte >= 0xE0 ? 2 : 1
        value = UInt32(byte) & (left == 3 ? 7 : left == 2 ? 0xF : 0x1F)
      }
    }
    endWord(&pass)
    if pass.stops >= 3 && closing == .stop { closing = .ellipsis }
  }

  init(_ bytes: ArraySlice<UInt8>) {
    self = bytes.withUnsafeBufferPointer { LineFacts($0) }
  }

  init(_ text: String) {
    var text = text
    self = text.withUTF8 { LineFacts($0) }
  }

  /// Facts of the last letters of a text, for how it closes.
  init(endOf text: String) {
    var text = text
    self = text.withUTF8 { LineFacts(UnsafeBufferPointer(rebasing: $0.suffix(24))) }
  }

  /// What the pass remembers between scalars.
  private struct Pass {
    var wordLetters = 0
    var isWordCapital = false
    var hasSpace = true
    /// A stop was seen whose sentence is over if a space and a capital follow.
    var stopPending = 0
    var stops = 0
  }

  @inline(__always)
  private mutating func step(_ value: UInt32, _ pass: inout Pass) {
    scalars += 1
    width += value >= 0x2E80 && !(0xA960...0xABFF).contains(value) && value < 0xFE00 ? 2 : 1
    if scalars == 1 { first = value }
    if value == 0x20 || value == 0x09 || value == 0xA0 {
      endWord(&pass)
      pass.hasSpace = true
      if pass.stopPending == 1 { pass.stopPending = 2 }
      return
    }
    if pass.hasSpace { words += 1 }
    pass.hasSpace = false
    let kind = LetterKind.of(value)
    if kind != .none {
      letter(value, kind, &pass)
    } else {
      punctuation(value, &pass)
    }
  }

  @inline(__always)
  private mutating func letter(_ value: UInt32, _ kind: LetterKind, _ pass: inout Pass) {
    if firstLetter == 0 {
      firstLetter = value
      startsLower = kind == .lower
    }
    if pass.stopPending == 2 || (pass.stopPending == 3) { hasBreak = hasBreak || kind != .lower }
    pass.stopPending = 0
    pass.stops = 0
    switch kind {
    case .upper: upper += 1
    case .lower: lower += 1
    case .caseless: caseless += 1
    case .digit: digits += 1
    case .none: break
    }
    if pass.wordLetters == 0 { pass.isWordCapital = kind == .upper || kind == .digit }
    pass.wordLetters += 1
    closing = .open
    endsQuoted = false
  }

  private mutating func punctuation(_ value: UInt32, _ pass: inout Pass) {
    if Quotation.isDouble(value) { quotationMarks += 1 }
    if Quotation.isClosing(value) {
      endsQuoted = Quotation.isMark(value)
      return
    }
    let mark = Closing.of(value)
    pass.stops = mark == .stop ? pass.stops + 1 : 0
    if value == 0x2C || value == 0x3001 || value == 0xFF0C || value == 0x60C { commas += 1 }
    switch mark {
    case .stop where value == 0x2E:
      // Initials and abbreviations of a few letters: `U.S.`, `St.`
      if pass.wordLetters > 3 || pass.wordLetters == 0 { pass.stopPending = 1 }
    case .stop: pass.stopPending = 3
    case .mark: pass.stopPending = value < 0x80 ? 1 : 3
    default: break
    }
    closing = mark
    endsQuoted = false
    if value == 0x2D || value == 0x2013 || value == 0x2014 || value == 0x2F { endWord(&pass) }
  }

  @inline(__always)
  private mutating func endWord(_ pass: inout Pass) {
    if pass.wordLetters >= 4 {
      longWords += 1
      if pass.isWordCapital { capitalWords += 1 }
    }
    pass.wordLetters = 0
  }
}

extension LineFacts {
  var letters: Int { upper + lower + caseless }

  /// Whether all of its cased letters are capitals, and they are most of it.
  var isCapitals: Bool { upper >= 2 && lower == 0 && upper >= caseless }

  /// Whether its long words begin with capitals, as in an English headline.
  var isTitleCase: Bool {
    lower > caseless && longWords >= 3 && capitalWords * 4 >= longWords * 3
  }

  /// Whether it opens and closes with quotation marks.
  var isQuoted: Bool { endsQuoted && Quotation.isMark(first) }

  /// Whether a quotation ends here that began elsewhere, or begins that ends elsewhere.
  var isTornQuotation: Bool { quotationMarks % 2 == 1 }

  /// Whether most of its letters have no case.
  var isCaseless: Bool { caseless > upper + lower }
}

/// What a scalar is to counting: a quick answer for the scripts of most news, the stdlib's for others.
enum LetterKind: Sendable {
  case none, upper, lower, caseless, digit

  @inline(__always)
  static func of(_ value: UInt32) -> LetterKind {
    if value < 0x80 {
      if value &- 0x61 < 26 { return .lower }
      if value &- 0x41 < 26 { return .upper }
      return value &- 0x30 < 10 ? .digit : .none
    }
    return ofWide(value)
  }

  @inline(__always)
  private static func ofWide(_ value: UInt32) -> LetterKind {
    if value < 0x3000 { return table[Int(value)] }
    switch value {
    case 0x3041...0x30FA, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xAC00...0xD7A3: return .caseless
    case 0x3000...0x3004, 0x3008...0x3020, 0xFF01...0xFF0F, 0xFF1A...0xFF1F: return .none
    default: return found(value)
    }
  }

  /// Made at the first text that is not ASCII.
  private static let table: [LetterKind] = (UInt32(0)..<0x3000).map(found)

  private static func found(_ value: UInt32) -> LetterKind {
    guard let scalar = Unicode.Scalar(value) else { return .none }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .titlecaseLetter: return .upper
    case .lowercaseLetter: return .lower
    case .otherLetter, .modifierLetter, .spacingMark, .nonspacingMark: return .caseless
    case .decimalNumber, .letterNumber, .otherNumber: return .digit
    default: return .none
    }
  }
}

/// Quotation marks and brackets.
enum Quotation {
  /// Whether a scalar may stand after a sentence's closing punctuation.
  static func isClosing(_ value: UInt32) -> Bool {
    isMark(value) || value == 0x29 || value == 0x5D || value == 0xFF09 || value == 0x3011
      || value == 0x2A || value == 0x5F
  }

  /// Marks that are never an apostrophe.
  static func isDouble(_ value: UInt32) -> Bool {
    switch value {
    case 0x22, 0xAB, 0xBB, 0x201C...0x201F, 0x300C...0x300F, 0xFF02: true
    default: false
    }
  }

  /// Marks of quotation, single ones too.
  static func isMark(_ value: UInt32) -> Bool {
    switch value {
    case 0x22, 0x27, 0xAB, 0xBB, 0x2018...0x201F, 0x2039, 0x203A, 0x300C...0x300F, 0x300A, 0x300B,
      0xFF02:
      true
    default: false
    }
  }
}
