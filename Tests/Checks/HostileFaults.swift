// Faults by which something could be let in, hang the program, or leave the terminal raw.

import Glibc
import Screen
import TestSupport

/// Links, pastes, hostile keys, documents, names and numbers; signals.
struct HostileFaults {
  let program: String

  func all() -> [Fault] {
    [
      linkRace(), paste(), keys(), signals(), documents(), numbers(), notFiles(), arguments(),
      quit(),
    ]
  }

  /// A folder that is swapped with a link to one outside while syncs run.
  private func linkRace() -> Fault {
    Fault(name: "a folder swapped with a link during a sync", tries: 20) { _ in
      let folder = try TemporaryFolder()
      for number in 0..<40 {
        try folder.write(
          "news/in/\(number).txt", "Inside \(number)\n\nNothing to hide here at all.\n")
        try folder.write(
          "outside/\(number).txt", "Outside\n\nTHESECRETWORD stands in here alone.\n")
      }
      guard symlink(folder.path("outside"), folder.path("news/link")) == 0 else {
        return .stuck("no link could be made")
      }
      let dateline = DatelineProgram(path: program, library: folder.path("library"))
      let swapper = try Swapper(folder.path("news/in"), folder.path("news/link"))
      for _ in 0..<6 { _ = try dateline.run(["sync", folder.path("news")]) }
      swapper.stop()
      let found = try dateline.run(["search", "THESECRETWORD"]).text
      return found.isEmpty ? .survived : .letIn(found)
    }
  }

  private func paste() -> Fault {
    let room = Result { try FaultRoom(program, articles: 12) }
    let text = "\u{1B}[200~abcAAyy\rQq\u{1B}[201~"
    return Fault(name: "a paste cut at every byte", tries: text.utf8.count - 1) { place in
      let room = try room.get()
      let reader = try room.reader()
      let bytes = Array(text.utf8)
      reader.send(Array(bytes[..<(place + 1)]))
      try reader.settle(quiet: 60)
      reader.send(Array(bytes[(place + 1)...]))
      try reader.settle(quiet: 60)
      if reader.hasEnded { return .letIn("a paste ended the reader") }
      reader.press("Q")
      guard try reader.waitForExit() == .exited(0) else { return .stuck("no end") }
      let unread = try room.dateline.list(["--unread"]).count
      return unread == 12 ? .survived : .letIn("\(12 - unread) articles marked read")
    }
  }

  private func keys() -> Fault {
    let sequences = [
      "\u{1B}[1;-9223372036854775808A", "\u{1B}[99999999999999999999~", "\u{1B}[;;;;;;A",
      "\u{1B}[<0;9223372036854775807;1M", "\u{1B}]52;c;\u{7}", "\u{1B}P+q\u{1B}\\",
      "\u{1B}[M\u{0}\u{0}\u{0}",
      "\u{1B}O", "\u{1B}[", "\u{0}", "\u{1B}[38:2::::::1m", "\u{1B}[-1;-1R",
    ]
    return Fault(name: "hostile key sequences", tries: sequences.count * 2) { number in
      let room = try FaultRoom(program, articles: 6)
      let reader = try room.reader()
      reader.send(sequences[number % sequences.count])
      try reader.settle(quiet: 80)
      if reader.hasEnded { return .stuck("it ended: \(try reader.waitForExit())") }
      // Ends whatever the sequence began; a key right after it would be taken for Alt and that key.
      reader.send("\u{1B}\\")
      try reader.settle(quiet: 150)
      reader.press("Q")
      return try reader.waitForExit() == .exited(0) ? .survived : .stuck("no end")
    }
  }

  private func signals() -> Fault {
    let numbers: [Int32] =
      [
        SIGHUP, SIGINT, SIGQUIT, SIGPIPE, SIGALRM, SIGTERM, SIGUSR1, SIGUSR2, SIGXCPU, SIGXFSZ,
        SIGVTALRM, SIGPROF, SIGIO, SIGPWR, 16,
      ] + (34...64)
    return Fault(name: "every signal that ends a program", tries: numbers.count) { number in
      let room = try FaultRoom(program, articles: 4)
      let pty = try room.reader()
      pty.signal(numbers[number])
      try pty.settle(quiet: 100)
      if !pty.hasEnded { pty.press("Q") }
      _ = try pty.waitForExit()
      let settings = pty.settings
      return settings.echoes && settings.isLineByLine ? .survived : .stuck("the terminal is raw")
    }
  }

  private func documents() -> Fault {
    let bombs = [
      Self.anchors("? *a49 : x"), Self.anchors("x: {*a49: 1}"), Self.anchors("x: [? *a49 : 1]"),
      "---\n" + String(repeating: "a: {", count: 2_000) + "\n---\n\nText.\n",
      String(repeating: "[", count: 200_000), String(repeating: "> ", count: 100_000) + "x\n",
      String(repeating: "a", count: 2_000_000), String(repeating: "MORE: x\n", count: 20_000),
    ]
    return Fault(name: "documents that would take for ever", tries: bombs.count * 3) { number in
      let folder = try TemporaryFolder()
      try folder.write("news/bomb.txt", bombs[number % bombs.count])
      try folder.write("news/good.txt", "A Good One\n\nIt can be read all the same.\n")
      let dateline = DatelineProgram(path: program, library: folder.path("library"))
      let began = ContinuousClock.now
      let output = try dateline.run(["sync", folder.path("news")], within: 60)
      guard output.status == .exited(0) else { return .stuck("\(output.status)") }
      let seconds = (ContinuousClock.now - began) / .seconds(1)
      let rows = try dateline.list()
      guard rows.contains(where: { $0.headline == "A Good One" }) else { return .lost("the other") }
      return seconds < 15 ? .survived : .stuck("\(seconds) s")
    }
  }

  /// Anchors that each hold the one before twice, and a use of the last.
  private static func anchors(_ use: String) -> String {
    let lines = (1..<50).map { "a\($0): &a\($0) [*a\($0 - 1), *a\($0 - 1)]" }
    return (["---", "a0: &a0 [x, x]"] + lines + [use, "---", "", "Text.", ""])
      .joined(separator: "\n")
  }

  private func numbers() -> Fault {
    let options = [
      ["list", "--limit=9223372036854775807"], ["list", "--offset=9223372036854775807"],
      ["list", "--limit=-9223372036854775808"], ["search", "the", "--limit=9223372036854775807"],
      ["related", "ID", "--limit=9223372036854775807"],
      ["show", "ID", "--width=9223372036854775807"],
      ["show", "ID", "--width=-1"], ["show", "ID", "--width=0"],
    ]
    let room = Result { try FaultRoom(program, articles: 8) }
    return Fault(name: "numbers at the ends of their range", tries: options.count * 3) { number in
      let room = try room.get()
      let arguments = options[number % options.count].map { $0 == "ID" ? room.ids[0] : $0 }
      let output = try room.dateline.run(arguments, within: 20)
      guard case .exited(let code) = output.status else { return .stuck("\(output.status)") }
      return [0, 64, 65].contains(code) ? .survived : .stuck("exit \(code): \(output.errorText)")
    }
  }

  private func notFiles() -> Fault {
    Fault(name: "show of what is no file", tries: 20) { number in
      let folder = try TemporaryFolder()
      mkfifo(folder.path("fifo"), 0o600)
      let path = ["/proc/kmsg", "/dev/zero", "/dev/tty", folder.path("fifo"), "/"][number % 5]
      let dateline = DatelineProgram(path: program, library: folder.path("library"))
      let output = try dateline.run(["show", path], within: 5)
      guard case .exited(let code) = output.status, code != 0 else { return .letIn("\(path)") }
      return output.errorText.isEmpty ? .stuck("no line") : .survived
    }
  }

  private func arguments() -> Fault {
    let hostile = ["--\u{1B}[31m", "\u{1B}]0;x\u{7}", "\u{9B}31m", "a\nb\rc", "\u{202E}x"]
    return Fault(name: "escape sequences in arguments", tries: hostile.count * 4) { number in
      let folder = try TemporaryFolder()
      let dateline = DatelineProgram(path: program, library: folder.path("library"))
      let command = [[], ["show"], ["list", "--desk"], ["search"]][number / hostile.count]
      let output = try dateline.run(command + [hostile[number % hostile.count]], within: 20)
      let bytes = output.standardOutput + output.standardError
      let control = bytes.first { $0 < 0x20 && $0 != 0x0A || $0 == 0x7F }
      return control.map { .letIn("byte \($0)") } ?? .survived
    }
  }

  /// `Q` while a folder never seen is synced.
  private func quit() -> Fault {
    let folder = Result { () throws -> TemporaryFolder in
      let folder = try TemporaryFolder()
      try CorpusGenerator(seed: 4, count: 4_000).write(to: folder.path("news"))
      return folder
    }
    return Fault(name: "Q during a first sync", tries: 20) { number in
      let folder = try folder.get()
      let dateline = DatelineProgram(path: program, library: folder.path("library-\(number)"))
      let reader = try dateline.reader([folder.path("news")], size: FaultRoom.size)
      try reader.wait(for: "the list") { $0.screen.hasRows }
      let began = ContinuousClock.now
      reader.press("Q")
      guard try reader.waitForExit() == .exited(0) else { return .stuck("no end") }
      let seconds = (ContinuousClock.now - began) / .seconds(1)
      return seconds < 2 ? .survived : .stuck("\(seconds) s")
    }
  }
}
