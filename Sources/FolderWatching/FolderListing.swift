// One directory's names, packed: a million of them in one folder must not cost a million arrays.

import ArticleModel
import Glibc

/// The entries of an open directory, in the order of the bytes of the paths below it.
///
/// A folder is compared as if its name ended in a slash: then walking depth first meets paths in
/// the order in which a database sorts them as blobs (`a.txt` before `a/b`).
final class FolderListing {
  struct Entry {
    var start: UInt32
    var length: UInt16
    var kind: Kind
  }

  enum Kind: UInt8 {
    case file, folder
    /// A symbolic link to a file or a folder.
    case linkedFile, linkedFolder
  }

  /// The directory, for calls relative to it.
  let descriptor: Int32
  private let path: RawPath
  private let root: RootFolder
  private(set) var entries: [Entry] = []
  private var names: [UInt8] = []
  private let stream: OpaquePointer

  /// Reads the directory at `path` of a root; of its files only those that `accepts` knows by name.
  ///
  /// The descriptor is the listing's from here on.
  init(
    _ opened: Int32, _ path: RawPath, in root: RootFolder, accepts: (RawPath) -> Bool
  ) throws(SystemFailure) {
    guard let stream = fdopendir(opened) else {
      let code = errno
      close(opened)
      throw SystemFailure(code: code)
    }
    self.stream = stream
    self.path = path
    self.root = root
    descriptor = opened
    try readEntries(accepts)
    sort()
  }

  deinit {
    closedir(stream)
  }

  func name(of entry: Entry) -> ArraySlice<UInt8> {
    names[Int(entry.start)..<Int(entry.start) + Int(entry.length)]
  }

  private func readEntries(_ accepts: (RawPath) -> Bool) throws(SystemFailure) {
    while true {
      errno = 0
      guard let entry = readdir(stream) else {
        if errno != 0 { throw SystemFailure(code: errno) }
        return
      }
      add(entry, accepts)
    }
  }

  private func add(_ entry: UnsafeMutablePointer<dirent>, _ accepts: (RawPath) -> Bool) {
    let offset = MemoryLayout<dirent>.offset(of: \dirent.d_name) ?? 19
    let start = UnsafeRawPointer(entry) + offset
    let length = strlen(start.assumingMemoryBound(to: CChar.self))
    let bytes = UnsafeRawBufferPointer(start: start, count: length)
    guard length > 0, bytes[0] != 0x2E, names.count + length < Int(UInt32.max) else { return }
    guard let kind = kind(of: bytes, type: entry.pointee.d_type, accepts) else { return }
    let packed = Entry(start: UInt32(names.count), length: UInt16(length), kind: kind)
    names.append(contentsOf: bytes)
    entries.append(packed)
  }

  private func kind(
    of name: UnsafeRawBufferPointer, type: UInt8, _ accepts: (RawPath) -> Bool
  ) -> Kind? {
    switch Int(type) {
    case Int(DT_REG): return accepts(RawPath(bytes: Array(name))) ? .file : nil
    case Int(DT_DIR): return .folder
    case Int(DT_LNK), Int(DT_UNKNOWN): return kindByStat(name, accepts)
    default: return nil
    }
  }

  private func kindByStat(_ name: UnsafeRawBufferPointer, _ accepts: (RawPath) -> Bool) -> Kind? {
    guard var found = try? FileStat(name: name, in: descriptor, nofollow: true) else { return nil }
    let isLink = found.kind == .link
    if isLink {
      let link = path.appending(RawPath(bytes: Array(name)))
      guard let target = try? root.stat(link) else { return nil }
      found = target
    }
    switch found.kind {
    case .folder: return isLink ? .linkedFolder : .folder
    case .file:
      guard accepts(RawPath(bytes: Array(name))) else { return nil }
      return isLink ? .linkedFile : .file
    default: return nil
    }
  }

  private func sort() {
    names.withUnsafeBufferPointer { names in
      entries.sort { left, right in Self.precedes(left, right, names) }
    }
  }

  private static func precedes(
    _ left: Entry, _ right: Entry, _ names: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    guard let base = names.baseAddress else { return false }
    let common = Int(min(left.length, right.length))
    let order = memcmp(base + Int(left.start), base + Int(right.start), common)
    if order != 0 { return order < 0 }
    return byte(left, common, names) < byte(right, common, names)
  }

  /// The byte at an offset: a folder's name is followed by a slash, then both by nothing.
  private static func byte(
    _ entry: Entry, _ offset: Int, _ names: UnsafeBufferPointer<UInt8>
  ) -> Int {
    if offset < Int(entry.length) { return Int(names[Int(entry.start) + offset]) }
    let isFolder = entry.kind == .folder || entry.kind == .linkedFolder
    return isFolder && offset == Int(entry.length) ? 0x2F : -1
  }
}
