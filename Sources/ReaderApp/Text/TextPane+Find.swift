// The text pane finds words, and shows the matches of a search of the library.

import ArticleModel
import Screen
import TextAnalysis

extension TextPane {
  /// Shows the article at what a search found in it, with all its hits.
  mutating func land(
    on match: SearchMatch, of source: FindState.Source, _ around: Surroundings,
    _ out: inout TextOutcome
  ) {
    guard let reading else { return }
    setTop(.start)
    self.reading?.focusBlock = 0
    find(source, near: nil, around, &out)
    guard let find = self.reading?.find, !find.matches.isEmpty else {
      self.reading?.find = nil
      return
    }
    let blocks = reading.text.blocks
    let atSnippet = match.snippet.flatMap { snippet in
      find.matches.firstIndex { hit in
        let block = blocks[hit.block]
        return block.section == snippet.section && block.block == snippet.block
          && hit.range.upperBound > snippet.offset
      }
    }
    let inBody = find.matches.firstIndex { blocks[$0.block].section >= 0 }
    self.reading?.find?.current = atSnippet ?? inBody ?? 0
    showMatch(around, &out)
  }

  /// Marks all hits of a search, and leaves the place as it is.
  mutating func markHits(
    of source: FindState.Source, _ around: Surroundings, _ out: inout TextOutcome
  ) {
    guard let top = topPlace else { return }
    find(source, near: nil, around, &out)
    guard let find = reading?.find, !find.matches.isEmpty else {
      reading?.find = nil
      return
    }
    let next = find.matches.firstIndex { $0.block >= top.block }
    reading?.find?.current = next ?? 0
  }
}

extension TextPane {
  /// Finds something in the article; the first match at or after `place` becomes the current one.
  mutating func find(
    _ source: FindState.Source, near place: LinePlace?, _ around: Surroundings,
    _ out: inout TextOutcome
  ) {
    guard let reading, source != .words(.empty) else {
      self.reading?.find = nil
      return
    }
    var matches: [FindState.Match] = []
    let ranges = source.finder(in: { reading.text.knownLanguage })
    for (index, block) in reading.text.blocks.enumerated() {
      for range in ranges(block.text.string) {
        matches.append(FindState.Match(block: index, range: range))
      }
    }
    let first = matches.firstIndex { match in
      guard let place else { return true }
      return reading.column.place(ofBlock: match.block, offset: match.range.lowerBound) >= place
    }
    self.reading?.find = FindState(source: source, matches: matches, current: first ?? 0)
    if place != nil { showMatch(around, &out) }
  }

  mutating func showMatch(_ around: Surroundings, _ out: inout TextOutcome) {
    guard let find = reading?.find, find.matches.indices.contains(find.current) else { return }
    let match = find.matches[find.current]
    bringOnScreen(block: match.block, offset: match.range.lowerBound, around, &out)
  }

  mutating func nextMatch(forward: Bool, _ around: Surroundings, _ out: inout TextOutcome) {
    if reading?.find?.matches.isEmpty != false, let words = reading?.soughtLast {
      return findAgain(words, forward: forward, around, &out)
    }
    guard let find = reading?.find, !find.matches.isEmpty else {
      out.say(Message.nothingFound)
      return
    }
    let count = find.matches.count
    let next = find.current + (forward ? 1 : -1)
    if next < 0 || next >= count {
      out.say(forward ? Message.fromTheTop : Message.fromTheEnd)
    }
    reading?.find?.current = (next + count) % count
    showMatch(around, &out)
  }
}

extension TextPane {
  /// Looks once more for what was looked for last, from the top of the pane on.
  private mutating func findAgain(
    _ words: SafeText, forward: Bool, _ around: Surroundings, _ out: inout TextOutcome
  ) {
    guard !words.isEmpty else {
      out.say(
        Message.nothingSought(
          find: around.key(.search(.search)), next: around.key(.text(.nextArticle))))
      return
    }
    find(.words(words), near: forward ? topPlace : nil, around, &out)
    guard let find = reading?.find, !find.matches.isEmpty else {
      reading?.find = nil
      out.say(Message.notFound(words.string))
      return
    }
    if !forward, let top = topPlace, let column = reading?.column {
      let before = find.matches.lastIndex {
        column.place(ofBlock: $0.block, offset: $0.range.lowerBound) < top
      }
      reading?.find?.current = before ?? find.matches.count - 1
      showMatch(around, &out)
    }
  }
}

extension FindState {
  /// True if it shows what a search of the library looked for.
  var isOfSearch: Bool {
    if case .search = source { return true }
    return false
  }
}

extension FindState.Source {
  /// Finds where it is in texts of a language, in scalars.
  func finder(in language: () -> Language?) -> (String) -> [Range<Int>] {
    switch self {
    case .words(let words): return TextSearch.finder(of: words.string)
    case .search(let query):
      let matcher = QueryMatcher(query, language: language())
      return { matcher.hits(in: $0) }
    }
  }
}
