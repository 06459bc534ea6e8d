// A byte in a pipe that ends a wait in `poll`.

import CNcurses
import Glibc
import Synchronization

/// The two ends of a pipe that wakes the thread of the terminal; they are never closed, as a thread
/// or a signal handler may write at any time.
final class WakePipe: Sendable {
  let readEnd: Int32
  let writeEnd: Int32
  private let isCalled = Atomic(false)

  /// `nil` if the process has no descriptors left.
  init?() {
    var ends: [Int32] = [-1, -1]
    guard terminal_signals_pipe(&ends) != 0 else { return nil }
    (readEnd, writeEnd) = (ends[0], ends[1])
  }

  /// Wakes the thread that waits; a hundred calls before it looks are one.
  func call() {
    guard !isCalled.exchange(true, ordering: .acquiringAndReleasing) else { return }
    var byte: UInt8 = 0
    _ = write(writeEnd, &byte, 1)
  }

  /// True if anybody has called since the last time.
  func takeCall() -> Bool {
    isCalled.exchange(false, ordering: .acquiringAndReleasing)
  }

  /// Empties the pipe.
  func drain() {
    var bytes = [UInt8](repeating: 0, count: 512)
    while read(readEnd, &bytes, bytes.count) == bytes.count {}
  }
}
