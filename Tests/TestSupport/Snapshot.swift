// A frame as plain text, kept beside the test and compared.

import ArticleModel
import Glibc
package import Screen

/// A frame as text: its rows, then its styles as a second plane, one letter a cell.
///
///     try Snapshot.check(grid, "list-80x24")
///
/// compares with `Snapshots/list-80x24.txt` beside the test's file. With `DATELINE_RECORD=1` the
/// file is written instead, and the check throws all the same: a recording is no pass.
package enum Snapshot {
  /// Compares a frame with its recording; throws `SnapshotMismatch` where they differ.
  package static func check(
    _ grid: Grid, _ name: String, testFile: StaticString = #filePath
  ) throws {
    try check(text(of: grid), name, testFile: testFile)
  }

  /// Compares any text with its recording.
  package static func check(
    _ text: String, _ name: String, testFile: StaticString = #filePath
  ) throws {
    let folder = PackageRoot.parent(of: "\(testFile)", levels: 1) + "/Snapshots"
    let path = "\(folder)/\(name).txt"
    guard getenv("DATELINE_RECORD") == nil else {
      try FileTree.makeFolder(RawPath(folder))
      try FileTree.write(Array((text + "\n").utf8), to: RawPath(path))
      throw SnapshotMismatch(description: "recorded \(path)")
    }
    guard FileTree.exists(path) else {
      throw SnapshotMismatch(description: "no recording \(path); it would be:\n\(text)")
    }
    let recorded = try FileTree.text(path)
    guard recorded != text + "\n" else { return }
    let difference = LineDifference.text(from: recorded.dropLast(), to: text)
    throw SnapshotMismatch(description: "differs from \(path):\n\(difference)")
  }

  /// A frame as text, in full.
  package static func text(of grid: Grid) -> String {
    var legend = StyleLegend()
    let styles = (0..<grid.size.rows).map { row in
      let letters = (0..<grid.size.columns).map { legend.letter(for: grid[$0, row].style) }
      return trimmed(String(letters), of: ".")
    }
    let cursor =
      grid.cursor.map { "cursor \($0.column),\($0.row)\(grid.showsCursor ? " shown" : "")" }
      ?? "no cursor"
    let head = "\(grid.size.columns)x\(grid.size.rows) \(cursor)"
    return ([head] + grid.plainRows + ["--- styles"] + styles + ["---"] + legend.lines)
      .joined(separator: "\n")
  }

  /// A text without these characters at its end.
  package static func trimmed(_ text: String, of character: Character) -> String {
    var text = text
    while text.last == character { text.removeLast() }
    return text
  }
}

/// How a frame differs from its recording, or that it was recorded.
package struct SnapshotMismatch: Error, CustomStringConvertible {
  package let description: String
}

extension Grid {
  /// The rows as text, without blanks at their ends.
  package var plainRows: [String] {
    (0..<size.rows).map { row in
      Snapshot.trimmed((0..<size.columns).map { self[$0, row].glyph.string }.joined(), of: " ")
    }
  }

  /// The rows as one text.
  package var plainText: String { plainRows.joined(separator: "\n") }
}

/// Gives each style a letter, in order of appearance; the plain one is a full stop.
private struct StyleLegend {
  private var letters: [Style: Character] = [.plain: "."]
  private(set) var lines: [String] = []
  private static let alphabet = Array(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")

  mutating func letter(for style: Style) -> Character {
    if let letter = letters[style] { return letter }
    let letter = letters.count <= Self.alphabet.count ? Self.alphabet[letters.count - 1] : "?"
    letters[style] = letter
    lines.append("\(letter) \(style.words)")
    return letter
  }
}

extension Style {
  private static let names: [(Attributes, String)] = [
    (.bold, "bold"), (.dim, "dim"), (.italic, "italic"), (.underline, "underline"),
    (.reverse, "reverse"),
  ]

  /// The style in words: `bold fg4`.
  package var words: String {
    var words = Self.names.filter { attributes.contains($0.0) }.map(\.1)
    if case .ansi(let number) = foreground { words.append("fg\(number)") }
    if case .ansi(let number) = background { words.append("bg\(number)") }
    return words.isEmpty ? "plain" : words.joined(separator: " ")
  }
}

/// The lines in which two texts differ.
package enum LineDifference {
  /// Both texts line by line: `-` what was, `+` what is, two lines of context.
  package static func text(from old: some StringProtocol, to new: some StringProtocol) -> String {
    let marked = lines(split(old), split(new))
    let shown = marked.indices.filter { index in
      marked[max(0, index - 2)...min(marked.count - 1, index + 2)].contains { $0.first != " " }
    }
    var output: [String] = []
    var previous: Int?
    for index in shown {
      if let previous, index > previous + 1 { output.append("  …") }
      output.append(marked[index])
      previous = index
    }
    return output.joined(separator: "\n")
  }

  private static func split(_ text: some StringProtocol) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { String($0) }
  }

  private static func lines(_ old: [String], _ new: [String]) -> [String] {
    let changes = new.difference(from: old)
    var removed: Set<Int> = []
    var inserted: Set<Int> = []
    for change in changes {
      switch change {
      case .remove(let offset, _, _): removed.insert(offset)
      case .insert(let offset, _, _): inserted.insert(offset)
      }
    }
    var output: [String] = []
    var (from, to) = (0, 0)
    while from < old.count || to < new.count {
      if from < old.count, removed.contains(from) {
        output.append("- " + old[from])
        from += 1
      } else if to < new.count, inserted.contains(to) {
        output.append("+ " + new[to])
        to += 1
      } else {
        output.append("  " + old[from])
        (from, to) = (from + 1, to + 1)
      }
    }
    return output
  }
}
