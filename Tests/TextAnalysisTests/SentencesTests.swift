// Sentences end at some full stops, and only seem to at others.

import Testing
import TextAnalysis

@Suite struct SentencesTests {
  private func split(_ text: String) -> [String] {
    Sentences.ranges(in: text).map { String(text[$0]) }
  }

  @Test(arguments: [
    ["The ice came.", "It stayed!", "Did it go?"],
    ["Mr. Berg met Gen. Kask.", "They spoke."],
    ["The U.S. envoy left.", "He was tired."],
    ["He lives in the U.S.", "The others do not."],
    ["J. K. Rowling came.", "She read."],
    ["“We heard it.”", "So he said."],
    ["“Did you?” she asked.", "He nodded."],
    ["Am 18. Februar fror der Hafen zu.", "Das war früh."],
    ["It cost 3.5 million.", "Nobody paid."],
    ["港口封冻。", "渡轮停航！", "为什么？"],
    ["「寒い。」", "彼は言った。"],
    ["यह बर्फ है।", "वह चला गया।"],
    ["هل انتهى؟", "نعم."],
    ["A list (e.g. ice. Or snow. Or both) ends here.", "Then on."],
    ["One sentence without an end"],
    ["Wait… it is not over.", "Now it is."],
  ])
  func areSplit(sentences: [String]) {
    let gap = sentences[0].unicodeScalars.contains { $0.value > 0x3000 } ? "" : " "
    #expect(split(sentences.joined(separator: gap)) == sentences)
    #expect(Sentences.first(in: sentences.joined(separator: gap)) == sentences[0])
  }

  @Test func nothingHasNoSentence() {
    #expect(split("") == [])
    #expect(split(" \n ") == [])
    #expect(Sentences.first(in: "") == "")
  }

  @Test func everyLetterIsInOne() {
    let text = "  A b. C (d. E f. G\n\n“H.” i… J! K?! 北。京  "
    let joined = split(text).joined()
    #expect(joined.filter { !$0.isWhitespace } == text.filter { !$0.isWhitespace })
  }
}
