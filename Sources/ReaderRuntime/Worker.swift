// A thread that does one job after another, away from the screen.

import ArticleLibrary
import Foundation
import Synchronization

/// A queue of jobs with a thread of its own.
///
/// A job that bears a slot takes the place of one with the same slot that has not begun: where a
/// selection runs down a list, only the article where it rests is fetched. A job that nobody waits for can be
/// put off: it gives way to all that comes in the next moment.
final class Worker: Sendable {
  fileprivate struct Job {
    var slot: String?
    var run: @Sendable () -> Void
  }

  fileprivate struct Queue {
    var jobs: [Job] = []
    var later: [Job] = []
    /// The earliest time for the first of those.
    var laterDate = Date.distantPast
    var isStopping = false
    var isDone = false
  }

  /// Guards `queue`; waited on by the thread for jobs, and by `finish` for the end.
  private let condition = NSCondition()
  private let queue = Mutex(Queue())

  /// For so long, in seconds, what is put off gives way.
  private static let delay = 0.02

  init(name: String) {
    startQuietThread(named: name) { [self] in work() }
  }

  func perform(slot: String? = nil, isLater: Bool = false, _ run: @escaping @Sendable () -> Void) {
    let job = Job(slot: slot, run: run)
    condition.lock()
    queue.withLock { queue in
      if let slot {
        queue.jobs.removeAll { $0.slot == slot }
        queue.later.removeAll { $0.slot == slot }
      }
      if isLater {
        if queue.later.isEmpty { queue.laterDate = Date(timeIntervalSinceNow: Self.delay) }
        queue.later.append(job)
      } else {
        queue.jobs.append(job)
      }
    }
    condition.signal()
    condition.unlock()
  }

  /// How many jobs have not begun.
  var waiting: Int { queue.withLock { $0.jobs.count + $0.later.count } }

  /// Lets the jobs that wait be done (or drops them), and returns when the thread has ended, or at the
  /// latest at `end`; whether it has.
  @discardableResult
  func finish(dropping: Bool, by end: Date? = nil) -> Bool {
    condition.lock()
    queue.withLock { queue in
      queue.isStopping = true
      if dropping {
        queue.jobs = []
        queue.later = []
      }
    }
    condition.broadcast()
    defer { condition.unlock() }
    while !queue.withLock({ $0.isDone }) {
      guard let end else {
        condition.wait()
        continue
      }
      guard condition.wait(until: end) else { return queue.withLock { $0.isDone } }
    }
    return true
  }

  private func work() {
    while let job = next() { job.run() }
    condition.lock()
    queue.withLock { $0.isDone = true }
    condition.broadcast()
    condition.unlock()
  }

  private func next() -> Job? {
    condition.lock()
    defer { condition.unlock() }
    while true {
      let (job, isStopping, date) = queue.withLock { $0.take() }
      if let job { return job }
      if isStopping { return nil }
      guard let date else {
        condition.wait()
        continue
      }
      _ = condition.wait(until: date)
    }
  }
}

extension Worker.Queue {
  /// The next job; else whether there will be none, or when there is one.
  fileprivate mutating func take() -> (job: Worker.Job?, isStopping: Bool, date: Date?) {
    if !jobs.isEmpty { return (jobs.removeFirst(), isStopping, nil) }
    guard !later.isEmpty else { return (nil, isStopping, nil) }
    guard isStopping || laterDate.timeIntervalSinceNow <= 0 else { return (nil, false, laterDate) }
    return (later.removeFirst(), isStopping, nil)
  }
}
