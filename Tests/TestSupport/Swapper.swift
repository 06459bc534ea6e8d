// Swaps two names all the time, as somebody does who would be read through the one of them.

import Glibc
import Synchronization

/// A thread that exchanges two paths (renameat2(2) with RENAME_EXCHANGE) until it is stopped: one of
/// them is there at every moment.
package final class Swapper: Sendable {
  private let isStopped = Atomic(false)
  private let count = Atomic(0)
  private let hasEnded = Atomic(false)

  package init(_ left: String, _ right: String) throws {
    guard Self.swap(left, right), Self.swap(left, right) else {
      throw SystemFailure("renameat2", left)
    }
    try start(left, right)
  }

  /// How often they were swapped.
  package var swaps: Int { count.load(ordering: .relaxed) }

  /// Ends the thread and waits until it has: after an even number of swaps.
  package func stop() {
    isStopped.store(true, ordering: .releasing)
    while !hasEnded.load(ordering: .acquiring) { sched_yield() }
  }

  private func start(_ left: String, _ right: String) throws {
    let work = Work { [self] in
      while !isStopped.load(ordering: .acquiring) {
        _ = Self.swap(left, right)
        sched_yield()
        _ = Self.swap(left, right)
        count.add(2, ordering: .relaxed)
      }
      hasEnded.store(true, ordering: .releasing)
    }
    var thread = pthread_t()
    let context = Unmanaged.passRetained(work)
    let code = pthread_create(
      &thread, nil,
      { raw in
        if let raw { Unmanaged<Work>.fromOpaque(raw).takeRetainedValue().body() }
        return nil
      }, context.toOpaque())
    guard code == 0 else {
      context.release()
      throw SystemFailure("pthread_create", left, code: code)
    }
    pthread_detach(thread)
  }

  private final class Work {
    let body: () -> Void
    init(_ body: @escaping () -> Void) { self.body = body }
  }

  private static func swap(_ left: String, _ right: String) -> Bool {
    SystemFunctions.renameWith?(AT_FDCWD, left, AT_FDCWD, right, 2) == 0
  }
}
