// Threads of the library's own: no signal ever lands on them.

import Foundation
import Glibc

/// Lets this thread give way to those that answer keys, which then need not wait for its turn to end:
/// on Linux a thread has a niceness of its own, that those it starts take over, and 0 means the
/// calling one (setpriority(2)).
package func yieldToOthers(niceness: Int32 = 10) {
  setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, niceness)
}

/// Starts a thread that leaves signals to the one that owns the terminal: SIGWINCH, SIGTSTP, SIGINT.
///
/// Those of a crash it takes itself, on a stack of their own: were they blocked, the system would end the
/// program at once, and the handler that gives the terminal back would not be asked.
package func startQuietThread(named name: String, _ body: @escaping @Sendable () -> Void) {
  var others = sigset_t()
  var before = sigset_t()
  sigfillset(&others)
  for crash in [SIGSEGV, SIGILL, SIGABRT, SIGBUS, SIGFPE, SIGTRAP, SIGSYS] {
    sigdelset(&others, crash)
  }
  // A thread inherits the mask of the one that starts it: so there is no moment without it.
  pthread_sigmask(SIG_SETMASK, &others, &before)
  let thread = Thread { withSignalStack(body) }
  thread.name = name
  thread.stackSize = 8 << 20
  thread.start()
  pthread_sigmask(SIG_SETMASK, &before, nil)
}

/// Runs `body` on a thread that has a second stack, for the handler of a signal that says that the first
/// one is full.
private func withSignalStack(_ body: () -> Void) {
  let size = 64 << 10
  let bytes = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 16)
  defer { bytes.deallocate() }
  var stack = stack_t(ss_sp: bytes, ss_flags: 0, ss_size: size)
  sigaltstack(&stack, nil)
  defer {
    stack.ss_flags = Int32(SS_DISABLE)
    sigaltstack(&stack, nil)
  }
  body()
}
