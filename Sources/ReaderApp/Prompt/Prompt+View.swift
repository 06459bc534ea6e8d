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
    let prompt: SafeText =
      switch input.purpose {
      case .search: rect.columns >= 36 ? "Search: " : "/"
      case .find, .help: "/"
      case .pipe: "|"
      case .name: rect.columns >= 36 ? "Keep as: " : "as: "
      case .command: ":"
      }
    let promptWidth = TextLayout.width(of: prompt)
    var room = rect.columns - 2 - promptWidth
    var note = given
    if note.isEmpty, rect.columns >= 60 {
      switch input.purpose {
      case .search: note = "Enter to the results   Esc back"
      case .name: note = "Enter keeps it   Esc back"
      case .pipe: note = "Enter runs it   Esc back"
      case .find, .command, .help: break
      }
    }
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

extension InputLine {
  func string(upTo count: Int) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: text.prefix(count))
    return String(view)
  }
}
