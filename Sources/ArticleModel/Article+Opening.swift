// An article's dateline, and a headline that was made of its first sentence, stand in its text, too.

/// A stretch of a block's text.
package struct BlockStretch: Hashable, Sendable {
  /// The section, and the block in it, counted from 0.
  package var section: Int
  package var block: Int
  /// In Unicode scalars of the block's text.
  package var range: Range<Int>

  package init(section: Int, block: Int, range: Range<Int>) {
    self.section = section
    self.block = block
    self.range = range
  }
}

extension Article {
  /// The dateline with its dash, as it opens a paragraph of the body; `nil` if there is none.
  package var datelineStretch: BlockStretch? {
    guard let words = dateline?.text.string.unicodeScalars, !words.isEmpty else { return nil }
    for (index, section) in sections.enumerated() where section.kind != .related {
      for (number, block) in section.blocks.enumerated() where block.kind == .paragraph {
        guard let end = Self.end(ofDateline: words, in: block.text) else { continue }
        return BlockStretch(section: index, block: number, range: 0..<end)
      }
      // It opens the body, not a part far below.
      if section.kind == .body { return nil }
    }
    return nil
  }

  /// The scalars that a dateline takes at the head of a text, with the dash after it.
  private static func end(ofDateline words: String.UnicodeScalarView, in text: SafeText) -> Int? {
    var rest = text.string.unicodeScalars[...]
    for scalar in words {
      guard rest.first == scalar else { return nil }
      rest = rest.dropFirst()
    }
    var end = words.count
    while rest.first == " " {
      end += 1
      rest = rest.dropFirst()
    }
    guard let dash = rest.first, ["–", "—", "-", "―", ":", "−"].contains(dash) else { return nil }
    end += 1
    if rest.dropFirst().first == dash { end += 1 }
    return end
  }

  /// The words of a headline that was made of the article's own first sentence, where they stand;
  /// `nil` for every other headline. Whoever shows the text need not show these twice.
  package var headlineStretch: BlockStretch? {
    guard headline.origin == .derived else { return nil }
    var words = headline.text.string.unicodeScalars[...]
    if words.last == "…" { words = words.dropLast() }
    guard !words.isEmpty else { return nil }
    let dateline = datelineStretch
    for (index, section) in sections.enumerated().prefix(2) where section.kind != .related {
      guard let block = section.blocks.first, block.kind == .paragraph else { continue }
      let scalars = block.text.string.unicodeScalars
      var start = 0
      if let dateline, dateline.section == index, dateline.block == 0 {
        start = dateline.range.upperBound
      }
      var rest = scalars.dropFirst(start)
      while rest.first == " " {
        start += 1
        rest = rest.dropFirst()
      }
      guard rest.starts(with: words) else { continue }
      // The stop that closes the sentence belongs to it.
      let after = rest.dropFirst(words.count).first
      let stop = after.map { ".。।".unicodeScalars.contains($0) } ?? false
      return BlockStretch(
        section: index, block: 0, range: start..<start + words.count + (stop ? 1 : 0))
    }
    return nil
  }
}
