// The prompt draws its line with the cursor in sight.

import ArticleModel
import Screen

extension Prompt {
  /// The commands whose names begin as what is typed; `nil` while no command is.
  func popup(above status: Rect, _ around: Surroundings) -> Popup? {
    guard let line, line.purpose == .command, !line.string.contains(" ") else { return nil }
    let commands = around.keymap.commands.filter { command in
      switch command.id {
      case .text(.section(let number)), .text(.follow(let number)): number == 1
      default: command.name.hasPrefix(line.string)
      }
    }.filter { $0.name.hasPrefix(line.string) }
    return Popup(
      words: commands.map { SafeText(line: "\($0.name)  \($0.summary)") },
      names: commands.map { SafeText(line: $0.name) }, least: 38, above: status, around)
  }

  func draw(
    _ input: InputLine, in rect: Rect, note given: SafeText, _ around: Surroundings,
    on grid: inout Grid
  ) {
    let prompt = sign(of: input.purpose, columns: rect.columns)
    let promptWidth = TextLayout.width(of: prompt)
    var room = rect.columns - 2 - promptWidth
    let note = given.isEmpty && rect.columns >= 60 ? hint(on: input.purpose) : given
    let before = SafeText(line: "x" + input.string(upTo: input.cursor) + "x")
    let beforeWidth = max(0, TextLayout.width(of: before) - 2)
    let noteWidth = TextLayout.width(of: note)
    // The typed text comes first.
    if noteWidth > 0, noteWidth + 12 < rect.columns, beforeWidth + 1 <= room - noteWidth - 2 {
      grid.write(
        note, column: rect.columns - noteWidth - 1, row: rect.row, columns: noteWidth,
        style: around.theme.faded)
      room -= noteWidth + 2
    }
    grid.write(prompt, column: 1, row: rect.row, columns: promptWidth, style: around.theme.strong)
    var shown = input.text[...]
    var offset = 0
    while beforeWidth - offset > max(1, room - 1), let first = shown.popFirst() {
      offset += TextLayout.width(of: SafeText(line: "x\(first)x")) - 2
    }
    var view = String.UnicodeScalarView()
    view.append(contentsOf: shown)
    let start = 1 + promptWidth
    grid.write(SafeText(text: String(view)), column: start, row: rect.row, columns: max(1, room))
    grid.cursor = Point(
      column: min(rect.columns - 1, start + beforeWidth - offset), row: rect.row)
    grid.showsCursor = true
  }
}

extension Prompt {
  /// The words before a line that say its purpose.
  private func sign(of purpose: InputLine.Purpose, columns: Int) -> SafeText {
    switch purpose {
    case .search: columns >= 36 ? "Search: " : "/"
    case .find, .help: "/"
    case .pipe: "|"
    case .name: columns >= 36 ? "Keep as: " : "as: "
    case .command: ":"
    }
  }

  /// The keys that end a line, where they are not plain.
  private func hint(on purpose: InputLine.Purpose) -> SafeText {
    switch purpose {
    case .search: "Enter to the results   Esc back"
    case .name: "Enter keeps it   Esc back"
    case .pipe: "Enter runs it   Esc back"
    case .find, .command, .help: .empty
    }
  }
}

extension InputLine {
  func string(upTo count: Int) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: text.prefix(count))
    return String(view)
  }
}
