// Opening an address or a document in another program.

import ArticleLibrary
import ArticleModel
import FolderWatching
import Glibc

enum OutsideProgram {
  /// Flags of spawn.h; the first is a macro that Swift does not see without `_GNU_SOURCE`.
  private static let newSession: Int16 = 0x80
  private static let flags = newSession | Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK)

  /// Opens the address of a page; gives a line to be shown.
  static func open(address: SafeText) -> SafeText? {
    do throws(WebAddress.Refusal) {
      return open(document: RawPath(try WebAddress(address.string).text))
    } catch {
      return error.message
    }
  }

  /// Starts the desktop's opener on a path, or on an address that was checked, detached from the
  /// terminal; gives a line to be shown.
  static func open(document: RawPath) -> SafeText? {
    guard getenv("DISPLAY") != nil || getenv("WAYLAND_DISPLAY") != nil else {
      return SafeText.joined(["No desktop here to open it: ", document.shown])
    }
    // A name that begins with a dash must not be taken for an option.
    let isOption = document.bytes.first == UInt8(ascii: "-")
    return start("xdg-open", isOption ? RawPath(".").appending(document) : document)
  }

  /// Starts a program with one argument: signals are as they are by default, and it has no descriptor
  /// but the first three, on nothing.
  private static func start(_ program: String, _ argument: RawPath) -> SafeText? {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for descriptor in 0...2 {
      posix_spawn_file_actions_addopen(&actions, Int32(descriptor), "/dev/null", O_RDWR, 0)
    }
    for descriptor in openDescriptors { posix_spawn_file_actions_addclose(&actions, descriptor) }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    posix_spawnattr_setflags(&attributes, flags)
    let arguments: [UnsafeMutablePointer<CChar>?] = [
      strdup(program), withCPath(argument.bytes) { strdup($0) }, nil,
    ]
    defer { for argument in arguments { free(argument) } }
    var child: pid_t = 0
    let code = posix_spawnp(&child, program, &actions, &attributes, arguments, environ)
    guard code == 0 else {
      return SafeText(line: "\(program): \(String(cString: strerror(code)))")
    }
    awaitEnd(of: child)
    return "Opened outside."
  }

  /// Takes note of a program's end when it comes: until then the system keeps its entry.
  private static func awaitEnd(of child: pid_t) {
    startQuietThread(named: "outside") {
      var status: Int32 = 0
      while waitpid(child, &status, 0) < 0, errno == EINTR {}
    }
  }

  /// The descriptors of this process beyond the first three (proc(5)).
  private static var openDescriptors: [Int32] {
    guard let folder = opendir("/proc/self/fd") else { return [] }
    defer { closedir(folder) }
    var found: [Int32] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if let descriptor = Int32(name), descriptor > 2 { found.append(descriptor) }
    }
    return found
  }
}
