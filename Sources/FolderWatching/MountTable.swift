// Knows which folders lie on a file system that cannot tell of changes made elsewhere.

package import ArticleModel
import Glibc

/// The mounts of this process, as `/proc/self/mountinfo` lists them (proc(5)).
package struct MountTable {
  private struct Mount {
    var path: RawPath
    var type: String
  }

  private let mounts: [Mount]

  /// Reads the table as it is now; an empty one where there is no `/proc`.
  package init() {
    self.init(text: Self.readAll("/proc/self/mountinfo"))
  }

  /// Reads a table from its text.
  package init(text: [UInt8]) {
    mounts = text.split(separator: 0x0A).compactMap { line in
      let fields = line.split(separator: 0x20)
      guard fields.count > 6, let dash = fields.firstIndex(of: [0x2D]), dash + 1 < fields.count
      else { return nil }
      let type = String(decoding: fields[dash + 1], as: UTF8.self)
      return Mount(path: RawPath(bytes: Self.unescape(fields[4])), type: type)
    }
  }

  /// True if a folder lies on a network file system.
  package func isNetwork(_ folder: RawPath) -> Bool {
    let above = mounts.filter { folder.isInside($0.path) }
    // Of mounts at one place the last covers the others.
    let nearest = above.reduce(nil as Mount?) { best, next in
      next.path.bytes.count >= best?.path.bytes.count ?? 0 ? next : best
    }
    guard let type = nearest?.type else { return false }
    return Self.networks.contains(type) || type.hasPrefix("fuse.")
  }

  private static let networks: Set<String> = [
    "nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "9p", "afs", "ceph", "coda", "virtiofs",
    "vboxsf", "fuse", "glusterfs", "lustre",
  ]

  /// `\040` and its like: a byte in three octal digits.
  private static func unescape(_ field: ArraySlice<UInt8>) -> [UInt8] {
    var bytes: [UInt8] = []
    var rest = field
    while let byte = rest.popFirst() {
      let digits = rest.prefix(3)
      if byte == 0x5C, digits.count == 3, digits.allSatisfy({ (0x30...0x37).contains($0) }) {
        bytes.append(digits.reduce(0) { $0 &* 8 &+ ($1 - 0x30) })
        rest = rest.dropFirst(3)
      } else {
        bytes.append(byte)
      }
    }
    return bytes
  }

  private static func readAll(_ path: String) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return [] }
    defer { close(descriptor) }
    var all: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while all.count < 4 << 20 {
      let count = read(descriptor, &chunk, chunk.count)
      guard count > 0 else { break }
      all.append(contentsOf: chunk[..<count])
    }
    return all
  }
}
