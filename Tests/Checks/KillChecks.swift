// A library is looked at after kill -9.

import TestSupport

/// The full-size forms of what the tests do in a small one.
struct KillChecks {
  let program: String

  func sync(documents: Int, kills: Int, shown: Int?) throws {
    let result = try KilledSync(documents: documents, kills: kills, shown: shown).run(program) {
      say("  " + $0)
    }
    report("kills that met a sync at work", "\(result.killsAtWork) of \(kills)")
    report("articles in the list", "\(result.articles)")
    report("articles compared by show", "\(result.compared)")
    report("differences", "\(result.differences.count)")
    for difference in result.differences { say(difference) }
    say("  second sync: " + result.secondSync)
    let written = result.filesWritten.isEmpty ? "none" : result.filesWritten.joined(separator: ", ")
    report("files that it changed", written)
  }

  func star(times: Int) throws {
    let result = try KilledStars(times: times).run(program) { say("  " + $0) }
    report("stars kept", "\(result.kept) of \(times)")
    for difference in result.differences { say("  " + difference) }
  }
}
