// Opening an address or a document in another program.

import ArticleLibrary
import ArticleModel
import FolderWatching
import Glibc
import ReaderRuntime

enum OutsideProgram {
  /// Flags of spawn.h; the first is a macro that Swift does not see without `_GNU_SOURCE`.
  private static let newSession: Int16 = 0x80
  private static let flags = newSession | Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK)

  /// Opens the address of a page.
  static func open(address: SafeText) -> OutsidePrograms.Opening {
    do throws(WebAddress.Refusal) {
      return open(document: RawPath(try WebAddress(address.string).text))
    } catch {
      return .said(error.message)
    }
  }

  /// Starts the desktop's opener on a path, or on an address that was checked, detached from the
  /// terminal. Where that cannot be, the address is to be shown.
  static func open(document: RawPath) -> OutsidePrograms.Opening {
    guard getenv("DISPLAY") != nil || getenv("WAYLAND_DISPLAY") != nil else {
      return .shown(address: document.shown, "There is no desktop here to open it; y copies it.")
    }
    // A name that begins with a dash must not be taken for an option.
    let isOption = document.bytes.first == UInt8(ascii: "-")
    let failure = start("xdg-open", isOption ? RawPath(".").appending(document) : document)
    return failure.map { .shown(address: document.shown, $0) } ?? .said("Opened outside.")
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
    var child: pid_t = 0
    let code = spawn(
      &child, [RawPath(program), argument], &actions, flags: flags)
    guard code == 0 else {
      return SafeText(line: "\(program): \(String(cString: strerror(code)))")
    }
    awaitEnd(of: child)
    return nil
  }

  /// Starts a program with the descriptors of the actions and no others; gives an error number, or 0.
  private static func spawn(
    _ child: inout pid_t, _ arguments: [RawPath], _ actions: inout posix_spawn_file_actions_t,
    flags: Int16
  ) -> Int32 {
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
    let words: [UnsafeMutablePointer<CChar>?] =
      arguments.map { withCPath($0.bytes) { strdup($0) } } + [nil]
    defer { for word in words { free(word) } }
    return withCPath(arguments[0].bytes) {
      posix_spawnp(&child, $0, &actions, &attributes, words, environ)
    }
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
    RawPath("/proc/self/fd").namesInFolder.compactMap { Int32($0.shown.string) }.filter { $0 > 2 }
  }

  // MARK: In this terminal

  /// Opens a document in `$VISUAL`, `$EDITOR` or `vi`; gives a line if that did not work.
  static func edit(_ document: RawPath) -> SafeText? {
    let names: [String] = ["VISUAL", "EDITOR"]
    let chosen = names.compactMap { name in getenv(name).map { String(cString: $0) } }
    let editor = chosen.first { !$0.isEmpty } ?? "vi"
    // The variable may hold options, too: the shell parts them, as it does for other programs.
    let code = runHere(
      [RawPath("sh"), RawPath("-c"), RawPath("\(editor) \"$1\""), RawPath("sh"), document])
    return words(for: code, of: SafeText(line: editor))
  }

  /// Gives text to a command of the shell, and waits for Enter, so that what it wrote can be read.
  static func pipe(_ text: [SafeText], to command: SafeText) -> SafeText? {
    let bytes = text.flatMap { Array("\($0.string)\n".utf8) }
    let shell = """
      sh -c "$1"; code=$?
      printf '\\n[Enter goes back] ' > /dev/tty; read -r line < /dev/tty; exit $code
      """
    let code = runHere(
      ["sh", "-c", shell, "sh", command.string].map { RawPath($0) }, input: bytes)
    return words(for: code, of: command)
  }

  private static func words(for code: Int32, of program: SafeText) -> SafeText? {
    switch code {
    case 0: nil
    case 126, 127: SafeText(line: "\(program): could not be started")
    default: SafeText(line: "\(program): ended with \(code)")
    }
  }

  /// Runs a program that has the terminal to itself, and waits for its end; gives its exit code.
  private static func runHere(_ arguments: [RawPath], input: [UInt8]? = nil) -> Int32 {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    var ends: [Int32] = [-1, -1]
    for descriptor in 0...2 {
      posix_spawn_file_actions_addopen(&actions, Int32(descriptor), "/dev/tty", O_RDWR, 0)
    }
    if input != nil {
      guard Glibc.pipe(&ends) == 0 else { return 126 }
      _ = fcntl(ends[1], F_SETFD, FD_CLOEXEC)
      posix_spawn_file_actions_adddup2(&actions, ends[0], 0)
    }
    var child: pid_t = 0
    let code = spawn(
      &child, arguments, &actions, flags: Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
    if let input {
      close(ends[0])
      if code == 0 { write(input, to: ends[1]) }
      close(ends[1])
    }
    guard code == 0 else { return 126 }
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0, errno == EINTR {}
    let signal = status & 0x7F
    return signal == 0 ? status >> 8 & 0xFF : 128 + signal
  }

  /// Writes all that the other end takes.
  private static func write(_ bytes: [UInt8], to descriptor: Int32) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if errno != EINTR {
        return
      }
    }
  }
}
