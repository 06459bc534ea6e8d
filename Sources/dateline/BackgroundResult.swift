// Work that begins before it is known to be needed.

import ArticleLibrary
import Dispatch
import Synchronization

/// Work that begins at once on a thread of its own, and is waited for later.
final class BackgroundResult<Value: Sendable>: Sendable {
  private let result = Mutex<Result<Value, any Error>?>(nil)
  private let done = DispatchSemaphore(value: 0)
  private let onDone = Mutex<(@Sendable () -> Void)?>(nil)

  init(_ body: @escaping @Sendable () throws -> Value) {
    startQuietThread(named: "dateline library") { [self] in
      let found = Result { try body() }
      result.withLock { $0 = found }
      done.signal()
      onDone.withLock { $0?() }
    }
  }

  /// Has `call` called when the work is done; it may be already.
  func whenDone(_ call: @escaping @Sendable () -> Void) {
    onDone.withLock { $0 = call }
  }

  /// True if it is done, so that `value` need not wait.
  var isDone: Bool { result.withLock { $0 != nil } }

  /// The result; to be asked for once.
  ///
  /// - Throws: what the work threw.
  func value() throws -> Value {
    done.wait()
    guard let found = result.withLock({ $0 }) else { throw CancellationError() }
    return try found.get()
  }
}
