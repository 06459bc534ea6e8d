// The line at the foot of the screen on which one types: search, find, commands.

import ArticleModel
import Screen

extension State {
  /// A key while a line is being typed.
  mutating func type(_ key: Key) {
    guard let line = input else { return }
    switch key.code {
    case .escape: cancelInput()
    case .enter: acceptInput()
    case .left: input?.cursor = max(0, line.cursor - 1)
    case .right: input?.cursor = min(line.text.count, line.cursor + 1)
    case .home: input?.cursor = 0
    case .end: input?.cursor = line.text.count
    case .tab: completeCommand()
    case .down, .up, .pageDown, .pageUp: moveInResults(key.code)
    case .backspace, .delete: erase(key.code)
    case .character(let scalar): type(scalar, key.modifiers)
    default: break
    }
  }

  private mutating func type(_ scalar: Unicode.Scalar, _ modifiers: Key.Modifiers) {
    guard modifiers.contains(.control) else {
      if modifiers.isEmpty, !SafeText(line: "x\(scalar)x").string.elementsEqual("xx") {
        insert(scalar)
        inputChanged()
      }
      return
    }
    switch scalar {
    case "a": input?.cursor = 0
    case "e": input?.moveToEnd()
    case "c", "g": cancelInput()
    case "h": erase(.backspace)
    case "n", "p": moveInResults(scalar == "n" ? .down : .up)
    case "u", "w": eraseBack(word: scalar == "w")
    case "l": run(.reader(.redraw))
    case "z": run(.reader(.suspend))
    default: break
    }
  }

  /// Moves the selection while the search is still being typed.
  private mutating func moveInResults(_ code: Key.Code) {
    guard input?.purpose == .search, showsResults else { return }
    switch code {
    case .down: run(.motion(.down))
    case .up: run(.motion(.up))
    case .pageDown: run(.motion(.pageDown))
    default: run(.motion(.pageUp))
    }
  }

  mutating func insert(_ scalar: Unicode.Scalar) {
    guard let line = input, line.text.count < 1_000 else { return }
    input?.text.insert(scalar, at: line.cursor)
    input?.cursor = line.cursor + 1
  }

  private mutating func erase(_ code: Key.Code) {
    guard let line = input else { return }
    if code == .backspace {
      guard line.cursor > 0 else {
        if line.text.isEmpty { cancelInput() }
        return
      }
      input?.text.remove(at: line.cursor - 1)
      input?.cursor = line.cursor - 1
    } else if line.cursor < line.text.count {
      input?.text.remove(at: line.cursor)
    }
    inputChanged()
  }

  private mutating func eraseBack(word: Bool) {
    guard let line = input else { return }
    var start = word ? line.cursor : 0
    while word, start > 0, line.text[start - 1] == " " { start -= 1 }
    while word, start > 0, line.text[start - 1] != " " { start -= 1 }
    input?.text.removeSubrange(start..<line.cursor)
    input?.cursor = start
    inputChanged()
  }

  /// Lets the list or the text follow what is typed.
  mutating func inputChanged() {
    guard let line = input else { return }
    let text = SafeText(line: line.string)
    switch line.purpose {
    case .search: searchLibrary(for: text, isTyping: true)
    case .find(let block, let offset):
      reading?.topBlock = block
      reading?.topOffset = offset
      inText { $0.find(.words(text), near: $0.topPlace, $1, &$2) }
    case .command: break
    }
  }

  private mutating func cancelInput() {
    guard let line = input else { return }
    input = nil
    switch line.purpose {
    case .search: cancelSearch()
    case .find(let block, let offset):
      reading?.find = nil
      reading?.topBlock = block
      reading?.topOffset = offset
      text.clampTop(around)
      markHits()
    case .command: break
    }
  }

  private mutating func acceptInput() {
    guard let line = input else { return }
    input = nil
    switch line.purpose {
    case .search:
      if search == nil { overlays = searchStart?.views ?? [] }
      searchStart = nil
    case .find:
      if let find = reading?.find, find.matches.isEmpty {
        message = SafeText(line: "Not found: \(line.string)")
        reading?.find = nil
        markHits()
      }
    case .command: run(commandLine: SafeText(line: line.string))
    }
  }

  /// Does what a command by its name asks for; searches and their names follow it on the line.
  private mutating func run(commandLine line: SafeText) {
    let parts = line.string.split(separator: " ", maxSplits: 1).map(String.init)
    guard let name = parts.first else { return }
    let rest = parts.dropFirst().first.map { SafeText(line: $0) }
    switch (keymap.command(named: name)?.id, rest) {
    case (.search(.searchLibrary), let words?): searchLibrary(for: words)
    case (.search(.saveSearch), let name?): saveSearch(named: name)
    case (let id?, nil): run(id)
    default: message = SafeText(line: "No command “\(line)”; ? shows them all.")
    }
  }

  private mutating func completeCommand() {
    guard let line = input, line.purpose == .command else { return }
    let names = keymap.commands.map(\.name).filter { $0.hasPrefix(line.string) }
    guard let first = names.first else { return }
    let common = names.dropFirst().reduce(first) { $0.commonPrefix(with: $1) }
    input?.text = Array(common.unicodeScalars)
    input?.moveToEnd()
    if names.count > 1 {
      message = SafeText(line: names.prefix(12).joined(separator: "  "))
    }
  }
}

extension String {
  fileprivate func commonPrefix(with other: String) -> String {
    var end = startIndex
    var place = other.startIndex
    while end < endIndex, place < other.endIndex, self[end] == other[place] {
      end = index(after: end)
      place = other.index(after: place)
    }
    return String(self[..<end])
  }
}

extension Key {
  /// Whether it moves the selection while a search is being typed.
  var movesInResults: Bool {
    switch code {
    case .down, .up, .pageDown, .pageUp: true
    case .character(let scalar): modifiers == .control && (scalar == "n" || scalar == "p")
    default: false
    }
  }
}
