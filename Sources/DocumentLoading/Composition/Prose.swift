// What the paragraphs of a document have in common, against which its short lines are judged.

import ArticleModel

/// Habits of a document's writing.
struct Prose: Sendable {
  /// Whether its longer paragraphs close with full stops and their like; Thai papers write none.
  var isPunctuated: Bool
  /// Whether it is set in capitals.
  var isCapitals: Bool
  /// The cells that the middle one of its longer paragraphs takes; 0 where there is none.
  var medianWidth: Int

  /// Looks at the first 300 elements.
  init(_ elements: [Element]) {
    var widths: [Int] = []
    var closed = 0
    var upper = 0
    var lower = 0
    for element in elements.prefix(300) where element.kind == .paragraph {
      upper += element.facts.upper
      lower += element.facts.lower
      guard element.width >= 70 || element.facts.closing == .stop else { continue }
      widths.append(element.width)
      switch element.facts.closing {
      case .stop, .mark, .ellipsis, .colon: closed += 1
      case .open, .comma: if element.facts.endsQuoted { closed += 1 }
      }
    }
    widths.sort()
    medianWidth = widths.isEmpty ? 0 : widths[widths.count / 2]
    isPunctuated = !widths.isEmpty && closed * 10 >= widths.count * 7
    isCapitals = upper > lower * 2 && upper > 20
  }
}

extension Prose {
  /// True if the sentences of a text are closed: then a line without a stop is none of them.
  ///
  /// Short lines are headings, labels and credits as often as sentences, and what is quoted from
  /// elsewhere ends with its address: neither is counted.
  static func closes(_ elements: ArraySlice<Element>) -> Bool {
    var paragraphs = 0
    var closed = 0
    // The last lines may be headlines, of which some are long.
    for element in elements.dropLast(min(6, elements.count / 2)).suffix(200)
    where element.kind == .paragraph && element.width >= 100 {
      switch element.facts.closing {
      case .stop, .mark, .ellipsis, .colon: closed += 1
      case .open, .comma:
        if element.facts.endsQuoted {
          closed += 1
        } else if element.isTitleLike || endsForeign(element.text.string) {
          continue
        }
      }
      paragraphs += 1
    }
    return paragraphs > 0 && closed * 10 >= paragraphs * 9
  }

  private static func endsForeign(_ text: String) -> Bool {
    text.utf8.suffix(80).contains { $0 == 0x40 || $0 == 0x2F }
  }
}

/// Questions about a short line.
extension Element {
  /// Whether this may be a title under a label: a line that is no sentence closed by a full stop.
  /// An item may be closed by one.
  var canBeTitle: Bool {
    guard isShort, kind == .paragraph || kind == .item else { return false }
    // A title may have been too long for one line of wrapped text.
    guard isSingleLine || kind == .item || facts.width <= 170 && facts.closing != .stop else {
      return false
    }
    guard facts.letters >= 3, facts.width <= 220, !facts.startsLower || startsWithBrand,
      !hasForeignMark, !Credits.isCredit(text.string)
    else {
      return false
    }
    switch facts.closing {
    case .open, .mark, .ellipsis: break
    case .stop: if !(kind == .item && !facts.hasBreak && facts.width <= 140) { return false }
    case .colon, .comma: return false
    }
    return !facts.hasBreak || facts.isTitleCase || facts.closing == .mark
  }

  /// Whether this reads as a headline without a label to say so.
  var isTitleLike: Bool {
    guard canBeTitle, facts.closing != .stop, facts.commas <= 3, !facts.isTornQuotation else {
      return false
    }
    if DatelineMark.isDash(Unicode.Scalar(facts.first) ?? " ") { return false }
    guard isSingleLine || facts.isTitleCase else { return false }
    if facts.isCaseless || facts.words <= 2 { return facts.isCaseless && facts.width >= 12 }
    return facts.words >= 3 && facts.width >= 14 && facts.digits * 3 <= facts.letters
  }

  /// True if this is a line that no stop closes, of some words, in a text that closes its sentences.
  var isOpenTitle: Bool {
    guard kind == .paragraph, isSingleLine, isShort, facts.width <= 170, facts.letters >= 8,
      !facts.startsLower || startsWithBrand, !hasForeignMark, !Credits.isCredit(text.string),
      facts.words >= 3 || facts.isCaseless && facts.width >= 12
    else { return false }
    switch facts.closing {
    case .open, .ellipsis: return true
    case .mark: return facts.words <= 22
    case .stop, .colon, .comma: return false
    }
  }

  /// True if this may stand among titles though it looks like none: a line in capitals, one that
  /// begins small or ends with a dash, one closed by a stop in title case.
  func isOddTitle(isClosed: Bool) -> Bool {
    if isClosed, isOpenTitle { return true }
    guard kind == .paragraph, isSingleLine, isShort, facts.width <= 150, facts.words >= 3,
      !hasForeignMark, !Credits.isCredit(text.string)
    else { return false }
    switch facts.closing {
    case .open, .mark, .ellipsis: return true
    case .comma: return isClosed
    case .stop: return facts.width <= 130
    case .colon: return false
    }
  }

  /// `iPhone`, `eBay`: a small letter with a capital after it.
  private var startsWithBrand: Bool {
    let word = text.string.prefix { $0 != " " }
    return word.dropFirst().contains(where: \.isUppercase)
  }

  /// Addresses and signs of copyright, which no headline has.
  private var hasForeignMark: Bool {
    var string = text.string
    return string.withUTF8 { bytes in
      var previous: UInt8 = 0
      for byte in bytes {
        if byte == 0x40 || (byte == 0xA9 && previous == 0xC2) { return true }
        if byte == 0x2F, previous == 0x3A { return true }
        previous = byte
      }
      return false
    }
  }
}

/// Lines that say who wrote, photographed or owns a text.
enum Credits {
  static func isCredit(_ line: String) -> Bool {
    guard let first = line.utf8.first else { return false }
    if let list = openings[first], list.contains(where: { line.utf8.starts(with: $0) }) {
      return true
    }
    return agencies.contains { line.hasSuffix($0) }
  }

  /// True if a line stands under a picture: it says so, or closes with who took it.
  static func isCaption(_ line: String) -> Bool {
    if captions.contains(where: { line.hasPrefix($0) }) || line.contains("Photo: ") { return true }
    guard line.hasSuffix(")"), let open = line.lastIndex(of: "(") else { return false }
    let credit = line[open...]
    return agencies.contains { credit.dropLast().hasSuffix($0) } || credit.contains("/")
      || credit.hasPrefix("(Photo") || credit.hasPrefix("(Image") || credit.hasPrefix("(Library of")
  }

  private static let captions = [
    "Image copyright", "Image caption", "Image source", "Media playback", "Media caption",
    "Photograph:", "Photo by", "Photo credit", "File photo",
  ]

  private static let agencies = [
    "/AP", "/AFP", "/Reuters", "AP Photo", "/REUTERS", "(AP)", "/dpa", "Getty Images",
  ]

  /// How such lines begin, by the first byte.
  private static let openings: [UInt8: [[UInt8]]] = Dictionary(
    grouping: names.map { Array($0.utf8) }, by: { $0.first ?? 0 })

  private static let names = [
    "By ", "BY ", "©", "All rights", "-30-", "- 30 -", "ENDS", "Photo", "PHOTO", "Image", "Source:",
    "Sources:", "Copyright", "(c)", "(C)",
    "Contact", "Editing by", "Reporting by", "Additional reporting", "Written by", "Picture:",
    "Slideshow", "Advertisement", "ADVERTISEMENT", "Enlarge", "CLICK HERE", "Click here", "Updated",
    "Published", "Last updated", "Follow ", "Subscribe", "Sign up", "Download the", "Download our",
    "Contributing",
    "Continue Reading", "Scroll down", "Send us", "Get news", "Von ", "Par ",
    "Foto:", "Fotos:", "Quelle:", "Text:", "Bild:", "Photo:", "Crédit", "Фото", "Источник", "文/",
    "图/", "编辑", "編輯", "责任编辑", "記者", "记者",
  ]

  /// True if a line says who wrote or sent a text, or where to share, follow or reach them.
  static func isSignature(_ line: String) -> Bool {
    if isCredit(line) || isCaption(line) { return true }
    let words = line.split(separator: " ")
    if let first = words.first, shares.contains(first.lowercased().filter(\.isLetter)) {
      return true
    }
    if signs.contains(where: { line.contains($0) }) { return true }
    // Names and nothing else.
    return words.count <= 4
      && words.allSatisfy { word in
        word.first?.isUppercase == true || ["and", "of", "the", "de", "van", "von"].contains(word)
      }
  }

  private static let shares: Set<String> = [
    "share", "tweet", "email", "print", "comment", "comments", "facebook", "twitter", "whatsapp",
    "follow", "like", "contact", "call", "visit", "watch", "listen", "tel", "phone", "fax",
    "teilen",
    "partager", "compartir", "condividi",
  ]
  private static let signs = [
    " is a ", " is an ", " is the author", " contributed ", " reported from", " @", "www.",
    "P.O. Box",
    ", editor", ", Editor", " | ", " Staff", " staff writer", " correspondent",
  ]

  /// The names after `By`, where a line is that and nothing else.
  static func byline(_ element: Element) -> String? {
    guard element.kind == .paragraph, element.isSingleLine, element.width <= 90,
      element.facts.closing == .open
    else { return nil }
    let line = element.text.string
    for opening in bylines where line.hasPrefix(opening) {
      let names = line.dropFirst(opening.count)
      let words = names.split(separator: " ")
      guard (1...12).contains(words.count), let first = names.unicodeScalars.first,
        LetterKind.of(first.value) == .upper || LetterKind.of(first.value) == .caseless,
        words.count(where: { LetterKind.of($0.unicodeScalars.first?.value ?? 0) == .lower }) <= 3
      else { return nil }
      return String(names)
    }
    return nil
  }

  private static let bylines = [
    "By ", "BY ", "by ", "Von ", "VON ", "Par ", "Por ", "Di ", "Door ", "Af ", "Av ", "Автор: ",
    "Текст: ",
    "文/", "文／", "作者：", "记者：",
  ]
}
