// Tells whether a path lies where several machines may write.

package import ArticleModel
import Glibc

extension RawPath {
  /// True if the path lies on a network file system, also where links lead there.
  ///
  /// A file system on a disk of this machine has a device number of its own (stat(2)); only the others
  /// are looked up in the table of mounts, which takes longer than everything else at a start.
  package var isOnNetwork: Bool {
    guard let stat = try? FileStat(self) else { return false }
    return stat.device >> 8 & 0xFFF == 0 && MountTable().isNetwork(resolved ?? self)
  }
}
