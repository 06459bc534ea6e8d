// Work on many things that do not depend on each other, shared by a few threads.

import Foundation
import Synchronization

/// Parts of a range, each worked on by whichever thread is free: from the beginning by others, and
/// by the one that asks for what came of it.
final class SharedWork<Value: Sendable>: Sendable {
  private struct Progress {
    var next = 0
    var isStopped = false
    var values: [Int: Value] = [:]
  }

  private let count: Int
  private let part: Int
  private let work: @Sendable (Range<Int>) -> Value
  private let progress = Mutex(Progress())
  private let ended = DispatchSemaphore(value: 0)
  private let parts: Int
  private let helpers: Int

  /// - Parameters:
  ///   - count: how many things there are.
  ///   - part: how many are worked on at a time.
  ///   - work: what is done with them.
  init(_ count: Int, by part: Int, _ work: @escaping @Sendable (Range<Int>) -> Value) {
    self.count = count
    self.part = part
    self.work = work
    parts = (count + part - 1) / part
    helpers = max(0, min(ProcessInfo.processInfo.activeProcessorCount, 4, parts) - 1)
    for _ in 0..<helpers {
      startQuietThread(named: "dateline stories") { [self] in
        while let next = take() { finish(next) }
        ended.signal()
      }
    }
  }

  /// The results of the parts, in order; to be asked for once. The calling thread works too; between two
  /// parts it asks `check`, and what that throws ends the work.
  func finish(check: () throws -> Void) throws -> [Value] {
    do {
      while let next = take() {
        finish(next)
        try check()
      }
    } catch {
      stop()
      for _ in 0..<helpers { ended.wait() }
      throw error
    }
    for _ in 0..<helpers { ended.wait() }
    return progress.withLock { progress in (0..<parts).compactMap { progress.values[$0] } }
  }

  /// Begins no further part: for work that nobody will ask for any more.
  func stop() {
    progress.withLock { $0.isStopped = true }
  }

  private func take() -> Int? {
    progress.withLock { progress in
      guard !progress.isStopped, progress.next < parts else { return nil }
      defer { progress.next += 1 }
      return progress.next
    }
  }

  private func finish(_ next: Int) {
    let value = work(next * part..<min(count, (next + 1) * part))
    progress.withLock { $0.values[next] = value }
    InputPriority.giveWay()
  }
}

/// One piece of work on a thread of its own, while the one that began it goes on with other things.
final class SideWork<Value: Sendable>: Sendable {
  private let made = Mutex<Result<Value, any Error>?>(nil)
  private let ended = DispatchSemaphore(value: 0)

  init(_ work: @escaping @Sendable () throws -> Value) {
    startQuietThread(named: "dateline stories") { [self] in
      let result = Result { try work() }
      made.withLock { $0 = result }
      ended.signal()
    }
  }

  /// Waits for what came of it; to be asked once.
  func finish() throws -> Value {
    ended.wait()
    guard let result = made.withLock({ $0 }) else { throw CancellationError() }
    return try result.get()
  }
}
