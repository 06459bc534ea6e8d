// Links are those that the document marks, and addresses that are written out.

import ArticleModel

/// A link, and where it stands in the column.
struct TextLink: Hashable {
  /// The words that are the link.
  var text: SafeText
  /// The address as the document writes it.
  var address: SafeText
  var block = 0
  /// In scalars of the block's text.
  var range = 0..<0
}

/// A part of a text that `Tab` chooses.
enum TextTarget: Hashable {
  case link(TextLink)
  /// The related headline of this number, counted from 0.
  case related(Int)
}

extension SafeText {
  /// True if it is an address that may be handed to a browser: nothing that runs or reads a file.
  var isWebAddress: Bool {
    let start = string.prefix(8).lowercased()
    return start.hasPrefix("http://") || start.hasPrefix("https://")
  }
}

extension TextBlock {
  /// The links in it, in order; `index` is its own in the column.
  func links(at index: Int) -> [TextLink] {
    guard kind.isProse || kind == .heading else { return [] }
    let written = LinkScan.mayHaveLinks(text.string) ? LinkScan(text).links : []
    let all =
      marked + written.filter { link in !marked.contains { $0.range.overlaps(link.range) } }
    return all.map { link in
      var link = link
      link.block = index
      return link
    }.sorted { $0.range.lowerBound < $1.range.lowerBound }
  }
}

/// Finds `[words](address)` and addresses that stand in a text as such.
private struct LinkScan {
  private let text: SafeText
  private let scalars: [Unicode.Scalar]
  private(set) var links: [TextLink] = []

  init(_ text: SafeText) {
    self.text = text
    scalars = Array(text.string.unicodeScalars)
    var place = 0
    while place < scalars.count {
      let link = scalars[place] == "[" ? bracketed(from: place) : bare(from: place)
      if let link { links.append(link) }
      place = link?.range.upperBound ?? place + 1
    }
  }

  /// True if a text has what every link has: long texts mostly have none.
  static func mayHaveLinks(_ text: String) -> Bool {
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
  private func bracketed(from start: Int) -> TextLink? {
    guard let middle = index(of: "]", from: start + 1, within: 300), middle > start + 1,
      middle + 1 < scalars.count, scalars[middle + 1] == "(",
      let end = index(of: ")", from: middle + 2, within: 2_000), end > middle + 2,
      !scalars[middle + 2..<end].contains(" ")
    else { return nil }
    return TextLink(
      text: text.slice(scalars: start + 1..<middle),
      address: text.slice(scalars: middle + 2..<end), range: start..<end + 1)
  }

  /// `https://…` up to a space or what closes a sentence.
  private func bare(from start: Int) -> TextLink? {
    guard scalars[start] == "h" || scalars[start] == "H",
      start == 0 || !scalars[start - 1].properties.isAlphabetic
    else { return nil }
    let head = String(String.UnicodeScalarView(scalars[start..<min(scalars.count, start + 8)]))
    guard SafeText(line: head).isWebAddress else { return nil }
    let stop: Set<Unicode.Scalar> = ["<", ">", "\"", "“", "”", "«", "»", "`", "|"]
    var end = start
    while end < scalars.count, !scalars[end].properties.isWhitespace, !stop.contains(scalars[end]) {
      end += 1
    }
    while end > start, isClosing(scalars[end - 1], in: start..<end) { end -= 1 }
    guard end > start + 8 else { return nil }
    let address = text.slice(scalars: start..<end)
    return TextLink(text: address, address: address, range: start..<end)
  }

  /// True if a last character belongs to the sentence and not to the address in it.
  private func isClosing(_ scalar: Unicode.Scalar, in range: Range<Int>) -> Bool {
    if scalar == ")" { return !scalars[range].contains("(") }
    return [".", ",", ";", ":", "!", "?", "'", "’", "]", "…", "。", "，", "、"].contains(scalar)
  }

  private func index(of scalar: Unicode.Scalar, from start: Int, within limit: Int) -> Int? {
    guard start < scalars.count else { return nil }
    return scalars[start..<min(scalars.count, start + limit)].firstIndex(of: scalar)
  }
}

extension Reading {
  /// All that can be chosen, from the top to the end.
  var targets: [TextTarget] {
    text.blocks.enumerated().flatMap { index, block in
      block.links(at: index).map(TextTarget.link)
    } + text.relatedBlocks.indices.map(TextTarget.related)
  }

  /// The beginning of something that can be chosen.
  func start(of target: TextTarget) -> (block: Int, offset: Int) {
    switch target {
    case .link(let link): (link.block, link.range.lowerBound)
    case .related(let number): (text.relatedBlocks[safe: number] ?? 0, 0)
    }
  }

  /// The chosen part of a block's text; `nil` for none.
  func chosenRange(ofBlock index: Int) -> Range<Int>? {
    switch chosen {
    case .link(let link)? where link.block == index: link.range
    case .related(let number)? where text.relatedBlocks[safe: number] == index:
      0..<max(1, text.blocks[index].text.scalarCount)
    default: nil
    }
  }
}
