// The walk: its order, what it passes over, links, loops, and what it cannot look into.

import ArticleModel
import Foundation
import Testing

@testable import FolderWatching

@Suite struct FolderWalkTests {
  private func walk(
    _ tree: Tree, inside: String = "", accepts: @escaping (RawPath) -> Bool = { _ in true }
  ) throws -> (files: [String], unreadable: [String]) {
    var files: [String] = []
    var unreadable: [String] = []
    try FolderWalk(root: RootFolder(tree.root), accepts: accepts).run(inside: RawPath(inside)) {
      event in
      switch event {
      case .file(let file): files.append(file.path.shown.string)
      case .unreadable(let path, _, _): unreadable.append(path.shown.string)
      }
    }
    return (files, unreadable)
  }

  @Test func `files come in the order of their paths' bytes`() throws {
    let tree = try Tree()
    try tree.write("b.txt", "a/z.txt", "a.txt", "a-b", "a/b/c", "é.txt", "a0", "B", "a/b.txt")
    let found = try walk(tree).files
    #expect(found == found.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) })
    #expect(found == ["B", "a-b", "a.txt", "a/b.txt", "a/b/c", "a/z.txt", "a0", "b.txt", "é.txt"])
  }

  @Test func `hidden and unwanted names are passed over`() throws {
    let tree = try Tree()
    try tree.write("a.txt", ".a.txt", ".git/b.txt", "c.jpg", "d/e.txt", "d/.f.txt")
    let found = try walk(tree) { $0.fileExtension == "txt" }
    #expect(found.files == ["a.txt", "d/e.txt"])
  }

  @Test func `what is neither file nor folder is passed over`() throws {
    let tree = try Tree()
    try tree.write("a.txt")
    #expect(mkfifo(tree.path + "/fifo.txt", 0o600) == 0)
    try tree.link("fifo-link.txt", to: "fifo.txt")
    try tree.link("device", to: "/dev/zero")
    #expect(try walk(tree).files == ["a.txt"])
    #expect(try walk(tree, inside: "fifo.txt").files.isEmpty)
  }

  @Test func `links are followed while they stay inside`() throws {
    let tree = try Tree()
    let other = try Tree()
    try other.write("secret.txt", "folder/secret.txt")
    try tree.write("real.txt", "folder/inner.txt", ".store/kept.txt")
    try tree.link("link.txt", to: "real.txt")
    try tree.link("linked", to: "folder")
    try tree.link("kept", to: ".store")
    try tree.link("out.txt", to: other.path + "/secret.txt")
    try tree.link("out", to: other.path + "/folder")
    try tree.link("dangling.txt", to: "nothing")
    #expect(
      try walk(tree).files
        == ["folder/inner.txt", "kept/kept.txt", "real.txt"])
    #expect(try walk(tree, inside: "out").files.isEmpty)
    #expect(try walk(tree, inside: "out/secret.txt").files.isEmpty)
    #expect(try walk(tree, inside: "out.txt").files.isEmpty)
  }

  @Test func `loops end`() throws {
    let tree = try Tree()
    try tree.write("a/x.txt", "b/y.txt")
    try tree.link("a/up", to: "..")
    try tree.link("a/self", to: ".")
    try tree.link("a/other", to: "../b")
    try tree.link("b/other", to: "../a")
    try tree.link("circle", to: "circle")
    #expect(
      try walk(tree).files == ["a/x.txt", "b/y.txt"])
  }

  @Test(arguments: ["a", "a/b", "a/b/c.txt", "linked", "linked/b/c.txt", "none", "a/.h", ".h/x"])
  func `a walk from inside meets what a walk from the root meets there`(inside: String) throws {
    let tree = try Tree()
    try tree.write("a/b/c.txt", "a/b/d/e.txt", "a/.h", ".h/x", "f.txt")
    try tree.link("linked", to: "a")
    try tree.link("a/b/back", to: "../..")
    let all = try walk(tree).files
    #expect(
      try walk(tree, inside: inside).files
        == all.filter { RawPath($0).isInside(RawPath(inside)) })
  }

  @Test func `a root that is missing or no folder is a failure`() throws {
    let tree = try Tree()
    try tree.write("file")
    for name in ["none", "file"] {
      let root = RawPath(tree.path + "/" + name)
      let failure = #expect(throws: SystemFailure.self) {
        try FolderWalk(root: RootFolder(root), accepts: { _ in true }).run { _ in }
      }
      #expect(failure?.isMissing == true)
    }
    #expect(try walk(tree, inside: "none").files.isEmpty)
  }

  @Test(.enabled(if: getuid() != 0, "root may read everything"))
  func `a folder that may not be read is reported, the rest is walked`() throws {
    let tree = try Tree()
    try tree.write("a.txt", "b/c.txt", "d.txt")
    chmod(tree.path + "/b", 0)
    defer { chmod(tree.path + "/b", 0o700) }
    let found = try walk(tree)
    #expect(found.files == ["a.txt", "d.txt"])
    #expect(found.unreadable == ["b"])
  }

  @Test func `too deep a nesting is reported`() throws {
    let tree = try Tree()
    let depth = FolderWalk.maximumDepth
    try tree.write("top.txt")
    try tree.write(Array(repeating: "d", count: depth).joined(separator: "/") + "/last.txt")
    try tree.write(Array(repeating: "e", count: depth + 1).joined(separator: "/") + "/lost.txt")
    let found = try walk(tree)
    #expect(found.files.count == 2)
    #expect(found.unreadable.count == 1)
  }

  @Test func `names that are not UTF-8 are kept byte for byte`() throws {
    let tree = try Tree()
    var path = Array((tree.path + "/").utf8) + [0x66, 0xFF, 0xFE, 0x2E, 0x74, 0x78, 0x74, 0]
    let descriptor = path.withUnsafeMutableBytes { buffer in
      buffer.bindMemory(to: CChar.self).baseAddress.map { open($0, O_CREAT | O_RDONLY, 0o600) }
        ?? -1
    }
    close(descriptor)
    var found: [RawPath] = []
    try FolderWalk(root: RootFolder(tree.root), accepts: { _ in true }).run { event in
      if case .file(let file) = event { found.append(file.path) }
    }
    #expect(found == [RawPath(bytes: [0x66, 0xFF, 0xFE, 0x2E, 0x74, 0x78, 0x74])])
  }

  @Test func `every folder is told before it is read`() throws {
    let tree = try Tree()
    try tree.write("a/b/c.txt", "d.txt")
    try tree.link("l", to: "a")
    var folders: [String] = []
    let walk = FolderWalk(
      root: try RootFolder(tree.root), accepts: { _ in true },
      onFolder: { path, _ in folders.append(path.shown.string) })
    try walk.run { _ in }
    #expect(folders == ["", "a", "a/b"])
  }
}

@Suite struct MountTableTests {
  @Test(arguments: [
    ("/home/ada/news", false), ("/mnt/share/news", true), ("/mnt/share", true),
    ("/mnt/shared", false), ("/mnt/a b/c", true), ("/mnt/share/local/x", false),
  ])
  func `the nearest mount decides`(path: String, isNetwork: Bool) {
    let table = """
      22 1 0:21 / / rw,relatime - ext4 /dev/vda rw
      30 22 0:40 / /mnt/share rw shared:5 - nfs4 server:/share rw
      31 22 0:41 / /mnt/a\\040b rw - fuse.sshfs host: rw
      32 30 0:42 / /mnt/share/local rw - tmpfs tmpfs rw
      broken line
      """
    #expect(MountTable(text: Array(table.utf8)).isNetwork(RawPath(path)) == isNetwork)
  }
}
