// `less`: what scrolling a line costs a program that does little else.

import Screen
import TestSupport

/// What `less` needs for keys in a text of about 300 KB.
struct LessPeer {
  private(set) var line = Figures()
  private(set) var page = Figures()
  private(set) var bytesOfLine = 0.0

  /// `nil` if it is not installed.
  init?(_ corpus: BenchmarkCorpus, keys: Int) throws {
    guard BuiltProgram.ofSystem("less") != nil else { return nil }
    let folder = try TemporaryFolder()
    let file = try folder.write("text.txt", corpus.wrappedText(articles: 100, columns: 72))
    let pty = try Pty(
      ["less", file], size: BenchmarkRun.size, environment: ["LESSHISTFILE": "-", "LESS": ""])
    try pty.rest(quiet: 300)
    var bytes = 0
    for _ in 0..<keys {
      guard let timing = try pty.time("j") else { break }
      line.add(timing.settled)
      bytes += timing.bytes
    }
    bytesOfLine = Double(bytes) / Double(max(1, line.count))
    for _ in 0..<min(keys, 100) {
      guard let timing = try pty.time("Space") else { break }
      page.add(timing.settled)
    }
    _ = try pty.time("q")
    _ = try pty.waitForExit()
  }
}
