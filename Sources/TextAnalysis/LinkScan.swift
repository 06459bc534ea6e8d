// Links that a text writes out are found in one place: loaders make runs of them, the reader offers them.

package import ArticleModel

/// Finds `[words](address)` and addresses that stand in a text as such. Linear in its length.
package struct LinkScan {
  /// A link's parts, in Unicode scalars of the text.
  package struct Found {
    package var range: Range<Int>
    /// The address itself where no words stand for it.
    package var words: Range<Int>
    package var address: Range<Int>
  }

  private let scalars: [Unicode.Scalar]

  /// The links of a text, in order.
  ///
  /// - Parameters:
  ///   - text: of a paragraph, or of lines.
  ///   - marked: whether `[words](address)` is a link, and not the address in it alone.
  /// - Returns: links that do not overlap.
  package static func links(in text: SafeText, marked: Bool = true) -> [Found] {
    guard mayHaveLinks(text.string) else { return [] }
    let scan = LinkScan(scalars: Array(text.string.unicodeScalars))
    var found: [Found] = []
    var place = 0
    while place < scan.scalars.count {
      let isMarked = marked && scan.scalars[place] == "["
      let link = isMarked ? scan.bracketed(from: place) : scan.bare(from: place)
      if let link { found.append(link) }
      place = link?.range.upperBound ?? place + 1
    }
    return found
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
    while end < scalars.count, !scalars[end].properties.isWhitespace, !stop.contains(scalars[end]) {
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
