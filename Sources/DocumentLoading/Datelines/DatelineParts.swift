// A dateline's words taken apart: place, region, agency, day.

import ArticleModel
import TextAnalysis

struct DatelineParts {
  var location = ""
  var region: String?
  var agency: String?
  var day: String?

  /// Parts of what stands before the mark; `nil` if it cannot be a dateline.
  init?(_ head: ArraySlice<Unicode.Scalar>) {
    guard head.count <= 90, Self.mayBeNames(head) else { return nil }
    var bare = String.UnicodeScalarView()
    var group: String.UnicodeScalarView?
    var isSlashed = false
    for (index, scalar) in zip(head.indices, head) {
      if group != nil, scalar == ")" || scalar == "]" || (scalar == "/" && isSlashed) {
        guard take(group: String(group ?? .init())) else { return nil }
        group = nil
      } else if group != nil {
        group?.append(scalar)
      } else if scalar == "(" || scalar == "[" || (scalar == "/" && startsGroup(head, index)) {
        group = .init()
        isSlashed = scalar == "/"
      } else {
        bare.append(scalar)
      }
    }
    guard group == nil, take(bare: String(bare)), isSound else { return nil }
  }

  /// A quick look: a dateline has few words, and few of them begin small.
  private static func mayBeNames(_ head: ArraySlice<Unicode.Scalar>) -> Bool {
    var words = 0
    var small = 0
    var previous: Unicode.Scalar = " "
    for scalar in head {
      if previous == " " {
        words += 1
        if LetterKind.of(scalar.value) == .lower { small += 1 }
      }
      previous = scalar
    }
    return words <= 12 && small <= 4
  }

  /// Whether the place has no digits and ends with no small word, and what stands in brackets after
  /// a name without case is no gloss of it.
  private var isSound: Bool {
    let kinds = location.unicodeScalars.map { LetterKind.of($0.value) }
    if kinds.contains(.digit) || kinds.count(where: { $0 != .none }) < 2 { return false }
    guard let last = location.split(separator: " ").last, !Self.isDay(location) else {
      return false
    }
    if Self.particles.contains(last.lowercased()) { return false }
    guard let agency, isCaseless, !LineFacts(agency).isCaseless else { return true }
    return Agencies.names.contains(TextFolding.fold(agency))
  }

  private func startsGroup(_ head: ArraySlice<Unicode.Scalar>, _ index: Int) -> Bool {
    index > head.startIndex && head[index - 1] == " "
      && head[(index + 1)..<head.endIndex].contains("/")
  }

  private mutating func take(group: String) -> Bool {
    let text = SafeText(line: group).string
    guard !text.isEmpty, text.unicodeScalars.count <= 40 else { return false }
    if day == nil, Self.isDay(text) {
      day = text
    } else if region == nil, Places.isRegion(text) {
      region = text
    } else if agency == nil, let first = text.unicodeScalars.first,
      LetterKind.of(first.value) != .lower
    {
      agency = text
    } else {
      return false
    }
    return true
  }

  private mutating func take(bare: String) -> Bool {
    var pieces = bare.split(whereSeparator: { $0 == "," || $0 == "،" }).map {
      SafeText(line: Self.withoutStop($0)).string
    }.filter { !$0.isEmpty }
    splitDay(&pieces)
    guard let first = pieces.first, pieces.count <= 5, Self.isName(first) else { return false }
    location = first
    for piece in pieces.dropFirst() {
      if day != nil, piece.unicodeScalars.count == 4, Int(piece) != nil {
        day = (day ?? "") + ", " + piece
      } else if day == nil, Self.isDay(piece) {
        day = piece
      } else if region == nil, Self.isName(piece) {
        region = piece
      } else if agency == nil, Self.isName(piece) {
        agency = piece
      } else {
        return false
      }
    }
    return true
  }

  /// A full stop that closes a piece goes, unless it belongs to an abbreviation (`D.C.`, `Calif.`).
  private static func withoutStop(_ piece: Substring) -> Substring {
    var text = piece.hasSuffix(" ") ? piece.dropLast() : piece
    // `18 feb (EFE).`: the agency is taken out by now.
    if text.hasSuffix(" .") { text = text.dropLast(2) }
    guard text.hasSuffix("."), let last = text.split(separator: " ").last else { return text }
    return last.count > 6 ? text.dropLast() : text
  }

  /// `КИЕВ. 18 февраля` and `MADRID 18 feb`: a day that no comma parts from the place.
  private mutating func splitDay(_ pieces: inout [String]) {
    guard let last = pieces.last, pieces.count <= 2 else { return }
    let words = last.split(separator: " ")
    guard words.count >= 3 else { return }
    for count in [3, 2] where words.count > count {
      let tail = words.suffix(count).joined(separator: " ")
      guard Self.isDay(tail), words.suffix(count).contains(where: \.isNumberLike) else {
        continue
      }
      let head = words.dropLast(count).joined(separator: " ")
      pieces[pieces.count - 1] =
        head.hasSuffix(".") && head.count > 4 ? String(head.dropLast()) : head
      day = tail
      return
    }
  }

  // MARK: What a piece can be

  /// Whether a text names a day: a month with a number, a weekday, or `18.2.`.
  static func isDay(_ text: String) -> Bool {
    var words = 0
    var hasMonth = false
    var hasNumber = false
    for word in text.split(whereSeparator: { " .,/".contains($0) }) {
      words += 1
      if word.isNumberLike {
        hasNumber = true
      } else if MonthNames.month(String(word)) != nil {
        hasMonth = true
      } else if !MonthNames.isWeekday(String(word)) && !["de", "of"].contains(word.lowercased()) {
        return false
      } else if MonthNames.isWeekday(String(word)) {
        hasMonth = hasMonth || words == 1
        hasNumber = hasNumber || words == 1
      }
    }
    let isNumeric = text.hasSuffix(".") && !text.contains(" ") && words >= 2
    return words > 0 && words <= 5 && hasNumber && (hasMonth || isNumeric)
  }

  /// Whether a text can be a place: a few words that begin with capitals, small ones between.
  private static func isName(_ text: String) -> Bool {
    let words = text.split(separator: " ")
    guard let first = words.first, words.count <= 5, text.unicodeScalars.count <= 48 else {
      return false
    }
    guard let start = first.unicodeScalars.first(where: { LetterKind.of($0.value) != .none }),
      LetterKind.of(start.value) != .digit, LetterKind.of(start.value) != .lower
    else { return false }
    return words.allSatisfy { word in
      if word == "/" { return true }
      guard let letter = word.unicodeScalars.first(where: { LetterKind.of($0.value) != .none })
      else { return false }
      return LetterKind.of(letter.value) != .lower || particles.contains(word.lowercased())
    }
  }

  private static let particles: Set<String> = [
    "de", "da", "do", "dos", "das", "del", "della", "di", "la", "le", "les", "las", "los", "el",
    "al",
    "an", "am", "der", "den", "im", "bei", "ob", "on", "upon", "of", "the", "near", "sur",
    "sous", "en", "aan", "van", "und", "and", "et", "y", "e", "und", "du", "des", "d’", "к", "на",
    "под", "и",
  ]

  // MARK: Evidence

  var words: Int { location.split(separator: " ").count }

  /// Whether the script of the place parts its words, so that one or two of them are one or two.
  var isSpacedScript: Bool {
    location.unicodeScalars.allSatisfy { scalar in
      switch scalar.value {
      case 0x0E00...0x0FFF, 0x1000...0x109F, 0x1780...0x17FF, 0x3040...0x30FF, 0x3400...0x9FFF:
        false
      default: true
      }
    }
  }

  /// Whether the place is set in capitals (`LONDON`, `McALLEN`).
  var isCapitals: Bool {
    var upper = 0
    var lower = 0
    for scalar in location.unicodeScalars {
      let kind = LetterKind.of(scalar.value)
      if kind == .upper { upper += 1 }
      if kind == .lower { lower += 1 }
    }
    return upper >= 3 && lower * 4 <= upper && !Self.alarms.contains(TextFolding.fold(location))
  }

  var isCaseless: Bool { LineFacts(location).isCaseless }

  var isPlace: Bool {
    if Places.contains(location) { return true }
    // Some papers name two: `Wien/Linz`.
    let parts = location.split(separator: "/").map { SafeText(line: $0).string }
    return parts.count == 2 && parts.contains { Places.contains($0) }
  }

  /// Whether the place is a word that opens sentences and captions.
  var isCommonWord: Bool {
    let folded = TextFolding.fold(location)
    if let first = folded.split(separator: " ").first, location.contains(" "),
      StopWords.contains(String(first)), !Self.articles.contains(String(first))
    {
      return true
    }
    // `Vote For Me`: function words in capitals are a title's, small ones a name's.
    for word in location.split(separator: " ").dropFirst() {
      let small = TextFolding.fold(String(word))
      if word.first?.isUppercase == true, StopWords.contains(small), !Self.articles.contains(small),
        !Self.particles.contains(small)
      {
        return true
      }
    }
    return StopWords.contains(folded) || Self.alarms.contains(folded)
      || !location.contains(" ") && Self.answers.contains(folded)
  }

  private static let alarms: Set<String> = [
    "breaking", "breaking news", "update", "updated", "exclusive", "watch", "opinion", "analysis",
    "news",
    "video", "file", "photo", "photos", "live", "alert", "correction", "editor's note", "note",
    "review", "interview", "commentary", "explainer", "factbox", "timeline", "eilmeldung",
    "kommentar",
    "срочно", "urgent", "advisory", "developing", "just in", "poll", "quiz", "listen", "read",
    "more",
  ]

  /// Articles with which names of cities begin.
  private static let articles: Set<String> = [
    "la", "le", "les", "las", "los", "el", "al", "den", "de", "san", "sao", "o", "il",
  ]

  private static let answers: Set<String> = [
    "heute", "gestern", "ja", "nein", "nun", "today", "yesterday", "yes", "now", "first", "second",
    "third", "finally", "hier", "ende", "fazit", "result", "conclusion", "hoy", "ayer",
  ]

  private static let acronyms: Set<String> = [
    "USS", "HMS", "UN", "USA", "UK", "UAE", "DC", "NATO", "EU", "ISS", "US", "NY", "LA", "RAF",
    "RMS",
  ]

  // MARK: The result

  func dateline(text: String) -> Dateline {
    Dateline(
      text: SafeText(
        line: text.hasSuffix(".") && text.count > 8 && agency != nil
          ? String(text.dropLast()) : text),
      location: SafeText(line: isCapitals ? Self.titleCased(location) : location),
      region: region.map { SafeText(line: $0) }, agency: agency.map { SafeText(line: $0) },
      day: day.map { SafeText(line: $0) })
  }

  /// `RIO DE JANEIRO` becomes `Rio de Janeiro`, `PORT-AU-PRINCE` `Port-au-Prince`; what has full
  /// stops (`D.C.`) stays.
  static func titleCased(_ name: String) -> String {
    var result = ""
    var word = ""
    var isFirst = true
    for character in name + " " {
      if character == " " || character == "-" || character == "/" {
        let mayBeSmall = !isFirst && character != "/"
        result += cased(word, mayBeSmall: mayBeSmall)
        result.append(character)
        isFirst = character == "/"
        word = ""
      } else {
        word.append(character)
      }
    }
    return String(result.dropLast())
  }

  private static func cased(_ word: String, mayBeSmall: Bool) -> String {
    let small = word.lowercased()
    if acronyms.contains(word) { return word }
    if mayBeSmall, particles.contains(small) || small == "au" || small == "aux" { return small }
    guard let first = word.first, !word.dropLast().contains(".") else { return word }
    // `McALLEN`
    if small.hasPrefix("mc"), small.count > 4, let third = word.dropFirst(2).first {
      return "Mc" + String(third) + small.dropFirst(3)
    }
    return String(first) + small.dropFirst()
  }
}

extension Substring {
  /// Whether it is a number of a day or a year, an ordinal included: `18`, `18th`, `1er`.
  fileprivate var isNumberLike: Bool {
    guard let first = unicodeScalars.first, first.properties.numericType == .decimal else {
      return false
    }
    return unicodeScalars.count <= 4
  }
}

/// News agencies that datelines name without brackets.
enum Agencies {
  /// An agency that stands as a sentence of its own after the dash: `МОСКВА, 18 фев — РИА Новости.`
  static func sentence(_ rest: ArraySlice<Unicode.Scalar>) -> (name: String, length: Int)? {
    guard let stop = rest.prefix(30).firstIndex(of: ".") else { return nil }
    let name = DatelineReader.string(rest[rest.startIndex..<stop])
    guard names.contains(TextFolding.fold(name)) else { return nil }
    var end = stop + 1
    while end < rest.endIndex, rest[end] == " " { end += 1 }
    return (name, end - rest.startIndex)
  }

  static let names: Set<String> = Set(
    [
      "РИА Новости", "ТАСС", "ИТАР-ТАСС", "Интерфакс", "Регнум", "УНИАН", "Укринформ", "БелТА",
      "Sputnik", "Reuters", "AP", "AFP", "dpa", "APA", "ANSA", "EFE", "PTI", "IANS", "ANI",
      "Xinhua",
      "Спутник", "Рейтер",
    ].map { TextFolding.fold($0) })
}
