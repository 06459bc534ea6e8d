// `dateline list`: the headlines, as text or one JSON object a line.

import ArgumentParser
import ArticleLibrary
import ArticleModel

struct ListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Print headlines, newest first.")

  @OptionGroup var options: CommonOptions

  @Argument(help: "Folders to list (else the whole library); they are synced first.")
  var folders: [String] = []

  @Flag(help: "Only unread articles.")
  var unread = false

  @Flag(help: "Only starred articles.")
  var starred = false

  @Option(help: "Only the articles of a desk, and of the desks below it.")
  var desk: String?

  @Option(help: "At most this many.")
  var limit: Int?

  @Option(help: "Leave out this many at first.")
  var offset = 0

  func validate() throws {
    if let limit, limit < 0 { throw ValidationError("--limit must not be negative.") }
    if offset < 0 { throw ValidationError("--offset must not be negative.") }
  }

  func run() throws {
    let (library, scopes) = try openLibrary(options, reading: folders)
    var query = ListQuery()
    query.scopes = scopes
    query.unreadOnly = unread
    query.starredOnly = starred
    query.desk = desk.map { SafeText(line: $0) }
    try withLibraryErrors {
      try printRows(of: query, in: library, json: options.json, offset: offset, limit: limit)
    }
  }
}

/// Prints the rows of a list a window at a time, so that memory does not grow with the library.
func printRows(
  of query: ListQuery, in library: Library, json: Bool, offset: Int = 0, limit: Int? = nil
) throws {
  var skip = offset
  var left = limit ?? Int.max
  var anchor = ListAnchor.first
  while left > 0 {
    let window = try library.window(query, anchor, count: 500)
    for row in window.rows {
      if skip > 0 {
        skip -= 1
        continue
      }
      guard left > 0 else { return }
      left -= 1
      if json { Printer.json(row.json) } else { Printer.line(row.line) }
    }
    guard !window.isEnd, let last = window.rows.last else { return }
    anchor = .after(last.key)
  }
}

extension ArticleRow {
  /// `k3v9q2m7  ●★  2026-02-18  Headline  [World]`, in ASCII signs.
  var line: SafeText {
    let read = marks.isRead ? " " : "o"
    let star = marks.isStarred ? "*" : marks.isQueued ? "+" : " "
    let day = published?.day.text ?? "          "
    let place = desk.map { "  [\($0)]" } ?? ""
    return SafeText(text: "\(id.text)  \(read)\(star)  \(day)  \(headline)\(place)")
  }
}
