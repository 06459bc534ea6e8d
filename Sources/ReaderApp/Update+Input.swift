// The line at the foot of the screen on which one types: filter, find, commands.

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
    case .down, .up: if line.purpose == .filterHeadlines { run(key.code == .down ? .down : .up) }
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
    case "u", "w": eraseBack(word: scalar == "w")
    default: break
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
    case .filterHeadlines:
      list.words = text
      reload()
    case .find(let block, let offset):
      reading?.topBlock = block
      reading?.topOffset = offset
      startFind(text, near: topPlace)
    case .command: break
    }
  }

  private mutating func cancelInput() {
    guard let line = input else { return }
    input = nil
    switch line.purpose {
    case .filterHeadlines:
      if !list.words.isEmpty {
        list.words = .empty
        reload()
      }
    case .find(let block, let offset):
      reading?.find = nil
      reading?.topBlock = block
      reading?.topOffset = offset
      clampTop()
    case .command: break
    }
  }

  private mutating func acceptInput() {
    guard let line = input else { return }
    input = nil
    switch line.purpose {
    case .filterHeadlines: break
    case .find:
      if let find = reading?.find, find.matches.isEmpty {
        message = SafeText(line: "Not found: \(find.needle)")
        reading?.find = nil
      }
    case .command:
      let name = SafeText(line: line.string).string
      if let command = keymap.command(named: name) {
        run(command.id)
      } else if !name.isEmpty {
        message = SafeText(line: "No command “\(name)”; ? shows them all.")
      }
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
