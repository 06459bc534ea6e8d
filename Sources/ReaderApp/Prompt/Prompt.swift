// The prompt is the line at the foot of the screen on which one types a search, words or a command.

import ArticleModel
import Screen

struct Prompt {
  /// The line that is being typed, if one is.
  var line: InputLine?
  /// The lines that were typed before, oldest first.
  private var history: [History: [String]] = [:]

  /// Lines of one kind are remembered together.
  enum History: Hashable {
    case search, find, command, help, name, pipe

    init(_ purpose: InputLine.Purpose) {
      switch purpose {
      case .search: self = .search
      case .find: self = .find
      case .command: self = .command
      case .help: self = .help
      case .name: self = .name
      case .pipe: self = .pipe
      }
    }
  }

  init() {}

  mutating func remember(_ text: SafeText, of kind: History) {
    guard !text.isEmpty else { return }
    history[kind, default: []].removeAll { $0 == text.string }
    history[kind, default: []].append(text.string)
  }
}

/// The requests of the prompt to the rest of the reader.
enum PromptRequest {
  /// The line changed: the list or the text follows.
  case changed(InputLine)
  case cancelled(InputLine)
  case accepted(InputLine)
  /// Move in the results of the search that is being typed.
  case move(Motion)
  case run(ReaderCommand)
  /// Not all that was typed or pasted fits.
  case cut
}

typealias PromptOutcome = Outcome<PromptRequest>

extension Prompt {
  /// A key while a line is being typed.
  mutating func type(_ key: Key, _ around: Surroundings, _ out: inout PromptOutcome) {
    guard let line else { return }
    switch key.code {
    case .escape: cancel(&out)
    case .enter:
      self.line = nil
      remember(SafeText(line: line.string), of: History(line.purpose))
      out.request(.accepted(line))
    case .left: self.line?.cursor = max(0, line.cursor - 1)
    case .right: self.line?.cursor = min(line.text.count, line.cursor + 1)
    case .home: self.line?.cursor = 0
    case .end: self.line?.cursor = line.text.count
    case .tab: completeCommand(around, &out)
    case .down: move(.down, &out)
    case .up: move(.up, &out)
    case .pageDown: move(.pageDown, &out)
    case .pageUp: move(.pageUp, &out)
    case .backspace, .delete: erase(key.code, &out)
    case .character(let scalar): type(scalar, key.modifiers, around, &out)
    case .backTab, .insert, .function: return
    }
  }

  private mutating func type(
    _ scalar: Unicode.Scalar, _ modifiers: Key.Modifiers, _ around: Surroundings,
    _ out: inout PromptOutcome
  ) {
    guard modifiers.contains(.control) else {
      if modifiers.isEmpty, !SafeText(line: "x\(scalar)x").string.elementsEqual("xx") {
        insert(CollectionOfOne(scalar), &out)
      }
      return
    }
    switch scalar {
    case "a": line?.cursor = 0
    case "e": line?.moveToEnd()
    case "c", "g": cancel(&out)
    case "h": erase(.backspace, &out)
    case "n": move(.down, &out)
    case "p": move(.up, &out)
    case "u", "w": eraseBack(word: scalar == "w", &out)
    case "l": out.request(.run(.redraw))
    case "z": out.request(.run(.suspend))
    default: return
    }
  }

  /// Up and down go through what was typed before; once words are typed for a search, they move in
  /// its results.
  private mutating func move(_ motion: Motion, _ out: inout PromptOutcome) {
    guard let line, motion == .up || motion == .down else { return out.request(.move(motion)) }
    let earlier = history[History(line.purpose)] ?? []
    let isTyped = line.recalled == nil && !line.text.isEmpty
    if line.purpose == .search, isTyped || earlier.isEmpty { return out.request(.move(motion)) }
    let next = (line.recalled ?? earlier.count) + (motion == .up ? -1 : 1)
    guard next >= 0 else { return out.say(Message.noEarlierLine) }
    self.line?.text = next < earlier.count ? Array(earlier[next].unicodeScalars) : []
    self.line?.recalled = next < earlier.count ? next : nil
    self.line?.moveToEnd()
    changed(&out)
  }

  private func changed(_ out: inout PromptOutcome) {
    if let line { out.request(.changed(line)) }
  }

  private mutating func cancel(_ out: inout PromptOutcome) {
    guard let line else { return }
    self.line = nil
    out.request(.cancelled(line))
  }

  /// Takes in a text that was pasted.
  mutating func paste(_ text: String, _ out: inout PromptOutcome) {
    guard line != nil else { return }
    insert(SafeText(line: text).string.unicodeScalars, &out)
  }

  /// Puts text into the line. A key for which there is no room has nothing looked for anew.
  private mutating func insert(
    _ scalars: some Collection<Unicode.Scalar>, _ out: inout PromptOutcome
  ) {
    guard let before = line else { return }
    if line?.insert(scalars) == false { out.request(.cut) }
    line?.recalled = nil
    if line?.text != before.text { changed(&out) }
  }

  private mutating func erase(_ code: Key.Code, _ out: inout PromptOutcome) {
    guard let line else { return }
    if code == .backspace {
      guard line.cursor > 0 else {
        if line.text.isEmpty { cancel(&out) }
        return
      }
      self.line?.text.remove(at: line.cursor - 1)
      self.line?.cursor = line.cursor - 1
    } else if line.cursor < line.text.count {
      self.line?.text.remove(at: line.cursor)
    }
    self.line?.recalled = nil
    changed(&out)
  }

  private mutating func eraseBack(word: Bool, _ out: inout PromptOutcome) {
    guard let line else { return }
    var start = word ? line.cursor : 0
    while word, start > 0, line.text[start - 1] == " " { start -= 1 }
    while word, start > 0, line.text[start - 1] != " " { start -= 1 }
    self.line?.text.removeSubrange(start..<line.cursor)
    self.line?.cursor = start
    self.line?.recalled = nil
    changed(&out)
  }

  private mutating func completeCommand(_ around: Surroundings, _ out: inout PromptOutcome) {
    guard let line, line.purpose == .command else { return }
    let names = around.keymap.commands.map(\.name).filter { $0.hasPrefix(line.string) }
    guard let first = names.first else { return }
    let common = names.dropFirst().reduce(first) { $0.commonPrefix(with: $1) }
    self.line?.text = Array(common.unicodeScalars)
    self.line?.moveToEnd()
    if names.count > 1 {
      out.say(SafeText(line: names.prefix(12).joined(separator: "  ")))
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
  /// True if it moves the selection while a search is being typed.
  var movesInResults: Bool {
    switch code {
    case .down, .up, .pageDown, .pageUp: true
    case .character(let scalar): modifiers == .control && (scalar == "n" || scalar == "p")
    default: false
    }
  }
}
