// A change of a mark that is made by keys in a reader's list, and is on the screen.

import Screen
import TestSupport

/// Presses keys on the article under the cursor, and waits after each until its signs show the change.
struct ShownChange {
  private let room: FaultRoom
  private let id: String
  private let mark: KnownMarks.Mark
  private let value: Bool

  /// - Parameters:
  ///   - reader: a reader that shows a list.
  ///   - room: its library; no article's headline may have changed since.
  ///   - keys: `s`, `m` or `a`; then `U` and `Ctrl-r` in turns.
  /// - Throws: `WaitFailure` where the screen does not show it.
  init(in reader: Pty, of room: FaultRoom, _ keys: [String]) throws {
    try reader.settle(quiet: 50)
    let line = reader.screen.cursorLine
    guard let row = try room.dateline.list().first(where: { line.contains(Self.start(of: $0)) }),
      let mark = ["s": KnownMarks.Mark.star, "m": .read, "a": .queue][keys[0]]
    else { throw WaitFailure("an article under the cursor", seconds: 0, found: reader.screen.text) }
    let before = Self.signs(row, reader)
    var isChanged = false
    for key in keys {
      reader.press(key)
      isChanged.toggle()
      let wanted = isChanged
      try reader.wait(for: "the change of “\(before ?? "")” by \(key)") {
        (Self.signs(row, $0) != before) == wanted
      }
    }
    self.room = room
    self.mark = mark
    id = row.id
    value = row.has(mark) != isChanged
  }

  /// Notes that a frame confirmed it.
  func note() { room.marks.set(id, mark, value) }

  /// Takes the star or the place in the queue away again: of both, a row shows only the star.
  func clear() throws {
    for (mark, change) in [(KnownMarks.Mark.star, "--unstar"), (.queue, "--unqueue")]
    where room.marks.has(id, mark) {
      _ = try room.dateline.output(["mark", change, id])
      room.marks.set(id, mark, false)
    }
  }

  private static func start(of row: ListedArticle) -> String { String(row.headline.prefix(40)) }

  /// The signs before an article's headline.
  private static func signs(_ row: ListedArticle, _ reader: Pty) -> String? {
    let start = start(of: row)
    guard let line = reader.screen.lines.first(where: { $0.contains(start) }),
      let place = line.firstRange(of: start)?.lowerBound
    else { return nil }
    return String(line[..<place])
  }
}
