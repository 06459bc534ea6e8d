// The reader's keys and its end, where somebody means it no good.

import Glibc
import Screen
import TestSupport
import Testing

@Suite(.enabled(if: TheProgram.isWhole, "the program is not whole yet"))
struct ReaderEndTests {
  private static let size = Size(columns: 80, rows: 24)

  private struct Desk {
    let folder: TemporaryFolder
    let dateline: DatelineProgram
    let news: String

    init(articles: Int = 12) throws {
      folder = try TemporaryFolder()
      dateline = try TheProgram.with(folder)
      news = folder.path("news")
      try CorpusGenerator(seed: 8, count: articles).write(to: news)
      _ = try dateline.output(["sync", news])
    }

    func open() throws -> Pty {
      let reader = try dateline.reader([news], size: ReaderEndTests.size)
      try reader.wait(for: "the list") { $0.screen.hasRows }
      try reader.settle()
      return reader
    }

    func unread() throws -> Int { try dateline.list([news]).count { !$0.read } }
  }

  @Test func `a paste in pieces marks nothing and ends nothing`() throws {
    let desk = try Desk()
    let unread = try desk.unread()
    let reader = try desk.open()
    for piece in ["j", "\u{1B}[200~abc", "AAyy\rQ", "q", "\u{1B}[2", "01", "~"] {
      reader.send(piece)
      try reader.settle(quiet: 120)
    }
    #expect(!reader.hasEnded)
    reader.press("Q")
    #expect(try reader.waitForExit() == .exited(0))
    #expect(try desk.unread() == unread)
  }

  @Test func `a paste that does not end is said, and Ctrl-c gives it up`() throws {
    let desk = try Desk()
    let reader = try desk.open()
    reader.send("/")
    try reader.wait(forText: "Search:")
    reader.send("\u{1B}[200~comet")
    try reader.wait(forText: "A paste has not ended; Ctrl-c gives it up.")
    reader.send("Q")
    try reader.settle(quiet: 100)
    reader.send("\u{3}")
    try reader.wait(forText: "The paste was given up.")
    let isBack = Deadline.wait {
      reader.listen(seconds: 1.2)
      reader.send("x")
      reader.listen(seconds: 0.2)
      return reader.screen.text.contains("Search: x")
    }
    #expect(isBack)
    reader.send("\u{1B}")
    try reader.settle(quiet: 100)
    reader.press("Q")
    #expect(try reader.waitForExit() == .exited(0))
  }

  @Test(arguments: [SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGUSR1, SIGXCPU, SIGVTALRM, SIGIO, 34, 64])
  func `the terminal is given back after signal`(_ number: Int32) throws {
    let desk = try Desk()
    let reader = try desk.open()
    #expect(!reader.settings.isLineByLine)
    reader.signal(number)
    #expect(try reader.waitForExit() == .signalled(number))
    #expect(reader.settings == (try Pty(["sleep", "60"], size: Self.size).settings))
    #expect(reader.screen.modes.isDisjoint(with: [1, 1049, 2004]))
  }

  @Test(arguments: [SIGPIPE, SIGXFSZ]) func `a write that fails is no end`(_ number: Int32) throws {
    let desk = try Desk()
    let reader = try desk.open()
    reader.signal(number)
    reader.press("Enter", "Q")
    #expect(try reader.waitForExit() == .exited(0))
  }

  @Test func `a file that may not grow is an error with a line`() throws {
    let desk = try Desk()
    let shell = "ulimit -f 1; exec '\(desk.dateline.path)' mark --star -- \"$0\""
    let id = try #require(try desk.dateline.list([desk.news]).first).id
    let output = try ChildProcess.run(
      ["sh", "-c", shell, id], environment: desk.dateline.environment)
    #expect(output.status == .exited(74), "\(output)")
    let lines = output.errorText.split(separator: "\n")
    #expect(!lines.isEmpty && lines.allSatisfy { $0.hasPrefix("dateline: ") }, "\(lines)")
    #expect(try desk.dateline.list([desk.news]).allSatisfy { !$0.starred })
  }

  @Test func `a pipe that nobody reads ends a command quietly`() throws {
    let desk = try Desk()
    let shell = "'\(desk.dateline.path)' list | true; echo ended"
    let output = try ChildProcess.run(["sh", "-c", shell], environment: desk.dateline.environment)
    #expect(output.text == "ended\n")
    #expect(output.errorText == "")
  }
}
