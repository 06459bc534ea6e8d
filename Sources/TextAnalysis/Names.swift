// The names in a text: who and where, as far as capitals tell.

/// A name with where it stands.
package struct FoundName: Hashable, Sendable {
  /// As the text writes it most readably: `Geneva` rather than `GENEVA`.
  package var text: String
  /// How often it occurs, alone or as the last word of a longer name counted with that.
  package var count: Int
  /// The paragraphs that have it, ascending.
  package var paragraphs: [Int]
}

/// Finds names by their capitals.
package enum Names {
  /// The names in paragraphs, in order of appearance.
  ///
  ///     Names.all(in: ["GENEVA – Steve Witkoff met the Swiss."]).map(\.text)
  ///     // ["Geneva", "Steve Witkoff", "Swiss"]
  ///
  /// Capitalised words that stand together are one name, with `of`, `de`, `van` between them. A
  /// single one that only ever opens a sentence is none, nor is a lone noun in German. A script
  /// without capitals shows no names this way. Linear in the length of the text.
  package static func all(in paragraphs: [String]) -> [FoundName] {
    var collector = NameCollector()
    for (index, text) in paragraphs.enumerated() { collector.read(text, paragraph: index) }
    var terms: [String] = []
    for text in paragraphs where terms.count < 2_000 { terms += Terms.all(in: text) }
    return collector.names(isGerman: Language.detect(in: terms) == .german)
  }
}

/// A word of running text, stripped of its punctuation.
private struct NameWord {
  var text: Substring
  var opensSentence: Bool
  /// True if a comma, bracket or quotation mark parts it from the word before.
  var isParted: Bool

  var isCapitalised: Bool { text.unicodeScalars.first?.properties.isUppercase == true }
  var isAllCapitals: Bool {
    text.unicodeScalars.count > 1 && text.allSatisfy { $0.isUppercase || !$0.isLetter }
  }
}

private struct NameCollector {
  private struct Entry {
    var text: String
    var count = 0
    var paragraphs: [Int] = []
    /// True if capitals are all that speaks for it: it only ever opened a sentence.
    var isWeak = true
    var words: Int
  }

  private var entries: [String: Entry] = [:]
  private var order: [String] = []

  private static let joints: Set<Substring> = [
    "of", "de", "del", "della", "da", "di", "du", "des", "la", "van", "von", "der", "den", "zu",
    "bin", "ibn", "al", "el", "y",
  ]
  /// Days and months are no names that anyone follows.
  private static let calendar: Set<String> = [
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january",
    "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept", "sep", "oct",
    "nov", "dec",
  ]

  /// Of the scripts that have capitals, folded.
  private static let vowels: Set<Character> = Set("aeiouyæøœαεηιουωаеиоуыэюяіїєѣәөүұաեէըիոօ")

  /// Titles and the like that stand before a name and are no part of it.
  private static let titles: Set<String> = [
    "mr", "mrs", "ms", "dr", "president", "prime", "minister", "chancellor", "ambassador",
    "senator", "governor", "secretary", "professor",
  ]

  mutating func read(_ text: String, paragraph: Int) {
    let words = Self.words(of: text)
    // A headline's capitals say nothing.
    let inside = words.filter { !$0.opensSentence }
    let isSentence = text.last { !$0.isWhitespace }.map { !$0.isLetter && !$0.isNumber } ?? false
    guard isSentence || inside.count(where: \.isCapitalised) * 2 <= inside.count else { return }
    var run: [NameWord] = []
    var waiting: [NameWord] = []
    for word in words {
      let endsRun = word.isParted || word.opensSentence
      if word.isCapitalised, !endsRun || run.isEmpty {
        run += waiting + [word]
        waiting = []
      } else if !endsRun, !run.isEmpty, waiting.count < 2, Self.joints.contains(word.text) {
        waiting.append(word)
      } else {
        take(run, paragraph)
        run = word.isCapitalised ? [word] : []
        waiting = []
      }
    }
    take(run, paragraph)
  }

  private mutating func take(_ run: [NameWord], _ paragraph: Int) {
    var run = run[...]
    while let first = run.first, Self.isNoName(first) || !first.isCapitalised { run.removeFirst() }
    while let last = run.last, Self.isNoName(last) || !last.isCapitalised { run.removeLast() }
    while let first = run.first, Self.titles.contains(TextFolding.fold(String(first.text))) {
      run.removeFirst()
    }
    guard let first = run.first, run.count <= 6 else { return }
    let text = run.map(\.text).joined(separator: " ")
    let key = TextFolding.fold(text)
    guard text.unicodeScalars.count > 1 else { return }
    if entries[key] == nil {
      order.append(key)
      entries[key] = Entry(text: text, words: run.count)
    }
    let isAcronym = first.isAllCapitals && run.count == 1
    entries[key]?.count += 1
    if entries[key]?.paragraphs.last != paragraph { entries[key]?.paragraphs.append(paragraph) }
    if run.count > 1 || !first.opensSentence || isAcronym { entries[key]?.isWeak = false }
    if let known = entries[key]?.text, known == known.uppercased() { entries[key]?.text = text }
  }

  private static func isNoName(_ word: NameWord) -> Bool {
    let folded = TextFolding.fold(String(word.text))
    return StopWords.contains(folded) || calendar.contains(folded)
  }

  func names(isGerman: Bool) -> [FoundName] {
    var found: [FoundName] = []
    for key in order {
      guard let entry = entries[key], !entry.isWeak else { continue }
      let isAcronym = entry.text == entry.text.uppercased() && entry.text.count <= 6
      if isGerman, entry.words == 1, !isAcronym { continue }
      found.append(
        FoundName(text: readable(entry.text), count: entry.count, paragraphs: entry.paragraphs))
    }
    return Self.withFullNames(Self.withoutTitles(found))
  }

  /// `GENEVA` where nothing in the text writes it otherwise: as a name is written. A name with a digit, or with a
  /// word without a vowel, is left as it stands: `CDP-101 CD`, `BBC NEWS`.
  private func readable(_ text: String) -> String {
    guard text == text.uppercased(), text.count > 5, !text.contains(where: \.isNumber),
      text.split(separator: " ").allSatisfy({
        TextFolding.fold(String($0)).contains(where: Self.vowels.contains)
      })
    else { return text }
    return text.split(separator: " ").map(\.capitalisedWord).joined(separator: " ")
  }

  /// Counts a name with a title or a country (`Ambassador Elena Marti of Norway`) to the name alone,
  /// where that occurs, too.
  private static func withoutTitles(_ names: [FoundName]) -> [FoundName] {
    var names = names
    var merged: Set<Int> = []
    let inner = names.map { " \(TextFolding.fold($0.text)) " }
    for (index, name) in names.enumerated() where name.text.split(separator: " ").count > 2 {
      let shorter = names.indices.first { other in
        other != index && names[other].text.contains(" ") && inner[index].contains(inner[other])
      }
      guard let shorter else { continue }
      names[shorter].count += name.count
      names[shorter].paragraphs = Set(names[shorter].paragraphs + name.paragraphs).sorted()
      merged.insert(index)
    }
    return names.indices.filter { !merged.contains($0) }.map { names[$0] }
  }

  /// Counts a surname that stands alone to the one full name that ends with it.
  private static func withFullNames(_ names: [FoundName]) -> [FoundName] {
    var names = names
    var full: [String: [Int]] = [:]
    for (index, name) in names.enumerated() {
      let words = name.text.split(separator: " ")
      if words.count > 1, let last = words.last {
        full[TextFolding.fold(String(last)), default: []].append(index)
      }
    }
    var merged: Set<Int> = []
    for (index, name) in names.enumerated() where !name.text.contains(" ") {
      guard let whole = full[TextFolding.fold(name.text)], whole.count == 1 else { continue }
      names[whole[0]].count += name.count
      names[whole[0]].paragraphs = Set(names[whole[0]].paragraphs + name.paragraphs).sorted()
      merged.insert(index)
    }
    return names.indices.filter { !merged.contains($0) }.map { names[$0] }
  }

  private static func words(of text: String) -> [NameWord] {
    var words: [NameWord] = []
    var opensSentence = true
    var isParted = false
    for raw in text.split(whereSeparator: \.isWhitespace) {
      let head = raw.prefix { !$0.isLetter && !$0.isNumber }
      var body = raw.dropFirst(head.count)
      var tail = body.reversed().prefix { !$0.isLetter && !$0.isNumber }.count
      body = body.dropLast(tail)
      for ending in ["’s", "'s"] where body.hasSuffix(ending) {
        body = body.dropLast(2)
        tail += 1
      }
      let closing = raw.suffix(max(0, raw.count - head.count - body.count))
      if !body.isEmpty {
        words.append(
          NameWord(
            text: body, opensSentence: opensSentence, isParted: isParted || !head.isEmpty))
      }
      let isInitial = body.count == 1 && closing == "."
      // After a dash that stands alone, a dateline's, a sentence begins.
      opensSentence = body.isEmpty || !isInitial && closing.contains { ".!?…:".contains($0) }
      isParted = !isInitial && !closing.isEmpty || body.isEmpty
    }
    return words
  }
}

extension Substring {
  fileprivate var capitalisedWord: String { prefix(1) + dropFirst().lowercased() }
}
