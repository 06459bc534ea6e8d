// Bytes of a terminal become keys, pastes and other events.

import Glibc
import Screen
import TestSupport
import Testing

@Suite(.enabled(if: Probe.isBuilt, "terminal-probe is not built"))
struct EventTests {
  struct Press: Sendable, CustomTestStringConvertible {
    var bytes: String
    var event: String
    var testDescription: String { event }
  }

  static let presses: [Press] = [
    Press(bytes: "h", event: "key h"), Press(bytes: "é", event: "key é"),
    Press(bytes: "北", event: "key 北"), Press(bytes: "😀", event: "key 😀"),
    Press(bytes: "\r", event: "key Enter"), Press(bytes: "\n", event: "key Enter"),
    Press(bytes: "\t", event: "key Tab"), Press(bytes: "\u{1B}[Z", event: "key Shift-Tab"),
    Press(bytes: "\u{7F}", event: "key Backspace"), Press(bytes: "\u{8}", event: "key Backspace"),
    Press(bytes: "\u{1B}", event: "key Esc"), Press(bytes: "\u{1B}x", event: "key Alt-x"),
    Press(bytes: "\u{1B}é", event: "key Alt-é"),
    Press(bytes: "\u{1B}\u{1}", event: "key Ctrl-Alt-a"),
    Press(bytes: "\u{3}", event: "key Ctrl-c"), Press(bytes: "\u{11}", event: "key Ctrl-q"),
    Press(bytes: "\u{13}", event: "key Ctrl-s"), Press(bytes: "\u{1A}", event: "key Ctrl-z"),
    Press(bytes: "\u{1C}", event: "key Ctrl-\\"), Press(bytes: "\0", event: "key Ctrl-Space"),
    Press(bytes: "\u{1B}OA", event: "key Up"), Press(bytes: "\u{1B}[A", event: "key Up"),
    Press(bytes: "\u{1B}[5~", event: "key PgUp"), Press(bytes: "\u{1B}[6~", event: "key PgDn"),
    Press(bytes: "\u{1B}OH", event: "key Home"), Press(bytes: "\u{1B}[1~", event: "key Home"),
    Press(bytes: "\u{1B}[3~", event: "key Del"), Press(bytes: "\u{1B}OP", event: "key F1"),
    Press(bytes: "\u{1B}[15~", event: "key F5"), Press(bytes: "\u{1B}[24~", event: "key F12"),
    Press(bytes: "\u{1B}[1;3D", event: "key Alt-Left"),
    Press(bytes: "\u{1B}\u{1B}[D", event: "key Alt-Left"),
    Press(bytes: "\u{1B}[1;5C", event: "key Ctrl-Right"),
    Press(bytes: "\u{1B}[1;2A", event: "key Shift-Up"),
    Press(bytes: "\u{1B}[97;5u", event: "key Ctrl-a"),
    Press(bytes: "\u{1B}[27;3;120~", event: "key Alt-x"),
    Press(bytes: "\u{1B}[I\u{1B}[?62;c\u{1B}[999Xz", event: "key z"),
    Press(bytes: "\u{1B}[1;-9223372036854775808A", event: "key Up"),
    Press(bytes: "\u{1B}[<0;10;20M\u{1B}[M !!\u{1B}[<64;1;1mz", event: "key z"),
    Press(bytes: "\u{1B}]11;rgb:0/0/0\u{7}\u{1B}P1$rq\u{1B}\\z", event: "key z"),
    Press(bytes: "\u{1B}[200~a\rb\u{1B}[A\u{1B}[201\u{1B}[201~", event: "paste <a b"),
  ]

  @Test(arguments: presses) func `a press is a key`(_ press: Press) throws {
    let pty = try Probe.start()
    pty.send(press.bytes)
    try pty.wait(forEvent: press.event)
  }

  @Test func `a paste that does not end is given up by Ctrl-c`() throws {
    let pty = try Probe.start()
    pty.send("\u{1B}[200~words")
    try pty.wait(forEvent: "paste stalled")
    pty.send("q")
    // That was its own, too: it is said anew.
    try pty.wait(forEvent: "paste stalled | paste stalled")
    pty.send("\u{3}")
    try pty.wait(forEvent: "paste given up")
    pty.send("q and all that was still on its way\u{1B}[201~qq")
    // When nothing has come for a second, keys are keys.
    let isBack = Deadline.wait {
      pty.send("z")
      pty.listen(seconds: 1.2)
      return pty.screen.lines.last?.hasPrefix("key z") ?? false
    }
    #expect(isBack)
    #expect(pty.screen.lines.last?.hasPrefix("key z | paste given up | paste stalled") ?? false)
  }

  @Test func `nothing is woken by a paste that stalls`() throws {
    let pty = try Probe.start()
    pty.send("\u{1B}[200~words")
    try pty.wait(forEvent: "paste stalled")
    try pty.settle()
    let before = ProcessStatus.contextSwitches(of: pty.pid)
    pty.listen(seconds: 2)
    #expect(ProcessStatus.contextSwitches(of: pty.pid) == before)
  }

  @Test(arguments: Array(0..<23))
  func `a paste in two pieces is one paste`(_ cut: Int) throws {
    let text = Array("\u{1B}[200~qé\0q\u{1B}[200~q\rq\u{1B}[201~z".utf8)
    let pty = try Probe.start()
    pty.send(Array(text[..<cut]))
    // Longer than curses waits for what may follow Esc, and than the reader does.
    try pty.settle(quiet: 120)
    pty.send(Array(text[cut...]))
    try pty.wait(for: "the key after the paste") { pty in
      pty.screen.lines.last?.hasPrefix("key z | paste <qéqq q>") ?? false
    }
    #expect(!pty.hasEnded)
  }

  @Test func `a paste without end is read, cut and forgotten`() throws {
    let pty = try Probe.start()
    let before = try #require(ProcessStatus.peakMemory(of: pty.pid))
    pty.send("\u{1B}[200~")
    let piece = [UInt8](repeating: UInt8(ascii: "q"), count: 1 << 20)
    for _ in 0..<16 { pty.send(piece) }
    pty.send("\u{1B}[201~z")
    try pty.wait(forEvent: "key z | paste <qqqq")
    let after = try #require(ProcessStatus.peakMemory(of: pty.pid))
    // In KiB: what is kept, and copies on its way to the screen.
    #expect(after - before < 14 << 10)
  }

  @Test func `a size that changes in the midst of a mark breaks nothing`() throws {
    let pty = try Probe.start()
    pty.send("\u{1B}[20")
    try pty.settle(quiet: 60)
    pty.resize(to: Size(columns: 70, rows: 24))
    try pty.wait(forText: "size 70x24")
    pty.send("0~qq\u{1B}[201~z")
    try pty.wait(forEvent: "key z | paste <qq>")
  }

  @Test func `a large paste is one event`() throws {
    let pty = try Probe.start()
    pty.send("\u{1B}[200~" + String(repeating: "word ", count: 100_000) + "\u{1B}[201~")
    try pty.wait(forEvent: "paste <word word")
    pty.send("z")
    try pty.wait(forEvent: "key z | paste")
  }

  @Test func `a thread's calls wake the program`() throws {
    let pty = try Probe.start()
    pty.send("w")
    try pty.wait(forEvent: "woken")
    pty.send("z")
    try pty.wait(forEvent: "key z")
  }

  @Test func `keys come from the terminal when the document comes from a pipe`() throws {
    let program = try #require(Probe.path)
    let pty = try Pty(["sh", "-c", "echo text | '\(program)'"], size: Probe.size)
    try pty.wait(forText: "line 15 of")
    pty.send("j")
    try pty.wait(forText: "line 16 of")
    pty.send("q")
    #expect(try pty.waitForExit() == .exited(0))
    #expect(pty.settings == (try Probe.untouchedSettings()))
  }
}
