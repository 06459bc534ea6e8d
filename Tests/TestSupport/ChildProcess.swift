// Runs a command to its end, or to a moment at which a test kills it.

import Glibc

/// The output of a command, and its end.
package struct ProcessOutput: Sendable {
  package var status: ExitStatus
  package var standardOutput: [UInt8]
  package var standardError: [UInt8]
  package var usage: Usage

  /// Standard output as text; what is not UTF-8 is U+FFFD.
  package var text: String { String(decoding: standardOutput, as: UTF8.self) }
  package var errorText: String { String(decoding: standardError, as: UTF8.self) }
}

/// Time and memory that a process used.
package struct Usage: Sendable {
  /// Seconds of processor time outside of the kernel.
  package var seconds: Double
  /// The largest resident set, in KiB.
  package var peak: Int

  init(_ resources: rusage) {
    seconds = Double(resources.ru_utime.tv_sec) + Double(resources.ru_utime.tv_usec) / 1e6
    peak = resources.ru_maxrss
  }
}

/// A program without a terminal, in a process group of its own, killed with all its children at
/// the latest when the last reference goes.
///
///     let output = try ChildProcess.run(["dateline", "list", "--json"], environment: […])
package final class ChildProcess {
  package let pid: Int32
  private var pipes: Pipes
  private var status: ExitStatus?
  private var resources = rusage()
  private var output: [UInt8] = []
  private var errors: [UInt8] = []

  /// Starts a command; `environment` is laid over a small fixed one (see `ChildEnvironment`).
  package init(
    _ command: [String], environment: [String: String] = [:], directory: String? = nil,
    input: [UInt8] = []
  ) throws {
    var pipes = try Pipes(input: input)
    do {
      pid = try Spawn.start(
        command, environment: ChildEnvironment.with(environment), directory: directory,
        newSession: false
      ) { actions in
        for (number, end) in pipes.childEnds.enumerated() {
          posix_spawn_file_actions_adddup2(&actions, end, Int32(number))
        }
      }
    } catch {
      pipes.closeAll()
      throw error
    }
    self.pipes = pipes
    self.pipes.closeChildEnds()
  }

  deinit {
    if status == nil {
      kill(-pid, SIGKILL)
      var ignored: Int32 = 0
      waitpid(pid, &ignored, 0)
    }
    pipes.closeAll()
  }

  /// Starts a command and waits for its end.
  package static func run(
    _ command: [String], environment: [String: String] = [:], directory: String? = nil,
    input: [UInt8] = [], within seconds: Double = 120
  ) throws -> ProcessOutput {
    try ChildProcess(command, environment: environment, directory: directory, input: input)
      .wait(within: seconds)
  }

  /// Sends a signal to the process and its children.
  package func signal(_ number: Int32) {
    if status == nil { kill(-pid, number) }
  }

  /// True if it has ended.
  package var hasEnded: Bool {
    if status == nil {
      var code: Int32 = 0
      if wait4(pid, &code, WNOHANG, &resources) == pid { status = ExitStatus(waitStatus: code) }
    }
    return status != nil
  }

  /// Reads what it prints until it ends or `seconds` have passed; whether it ended.
  package func run(forAtMost seconds: Double) -> Bool {
    let deadline = Deadline(seconds: seconds)
    while !hasEnded {
      if deadline.hasPassed { return false }
      if !pipes.exchange(&output, &errors, milliseconds: min(10, deadline.milliseconds)) {
        poll(nil, 0, min(1, deadline.milliseconds))
      }
    }
    return true
  }

  /// Waits for its end and gives all it printed; throws `WaitFailure` if it goes on.
  package func wait(within seconds: Double = 120) throws -> ProcessOutput {
    guard run(forAtMost: seconds), let status else {
      let found = String(decoding: output + errors, as: UTF8.self)
      throw WaitFailure("the end of process \(pid)", seconds: seconds, found: found)
    }
    // The rest in the pipes; a grandchild that holds them open does not keep us.
    while pipes.exchange(&output, &errors, milliseconds: 0) {}
    return ProcessOutput(
      status: status, standardOutput: output, standardError: errors, usage: Usage(resources))
  }
}

/// Three pipes, our ends not blocking.
private struct Pipes {
  /// To be the child's 0, 1 and 2.
  private(set) var childEnds: [Int32] = []
  private var input: Int32
  private var outputs: [Int32]
  private var unsent: ArraySlice<UInt8>

  init(input bytes: [UInt8]) throws {
    var ends: [(read: Int32, write: Int32)] = []
    for _ in 0..<3 {
      var pair: [Int32] = [0, 0]
      guard SystemFunctions.pipe2?(&pair, O_CLOEXEC) == 0 else { throw SystemFailure("pipe2", "") }
      ends.append((pair[0], pair[1]))
    }
    childEnds = [ends[0].read, ends[1].write, ends[2].write]
    input = ends[0].write
    outputs = [ends[1].read, ends[2].read]
    unsent = bytes[...]
    for end in outputs + [input] { _ = fcntl(end, F_SETFL, O_NONBLOCK) }
    signalsOfBrokenPipesAreIgnored
  }

  mutating func closeChildEnds() {
    for end in childEnds { close(end) }
    childEnds = []
    if unsent.isEmpty { closeInput() }
  }

  mutating func closeAll() {
    closeChildEnds()
    closeInput()
    for end in outputs where end >= 0 { close(end) }
    outputs = [-1, -1]
  }

  private mutating func closeInput() {
    if input >= 0 { close(input) }
    input = -1
  }

  /// Moves what can be moved within `milliseconds`; whether anything was read.
  mutating func exchange(
    _ output: inout [UInt8], _ errors: inout [UInt8], milliseconds: Int32
  ) -> Bool {
    var entries = [
      pollfd(fd: outputs[0], events: Int16(POLLIN), revents: 0),
      pollfd(fd: outputs[1], events: Int16(POLLIN), revents: 0),
      pollfd(fd: input, events: Int16(POLLOUT), revents: 0),
    ]
    guard poll(&entries, 3, milliseconds) > 0 else { return false }
    if entries[2].revents != 0 { sendInput() }
    let first = read(0, into: &output)
    let second = read(1, into: &errors)
    return first || second
  }

  private mutating func sendInput() {
    let count = unsent.prefix(65_536).withUnsafeBytes { write(input, $0.baseAddress, $0.count) }
    if count > 0 { unsent = unsent.dropFirst(count) }
    if unsent.isEmpty || (count < 0 && errno != EAGAIN) { closeInput() }
  }

  private mutating func read(_ index: Int, into bytes: inout [UInt8]) -> Bool {
    guard outputs[index] >= 0 else { return false }
    var buffer = [UInt8](repeating: 0, count: 65_536)
    let count = Glibc.read(outputs[index], &buffer, buffer.count)
    if count > 0 { bytes += buffer[..<count] }
    if count == 0 {
      close(outputs[index])
      outputs[index] = -1
    }
    return count > 0
  }
}

/// A child may end before it has read its input.
private let signalsOfBrokenPipesAreIgnored: Void = { _ = Glibc.signal(SIGPIPE, SIG_IGN) }()
