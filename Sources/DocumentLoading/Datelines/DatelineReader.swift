// The words that open a body and say where, when and for whom the report was filed.

import ArticleModel
import TextAnalysis

/// A dateline with where its words end.
struct FoundDateline: Equatable, Sendable {
  var dateline: Dateline
  /// Unicode scalars of the paragraph up to the report's first word.
  var length: Int
  /// Whether more than a name and a dash speaks for it: capitals, an agency, a day, a known city.
  var isSure: Bool
}

enum DatelineReader {
  /// This many scalars are looked at; the mark must be among the first of them.
  private static let window = 160
  static let reach = 110

  /// The dateline that a paragraph opens with, or `nil`.
  ///
  /// Known forms: `GENEVA – …`, `KYIV, Ukraine (AP) — …`, `NEW YORK, Feb 18 (Agency) - …`, `Wien – …`,
  /// `(ANSA) - ROMA, 18 FEB - …`, `Madrid, 18 feb (EFE).- …`, `МОСКВА, 18 фев — …`,
  /// `МОСКВА, 18 февраля. /ТАСС/. …`, `القاهرة – …`, `新华社北京2月18日电 …`, `【東京共同】…`,
  /// `(서울=연합뉴스) …`, `[東京 18日 ロイター] - …`. `isCapitals` says that the document is set
  /// in capitals, so that they tell nothing here.
  static func read(_ paragraph: SafeText, isCapitals: Bool) -> FoundDateline? {
    guard mayHoldMark(paragraph.string) else { return nil }
    let opening = Array(paragraph.string.unicodeScalars.prefix(window))
    guard let first = opening.first else { return nil }
    if let found = IdeographicDateline.read(opening) { return found }
    if first == "(" || first == "/" { return afterAgency(opening, isCapitals: isCapitals) }
    return read(opening, from: 0, agency: nil, isCapitals: isCapitals)
  }

  /// A quick look at the first bytes for anything that closes a dateline: most paragraphs have none.
  private static func mayHoldMark(_ paragraph: String) -> Bool {
    var paragraph = paragraph
    return paragraph.withUTF8 { bytes in
      guard let first = bytes.first, first &- 0x61 >= 26 else { return false }
      if first >= 0xE3 || first == 0x28 || first == 0x5B { return true }
      var before: UInt8 = 0
      var previous: UInt8 = 0
      for byte in bytes.prefix(reach * 2) {
        if byte == 0x3A || byte == 0x7C || byte == 0x2F { return true }
        // A hyphen with a space beside it, or a longer dash: E2 80 90–95.
        if previous == 0x2D, before == 0x20 || byte == 0x20 || byte == 0x2D { return true }
        if byte >= 0x90, byte <= 0x95, previous == 0x80, before == 0xE2 { return true }
        if byte == 0x88 && previous == 0xE2 || byte == 0xEF { return true }
        before = previous
        previous = byte
      }
      return false
    }
  }

  /// `(ANSA) - ROMA, 18 FEB - …`
  private static func afterAgency(
    _ opening: [Unicode.Scalar], isCapitals: Bool
  ) -> FoundDateline? {
    let closing: Unicode.Scalar = opening[0] == "(" ? ")" : "/"
    guard let end = opening.dropFirst().firstIndex(of: closing), end < 40 else { return nil }
    var start = end + 1
    while start < opening.count, DatelineMark.isDash(opening[start]) || opening[start] == " " {
      start += 1
    }
    guard start > end + 1 else { return nil }
    return read(opening, from: start, agency: string(opening[1..<end]), isCapitals: isCapitals)
  }

  /// The dateline from a place on. A name alone is looked at with more of the paragraph.
  private static func read(
    _ opening: [Unicode.Scalar], from start: Int, agency: String?, isCapitals: Bool
  ) -> FoundDateline? {
    guard let mark = DatelineMark.first(in: opening, from: start) else { return nil }
    guard var parts = DatelineParts(opening[start..<mark.start]) else { return nil }
    parts.agency = parts.agency ?? agency
    let evidence = Evidence(
      opening: opening, mark: mark, parts: parts, isCapitals: isCapitals)
    guard evidence.isDateline else { return nil }
    var length = mark.end
    if parts.agency == nil, let known = Agencies.sentence(opening[mark.end...]) {
      parts.agency = known.name
      length += known.length
    }
    let text = string(opening[0..<(mark.agencyEnd ?? mark.start)])
    return FoundDateline(
      dateline: parts.dateline(text: text), length: length, isSure: evidence.isSure)
  }

  static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return SafeText(line: String(view)).string
  }

  /// What speaks for words before a mark being a dateline.
  private struct Evidence {
    let opening: [Unicode.Scalar]
    let mark: DatelineMark
    let parts: DatelineParts
    let isCapitals: Bool

    /// Whether more than a name before a dash speaks for it.
    var isSure: Bool {
      parts.agency != nil || parts.day != nil || parts.isPlace || parts.isCapitals && !isCapitals
    }

    /// An agency or a day settles it; a name in capitals nearly does; a name as any other must be
    /// followed by a sentence's beginning and not be the first of two dashes.
    var isDateline: Bool {
      if parts.agency != nil || parts.day != nil {
        return mark.kind != .colon || parts.isCapitals || parts.isPlace
      }
      switch mark.kind {
      case .colon, .bar: return parts.isPlace && startsSentence
      case .tight: return parts.isCapitals && !isCapitals || parts.isPlace && mark.isEmDash
      case .spaced:
        if parts.isPlace { return true }
        if parts.isCapitals && !isCapitals { return parts.region != nil || !parts.isCommonWord }
        return startsSentence && !parts.isCommonWord && !isParenthesis
          && (!parts.isCaseless || parts.words <= 2 && parts.isSpacedScript && mark.isLong)
      }
    }

    private var startsSentence: Bool {
      for scalar in opening[mark.end...] {
        switch LetterKind.of(scalar.value) {
        case .none: continue
        case .lower: return false
        case .upper, .caseless, .digit: return true
        }
      }
      return false
    }

    /// Whether a second dash follows soon, as in `Merkel – Kanzlerin seit 2005 – hat …`.
    private var isParenthesis: Bool {
      var place = mark.end
      // One far away belongs to the report itself.
      while place + 2 < min(opening.count, mark.end + 33) {
        if opening[place] == ".", opening[place + 1] == " " { return false }
        if opening[place] == " ", DatelineMark.isDash(opening[place + 1]),
          opening[place + 2] == " "
        {
          return true
        }
        place += 1
      }
      return false
    }
  }
}

/// The dash, colon or bar that closes a dateline.
struct DatelineMark {
  enum Kind {
    /// A dash with space on one side at least.
    case spaced
    /// A long dash between two words.
    case tight
    case colon, bar
  }

  /// Where the words before it end, and where the report begins.
  var start: Int
  var end: Int
  var kind: Kind
  var isEmDash = false
  /// Whether it is longer than a hyphen.
  var isLong = false
  /// Where the agency between slashes ends that stands before it.
  var agencyEnd: Int?

  static func isDash(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x2D, 0x2010...0x2015, 0x2212, 0x2E3A...0x2E3B, 0xFE58, 0xFF0D, 0x2500: true
    default: false
    }
  }

  /// The first mark after `start` that may close a dateline; `nil` where something stands before it
  /// that no dateline has.
  static func first(in opening: [Unicode.Scalar], from start: Int) -> DatelineMark? {
    var depth = 0
    var place = start
    while place < min(opening.count, DatelineReader.reach) {
      let scalar = opening[place]
      if scalar == "(" || scalar == "[" { depth += 1 }
      if scalar == ")" || scalar == "]" { depth -= 1 }
      if depth == 0, place > start, let mark = mark(opening, at: place) { return mark }
      if isForbidden(scalar) { return nil }
      place += 1
    }
    return nil
  }

  private static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "\"", "“", "”", "„", "‘", "«", "»", ";", "!", "?", "=", "@", "#", "%", "$", "€", "<", ">",
      "{",
      "}", "。", "，", "、", "*", "_", "「", "；", "؛":
      true
    default: false
    }
  }

  private static func mark(_ opening: [Unicode.Scalar], at place: Int) -> DatelineMark? {
    let scalar = opening[place]
    if isDash(scalar) { return dash(opening, at: place) }
    if scalar == ":" || scalar == "：" {
      guard scalar == "：" || place + 1 < opening.count && opening[place + 1] == " " else {
        return nil
      }
      return DatelineMark(start: place, end: skip(opening, place + 1), kind: .colon)
    }
    if scalar == "|", opening[place - 1] == " " {
      return DatelineMark(start: place - 1, end: skip(opening, place + 1), kind: .bar)
    }
    return scalar == "/" ? slashes(opening, at: place) : nil
  }

  private static func dash(_ opening: [Unicode.Scalar], at place: Int) -> DatelineMark? {
    var end = place
    while end < opening.count, isDash(opening[end]) { end += 1 }
    let isSpacedBefore = opening[place - 1] == " " || opening[place - 1] == "\u{A0}"
    let isSpacedAfter = end < opening.count && (opening[end] == " " || opening[end] == "\u{A0}")
    let isLong = opening[place].value >= 0x2012 || end - place > 1
    guard isSpacedBefore || isSpacedAfter || isLong else { return nil }
    // `2010–2014` and `Vienna–Bratislava` are no datelines; `U.S.- backed` is a slip.
    if !isLong, !isSpacedBefore, opening[place - 1] != ")", opening[place - 1] != "." { return nil }
    var mark = DatelineMark(
      start: place, end: skip(opening, end),
      kind: isSpacedBefore || isSpacedAfter ? .spaced : .tight)
    mark.isLong = isLong
    mark.isEmDash = opening[place].value >= 0x2014 || end - place > 1
    return mark
  }

  /// `МОСКВА, 18 февраля. /ТАСС/. …`, `LONDON, Feb 18 /PRNewswire/ -- …`
  private static func slashes(_ opening: [Unicode.Scalar], at place: Int) -> DatelineMark? {
    guard opening[place - 1] == " ",
      let close = opening[(place + 1)...].prefix(30).firstIndex(of: "/"), close > place + 2
    else { return nil }
    var end = close + 1
    while end < opening.count, opening[end] == "." || opening[end] == " " || isDash(opening[end]) {
      end += 1
    }
    guard end > close + 1 else { return nil }
    return DatelineMark(start: close + 1, end: end, kind: .spaced)
  }

  private static func skip(_ opening: [Unicode.Scalar], _ start: Int) -> Int {
    var place = start
    while place < opening.count, opening[place] == " " || opening[place] == "\u{A0}" { place += 1 }
    return place
  }
}
