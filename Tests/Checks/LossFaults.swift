// Faults by which marks and texts could be lost.

import ArticleModel
import Glibc
import TestSupport

/// Lost and damaged files, full and read-only disks.
struct LossFaults {
  let program: String

  func all() -> [Fault] {
    [rescueAmongWriters()]
      + ["removed", "all removed", "emptied", "zeroed", "cut", "head", "page count", "middle"].map(
        lostFile)
      + [forgotten(), goneTexts(), fullDisk(), readOnly()]
  }

  /// Several commands mark while others rescue the file again and again.
  private func rescueAmongWriters() -> Fault {
    Fault(name: "rescues while others mark", tries: 20) { _ in
      let room = try FaultRoom(program)
      let chosen = Array(room.ids.prefix(12))
      var running: [(String, ChildProcess)] = []
      for (place, id) in chosen.enumerated() {
        if place % 4 == 1 { close(creat(room.file("state.damaged"), 0o600)) }
        running.append(
          (
            id,
            try ChildProcess(
              [program, "mark", "--star", id], environment: room.dateline.environment)
          ))
      }
      for (id, process) in running {
        let output = try process.wait(within: 60)
        if output.status == .exited(0) { room.marks.set(id, .star, true) }
      }
      return try room.compareMarks()
    }
  }

  private func lostFile(_ kind: String) -> Fault {
    Fault(name: "the state file \(kind), with and without a reader", tries: 20) { number in
      let room = try FaultRoom(program)
      try room.star(Array(room.ids.prefix(45)))
      _ = try room.dateline.list([room.news])
      let reader = number % 2 == 1 ? try room.reader() : nil
      // A reader that is open has the content; only what takes the file away is survived there.
      if reader != nil, !["removed", "all removed", "emptied"].contains(kind) { return .survived }
      try lose(kind, room)
      if let reader {
        reader.send("gg")
        try reader.settle()
        reader.send("a")
        _ = Deadline.wait(seconds: 10) {
          (try? room.dateline.list(["--starred"]).count) ?? 0 >= 45
        }
        reader.press("Q")
        _ = try reader.waitForExit()
      }
      return try room.compareMarks()
    }
  }

  private func lose(_ kind: String, _ room: FaultRoom) throws {
    let path = room.file("state.sqlite")
    var bytes = try FileTree.read(path)
    switch kind {
    case "removed": unlink(path)
    case "all removed":
      for suffix in ["", "-wal", "-shm"] { unlink(path + suffix) }
    case "emptied": truncate(path, 0)
    case "zeroed": try FileTree.write([UInt8](repeating: 0, count: bytes.count), to: RawPath(path))
    case "cut": truncate(path, off_t(bytes.count - 1_000))
    case "head":
      bytes.replaceSubrange(0..<100, with: [UInt8](repeating: 0x58, count: 100))
      try FileTree.write(bytes, to: RawPath(path))
    case "page count":
      bytes.replaceSubrange(28..<32, with: [0, 0, 0x7F, 0xFF])
      try FileTree.write(bytes, to: RawPath(path))
    default:
      let page = bytes.count / 8_192 * 4_096
      bytes.replaceSubrange(page..<page + 4_096, with: [UInt8](repeating: 0xA5, count: 4_096))
      try FileTree.write(bytes, to: RawPath(path))
    }
  }

  private func forgotten() -> Fault {
    Fault(name: "a folder that is forgotten and named again", tries: 20) { number in
      let room = try FaultRoom(program, articles: 10)
      try room.star([room.ids[number % 10]])
      _ = try room.dateline.output(["mark", "--read"] + room.ids)
      _ = try room.dateline.output(["forget", room.news])
      let state = try FileTree.read(room.file("state.sqlite"))
      _ = try room.dateline.output(["sync", room.news])
      let rows = try room.dateline.list()
      guard rows.allSatisfy({ !$0.read && !$0.starred }) else {
        return .letIn("marks of a forgotten folder came back")
      }
      return state.isEmpty ? .lost("no state file") : .survived
    }
  }

  /// A starred article whose document and whose index go.
  private func goneTexts() -> Fault {
    Fault(name: "a starred article's document and the index removed", tries: 20) { number in
      let room = try FaultRoom(program, articles: 12)
      let row = try room.dateline.list()[number % 12]
      try room.star([row.id])
      unlink(room.news + "/" + row.path)
      for suffix in ["", "-wal", "-shm"] { unlink(room.file("index.sqlite" + suffix)) }
      let verdict = try room.compareMarks()
      guard case .survived = verdict else { return verdict }
      let shown = try room.dateline.show(row.id)
      return shown.headline.text == row.headline ? .survived : .lost("the text of \(row.id)")
    }
  }

  private func fullDisk() -> Fault {
    Fault(name: "a full disk: read from, then written to", tries: 20) { number in
      try onSmallDisk { dateline, disk, news in
        disk.fill()
        for arguments in [["list"], ["list", news], ["search", "the"]] {
          let output = try dateline.run(arguments)
          guard output.status == .exited(0) else {
            return .lost("\(arguments): \(output.errorText)")
          }
        }
        disk.free()
        let id = try dateline.list()[number].id
        _ = try dateline.output(["mark", "--star", id])
        return try dateline.list(["--starred"]).map(\.id) == [id] ? .survived : .lost(id)
      }
    }
  }

  private func readOnly() -> Fault {
    Fault(name: "a read-only library", tries: 20) { number in
      try onSmallDisk { dateline, disk, news in
        let id = try dateline.list()[number].id
        _ = try dateline.output(["mark", "--star", id])
        disk.setReadOnly(true)
        defer { disk.setReadOnly(false) }
        let starred = try dateline.list(["--starred", news]).map(\.id)
        return starred == [id] ? .survived : .lost("\(starred)")
      }
    }
  }

  private func onSmallDisk(
    _ body: (DatelineProgram, SmallDisk, String) throws -> Verdict
  ) throws -> Verdict {
    let folder = try TemporaryFolder()
    try folder.makeFolder("disk")
    guard let disk = SmallDisk(at: folder.path("disk"), megabytes: 4) else {
      return .stuck("only root can mount a small disk")
    }
    let news = folder.path("news")
    try CorpusGenerator(seed: 3, count: 60).write(to: news)
    let dateline = DatelineProgram(path: program, library: disk.path + "/library")
    _ = try dateline.output(["sync", news])
    return try body(dateline, disk, news)
  }
}
