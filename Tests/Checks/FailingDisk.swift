// Folders that lie on file systems of FUSE: one that fails on demand, and one over a network's protocol.

import ArticleModel
import Glibc
import TestSupport

/// A file system that a program serves, mounted in a folder and gone with the last reference.
final class ServedDisk {
  /// The folder in which it is mounted.
  let path: String
  private let server: ChildProcess

  private init(_ command: [String], at folder: String) throws {
    path = folder
    server = try ChildProcess(command)
    let isMounted = Deadline.wait(seconds: 20) {
      server.hasEnded || Self.mounts.contains(" \(folder) ")
    }
    guard isMounted, !server.hasEnded else {
      throw SystemFailure("mount", folder)
    }
  }

  deinit {
    _ = try? ChildProcess.run(["umount", "-l", path])
  }

  private static var mounts: String { (try? FileTree.text("/proc/self/mountinfo")) ?? "" }

  // MARK: Those that there are

  /// A folder of the disk that fails when it is told to.
  ///
  /// - Parameters:
  ///   - folder: the folder it is mounted in.
  ///   - room: a folder for what is on it (`below`) and for its orders (`orders`).
  /// - Returns: the disk, mounted.
  /// - Throws: why it cannot be.
  static func failing(at folder: String, _ room: TemporaryFolder) throws -> ServedDisk {
    try room.makeFolder("below")
    chmod(room.path("below"), 0o700)
    try FileTree.makeFolder(RawPath(folder))
    return try ServedDisk(
      [try program.get(), room.path("below"), room.path("orders"), folder, "-f", "-s"],
      at: folder)
  }

  /// A folder over the protocol of SFTP, without a network between.
  static func remote(at folder: String, _ room: TemporaryFolder) throws -> ServedDisk {
    try room.makeFolder("below")
    chmod(room.path("below"), 0o700)
    try FileTree.makeFolder(RawPath(folder))
    let server = try room.write("server", "#!/bin/sh\nexec \(sftpServer)\n")
    chmod(server, 0o700)
    return try ServedDisk(
      ["sshfs", "-f", "-o", "ssh_command=\(server)", "here:\(room.path("below"))", folder],
      at: folder)
  }

  private static let sftpServer = "/usr/lib/openssh/sftp-server"

  /// Why the first cannot be had here.
  static let failingObstacle: String? = {
    if let obstacle { return obstacle }
    do {
      _ = try program.get()
      return nil
    } catch {
      return "libfuse3-dev and pkg-config are not installed"
    }
  }()

  /// Why the second cannot be had here.
  static let remoteObstacle: String? =
    obstacle
    ?? (BuiltProgram.ofSystem("sshfs") != nil && FileTree.exists(sftpServer)
      ? nil : "sshfs and openssh-sftp-server are not installed")

  private static var obstacle: String? {
    if geteuid() != 0 { return "only root can mount" }
    return FileTree.exists("/dev/fuse") ? nil : "this system has no FUSE"
  }

  private static let folder = Result { try TemporaryFolder() }

  /// The program that serves the failing disk, compiled.
  private static let program = Result { () throws -> String in
    let program = try folder.get().path("failing-disk")
    let source = PackageRoot.path + "/Tests/Checks/Disk/failing-disk.c"
    let script = #"cc -O1 -o "$0" "$1" $(pkg-config --cflags --libs fuse3)"#
    let output = try ChildProcess.run(["sh", "-c", script, program, source])
    guard output.status == .exited(0) else { throw SystemFailure("cc", output.errorText) }
    return program
  }
}

extension TemporaryFolder {
  /// Tells the failing disk what fails from now on: see `Disk/failing-disk.c`.
  func order(_ letters: String, skip: Int, count: Int, name: String = "") throws {
    try write("orders.new", "\(letters) \(skip) \(count) \(name)\n")
    try rename("orders.new", to: "orders")
  }

  /// Lets the disk work again.
  func orderNothing() { remove("orders") }
}
