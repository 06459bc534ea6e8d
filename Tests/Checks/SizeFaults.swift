// Folders and documents that are far larger than anybody's, and much at once for a long time.

import ArticleModel
import Glibc
import Screen
import TestSupport

/// Each is tried once and only where it is named, as it takes minutes or gigabytes; what it took is
/// printed.
struct SizeFaults {
  let program: String

  func all() -> [Fault] {
    [manyFiles(), longFiles(), manySections(), muchAtOnce()]
  }

  private func large(_ name: String, _ attempt: @escaping () throws -> Verdict) -> Fault {
    Fault(name: "large: " + name, tries: 1, isLarge: true) { _ in try attempt() }
  }

  /// Runs a command that must succeed, and prints what it took.
  private func took(
    _ dateline: DatelineProgram, _ arguments: [String], within seconds: Double = 3_600
  ) throws -> ProcessOutput {
    let start = ContinuousClock.now
    let output = try dateline.run(arguments, within: seconds)
    let words = arguments.joined(separator: " ").replacing(dateline.library, with: "…")
    say("  \(words): \(ContinuousClock.now - start), \(output.usage.peak >> 10) MiB")
    guard output.status == .exited(0) else {
      throw CommandFailure(description: "\(words): \(output.status) \(output.errorText)")
    }
    return output
  }

  /// Opens the reader, presses keys, and prints how long the first list and the slowest key took.
  private func read(
    _ dateline: DatelineProgram, _ path: String, _ keys: [String], first: String
  ) throws -> Verdict {
    let reader = try dateline.reader([path], size: Size(columns: 120, rows: 40))
    try reader.wait(forText: first, within: 300)
    let opened = ContinuousClock.now - reader.started
    // The folder is synced behind the list, which is drawn once more at the end: no key's doing.
    try reader.settle(quiet: 1_000, within: 300)
    var slowest = Duration.zero
    for key in keys {
      let start = reader.press(key)
      let end = try reader.settle(quiet: 300, within: 120) ?? start
      slowest = max(slowest, end - start)
    }
    let memory = (ProcessStatus.peakMemory(of: reader.pid) ?? 0) >> 10
    let start = reader.press("Q")
    guard try reader.waitForExit(within: 60) == .exited(0) else { return .stuck("no end") }
    let end = ContinuousClock.now - start
    say("  reader: first screen \(opened), slowest key \(slowest), end \(end), \(memory) MiB")
    return slowest < .seconds(5) && end < .seconds(5) ? .survived : .stuck("over 5 s")
  }

  // MARK: A million files

  private func manyFiles() -> Fault {
    large("1,000,000 files in one folder") {
      let folder = try TemporaryFolder()
      let news = folder.path("news")
      try folder.makeFolder("news")
      for number in 0..<1_000_000 {
        try FileTree.write(Self.document(number), to: RawPath("\(news)/\(number).txt"))
      }
      let dateline = DatelineProgram(path: program, library: folder.path("library"))
      _ = try took(dateline, ["sync", news])
      let counted = try took(dateline, ["list", "--limit", "3", "--offset", "999998"]).text
      guard counted.split(separator: "\n").count == 2 else { return .lost("articles: \(counted)") }
      let again = try took(dateline, ["sync", news]).text
      say("  " + again.replacing("\n", with: " "))
      let found = try took(dateline, ["search", "word999999x"]).text
      guard found.contains("Report 999999") else { return .lost("the last one: \(found)") }
      return try read(
        dateline, news, ["j", "G", "gg", "Space", "Enter", "q"], first: "Report")
    }
  }

  private static func document(_ number: Int) -> [UInt8] {
    Array(
      """
      Report \(number) of the Harbour Office

      LIMA – The office wrote down word\(number)x in its book of the day, and said no more of it.

      """.utf8)
  }

  // MARK: Ten gigabytes

  private func longFiles() -> Fault {
    large("files of 10 GB, a hole and text") {
      let folder = try TemporaryFolder()
      let text = Array(String(repeating: "A line of a very long text.\n", count: 40_000).utf8)
      try folder.write("news/good.txt", "A Good One\n\nIt can be read all the same.\n")
      try folder.write(RawPath("news/hole.txt"), [])
      truncate(folder.path("news/hole.txt"), 10 << 30)
      try folder.write(RawPath("news/begun.txt"), text)
      truncate(folder.path("news/begun.txt"), 10 << 30)
      guard let file = fopen(folder.path("news/full.txt"), "w") else {
        return .stuck("no room for a file")
      }
      for _ in 0..<((10 << 30) / text.count) { fwrite(text, 1, text.count, file) }
      guard fclose(file) == 0 else { return .stuck("no room for 10 GB") }
      let dateline = DatelineProgram(path: program, library: folder.path("library"))
      say("  " + (try took(dateline, ["sync", folder.path("news")]).errorText))
      let rows = try dateline.list().map(\.path)
      guard Set(rows).isSuperset(of: ["good.txt", "full.txt"]) else { return .lost("\(rows)") }
      for name in ["hole", "begun", "full"] {
        let start = ContinuousClock.now
        let output = try dateline.run(["show", folder.path("news/\(name).txt")], within: 60)
        say(
          "  show \(name).txt: \(output.status), \(output.standardOutput.count) bytes, "
            + "\(ContinuousClock.now - start), \(output.usage.peak >> 10) MiB, \(output.errorText)")
        guard case .exited = output.status else { return .stuck("\(output.status)") }
      }
      return try read(
        dateline, folder.path("news/full.txt"), ["G", "gg", "Space", "j"], first: "A line")
    }
  }

  // MARK: Sections

  private func manySections() -> Fault {
    large("a document of 100,000 sections") {
      let folder = try TemporaryFolder()
      let parts = (1...100_000).map { "## Part \($0)\n\nThe text of part \($0) stands here.\n\n" }
      try folder.write("news/long.md", "# A Long Report\n\nIt has parts.\n\n" + parts.joined())
      let dateline = DatelineProgram(path: program, library: folder.path("library"))
      _ = try took(dateline, ["sync", folder.path("news")])
      let json = try took(dateline, ["show", "--json", folder.path("news/long.md")])
      _ = try took(dateline, ["show", folder.path("news/long.md")])
      let shown = try dateline.show(folder.path("news/long.md"))
      let count = shown.sections.count
      say("  \(count) sections, \(json.standardOutput.count) bytes of JSON")
      guard count >= 100_000 else { return .lost("\(count) sections") }
      return try read(
        dateline, folder.path("news"),
        ["Enter", "]", "]", "[", "g9", "t", "G", "Enter", "[", "gg", "G", "t", "q"],
        first: "A Long Report")
    }
  }

  // MARK: Much at once

  /// Two readers star, a folder changes and is synced, and the state file is rescued, for a minute.
  private func muchAtOnce() -> Fault {
    large("two readers, a sync and a rescue at once for a minute") {
      let room = try FaultRoom(program, articles: 300)
      let end = Deadline(seconds: 60)
      let readers = [try room.reader(), try room.reader()]
      for reader in readers { reader.press("gg") }
      var (syncs, rescues) = (0, 0)
      while !end.hasPassed {
        try change(room, syncs)
        let sync = try ChildProcess(
          [program, "sync", room.news], environment: room.dateline.environment)
        if syncs % 2 == 0 {
          close(creat(room.file("state.damaged"), 0o600))
          rescues += 1
        }
        let id = room.ids[room.below(room.ids.count)]
        let mark = try room.dateline.run(["mark", "--star", id], within: 60)
        room.marks.note(id, "--star", isConfirmed: mark.status == .exited(0))
        for reader in readers {
          reader.send(syncs % 9 == 8 ? "gg" : "jj")
          reader.send("]")
          try reader.settle(quiet: 10)
        }
        let output = try sync.wait(within: 60)
        guard case .exited = output.status else { return .stuck("\(output.status)") }
        syncs += 1
        if readers.contains(where: \.hasEnded) { return .stuck("a reader ended") }
      }
      say("  \(syncs) syncs, \(rescues) rescues")
      return try finish(room, readers)
    }
  }

  private func change(_ room: FaultRoom, _ number: Int) throws {
    for place in 0..<5 {
      try room.folder.write(
        "news/New/\(place).txt", "Headline \(number) \(place)\n\nIt was changed in \(number).\n")
    }
  }

  /// Each reader stars what stands under its cursor, shows it, and ends; then all marks are compared.
  private func finish(_ room: FaultRoom, _ readers: [Pty]) throws -> Verdict {
    for reader in readers {
      reader.press("gg")
      try ShownChange(in: reader, of: room, ["s"]).note()
      reader.press("Q")
      guard try reader.waitForExit() == .exited(0) else { return .stuck("no end") }
    }
    return try room.compareMarks()
  }
}
