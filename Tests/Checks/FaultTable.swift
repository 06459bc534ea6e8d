// Runs the faults one kind after the other, and prints what came of each in a table.

import TestSupport

/// The outcome of one try of a fault.
enum Verdict {
  case survived
  /// Something that a frame or a line had confirmed is gone.
  case lost(String)
  /// Something was let in, or out, that should not have been.
  case letIn(String)
  /// It took longer than a fault may, or the terminal was left as it should not be.
  case stuck(String)
}

/// A kind of fault: how often it is tried, and one try of it.
struct Fault {
  var name: String
  var tries: Int
  /// True if it takes minutes or gigabytes: then it is tried only where it is named.
  var isLarge = false
  /// Why it cannot be tried on this machine, if it cannot.
  var obstacle: String?
  /// Does the try of that number.
  var attempt: (Int) throws -> Verdict
}

/// Tries faults and counts what came of them.
struct FaultTable {
  private(set) var failures = 0

  /// The heads of the columns.
  static let head = ["kind", "tries", "survived", "lost", "let in", "stuck"]

  static func line(_ cells: [String]) -> String {
    let rest = cells.dropFirst().map { String(repeating: " ", count: max(0, 9 - $0.count)) + $0 }
    let name = cells[0] + String(repeating: " ", count: max(0, 60 - cells[0].count))
    return name + rest.joined()
  }

  /// Tries those that are named so; all but the large ones where none is named.
  mutating func run(_ faults: [Fault], named words: String) {
    say(Self.line(Self.head))
    for fault in faults where words.isEmpty ? !fault.isLarge : fault.name.contains(words) {
      run(fault)
    }
  }

  private mutating func run(_ fault: Fault) {
    if let obstacle = fault.obstacle {
      return say("\(fault.name): not tried: \(obstacle)")
    }
    var counts = [0, 0, 0, 0]
    var said: [String] = []
    for number in 0..<fault.tries {
      let verdict: Verdict
      do {
        verdict = try fault.attempt(number)
      } catch {
        verdict = .stuck("\(error)")
      }
      let (place, text) = Self.place(of: verdict)
      counts[place] += 1
      if let text, said.count < 3 { said.append("  try \(number): \(text.prefix(600))") }
    }
    failures += counts[1] + counts[2] + counts[3]
    say(Self.line([fault.name, String(fault.tries)] + counts.map(String.init)))
    for line in said { say(line) }
  }

  private static func place(of verdict: Verdict) -> (Int, String?) {
    switch verdict {
    case .survived: (0, nil)
    case .lost(let text): (1, text)
    case .letIn(let text): (2, text)
    case .stuck(let text): (3, text)
    }
  }
}
