// Later editions of an article, as a news desk makes them.

/// Makes editions of plain texts.
package struct EditionMaker {
  /// How an edition differs.
  package enum Change: String, CaseIterable, Sendable {
    case tailCut, wordsChanged, wordsAdded, figureCorrected
  }

  private var random: SeededRandom
  /// The words that others are changed into, or that are added.
  private let words: [String]

  package init(random: SeededRandom, words: [String]) {
    self.random = random
    self.words = words
  }

  /// An edition of a text whose first line is its headline, which stays.
  package mutating func edition(of text: String, _ change: Change) -> String {
    let head = text.prefix { $0 != "\n" }
    var body = text.dropFirst(head.count).split(separator: " ", omittingEmptySubsequences: false)
      .map(String.init)
    switch change {
    case .tailCut: body.removeLast(body.count / 4)
    case .wordsChanged:
      for _ in 0..<(body.count / 20) { body[random.below(body.count)] = random.pick(words) }
    case .wordsAdded:
      let added = (0..<40).map { _ in random.pick(words) }
      body.insert(contentsOf: added, at: body.count / 2)
    case .figureCorrected:
      let places = body.indices.filter { body[$0].contains(where: \.isNumber) }
      if let place = places.isEmpty ? nil : random.pick(places) {
        body[place] = body[place].filter { !$0.isNumber } + String(random.within(2...999))
      }
    }
    return head + body.joined(separator: " ")
  }
}
