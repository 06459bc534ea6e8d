// A file system of a few megabytes, to be filled up or made read-only.

import Glibc

/// A file system in memory, mounted in a folder and gone with the last reference. Only root can make
/// one.
package final class SmallDisk {
  /// The folder in which it is mounted.
  package let path: String

  /// `nil` where this user may not mount anything.
  ///
  /// - Parameters:
  ///   - folder: an empty folder.
  ///   - megabytes: its size.
  package init?(at folder: String, megabytes: Int) {
    path = folder
    let options = "size=\(megabytes)m,mode=700"
    guard geteuid() == 0, Self.run("mount", ["-t", "tmpfs", "-o", options, "tmpfs", folder]) else {
      return nil
    }
  }

  deinit {
    _ = Self.run("umount", ["-l", path])
  }

  /// Writes until no block is left. What a program that ended a moment ago gives back is taken, too.
  package func fill() {
    _ = Deadline.wait(seconds: 10) {
      guard let file = fopen(path + "/fill", "a") else { return isFull }
      let block = [UInt8](repeating: 1, count: 512)
      while fwrite(block, 1, block.count, file) == block.count, fflush(file) == 0 {}
      fclose(file)
      return isFull
    }
  }

  private var isFull: Bool {
    var info = statvfs()
    return statvfs(path, &info) == 0 && info.f_bavail == 0
  }

  /// Makes room again.
  package func free() { unlink(path + "/fill") }

  package func setReadOnly(_ isReadOnly: Bool) {
    _ = Self.run("mount", ["-o", isReadOnly ? "remount,ro" : "remount,rw", path])
  }

  private static func run(_ program: String, _ arguments: [String]) -> Bool {
    let output = try? ChildProcess.run(["/bin/" + program] + arguments)
    return output?.status == .exited(0)
  }
}
