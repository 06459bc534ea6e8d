// `dateline brief`: what is new, story by story.

import ArgumentParser
import ArticleLibrary
import ArticleModel
import Screen

struct BriefCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "brief", abstract: "Print what is new, story by story.",
    discussion: """
      A report is new from when it came until it is read or marked read. Printing it changes nothing. \
      The stories of the last day come first.
      """)

  @OptionGroup var options: CommonOptions

  @Argument(help: "Folders to look in (else the whole library); they are synced first.")
  var folders: [String] = []

  @Option(help: "Only what came on this day (2026-02-18) or later.")
  var since: String?

  @Option(help: "At most this many stories.")
  var limit: Int?

  /// Stories that are told at once: what is printed begins soon, and memory stays small.
  private static let page = 20

  func validate() throws {
    if let limit, limit < 0 { throw ValidationError("--limit must not be negative.") }
    if let since, PublishedTime(dayText: since) == nil {
      throw ValidationError("--since wants a day such as 2026-02-18.")
    }
  }

  func run() throws {
    let (library, scopes) = try openLibrary(options, reading: folders)
    let day = since.flatMap { PublishedTime(dayText: $0)?.day }
    try withLibraryErrors { try printStories(of: library, scopes, since: day) }
  }

  private func printStories(
    of library: Library, _ scopes: [Scope], since: CivilDay?
  ) throws {
    library.waitForMarks()
    var left = limit ?? Int.max
    var told: Briefing.Told?
    var isFirst = true
    repeat {
      let briefing = try library.briefing(
        scopes: scopes, limit: min(left, Self.page), since: since, told: told)
      if told == nil, briefing.storyCount == 0 {
        let since = since.map { " since \($0.text)" } ?? ""
        Printer.note(SafeText(line: "dateline: nothing new\(since)"))
      }
      for story in briefing.stories {
        if options.json {
          Printer.json(story.json)
        } else {
          if !isFirst { Printer.line(.empty) }
          for line in story.textLines { Printer.line(line) }
        }
        isFirst = false
      }
      left -= briefing.stories.count
      var next = briefing.told
      next.stories.formUnion(told?.stories ?? [])
      next.alone.formUnion(told?.alone ?? [])
      told = next
      if !briefing.isMore || briefing.stories.isEmpty { return }
    } while left > 0
  }
}

extension PublishedTime {
  /// A day without a time, as `2026-02-18`.
  init?(dayText text: String) {
    guard let time = PublishedTime(iso: text), time.secondOfDay == nil, time.text == text else {
      return nil
    }
    self = time
  }
}

extension BriefStory {
  fileprivate var textLines: [SafeText] {
    let desks = desks.isEmpty ? "" : ", " + desks.map(\.string).joined(separator: ", ")
    let day = came.map { ", came \($0.text)" } ?? ""
    let sign = followedSince == nil ? "" : "# "
    var lines = [
      SafeText(line: "\(sign)\(headline)"), SafeText(text: "  \(articles.count) new\(desks)\(day)"),
    ]
    for text in sentences {
      lines += TextLayout.lines(of: text, width: 68).enumerated().map { index, line in
        let words = text.slice(scalars: line.range).string.trimmingEnd
        return SafeText(text: "  \(index == 0 ? "-" : " ") \(words)")
      }
    }
    return lines + articles.map { SafeText(text: "    \($0.line)") }
  }
}

extension String {
  fileprivate var trimmingEnd: Substring {
    let end = lastIndex { !$0.isWhitespace }
    return end.map { self[...$0] } ?? ""
  }
}
