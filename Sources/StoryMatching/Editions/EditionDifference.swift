// Two editions of a report are compared word by word.

package import ArticleModel

/// A passage of one edition or of both.
package enum EditionPassage: Hashable, Sendable {
  /// A paragraph that both have.
  case same(new: Int)
  /// A paragraph of both that was changed.
  case changed(old: Int, new: Int, pieces: [EditionPiece])
  /// A paragraph that only the new edition has.
  case inserted(new: Int)
  /// A paragraph that only the old edition has.
  case deleted(old: Int)
}

/// A stretch of a paragraph.
package struct EditionPiece: Hashable, Sendable {
  /// Whose words these are.
  package enum Kind: String, Sendable {
    case same, inserted, deleted
  }

  /// The stretch's fate between the editions.
  package var kind: Kind
  /// The stretch's words, of the edition that has them.
  package var text: SafeText
}

/// Compares two editions.
///
///     EditionDifference.of(old: ["Two were hurt."], new: ["Three were hurt."])
///     // [.changed(old: 0, new: 0, pieces: [deleted "Two ", inserted "Three ", same "were hurt."])]
///
/// Paragraphs first, then words within those that were changed. Memory is linear in the texts; the
/// time is bounded where they have nothing in common.
package enum EditionDifference {
  /// Paragraphs are the same one, changed, if they share so much of their words.
  private static let leastShare = 0.4
  /// Two runs of paragraphs are paired by their words if there are no more pairs.
  private static let pairLimit = 4_096

  /// The passages in the new edition's order, each deleted one where it was.
  ///
  /// - Parameters:
  ///   - old: the paragraphs of the old edition.
  ///   - new: those of the new one.
  /// - Returns: each paragraph of both in one passage.
  package static func of(old: [SafeText], new: [SafeText]) -> [EditionPassage] {
    var numbers = Numbering()
    let partner = Alignment.of(
      old.map { numbers.number($0.string) }, new.map { numbers.number($0.string) })
    var passages: [EditionPassage] = []
    var next = 0
    var gap = 0
    for index in old.indices where partner[index] >= 0 {
      let place = Int(partner[index])
      passages += between(old, gap..<index, new, next..<place)
      passages.append(.same(new: place))
      gap = index + 1
      next = place + 1
    }
    return passages + between(old, gap..<old.count, new, next..<new.count)
  }

  /// The passages of two runs that have no paragraph in common.
  private static func between(
    _ old: [SafeText], _ gone: Range<Int>, _ new: [SafeText], _ come: Range<Int>
  ) -> [EditionPassage] {
    var passages: [EditionPassage] = []
    var (left, right) = (gone.lowerBound, come.lowerBound)
    for pair in pairs(old, gone, new, come) {
      passages += (left..<pair.old).map { .deleted(old: $0) }
      passages += (right..<pair.new).map { .inserted(new: $0) }
      let pieces = WordDifference.of(old[pair.old], new[pair.new])
      passages.append(.changed(old: pair.old, new: pair.new, pieces: pieces))
      (left, right) = (pair.old + 1, pair.new + 1)
    }
    passages += (left..<gone.upperBound).map { .deleted(old: $0) }
    return passages + (right..<come.upperBound).map { .inserted(new: $0) }
  }

  /// Pairs of paragraphs, in the order of both, that share as much as possible.
  private static func pairs(
    _ old: [SafeText], _ gone: Range<Int>, _ new: [SafeText], _ come: Range<Int>
  ) -> [(old: Int, new: Int)] {
    guard !gone.isEmpty, !come.isEmpty, gone.count * come.count <= pairLimit else { return [] }
    let left = gone.map { WordBag(old[$0].string) }
    let right = come.map { WordBag(new[$0].string) }
    let shares = left.map { one in
      right.map { other in
        let share = one.share(with: other)
        return share >= leastShare ? share : 0
      }
    }
    return best(shares).map { (gone.lowerBound + $0.row, come.lowerBound + $0.column) }
  }

  /// The path through a matrix, down and to the right, that gathers most.
  private static func best(_ shares: [[Double]]) -> [(row: Int, column: Int)] {
    let (rows, columns) = (shares.count, shares.first?.count ?? 0)
    var sums = [[Double]](repeating: [Double](repeating: 0, count: columns + 1), count: rows + 1)
    for row in (0..<rows).reversed() {
      for column in (0..<columns).reversed() {
        let pair = shares[row][column] > 0 ? shares[row][column] + sums[row + 1][column + 1] : 0
        sums[row][column] = max(pair, sums[row + 1][column], sums[row][column + 1])
      }
    }
    var path: [(Int, Int)] = []
    var (row, column) = (0, 0)
    while row < rows, column < columns {
      let share = shares[row][column]
      if share > 0, sums[row][column] == share + sums[row + 1][column + 1] {
        path.append((row, column))
        (row, column) = (row + 1, column + 1)
      } else if sums[row + 1][column] >= sums[row][column + 1] {
        row += 1
      } else {
        column += 1
      }
    }
    return path
  }
}

/// The words of a paragraph without their order.
private struct WordBag {
  private var counts: [Substring: Int] = [:]
  private var total = 0

  init(_ text: String) {
    for token in DiffToken.all(in: text) where token.isWord {
      counts[token.word, default: 0] += 1
      total += 1
    }
  }

  /// The share of the words of both that are common to both (Dice).
  func share(with other: WordBag) -> Double {
    guard total + other.total > 0 else { return 0 }
    let common = counts.reduce(0) { $0 + min($1.value, other.counts[$1.key] ?? 0) }
    return 2 * Double(common) / Double(total + other.total)
  }
}

/// Compares two paragraphs word by word.
package enum WordDifference {
  /// The pieces of both in order, a deletion before the insertion in its place.
  package static func of(_ old: SafeText, _ new: SafeText) -> [EditionPiece] {
    let left = DiffToken.all(in: old.string)
    let right = DiffToken.all(in: new.string)
    var numbers = Numbering()
    let partner = Alignment.of(
      left.map { numbers.number(String($0.word)) }, right.map { numbers.number(String($0.word)) })
    var maker = PieceMaker()
    var next = 0
    for (index, token) in left.enumerated() {
      let place = Int(partner[index])
      guard place >= 0 else {
        maker.add(.deleted, token.text)
        continue
      }
      for token in right[next..<place] { maker.add(.inserted, token.text) }
      maker.add(.same, right[place].text)
      next = place + 1
    }
    for token in right[next...] { maker.add(.inserted, token.text) }
    return maker.finished()
  }
}

/// Gathers tokens into pieces; deletions and insertions between two same ones each become one.
private struct PieceMaker {
  private var pieces: [EditionPiece] = []
  private var same = ""
  private var deleted = ""
  private var inserted = ""

  mutating func add(_ kind: EditionPiece.Kind, _ text: Substring) {
    switch kind {
    case .same:
      if !deleted.isEmpty || !inserted.isEmpty { flush() }
      same += text
    case .deleted: deleted += text
    case .inserted: inserted += text
    }
  }

  private mutating func flush() {
    for (kind, text) in [
      (EditionPiece.Kind.same, same), (.deleted, deleted), (.inserted, inserted),
    ] where !text.isEmpty {
      pieces.append(EditionPiece(kind: kind, text: SafeText(text: text)))
    }
    same = ""
    deleted = ""
    inserted = ""
  }

  mutating func finished() -> [EditionPiece] {
    flush()
    return pieces
  }
}

/// A word, an ideograph or a sign, with the white space after it.
struct DiffToken {
  /// Without the white space.
  let word: Substring
  let text: Substring

  /// True if it is more than a sign.
  var isWord: Bool { word.unicodeScalars.first.map(Self.isLetter) ?? false }

  /// A paragraph's tokens; put together they are the paragraph.
  static func all(in text: String) -> [DiffToken] {
    let scalars = text.unicodeScalars
    var tokens: [DiffToken] = []
    var start = scalars.startIndex
    while start < scalars.endIndex {
      var end = scalars.index(after: start)
      if isLetter(scalars[start]), !isIdeograph(scalars[start]) {
        while end < scalars.endIndex, isInWord(scalars, end), !isIdeograph(scalars[end]) {
          end = scalars.index(after: end)
        }
      }
      var next = end
      while next < scalars.endIndex, scalars[next].properties.isWhitespace {
        next = scalars.index(after: next)
      }
      tokens.append(DiffToken(word: text[start..<end], text: text[start..<next]))
      start = next
    }
    return tokens
  }

  /// True if a scalar after the first is of the same word: a comma, too, and a point between digits,
  /// as in `4,000`.
  private static func isInWord(
    _ scalars: String.UnicodeScalarView, _ place: String.Index
  ) -> Bool {
    if isLetter(scalars[place]) { return true }
    let next = scalars.index(after: place)
    return [",", "."].contains(scalars[place]) && next < scalars.endIndex
      && isDigit(scalars[next]) && isDigit(scalars[scalars.index(before: place)])
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.generalCategory == .decimalNumber
  }

  /// Letters, digits and marks, and the apostrophe within a word.
  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.value < 0x80 {
      return (0x30...0x39).contains(scalar.value) || scalar == "'"
        || (0x61...0x7A).contains(scalar.value | 0x20)
    }
    if scalar == "’" { return true }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .nonspacingMark, .spacingMark, .enclosingMark, .decimalNumber, .letterNumber, .otherNumber:
      return true
    default: return false
    }
  }

  /// True if a scalar is of a script that parts no words: each is a token.
  private static func isIdeograph(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x3040...0x30FF, 0x3400...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFF, 0x0E00...0x0EFF,
      0x1000...0x109F, 0x1780...0x17FF:
      true
    default: false
    }
  }
}

/// Numbers for texts: the same one for the same text.
struct Numbering {
  private var numbers: [String: Int32] = [:]

  mutating func number(_ text: String) -> Int32 {
    if let known = numbers[text] { return known }
    let number = Int32(numbers.count)
    numbers[text] = number
    return number
  }
}
