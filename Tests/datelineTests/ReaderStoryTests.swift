// Stories of a reader in a real terminal, over the articles that a newcomer meets.

import Screen
import TestSupport
import Testing

@Suite(
  .serialized,
  .enabled(
    if: TheProgram.canRunInTmux && FileTree.exists(ReaderStory.articles),
    "needs the whole program, tmux and Articles"))
struct ReaderStoryTests {
  @Test(arguments: TheProgram.sizes)
  func `she follows one story to the next, comes back, and finds all as she left it`(
    size: Size
  ) throws {
    let story = try ReaderStory(size)
    let chain = try #require(try Chain.find(story.dateline))
    let rows = try story.dateline.list()
    try story.wait(forList: rows[0].headline)

    // She moves in the list, opens an article and reads on to its second section.
    try story.press("j", "j", "k")
    try story.open(chain.first, at: chain.index)
    try story.press("j")
    let wordsOfFirst = try story.firstWords()

    // One related headline leads to another.
    try story.follow(chain.toSecond, to: chain.second)
    try story.press("j", "j")
    let wordsOfSecond = try story.firstWords()
    try story.follow(chain.toThird, to: chain.third)

    // Back twice, forward once: each time the words that were there.
    try story.press("H")
    try story.wait(forFirstWords: wordsOfSecond)
    try story.press("H")
    try story.wait(forFirstWords: wordsOfFirst)
    try story.press("L")
    try story.wait(forFirstWords: wordsOfSecond)
  }

  @Test(arguments: TheProgram.sizes)
  func `he jumps to the related headlines, looks at the outline and finds a word`(
    size: Size
  ) throws {
    let story = try ReaderStory(size)
    let chain = try #require(try Chain.find(story.dateline))
    try story.wait(forList: try story.dateline.list()[0].headline)
    try story.open(chain.first, at: chain.index)

    // The last section is that of the related headlines.
    let last = chain.first.sections.count
    #expect(chain.first.sections.last?.kind == "related")
    try story.press("g\(last)")
    let related = try #require(chain.first.related.first).headline.firstWord
    try story.terminal.wait(forText: related)

    // The outline names the sections; closing it leaves the text as it was.
    try story.goToSection(2, of: chain.first)
    let words = try story.firstWords()
    try story.press("t")
    try story.terminal.wait(for: "the outline") { ReaderStory.firstWords(of: $0) != words }
    try story.press("q")
    try story.wait(forFirstWords: words)

    // A word from the end of the text is found, and `n` finds the next or stays.
    let word = try #require(story.lateWord(of: chain.first))
    try story.press("/")
    try story.terminal.type(word)
    try story.press("Enter")
    try story.terminal.wait(for: "“\(word)” in the text") {
      ReaderStory.textRows(of: $0).contains { $0.lowercased().contains(word) }
    }
    try story.press("n")
    try story.terminal.wait(for: "“\(word)” again") {
      ReaderStory.textRows(of: $0).contains { $0.lowercased().contains(word) }
    }
  }

  @Test(arguments: TheProgram.sizes)
  func `a star is undone and redone, and after the end all is where it was`(size: Size) throws {
    let story = try ReaderStory(size)
    let chain = try #require(try Chain.find(story.dateline))
    let rows = try story.dateline.list()
    try story.wait(forList: rows[0].headline)
    try story.open(chain.first, at: chain.index)

    try story.press("s")
    try story.terminal.wait(forText: "★")
    #expect(try story.dateline.list(["--starred"]).map(\.id) == [rows[chain.index].id])
    try story.press("U")
    try story.terminal.wait(withoutText: "★")
    #expect(try story.dateline.list(["--starred"]).isEmpty)
    try story.press("Ctrl-r")
    try story.terminal.wait(forText: "again")
    #expect(try story.dateline.list(["--starred"]).count == 1)

    try story.press("j", "j")
    try story.terminal.wait(forText: "★")
    let words = try story.firstWords()
    try story.press("Q")
    let status = try story.terminal.waitForExit()
    #expect(status == 0)
    try story.startAgain()
    try story.wait(forFirstWords: words)
    try story.terminal.wait(forText: "★")
  }

  @Test func `a reader without an article offers the nearest, and says so`() throws {
    let story = try ReaderStory(Size(columns: 120, rows: 40))
    let rows = try story.dateline.list()
    var found: (index: Int, number: Int, article: PrintedArticle)?
    for (index, row) in rows.enumerated() where found == nil {
      let article = try story.dateline.show(row.id)
      guard let number = article.related.firstIndex(where: { $0.status == "nearest" }),
        number < 9, article.headline.text.isPlainASCII
      else { continue }
      found = (index, number, article)
    }
    let (index, number, article) = try #require(found)
    try story.wait(forList: rows[0].headline)
    try story.press("gg")
    for _ in 0..<index { try story.press("j") }
    try story.press("Enter")
    try story.wait(forArticle: article)
    try story.press("\(number + 1)")
    try story.terminal.wait(forText: "Not here")
    let nearest = try #require(article.related[number].candidates.first).headline
    try story.terminal.wait(forText: String(nearest.prefix(20)))
    // The first of them is one key away.
    try story.press("Enter")
    let id = try #require(article.related[number].candidates.first?.id)
    try story.wait(forArticle: try story.dateline.show(id))
  }
}

extension ReaderStory {
  /// A long word in the last paragraph before the related headlines.
  func lateWord(of article: PrintedArticle) -> String? {
    let blocks = article.sections.filter { $0.kind != "related" }.flatMap(\.blocks)
    let words = blocks.last.map { $0.text.split { !$0.isLetter } } ?? []
    let fit = words.filter { (6...14).contains($0.count) && String($0).isPlainASCII }
    return fit.last.map { $0.lowercased() }
  }
}
