// However the program ends, the terminal is as it was before.

import Glibc
import Screen
import TestSupport
import Testing

@Suite(.enabled(if: Probe.isBuilt, "terminal-probe is not built"))
struct EndingTests {
  struct Ending: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var status: TestSupport.ExitStatus
    var act: @Sendable (Pty) -> Void
  }

  static let endings: [Ending] = [
    Ending(testDescription: "quitting", status: .exited(0)) { $0.send("q") },
    Ending(testDescription: "exit in the middle", status: .exited(3)) { $0.send("e") },
    Ending(testDescription: "a trap", status: .signalled(SIGILL)) { $0.send("c") },
    Ending(testDescription: "a stack that overflows", status: .signalled(SIGSEGV)) { $0.send("O") },
    Ending(testDescription: "a trap on another thread", status: .signalled(SIGILL)) {
      $0.send("t")
    },
    Ending(testDescription: "a stack of another thread", status: .signalled(SIGSEGV)) {
      $0.send("T")
    },
    Ending(testDescription: "abort", status: .signalled(SIGABRT)) { $0.send("a") },
    Ending(testDescription: "SIGTERM", status: .signalled(SIGTERM)) { $0.signal(SIGTERM) },
    Ending(testDescription: "SIGHUP", status: .signalled(SIGHUP)) { $0.signal(SIGHUP) },
    Ending(testDescription: "SIGINT from outside", status: .signalled(SIGINT)) {
      $0.signal(SIGINT)
    },
    Ending(testDescription: "SIGQUIT from outside", status: .signalled(SIGQUIT)) {
      $0.signal(SIGQUIT)
    },
    Ending(testDescription: "SIGSEGV", status: .signalled(SIGSEGV)) { $0.signal(SIGSEGV) },
    Ending(testDescription: "SIGBUS", status: .signalled(SIGBUS)) { $0.signal(SIGBUS) },
    Ending(testDescription: "SIGFPE", status: .signalled(SIGFPE)) { $0.signal(SIGFPE) },
  ]

  @Test(arguments: endings) func `the terminal is given back after`(_ ending: Ending) throws {
    if Sanitizer.isOn, case .signalled = ending.status {
      try Test.cancel("a sanitizer takes this signal for itself")
    }
    let pty = try Probe.start()
    #expect(pty.screen.modes.isSuperset(of: [1049, 2004]))
    #expect(!pty.settings.echoes && !pty.settings.isLineByLine)
    ending.act(pty)
    #expect(try pty.waitForExit() == ending.status)
    #expect(pty.isGivenBack, "\(pty.screen.modes)")
    #expect(pty.settings == (try Probe.untouchedSettings()))
  }

  /// All that end a program by default (signal(7)), but those above and SIGKILL.
  static let others =
    [SIGALRM, SIGUSR1, SIGUSR2, SIGXCPU, SIGVTALRM, SIGPROF, SIGIO, SIGPWR, SIGSTKFLT, SIGSYS]
    + Array(34...64)

  @Test(arguments: others) func `the terminal is given back after signal`(_ number: Int32) throws {
    let pty = try Probe.start()
    #expect(!pty.settings.echoes && !pty.settings.isLineByLine)
    pty.signal(number)
    #expect(try pty.waitForExit() == .signalled(number))
    #expect(pty.isGivenBack, "\(pty.screen.modes)")
    #expect(pty.settings == (try Probe.untouchedSettings()))
  }

  @Test(arguments: [SIGPIPE, SIGXFSZ])
  func `a signal for a write that fails ends nothing`(_ number: Int32) throws {
    let pty = try Probe.start()
    pty.signal(number)
    pty.send("j")
    try pty.wait(forText: "line 16 of")
    pty.send("q")
    #expect(try pty.waitForExit() == .exited(0))
    #expect(pty.isGivenBack)
  }

  @Test func `what was ignored when the program began stays so`() throws {
    let program = try #require(Probe.path)
    let pty = try Pty(
      ["sh", "-c", "trap '' USR1 HUP; exec '\(program)'"], size: Probe.size)
    try pty.wait(forText: "line 15 of")
    pty.signal(SIGUSR1)
    pty.signal(SIGHUP)
    pty.send("j")
    try pty.wait(forText: "line 16 of")
    pty.send("q")
    #expect(try pty.waitForExit() == .exited(0))
  }

  @Test func `a terminal that is closed ends the program`() throws {
    let pty = try Probe.start()
    pty.hangUp()
    #expect(try pty.waitForExit() == .signalled(SIGHUP))
  }

  @Test func `a terminal that cannot be used is refused in one line`() throws {
    let program = try #require(Probe.path)
    let piped = try ChildProcess.run(["setsid", "-w", program])
    #expect(piped.text == "probe: the reader needs a terminal for keyboard and screen\n")
    #expect(piped.status == .exited(2))
    let dumb = try Pty([program], size: Probe.size, environment: ["TERM": "dumb"])
    #expect(try dumb.waitForExit() == .exited(2))
    #expect(dumb.screen.text.contains("TERM=dumb says there is none"))
    #expect(dumb.isGivenBack)
    #expect(dumb.settings == (try Probe.untouchedSettings()))
  }

  @Test func `while stopped the terminal is given back, and taken again after`() throws {
    let program = try #require(Probe.path)
    let shell = "set -m; '\(program)'; echo stopped; read x; fg; echo ended $?"
    let pty = try Pty(["sh", "-c", shell], size: Probe.size)
    try pty.wait(forText: "line 15 of")
    pty.send("jjs")
    try pty.wait(forText: "stopped")
    #expect(pty.isGivenBack)
    #expect(pty.settings == (try Probe.untouchedSettings()))
    pty.resize(to: Size(columns: 70, rows: 20))
    pty.send("\n")
    try pty.wait(forText: "size 70x20")
    try pty.wait(forText: "line 2 of")
    #expect(pty.screen.modes.isSuperset(of: [1049, 2004]))
    pty.send("q")
    try pty.wait(forText: "ended 0")
    #expect(pty.isGivenBack)
  }

  @Test func `a stop signal from outside is obeyed, and the return reported`() throws {
    let program = try #require(Probe.path)
    let shell = """
      set -m; '\(program)'; echo stopped; read x; fg; echo again; read x; fg; echo ended $?
      """
    let pty = try Pty(["sh", "-c", shell], size: Probe.size)
    try pty.wait(forText: "line 15 of")
    let probe = try #require(ProcessTree.child(of: pty.pid))
    kill(probe, SIGTSTP)
    try pty.wait(forText: "stopped")
    #expect(pty.isGivenBack)
    pty.send("\n")
    try pty.wait(forEvent: "resumed")
    // SIGSTOP leaves no time to give anything back; the screen is drawn anew all the same.
    kill(probe, SIGSTOP)
    try pty.wait(for: "the stop") { _ in ProcessTree.isStopped(probe) }
    try pty.wait(for: "the shell") { $0.screen.text.contains("again") }
    pty.send("\n")
    try pty.wait(for: "another return") { $0.screen.lines.last == "resumed | resumed" }
    kill(probe, SIGTERM)
    try pty.wait(forText: "ended 143")
    #expect(pty.isGivenBack)
  }

  @Test func `another program may have the terminal for a while`() throws {
    let pty = try Probe.start()
    pty.send("x")
    try pty.wait(forEvent: "key x")
    #expect(String(decoding: pty.bytes, as: UTF8.self).contains("stepped aside"))
    try pty.wait(forText: "line 15 of")
    pty.send("j")
    try pty.wait(forText: "line 16 of")
  }
}
