// `less`: what scrolling a line costs a program that does little else.

import Glibc
import Screen
import TestSupport

/// `less` on a text of about 300 KB. Its keys are timed in turns with those of Dateline, so that what
/// else the machine does meets both.
final class LessPeer {
  /// Every line scrolled so far.
  private(set) var lines = Figures()
  private var block = Figures()
  private var bytes = 0
  private let pty: Pty
  private let folder: TemporaryFolder

  /// `nil` if it is not installed.
  init?(_ corpus: BenchmarkCorpus) throws {
    guard BuiltProgram.ofSystem("less") != nil else { return nil }
    folder = try TemporaryFolder()
    let file = try folder.write("text.txt", corpus.wrappedText(articles: 100, columns: 72))
    pty = try Pty(
      ["less", file], size: BenchmarkRun.size, environment: ["LESSHISTFILE": "-", "LESS": ""])
    try pty.rest(quiet: 300)
  }

  /// Scrolls a line, from the text's beginning again when its end is reached.
  func scroll() throws {
    guard let timing = try pty.time("j") else {
      _ = try pty.time("g")
      return
    }
    lines.add(timing.settled)
    block.add(timing.settled)
    bytes += timing.bytes
  }

  /// The lines scrolled since this was last asked.
  func takeBlock() -> Figures {
    defer { block = Figures() }
    return block
  }

  var bytesOfLine: Double { Double(bytes) / Double(max(1, lines.count)) }
}
