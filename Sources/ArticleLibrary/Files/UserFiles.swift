// The system's lists of users and groups are read as files: looking them up by the C library
// would load the machine's name services, in which a static program dies.

package import ArticleModel
import Glibc

/// `/etc/passwd` and `/etc/group` (passwd(5), group(5)).
package struct UserFiles: Sendable {
  private let users: [[ArraySlice<UInt8>]]
  private let groups: [[ArraySlice<UInt8>]]

  /// The lists of this machine; empty where they cannot be read.
  package init() {
    self.init(passwd: Self.read("/etc/passwd"), group: Self.read("/etc/group"))
  }

  /// The lists of these texts.
  package init(passwd: [UInt8], group: [UInt8] = []) {
    users = Self.lines(passwd, fields: 7)
    groups = Self.lines(group, fields: 4)
  }

  /// The home of a user's first line, where that is an absolute path.
  package func home(of user: UInt32) -> RawPath? {
    guard let line = users.first(where: { Self.number($0[2]) == user }), line[5].first == 0x2F
    else { return nil }
    return RawPath(bytes: Array(line[5]))
  }

  /// True if nobody but this user is in a group: then what it may write, only they may.
  package func isPrivate(_ group: UInt32, to user: UInt32) -> Bool {
    let names = users.filter { Self.number($0[2]) == user }.map { $0[0] }
    let others = users.contains { Self.number($0[3]) == group && Self.number($0[2]) != user }
    guard !names.isEmpty, !others else { return false }
    let lines = groups.filter { Self.number($0[2]) == group }
    return !lines.isEmpty
      && lines.allSatisfy { line in
        line[3].split(separator: 0x2C).allSatisfy { names.contains($0) }
      }
  }

  private static func lines(_ text: [UInt8], fields: Int) -> [[ArraySlice<UInt8>]] {
    text.split(separator: 0x0A).map {
      $0.split(separator: 0x3A, omittingEmptySubsequences: false)
    }.filter { $0.count == fields }
  }

  private static func number(_ field: ArraySlice<UInt8>) -> UInt32? {
    UInt32(String(decoding: field, as: UTF8.self))
  }

  private static func read(_ path: String) -> [UInt8] {
    let descriptor = Glibc.open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)
    guard descriptor >= 0 else { return [] }
    defer { close(descriptor) }
    var all: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = Glibc.read(descriptor, &chunk, chunk.count)
      guard count > 0 else { return all }
      all += chunk[..<count]
    }
  }
}
