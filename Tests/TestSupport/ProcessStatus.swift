// A program that is being measured is looked up in /proc.

import ArticleModel

/// Figures of a running process, from proc(5).
package enum ProcessStatus {
  /// True if a thread of it is running or waiting for the disk.
  package static func isRunning(_ pid: Int32) -> Bool {
    threads(of: pid).contains { thread in
      guard let stat = try? FileTree.text("/proc/\(pid)/task/\(thread)/stat"),
        let name = stat.lastIndex(of: ")")
      else { return false }
      let state = stat[stat.index(after: name)...].first { $0 != " " }
      return state == "R" || state == "D"
    }
  }

  /// The identifiers of its threads.
  package static func threads(of pid: Int32) -> [String] {
    FileTree.names(in: RawPath("/proc/\(pid)/task")).map(\.shown.string)
  }

  /// The processes that its main thread started and that live.
  package static func children(of pid: Int32) -> [Int32] {
    let text = (try? FileTree.text("/proc/\(pid)/task/\(pid)/children")) ?? ""
    return text.split(separator: " ").compactMap { Int32($0) }
  }

  /// The largest resident set so far, in KiB (`VmHWM`).
  package static func peakMemory(of pid: Int32) -> Int? {
    field("VmHWM", of: "/proc/\(pid)/status")
  }

  /// The resident set, in KiB (`VmRSS`).
  package static func memory(of pid: Int32) -> Int? {
    field("VmRSS", of: "/proc/\(pid)/status")
  }

  /// Context switches so far of each thread, wanted and forced ones.
  package static func contextSwitches(of pid: Int32) -> [String: Int] {
    var switches: [String: Int] = [:]
    for thread in threads(of: pid) {
      let path = "/proc/\(pid)/task/\(thread)/status"
      let wanted = field("voluntary_ctxt_switches", of: path)
      let forced = field("nonvoluntary_ctxt_switches", of: path)
      if let wanted, let forced { switches[thread] = wanted + forced }
    }
    return switches
  }

  /// All bytes that it has handed to `write` and its like so far, to files and to its terminal
  /// (`wchar`).
  package static func bytesWritten(of pid: Int32) -> Int? {
    field("wchar", of: "/proc/\(pid)/io")
  }

  private static func field(_ name: String, of path: String) -> Int? {
    guard let text = try? FileTree.text(path) else { return nil }
    let line = text.split(separator: "\n").first { $0.hasPrefix(name + ":") }
    return line?.split(whereSeparator: { $0 == " " || $0 == "\t" }).dropFirst().first.flatMap {
      Int($0)
    }
  }
}
