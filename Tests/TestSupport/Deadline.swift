// Waiting for a condition with an end in sight: no test sleeps a fixed time.

import Foundation
import Glibc

/// A moment after which waiting is given up.
package struct Deadline: Sendable {
  private let end: ContinuousClock.Instant

  /// The moment `seconds` from now.
  package init(seconds: Double) {
    end = .now + .seconds(seconds)
  }

  package var hasPassed: Bool { ContinuousClock.now >= end }

  /// Whole milliseconds that are left, rounded up, never negative: what `poll` takes.
  package var milliseconds: Int32 {
    let left = (ContinuousClock.now.duration(to: end) / .milliseconds(1)).rounded(.up)
    return Int32(min(max(left, 0), 86_400_000))
  }

  /// Asks `condition` again and again, a few milliseconds apart, until it holds; whether it did.
  package static func wait(seconds: Double = 40, until condition: () throws -> Bool) rethrows
    -> Bool
  {
    let deadline = Deadline(seconds: seconds)
    while true {
      if try condition() { return true }
      if deadline.hasPassed { return false }
      poll(nil, 0, min(5, deadline.milliseconds))
    }
  }
}

/// The condition that a harness waited for in vain, with the state that there was.
package struct WaitFailure: Error, CustomStringConvertible {
  package let description: String

  package init(_ awaited: String, seconds: Double, found: String) {
    description = "waited \(seconds) s for \(awaited); found:\n\(found)"
  }
}

/// A list that other threads append to and a test waits on.
///
///     let log = EventLog<SyncEvent>()
///     worker.onEvent = { log.append($0) }
///     try log.wait(for: "the end of the sync") { $0.contains(.finished) }
package final class EventLog<Event: Sendable>: @unchecked Sendable {
  // Guarded by `condition`.
  private var stored: [Event] = []
  private let condition = NSCondition()

  package init() {}

  /// All events so far, in order of arrival.
  package var events: [Event] {
    condition.lock()
    defer { condition.unlock() }
    return stored
  }

  package func append(_ event: Event) {
    condition.lock()
    stored.append(event)
    condition.broadcast()
    condition.unlock()
  }

  /// Waits until `holds` of the events so far, and gives them; throws `WaitFailure` if it never
  /// does.
  @discardableResult
  package func wait(
    for awaited: String, within seconds: Double = 40, until holds: ([Event]) -> Bool
  ) throws -> [Event] {
    let end = Date(timeIntervalSinceNow: seconds)
    condition.lock()
    defer { condition.unlock() }
    while !holds(stored) {
      guard condition.wait(until: end) || holds(stored) else {
        let found = stored.map { "\($0)" }.joined(separator: "\n")
        throw WaitFailure(awaited, seconds: seconds, found: found)
      }
    }
    return stored
  }
}
