// Links that a plain text writes out: addresses, and words with an address behind them.

import ArticleModel

/// Finds `[words](address)` and addresses that stand in a text as such.
struct WrittenLinks {
  /// The text as it is shown: of words with an address, the words.
  private(set) var text: SafeText
  /// A link run over each.
  private(set) var runs: [Run] = []

  /// A link's parts, in scalars of the text.
  private struct Found {
    var range: Range<Int>
    var words: Range<Int>
    var address: Range<Int>
  }

  /// - Parameters:
  ///   - text: of a paragraph, or of lines.
  ///   - keepsText: whether the text must stay as it is: then only addresses are found.
  init(_ text: SafeText, keepsText: Bool = false) {
    self.text = text
    guard Self.mayHaveLinks(text.string) else { return }
    let scan = Scan(Array(text.string.unicodeScalars), keepsText: keepsText)
    let addresses = text.slices(scalars: scan.found.map(\.address))
    var pieces: [Range<Int>] = []
    var place = 0
    var count = 0
    for (link, address) in zip(scan.found, addresses) {
      pieces += [place..<link.range.lowerBound, link.words]
      count += link.range.lowerBound - place
      runs.append(Run(count..<count + link.words.count, .link(url: address)))
      count += link.words.count
      place = link.range.upperBound
    }
    guard scan.found.contains(where: { $0.words != $0.range }) else { return }
    pieces.append(place..<text.scalarCount)
    let shown = SafeText.joined(text.slices(scalars: pieces))
    // Words that touch could join to what is one space: then the places would be others.
    let clean = SafeText(line: shown.string)
    if clean == shown { self.text = shown } else { runs = [] }
  }

  /// True if a text has what every link has: long texts mostly have none.
  private static func mayHaveLinks(_ text: String) -> Bool {
    var last: UInt8 = 0
    for byte in text.utf8 {
      if byte == UInt8(ascii: "/") && last == UInt8(ascii: ":")
        || byte == UInt8(ascii: "(") && last == UInt8(ascii: "]")
      {
        return true
      }
      last = byte
    }
    return false
  }

  /// One pass over a text's scalars.
  private struct Scan {
    private let scalars: [Unicode.Scalar]
    private(set) var found: [Found] = []

    init(_ scalars: [Unicode.Scalar], keepsText: Bool) {
      self.scalars = scalars
      var place = 0
      while place < scalars.count {
        let link = scalars[place] == "[" && !keepsText ? bracketed(from: place) : bare(from: place)
        if let link { found.append(link) }
        place = link?.range.upperBound ?? place + 1
      }
    }

    /// `[words](address)` on one line of at most some hundred characters.
    private func bracketed(from start: Int) -> Found? {
      guard let middle = index(of: "]", from: start + 1, within: 300), middle > start + 1,
        middle + 1 < scalars.count, scalars[middle + 1] == "(",
        let end = index(of: ")", from: middle + 2, within: 2_000), end > middle + 2,
        !scalars[middle + 2..<end].contains(" "), !scalars[start + 1..<middle].contains("[")
      else { return nil }
      return Found(range: start..<end + 1, words: start + 1..<middle, address: middle + 2..<end)
    }

    /// `https://…` up to a space or what closes a sentence.
    private func bare(from start: Int) -> Found? {
      guard scalars[start] == "h" || scalars[start] == "H",
        start == 0 || !scalars[start - 1].properties.isAlphabetic
      else { return nil }
      let head = String(String.UnicodeScalarView(scalars[start..<min(scalars.count, start + 8)]))
        .lowercased()
      guard head.hasPrefix("http://") || head.hasPrefix("https://") else { return nil }
      let stop: Set<Unicode.Scalar> = ["<", ">", "\"", "“", "”", "«", "»", "`", "|"]
      var end = start
      while end < scalars.count, !scalars[end].properties.isWhitespace, !stop.contains(scalars[end])
      {
        end += 1
      }
      let bracket = scalars[start..<end].firstIndex(of: "(") ?? end
      while end > start, isClosing(scalars[end - 1], isBracketed: bracket < end) { end -= 1 }
      guard end > start + 8 else { return nil }
      return Found(range: start..<end, words: start..<end, address: start..<end)
    }

    /// True if a last character belongs to the sentence and not to the address in it, which may have
    /// opened a bracket of its own.
    private func isClosing(_ scalar: Unicode.Scalar, isBracketed: Bool) -> Bool {
      if scalar == ")" { return !isBracketed }
      return [".", ",", ";", ":", "!", "?", "'", "’", "]", "…", "。", "，", "、"].contains(scalar)
    }

    private func index(of scalar: Unicode.Scalar, from start: Int, within limit: Int) -> Int? {
      guard start < scalars.count else { return nil }
      return scalars[start..<min(scalars.count, start + limit)].firstIndex(of: scalar)
    }
  }
}
