// How quick the reader is and what memory it takes, with few articles and with many.

import Screen
import TestSupport

/// Measures the reader under a pseudo-terminal of 120×40, beside `less`.
struct ReaderCheck {
  let program: String
  private static let size = Size(columns: 120, rows: 40)

  func run(_ counts: [Int]) throws {
    var peaks: [Int] = []
    for count in counts { peaks.append(try measure(count)) }
    try measureLess()
    if let first = peaks.first, let last = peaks.last, peaks.count > 1 {
      say("peak memory, \(counts[counts.count - 1]) against \(counts[0]) articles")
      report("ratio (at most 1.20)", fixed(Double(last) / Double(max(1, first))))
    }
  }

  /// Prints the figures for a folder of `count` articles; gives the peak resident set in KiB.
  private func measure(_ count: Int) throws -> Int {
    say("\(count) articles")
    let folder = try TemporaryFolder()
    let news = folder.path("news")
    try CorpusGenerator(seed: 6, count: count).write(to: news)
    let dateline = DatelineProgram(path: program, library: folder.path("library"))
    let sync = try ContinuousClock().measure { _ = try dateline.output(["sync", news]) }
    report("first sync", "\(fixed(sync / .seconds(1))) s")
    let first = try dateline.list(["--limit", "1"]).first?.headline ?? ""
    var starts = Figures()
    for _ in 0..<10 { starts.add(try start(dateline, news, first).time) }
    report("start to painted list", starts.line)
    let reader = try start(dateline, news, first).reader
    try reader.settle(quiet: 300)
    try measureKeys(reader)
    let peak = ProcessStatus.peakMemory(of: reader.pid) ?? 0
    report("peak memory (VmHWM)", "\(fixed(Double(peak) / 1_024)) MiB")
    reader.press("Q")
    report("end", "\(try reader.waitForExit())")
    return peak
  }

  /// Starts the reader and waits for the first headline.
  private func start(
    _ dateline: DatelineProgram, _ news: String, _ headline: String
  ) throws -> (reader: Pty, time: Duration) {
    let reader = try dateline.reader([news], size: Self.size)
    try reader.wait(forText: String(headline.prefix(20)))
    let painted = reader.chunks.last?.time ?? .now
    return (reader, painted - reader.started)
  }

  private func measureKeys(_ reader: Pty) throws {
    try measure("j in the list", reader, keys: Array(repeating: "j", count: 100))
    reader.press("gg")
    try reader.settle()
    try measure("Space in the list", reader, keys: Array(repeating: "Space", count: 20))
    try measure("G, to the end", reader, keys: ["G"], before: ["gg"], times: 10)
    try measure("gg, to the top", reader, keys: ["gg"], before: ["G"], times: 10)
    try measure("Enter, open", reader, keys: ["Enter"], before: ["h", "j"], times: 10)
    try measure("j in the text", reader, keys: Array(repeating: "j", count: 15))
    try measure("G in the text", reader, keys: ["G"], before: ["gg"], times: 10)
    try measure("next section", reader, keys: ["]"], before: ["gg"], times: 10)
    reader.press("h", "gg", "Enter")
    try reader.settle()
    try measure("J, next article", reader, keys: Array(repeating: "J", count: 20))
  }

  /// Presses each key and waits until the screen has settled; `before` is pressed first and not
  /// counted.
  private func measure(
    _ label: String, _ pty: Pty, keys: [String], before: [String] = [], times: Int = 1
  ) throws {
    var figures = Figures()
    var bytes = 0
    for _ in 0..<times {
      for key in before {
        pty.press(key)
        try pty.settle()
      }
      for key in keys {
        let start = pty.bytes.count
        let pressed = pty.press(key)
        let settled = try pty.settle()
        guard let settled, pty.bytes.count > start else { continue }
        figures.add(settled - pressed)
        bytes += pty.bytes.count - start
      }
    }
    let each = bytes / max(1, figures.milliseconds.count)
    report(label, figures.line + ", \(each) bytes each")
  }

  private func measureLess() throws {
    guard BuiltProgram.ofSystem("less") != nil else {
      say("less is not installed: no peer")
      return
    }
    say("less, a file of 300 KB")
    let folder = try TemporaryFolder()
    let text = CorpusGenerator(seed: 6, count: 100).documents.map(\.text).joined()
    let file = try folder.write("text.txt", text)
    let pty = try Pty(
      ["less", "-S", file], size: Self.size, environment: ["LESSHISTFILE": "-", "LESS": ""])
    try pty.settle(quiet: 300)
    try measure("j", pty, keys: Array(repeating: "j", count: 100))
    try measure("Space", pty, keys: Array(repeating: "Space", count: 20))
    try measure("G", pty, keys: ["G"], before: ["g"], times: 10)
  }
}
