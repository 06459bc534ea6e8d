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

  @Flag(help: "Only articles that were read.")
  var read = false

  @Flag(help: "Only starred articles.")
  var starred = false

  @Flag(help: "Only articles in the queue.")
  var queued = false

  @Option(help: "Only articles of this day (2026-02-18) or later.")
  var since: String?

  @Option(help: "newest, headline, desk or unread: what comes first.")
  var order: Order = .newest

  @Option(
    help: "Only the articles of a desk (its path, or its last part), and of the desks below it.")
  var desk: String?

  @Option(help: "At most this many.")
  var limit: Int?

  @Option(help: "Leave out this many at first.")
  var offset = 0

  enum Order: String, ExpressibleByArgument, CaseIterable {
    case newest, headline, desk, unread

    var order: ListOrder {
      switch self {
      case .newest: .newest
      case .headline: .headline
      case .desk: .desk
      case .unread: .unreadFirst
      }
    }
  }

  func validate() throws {
    if read, unread { throw ValidationError("--read and --unread exclude each other.") }
    if let since, PublishedTime(dayText: since) == nil {
      throw ValidationError("--since wants a day such as 2026-02-18.")
    }
    if let limit, limit < 0 { throw ValidationError("--limit must not be negative.") }
    if offset < 0 { throw ValidationError("--offset must not be negative.") }
  }

  func run() throws {
    let (library, scopes) = try openLibrary(options, reading: folders)
    var query = ListQuery()
    query.scopes = scopes
    query.unreadOnly = unread
    query.readOnly = read
    query.starredOnly = starred
    query.queuedOnly = queued
    query.since = since.flatMap { PublishedTime(dayText: $0)?.epochSeconds }
    query.order = order.order
    query.desk = desk.map { SafeText(line: $0) }
    if let desk = query.desk { try checkDesk(desk, query.scopes, in: library) }
    try withLibraryErrors {
      try printRows(of: query, in: library, json: options.json, offset: offset, limit: limit)
    }
  }
}

/// Ends the command where no desk is called so, and names the nearest.
func checkDesk(_ name: SafeText, _ scopes: [Scope], in library: Library) throws {
  guard let unknown = try withLibraryErrors({ try library.unknownDesk(name, scopes) }) else {
    return
  }
  let hint = unknown.nearest.map { "; the nearest is “\($0)”" } ?? "; there are no desks here"
  throw fail(SafeText(line: "no desk is called “\(name)”\(hint)"), .dataError)
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
