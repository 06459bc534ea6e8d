// Twice the bytes should take little more than twice the time and memory: a check of every family.

import ArticleModel
import Screen
import TestSupport

/// Reads every family of bad input at two sizes in every way there is, and prints how time and memory
/// grow, the worst first.
struct FamilyCheck {
  let program: String
  /// Only the families whose names hold this.
  var wanted = ""
  /// Only this way, if it is named.
  var wantedWay: String?

  /// More than this at twice the size is a miss.
  private static let limit = 2.3
  /// A run that takes less than this, in seconds, tells little: then it is done at twice the size.
  private static let least = 0.2
  private static let sizes = (smallest: 512 << 10, largest: 8 << 20)

  private enum Way: String, CaseIterable {
    case text, json, sync, library, reader
  }

  private struct Row {
    var family: String
    var way: Way
    var size: Int
    var first: Usage
    var second: Usage

    var time: Double { second.seconds / max(first.seconds, 0.01) }
    /// Of what lies above the program itself.
    var memory: Double { Double(second.peak) / Double(first.peak) }
    var worst: Double { max(time, memory) }
    /// A run that is over before it can be measured says nothing of time.
    var isMiss: Bool {
      memory > FamilyCheck.limit || time > FamilyCheck.limit && second.seconds >= FamilyCheck.least
    }
  }

  func run() throws {
    var rows: [Row] = []
    for family in HostileFamily.all where family.name.contains(wanted) {
      for way in Way.allCases where wantedWay == nil || way.rawValue == wantedWay {
        do {
          let row = try measure(family, way)
          rows.append(row)
          if row.isMiss { note(Self.line(row)) }
        } catch {
          say("\(family.name), \(way.rawValue): \("\(error)".prefix(2_000))")
        }
      }
    }
    say("ratio of time, of memory; bytes; seconds; MiB")
    for row in rows.sorted(by: { $0.worst > $1.worst }) { say(Self.line(row)) }
    let misses = rows.count(where: \.isMiss)
    report("families", "\(HostileFamily.all.count)")
    report("over \(Self.limit)", "\(misses) of \(rows.count)")
  }

  private static func line(_ row: Row) -> String {
    let name = "\(row.family), \(row.way.rawValue)"
    return [
      fixed(row.time), fixed(row.memory),
      name + String(repeating: " ", count: max(1, 44 - name.count)),
      "\(row.size >> 10) KiB", "\(fixed(row.first.seconds)) → \(fixed(row.second.seconds)) s",
      "\(row.first.peak >> 10) → \(row.second.peak >> 10) MiB",
    ].joined(separator: "  ")
  }

  /// The least of two runs at each size.
  private func measure(_ family: HostileFamily, _ way: Way) throws -> Row {
    var size = Self.sizes.smallest
    var first = try use(family, way, size)
    var second = try use(family, way, size * 2)
    while first.seconds < Self.least, size < Self.sizes.largest {
      size *= 2
      (first, second) = (second, try use(family, way, size * 2))
    }
    var row = Row(family: family.name, way: way, size: size, first: first, second: second)
    if row.isMiss, row.second.seconds < 20 {
      let (again, twice) = (try use(family, way, size), try use(family, way, size * 2))
      row.first.seconds = min(first.seconds, again.seconds)
      row.second.seconds = min(second.seconds, twice.seconds)
    }
    return row
  }

  private func use(_ family: HostileFamily, _ way: Way, _ size: Int) throws -> Usage {
    let folder = try TemporaryFolder()
    try folder.write(
      RawPath("news/\(family.fileName)"), family.document(bytes: size))
    let file = folder.path("news/\(family.fileName)")
    let dateline = DatelineProgram(path: program, library: folder.path("library"))
    switch way {
    case .text: return try run(dateline, ["show", file])
    case .json: return try run(dateline, ["show", "--json", file])
    case .sync: return try run(dateline, ["sync", folder.path("news")])
    case .library:
      _ = try run(dateline, ["sync", folder.path("news")])
      return try run(dateline, ["show", file])
    case .reader: return try read(dateline, file)
    }
  }

  private func run(_ dateline: DatelineProgram, _ arguments: [String]) throws -> Usage {
    let output = try dateline.run(arguments, within: 120)
    switch output.status {
    case .exited(0), .exited(65), .exited(66): return output.usage
    default: throw CommandFailure(description: "\(output.status) \(output.errorText)")
    }
  }

  /// Opens the document, goes to its end and back, and quits.
  private func read(_ dateline: DatelineProgram, _ file: String) throws -> Usage {
    let reader = try dateline.reader([file], size: Size(columns: 100, rows: 30))
    try reader.wait(for: "the first screen", within: 60) {
      $0.hasEnded || $0.screen.text.contains("help")
    }
    for key in ["G", "g", "g", "Q"] where !reader.hasEnded {
      reader.press(key)
      try reader.settle(quiet: 50, within: 60)
    }
    _ = try reader.waitForExit(within: 60)
    return reader.usage
  }
}
