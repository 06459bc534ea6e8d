// The table that a run prints.

import TestSupport

/// Lines of figures beside those of a peer, with the budgets that they are held against.
final class ResultTable {
  /// One line; what does not apply is empty.
  struct Line {
    var work: String
    var own: String
    var peer = ""
    var ratio: Double?
    var budget = ""
    /// `nil` where there is no budget, or what it is held against was not measured.
    var isMet: Bool?
  }

  private var lines: [Line] = []
  private var notes: [String] = []

  func add(_ line: Line) {
    lines.append(line)
    note("  \(line.work): \(line.own)\(line.peer.isEmpty ? "" : ", \(line.peer)")")
  }

  /// Something to be said under the table.
  func remark(_ text: String) { notes.append(text) }

  /// Prints all of it.
  func show(title: String) {
    let heads = ["work", "dateline", "peer", "ratio", "budget", "met"]
    let rows = lines.map { line in
      [
        line.work, line.own, line.peer, line.ratio.map { fixed($0) } ?? "", line.budget,
        line.isMet.map { $0 ? "yes" : "NO" } ?? "",
      ]
    }
    let widths = heads.indices.map { column in
      ([heads] + rows).map { $0[column].count }.max() ?? 0
    }
    func text(_ row: [String]) -> String {
      let cells = zip(row, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }
      return "| " + cells.joined(separator: " | ") + " |"
    }
    say("")
    say(title)
    say("")
    say(text(heads))
    say("|" + widths.map { String(repeating: "-", count: $0 + 2) }.joined(separator: "|") + "|")
    for row in rows { say(text(row)) }
    say("")
    for line in notes { say("- " + line) }
  }
}

extension Figures {
  /// Median and 95th percentile: `0.31 / 0.52 ms`.
  var pair: String { count == 0 ? "–" : "\(fixed(median)) / \(fixed(p95)) ms" }
}

/// A size in units of a million bytes.
func megabytes(_ bytes: Int) -> String { fixed(Double(bytes) / 1e6) + " MB" }

/// A resident set, given in KiB, in units of a million bytes.
func memory(_ kibibytes: Int) -> String { megabytes(kibibytes * 1_024) }
