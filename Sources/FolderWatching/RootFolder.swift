// Opens what lies in a folder by descriptors that begin at it: no name leads out of it, whoever swaps
// one for a link meanwhile.

package import ArticleModel
import COpen
import Glibc
package import Synchronization

/// A folder, held by a descriptor, and the only way to what lies in it.
///
///     let folder = try RootFolder(RawPath("/home/ada/news"))
///     let descriptor = try folder.openFile(RawPath("World/a.txt"))
///
/// Paths are relative to it. A link on the way is followed while it stays inside, be it relative or
/// absolute. Nothing is looked up by its full path again: what is opened is what was found.
package final class RootFolder: Sendable {
  /// As it was given.
  package let path: RawPath
  let descriptor: Int32
  let identity: Identity

  /// True if every path is looked up component by component, as where the kernel cannot do it
  /// (before 5.6, or where a sandbox forbids openat2): for tests.
  package static let usesComponentsOnly = Atomic(false)

  /// Opens a folder by its absolute path, in which no component is a link: it had none when it was
  /// made a root, so one that is there now was put in its place.
  ///
  /// - Throws: the `errno` of the call, `ELOOP` for a link.
  package init(_ path: RawPath) throws(SystemFailure) {
    let opened = try Self.openRoot(path)
    do {
      identity = try Identity(opened)
    } catch {
      close(opened)
      throw error
    }
    self.path = path
    descriptor = opened
  }

  deinit {
    close(descriptor)
  }

  /// Opens a file to be read; opening never waits, not for the writer of a named pipe either.
  package func openFile(_ path: RawPath) throws(SystemFailure) -> Int32 {
    try open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)
  }

  /// Opens a folder to be listed; the folder itself for the empty path.
  package func openFolder(_ path: RawPath) throws(SystemFailure) -> Int32 {
    try open(path, O_RDONLY | O_DIRECTORY | O_NONBLOCK | O_CLOEXEC)
  }

  /// The stat of a path, its last link followed.
  package func stat(_ path: RawPath) throws(SystemFailure) -> FileStat {
    let opened = try open(path, open_path_flag() | O_CLOEXEC)
    defer { close(opened) }
    return try FileStat(descriptor: opened)
  }

  /// Finds what a path leads to, with the path that it has inside the folder without links.
  package func locate(_ path: RawPath) throws(SystemFailure) -> LocatedFile {
    let descent = Descent(self)
    try descent.follow(path)
    return LocatedFile(path: descent.path, stat: try descent.stat())
  }

  /// One call, if openat2 works.
  private func open(_ path: RawPath, _ flags: Int32) throws(SystemFailure) -> Int32 {
    if Self.kernelKnowsHow, !Self.usesComponentsOnly.load(ordering: .relaxed) {
      let name: [UInt8] = path.bytes.isEmpty ? [0x2E] : path.bytes
      let opened = withCPath(name) { open_beneath(descriptor, $0, flags) }
      if opened >= 0 { return opened }
      // It takes no absolute link, not even one into the folder, and gives up when somebody renames
      // around a `..` meanwhile.
      guard [EXDEV, EAGAIN, ENOSYS, EPERM].contains(errno) else {
        throw SystemFailure(code: errno)
      }
    }
    let descent = Descent(self)
    try descent.follow(path)
    return try descent.open(flags)
  }

  private static let kernelKnowsHow: Bool = {
    let opened = open_without_links("/", open_path_flag() | O_CLOEXEC)
    if opened >= 0 { close(opened) }
    return opened >= 0
  }()

  private static func openRoot(_ path: RawPath) throws(SystemFailure) -> Int32 {
    let flags = open_path_flag() | O_DIRECTORY | O_CLOEXEC
    if kernelKnowsHow, !usesComponentsOnly.load(ordering: .relaxed) {
      let opened = withCPath(path.bytes) { open_without_links($0, flags) }
      guard opened >= 0 else { throw SystemFailure(code: errno) }
      return opened
    }
    var opened = Glibc.open("/", flags)
    guard opened >= 0 else { throw SystemFailure(code: errno) }
    for component in path.components {
      let next = withCPath(component.bytes) { openat(opened, $0, flags | O_NOFOLLOW) }
      let code = errno
      let isLink = next < 0 && Self.isLink(component, in: opened)
      close(opened)
      guard next >= 0 else { throw SystemFailure(code: isLink ? ELOOP : code) }
      opened = next
    }
    return opened
  }

  private static func isLink(_ name: RawPath, in folder: Int32) -> Bool {
    (try? FileStat(name: name.bytes, in: folder, nofollow: true))?.kind == .link
  }
}

/// The thing that a path leads to.
package struct LocatedFile: Hashable, Sendable {
  /// Relative to the root, without links.
  package var path: RawPath
  /// The file system's word on the file.
  package var stat: FileStat
}

/// The file system and the number there of a place: what is the same has the same.
struct Identity: Hashable, Sendable {
  private let device: UInt64
  private let number: UInt64

  init(_ descriptor: Int32) throws(SystemFailure) {
    var info = Glibc.stat()
    guard fstat(descriptor, &info) == 0 else { throw SystemFailure(code: errno) }
    device = UInt64(info.st_dev)
    number = UInt64(info.st_ino)
  }
}

/// A way down from a root, one component and one descriptor at a time.
///
/// A link out of the root and back into it, or an absolute one, is followed through folders outside, of
/// which nothing is read: it counts as inside once it comes upon the root's own folder.
private final class Descent {
  /// Folders nested deeper are not met by a walk either; and no more descriptors are held than these.
  private static let maximumDepth = FolderWalk.maximumDepth + 1
  private static let maximumLinks = 40

  private let root: RootFolder
  /// From the root down to what was found.
  private var steps: [(name: RawPath, descriptor: Int32)] = []
  /// The folder outside the root to which a link led.
  private var outside: Int32?
  private var links = 0

  init(_ root: RootFolder) {
    self.root = root
  }

  deinit {
    clear()
  }

  /// Without links, relative to the root.
  var path: RawPath { steps.reduce(RawPath("")) { $0.appending($1.name) } }

  func stat() throws(SystemFailure) -> FileStat {
    try FileStat(descriptor: steps.last?.descriptor ?? root.descriptor)
  }

  /// Opens what was found, and nothing that has taken its place.
  func open(_ flags: Int32) throws(SystemFailure) -> Int32 {
    let name = steps.last?.name ?? RawPath(".")
    let folder = steps.dropLast().last?.descriptor ?? root.descriptor
    let opened = withCPath(name.bytes) { openat(folder, $0, flags | O_NOFOLLOW) }
    guard opened >= 0 else { throw SystemFailure(code: errno) }
    return opened
  }

  func follow(_ path: RawPath) throws(SystemFailure) {
    // From the last to the first.
    var pending = Array(path.components.reversed())
    while let component = pending.popLast() {
      if let target = try step(component) {
        links += 1
        guard links <= Self.maximumLinks else { throw SystemFailure(code: ELOOP) }
        if target.bytes.first == 0x2F { try leave(to: RawPath("/"), in: AT_FDCWD) }
        pending += target.components.reversed()
      }
    }
    guard outside == nil else { throw SystemFailure(code: EXDEV) }
  }

  /// Goes one component further, or gives the target of the link that it is.
  private func step(_ name: RawPath) throws(SystemFailure) -> RawPath? {
    if name.bytes == [0x2E, 0x2E] {
      try stepUp()
      return nil
    }
    let folder = outside ?? steps.last?.descriptor ?? root.descriptor
    let flags = open_path_flag() | O_NOFOLLOW | O_CLOEXEC
    let opened = withCPath(name.bytes) { openat(folder, $0, flags) }
    guard opened >= 0 else { throw SystemFailure(code: errno) }
    do throws(SystemFailure) {
      let kind = try FileStat(descriptor: opened).kind
      if kind == .link {
        defer { close(opened) }
        return try Self.target(of: opened)
      }
      try take(name, opened, kind)
    } catch {
      close(opened)
      throw error
    }
    return nil
  }

  private func take(_ name: RawPath, _ opened: Int32, _ kind: FileKind) throws(SystemFailure) {
    if outside == nil {
      guard steps.count < Self.maximumDepth else { throw SystemFailure.tooDeep }
      steps.append((name, opened))
    } else {
      guard kind == .folder else { throw SystemFailure(code: EXDEV) }
      try arrive(opened)
    }
  }

  private func stepUp() throws(SystemFailure) {
    if outside == nil, let last = steps.popLast() {
      close(last.descriptor)
    } else {
      try leave(to: RawPath(".."), in: outside ?? root.descriptor)
    }
  }

  private func leave(to name: RawPath, in folder: Int32) throws(SystemFailure) {
    let flags = open_path_flag() | O_DIRECTORY | O_CLOEXEC
    let opened = withCPath(name.bytes) { openat(folder, $0, flags) }
    guard opened >= 0 else { throw SystemFailure(code: errno) }
    do throws(SystemFailure) {
      try arrive(opened)
    } catch {
      close(opened)
      throw error
    }
  }

  /// Stands in a folder that was reached from outside: it may be the root's.
  private func arrive(_ opened: Int32) throws(SystemFailure) {
    let isRoot = try Identity(opened) == root.identity
    clear()
    if isRoot { close(opened) } else { outside = opened }
  }

  private func clear() {
    if let outside { close(outside) }
    outside = nil
    for step in steps { close(step.descriptor) }
    steps = []
  }

  private static func target(of link: Int32) throws(SystemFailure) -> RawPath {
    var code: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: Int(PATH_MAX)) { buffer, count in
      let length = buffer.withMemoryRebound(to: CChar.self) {
        $0.baseAddress.map { readlinkat(link, "", $0, Int(PATH_MAX)) } ?? 0
      }
      code = length < 0 ? errno : length == 0 ? ENOENT : 0
      count = max(0, length)
    }
    guard code == 0 else { throw SystemFailure(code: code) }
    return RawPath(bytes: bytes)
  }
}
