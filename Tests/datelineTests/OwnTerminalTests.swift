// The editor, and a command that is given the text, have the terminal to themselves and give it back.

import Glibc
import Screen
import TestSupport
import Testing

@Suite(.enabled(if: TheProgram.isWhole, "needs the whole program"))
struct OwnTerminalTests {
  private let folder: TemporaryFolder
  private let dateline: DatelineProgram

  init() throws {
    folder = try TemporaryFolder()
    dateline = try TheProgram.with(folder)
    try folder.write("news/comet.txt", "The Comet Returns\n\nOSLO – It is back, and brighter.\n")
    try folder.write("news/-dash it.txt", "A Name With a Dash\n\nOSLO – And a space.\n")
    // Writes down how it was started, and waits for a line of its own.
    let editor = try folder.write(
      "bin/editor",
      """
      #!/bin/sh
      printf '%s\\n' "$#" "$1" "$2" > "$REPORT.new"
      while read -r name value; do
        case $name in SigBlk:|SigIgn:) echo "$name $value" >> "$REPORT.new";; esac
      done < /proc/$$/status
      for fd in /proc/$$/fd/*; do readlink "$fd" >> "$REPORT.new"; done
      echo EDITING
      read -r line
      printf '%s\\n' "$line" >> "$2"
      mv "$REPORT.new" "$REPORT"
      """)
    chmod(editor, 0o755)
  }

  private func reader(
    _ environment: [String: String] = [:], shows text: String = "The Comet Returns"
  ) throws -> Pty {
    let reader = try dateline.reader(
      [folder.path("news")], size: Size(columns: 80, rows: 24),
      environment: [
        "EDITOR": folder.path("bin/editor") + " -q", "REPORT": folder.path("report"),
      ].merging(environment) { $1 })
    try reader.wait(forText: text)
    return reader
  }

  @Test func `e opens the document in the editor, which has the terminal and no more`() throws {
    let reader = try reader()
    reader.press("/")
    reader.send("brighter")
    reader.press("Enter", "Enter")
    try reader.wait(forText: "It is back, and brighter.")
    reader.press("e")
    try reader.wait(forText: "EDITING")
    reader.send("More was written.\r")
    let isDone = Deadline.wait { FileTree.exists(folder.path("report")) }
    #expect(isDone)
    // The reader has the terminal again, and what was written is in the text.
    try reader.wait(forText: "More was written.")
    let report = try FileTree.text(folder.path("report")).split(separator: "\n").map(String.init)
    #expect(report.prefix(3) == ["2", "-q", folder.path("news/comet.txt")])
    let signals = report.filter { $0.hasPrefix("Sig") }.compactMap {
      UInt64($0.dropFirst(8), radix: 16)
    }
    #expect(signals.map { $0 & ~0x1_8000_0000 } == [0, 0])
    let files = Set(report.filter { $0.hasPrefix("/") }).subtracting([
      folder.path("news/comet.txt"), folder.path("report.new"), folder.path("bin/editor"),
    ])
    let isTerminal = { (file: String) in
      file == "/dev/tty" || file.hasPrefix("/dev/pts/") || file.hasPrefix("/proc/")
    }
    #expect(files.allSatisfy(isTerminal), "\(files)")
    reader.press("Q")
    #expect(try reader.waitForExit() == .exited(0))
  }

  @Test func `an editor that is not there, or fails, is said in a line`() throws {
    for (editor, words) in [
      ("/nowhere/ed", "could not be started"), ("sh -c 'exit 3'", "ended with 3"),
    ] {
      let reader = try reader(["EDITOR": editor])
      reader.press("e")
      try reader.wait(forText: words)
      reader.press("Q")
      #expect(try reader.waitForExit() == .exited(0))
    }
  }

  @Test(arguments: ["wc -w > COUNT", "true > COUNT", "head -c 1 > COUNT"])
  func `the bar gives the text to a command, whatever it takes of it`(_ command: String) throws {
    let reader = try reader()
    reader.press("Enter", "|")
    try reader.wait(forText: "Enter runs it")
    reader.send(command.replacing("COUNT", with: folder.path("count")) + "\r")
    try reader.wait(forText: "[Enter goes back]")
    reader.send("\r")
    try reader.wait(forText: "OSLO")
    #expect(FileTree.exists(folder.path("count")))
    reader.press("Q")
    #expect(try reader.waitForExit() == .exited(0))
  }

  @Test func `an address that nothing opens is shown as a whole`() throws {
    let path = "https://example.org/" + String(repeating: "long/", count: 30) + "end.html"
    try folder.write("news/link.md", "---\ntitle: A Link\nurl: \(path)\n---\n\nIt is here.\n")
    for (index, environment) in [[:], ["DISPLAY": ":0", "PATH": "/nowhere"]].enumerated() {
      let reader = try reader(environment, shows: index == 0 ? "A Link" : "It is here.")
      if index == 0 {
        reader.press("/")
        reader.send("is here")
        reader.press("Enter", "Enter")
        try reader.wait(forText: "It is here.")
      }
      reader.press("o")
      try reader.wait(forText: "end.html")
      reader.press("Q")
      _ = try reader.waitForExit()
    }
  }
}
