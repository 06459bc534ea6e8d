// Dateline's budgets, measured beside other programs: `swift run -c release benchmarks 10000`.

import Glibc
import TestSupport

let arguments = CommandLine.arguments.dropFirst()
do {
  if arguments.first == "corpus", arguments.count == 3,
    let count = arguments.dropFirst().first.flatMap({ Int($0) }), let folder = arguments.last
  {
    try BenchmarkCorpus.write(count: count, to: folder)
    exit(0)
  }
  guard let options = BenchmarkOptions(arguments) else {
    say(BenchmarkOptions.usage)
    exit(64)
  }
  guard let program = BuiltProgram.path, let floor = BuiltProgram.named("start-floor") else {
    say("dateline and start-floor are not built beside this program: swift build -c release")
    exit(69)
  }
  try BenchmarkRun(options: options, program: program, floor: floor).run()
} catch {
  say("\(error)")
  exit(1)
}
