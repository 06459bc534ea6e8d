// `dateline search`: ranked matches with snippets.

import ArgumentParser
import ArticleLibrary
import ArticleModel
import TextAnalysis

struct SearchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search", abstract: "Print the articles that match, best first.",
    discussion: """
      Words must all be there, in any form; "quotation marks" hold them together; word* goes on. \
      title:talks tag:peace in:Geneva by:Ada desk:World before:2026-03 after:2025 is:unread is:read \
      is:starred is:queued is:new limit. \
      A minus before any of them leaves out what has it (-word, -desk:Sport); a query that begins \
      with one stands after --. OR between two of them wants either, and parentheses hold some \
      together: (comet OR title:moon) -desk:Sport.
      """)

  @OptionGroup var options: CommonOptions

  @Argument(help: "What to look for.")
  var query: String

  @Argument(help: "Folders to look in (else the whole library); they are synced first.")
  var folders: [String] = []

  @Option(help: "At most this many.")
  var limit = 20

  func validate() throws {
    if limit < 0 { throw ValidationError("--limit must not be negative.") }
  }

  func run() throws {
    let text = SearchQuery.cut(query)
    if text.count < query.count {
      Printer.note(
        SafeText(
          line: "dateline: the query is cut: of it \(SearchQuery.longest) characters are looked for"
        ))
    }
    let (library, scopes) = try openLibrary(options, reading: folders)
    for desk in SearchQuery(text).desks {
      try checkDesk(SafeText(line: desk), scopes, in: library)
    }
    let results = try withLibraryErrors {
      try library.search(
        SearchRequest(text: SafeText(line: text), scopes: scopes, limit: limit))
    }
    if let correction = results.correction {
      Printer.note(
        SafeText(line: "dateline: nothing for “\(query)”: shown for “\(correction)”"))
    }
    if results.matches.isEmpty {
      Printer.note(try wordsForNothing(text, library, scopes))
    } else if let remark = SearchQuery(text).unknownRemark {
      Printer.note(SafeText(line: "dateline: \(remark)"))
    }
    for match in results.matches {
      if options.json {
        Printer.json(match.json)
      } else {
        Printer.line(match.row.line)
        if let snippet = match.snippet { Printer.line(SafeText(line: "          \(snippet.text)")) }
      }
    }
  }
}

extension SearchCommand {
  private func wordsForNothing(
    _ query: String, _ library: Library, _ scopes: [Scope]
  ) throws -> SafeText {
    var list = ListQuery()
    list.scopes = scopes
    let desks = try withLibraryErrors { try library.facets(list).desks.map(\.name.string) }
    let remark = SearchQuery(query).remark(desks: desks)
    return SafeText(line: "dateline: nothing found" + (remark.map { ": " + $0 } ?? ""))
  }
}
