// A program in a real terminal, as a person would meet it: tmux without a client.

import Glibc
package import Screen

/// A tmux session on a server of its own, killed when the last reference goes.
///
///     let reader = try Tmux(size: Size(columns: 80, rows: 24), command: [program, "Articles"])
///     try reader.wait(forText: "Articles")
///     try reader.press("j", "Enter")
package final class Tmux {
  /// True if tmux is installed: the condition of tests that use it.
  package static let isInstalled = BuiltProgram.ofSystem("tmux") != nil

  private let folder: TemporaryFolder

  /// Starts `command` in a window of `size`; `environment` is laid over a small fixed one (see
  /// `ChildEnvironment`). The window stays when the command has ended.
  package init(
    size: Size, command: [String], environment: [String: String] = [:], directory: String? = nil,
    terminal: String = "tmux-256color"
  ) throws {
    folder = try TemporaryFolder()
    let line = """
      \(command.map(Self.quoted).joined(separator: " "))
      printf %s $? >'\(folder.path("ending"))' && mv '\(folder.path("ending"))' '\(folder.path("end"))'
      """
    let variables = environment.sorted { $0.key < $1.key }.flatMap {
      ["-e", "\($0.key)=\($0.value)"]
    }
    try run(
      ["start-server", ";", "set-option", "-g", "status", "off"]
        + [";", "set-option", "-g", "remain-on-exit", "on"]
        + [";", "set-option", "-g", "default-terminal", terminal]
        + [";", "set-option", "-g", "default-shell", "/bin/sh"]
        + [";", "new-session", "-d", "-x", "\(size.columns)", "-y", "\(size.rows)"] + variables
        + (directory.map { ["-c", $0] } ?? []) + [line])
  }

  deinit {
    _ = try? run(["kill-server"])
  }

  private static func quoted(_ word: String) -> String {
    "'" + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: #"'\''"#)
      + "'"
  }

  @discardableResult
  private func run(_ arguments: [String]) throws -> String {
    let command = ["tmux", "-S", folder.path("socket"), "-f", "/dev/null", "-u"] + arguments
    let output = try ChildProcess.run(command, within: 20)
    guard output.status == .exited(0) else {
      throw TmuxFailure(description: "tmux \(arguments): \(output.errorText)")
    }
    return output.text
  }

  // MARK: What a person does

  /// Presses keys one after the other, written as help writes them (`j`, `Enter`, `Ctrl-d`, `gg`).
  package func press(_ keys: String...) throws {
    let sequence = keys.flatMap { Key.sequence($0) ?? [] }
    guard !sequence.isEmpty else { throw TmuxFailure(description: "no such keys: \(keys)") }
    let bytes = sequence.flatMap { KeyBytes.of($0) }
    try run(["send-keys", "-H"] + bytes.map { String($0, radix: 16) })
  }

  /// Types text, as it stands.
  package func type(_ text: String) throws {
    try run(["send-keys", "-l", "--", text])
  }

  package func resize(to size: Size) throws {
    try run(["resize-window", "-x", "\(size.columns)", "-y", "\(size.rows)"])
  }

  // MARK: What a person sees

  /// The rows of the screen, without blanks at their ends.
  package func screen() throws -> [String] {
    var lines = try run(["capture-pane", "-p"]).split(
      separator: "\n", omittingEmptySubsequences: false
    ).map(String.init)
    if lines.last == "" { lines.removeLast() }
    return lines.map { line in
      var line = line
      while line.last == " " { line.removeLast() }
      return line
    }
  }

  /// The screen with its attributes as escape sequences.
  package func styledScreen() throws -> String { try run(["capture-pane", "-p", "-e"]) }

  /// The cursor's place.
  package func cursor() throws -> Point {
    let numbers = try run(["display-message", "-p", "#{cursor_x} #{cursor_y}"])
      .split(whereSeparator: \.isWhitespace).compactMap { Int($0) }
    return Point(column: numbers.first ?? 0, row: numbers.last ?? 0)
  }

  /// How the command ended as a shell tells it (128 and the signal's number if one ended it), or
  /// `nil` while it runs.
  ///
  /// The shell writes it into a file: tmux 3.3a misses a child's end now and then.
  package var exitStatus: Int? {
    (try? FileTree.text(folder.path("end"))).flatMap { Int($0) }
  }

  // MARK: Waiting

  /// Waits until `holds` of the screen's rows, and gives them; throws with the screen if it never
  /// does.
  @discardableResult
  package func wait(
    for awaited: String, within seconds: Double = 40, until holds: ([String]) throws -> Bool
  ) throws -> [String] {
    var lines: [String] = []
    let held = try Deadline.wait(seconds: seconds) {
      lines = try screen()
      return try holds(lines)
    }
    guard held else {
      throw WaitFailure(awaited, seconds: seconds, found: Self.framed(lines))
    }
    return lines
  }

  /// Waits until a row of the screen shows `text`.
  @discardableResult
  package func wait(forText text: String, within seconds: Double = 40) throws -> [String] {
    try wait(for: "“\(text)”", within: seconds) { $0.contains { $0.contains(text) } }
  }

  /// Waits until no row of the screen shows `text`.
  @discardableResult
  package func wait(withoutText text: String, within seconds: Double = 40) throws -> [String] {
    try wait(for: "“\(text)” to go", within: seconds) { !$0.contains { $0.contains(text) } }
  }

  /// Waits until the screen has been the same for `milliseconds`, and gives it.
  @discardableResult
  package func waitUntilStill(milliseconds: Int = 100, within seconds: Double = 40) throws
    -> [String]
  {
    var last: [String] = []
    var since = ContinuousClock.now
    return try wait(for: "a still screen", within: seconds) { lines in
      if lines != last {
        last = lines
        since = .now
      }
      return ContinuousClock.now - since >= .milliseconds(milliseconds)
    }
  }

  /// Waits until the command has ended; gives its exit status.
  @discardableResult
  package func waitForExit(within seconds: Double = 40) throws -> Int {
    try wait(for: "the program's end", within: seconds) { _ in exitStatus != nil }
    return exitStatus ?? -1
  }

  private static func framed(_ lines: [String]) -> String {
    lines.map { "│" + $0 }.joined(separator: "\n")
  }
}

/// A request that tmux refused.
package struct TmuxFailure: Error, CustomStringConvertible {
  package let description: String
}
