// A thread that does one job after another, away from the screen.

import Foundation
import Synchronization

/// A queue of jobs with a thread of its own.
///
/// A job that bears a slot takes the place of one with the same slot that has not begun: where a
/// selection runs down a list, only the article where it rests is fetched.
final class Worker: Sendable {
  private struct Job {
    var slot: String?
    var run: @Sendable () -> Void
  }

  private struct Queue {
    var jobs: [Job] = []
    var isStopping = false
    var isDone = false
  }

  /// Guards `queue`; waited on by the thread for jobs, and by `finish` for the end.
  private let condition = NSCondition()
  private let queue = Mutex(Queue())

  init(name: String) {
    let thread = Thread { [self] in
      blockAllSignals()
      work()
    }
    thread.name = name
    thread.stackSize = 2 << 20
    thread.start()
  }

  func perform(slot: String? = nil, _ run: @escaping @Sendable () -> Void) {
    condition.lock()
    queue.withLock { queue in
      if let slot { queue.jobs.removeAll { $0.slot == slot } }
      queue.jobs.append(Job(slot: slot, run: run))
    }
    condition.signal()
    condition.unlock()
  }

  /// How many jobs have not begun.
  var waiting: Int { queue.withLock { $0.jobs.count } }

  /// Lets the jobs that wait be done (or drops them), and returns when the thread has ended.
  func finish(dropping: Bool) {
    condition.lock()
    queue.withLock { queue in
      queue.isStopping = true
      if dropping { queue.jobs = [] }
    }
    condition.broadcast()
    while !queue.withLock({ $0.isDone }) { condition.wait() }
    condition.unlock()
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
      let (job, isStopping) = queue.withLock { queue in
        (queue.jobs.isEmpty ? nil : queue.jobs.removeFirst(), queue.isStopping)
      }
      if let job { return job }
      if isStopping { return nil }
      condition.wait()
    }
  }
}

/// Leaves every signal to the main thread, which waits in `poll` and must see them.
private func blockAllSignals() {
  var all = sigset_t()
  sigfillset(&all)
  pthread_sigmask(SIG_BLOCK, &all, nil)
}
