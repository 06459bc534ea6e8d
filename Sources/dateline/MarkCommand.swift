// `dateline mark` and `dateline forget`: the commands that change what the library keeps.

import ArgumentParser
import ArticleLibrary
import ArticleModel

struct MarkCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mark", abstract: "Mark articles read, starred or queued, or take a mark away.")

  @OptionGroup var options: CommonOptions

  @Argument(help: "Paths, ids, or words of headlines.")
  var articles: [String]

  @Flag var read = false
  @Flag var unread = false
  @Flag var star = false
  @Flag var unstar = false
  @Flag var queue = false
  @Flag var unqueue = false

  private var changes: [MarkChange] {
    let wanted: [(Bool, MarkChange)] = [
      (read, .read), (unread, .unread), (star, .star), (unstar, .unstar), (queue, .queue),
      (unqueue, .unqueue),
    ]
    return wanted.filter(\.0).map(\.1)
  }

  func validate() throws {
    guard !articles.isEmpty else { throw ValidationError("Name an article.") }
    guard !changes.isEmpty else {
      throw ValidationError(
        "Say how: --read, --unread, --star, --unstar, --queue or --unqueue.")
    }
    for change in changes where changes.contains(change.inverse) {
      throw ValidationError(
        "--\(change.rawValue) and --\(change.inverse.rawValue) exclude each other.")
    }
  }

  func run() throws {
    let library = try openLibrary(options)
    let ids = try articles.map { try onlyArticle(named: $0, in: library) }
    var changed: [ArticleID] = []
    try withLibraryErrors {
      for change in changes {
        for id in try library.mark(ids, change) where !changed.contains(id) { changed.append(id) }
      }
    }
    if options.json {
      Printer.json(.changed(changed))
    } else {
      for id in changed { Printer.line(SafeText(line: id.text)) }
    }
    // The printed changes are on the disk; lists find them sooner so.
    library.waitForMarks()
  }
}

struct ForgetCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "forget", abstract: "Take a folder out of the library; its files stay.")

  @OptionGroup var options: CommonOptions

  @Argument(help: "The folder.")
  var folder: String

  func run() throws {
    let library = try openLibrary(options)
    // A folder that is gone can be forgotten too, by the path it had.
    let path = ArgumentPaths.resolve(folder) ?? RawPath(argument: folder)
    let known = try withLibraryErrors { try library.existingScope(of: path) }
    guard known != nil else {
      throw fail(
        SafeText.joined([SafeText(argument: folder), ": not a folder of the library"]), .noInput)
    }
    let count = try withLibraryErrors { try library.forget(path) }
    if options.json {
      Printer.json(.forgotten(path, articles: count))
    } else {
      Printer.line(SafeText(line: "\(path.shown): forgotten, with \(count) articles"))
    }
  }
}
