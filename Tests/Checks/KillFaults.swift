// Kills at random moments of everything that writes to what cannot be rebuilt.

import Glibc
import Screen
import TestSupport

/// `kill -9` in marks, in the reader, in syncs, rescues and migrations: no change that a command or a
/// frame had confirmed may be gone.
struct KillFaults {
  let program: String
  /// How many processes are killed in all.
  var kills: Int

  func all() -> [Fault] {
    [marks(), screens(), syncs(), rescues(), migrations()]
  }

  /// The share of the kills, in hundredths.
  private func share(_ hundredths: Int) -> Int { max(1, kills * hundredths / 100) }

  private func marks() -> Fault {
    let room = Result { try FaultRoom(program, articles: 200) }
    return Fault(name: "kill -9 in star, queue, read and back", tries: share(40)) { _ in
      let room = try room.get()
      try room.markKilled(within: 30)
      return try room.compareMarks()
    }
  }

  /// A reader is killed the moment its frame shows the change.
  private func screens() -> Fault {
    let room = Result { try FaultRoom(program, articles: 40) }
    let keys = [
      ["s"], ["m"], ["a"], ["s", "U"], ["m", "U"], ["a", "U"], ["s", "U", "Ctrl-r"],
      ["m", "U", "Ctrl-r"],
    ]
    return Fault(name: "kill -9 after a frame: star, read, queue, undo, redo", tries: share(20)) {
      let room = try room.get()
      let reader = try room.reader()
      reader.press("gg")
      reader.send(String(repeating: "j", count: room.below(12)))
      let shown = try ShownChange(in: reader, of: room, keys[$0 % keys.count])
      reader.signal(SIGKILL)
      _ = try reader.waitForExit()
      shown.note()
      let verdict = try room.compareMarks()
      try shown.clear()
      return verdict
    }
  }

  private func syncs() -> Fault {
    let room = Result { try FaultRoom(program, articles: 400) }
    return Fault(name: "kill -9 in a sync with changes", tries: share(15)) { number in
      let room = try room.get()
      try room.star([room.ids[number % room.ids.count]])
      for place in 0..<20 {
        let text = "Headline \(number) \(place)\n\nIn try \(number) this was changed.\n"
        try room.folder.write("news/New/\(place).txt", text)
      }
      try room.killed(["sync", room.news], within: 120)
      let verdict = room.marks.compare(try room.dateline.list())
      guard case .survived = verdict, number % 10 == 9 else { return verdict }
      let rows = try room.dateline.list([room.news])
      let new = rows.count { $0.headline.hasPrefix("Headline \(number) ") }
      guard new == 20 else { return .lost("\(20 - new) changed articles") }
      return room.marks.compare(rows)
    }
  }

  private func rescues() -> Fault {
    let room = Result { () throws -> FaultRoom in
      let room = try FaultRoom(program)
      try room.star(room.ids.enumerated().filter { $0.offset % 2 == 0 }.map(\.element))
      return room
    }
    return Fault(name: "kill -9 in a rescue", tries: share(10)) { _ in
      let room = try room.get()
      close(creat(room.file("state.damaged"), 0o600))
      try room.killed(["list"], within: 40)
      return try room.compareMarks()
    }
  }

  /// A state file of every earlier version is opened by programs that are killed, then by one that is
  /// not.
  private func migrations() -> Fault {
    let earlier = Result { try EarlierLibrary(program) }
    return Fault(name: "kill -9 in a migration", tries: share(15)) { number in
      try earlier.get().tryKilled(version: number % 3 + 1, number: number)
    }
  }
}
