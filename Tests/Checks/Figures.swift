// Numbers as the checks print them.

import Glibc

/// Durations of one kind.
struct Figures {
  private(set) var milliseconds: [Double] = []

  mutating func add(_ duration: Duration) {
    milliseconds.append(duration / .milliseconds(1))
  }

  /// The value below which `share` of them lie (nearest rank).
  func percentile(_ share: Double) -> Double {
    let sorted = milliseconds.sorted()
    guard !sorted.isEmpty else { return .nan }
    let rank = Int((Double(sorted.count) * share).rounded(.up)) - 1
    return sorted[min(max(0, rank), sorted.count - 1)]
  }

  /// `p50 0.31  p95 0.52  max 0.90 ms (200)`
  var line: String {
    guard !milliseconds.isEmpty else { return "nothing measured" }
    return "p50 \(fixed(percentile(0.5)))  p95 \(fixed(percentile(0.95)))"
      + "  max \(fixed(percentile(1))) ms (\(milliseconds.count))"
  }
}

/// A number with two decimals.
func fixed(_ value: Double) -> String {
  guard value.isFinite else { return "–" }
  let hundredths = Int((abs(value) * 100).rounded())
  let decimals = hundredths % 100
  return (value < 0 ? "-" : "") + "\(hundredths / 100).\(decimals < 10 ? "0" : "")\(decimals)"
}

/// A label, padded, and what was found.
func report(_ label: String, _ value: String) {
  say("  " + label + String(repeating: " ", count: max(1, 34 - label.count)) + value)
}

/// Prints a line at once: unlike `print` also when the output is a pipe.
func say(_ line: String) {
  let bytes = Array((line + "\n").utf8)
  _ = bytes.withUnsafeBytes { write(STDOUT_FILENO, $0.baseAddress, $0.count) }
}
