// `dateline thread`: a story in time order, or every story of a folder.

import ArgumentParser
import ArticleLibrary
import ArticleModel

struct ThreadCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "thread", abstract: "Print a story in time order.")

  @OptionGroup var options: CommonOptions

  @Argument(help: "A path, an id, or words of the headline; with --all, a folder.")
  var article: String

  @Flag(help: "Every story of a folder that has several articles.")
  var all = false

  func run() throws {
    guard all else {
      let library = try openLibrary(options)
      let id = try syncedArticle(named: article, in: library)
      guard let thread = try withLibraryErrors({ try library.thread(of: id) }) else {
        Printer.note("dateline: no other report of this story is here")
        return
      }
      write(thread)
      return
    }
    let (library, scopes) = try openLibrary(options, reading: [article])
    try withLibraryErrors { try library.forEachThread(scopes: scopes) { write($0) } }
  }

  private func write(_ thread: StoryThread) {
    if options.json {
      Printer.json(thread.json)
    } else {
      for line in thread.textLines { Printer.line(line) }
    }
  }
}

extension StoryThread {
  /// The headline, then `2026-02-18  ● k3v9q2m7  Headline  [Geneva]` in ASCII signs.
  var textLines: [SafeText] {
    let name = id.map { "\($0.text)  " } ?? ""
    let head = SafeText(text: "\(name)\(headline)")
    return [head]
      + reports.flatMap { report in
        [report.line]
          + report.copies.map { SafeText(text: "                 = \($0.id.text)  \($0.headline)") }
      }
  }
}

extension StoryThread.Report {
  fileprivate var line: SafeText {
    let day = row.published?.day.text ?? "          "
    let place = location.map { "  [\($0)]" } ?? ""
    return SafeText(
      text: "  \(day)  \(row.marks.isRead ? " " : "o")  \(row.id.text)  \(row.headline)\(place)")
  }
}

/// The article that a reference names; a document of a known folder is synced first.
func syncedArticle(named reference: String, in library: Library) throws -> ArticleID {
  if let path = ArgumentPaths.resolve(reference), ArgumentPaths.isFile(path),
    let scope = try withLibraryErrors({ try library.existingScope(of: path) })
  {
    _ = try syncIfPossible([scope], in: library)
  }
  return try article(named: reference, in: library)
}
