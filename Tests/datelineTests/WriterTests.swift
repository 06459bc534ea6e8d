// Every byte that leaves the program went through the sanitiser.

import Screen
import TestSupport
import Testing

@Suite struct WriterTests {
  /// Files that write to the standard streams: the printer, the terminal and what looks whether a stream
  /// is one.
  private static let writers: Set<String> = [
    "Sources/dateline/Printer.swift", "Sources/CursesTerminal/CursesDevice.swift",
  ]

  @Test(arguments: SourceFile.all(under: "Sources").filter { !writers.contains($0.path) })
  func `nothing else writes to a stream`(_ file: SourceFile) {
    let calls =
      /(?:^|[^.\w`])(?:print|debugPrint|dump|fputs|fputc|puts|putchar|perror|psignal|NSLog|printf|fprintf|vprintf|dprintf|vdprintf|syslog|err|errx|warn|warnx)\s*\(/
    let names =
      /FileHandle\.standard|fileDescriptor: [0-9]|STD(?:OUT|ERR)_FILENO|\bstd(?:out|err)\b|\.main\(\)|exit\(withError|TextOutputStream/
    for line in file.text.split(separator: "\n") {
      // A comment may say anything; a method of that name writes nothing.
      let code = (line.firstRange(of: "//").map { line[..<$0.lowerBound] } ?? line)
        .replacing("func print(", with: "")
      #expect(!code.contains(calls) && !code.contains(names), "\(file.path): \(line)")
    }
  }

  @Test func `the search finds writers`() {
    let calls = /(?:^|[^.\w`])(?:print|fputs|perror)\s*\(/
    #expect("  print(text)".contains(calls))
    #expect(!"texts.print(one)".contains(calls))
  }
}

@Suite(.enabled(if: TheProgram.isWhole, "the program is not whole yet"))
struct HostileArgumentTests {
  private static let hostile = "\u{1B}[31m\u{9B}32m\u{1B}]0;title\u{7}\u{202E}\u{8}\rx"

  private static let commands: [[String]] = [
    ["--\(hostile)"], ["-\(hostile)"], [hostile], ["help", hostile], ["--help", hostile],
    ["--version", hostile], ["list", "--\(hostile)"], ["list", "--limit=\(hostile)"],
    ["list", "--limit", hostile], ["list", hostile], ["list", "--desk", hostile],
    ["list", "--sort=\(hostile)"], ["list", "--before=\(hostile)"], ["read", hostile],
    ["show", hostile], ["show", "--width=\(hostile)", "a"], ["show", "a", hostile],
    ["search", hostile], ["search", "word", hostile], ["search", "--limit=\(hostile)", "word"],
    ["related", hostile], ["related", "--\(hostile)"], ["thread", hostile],
    ["thread", "--all", hostile], ["brief", hostile], ["mark", "--star", hostile],
    ["mark", "--\(hostile)", "a"], ["mark", hostile], ["sync", hostile], ["forget", hostile],
    ["doctor", hostile], ["doctor", "--\(hostile)"], ["list", "--library=\(hostile)"],
    ["list", "--library", "/nonexistent/\(hostile)"], ["doctor"], ["--help"], ["list", "--help"],
    ["--library", "/dev/null/\(hostile)", "list"], ["--generate-completion-script", hostile],
    ["--generate-completion-script=\(hostile)"], ["--generate-completion-script", "bash"],
    ["\(hostile)=\(hostile)"], ["list", "--json=\(hostile)"], ["--", hostile],
  ]

  @Test(arguments: commands) func `arguments leave as text`(_ arguments: [String]) throws {
    let folder = try TemporaryFolder()
    let dateline = try TheProgram.with(folder, in: folder.path)
    try expectText(try dateline.run(arguments), arguments)
  }

  private static let variables = [
    "DATELINE_LIBRARY", "HOME", "XDG_DATA_HOME", "TERM", "LANG", "LC_ALL", "COLUMNS",
  ]

  @Test(arguments: variables)
  func `the environment leaves as text`(_ name: String) throws {
    let folder = try TemporaryFolder()
    let program = try #require(TheProgram.path)
    let values = [Self.hostile, "/dev/null/\(Self.hostile)", folder.path(Self.hostile)]
    for value in values {
      var environment = ["HOME": folder.path("home"), "LC_ALL": ""]
      environment[name] = value
      for command in [["doctor"], ["list"], ["show", "a"], ["sync"], ["--help"], []] {
        let output = try ChildProcess.run(
          [program] + command, environment: environment, directory: folder.path)
        try expectText(output, [name, value] + command)
      }
    }
  }

  private func expectText(_ output: ProcessOutput, _ what: [String]) throws {
    for stream in [output.standardOutput, output.standardError] {
      #expect(ByteScan.strangers(in: stream) == [], "\(what)")
      #expect(!stream.contains(0x1B) && !stream.contains(0x0D) && !stream.contains(0x08), "\(what)")
    }
  }
}
