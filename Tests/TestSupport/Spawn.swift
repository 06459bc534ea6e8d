// Starts programs by posix_spawn: a process with threads must not fork.

import Glibc

/// How a program ended.
package enum ExitStatus: Hashable, Sendable {
  case exited(Int32)
  case signalled(Int32)

  /// Reads what `waitpid` gives (wait(2)).
  init(waitStatus status: Int32) {
    self = status & 0x7F == 0 ? .exited(status >> 8 & 0xFF) : .signalled(status & 0x7F)
  }
}

/// The environment that programs are started with.
package enum ChildEnvironment {
  /// A small, fixed environment with `changes` laid over it; no home, so that nothing of the
  /// person who runs the tests is read or written.
  package static func with(_ changes: [String: String]) -> [String: String] {
    var environment = [
      "HOME": "/nonexistent", "LANG": "C.UTF-8", "TERM": "xterm-256color", "SHELL": "/bin/sh",
    ]
    for name in ["PATH", "TMPDIR", "LD_LIBRARY_PATH", "TERMINFO", "TERMINFO_DIRS"] {
      environment[name] = getenv(name).map { String(cString: $0) }
    }
    return environment.merging(changes) { $1 }
  }
}

enum Spawn {
  /// Starts `command`, found by `PATH`; signals have their defaults and none is blocked.
  ///
  /// `prepare` gets the file actions, to which it adds those for descriptors 0 to 2; all other
  /// descriptors of this process are expected to close on exec.
  static func start(
    _ command: [String], environment: [String: String], directory: String?, newSession: Bool,
    prepare: (inout posix_spawn_file_actions_t) -> Void
  ) throws -> pid_t {
    guard let program = command.first else { throw SystemFailure("start", "no command") }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    if let directory { _ = SystemFunctions.addDirectory?(&actions, directory) }
    prepare(&actions)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    setSignals(&attributes, newSession: newSession)
    let arguments = command.map { strdup($0) }
    let variables = environment.sorted { $0.key < $1.key }.map { strdup("\($0.key)=\($0.value)") }
    defer { for pointer in arguments + variables { free(pointer) } }
    var pid: pid_t = 0
    let code = posix_spawnp(
      &pid, program, &actions, &attributes, arguments + [nil], variables + [nil])
    guard code == 0 else { throw SystemFailure("start", program, code: code) }
    return pid
  }

  private static func setSignals(_ attributes: inout posix_spawnattr_t, newSession: Bool) {
    var all = sigset_t()
    sigfillset(&all)
    sigdelset(&all, SIGKILL)
    sigdelset(&all, SIGSTOP)
    posix_spawnattr_setsigdefault(&attributes, &all)
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    let group = newSession ? SystemFunctions.spawnInNewSession : Int32(POSIX_SPAWN_SETPGROUP)
    let flags = group | Int32(POSIX_SPAWN_SETSIGDEF) | Int32(POSIX_SPAWN_SETSIGMASK)
    posix_spawnattr_setflags(&attributes, Int16(flags))
  }
}
