// A program that the reader starts is given nothing but its own.

import Glibc
import Screen
import TestSupport
import Testing

@Suite(.enabled(if: TheProgram.isWhole, "the program is not whole yet"))
struct OutsideProgramTests {
  /// A desktop's opener that writes down how it was started.
  private struct Desk {
    let folder: TemporaryFolder
    let dateline: DatelineProgram

    init(url: String) throws {
      folder = try TemporaryFolder()
      dateline = try TheProgram.with(folder)
      try folder.write(
        "news/comet.md",
        "---\ntitle: The Comet Returns\nurl: '\(url.replacing("'", with: "''"))'\n---\nIt is back.\n"
      )
      let opener = try folder.write(
        "bin/xdg-open",
        """
        #!/bin/sh
        printf '%s\\n' "$#" "$1" > "$REPORT.new"
        while read -r name value; do
          case $name in SigBlk:|SigIgn:) echo "$name $value" >> "$REPORT.new";; esac
        done < /proc/$$/status
        ls -l /proc/$$/fd >> "$REPORT.new"
        mv "$REPORT.new" "$REPORT"
        """)
      chmod(opener, 0o755)
    }

    func open() throws -> Pty {
      let path = String(cString: getenv("PATH"))
      let reader = try dateline.reader(
        [folder.path("news")], size: Size(columns: 100, rows: 24),
        environment: [
          "PATH": folder.path("bin") + ":" + path, "DISPLAY": ":0",
          "REPORT": folder.path("report"),
        ])
      try reader.wait(forText: "The Comet Returns")
      reader.press("Enter")
      try reader.wait(forText: "It is back.")
      reader.press("o")
      return reader
    }

    func report() throws -> [String] {
      var text = ""
      _ = Deadline.wait {
        text = (try? FileTree.text(folder.path("report"))) ?? ""
        return !text.isEmpty
      }
      return text.split(separator: "\n").map(String.init)
    }
  }

  @Test func `it has one argument, default signals and no descriptor but its own`() throws {
    let desk = try Desk(url: "https://example.org/a b\"c'd\\e")
    let reader = try desk.open()
    let report = try desk.report()
    #expect(report.prefix(2) == ["1", "https://example.org/a%20b%22c%27d%5Ce"])
    let signals = report.filter { $0.hasPrefix("Sig") }.compactMap {
      UInt64($0.dropFirst(8), radix: 16)
    }
    // Two signals are the C library's own, which has them ignored (spawni.c).
    #expect(signals.map { $0 & ~0x1_8000_0000 } == [0, 0])
    // The open descriptors: none, and those that the shell opened itself.
    let links = report.filter { $0.contains(" -> ") }
    let files = Set(links.map { String($0.split(separator: " ").last ?? "") })
    let own = ["/dev/null", desk.folder.path("report.new"), desk.folder.path("bin/xdg-open")]
    #expect(files.contains("/dev/null") && files.subtracting(own).isEmpty, "\(files)")
    try reader.wait(forText: "Opened outside.")
    // Its end is taken note of.
    #expect(Deadline.wait { ProcessStatus.children(of: reader.pid).isEmpty })
  }

  @Test(arguments: [
    ("https://user@example.org/", "names a user"), ("https://exa mple.org/", "names no host"),
    ("https://example.org:99999/", "names no port"),
  ])
  func `an address that is none is refused with a line`(_ url: String, _ words: String) throws {
    let desk = try Desk(url: url)
    let reader = try desk.open()
    try reader.wait(forText: words)
    #expect(throws: (any Error).self) { try FileTree.text(desk.folder.path("report")) }
    #expect(!reader.screen.text.contains("Opened outside"))
  }
}
