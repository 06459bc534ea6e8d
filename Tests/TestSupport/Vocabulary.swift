// The words of generated articles: few that are everywhere, many that are rare.

/// Words in order of frequency, drawn by Zipf's law.
package struct Vocabulary: Sendable {
  /// Made once: forty thousand words.
  package static let shared = Vocabulary(count: 40_000)

  /// A word by its place among all of them, the most frequent first.
  typealias Word = Int

  /// All words, one after another, and where each ends.
  private let letters: [UInt8]
  private let ends: [Int32]
  /// A table of equal chances: word `i` stands in it in proportion to 1 / (i + 2.7) (Mandelbrot).
  private let table: [UInt16]

  /// At most 65,536 words.
  private init(count: Int) {
    var list = Self.frequent + Self.plain
    var seen = Set(list)
    var random = SeededRandom(seed: 0xDA7E)
    while list.count < count {
      let word = Self.invented(&random)
      if seen.insert(word).inserted { list.append(word) }
    }
    letters = list.flatMap { Array($0.utf8) }
    var end: Int32 = 0
    ends = list.map { word in
      end += Int32(word.utf8.count)
      return end
    }
    table = Self.table(for: list.count)
  }

  private static func table(for count: Int) -> [UInt16] {
    let weights = (0..<count).map { 1 / (Double($0) + 2.7) }
    let total = weights.reduce(0, +)
    var table: [UInt16] = []
    table.reserveCapacity(1 << 16)
    var reached = 0.0
    for (index, weight) in weights.enumerated() {
      reached += weight / total
      while Double(table.count) < reached * 65_536, table.count < 65_536 {
        table.append(UInt16(truncatingIfNeeded: index))
      }
    }
    while table.count < 65_536 { table.append(UInt16(truncatingIfNeeded: count - 1)) }
    return table
  }

  /// The word at a place; 0 is the most frequent.
  package func word(_ place: Int) -> String {
    var text: [UInt8] = []
    append(place, to: &text)
    return String(decoding: text, as: UTF8.self)
  }

  func append(_ word: Word, to text: inout [UInt8]) {
    text += letters[(word == 0 ? 0 : Int(ends[word - 1]))..<Int(ends[word])]
  }

  /// A word by Zipf's law.
  func draw(_ random: inout SeededRandom) -> Word {
    let number = random.next()
    // The table cannot tell the rarest words apart: one draw in sixteen is among all of them.
    if number & 15 == 0 {
      return Int(truncatingIfNeeded: (number >> 40) % UInt64(ends.count))
    }
    return Int(table[Int(truncatingIfNeeded: number >> 48)])
  }

  /// A word that is in few articles.
  func drawRare(_ random: inout SeededRandom) -> Word {
    random.within(ends.count / 4...ends.count - 1)
  }

  /// A word that no language has: some hundred million can come.
  static func invented(_ random: inout SeededRandom) -> String {
    let length = random.within(2...3)
    let middle = (0..<length).map { _ in random.pick(onsets) + random.pick(vowels) }.joined()
    return middle + random.pick(endings)
  }

  static let onsets = [
    "b", "br", "c", "ch", "cl", "d", "dr", "f", "fl", "g", "gr", "h", "k", "l", "m", "n", "p", "pl",
    "pr", "r", "s", "sh", "sk", "st", "t", "th", "tr", "v", "w", "z",
  ]
  static let vowels = ["a", "e", "i", "o", "u", "a", "e", "o", "ai", "ea", "ou"]
  static let endings = [
    "", "n", "r", "l", "t", "ed", "ing", "ers", "ment", "tion", "s", "ic", "al",
  ]

  private static func split(_ text: String) -> [String] {
    text.split(separator: " ").map(String.init)
  }

  static let frequent = split(
    """
    the of to and in a that for on with is was by as at from it be has an are his have had not but \
    this they who were their which will been after more its one would about when up out new there \
    all some also two could first into than other last time year years over no them said against
    """.replacing("\n", with: " "))

  /// How many of `plain` are nouns: they come first.
  static let nouns = 164

  /// Everyday English words.
  package static let plain = split(
    """
    government minister people president country state city police court law council report \
    officials statement month week day night morning war peace talks agreement border river bridge \
    harbour railway school university hospital company market bank price tax budget trade union \
    workers strike election vote party leader parliament opposition reform treaty embassy envoy \
    delegation summit mediator ceasefire troops army navy ship port island coast storm flood \
    drought harvest wheat water energy oil gas power station nuclear wind solar climate forest fire \
    rescue earthquake volcano comet planet telescope mission rocket satellite probe orbit science \
    study researchers scientists laboratory vaccine disease virus patients doctors medicine museum \
    painting theatre opera orchestra festival novel author poet film director actor song stadium \
    match team coach player season final goal race medal champion record museum library archive \
    letter diary photograph map inquiry judge trial verdict appeal prison escape witness evidence \
    investigation fraud corruption debt loan currency exports imports factory engineers machine \
    computer network software data satellite cable telephone newspaper journalist editor radio \
    described announced expected rejected accepted demanded warned praised criticised resumed \
    delayed signed opened closed built rebuilt discovered measured found lost returned left reached \
    early late public national local foreign former senior young old large small long short high \
    low open secret official possible likely difficult important recent final northern southern \
    eastern western central
    """.replacing("\n", with: " "))
}
