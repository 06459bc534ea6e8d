// Links are those that the document marks, and addresses that are written out.

import ArticleModel
import TextAnalysis

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
    let found = LinkScan.links(in: text)
    let parts = zip(
      text.slices(scalars: found.map(\.words)), text.slices(scalars: found.map(\.address)))
    let written = zip(found, parts).map { link, parts in
      TextLink(text: parts.0, address: parts.1, range: link.range)
    }
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
