// Words that two articles share, as they are shown.

import ArticleModel
import Testing

@testable import ReaderApp

@Suite struct WordPairsTests {
  @Test(
    arguments: [
      (["geneva", "talks"], ["geneva", "talks"]),
      (["贝尔", "诺贝", "获得", "学奖", "学院"], ["诺贝尔", "获得", "学奖", "学院"]),
      (["文学", "学奖", "comet"], ["文学奖", "comet"]),
      (["図書", "館が", "書館"], ["図書館が"]),
      ([], []),
    ] as [([SafeText], [SafeText])])
  func `pairs of characters that overlap are one word`(_ words: [SafeText], _ shown: [SafeText]) {
    #expect(WordPairs.joined(words) == shown)
  }
}
