// Work that begins before it is known to be needed.

import Foundation
import Glibc
import Synchronization

/// Work that begins at once on a thread of its own, and is waited for later.
final class BackgroundResult<Value: Sendable>: Sendable {
  private let result = Mutex<Result<Value, any Error>?>(nil)
  private let done = DispatchSemaphore(value: 0)

  init(_ body: @escaping @Sendable () throws -> Value) {
    Thread.detachNewThread { [self] in
      // Signals are the main thread's, which waits for them with the terminal.
      var all = sigset_t()
      sigfillset(&all)
      pthread_sigmask(SIG_BLOCK, &all, nil)
      let found = Result { try body() }
      result.withLock { $0 = found }
      done.signal()
    }
  }

  /// What came of it; to be asked for once.
  ///
  /// - Throws: what the work threw.
  func value() throws -> Value {
    done.wait()
    guard let found = result.withLock({ $0 }) else { throw CancellationError() }
    return try found.get()
  }
}
