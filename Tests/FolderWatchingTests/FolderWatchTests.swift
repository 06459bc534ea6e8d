// The watch: what it notices, how it is woken, and that it waits without end.

import ArticleModel
import Foundation
import Testing

@testable import FolderWatching

@Suite struct FolderWatchTests {
  private func watched(_ tree: Tree, _ folders: String...) throws -> FolderWatch {
    let watch = try FolderWatch(bell: try WatchBell())
    for folder in folders { watch.add(root: 7, rootPath: tree.root, folder: RawPath(folder)) }
    return watch
  }

  /// The changed paths that are there to be read; inotify has them when the call that made them
  /// returned.
  private func changes(_ watch: FolderWatch) -> Set<String> {
    Set(
      watch.read().compactMap { event in
        guard case .changed(7, let path) = event else { return nil }
        return path.shown.string
      })
  }

  @Test func `what appears, changes, moves and vanishes is noticed`() throws {
    let tree = try Tree()
    try tree.write("a/old.txt", "a/gone.txt", "a/edit.txt")
    let watch = try watched(tree, "", "a")
    #expect(!watch.wait(milliseconds: 0))
    try tree.write("new.txt", "a/edit.txt")
    try tree.move("a/old.txt", to: "a/moved.txt")
    try tree.remove("a/gone.txt")
    #expect(watch.wait(milliseconds: 1_000))
    let found = changes(watch)
    #expect(
      found.isSuperset(of: ["new.txt", "a/edit.txt", "a/old.txt", "a/moved.txt", "a/gone.txt"]))
    #expect(!watch.wait(milliseconds: 0))
  }

  @Test func `hidden names wake nobody for long`() throws {
    let tree = try Tree()
    let watch = try watched(tree, "")
    try tree.write(".hidden", ".git/index")
    #expect(changes(watch).isEmpty)
  }

  @Test func `a folder that moved is watched under its new name once it was added`() throws {
    let tree = try Tree()
    try tree.write("a/b/c.txt")
    let watch = try watched(tree, "", "a", "a/b")
    try tree.move("a", to: "z")
    #expect(changes(watch).isSuperset(of: ["a", "z"]))
    for folder in ["z", "z/b"] {
      watch.add(root: 7, rootPath: tree.root, folder: RawPath(folder))
    }
    _ = watch.read()
    try tree.write("z/b/c.txt")
    #expect(changes(watch) == ["z/b/c.txt"])
  }

  @Test func `a folder under two names is noticed under both`() throws {
    let tree = try Tree()
    try tree.folder("a")
    try tree.link("l", to: "a")
    let watch = try watched(tree, "a", "l")
    try tree.write("a/x.txt")
    #expect(changes(watch) == ["a/x.txt", "l/x.txt"])
  }

  @Test func `a root that vanishes is noticed`() throws {
    let tree = try Tree()
    try tree.folder("root")
    let watch = try FolderWatch(bell: try WatchBell())
    watch.add(root: 7, rootPath: RawPath(tree.path + "/root"), folder: RawPath(""))
    try tree.remove("root")
    #expect(changes(watch) == [""])
  }

  @Test func `writes into a plainly watched folder are noticed as such`() throws {
    let tree = try Tree()
    try tree.write("file")
    let watch = try FolderWatch(bell: try WatchBell())
    watch.addPlain(tree.root)
    let handle = try #require(FileHandle(forWritingAtPath: tree.path + "/file"))
    try handle.write(contentsOf: Data([1]))
    #expect(watch.read() == [.plain(tree.root)])
  }

  @Test func `a burst that overflows the queue is told`() throws {
    let limit = try String(
      contentsOfFile: "/proc/sys/fs/inotify/max_queued_events", encoding: .utf8)
    let count = try #require(Int(limit.trimmingCharacters(in: .whitespacesAndNewlines)))
    guard count <= 100_000 else { return }
    let tree = try Tree()
    let watch = try watched(tree, "")
    let path = tree.path + "/x"
    // Two names in turn, as the system merges events that repeat.
    for number in 0...count { close(open(path + String(number % 2), O_CREAT | O_WRONLY, 0o600)) }
    #expect(watch.read().contains(.overflow))
  }

  @Test func `the bell wakes a wait without end`() async throws {
    let tree = try Tree()
    let bell = try WatchBell()
    let ringer = Thread { bell.ring() }
    let watch = try FolderWatch(bell: bell)
    watch.add(root: 7, rootPath: tree.root, folder: RawPath(""))
    ringer.start()
    #expect(!watch.wait(milliseconds: -1))
    #expect(bell.silence())
    #expect(!bell.silence())
  }
}
