// Tells a headline that was reworded a little from the headline of another story.

import TextAnalysis

/// The words of a headline that carry its meaning, in order.
///
/// Two headlines are the same where these differ in nothing but an inflection, a spelling (British
/// or American) or one word of little weight that only one of them has. Another word in a word's
/// place — `Second Day`, `Third Day` — makes another story of it, as does another number, a negation
/// or another order of the words: a headline that is wrongly taken for found misleads, one that is
/// offered as nearest does not.
struct HeadlineWording {
  let words: [String]

  init(_ headline: String) {
    words = Terms.all(in: headline).filter {
      !StopWords.contains($0) || Self.negations.contains($0)
    }
  }

  /// True if both word the same headline; `weight` says how rare a word is.
  func isSame(as other: HeadlineWording, weight: (String) -> Double) -> Bool {
    let (shorter, longer) = words.count <= other.words.count ? (self, other) : (other, self)
    guard shorter.words.count >= 2, longer.words.count - shorter.words.count <= 1 else {
      return false
    }
    guard let extra = shorter.extraWord(of: longer) else { return false }
    guard let word = extra.word else { return true }
    if Self.isDecisive(word) || shorter.words.count < 4 { return false }
    let total = longer.words.reduce(0) { $0 + weight($1) }
    return weight(word) <= total * Self.lightShare
  }

  /// The largest share of a headline's weight that one word more or less may have.
  private static let lightShare = 0.15

  /// The word that `longer` has and this has not, if all others agree in their order; `nil` if more
  /// differs.
  private func extraWord(of longer: HeadlineWording) -> (word: String?, Void)? {
    var at = 0
    var extra: String?
    for word in longer.words {
      if at < words.count, Self.isVariant(words[at], word) {
        at += 1
      } else if extra == nil, longer.words.count > words.count {
        extra = word
      } else {
        return nil
      }
    }
    return at == words.count ? (extra, ()) : nil
  }

  private static func isDecisive(_ word: String) -> Bool {
    negations.contains(word) || word.unicodeScalars.contains { $0.properties.numericType != nil }
  }

  /// True if two words are one in another inflection or spelling.
  static func isVariant(_ left: String, _ right: String) -> Bool {
    if left == right { return true }
    let left = spelling(left)
    let right = spelling(right)
    if left == right { return true }
    let (short, long) = left.utf8.count <= right.utf8.count ? (left, right) : (right, left)
    guard short.utf8.count >= 3, !isDecisive(short) else { return false }
    if long.hasPrefix(short) { return endings.contains(String(long.dropFirst(short.count))) }
    // `carry`, `carries`; `continue`, `continuing`.
    let stem = short.dropLast()
    guard stem.count >= 3, long.hasPrefix(stem) else { return false }
    let rest = String(long.dropFirst(stem.count))
    return short.hasSuffix("y")
      ? rest == "ies" || rest == "ied" : short.hasSuffix("e") && rest == "ing"
  }

  private static let endings: Set<String> = ["s", "es", "d", "ed", "ing", "n", "en", "e"]

  /// One spelling for British and American forms.
  private static func spelling(_ word: String) -> String {
    for (british, american) in spellings where word.hasSuffix(british) {
      let stem = word.dropLast(british.count)
      if stem.count >= 2 { return stem + american }
    }
    return word
  }

  private static let spellings = [
    ("our", "or"), ("ours", "ors"), ("oured", "ored"), ("tre", "ter"), ("tres", "ters"),
    ("isation", "ization"), ("ise", "ize"), ("ises", "izes"), ("ised", "ized"),
    ("ising", "izing"), ("lled", "led"), ("lling", "ling"), ("ence", "ense"),
  ]

  private static let negations: Set<String> = [
    "no", "not", "never", "without", "nor", "none", "cannot", "nicht", "kein", "keine", "nie",
    "ohne", "pas", "sans", "jamais", "aucun", "non", "sin", "nunca", "senza", "mai", "nao", "sem",
    "не", "нет", "без", "ни", "niet", "geen", "zonder", "inte", "ikke", "nie", "bez", "不", "没",
    "未", "无", "لا", "لم", "لن", "ليس", "לא", "אין",
  ]
}
