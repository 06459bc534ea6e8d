// Opening by a root's descriptor: links that stay inside lead there, no other leads anywhere, by the
// kernel's own way and by components alike.

import ArticleModel
import Foundation
import Synchronization
import TestSupport
import Testing

@testable import FolderWatching

/// The two ways of looking up a path.
enum LookUp: CaseIterable {
  case kernel, components

  func run<Result>(_ body: () throws -> Result) rethrows -> Result {
    RootFolder.usesComponentsOnly.store(self == .components, ordering: .relaxed)
    defer { RootFolder.usesComponentsOnly.store(false, ordering: .relaxed) }
    return try body()
  }
}

@Suite(.serialized) struct RootFolderTests {
  /// The text of a file, or the code of what went wrong.
  private func read(_ folder: RootFolder, _ path: String) -> String {
    do {
      let opened = try folder.openFile(RawPath(path))
      defer { close(opened) }
      var bytes = [UInt8](repeating: 0, count: 1_000)
      let count = Glibc.read(opened, &bytes, bytes.count)
      return count < 0 ? "not read" : String(decoding: bytes[..<count], as: UTF8.self)
    } catch {
      return "error \(error.code)"
    }
  }

  /// A root `news` beside a folder `outside`; a link `news-link` to it.
  private func tree() throws -> Tree {
    let tree = try Tree()
    try tree.write("news/a/b/real.txt", "news/top.txt", "outside/secret.txt")
    try tree.link("news-link", to: "news")
    return tree
  }

  @Test(arguments: LookUp.allCases)
  func `a link that stays inside leads there`(lookUp: LookUp) throws {
    let tree = try tree()
    let targets = [
      "a/b/real.txt", "./a//b/../b/real.txt", "\(tree.path)/news/a/b/real.txt",
      "../news/a/b/real.txt", "\(tree.path)/news-link/a/b/real.txt",
      "a/../../news-link/a/b/real.txt",
      "/../../\(tree.path)/outside/../news/a/b/real.txt",
    ]
    for (number, target) in targets.enumerated() { try tree.link("news/l\(number)", to: target) }
    try tree.link("news/a/chain", to: "../l0")
    try tree.link("news/folder", to: "a")
    try tree.link("news/a/self", to: "\(tree.path)/news")
    try lookUp.run {
      let folder = try RootFolder(RawPath(tree.path + "/news"))
      let paths =
        targets.indices.map { "l\($0)" } + [
          "a/chain", "folder/b/real.txt", "a/self/a/b/real.txt", "a/self/folder/self/a/chain",
          "a/b/../b/real.txt",
        ]
      for path in paths {
        #expect(read(folder, path) == "news/a/b/real.txt", "\(path)")
        #expect(try folder.locate(RawPath(path)).path == RawPath("a/b/real.txt"), "\(path)")
        #expect(try folder.stat(RawPath(path)).kind == .file)
      }
      #expect(try folder.locate(RawPath("a/self")).path == RawPath(""))
    }
  }

  @Test(arguments: LookUp.allCases)
  func `no path leads out`(lookUp: LookUp) throws {
    let tree = try tree()
    let targets = [
      "../outside/secret.txt", "\(tree.path)/outside/secret.txt", "/etc/passwd", "..", "/",
      "/proc/self/fd/0", "/proc/self/root/etc/passwd", "../news-link/../outside/secret.txt",
    ]
    for (number, target) in targets.enumerated() { try tree.link("news/l\(number)", to: target) }
    try tree.link("news/out", to: "../outside")
    try lookUp.run {
      let folder = try RootFolder(RawPath(tree.path + "/news"))
      let paths =
        targets.indices.map { "l\($0)" } + [
          "out", "out/secret.txt", "../outside/secret.txt", "a/../../outside/secret.txt", "..",
          "l3/outside/secret.txt", "l4/etc/passwd",
        ]
      for path in paths {
        // A name that only `/proc` has is nowhere.
        let codes = [EXDEV, ENOENT].map { "error \($0)" }
        #expect(codes.contains(read(folder, path)), "\(path)")
        #expect(throws: FolderWatching.SystemFailure.self) { try folder.openFolder(RawPath(path)) }
        #expect(throws: FolderWatching.SystemFailure.self) { try folder.stat(RawPath(path)) }
        #expect(throws: FolderWatching.SystemFailure.self) { try folder.locate(RawPath(path)) }
      }
      #expect(read(folder, "top.txt") == "news/top.txt")
    }
  }

  @Test(arguments: LookUp.allCases)
  func `circles end, and what is no folder holds nothing`(lookUp: LookUp) throws {
    let tree = try tree()
    try tree.link("news/circle", to: "circle")
    try tree.link("news/left", to: "right")
    try tree.link("news/right", to: "\(tree.path)/news/left")
    try tree.link("news/dangling", to: "nothing")
    try lookUp.run {
      let folder = try RootFolder(RawPath(tree.path + "/news"))
      #expect(read(folder, "circle") == "error \(ELOOP)")
      #expect(read(folder, "left") == "error \(ELOOP)")
      #expect(read(folder, "dangling") == "error \(ENOENT)")
      #expect(read(folder, "top.txt/x") == "error \(ENOTDIR)")
      #expect(read(folder, String(repeating: "n", count: 256)) == "error \(ENAMETOOLONG)")
    }
  }

  @Test(arguments: LookUp.allCases)
  func `opening a named pipe does not wait`(lookUp: LookUp) throws {
    let tree = try tree()
    #expect(mkfifo(tree.path + "/news/pipe.txt", 0o600) == 0)
    try lookUp.run {
      let folder = try RootFolder(RawPath(tree.path + "/news"))
      let opened = try folder.openFile(RawPath("pipe.txt"))
      defer { close(opened) }
      #expect(try FileStat(descriptor: opened).kind == .other)
    }
  }

  @Test(arguments: LookUp.allCases)
  func `a root is opened through no link, and stays what it was when it is replaced`(
    lookUp: LookUp
  ) throws {
    let tree = try tree()
    try tree.write("other/deep/top.txt")
    try tree.link("deep-link", to: "other")
    try lookUp.run {
      for path in ["news-link", "deep-link/deep"] {
        let failure = #expect(throws: FolderWatching.SystemFailure.self) {
          try RootFolder(RawPath(tree.path + "/" + path))
        }
        #expect(failure?.code == ELOOP)
      }
      let folder = try RootFolder(RawPath(tree.path + "/news"))
      try tree.move("news", to: "moved")
      try tree.link("news", to: "other/deep")
      #expect(read(folder, "top.txt") == "news/top.txt")
      #expect(throws: FolderWatching.SystemFailure.self) {
        try RootFolder(RawPath(tree.path + "/news"))
      }
      try tree.remove("news")
      try tree.move("moved", to: "news")
    }
  }

  @Test(arguments: LookUp.allCases)
  func `a folder that is swapped with a link to outside never lets its file be read`(
    lookUp: LookUp
  ) throws {
    let tree = try tree()
    try tree.write("news/swap/real.txt", "outside/real.txt")
    try tree.link("spare", to: tree.path + "/outside")
    try lookUp.run {
      let folder = try RootFolder(RawPath(tree.path + "/news"))
      let swapper = try Swapper(tree.path + "/news/swap", tree.path + "/spare")
      defer { swapper.stop() }
      var seen: Set<String> = []
      var tries = 0
      // Both states must have been met: then the swap was going on.
      while tries < 2_000 || (tries < 1_000_000 && seen.count < 2) {
        seen.insert(read(folder, "swap/real.txt"))
        tries += 1
      }
      #expect(seen.contains("news/swap/real.txt"))
      #expect(!seen.contains("outside/real.txt"))
      #expect(seen.contains { $0.hasPrefix("error") })
    }
  }
}
