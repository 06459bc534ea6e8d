// Functions and numbers of glibc that Swift's Glibc module does not show, as it is not built for GNU
// extensions: taken from the running C library by name.

import Glibc

enum SystemFunctions {
  typealias FileActions = UnsafeMutablePointer<posix_spawn_file_actions_t>

  /// `posix_spawn_file_actions_addchdir_np`, since glibc 2.29.
  static let addDirectory = find(
    "posix_spawn_file_actions_addchdir_np",
    as: (@convention(c) (FileActions, UnsafePointer<CChar>) -> Int32).self)

  /// `pipe2(2)`.
  static let pipe2 = find(
    "pipe2", as: (@convention(c) (UnsafeMutablePointer<Int32>, Int32) -> Int32).self)

  /// `renameat2(2)`, since glibc 2.28.
  static let renameWith = find(
    "renameat2",
    as: (@convention(c) (
      Int32, UnsafePointer<CChar>, Int32, UnsafePointer<CChar>, UInt32
    ) -> Int32).self)

  /// `wcwidth(3)`.
  static let wcwidth = find("wcwidth", as: (@convention(c) (UInt32) -> Int32).self)

  /// `POSIX_SPAWN_SETSID` of spawn.h.
  static let spawnInNewSession: Int32 = 0x80
  /// `TIOCSPTLCK` of ioctl_tty(2): locks or unlocks a pseudo-terminal.
  static let lockTerminal: UInt = 0x4004_5431
  /// `TIOCGPTN` of ioctl_tty(2): the number of a pseudo-terminal.
  static let numberOfTerminal: UInt = 0x8004_5430

  private static func find<Function>(_ name: String, as type: Function.Type) -> Function? {
    dlsym(nil, name).map { unsafeBitCast($0, to: type) }
  }
}
