// The language of a text is guessed as far as it matters for the stems of its words.

/// A language that has a stemmer.
package enum Language: String, Sendable, CaseIterable {
  case arabic, catalan, danish, dutch, english, finnish, french, german, greek, hindi, hungarian
  case indonesian, italian, lithuanian, norwegian, portuguese, romanian, russian, spanish, swedish
  case tamil, turkish

  /// The language of a BCP 47 tag, as `de` or `de-AT`.
  package init?(tag: String) {
    let primary = tag.lowercased().prefix { $0 != "-" && $0 != "_" }
    guard let known = Self.byTag[String(primary)] else { return nil }
    self = known
  }

  private static let byTag: [String: Language] = [
    "ar": .arabic, "ca": .catalan, "da": .danish, "nl": .dutch, "en": .english, "fi": .finnish,
    "fr": .french, "de": .german, "el": .greek, "hi": .hindi, "hu": .hungarian,
    "id": .indonesian, "it": .italian, "lt": .lithuanian, "no": .norwegian, "nb": .norwegian,
    "nn": .norwegian, "pt": .portuguese, "ro": .romanian, "ru": .russian, "es": .spanish,
    "sv": .swedish, "ta": .tamil, "tr": .turkish,
  ]

  /// The language whose function words a text has most of; `nil` where none has enough of them.
  ///
  /// - Parameter terms: the text's first terms, folded; a few hundred are enough.
  /// - Returns: the language, or `nil`.
  package static func detect(in terms: some Sequence<String>) -> Language? {
    detect(marks: terms.map { functionWords[$0] ?? 0 })
  }

  /// The same, of what `marks` gives for each of the terms.
  package static func detect(marks: [UInt32]) -> Language? {
    var hits = [Int](repeating: 0, count: allCases.count)
    for mark in marks {
      var rest = mark
      while rest != 0 {
        hits[rest.trailingZeroBitCount] += 1
        rest &= rest - 1
      }
    }
    guard let best = hits.indices.max(by: { hits[$0] < hits[$1] }),
      hits[best] >= 2, hits[best] * 20 >= marks.count
    else { return nil }
    return allCases[best]
  }

  /// The languages of which a folded term is a function word, one bit each.
  package static func marks(of term: String) -> UInt32 { functionWords[term] ?? 0 }

  /// For each function word the languages that have it, one bit each.
  private static let functionWords: [String: UInt32] = {
    var words: [String: UInt32] = [:]
    for (place, language) in allCases.enumerated() {
      for word in language.commonest.split(separator: " ") {
        words[TextFolding.fold(String(word)), default: 0] |= 1 << UInt32(place)
      }
    }
    return words
  }()

  /// The words that stand in nearly every paragraph.
  private var commonest: String {
    switch self {
    case .arabic: "في من على أن إلى عن التي الذي هذا هذه مع كان ما لا بعد قال"
    case .catalan: "el la els les de que i en un una per amb del al no és va ha més com seva"
    case .danish:
      "og at det som en på er af for med den til ikke har de et om var i blev efter også"
    case .dutch:
      "de het een en van in is dat op te zijn met voor niet aan er ook als bij door wordt"
    case .english:
      "the of and to in that is was for on with as by at from it he be are this have not"
    case .finnish: "ja on ei se että oli hän joka mutta ovat myös kun niin mukaan sen sekä"
    case .french:
      "le la les des et en un une du dans que qui pour au par sur pas est plus avec ce il"
    case .german:
      "der die und den von das mit sich des auf ist im dem nicht ein eine als auch es an hat"
    case .greek: "και το της να του με για από την στο τον οι που είναι στην θα"
    case .hindi: "के में की है और से का को ने पर कि यह हैं ही लिए"
    case .hungarian: "a az és hogy nem is egy volt meg de ez már csak mint szerint"
    case .indonesian: "yang dan di dengan untuk dari pada ini itu dalam tidak akan adalah"
    case .italian: "il la le di che e in un una per con del della si non al dei sono più gli nel"
    case .lithuanian: "ir kad su iš į ne tai buvo yra kaip jo bet po už"
    case .norwegian:
      "og at det som en på er av for med den til ikke har de et om var i ble etter også"
    case .portuguese: "o a os as de que e em um uma por com para do da no na se ao mais foi dos não"
    case .romanian: "de și în a la cu pe nu din care mai este pentru sau fost ca o"
    case .russian: "и в не на что он как по это из за от для его был но с о к"
    case .spanish: "el la los las de que y en un una por con para del se su al como más es fue"
    case .swedish: "och att det som en på är av för med den till inte har de ett om var i efter"
    case .tamil: "ஒரு மற்றும் என்று இந்த என அந்த உள்ள அவர்"
    case .turkish: "ve bir bu için ile da de olarak daha çok gibi olan kadar sonra"
    }
  }
}
