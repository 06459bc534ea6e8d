// Opening an address or a document in another program.

import ArticleModel
import FolderWatching
import Glibc

enum OutsideProgram {
  /// `POSIX_SPAWN_SETSID` of spawn.h, a macro that Swift does not see without `_GNU_SOURCE`.
  private static let newSession: Int16 = 0x80

  /// Starts the desktop's opener on an address or a path, detached from the terminal; gives a line
  /// to be shown.
  static func open(_ target: RawPath) -> SafeText? {
    guard getenv("DISPLAY") != nil || getenv("WAYLAND_DISPLAY") != nil else {
      return SafeText.joined(["No desktop here to open it: ", target.shown])
    }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for descriptor in 0...2 {
      posix_spawn_file_actions_addopen(&actions, Int32(descriptor), "/dev/null", O_RDWR, 0)
    }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    posix_spawnattr_setflags(&attributes, newSession)
    var child: pid_t = 0
    // A target that begins with a dash must not be taken for an option.
    let safe = target.bytes.first == 0x2D ? RawPath(".").appending(target) : target
    let arguments: [UnsafeMutablePointer<CChar>?] = [
      strdup("xdg-open"), withCPath(safe.bytes) { strdup($0) }, nil,
    ]
    defer { for argument in arguments { free(argument) } }
    let code = posix_spawnp(&child, "xdg-open", &actions, &attributes, arguments, environ)
    guard code == 0 else {
      return SafeText(line: "xdg-open: \(String(cString: strerror(code)))")
    }
    return "Opened outside."
  }
}
