// Work on a document that takes more processor time than any document may is given up.

import ArticleLibrary
package import ArticleModel
package import DocumentLoading
import Foundation
import Glibc
import Synchronization

/// The processor time that one thread has used since the clock was made: on a busy machine it stands
/// still while the thread waits for its turn.
struct ThreadClock: Sendable {
  private let id: clockid_t
  private let start: Double

  /// A clock of the calling thread, to be read while that lives.
  init() {
    var id = clockid_t()
    pthread_getcpuclockid(pthread_self(), &id)
    self.id = id
    start = Self.read(id)
  }

  /// Seconds.
  var used: Double { Self.read(id) - start }

  private static func read(_ id: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(id, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}

/// How long a document may take, and what becomes of a thread that took longer.
package enum BoundedLoad {
  /// Seconds of processor time for one document.
  package static let limit = 10.0
  /// Seconds after which whoever waits looks at the clock.
  static let look = 0.2

  /// The articles of a document, with all that is worked out of them at once; `.tooLong` if that takes
  /// more than the limit.
  package static func load<Value: Sendable>(
    _ document: Document, limit: Double = limit,
    _ prepare: @escaping @Sendable ([Article]) -> Value
  ) throws(LoadFailure) -> Value {
    let found = run(limit: limit) { () -> Result<Value, LoadFailure> in
      do throws(LoadFailure) {
        return .success(prepare(try DocumentLoader.load(document)))
      } catch {
        return .failure(error)
      }
    }
    guard let found else { throw .tooLong }
    return try found.get()
  }

  /// Runs work on a thread of its own and waits for it; `nil` if it takes longer than `limit`.
  static func run<Value: Sendable>(
    limit: Double, _ work: @escaping @Sendable () -> Value
  ) -> Value? {
    let state = Mutex<(clock: ThreadClock?, value: Value?)>((nil, nil))
    let shared = Shared(state)
    let done = DispatchSemaphore(value: 0)
    startQuietThread(named: "dateline load") {
      shared.state.withLock { $0.clock = ThreadClock() }
      let value = work()
      shared.state.withLock { $0.value = value }
      done.signal()
    }
    while done.wait(timeout: .now() + look) == .timedOut {
      let used = shared.state.withLock { $0.value == nil ? $0.clock?.used ?? 0 : 0 }
      if used > limit {
        endAround()
        return nil
      }
    }
    return shared.state.withLock { $0.value }
  }

  /// The state that the thread and whoever waits for it share.
  private final class Shared<Value: Sendable>: Sendable {
    let state: Mutex<(clock: ThreadClock?, value: Value?)>

    init(_ state: consuming Mutex<(clock: ThreadClock?, value: Value?)>) {
      self.state = state
    }
  }

  /// A thread that was given up runs on until the program ends, as nothing can end a thread in the
  /// middle of its work without harm. The program then ends around it: no destructor takes apart
  /// what it still uses.
  static func endAround() {
    guard !isEndingAround.exchange(true, ordering: .relaxed) else { return }
    on_exit(
      { status, _ in
        fflush(nil)
        _exit(status)
      }, nil)
  }

  private static let isEndingAround = Atomic(false)
}
