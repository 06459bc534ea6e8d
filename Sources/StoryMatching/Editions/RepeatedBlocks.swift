// Paragraphs are found that repeat what their reader has read elsewhere.

package import ArticleModel

/// A paragraph that was read in another article.
package struct RepeatedBlock: Hashable, Sendable {
  /// The article in which it was read.
  package var source: ArticleID
  /// How much of its wording stands there, 0 to 1.
  package var share: Float
}

/// Finds paragraphs that repeat others, word for word but for small changes.
///
///     let repeated = RepeatedBlocks(read)
///     repeated.find(in: blocks)  // for each block where it was read, or nil
///
/// By 3-word shingles, as duplicates are found. Short lines would mislead (a byline, a heading, "He
/// declined to comment."): under `leastWords` words nothing counts as repeated, under `fewWords` only
/// what is so to the last word.
package struct RepeatedBlocks {
  private static let leastWords = 6
  private static let fewWords = 14
  /// So much of a longer paragraph must have been read, in one article.
  private static let leastShare: Float = 0.7

  private let sources: [ArticleID]
  /// Shingles with the sources that have them, in order.
  private var shingles: [(hash: UInt64, source: Int32)] = []

  /// - Parameter read: the articles that were read, with their blocks; of equals the first is named.
  package init(_ read: [(id: ArticleID, blocks: [Block])]) {
    sources = read.map(\.id)
    for (place, article) in read.enumerated() {
      for block in article.blocks where Self.counts(block) {
        shingles += Shingle.all(in: block.text.string).map { ($0, Int32(place)) }
      }
    }
    shingles.sort { ($0.hash, $0.source) < ($1.hash, $1.source) }
  }

  /// For each block where it was read; `nil` for what is new, or too short to tell.
  package func find(in blocks: [Block]) -> [RepeatedBlock?] {
    blocks.map { Self.counts($0) ? find($0.text.string) : nil }
  }

  private func find(_ text: String) -> RepeatedBlock? {
    let own = Shingle.all(in: text)
    let words = own.count + 2
    guard words >= Self.leastWords, !own.isEmpty else { return nil }
    var hits = [Int](repeating: 0, count: sources.count)
    for hash in own { count(hash, &hits) }
    guard let most = hits.max(), let place = hits.firstIndex(of: most) else { return nil }
    let share = Float(most) / Float(own.count)
    let least = words < Self.fewWords ? 1 : Self.leastShare
    return share >= least ? RepeatedBlock(source: sources[place], share: share) : nil
  }

  /// Adds one for each source that has a shingle.
  private func count(_ hash: UInt64, _ hits: inout [Int]) {
    var low = 0
    var high = shingles.count
    while low < high {
      let middle = (low + high) / 2
      if shingles[middle].hash < hash { low = middle + 1 } else { high = middle }
    }
    var last: Int32 = -1
    while low < shingles.count, shingles[low].hash == hash {
      if shingles[low].source != last { hits[Int(shingles[low].source)] += 1 }
      last = shingles[low].source
      low += 1
    }
  }

  private static func counts(_ block: Block) -> Bool {
    switch block.kind {
    case .paragraph, .item, .quote: true
    case .heading, .table, .code, .caption, .lines, .note: false
    }
  }
}
