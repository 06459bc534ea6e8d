// Cells of the grid arrive on the terminal, and little else is sent.

import Glibc
import Screen
import TestSupport
import Testing

@Suite(.enabled(if: Probe.isBuilt, "terminal-probe is not built"))
struct DrawingTests {
  @Test func `every script arrives whole`() throws {
    let pty = try Probe.start()
    #expect(pty.screen.lines[0] == "size 80x24")
    #expect(pty.screen.lines[2] == "北京会谈 12月")
    #expect(pty.screen.lines[3] == "\u{E9}\u{1EAD} x\u{327}\u{304}")
    #expect(pty.screen.lines[4] == "👩DE✌|")
    #expect(pty.screen.lines[5] == "(םלוע) םולש")
    #expect(ByteScan.strangers(in: pty.bytes) == [])
  }

  @Test func `what is made ready is not sent, and what is drawn after it arrives whole`() throws {
    let pty = try Probe.start()
    try pty.settle()
    #expect(pty.screen.lines[22].hasPrefix("line 15 of"))
    pty.send("j")
    try pty.wait(forText: "line 16 of")
    try pty.settle()
    let lines = (1...16).map { "line \($0) of the text: word\($0) " }
    #expect(zip(pty.screen.lines[7...22], lines).allSatisfy { $0.hasPrefix($1) })
  }

  @Test func `styles arrive`() throws {
    let pty = try Probe.start()
    func style(_ row: Int) -> Style { pty.screen.cell(column: 0, row: row).style }
    #expect(style(1) == Style(.bold, foreground: .ansi(1)))
    #expect(style(2) == .dim)
    #expect(style(3) == Style([.italic, .underline]))
    #expect(style(4) == .reverse)
    #expect(style(5) == Style(foreground: .ansi(12), background: .ansi(0)))
  }

  @Test func `the cursor stands where the grid has it`() throws {
    let pty = try Probe.start()
    try pty.settle()
    #expect(pty.screen.cursor == Point(column: 2, row: 3))
    #expect(pty.screen.showsCursor)
  }

  @Test func `without colour there is weight`() throws {
    let pty = try Probe.start(["NO_COLOR": "1"])
    #expect(pty.screen.cell(column: 0, row: 1).style == .bold)
    #expect(pty.screen.cell(column: 0, row: 5).style == .plain)
  }

  @Test(
    arguments: [
      "xterm", "xterm-256color", "xterm-mono", "screen", "screen-256color", "tmux-256color",
      "linux", "vt100", "ansi", "rxvt-unicode-256color",
    ]) func `every kind of terminal is drawn on`(_ name: String) throws
  {
    let pty = try Probe.start(["TERM": name])
    pty.send("jj")
    try pty.wait(forText: "line 17 of")
    pty.send("q")
    #expect(try pty.waitForExit() == .exited(0))
    #expect(pty.settings == (try Probe.untouchedSettings()))
  }

  @Test func `an unknown TERM is tried as xterm-256color, and says so`() throws {
    let pty = try Probe.start(["TERM": "no-such-terminal"])
    try pty.wait(forText: "TERM=no-such-terminal is not known here")
  }

  @Test func `the C locale has text, and no ornaments`() throws {
    let pty = try Probe.start(["LANG": "C", "LC_ALL": "C"])
    try pty.wait(forEvent: "ascii")
    #expect(pty.screen.lines[2] == "北京会谈 12月")
  }

  @Test func `a scrolled line costs little more than the line`() throws {
    let pty = try Probe.start()
    pty.send("j")
    try pty.wait(forText: "line 16 of")
    try pty.settle()
    let before = pty.bytes.count
    pty.send("j")
    try pty.wait(forText: "line 17 of")
    try pty.settle()
    let sent = pty.bytes.count - before
    let line = pty.screen.lines[22].utf8.count
    #expect(sent <= line + 90, "\(ByteScan.escaped(pty.bytes[before...]))")
  }

  @Test func `nothing is sent when nothing changed, and nothing happens by itself`() throws {
    let pty = try Probe.start()
    try pty.settle()
    let switches = ProcessStatus.contextSwitches(of: pty.pid)
    #expect(pty.listen(seconds: 0.3) == 0)
    #expect(ProcessStatus.contextSwitches(of: pty.pid) == switches)
  }

  @Test func `any number of resizes, down to one cell, leave the right screen`() throws {
    let pty = try Probe.start()
    var random = SeededRandom(seed: 7)
    for _ in 0..<300 {
      pty.resize(to: Size(columns: random.within(1...200), rows: random.within(1...60)))
    }
    pty.resize(to: Size(columns: 1, rows: 1))
    try pty.wait(for: "one cell") { ["r", "s", "…"].contains($0.screen.text) }
    for _ in 0..<100 {
      pty.resize(to: Size(columns: random.within(1...200), rows: random.within(1...60)))
    }
    pty.resize(to: Probe.size)
    try pty.wait(forEvent: "resized 80x24")
    try pty.settle()
    let fresh = try Probe.start()
    #expect(pty.screen.lines.dropLast() == fresh.screen.lines.dropLast())
  }

  @Test func `text for the clipboard is sent as OSC 52`() throws {
    let pty = try Probe.start()
    pty.send("y")
    try pty.wait(forEvent: "key y")
    let sent = ByteScan.escaped(pty.bytes)
    #expect(sent.contains("\\e]52;c;Y29waWVkIHdvcmRz\\u{7}"))
    #expect(ByteScan.strangers(in: pty.bytes, allowing: .clipboard) == [])
  }
}
