// Notices what changes in folders, by inotify, and sleeps while nothing does.

package import ArticleModel
import Glibc

/// A change that a watch noticed.
package enum WatchEvent: Hashable, Sendable {
  /// Something at this path inside a watched root appeared, changed, moved or vanished.
  case changed(root: Int64, path: RawPath)
  /// Changes were lost: everything is to be looked at again.
  case overflow
  /// Something was written in a folder that is watched as a whole (`addPlain`).
  case plain(RawPath)
}

/// inotify over any number of folders: one thread adds, waits and reads; any may wake it.
///
///     let watch = try FolderWatch()
///     watch.add(root: 1, rootPath: root, folder: RawPath(""))
///     while watch.wait(milliseconds: -1) { handle(watch.read()) }
///
/// A watch is for a folder, not for what lies below it: every subfolder is added by itself, best
/// before it is read.
package final class FolderWatch {
  /// The reason for which a folder could not be watched.
  package enum Limit: Hashable, Sendable {
    /// The system's number of watches or instances is used up.
    case watches
    /// The folder lies on a file system that tells of no changes made elsewhere.
    case network
  }

  private struct Place: Hashable {
    var root: Int64
    var path: RawPath
  }

  private let inotify: Int32
  private let bell: WatchBell
  private var places: [Int32: [Place]] = [:]
  private var descriptors: [Place: Int32] = [:]
  private var plain: [Int32: RawPath] = [:]

  /// The limits that were met so far, each once.
  package private(set) var limits: Set<Limit> = []

  /// - Throws: `SystemFailure` where the system has no inotify instance left.
  package init(bell: WatchBell) throws(SystemFailure) {
    inotify = inotify_init1(Int32(IN_CLOEXEC) | Int32(IN_NONBLOCK))
    guard inotify >= 0 else { throw SystemFailure(code: errno) }
    self.bell = bell
  }

  deinit {
    close(inotify)
  }

  /// Watches a folder of a root; once is enough. One that is not there, or not inside the root, is
  /// passed over.
  package func add(root: Int64, rootPath: RawPath, folder: RawPath) {
    guard let opened = try? RootFolder(rootPath).openFolder(folder) else { return }
    defer { close(opened) }
    add(root: root, rootPath: rootPath, folder: folder, descriptor: opened)
  }

  /// The same for a folder that is open: it is watched, whatever bears its name now.
  package func add(root: Int64, rootPath: RawPath, folder: RawPath, descriptor opened: Int32) {
    let place = Place(root: root, path: folder)
    let full = rootPath.appending(folder)
    if folder.bytes.isEmpty, MountTable().isNetwork(full) { limits.insert(.network) }
    let descriptor = watchFolder(opened, full)
    guard descriptor >= 0 else {
      if errno == ENOSPC || errno == ENOMEM { limits.insert(.watches) }
      return
    }
    if let old = descriptors[place], old != descriptor { forget(place, old) }
    descriptors[place] = descriptor
    if places[descriptor]?.contains(place) != true { places[descriptor, default: []].append(place) }
  }

  /// inotify takes names only: that of the descriptor leads to what is open (proc(5)). Without `/proc`
  /// the folder's own, not through a link: a watch tells of names and reads nothing.
  private func watchFolder(_ opened: Int32, _ path: RawPath) -> Int32 {
    let added = inotify_add_watch(inotify, "/proc/self/fd/\(opened)", Self.folderMask)
    if added >= 0 || errno != ENOENT { return added }
    let mask = Self.folderMask | UInt32(IN_DONT_FOLLOW)
    return withCPath(path.bytes) { inotify_add_watch(inotify, $0, mask) }
  }

  /// Watches a folder for any write to the files in it.
  package func addPlain(_ folder: RawPath) {
    let mask = UInt32(IN_MODIFY) | UInt32(IN_MOVED_TO) | UInt32(IN_ONLYDIR)
    let descriptor = withCPath(folder.bytes) { inotify_add_watch(inotify, $0, mask) }
    if descriptor >= 0 { plain[descriptor] = folder }
  }

  /// Sleeps until something changed or the bell rang.
  ///
  /// - Parameter milliseconds: how long at most; without end where it is negative.
  /// - Returns: whether there is something to `read`.
  package func wait(milliseconds: Int32) -> Bool {
    var waits = [
      pollfd(fd: inotify, events: Int16(POLLIN), revents: 0),
      pollfd(fd: bell.readEnd, events: Int16(POLLIN), revents: 0),
    ]
    let ready = poll(&waits, 2, milliseconds)
    return ready > 0 && waits[0].revents != 0
  }

  /// Whatever was noticed since the last call; never waits.
  package func read() -> [WatchEvent] {
    var events: [WatchEvent] = []
    withUnsafeTemporaryAllocation(byteCount: 65_536, alignment: 8) { buffer in
      while true {
        let count = Glibc.read(inotify, buffer.baseAddress, buffer.count)
        guard count > 0 else { return }
        take(UnsafeRawBufferPointer(rebasing: buffer[..<count]), &events)
      }
    }
    return events
  }

  private static let folderMask =
    UInt32(IN_CLOSE_WRITE) | UInt32(IN_CREATE) | UInt32(IN_DELETE) | UInt32(IN_MOVED_FROM)
    | UInt32(IN_MOVED_TO) | UInt32(IN_ATTRIB) | UInt32(IN_DELETE_SELF) | UInt32(IN_MOVE_SELF)
    | UInt32(IN_ONLYDIR)

  /// `struct inotify_event`: wd, mask, cookie, len, then the name, padded with zeros.
  private func take(_ bytes: UnsafeRawBufferPointer, _ events: inout [WatchEvent]) {
    var offset = 0
    while offset + 16 <= bytes.count {
      let descriptor = bytes.loadUnaligned(fromByteOffset: offset, as: Int32.self)
      let mask = bytes.loadUnaligned(fromByteOffset: offset + 4, as: UInt32.self)
      let length = Int(bytes.loadUnaligned(fromByteOffset: offset + 12, as: UInt32.self))
      let end = min(offset + 16 + length, bytes.count)
      let name = bytes[offset + 16..<end].prefix { $0 != 0 }
      take(descriptor, mask, RawPath(bytes: Array(name)), &events)
      offset += 16 + length
    }
  }

  private func take(
    _ descriptor: Int32, _ mask: UInt32, _ name: RawPath, _ events: inout [WatchEvent]
  ) {
    if mask & UInt32(IN_Q_OVERFLOW) != 0 { return append(.overflow, to: &events) }
    if let folder = plain[descriptor] { return append(.plain(folder), to: &events) }
    for place in places[descriptor] ?? [] {
      if name.bytes.first == 0x2E { continue }
      let path = place.path.appending(name)
      append(.changed(root: place.root, path: path), to: &events)
      if mask & UInt32(IN_MOVED_FROM) != 0, mask & UInt32(IN_ISDIR) != 0 {
        forgetAll(under: Place(root: place.root, path: path))
      }
    }
    if mask & UInt32(IN_IGNORED) != 0 { drop(descriptor) }
  }

  private func append(_ event: WatchEvent, to events: inout [WatchEvent]) {
    if events.last != event { events.append(event) }
  }

  private func drop(_ descriptor: Int32) {
    for place in places.removeValue(forKey: descriptor) ?? [] where descriptors[place] == descriptor
    {
      descriptors[place] = nil
    }
  }

  /// A folder that moved keeps its watches under its old name: they go, and a walk over its new
  /// place sets new ones.
  private func forgetAll(under moved: Place) {
    for (place, descriptor) in descriptors
    where place.root == moved.root && place.path.isInside(moved.path) {
      forget(place, descriptor)
    }
  }

  private func forget(_ place: Place, _ descriptor: Int32) {
    descriptors[place] = nil
    places[descriptor]?.removeAll { $0 == place }
    if places[descriptor]?.isEmpty == true {
      places[descriptor] = nil
      inotify_rm_watch(inotify, descriptor)
    }
  }
}

/// A pipe by which any thread wakes the one that waits in a watch.
package final class WatchBell: Sendable {
  let readEnd: Int32
  private let writeEnd: Int32

  /// - Throws: `SystemFailure` where the process has no descriptors left.
  package init() throws(SystemFailure) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw SystemFailure(code: errno) }
    for end in ends {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
    }
    readEnd = ends[0]
    writeEnd = ends[1]
  }

  deinit {
    close(readEnd)
    close(writeEnd)
  }

  /// Wakes the waiting thread; as often as one likes.
  package func ring() {
    var byte: UInt8 = 1
    _ = Glibc.write(writeEnd, &byte, 1)
  }

  /// Silences the bell; says whether it had rung.
  @discardableResult
  package func silence() -> Bool {
    var bytes = [UInt8](repeating: 0, count: 64)
    var rang = false
    while Glibc.read(readEnd, &bytes, bytes.count) > 0 { rang = true }
    return rang
  }

  /// Sleeps until the bell rings.
  package func wait(milliseconds: Int32) -> Bool {
    var waits = pollfd(fd: readEnd, events: Int16(POLLIN), revents: 0)
    return poll(&waits, 1, milliseconds) > 0
  }
}
