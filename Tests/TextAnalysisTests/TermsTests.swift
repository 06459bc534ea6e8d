// What becomes a term, in every kind of script.

import Testing
import TextAnalysis

@Suite struct TermsTests {
  @Test(arguments: [
    (
      "Ukraine’s U.S. envoy met 1,200 people",
      ["ukraine", "u.s", "envoy", "met", "1,200", "people"]
    ),
    ("don't stop", ["don", "t", "stop"]),
    ("L'État, c'est moi", ["l", "etat", "c", "est", "moi"]),
    ("Well-known 3.14 per-cent", ["well", "known", "3.14", "per", "cent"]),
    ("Straße ÉCOLE naïve Øresund", ["strasse", "ecole", "naive", "oresund"]),
    ("Ещё Ёлка мой", ["еще", "елка", "мой"]),
    ("北京市民", ["北京", "京市", "市民"]),
    ("京", ["京"]),
    ("서울 시장", ["서울", "시장"]),
    ("カメラ ｶﾒﾗ", ["カメ", "メラ", "カメ", "メラ"]),
    ("ＡＢＣ １２", ["abc", "12"]),
    ("القاهِرة", ["القاهرة"]),
    ("नमस्ते दुनिया", ["नमस्ते", "दुनिया"]),
    ("צה״ל", ["צהל"]),
    ("", []), ("…—!?", []), ("👩‍💻 ok", ["ok"]),
  ])
  func splits(text: String, terms: [String]) {
    #expect(Terms.all(in: text) == terms)
  }

  @Test func thaiAndItsKinBySpacesOfADictionary() {
    #expect(Terms.all(in: "ภาษาไทยง่าย").count > 1)
    #expect(Terms.all(in: "ภาษาไทยง่าย").joined() == "ภาษาไทยง่าย")
    #expect(Terms.all(in: "ភាសាខ្មែរ").count >= 1)
  }

  @Test(arguments: ["e\u{301}cole", "École", "ÉCOLE", "ecole"])
  func composedOrNotIsOneTerm(text: String) {
    #expect(Terms.all(in: text) == ["ecole"])
  }

  @Test func aTermHasALongestForm() {
    let term = Terms.all(in: String(repeating: "a", count: 100_000))
    #expect(term.count == 1)
    #expect(term[0].utf8.count == Terms.longest)
    for letter in ["й", "北", "ก", "é"] {
      #expect(
        Terms.all(in: String(repeating: letter, count: 5_000)).allSatisfy {
          $0.utf8.count <= Terms.longest && !$0.contains("\u{FFFD}")
        })
    }
  }

  @Test(arguments: [
    ("one two-three  four's", 3), ("北京市", 3), ("東京は「晴れ」", 5), ("서울 시장은", 2), ("", 0), ("– – –", 0),
    ("ab北京cd", 4),
  ])
  func countsWordsAsAnEditorDoes(text: String, count: Int) {
    #expect(Terms.wordCount(in: text) == count)
  }
}
