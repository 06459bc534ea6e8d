// A library on a full disk, and one that is read-only, is read all the same, with a line that says so.

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
  }
}
