// The reader while a sync runs, and while nothing does.

import ArticleModel
import Glibc
import Screen
import TestSupport

extension Bench {
  /// Keys in the list from its first headlines on, while the rest of the folder is being read, in turns
  /// with lines of `less` under the same load: what the system itself does for a sync keeps both
  /// waiting at times.
  func measureBusyKeys() throws {
    if let less, less.lines.count == 0 { for _ in 0..<options.keys { try less.scroll() } }
    let rest = less?.lines
    _ = less?.takeBlock()
    let folder = try TemporaryFolder()
    let new = DatelineProgram(path: dateline.path, library: folder.path("library"))
    let reader = try new.reader([corpus.news], size: BenchmarkRun.size)
    try reader.wait(for: "headlines", within: 120) { $0.screen.showsArticles }
    var figures = Figures()
    var unanswered = 0
    for number in 0..<(options.keys * 4) {
      reader.listen(seconds: 0.05)
      guard ProcessStatus.isWorking(reader.pid) else { break }
      let before = reader.screen
      // Down and up in turns, so that the cursor never stands at an end.
      let answer = reader.timeWhileBusy(number / 8 % 2 == 0 ? "j" : "k") {
        $0.cursor != before.cursor || $0.cursorLine != before.cursorLine
      }
      if let answer { figures.add(answer) } else { unanswered += 1 }
      try less?.scroll()
    }
    let peer = less?.takeBlock()
    let peak = ProcessStatus.peakMemory(of: reader.pid) ?? 0
    reader.signal(SIGKILL)
    _ = try reader.waitForExit()
    add(line: "cursor key while the folder is synced", figures, peer: peer)
    table.remark(
      "while the folder is synced: \(figures.line), \(unanswered) unanswered, "
        + "peak memory \(memory(peak))"
        + (rest.map { "; less at rest \($0.pair)" } ?? ""))
  }

  /// The reader at rest, its folder watched, when nothing happens there.
  func measureIdle() throws {
    let reader = try openReader()
    reader.listen(seconds: 10)
    let switches = ProcessStatus.contextSwitches(of: reader.pid)
    let written = ProcessStatus.bytesWritten(of: reader.pid) ?? 0
    let shown = reader.listen(seconds: options.idleSeconds)
    let later = ProcessStatus.contextSwitches(of: reader.pid)
    let bytes = (ProcessStatus.bytesWritten(of: reader.pid) ?? 0) - written
    let count = later.reduce(0) { $0 + $1.value - (switches[$1.key] ?? 0) }
    table.add(
      .init(
        work: "at rest for \(Int(options.idleSeconds)) s",
        own: "\(count) switches of \(later.count) threads, \(bytes) B",
        budget: "none, 0 bytes", isMet: count == 0 && bytes == 0 && shown == 0))
    try close(reader)
  }
}

extension ProcessStatus {
  /// True if it is at work: asked for a while, as a sync waits for the disk now and then.
  static func isWorking(_ pid: Int32) -> Bool {
    Deadline.wait(seconds: 0.5) { isRunning(pid) }
  }
}
