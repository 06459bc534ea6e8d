// Folding takes off case and accents, and leaves the rest.

import Testing
import TextAnalysis

@Suite struct FoldingTests {
  @Test(arguments: [
    ("Škoda ＡＢＣ Straße", "skoda abc strasse"), ("ascii only", "ascii only"), ("ΑΘΉΝΑ", "αθηνα"),
    ("Αθήνας", "αθηνασ"), ("İstanbul Iğdır", "istanbul igdir"), ("Łódź Ærø", "lodz aero"),
    ("Ёлка й ї ў", "елка й ї ў"), ("и\u{306}", "й"), ("がぎ", "がぎ"), ("か\u{3099}", "が"), ("ｶﾞ", "ガ"),
    ("한국", "한국"), ("हिन्दी", "हिन्दी"), ("ภาษาไทย", "ภาษาไทย"), ("مُحَمَّد", "محمد"), ("مـــصر", "مصر"),
    ("أحمد إلى آخر", "احمد الى اخر"), ("שָׁלוֹם", "שלום"),
    ("“a” – ‘b’", "\"a\" - 'b'"), ("ﬁne", "fine"), ("x\u{200B}y\u{AD}z", "xyz"),
  ])
  func folds(text: String, folded: String) {
    #expect(TextFolding.fold(text) == folded)
  }

  @Test(arguments: [
    "Škoda", "ＡＢＣ", "Ёлка", "हिन्दी", "मु\u{93C}ख", "ﷺ", "각", "\u{1100}\u{1161}", "ǅ", "ẞ",
  ])
  func foldingTwiceChangesNothing(text: String) {
    let once = TextFolding.fold(text)
    #expect(TextFolding.fold(once) == once)
  }
}
