// A program under a pseudo-terminal: what it writes, byte for byte and when.

import Glibc
package import Screen

/// Runs a program as a terminal would, and records all it writes.
///
/// The recorder reads only while one of its waiting calls runs, so each test waits for what it
/// wants to see and never sleeps. One thread at a time may use it.
///
///     let pty = try Pty([program, "Articles"], size: Size(columns: 80, rows: 24))
///     try pty.wait(forText: "Articles")
///     pty.send("j")
///     try pty.settle()
package final class Pty {
  /// The result of one read.
  package struct Chunk: Sendable {
    /// When it was read.
    package var time: ContinuousClock.Instant
    /// Its end in `bytes`.
    package var end: Int
  }

  /// The process that was started; it leads a session of its own.
  package let pid: Int32
  /// All bytes written so far.
  package private(set) var bytes: [UInt8] = []
  /// When they were written, in order.
  package private(set) var chunks: [Chunk] = []
  /// The screen of a terminal. It is worked out when it is asked for, so that it delays no reading.
  package var screen: ScreenModel {
    model.feed(bytes[modelled...])
    modelled = bytes.count
    return model
  }
  /// When the program was started.
  package let started: ContinuousClock.Instant
  /// How it ended, once a waiting call has noticed.
  package private(set) var status: ExitStatus?
  /// Time and memory that it used, once it has ended.
  package var usage: Usage { Usage(resources) }
  private var resources = rusage()
  private(set) var master: Int32
  private var model: ScreenModel
  /// How many bytes the model has been given.
  private var modelled = 0
  private var buffer = [UInt8](repeating: 0, count: 65_536)

  /// Starts a command whose controlling terminal is the new pseudo-terminal; `environment` is laid
  /// over a small fixed one (see `ChildEnvironment`).
  package init(
    _ command: [String], size: Size, environment: [String: String] = [:],
    directory: String? = nil
  ) throws {
    master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK)
    var isLocked: Int32 = 0
    var number: UInt32 = 0
    guard master >= 0, ioctl(master, SystemFunctions.lockTerminal, &isLocked) == 0,
      ioctl(master, SystemFunctions.numberOfTerminal, &number) == 0
    else { throw SystemFailure("open", "/dev/ptmx") }
    let slave = "/dev/pts/\(number)"
    model = ScreenModel(size)
    Pty.setSize(size, of: master)
    started = .now
    do {
      // A session's leader that opens a terminal makes it the controlling one (tty_ioctl(4)).
      pid = try Spawn.start(
        command, environment: ChildEnvironment.with(environment), directory: directory,
        newSession: true
      ) { actions in
        posix_spawn_file_actions_addopen(&actions, 0, slave, O_RDWR, 0)
        posix_spawn_file_actions_adddup2(&actions, 0, 1)
        posix_spawn_file_actions_adddup2(&actions, 0, 2)
      }
    } catch {
      close(master)
      throw error
    }
  }

  deinit {
    if status == nil {
      kill(-pid, SIGKILL)
      var ignored: Int32 = 0
      waitpid(pid, &ignored, 0)
    }
    if master >= 0 { close(master) }
  }

  private static func setSize(_ size: Size, of terminal: Int32) {
    var window = winsize()
    window.ws_col = UInt16(clamping: size.columns)
    window.ws_row = UInt16(clamping: size.rows)
    _ = ioctl(terminal, UInt(TIOCSWINSZ), &window)
  }
}

// MARK: What a person and a system do

extension Pty {
  /// Types text; gives the moment just before it was sent.
  @discardableResult
  package func send(_ text: String) -> ContinuousClock.Instant { send(Array(text.utf8)) }

  /// Sends bytes, reading what the program writes meanwhile so that neither waits for the other.
  @discardableResult
  package func send(_ bytes: [UInt8]) -> ContinuousClock.Instant {
    let time = ContinuousClock.now
    var rest = bytes[...]
    let deadline = Deadline(seconds: 10)
    while !rest.isEmpty, !deadline.hasPassed {
      let count = rest.withUnsafeBytes { write(master, $0.baseAddress, $0.count) }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if errno == EAGAIN {
        pump(milliseconds: 10)
      } else {
        break
      }
    }
    return time
  }

  /// Presses keys, written as help writes them: `j`, `Enter`, `Ctrl-d`, `gg`.
  ///
  /// - Returns: the moment just before they were sent.
  @discardableResult
  package func press(_ keys: String...) -> ContinuousClock.Instant {
    let sequence = keys.flatMap { Key.sequence($0) ?? [] }
    precondition(!sequence.isEmpty, "no such keys: \(keys)")
    return send(sequence.flatMap { KeyBytes.of($0, applicationCursor: screen.modes.contains(1)) })
  }

  /// Gives the terminal another size; the kernel sends SIGWINCH.
  package func resize(to size: Size) {
    read()
    _ = screen
    model.resize(to: size)
    Pty.setSize(size, of: master)
  }

  /// Sends a signal to the program's process group.
  package func signal(_ number: Int32) {
    if status == nil { kill(-pid, number) }
  }

  /// Closes the terminal, as when its window is closed: the program gets SIGHUP.
  package func hangUp() {
    if master >= 0 { close(master) }
    master = -1
  }

  /// The terminal's settings as they are now; compare before and after.
  package var settings: TerminalSettings {
    var settings = termios()
    tcgetattr(master, &settings)
    return TerminalSettings(
      input: settings.c_iflag, output: settings.c_oflag, control: settings.c_cflag,
      local: settings.c_lflag,
      characters: withUnsafeBytes(of: &settings.c_cc) { Array($0) })
  }
}

/// The settings of a terminal's line discipline (termios(3)).
package struct TerminalSettings: Hashable, Sendable {
  package var input: UInt32
  package var output: UInt32
  package var control: UInt32
  package var local: UInt32
  package var characters: [UInt8]

  /// True if typed characters are shown by the terminal itself.
  package var echoes: Bool { local & UInt32(ECHO) != 0 }
  /// True if input arrives line by line.
  package var isLineByLine: Bool { local & UInt32(ICANON) != 0 }
}

// MARK: Waiting

extension Pty {
  /// Waits until `holds`; throws `WaitFailure` with the screen if it never does.
  package func wait(
    for awaited: String, within seconds: Double = 40, until holds: (Pty) -> Bool
  ) throws {
    let deadline = Deadline(seconds: seconds)
    read()
    while !holds(self) {
      guard !deadline.hasPassed else {
        throw WaitFailure(awaited, seconds: seconds, found: report)
      }
      pump(milliseconds: min(10, deadline.milliseconds))
    }
  }

  /// The screen and the last bytes, which help to see why something did not come.
  private var report: String {
    let state = status.map { "\($0)" } ?? "running"
    return """
      \(screen.text)
      [\(state), cursor \(screen.cursor.column),\(screen.cursor.row), last sent: \
      \(ByteScan.escaped(bytes.suffix(200)))]
      """
  }

  /// Waits until the screen shows `text`.
  package func wait(forText text: String, within seconds: Double = 40) throws {
    try wait(for: "“\(text)” on the screen", within: seconds) { $0.screen.text.contains(text) }
  }

  /// Waits until the program has ended, and gives how.
  package func waitForExit(within seconds: Double = 40) throws -> ExitStatus {
    try wait(for: "the program's end", within: seconds) { $0.hasEnded }
    read()
    return status ?? .exited(-1)
  }

  /// Waits until the screen has settled: nothing written for `quiet` milliseconds and no thread of
  /// the program running.
  ///
  /// - Returns: the moment of the last byte, or `nil` if nothing was ever written.
  @discardableResult
  package func settle(quiet: Int = 30, within seconds: Double = 40) throws
    -> ContinuousClock.Instant?
  {
    var since = ContinuousClock.now
    try wait(for: "a quiet screen", within: seconds) { pty in
      if pty.read() || ProcessStatus.isRunning(pty.pid) { since = .now }
      return ContinuousClock.now - since >= .milliseconds(quiet)
    }
    return chunks.last?.time
  }

  /// Reads for `seconds` whatever comes: how a measurement lets time pass.
  ///
  /// - Returns: the number of bytes that came.
  @discardableResult
  package func listen(seconds: Double) -> Int {
    let before = bytes.count
    let deadline = Deadline(seconds: seconds)
    while !deadline.hasPassed { pump(milliseconds: deadline.milliseconds) }
    return bytes.count - before
  }

  /// True if the program has ended.
  package var hasEnded: Bool {
    if status == nil {
      var code: Int32 = 0
      if wait4(pid, &code, WNOHANG, &resources) == pid { status = ExitStatus(waitStatus: code) }
    }
    return status != nil
  }

  /// Waits at most so long for bytes and reads them.
  private func pump(milliseconds: Int32) {
    var entry = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    let count = poll(&entry, 1, milliseconds)
    // After a hang-up poll returns at once, for ever.
    if !read(), count > 0 { poll(nil, 0, min(milliseconds, 2)) }
  }

  /// Reads what is there; whether anything was.
  @discardableResult
  func read() -> Bool {
    var any = false
    while master >= 0 {
      let count = Glibc.read(master, &buffer, buffer.count)
      guard count > 0 else { break }
      any = true
      bytes += buffer[..<count]
      chunks.append(Chunk(time: .now, end: bytes.count))
    }
    return any
  }
}
