// Numbers as checks and benchmarks print them.

import Glibc

/// Durations of one kind.
package struct Figures {
  package private(set) var milliseconds: [Double] = []

  package init() {}

  package mutating func add(_ duration: Duration) {
    milliseconds.append(duration / .milliseconds(1))
  }

  /// The value below which `share` of them lie (nearest rank).
  package func percentile(_ share: Double) -> Double {
    let sorted = milliseconds.sorted()
    guard !sorted.isEmpty else { return .nan }
    let rank = Int((Double(sorted.count) * share).rounded(.up)) - 1
    return sorted[min(max(0, rank), sorted.count - 1)]
  }

  package var median: Double { percentile(0.5) }
  package var p95: Double { percentile(0.95) }
  package var count: Int { milliseconds.count }

  /// `p50 0.31  p95 0.52  max 0.90 ms (200)`
  package var line: String {
    guard !milliseconds.isEmpty else { return "nothing measured" }
    return "p50 \(fixed(percentile(0.5)))  p95 \(fixed(percentile(0.95)))"
      + "  max \(fixed(percentile(1))) ms (\(milliseconds.count))"
  }
}

/// A number with two decimals.
package func fixed(_ value: Double) -> String {
  guard value.isFinite else { return "–" }
  let hundredths = Int((abs(value) * 100).rounded())
  let decimals = hundredths % 100
  return (value < 0 ? "-" : "") + "\(hundredths / 100).\(decimals < 10 ? "0" : "")\(decimals)"
}

/// A label, padded, and what was found.
package func report(_ label: String, _ value: String) {
  say("  " + label + String(repeating: " ", count: max(1, 34 - label.count)) + value)
}

/// Prints a line at once: unlike `print` also when the output is a pipe.
package func say(_ line: String) { put(line, STDOUT_FILENO) }

/// Says on standard error what is going on.
package func note(_ line: String) { put(line, STDERR_FILENO) }

private func put(_ line: String, _ descriptor: Int32) {
  let bytes = Array((line + "\n").utf8)
  _ = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
}
