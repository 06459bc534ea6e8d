// The harness itself: what it records, shows and generates.

import ArticleModel
import Glibc
import Screen
import TestSupport
import Testing

@Suite struct HarnessTests {
  @Test func `a command's output, errors and status come back`() throws {
    let output = try ChildProcess.run(
      ["sh", "-c", "cat; echo bad >&2; exit 3"], input: Array("hello".utf8))
    #expect(output.text == "hello")
    #expect(output.errorText == "bad\n")
    #expect(output.status == .exited(3))
  }

  @Test func `a killed command says so`() throws {
    let process = try ChildProcess(["sleep", "100"])
    #expect(!process.run(forAtMost: 0.01))
    process.signal(SIGKILL)
    #expect(try process.wait(within: 5).status == .signalled(SIGKILL))
  }

  @Test func `a pseudo-terminal has the size that was asked, and a new one`() throws {
    let pty = try Pty(
      ["sh", "-c", "trap 'stty size; exit 7' WINCH; stty size; sleep 100 & wait"],
      size: Size(columns: 72, rows: 13))
    try pty.wait(forText: "13 72")
    pty.resize(to: Size(columns: 40, rows: 12))
    try pty.wait(forText: "12 40")
    #expect(try pty.waitForExit() == .exited(7))
  }

  @Test func `what is typed arrives, and Ctrl-c interrupts`() throws {
    let pty = try Pty(["cat"], size: Size(columns: 20, rows: 5))
    pty.send("abc\r")
    try pty.wait(for: "echo and answer") { $0.screen.lines.prefix(2) == ["abc", "abc"] }
    pty.press("Ctrl-c")
    #expect(try pty.waitForExit() == .signalled(SIGINT))
  }

  @Test func `terminal settings can be compared`() throws {
    let pty = try Pty(
      ["sh", "-c", "stty raw -echo; echo raw; read x; stty sane; echo done"],
      size: Size(columns: 20, rows: 5))
    try pty.wait(forText: "raw")
    #expect(!pty.settings.echoes && !pty.settings.isLineByLine)
    pty.send("\n")
    try pty.wait(forText: "done")
    #expect(pty.settings.echoes && pty.settings.isLineByLine)
  }

  @Test func `a closed terminal hangs the program up`() throws {
    let pty = try Pty(["sleep", "100"], size: Size(columns: 20, rows: 5))
    pty.hangUp()
    #expect(try pty.waitForExit() == .signalled(SIGHUP))
  }

  @Test func `waiting in vain shows the screen`() throws {
    let pty = try Pty(["sh", "-c", "echo here; read x"], size: Size(columns: 20, rows: 5))
    let failure = #expect(throws: WaitFailure.self) {
      try pty.wait(forText: "there", within: 0.3)
    }
    #expect(failure?.description.contains("here") == true)
  }

  @Test func `a temporary folder goes with its content`() throws {
    var folder: TemporaryFolder? = try TemporaryFolder()
    let path = try #require(folder?.path)
    try folder?.write("a/b/c.txt", "text")
    try folder?.write(.init(bytes: [0xFF, 0x2E, 0x74]), [1, 2])
    #expect(try FileTree.text(path + "/a/b/c.txt") == "text")
    folder = nil
    #expect(!FileTree.exists(path))
  }
}
