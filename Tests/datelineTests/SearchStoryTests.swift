// Stories of a search in a real terminal, over the articles that a newcomer meets.

import Screen
import TestSupport
import Testing

@Suite(
  .serialized,
  .enabled(
    if: TheProgram.canRunInTmux && FileTree.exists(ReaderStory.articles),
    "needs the whole program, tmux and Articles"))
struct SearchStoryTests {
  @Test(arguments: TheProgram.sizes)
  func `she searches as she types, reads a result at its match and finds the list as it was`(
    size: Size
  ) throws {
    let story = try ReaderStory(size)
    try story.wait(forList: try story.dateline.list()[0].headline)
    try story.press("j", "j")
    let before = try story.terminal.waitUntilStill()

    // The first letters bring results, all of them the one that is meant.
    try story.press("/")
    try story.terminal.type("gravitat")
    try story.terminal.wait(for: "a count of what was found") {
      $0.first?.contains("found") == true
    }
    try story.terminal.type("ional waves")
    try story.terminal.wait(for: "the article on top") { screen in
      ReaderStory.listRows(of: screen).first?.contains("Detectors F") == true
    }
    if size.rows >= 24 {
      // Under a headline stands the sentence, and the words in it are marked.
      let rows = ReaderStory.listRows(of: try story.terminal.waitUntilStill())
      #expect(rows.dropFirst().first?.lowercased().contains("gravitational") == true)
      #expect(try story.terminal.styledScreen().contains("\u{1B}["))
    }

    // Leaving the line leaves the results; the first opens at its match.
    try story.press("Enter", "Enter")
    try story.terminal.wait(for: "the number of the match") {
      $0.last?.contains("match ") == true
    }
    try story.terminal.wait(for: "the words in the text") { screen in
      ReaderStory.textRows(of: screen).contains { $0.lowercased().contains("gravitational") }
    }
    try story.press("n")
    try story.terminal.wait(for: "the next match") {
      $0.last?.contains("match 2") == true || $0.last?.contains("Once more") == true
    }

    // Back to the results, back to the list.
    try story.press("q")
    try story.terminal.wait(for: "the results") { $0.first?.contains("found") == true }
    try story.press("q")
    try story.terminal.wait(for: "the list as it was") { screen in
      // The article read has lost its mark, and the header counts one less.
      screen.first?.contains("unread") == true
        && ReaderStory.headlines(of: screen) == ReaderStory.headlines(of: before)
    }
  }

  @Test(arguments: TheProgram.sizes)
  func `a mistake is forgiven and said, and Esc leaves all as it was`(size: Size) throws {
    let story = try ReaderStory(size)
    try story.wait(forList: try story.dateline.list()[0].headline)
    let before = try story.terminal.waitUntilStill()
    try story.press("/")
    try story.terminal.type("genvea")
    try story.terminal.wait(for: "what is shown instead") {
      $0.first?.contains("geneva") == true && $0.first?.contains("found") == true
    }
    if size.columns >= 80 {
      try story.terminal.wait(forText: "Nothing for “genvea”: shown for “geneva”")
    }
    try story.press("Esc")
    try story.terminal.wait(for: "the screen as it was") { $0 == before }
  }

  @Test func `a search is kept beside the desks from one session to the next`() throws {
    let story = try ReaderStory(Size(columns: 120, rows: 40))
    try story.wait(forList: try story.dateline.list()[0].headline)
    try story.press("g/")
    try story.terminal.type("comet")
    try story.terminal.wait(forText: "found")
    try story.press("Enter", "gs", "Enter")
    try story.terminal.wait(for: "its tab, counted") { $0.first?.contains("/comet 3") == true }
    try story.press("Q")
    try story.terminal.waitForExit()
    try story.startAgain()
    try story.terminal.wait(for: "its tab, counted") { $0.first?.contains("/comet 3") == true }
    try story.press("[")
    try story.terminal.wait(for: "what it finds") { $0.first?.contains("found") == true }
  }
}

extension ReaderStory {
  /// The rows between header and status line; beside a text, the part left of the rule.
  static func listRows(of screen: [String]) -> [String] {
    screen.dropFirst().dropLast().map { row in
      String(row.prefix { $0 != "│" }.trimming { $0 == " " })
    }.filter { !$0.isEmpty }
  }

  /// Those rows without the marks before the headlines.
  static func headlines(of screen: [String]) -> [String] {
    listRows(of: screen).map { String($0.trimming { "● ".contains($0) }) }
  }
}
