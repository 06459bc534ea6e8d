// A popup shows the keys that may follow those of an incomplete sequence.

import ArticleModel
import Screen

struct PendingKeys {
  var keys: [Key] = []
  /// The number typed before a key that moves.
  private(set) var count: Int?

  static let largestCount = 9_999_999

  /// Takes a digit that is typed before a key; says whether it is one. A number begins with no zero.
  mutating func takeDigit(_ key: Key) -> Bool {
    guard keys.isEmpty, let scalar = key.typed, ("0"..."9").contains(scalar),
      scalar != "0" || count != nil
    else { return false }
    let digit = Int(scalar.value) - 48
    count = min(Self.largestCount, (count ?? 0) * 10 + digit)
    return true
  }

  /// Hands the number over: it counts for one command.
  mutating func takeCount() -> Int? {
    defer { count = nil }
    return count
  }
}

extension PendingKeys {
  /// The keys that may follow those that were pressed; commands that differ by a number are one
  /// entry.
  private func entries(in context: CommandContext, withWords: Bool, _ around: Surroundings)
    -> [SafeText]
  {
    around.keymap.continuations(of: keys, in: context).compactMap { rest, command in
      var spelled = Command.spell(keys + rest)
      var words = command.summary
      switch command.id {
      case .text(.section(1)):
        spelled += "–9"
        words = "section by number"
      case .text(.section): return nil
      case .motion, .article, .search, .list, .text, .reader: break
      }
      return SafeText(line: withWords ? "\(spelled)  \(words)" : spelled)
    }
  }

  /// The keys that may follow those that were pressed, above the status line; `nil` where there is
  /// no room for them.
  func popup(in context: CommandContext, above status: Rect, _ around: Surroundings) -> Popup? {
    Popup(
      words: entries(in: context, withWords: true, around),
      names: entries(in: context, withWords: false, around), above: status, around)
  }
}

extension Popup {
  /// A popup of entries with what they do, or of their names alone where there is no room for more.
  /// `least` is the width at which an entry with what it does can still be read.
  init?(
    words: [SafeText], names: [SafeText], least: Int = 16, above status: Rect,
    _ around: Surroundings
  ) {
    let room = around.size.columns - 2
    let most = max(0, status.row - 1)
    guard room >= 8, most > 0 else { return nil }
    // If they do not all fit with their summaries, the keys alone are better than some of them.
    let isCramped = words.count > most * max(1, room / least)
    var entries = isCramped ? names : words
    guard !entries.isEmpty else { return nil }
    let widest = (entries.map(TextLayout.width(of:)).max() ?? 0) + 3
    // If they do not all fit at their full width, each is cut rather than some left out.
    let needed = (entries.count + most - 1) / most
    let columns = max(1, room / widest, min(needed, room / (isCramped ? 13 : least)))
    let rows = min((entries.count + columns - 1) / columns, most)
    if entries.count > rows * columns {
      let shown = rows * columns - 1
      let more = SafeText(line: "\(entries.count - shown) more")
      entries = Array(entries.prefix(shown)) + [more]
    }
    self.init(
      rect: Rect(column: 0, row: status.row - rows, columns: around.size.columns, rows: rows),
      entries: entries, columns: columns, width: min(widest, room / columns))
  }
}

/// Keys in columns, from the top to the foot of each.
struct Popup {
  var rect: Rect
  var entries: [SafeText]
  var columns: Int
  /// Of a column, in cells.
  var width: Int

  func draw(on grid: inout Grid) {
    grid.fill(rect)
    for (index, entry) in entries.enumerated() where index / rect.rows < columns {
      grid.write(
        entry, column: 1 + index / rect.rows * width, row: rect.row + index % rect.rows,
        columns: width - 1)
    }
  }
}
