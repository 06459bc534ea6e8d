// Links that a plain text writes out: addresses, and words with an address behind them.

import ArticleModel
import TextAnalysis

/// Finds `[words](address)` and addresses that stand in a text as such.
struct WrittenLinks {
  /// The text as it is shown: of words with an address, the words.
  private(set) var text: SafeText
  /// A link run over each.
  private(set) var runs: [Run] = []

  /// - Parameters:
  ///   - text: of a paragraph, or of lines.
  ///   - keepsText: whether the text must stay as it is: then only addresses are found.
  init(_ text: SafeText, keepsText: Bool = false) {
    self.text = text
    let found = LinkScan.links(in: text, marked: !keepsText)
    guard !found.isEmpty else { return }
    let addresses = text.slices(scalars: found.map(\.address))
    var pieces: [Range<Int>] = []
    var place = 0
    var count = 0
    for (link, address) in zip(found, addresses) {
      pieces += [place..<link.range.lowerBound, link.words]
      count += link.range.lowerBound - place
      runs.append(Run(count..<count + link.words.count, .link(url: address)))
      count += link.words.count
      place = link.range.upperBound
    }
    guard found.contains(where: { $0.words != $0.range }) else { return }
    pieces.append(place..<text.scalarCount)
    let shown = SafeText.joined(text.slices(scalars: pieces))
    // Words that touch could join to what is one space: then the places would be others.
    let clean = SafeText(line: shown.string)
    if clean == shown { self.text = shown } else { runs = [] }
  }
}
