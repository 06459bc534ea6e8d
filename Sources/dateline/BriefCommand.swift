// `dateline brief`: what is new since the last visit, story by story.

import ArgumentParser
import ArticleLibrary
import ArticleModel
import Screen

struct BriefCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "brief", abstract: "Print what is new since the last visit, story by story.")

  @OptionGroup var options: CommonOptions

  @Argument(help: "Folders to look in (else the whole library); they are synced first.")
  var folders: [String] = []

  @Option(help: "At most this many stories.")
  var limit = 40

  func validate() throws {
    if limit < 0 { throw ValidationError("--limit must not be negative.") }
  }

  func run() throws {
    let library = try openLibrary(options)
    let scopes = try syncedScopes(of: folders, in: library)
    let briefing = try withLibraryErrors { try library.briefing(scopes: scopes, limit: limit) }
    if briefing.stories.isEmpty {
      let since = briefing.since > 0 ? " since \(briefing.sinceText)" : ""
      Printer.note(SafeText(line: "dateline: nothing new\(since)"))
    }
    for (index, story) in briefing.stories.enumerated() {
      if options.json {
        Printer.json(story.json)
      } else {
        if index > 0 { Printer.line(.empty) }
        for line in story.textLines { Printer.line(line) }
      }
    }
  }
}

extension Briefing {
  fileprivate var sinceText: String { PublishedTime(epochSeconds: since).day.text }
}

extension BriefStory {
  fileprivate var json: JSON {
    .object([
      ("thread", .string(id.map { SafeText(line: $0.text) })), ("headline", .string(headline)),
      ("new", .int(articles.count)), ("desks", .array(desks.map { .string($0) })),
      ("articles", .array(articles.map(\.json))),
      ("sentences", .array(sentences.map { .string($0) })),
      ("followed", .bool(followedSince != nil)),
    ])
  }

  fileprivate var textLines: [SafeText] {
    let desks = desks.isEmpty ? "" : ", " + desks.map(\.string).joined(separator: ", ")
    let sign = followedSince == nil ? "" : "# "
    var lines = [
      SafeText(line: "\(sign)\(headline)"), SafeText(text: "  \(articles.count) new\(desks)"),
    ]
    for text in passages.map({ SafeText.joined($0, separator: " ") }) {
      lines += TextLayout.lines(of: text, width: 70).map { line in
        SafeText(text: "  \(text.slice(scalars: line.range).string.trimmingEnd)")
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
