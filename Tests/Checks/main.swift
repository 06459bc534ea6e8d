// Faults of the built program are tried at length: `swift run -c release checks kill-sync`.

import Glibc
import TestSupport

private let usage = """
  checks watch [COUNT]         how soon changes in the folder show; a minute of nothing
  checks kill-sync [DOCUMENTS [KILLS [SHOWN]]]   a sync killed again and again (10000, 20, all)
  checks kill-star [TIMES]     stars after kill -9 (100)
  checks faults [KILLS [WORDS]]   every kind of fault, or those named so, tried and counted; so many
                               processes are killed (1000); large ones only when named ("large")
  checks families [NAME [WAY]] bad input at two sizes: text, json, sync, library, reader
  checks other-system ROOT     the program in another system's root, as it reads here
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
  case "faults":
    var table = FaultTable()
    let faults =
      KillFaults(program: program, kills: numbers.first ?? 1_000).all()
      + LossFaults(program: program).all() + DeviceFaults(program: program).all()
      + HostileFaults(program: program).all() + SizeFaults(program: program).all()
    table.run(faults, named: CommandLine.arguments.dropFirst(3).joined(separator: " "))
    if table.failures > 0 { exit(1) }
  case "kill-star": try KillChecks(program: program).star(times: numbers.first ?? 100)
  case "families":
    let arguments = CommandLine.arguments.dropFirst(2)
    try FamilyCheck(
      program: program, wanted: arguments.first ?? "", wantedWay: arguments.dropFirst().first
    ).run()
  case "other-system":
    try OtherSystemCheck(program: program, root: CommandLine.arguments.dropFirst(2).first).run()
  default:
    say(usage)
    exit(64)
  }
} catch {
  say("\(error)")
  exit(1)
}
