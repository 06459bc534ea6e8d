// A library on a full disk, and one that is read-only, is read all the same, with a line that says so.

import ArticleModel
import TestSupport
import Testing

@Suite(.serialized, .enabled(if: TheProgram.isWhole, "the program is not whole yet"))
struct UnwritableTests {
  /// A synced library of some articles on a disk of its own; `nil` where none can be made.
  private func library(
    _ folder: TemporaryFolder
  ) throws -> (dateline: DatelineProgram, disk: SmallDisk)? {
    let path = try #require(TheProgram.path)
    try folder.makeFolder("disk")
    guard let disk = SmallDisk(at: folder.path("disk"), megabytes: 4) else {
      print("skipped: only root can mount a small disk")
      return nil
    }
    try CorpusGenerator(seed: 3, count: 60).write(to: folder.path("news"))
    let dateline = DatelineProgram(path: path, library: disk.path + "/library")
    _ = try dateline.output(["sync", folder.path("news")])
    return (dateline, disk)
  }

  private func expectReading(_ dateline: DatelineProgram, _ news: String) throws {
    let first = try #require(try dateline.list().first)
    for arguments in [
      ["list"], ["list", news], ["show", first.id], ["search", "the"], ["search", "the", news],
      ["related", first.id], ["brief", news], ["thread", "--all", news],
    ] {
      let output = try dateline.run(arguments)
      #expect(output.status == .exited(0), "\(arguments): \(output.errorText)")
      #expect(output.errorText.contains("reading goes on"), "\(arguments)")
    }
    #expect(try dateline.list([news]).count == 60)
    let mark = try dateline.run(["mark", "--star", first.id])
    #expect(mark.status == .exited(74))
    #expect(try dateline.list(["--starred"]).isEmpty)
  }

  @Test func `a full disk is read from, and written to when there is room`() throws {
    let folder = try TemporaryFolder()
    guard let (dateline, disk) = try library(folder) else { return }
    disk.fill()
    try expectReading(dateline, folder.path("news"))
    try expectReadingOnce(dateline, folder)
    disk.free()
    let id = try #require(try dateline.list().first?.id)
    _ = try dateline.output(["mark", "--star", id])
    #expect(try dateline.list(["--starred"]).map(\.id) == [id])
  }

  @Test func `a read-only library is read from`() throws {
    let folder = try TemporaryFolder()
    guard let (dateline, disk) = try library(folder) else { return }
    disk.setReadOnly(true)
    try expectReading(dateline, folder.path("news"))
    try expectReadingOnce(dateline, folder)
  }

  @Test(arguments: [true, false])
  func `a folder is read where no library can be made`(isFull: Bool) throws {
    let folder = try TemporaryFolder()
    guard let (dateline, disk) = try library(folder) else { return }
    FileTree.remove(RawPath(dateline.library))
    if isFull { disk.fill() } else { disk.setReadOnly(true) }
    try expectReadingOnce(dateline, folder)
  }

  /// A folder that the library does not hold is read, a line says that nothing is kept of it, and
  /// nothing is left.
  private func expectReadingOnce(_ dateline: DatelineProgram, _ folder: TemporaryFolder) throws {
    let new = folder.path("new")
    try CorpusGenerator(seed: 4, count: 7).write(to: new)
    let before = Set(FileTree.names(in: RawPath("/dev/shm")))
    for arguments in [
      ["list", new], ["search", "the", new], ["brief", new], ["related", "--all", new],
      ["thread", "--all", new],
    ] {
      let output = try dateline.run(arguments)
      #expect(output.status == .exited(0), "\(arguments): \(output.errorText)")
      #expect(output.errorText.contains("read for this once"), "\(arguments)")
    }
    #expect(try dateline.list([new]).count == 7)
    #expect(try dateline.run(["sync", new]).status == .exited(74))
    let left = Set(FileTree.names(in: RawPath("/dev/shm"))).subtracting(before)
    #expect(left.allSatisfy { !$0.shown.string.hasPrefix("dateline-") })
  }
}
