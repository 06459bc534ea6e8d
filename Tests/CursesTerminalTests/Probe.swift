// The program that tests run in a terminal of their own.

import Glibc
import Screen
import TestSupport

/// `terminal-probe`: it draws a page, and shows each event it gets on the last row.
enum Probe {
  static let path: String? = BuiltProgram.named("terminal-probe")
  static let isBuilt = path != nil
  static let size = Size(columns: 80, rows: 24)

  /// Starts it and waits for its page.
  static func start(_ environment: [String: String] = [:], size: Size = size) throws -> Pty {
    // Swift's own report of a crash would wait for a key.
    let quiet = environment.merging(["SWIFT_BACKTRACE": "enable=no"]) { given, _ in given }
    let pty = try Pty([path ?? ""], size: size, environment: quiet)
    try pty.wait(forText: "line 15 of")
    return pty
  }

  /// The settings of a terminal that no program has changed.
  static func untouchedSettings() throws -> TerminalSettings {
    try Pty(["sleep", "60"], size: size).settings
  }
}

extension Pty {
  /// True if the terminal is as it was before the probe started.
  var isGivenBack: Bool {
    screen.modes == [7, 25]
  }

  /// Waits until the latest event is shown.
  func wait(forEvent event: String) throws {
    try wait(for: event) { $0.screen.lines.last?.hasPrefix(event) ?? false }
  }
}

/// The system's data on processes.
enum ProcessTree {
  /// The first child of a process.
  static func child(of pid: Int32) -> Int32? {
    text("/proc/\(pid)/task/\(pid)/children").split(separator: " ").first.flatMap { Int32($0) }
  }

  static func isStopped(_ pid: Int32) -> Bool {
    text("/proc/\(pid)/stat").split(separator: " ").dropFirst(2).first == "T"
  }

  private static func text(_ path: String) -> String {
    guard let file = fopen(path, "r") else { return "" }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 4_096)
    let count = fread(&bytes, 1, bytes.count, file)
    return String(decoding: bytes.prefix(count), as: UTF8.self)
  }
}
