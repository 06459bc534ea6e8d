// A key is held, typed into the prompt, or looked up as a command.

import ArticleModel
package import Screen

extension State {
  /// The table in which keys are looked up first.
  var context: CommandContext {
    overlays.last?.context ?? (focus == .list ? .list : .reading)
  }

  mutating func press(_ key: Key) {
    keyboardNotice = nil
    if mustWait(key) {
      if heldKeys.count < 100 { heldKeys.append(key) }
      return
    }
    message = nil
    announcedBefore = announced
    announced = nil
    if prompt.line != nil {
      inPrompt { $0.type(key, $1, &$2) }
    } else {
      press(pending: pending.keys + [key])
    }
  }

  /// True if a key is meant for an article or for results that are still being fetched.
  private func mustWait(_ key: Key) -> Bool {
    if let purpose = prompt.line?.purpose {
      guard purpose == .search, searching.awaitsResults, key.code != .escape else { return false }
      return !heldKeys.isEmpty || key.movesInResults || key.code == .enter
    }
    if stories.awaited != nil { return !isAlwaysAtOnce(key) }
    guard overlays.isEmpty else { return false }
    if awaited?.holdsKeys == true || searching.awaitsResults { return !isAlwaysAtOnce(key) }
    guard focus == .list, !showsResults, list.awaited?.placement == .first else { return false }
    return isAlwaysAtOnce(key) ? false : !heldKeys.isEmpty || isForRow(key)
  }

  /// True if a key is meant for a row of the list: of the one that comes, if another was asked for.
  private func isForRow(_ key: Key) -> Bool {
    guard pending.keys.isEmpty, case .command(let command) = keymap.match([key], in: context) else {
      return false
    }
    return command.traits.contains(.forRow)
  }

  /// True if a key that is held opens a line: what is typed after it is meant for the line.
  private var holdsLine: Bool {
    let opening: [CommandID] = [.search(.search), .reader(.commandLine), .text(.pipe)]
    return heldKeys.contains { held in
      // The article that is awaited will be read then.
      guard case .command(let command) = keymap.match([held], in: .reading) else { return false }
      return opening.contains(command.id)
    }
  }

  private func isAlwaysAtOnce(_ key: Key) -> Bool {
    if key.typed != nil, holdsLine { return false }
    return switch keymap.match([key], in: context) {
    case .command(let command):
      command.traits.contains(.atOnce)
    default: false
    }
  }

  private mutating func press(pending keys: [Key]) {
    if keys.count == 1, !overlays.isEmpty {
      let content = overlayContent
      if inViews({ $0.choose(by: keys[0], content, $1, &$2) }) { return }
    }
    if takesCounts, pending.takeDigit(keys[0]) {
      message = Message.counting(
        pending.count ?? 0, down: around.key(.motion(.down)), row: around.key(.motion(.bottom)))
      return
    }
    switch keymap.match(keys, in: context) {
    case .command(let command):
      pending.keys = []
      if let count = pending.takeCount(), case .motion(let motion) = command.id {
        run(motion, times: count)
      } else {
        runKeepingPlace(command.id, key: keys.last)
      }
    case .prefix:
      pending.keys = keys
    case .none:
      pending.keys = []
      if pending.takeCount() != nil, keys.last?.code == .escape { return }
      if keys.last?.code != .escape { sayNoKey(keys) }
    }
  }

  /// Says of keys that mean nothing where they do, if they mean something in the other pane.
  /// True where a number may come before a key: digits choose rows in views that number them, and
  /// follow related headlines in the text.
  private var takesCounts: Bool {
    overlays.isEmpty ? focus == .list : !over.hasNumberedRows(overlayContent, around)
  }

  /// Moves so many times, or to the row of this number.
  private mutating func run(_ motion: Motion, times count: Int) {
    switch motion {
    case .top, .bottom: keepingPlace { $0.goToRow(count) }
    case .down where overlays.isEmpty: select(list.selected + count)
    case .up where overlays.isEmpty: select(list.selected - count)
    case .down, .up, .halfPageDown, .halfPageUp, .pageDown, .pageUp:
      for _ in 0..<min(count, 1_000) { run(.motion(motion)) }
    }
  }

  private mutating func sayNoKey(_ keys: [Key]) {
    let name = Command.spell(keys)
    let other: CommandContext = context == .list ? .reading : .list
    if overlays.isEmpty, case .command = keymap.match(keys, in: other) {
      let way = keymap.keyName(of: other == .reading ? .list(.open) : .reader(.close)) ?? ""
      message =
        other == .reading
        ? Message.worksInText(name, key: way) : Message.worksInList(name, key: way)
    } else {
      let help = keymap.keyName(of: .reader(.help)) ?? "help"
      message = Message.noKey(name, help: help)
    }
  }

  /// Runs the keys that were held while an article was fetched.
  mutating func releaseHeldKeys() {
    let keys = heldKeys
    heldKeys = []
    for key in keys { press(key) }
  }
}

// MARK: - For the runtime

extension State {
  /// True if a key moves on in what is shown now, so that it may well be pressed again.
  package func isMotion(_ key: Key) -> Bool {
    guard prompt.line == nil, pending.keys.isEmpty,
      case .command(let command) = keymap.match([key], in: context)
    else { return false }
    return command.traits.contains(.moves)
  }

  /// True if there is something to show: rows of the list, and the article of the last session.
  package var isReadyToShow: Bool { list.isLoaded && awaited?.holdsKeys != true }

  /// Makes the next `saveDue` save, whatever changed.
  package mutating func requireSave() {
    isSaveDue = true
  }

  /// Ends the reader without a key: the terminal is gone.
  package mutating func end() {
    hasQuit = true
  }
}
