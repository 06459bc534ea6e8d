// Scores on data that nobody here wrote: `swift run -c release scores search`. Printed, never
// asserted; what is not there is named and passed over.

import Glibc
import TestSupport

private let usage = """
  scores search           known items found by headline and by words of the body; naughty strings
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
  default:
    print(usage)
    exit(64)
  }
} catch {
  print("\(error)")
  exit(1)
}
