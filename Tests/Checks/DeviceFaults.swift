// Disks that fail in the middle of work, and libraries that lie elsewhere.

import ArticleModel
import Glibc
import Screen
import TestSupport

/// EIO in marks, syncs and documents; libraries on network file systems.
struct DeviceFaults {
  let program: String

  func all() -> [Fault] {
    [
      injected("EIO in a mark", changes: 0) { _, id in ["mark", "--star", id] },
      injected("EIO in a sync", changes: 12) { room, _ in ["sync", room.news] },
      injected("EIO in a rescue", changes: 0) { room, _ in
        close(creat(room.file("state.damaged"), 0o600))
        return ["list"]
      },
      failingLibrary(), failingDocuments(), readerOnFailingDisk(),
      away("a library on a FUSE file system", ServedDisk.failingObstacle, ServedDisk.failing),
      away("a library over sshfs", ServedDisk.remoteObstacle, ServedDisk.remote),
    ]
  }

  // MARK: Calls that fail

  private static let strace = BuiltProgram.ofSystem("strace")

  /// The system's calls on one of the library's files fail, once or from some moment on. A command that
  /// ends well nevertheless is confirmed.
  private func injected(
    _ name: String, changes: Int, _ command: @escaping (FaultRoom, String) -> [String]
  ) -> Fault {
    let room = Result { try FaultRoom(program, articles: 80) }
    let obstacle = Self.strace == nil ? "strace is not installed" : nil
    return Fault(name: name, tries: 120, obstacle: obstacle) { number in
      let room = try room.get()
      let id = room.ids[number % room.ids.count]
      try change(changes, number, in: room)
      let words = command(room, id)
      let output = try failingCalls(room, number, words)
      if let verdict = fault(output) { return verdict }
      let isDone = output.status == .exited(0) || output.text.contains(id)
      if words[0] == "mark" { room.marks.note(id, words[1], isConfirmed: isDone) }
      return try settled(room, number, changes)
    }
  }

  private func failingCalls(
    _ room: FaultRoom, _ number: Int, _ command: [String]
  ) throws -> ProcessOutput {
    let files = ["state", "index", "items", "state.backup", "state.restoring"]
    let file = room.file(
      files[number % files.count] + ".sqlite" + (room.below(2) == 0 ? "" : "-wal"))
    let call = ["pwrite64", "fdatasync", "pread64", "fsync", "ftruncate"][room.below(5)]
    let moment = "\(1 + room.below(12))\(room.below(2) == 0 ? "+" : "")"
    return try ChildProcess.run(
      [
        Self.strace ?? "", "-f", "-qq", "-o", "/dev/null", "-P", file, "-e", "trace=\(call)", "-e",
        "inject=\(call):error=EIO:when=\(moment)", program,
      ] + command, environment: room.dateline.environment, within: 60)
  }

  private func change(_ count: Int, _ number: Int, in room: FaultRoom) throws {
    for place in 0..<count {
      try room.folder.write(
        "news/New/\(place).txt", "Headline \(number) \(place)\n\nIt was changed in \(number).\n")
    }
  }

  /// A failure is said in a line; nothing ends by a signal.
  private func fault(_ output: ProcessOutput) -> Verdict? {
    guard case .exited(let code) = output.status else {
      return .stuck("\(output.status): \(output.errorText)")
    }
    if code == 0 { return nil }
    let words = output.errorText
    if words.isEmpty { return .stuck("exit \(code) without a line") }
    return words.contains("SQLite error") ? .stuck("unworded: \(words)") : nil
  }

  /// Once the disk works again, everything is as if it always had.
  private func settled(_ room: FaultRoom, _ number: Int, _ changes: Int) throws -> Verdict {
    let rows = try room.dateline.list([room.news])
    let new = rows.count { $0.headline.hasPrefix("Headline \(number) ") }
    guard new == changes else { return .lost("\(changes - new) changed articles") }
    guard rows.count == room.ids.count + changes else { return .lost("\(rows.count) articles") }
    return room.marks.compare(rows)
  }

  // MARK: A disk that fails

  private final class FailingRoom {
    let folder: TemporaryFolder
    let disk: ServedDisk
    let room: FaultRoom

    init(_ program: String, at place: String) throws {
      folder = try TemporaryFolder()
      disk = try ServedDisk.failing(at: folder.path(place), folder)
      room = try FaultRoom(program, in: folder, articles: 80)
    }

    func orderSomething() throws {
      let letters = ["r", "w", "s", "o", "ws", "rwso"][room.below(6)]
      try folder.order(
        letters, skip: room.below(30), count: [1, 3, 1_000_000][room.below(3)])
    }
  }

  private func failingLibrary() -> Fault {
    let place = Result { try FailingRoom(program, at: "library") }
    return Fault(
      name: "a library on a failing disk: mark and sync", tries: 60,
      obstacle: ServedDisk.failingObstacle
    ) { number in
      let place = try place.get()
      let room = place.room
      let id = room.ids[number % room.ids.count]
      try change(12, number, in: room)
      try place.orderSomething()
      let isMark = number % 2 == 0
      let output = try room.dateline.run(
        isMark ? ["mark", "--star", id] : ["sync", room.news], within: 60)
      place.folder.orderNothing()
      if let verdict = fault(output) { return verdict }
      let isDone = output.status == .exited(0) || output.text.contains(id)
      if isMark { room.marks.note(id, "--star", isConfirmed: isDone) }
      return try settled(room, number, 12)
    }
  }

  /// Documents and folders that cannot be read are listed with a reason, and stay what they were.
  private func failingDocuments() -> Fault {
    let place = Result { try FailingRoom(program, at: "news") }
    return Fault(
      name: "documents on a failing disk", tries: 20, obstacle: ServedDisk.failingObstacle
    ) { number in
      let place = try place.get()
      let room = place.room
      try room.star([room.ids[number]])
      try change(12, number, in: room)
      try place.folder.order(
        "ro", skip: 0, count: 1_000_000, name: number % 2 == 0 ? "" : "/New/\(number % 10)")
      let output = try room.dateline.run(["sync", room.news], within: 60)
      if let verdict = fault(output) { return verdict }
      let verdict = room.marks.compare(try room.dateline.list())
      place.folder.orderNothing()
      guard case .survived = verdict else { return verdict }
      return try settled(room, number, 12)
    }
  }

  /// An article that a reader shows as starred on a disk that fails is so when the disk works again.
  private func readerOnFailingDisk() -> Fault {
    let place = Result { try FailingRoom(program, at: "library") }
    return Fault(
      name: "a reader on a failing disk", tries: 20, obstacle: ServedDisk.failingObstacle
    ) { number in
      let place = try place.get()
      let room = place.room
      _ = try room.dateline.output(["mark", "--unstar"] + room.ids)
      let reader = try room.reader()
      reader.press("gg")
      try reader.settle()
      let skip = room.below(6)
      try place.folder.order(["w", "s", "ws"][number % 3], skip: skip, count: 1_000_000)
      for _ in 0..<4 {
        reader.send("sj")
        try reader.settle(quiet: 40)
      }
      if reader.hasEnded { return .stuck("it ended: \(try reader.waitForExit())") }
      let shown = reader.screen.lines.count { $0.contains("★") }
      place.folder.orderNothing()
      reader.press("Q")
      guard try reader.waitForExit() == .exited(0) else { return .stuck("no end") }
      let kept = try room.dateline.list(["--starred"]).count
      return kept >= shown ? .survived : .lost("\(shown) stars shown, \(kept) kept")
    }
  }

  // MARK: Libraries elsewhere

  /// Marks by several at once, kills, a sync and a reader, with the library on another file system;
  /// every other time a link leads there.
  private func away(
    _ name: String, _ obstacle: String?,
    _ mount: @escaping (String, TemporaryFolder) throws -> ServedDisk
  ) -> Fault {
    Fault(name: name, tries: 20, obstacle: obstacle) { number in
      let folder = try TemporaryFolder()
      let disk = try mount(folder.path("mounted"), folder)
      let isLinked = number % 2 == 0
      if !isLinked { try folder.makeFolder("mounted/library") }
      guard symlink(disk.path + (isLinked ? "" : "/library"), folder.path("library")) == 0 else {
        return .stuck("no link could be made")
      }
      chmod(folder.path("mounted/library"), 0o700)
      let room = try FaultRoom(program, in: folder, articles: 30)
      let said = try room.dateline.run(["list"]).errorText
      guard said.contains("network file system") else { return .letIn("not said: \(said)") }
      guard !FileTree.exists(room.file("state.sqlite-shm")) else {
        return .letIn("memory is shared over the network")
      }
      let running = try room.ids.prefix(6).map { id in
        (
          id,
          try ChildProcess([program, "mark", "--star", id], environment: room.dateline.environment)
        )
      }
      for (id, process) in running {
        let isDone = try process.wait(within: 60).status == .exited(0)
        room.marks.note(id, "--star", isConfirmed: isDone)
      }
      for _ in 0..<3 { try room.markKilled(within: 60) }
      let reader = try room.reader()
      reader.press("Q")
      guard try reader.waitForExit() == .exited(0) else { return .stuck("no end") }
      return try room.compareMarks()
    }
  }
}
