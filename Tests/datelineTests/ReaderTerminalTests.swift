// The reader takes its terminal and gives it back as it was.

import Glibc
import Screen
import TestSupport
import Testing

@Suite(.serialized, .enabled(if: TheProgram.isWhole, "the program is not whole yet"))
struct ReaderTerminalTests {
  private static let size = Size(columns: 80, rows: 24)

  /// A folder with a few generated articles, and the program on it.
  private struct Desk {
    let folder: TemporaryFolder
    let dateline: DatelineProgram
    var news: String { folder.path("news") }

    init(articles: Int = 40) throws {
      folder = try TemporaryFolder()
      dateline = try TheProgram.with(folder)
      try CorpusGenerator(seed: 3, count: articles).write(to: folder.path("news"))
    }

    func open(_ size: Size = ReaderTerminalTests.size, _ environment: [String: String] = [:]) throws
      -> Pty
    {
      let reader = try dateline.reader([news], size: size, environment: environment)
      try reader.wait(for: "the list") { $0.screen.hasRows }
      try reader.settle()
      return reader
    }
  }

  /// How a reader may come to its end.
  enum End: CaseIterable {
    case key, terminate, commandLine

    func bring(to reader: Pty) {
      switch self {
      case .key: reader.press("Q")
      case .terminate: reader.signal(SIGTERM)
      case .commandLine: reader.send(":quit\r")
      }
    }
  }

  @Test(arguments: End.allCases)
  func `after its end the terminal is as it was before`(end: End) throws {
    let desk = try Desk()
    // The shell's own settings are those that must come back.
    let shell =
      "printf before; read go; \(try #require(TheProgram.path)) '\(desk.news)'; printf '<after>'; read go"
    let terminal = try Pty(
      ["sh", "-c", shell], size: Self.size, environment: desk.dateline.environment)
    try terminal.wait(forText: "before")
    let settings = terminal.settings
    terminal.send("\r")
    try terminal.wait(for: "the list") { $0.screen.hasRows }
    #expect(!terminal.settings.isLineByLine)
    try terminal.settle()
    // A signal goes to the whole group, the shell would end too: it is told to the reader alone.
    if end == .terminate {
      for child in ProcessStatus.children(of: terminal.pid) { kill(child, SIGTERM) }
    } else {
      end.bring(to: terminal)
    }
    try terminal.wait(forText: "<after>")
    #expect(terminal.settings == settings)
    #expect(terminal.screen.text.contains("before"))
    #expect(terminal.screen.modes.isDisjoint(with: [1, 1049, 2004, 1000, 1002, 1006]))
    #expect(terminal.screen.showsCursor)
  }

  @Test func `it ends when its terminal is closed`() throws {
    let desk = try Desk()
    let reader = try desk.open()
    reader.hangUp()
    _ = try reader.waitForExit()
  }

  @Test func `without colours it sends none`() throws {
    let desk = try Desk()
    let reader = try desk.open(Self.size, ["NO_COLOR": "1"])
    reader.press("Enter", "Space", "t", "q", "?", "q")
    try reader.settle()
    reader.press("Q")
    _ = try reader.waitForExit()
    let colours = ByteScan.items(in: reader.bytes).filter { item in
      guard case .csi(let sequence) = item.kind, sequence.final == UInt8(ascii: "m") else {
        return false
      }
      // 39 and 49 are the terminal's own.
      return sequence.parameters.contains { (30...48).contains($0) && $0 != 39 || $0 >= 90 }
    }
    #expect(colours == [])
  }

  @Test(arguments: ["xterm-256color", "tmux-256color", "screen", "linux", "vt100", "xterm-mono"])
  func `it opens, reads and ends on every common terminal`(name: String) throws {
    let desk = try Desk()
    let first = try desk.dateline.list(["--limit", "1", desk.news])[0].headline
    let reader = try desk.dateline.reader([desk.news], size: Self.size, environment: ["TERM": name])
    try reader.wait(forText: String(first.prefix(20)))
    reader.press("Enter", "Q")
    #expect(try reader.waitForExit() == .exited(0))
  }

  @Test func `an unknown terminal is taken for a common one, and it says so`() throws {
    let desk = try Desk()
    let reader = try desk.open(Self.size, ["TERM": "no-such-terminal"])
    #expect(reader.screen.text.contains("no-such-terminal"))
    reader.press("Q")
    #expect(try reader.waitForExit() == .exited(0))
  }

  @Test func `a dumb terminal gets a clear line, and no reader`() throws {
    let desk = try Desk()
    let reader = try desk.dateline.reader(
      [desk.news], size: Self.size, environment: ["TERM": "dumb"])
    let status = try reader.waitForExit(within: 20)
    #expect(status != .exited(0))
    #expect(reader.screen.text.contains("dumb") && reader.screen.text.contains("list"))
    #expect(ByteScan.strangers(in: reader.bytes) == [])
  }

  @Test(.disabled(if: Sanitizer.isOn, "the other may wait for the lock for longer than it does"))
  func `while another process syncs it shows what is there, and in the end all`() throws {
    let desk = try Desk(articles: 400)
    let sync = try ChildProcess(
      [desk.dateline.path, "sync", desk.news], environment: desk.dateline.environment)
    let reader = try desk.dateline.reader([desk.news], size: Self.size)
    try reader.wait(forText: "All 400", within: 30)
    try reader.wait(for: "the list") { $0.screen.hasRows }
    let ended = try sync.wait()
    #expect(ended.status == .exited(0), "\(ended)")
    reader.press("Q")
    #expect(try reader.waitForExit() == .exited(0))
  }

  @Test func `some that begin in one new library at once all do their work`() throws {
    for _ in 0..<5 {
      let desk = try Desk(articles: 3)
      let started = try (0..<4).map { _ in
        try ChildProcess(
          [desk.dateline.path, "list", "--limit", "1"], environment: desk.dateline.environment)
      }
      for process in started {
        let ended = try process.wait()
        #expect(ended.status == .exited(0), "\(ended.errorText)")
      }
    }
  }

  @Test func `in a pipe it prints the list`() throws {
    let desk = try Desk()
    let output = try desk.dateline.output([desk.news])
    #expect(output.split(separator: "\n").count == 40)
  }

  @Test(arguments: [
    Size(columns: 1, rows: 1), Size(columns: 2, rows: 1), Size(columns: 1, rows: 40),
  ])
  func `in the smallest windows it lives, and comes back whole`(size: Size) throws {
    let desk = try Desk()
    let reader = try desk.open()
    let screen = reader.screen.text
    reader.resize(to: size)
    for key in ["Enter", "Space", "t", "q", "?", "q", "h"] {
      reader.press(key)
      try reader.settle()
    }
    reader.resize(to: Self.size)
    try reader.settle()
    reader.press("gg", "Ctrl-l")
    try reader.wait(for: "the list as it was") { pty in
      let lines = pty.screen.lines.dropFirst().dropLast()
      return zip(lines, screen.split(separator: "\n", omittingEmptySubsequences: false).dropFirst())
        .allSatisfy { $0.suffix(20) == $1.suffix(20) }
    }
    reader.press("Q")
    #expect(try reader.waitForExit() == .exited(0))
  }

  @Test func `hundreds of sizes leave no stale cell`() throws {
    let desk = try Desk()
    let reader = try desk.open()
    var random = SeededRandom(seed: 4)
    for _ in 0..<300 {
      reader.resize(to: Size(columns: random.within(1...160), rows: random.within(1...60)))
      reader.send(random.pick(["j", "k", "\r", "h", " ", "t", "\t"]))
      if reader.hasEnded { break }
    }
    reader.resize(to: Self.size)
    // A mark is drawn when it is on the disk, which may take a while.
    try reader.settle(quiet: 500)
    try #require(!reader.hasEnded)
    // The status line apart: its message goes with the next key.
    let screen = reader.screen.lines.dropLast()
    reader.press("Ctrl-l")
    try reader.settle(quiet: 100)
    #expect(reader.screen.lines.dropLast() == screen)
    reader.press("Q")
    #expect(try reader.waitForExit() == .exited(0))
  }

  @Test(.enabled(if: Tmux.isInstalled, "tmux is not installed"))
  func `Ctrl-z gives the shell back, fg the reader`() throws {
    let desk = try Desk()
    // All is there before the list is looked at: nothing streams in afterwards.
    _ = try desk.dateline.output(["sync", desk.news])
    let shell = try Tmux(
      size: Self.size, command: ["sh", "-i"],
      environment: desk.dateline.environment.merging(["PS1": "ready> "]) { $1 })
    try shell.wait(forText: "ready>")
    try shell.type("'\(try #require(TheProgram.path))' '\(desk.news)'")
    try shell.press("Enter")
    try shell.wait(forText: "●")
    let list = try shell.waitUntilStill()
    try shell.press("Ctrl-z")
    try shell.wait(for: "the shell") { lines in
      lines.last { !$0.isEmpty }?.hasPrefix("ready>") == true
    }
    try shell.type("stty -a | grep -c ' icanon'; fg")
    try shell.press("Enter")
    try shell.wait(for: "the list as it was") { $0.dropLast() == list.dropLast() }
    try shell.press("Q")
    try shell.wait(for: "the shell") { $0.contains { $0.hasPrefix("ready>") } }
  }
}
