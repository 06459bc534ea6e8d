// The screen model against a real terminal, and the scan for what a program should not send.

import Screen
import TestSupport
import Testing

/// Shows the same output in the model and in tmux.
private func bothScreens(of command: [String], size: Size, keys: [String] = []) throws
  -> (model: [String], tmux: [String])
{
  let environment = ["LESSHISTFILE": "-", "LESS": "", "TERM": "tmux-256color"]
  let pty = try Pty(command, size: size, environment: environment)
  let tmux = try Tmux(size: size, command: command, environment: environment)
  try pty.settle()
  try tmux.wait(for: "the first screen") { $0 == pty.screen.lines }
  for key in keys {
    pty.press(key)
    try pty.settle()
    try tmux.press(key)
    try tmux.wait(for: "the screen after \(key)") { $0 == pty.screen.lines }
  }
  return (pty.screen.lines, try tmux.screen())
}

@Suite struct HarnessScreenTests {
  @Test(.enabled(if: Tmux.isInstalled, "tmux is not installed"))
  func `less looks in the model as it does in tmux`() throws {
    let folder = try TemporaryFolder()
    let lines = (1...300).map {
      "\($0) 北京 café e\u{301} \(String(repeating: "wide 字 ", count: $0 % 9))"
    }
    let file = try folder.write("text.txt", lines.joined(separator: "\n"))
    let keys = ["j", "j", "k", "Space", "Ctrl-d", "b", "G", "k", "g"]
    let shown = try bothScreens(
      of: ["less", file], size: Size(columns: 40, rows: 12), keys: keys)
    #expect(shown.model == shown.tmux)
    #expect(shown.model.first?.hasPrefix("1 北京 café") == true)
  }

  @Test(
    .enabled(if: Tmux.isInstalled, "tmux is not installed"),
    arguments: [
      #"a\033[5Cb\033[2;3Hc\033[Kd\033[3;1Hxyz\033[2Dw"#,
      #"1\r\n2\r\n3\r\n4\033[2;3r\033[3;1H\nnew\033[r\033[1;1H\033[Lins\033[4;1H\033[M"#,
      #"abcdef\033[3G\033[2@XY\033[5G\033[P\033[1G\033[X"#,
      #"a\033[9bZ\033[2;1H12345678901234567890wrap"#,
      #"\033[2;5r\033[2Ttop\033[S\033[r\033[H北京x\033[1;3Hy "#,
      #"1\r\n2\r\n3\r\n4\r\n5\r\n6\r\n7\033[H\033M\033Mback\033[6;2H\033[1J"#,
      #"\033(B\033[7mrev\033[27m\033[1;34mblue\033[m\033[?1049hnew\033[?1049lold"#,
    ])
  func `control sequences do in the model what they do in tmux`(output: String) throws {
    let shown = try bothScreens(
      of: ["sh", "-c", "printf '\(output)'; read x"], size: Size(columns: 20, rows: 6))
    #expect(shown.model == shown.tmux)
  }

  @Test func `attributes and colours are kept by cell`() {
    var screen = ScreenModel(Size(columns: 10, rows: 2))
    screen.feed("\u{1B}[1;31ma\u{1B}[0;7mb\u{1B}[38;5;12;3mc\u{1B}[md".utf8)
    let styles = (0..<4).map { screen.cell(column: $0, row: 0).style }
    #expect(styles[0] == Style(.bold, foreground: .ansi(1)))
    #expect(styles[1] == .reverse)
    #expect(styles[2] == Style([.reverse, .italic], foreground: .ansi(12)))
    #expect(styles[3] == .plain)
  }

  @Test func `a wide character of which half is overwritten is gone, lines are drawn`() {
    var screen = ScreenModel(Size(columns: 8, rows: 2))
    screen.feed("北京\u{1B}[2Gx\u{1B}[1;3Hy\r\n\u{1B}(0lqk\u{1B}(Bq".utf8)
    #expect(screen.lines == [" xy", "┌─┐q"])
  }

  @Test func `a sequence may be cut anywhere`() {
    let bytes = Array("\u{1B}[2;3Hé北\u{1B}[1mx".utf8)
    var whole = ScreenModel(Size(columns: 10, rows: 3))
    whole.feed(bytes)
    var parts = ScreenModel(Size(columns: 10, rows: 3))
    for byte in bytes { parts.feed([byte]) }
    #expect(whole.text == parts.text && whole.text == "\n  é北x\n")
    #expect(whole.place(of: "x") == Point(column: 5, row: 1))
  }

  @Test func `what curses writes is no stranger`() {
    let ordinary =
      "\u{1B}[?1049h\u{1B}[22;0;0t\u{1B}[1;24r\u{1B}(B\u{1B}[m\u{1B}[4l\u{1B}[?7h"
      + "\u{1B}[?1h\u{1B}=\u{1B}[H\u{1B}[2J\u{1B}[?2004h\u{1B}[3;5Htext 北京 👋\u{1B}[K\r\n\u{8}"
      + "\u{1B}[39;49m\u{1B}[12X\u{1B}[S\u{1B}[?12l\u{1B}[?25h\u{1B}[?1049l\u{1B}[23;0;0t\u{1B}>"
    #expect(ByteScan.strangers(in: Array(ordinary.utf8)) == [])
  }

  @Test(arguments: [
    "\u{1B}]0;title\u{7}", "\u{1B}]52;c;aGk=\u{7}", "\u{1B}]52;c;aGk=\u{1B}\\", "\u{1B}Pq#\u{1B}\\",
    "\u{9B}31m", "\u{9D}0;x\u{9C}", "\u{7}", "\u{0}", "\u{7F}", "\u{1B}[6n", "\u{1B}[5i",
    "\u{1B}[>c", "\u{1B}c", "\u{1B}#8", "\u{1B}[?1000h", "\u{202E}", "\u{2066}", "\u{1B}[!p",
    "\u{1B}_x\u{1B}\\", "\u{1B}[8;50;50t", "\u{1B}]unended",
  ])
  func `what a document would send is one`(injected: String) {
    let bytes = Array("before\(injected)after".utf8)
    #expect(!ByteScan.strangers(in: bytes).isEmpty, "\(ByteScan.escaped(bytes))")
  }

  @Test func `bytes that are no UTF-8 are strangers, what follows is read again`() {
    let bytes: [UInt8] = [0x61, 0xE5, 0x8C, 0x1B, 0x5B, 0x6D, 0x9B, 0x62, 0xFF]
    let strangers = ByteScan.strangers(in: bytes)
    #expect(strangers.map(\.offset) == [1, 6, 8])
  }

  @Test func `the clipboard is allowed when it was asked for`() {
    let copy = Array("\u{1B}]52;c;aGk=\u{7}".utf8)
    #expect(ByteScan.strangers(in: copy, allowing: .clipboard) == [])
  }
}
