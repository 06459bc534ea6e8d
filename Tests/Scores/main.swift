// Scores on data that nobody here wrote: `swift run -c release scores search`. Printed, never
// asserted; what is not there is named and passed over.

import Glibc
import TestSupport

private let usage = """
  scores search           known items found by headline and by words of the body; naughty strings
  scores seed             the form that this project started from, made of 600 real articles
  scores markdown         the text of CommonMark's examples
  scores stories          related stories and threads on labelled sets, beside plain TF-IDF cosine
  scores joins            threads as articles join one by one, beside those of a batch
  scores duplicates       what is folded of series on one template, of corpora and of editions
  scores folder FOLDER    the threads of a folder, to be judged by reading
  scores storyspeed N     seconds of threads over N generated articles, step by step
  scores typing LIBRARY [WORDS …]
                          milliseconds of a search for each letter typed, without a screen
  """

do {
  switch CommandLine.arguments.dropFirst().first {
  case "search": try SearchScore().run()
  case "typing":
    let arguments = CommandLine.arguments.dropFirst(2)
    try TypingTimes(
      directory: arguments.first ?? "", words: Array(arguments.dropFirst())
    ).run()
  case "seed": try SeedScore().run()
  case "markdown": try MarkdownScore().run()
  case "stories": try StoryScore().run()
  case "joins": try JoinScore().run()
  case "duplicates": try DuplicateScore().run()
  case "folder":
    FolderThreads(folder: CommandLine.arguments.dropFirst(2).first ?? "Articles").run()
  case "storyspeed":
    StorySpeed(count: CommandLine.arguments.dropFirst(2).first.flatMap { Int($0) } ?? 10_000).run()
  default:
    print(usage)
    exit(64)
  }
} catch {
  print("\(error)")
  exit(1)
}
