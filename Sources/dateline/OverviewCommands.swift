// `dateline desks`, `followed` and `searches`: what the reader shows of them.

import ArgumentParser
import ArticleLibrary
import ArticleModel

struct DesksCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "desks", abstract: "Print the desks, with what is unread in each.",
    discussion: "A desk's counts are of the desks below it, too.")

  @OptionGroup var options: CommonOptions

  @Argument(help: "Folders to look in (else the whole library); they are synced first.")
  var folders: [String] = []

  func run() throws {
    let (library, scopes) = try openLibrary(options, reading: folders)
    for desk in try withLibraryErrors({ try library.desks(scopes) }) {
      if options.json {
        Printer.json(desk.json)
      } else {
        let indent = String(repeating: "  ", count: desk.depth)
        Printer.line(
          SafeText(text: "\(indent)\(desk.name)  \(desk.unread) unread of \(desk.total)"))
      }
    }
  }
}

struct FollowedCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "followed", abstract: "Print the stories that are followed, with what is new.")

  @OptionGroup var options: CommonOptions

  func run() throws {
    let library = try openLibrary(options)
    let threads = try withLibraryErrors { try library.followedThreads() }
    if threads.isEmpty { Printer.note("dateline: no story is followed") }
    for thread in threads {
      if options.json {
        Printer.json(thread.followedJSON)
      } else {
        let since = thread.followedSince.map {
          " since \(PublishedTime(epochSeconds: $0).day.text)"
        }
        Printer.line(
          SafeText(line: "\(thread.id.map { "\($0.text)  " } ?? "")\(thread.headline)"))
        Printer.line(
          SafeText(
            text: "  \(thread.newReports) new\(since ?? ""), \(thread.unread) unread of "
              + "\(thread.reports.count)"))
      }
    }
  }
}

struct SearchesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "searches", abstract: "Print the searches that are kept, with what is unread.")

  @OptionGroup var options: CommonOptions

  func run() throws {
    let library = try openLibrary(options)
    let searches = try withLibraryErrors { try library.searchNews() }
    if searches.isEmpty { Printer.note("dateline: no search is kept") }
    for news in searches {
      if options.json {
        Printer.json(news.json)
      } else {
        let total = news.search.counts.map(\.words) ?? "?"
        Printer.line(
          SafeText(
            text: "\(news.search.name)  \(news.unread.words) unread of \(total)  "
              + "\(news.search.text)"))
      }
    }
  }
}

extension StoryThread {
  var unread: Int { reports.count { !$0.row.marks.isRead } }
}

extension SavedSearch.Counts {
  fileprivate var words: String { "\(total)\(isMore ? "+" : "")" }
}
