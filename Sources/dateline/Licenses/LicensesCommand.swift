// `dateline licenses` prints the notices of all that the binary carries.

import ArgumentParser
import ArticleModel

struct LicensesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "licenses", abstract: "Print the notices of all that the program carries.")

  @OptionGroup var options: CommonOptions

  func run() throws {
    guard !options.json else {
      for notice in Notice.all { Printer.json(notice.json) }
      return
    }
    Printer.line(Notice.relinking)
    for notice in Notice.all {
      let rule = SafeText(line: String(repeating: "-", count: 78))
      Printer.line(SafeText.joined(["\n", rule, "\n", notice.name, "\n", notice.license, "\n"]))
      Printer.line(SafeText(text: notice.text))
    }
  }
}
