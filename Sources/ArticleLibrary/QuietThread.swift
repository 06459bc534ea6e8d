// Threads of the library's own: no signal ever lands on them.

import Foundation
import Glibc

/// Lets this thread give way to those that answer keys, which then need not wait for its turn to end:
/// on Linux a thread has a niceness of its own, that those it starts take over, and 0 means the
/// calling one (setpriority(2)).
func yieldToOthers(niceness: Int32 = 10) {
  setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, niceness)
}

/// Starts a thread in which every signal is blocked: SIGWINCH, SIGTSTP and SIGINT are for the thread
/// that owns the terminal.
func startQuietThread(named name: String, _ body: @escaping @Sendable () -> Void) {
  var all = sigset_t()
  var before = sigset_t()
  sigfillset(&all)
  // A thread inherits the mask of the one that starts it: so there is no moment without it.
  pthread_sigmask(SIG_SETMASK, &all, &before)
  let thread = Thread(block: body)
  thread.name = name
  thread.stackSize = 8 << 20
  thread.start()
  pthread_sigmask(SIG_SETMASK, &before, nil)
}
