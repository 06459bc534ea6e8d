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
    var all = marked.sorted { $0.range.lowerBound < $1.range.lowerBound }
    // Both are in order: what stands before one link need not be looked at for the next.
    var place = all.startIndex
    let free = written.filter { link in
      while place < all.endIndex, all[place].range.upperBound <= link.range.lowerBound {
        place += 1
      }
      return place == all.endIndex || !all[place].range.overlaps(link.range)
    }
    all += free
    for place in all.indices { all[place].block = index }
    return free.isEmpty ? all : all.sorted { $0.range.lowerBound < $1.range.lowerBound }
  }
}

/// Finds `[words](address)` and addresses that stand in a text as such.
private struct LinkScan {
  /// A link's parts, in scalars of the text.
  private struct Found {
    var range: Range<Int>
    var text: Range<Int>
    var address: Range<Int>
  }

  private let scalars: [Unicode.Scalar]
  private(set) var links: [TextLink] = []

  init(_ text: SafeText) {
    scalars = Array(text.string.unicodeScalars)
    var found: [Found] = []
    var place = 0
    while place < scalars.count {
      let link = scalars[place] == "[" ? bracketed(from: place) : bare(from: place)
      if let link { found.append(link) }
      place = link?.range.upperBound ?? place + 1
    }
    let parts = zip(
      text.slices(scalars: found.map(\.text)), text.slices(scalars: found.map(\.address)))
    links = zip(found, parts).map { link, parts in
      TextLink(text: parts.0, address: parts.1, range: link.range)
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
  private func bracketed(from start: Int) -> Found? {
    guard let middle = index(of: "]", from: start + 1, within: 300), middle > start + 1,
      middle + 1 < scalars.count, scalars[middle + 1] == "(",
      let end = index(of: ")", from: middle + 2, within: 2_000), end > middle + 2,
      !scalars[middle + 2..<end].contains(" ")
    else { return nil }
    return Found(range: start..<end + 1, text: start + 1..<middle, address: middle + 2..<end)
  }

  /// `https://…` up to a space or what closes a sentence.
  private func bare(from start: Int) -> Found? {
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
    let bracket = scalars[start..<end].firstIndex(of: "(") ?? end
    while end > start, isClosing(scalars[end - 1], isBracketed: bracket < end) { end -= 1 }
    guard end > start + 8 else { return nil }
    return Found(range: start..<end, text: start..<end, address: start..<end)
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
