// A star that the screen has shown must be kept, whatever happens the moment after.

import Glibc
import Screen

/// Stars an article in the reader, waits for the star on the screen, kills the reader with
/// `kill -9`, and asks a new process what is starred; again and again, each time another article.
package struct KilledStars: Sendable {
  package var times: Int

  package init(times: Int) {
    self.times = times
  }

  package struct Result: Sendable {
    package var kept = 0
    package var differences: [String] = []
  }

  package func run(_ path: String, note: (String) -> Void = { _ in }) throws -> Result {
    let folder = try TemporaryFolder()
    let news = folder.path("news")
    try CorpusGenerator(seed: 10, count: times * 2 + 5).write(to: news)
    let dateline = DatelineProgram(path: path, library: folder.path("library"))
    _ = try dateline.output(["sync", news])
    let rows = try dateline.list()
    var expected: Set<String> = []
    var result = Result()
    for index in Self.unmistakable(rows).prefix(times) {
      try star(rows, at: index, dateline, news)
      expected.insert(rows[index].id)
      let found = Set(try dateline.list(["--starred"]).map(\.id))
      if found == expected {
        result.kept += 1
      } else {
        let lost = expected.subtracting(found).sorted()
        let more = found.subtracting(expected).sorted()
        result.differences.append("row \(index): lost \(lost), not asked for \(more)")
        expected = found
      }
      if expected.count % 10 == 0 { note("\(expected.count) starred, \(result.kept) kept") }
    }
    return result
  }

  /// The part of a headline that is compared: the list shows as much.
  private static func start(of row: ListedArticle) -> String { String(row.headline.prefix(50)) }

  /// The rows that are known by the starts of their headlines: articles on one event are alike.
  private static func unmistakable(_ rows: [ListedArticle]) -> [Int] {
    let counts = Dictionary(grouping: rows, by: start(of:)).mapValues(\.count)
    return rows.indices.filter { counts[start(of: rows[$0])] == 1 }
  }

  private func star(
    _ rows: [ListedArticle], at index: Int, _ dateline: DatelineProgram, _ news: String
  ) throws {
    let row = rows[index]
    let reader = try dateline.reader([news], size: Size(columns: 90, rows: 24))
    try reader.wait(for: "the list") { $0.screen.modes.contains(1049) && $0.screen.hasRows }
    let start = Self.start(of: row)
    try select(rows, index, in: reader)
    reader.send("s")
    try reader.wait(for: "★ before “\(start)”") {
      $0.screen.lines.contains { $0.contains("★") && $0.contains(start) }
    }
    reader.signal(SIGKILL)
    _ = try reader.waitForExit()
  }

  /// Moves to a row of the list, looking where the cursor stands as a person would.
  private func select(_ rows: [ListedArticle], _ index: Int, in reader: Pty) throws {
    reader.press("gg")
    for _ in 0..<50 {
      try reader.settle(quiet: 15)
      let line = reader.screen.cursorLine
      let here = rows.firstIndex { line.contains(Self.start(of: $0)) } ?? 0
      if here == index { return }
      reader.send(String(repeating: here < index ? "j" : "k", count: abs(index - here)))
    }
    throw WaitFailure("row \(index)", seconds: 0, found: reader.screen.text)
  }
}

extension ScreenModel {
  /// The row in which the cursor stands.
  package var cursorLine: String { lines.indices.contains(cursor.row) ? lines[cursor.row] : "" }

  /// True if the reader's list shows articles: an unread mark, or a star.
  package var hasRows: Bool { lines.contains { $0.contains("●") || $0.contains("★") } }
}
