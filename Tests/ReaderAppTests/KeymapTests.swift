// The table of commands: complete, without conflicts, and the source of every key that is shown.

import ArticleModel
import ReaderApp
import Screen
import TestSupport
import Testing

@Suite struct KeymapTests {
  let keymap = Keymap()

  @Test func `no sequence means two things in one place, and none hides another`() {
    for context in [CommandContext.list, .reading] {
      let commands = keymap.commands.filter { $0.context == context || $0.context == .everywhere }
      let sequences = commands.flatMap(\.keys)
      #expect(Set(sequences).count == sequences.count)
      for short in sequences {
        for long in sequences where long.count > short.count {
          #expect(!long.starts(with: short), "\(short.map(\.name)) hides \(long.map(\.name))")
        }
      }
    }
  }

  @Test func `every command has a name, words and a key`() {
    #expect(Set(keymap.commands.map(\.name)).count == keymap.commands.count)
    for command in keymap.commands {
      #expect(!command.summary.isEmpty)
      #expect(!command.keys.isEmpty, "\(command.name)")
    }
  }

  @Test func `keys are written and read alike`() {
    for keys in keymap.commands.flatMap(\.keys) {
      #expect(Key.sequence(Command.spell(keys)) == keys)
    }
  }

  @Test func `the help page names every key`() {
    var desk = TestReader(Size(columns: 80, rows: 200))
    desk.press("?")
    for command in keymap.commands {
      if case .text(.section(let number)) = command.id, number > 1 { continue }
      if case .text(.follow(let number)) = command.id, number > 1 { continue }
      #expect(desk.screen.contains(command.keyNames[0]), "\(command.name)")
    }
  }

  @Test func `commands are found by name and by the start of it`() {
    #expect(keymap.command(named: "outline")?.id == .text(.outline))
    #expect(keymap.command(named: "outl")?.id == .text(.outline))
    #expect(keymap.command(named: "s") == nil)
  }

  @Test func `any keys in any window: never a crash, always a whole frame`() {
    var random = SeededRandom(seed: 20_260_218)
    var desk = TestReader(Size(columns: 80, rows: 24))
    let keys =
      keymap.commands.filter { $0.id != .reader(.quit) && $0.id != .reader(.close) }.flatMap(\.keys)
      + [[Key(.escape)], [Key(.enter)], [Key(.backspace)], [Key(.character("é"))]]
    for _ in 0..<4_000 {
      if Int.random(in: 0..<20, using: &random) == 0 {
        desk.send(
          .resized(
            Size(
              columns: Int.random(in: 0..<130, using: &random),
              rows: Int.random(in: 0..<45, using: &random))))
      }
      for key in keys[Int.random(in: 0..<keys.count, using: &random)] { desk.send(.key(key)) }
      let grid = desk.state.view().grid
      #expect(grid.cells.count == grid.size.columns * grid.size.rows)
    }
  }

  @Test func `what a key would lead to is known before, and changes nothing`() {
    var random = SeededRandom(seed: 20_261_126)
    var desk = TestReader(Size(columns: 120, rows: 40))
    let keys = keymap.commands.filter { $0.id != .reader(.quit) && $0.id != .reader(.close) }
      .flatMap(\.keys)
    for _ in 0..<1_500 {
      for key in keys[Int.random(in: 0..<keys.count, using: &random)] {
        let shown = desk.state.view().grid
        var foreseen = desk.state
        let effects = foreseen.update(.key(key))
        let frame = foreseen.view().grid
        #expect(desk.state.view().grid == shown)
        var pressed = desk.state
        #expect(pressed.update(.key(key)) == effects)
        #expect(pressed.view().grid == frame)
        desk.send(.key(key))
      }
    }
  }
}

@Suite struct UnseenChangesTests {
  @Test(arguments: UnseenChanges.allCases)
  func `that changes go unseen is said with the key that looks for them`(_ reason: UnseenChanges) {
    var desk = TestReader.onTalks(Size(columns: 120, rows: 30))
    desk.send(.changesGoUnseen(reason))
    let key = desk.state.keymap.keyName(of: .list(.sync)) ?? ""
    #expect(!key.isEmpty && desk.rows.last?.contains(" \(key) looks for ") == true)
  }
}
