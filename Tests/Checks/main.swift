// What may go wrong with the built program, tried at length: `swift run -c release checks kill-sync`.

import Glibc
import TestSupport

private let usage = """
  checks watch [COUNT]         how soon changes in the folder show; a minute of nothing
  checks kill-sync [DOCUMENTS [KILLS [SHOWN]]]   a sync killed again and again (10000, 20, all)
  checks kill-star [TIMES]     stars after kill -9 (100)
  """

guard let program = BuiltProgram.path else {
  say("dateline is not built beside this program: swift build -c release")
  exit(69)
}
let numbers = CommandLine.arguments.dropFirst(2).compactMap { Int($0) }

do {
  switch CommandLine.arguments.dropFirst().first {
  case "watch": try WatchCheck(program: program).run(articles: numbers.first ?? 1_000)
  case "kill-sync":
    try KillChecks(program: program).sync(
      documents: numbers.first ?? 10_000, kills: numbers.dropFirst().first ?? 20,
      shown: numbers.dropFirst(2).first)
  case "kill-star": try KillChecks(program: program).star(times: numbers.first ?? 100)
  default:
    say(usage)
    exit(64)
  }
} catch {
  say("\(error)")
  exit(1)
}
