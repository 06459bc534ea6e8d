// newsboat, the feed reader that Debian has: the same articles as a feed.

import ArticleModel
import Glibc
import Screen
import TestSupport

/// Newsboat's figures for its article list and its pager. Its pages are timed in turns with keys of
/// Dateline, so that what else the machine does meets both.
final class NewsboatPeer {
  private(set) var start = Figures()
  /// Opening the list of all articles.
  private(set) var list = Figures()
  private(set) var cursor = Figures()
  private(set) var open = Figures()
  private(set) var line = Figures()
  private(set) var search = Figures()
  /// The largest resident set with the list open, in KiB.
  private(set) var memory = 0
  /// Reading the feed into its cache; `nil` if an earlier run did.
  private(set) var loading: Duration?
  private var pages = Figures()
  /// With the list open.
  private var reader: Pty?
  private let folder: String
  private static let title = "Generated Articles"

  /// `nil` if it is not installed.
  init?(_ corpus: BenchmarkCorpus, keys: Int, searches: [String]) throws {
    guard BuiltProgram.ofSystem("newsboat") != nil else { return nil }
    folder = corpus.cache + "/newsboat"
    if !FileTree.exists(folder + "/loaded") { try load(corpus) }
    for _ in 0..<5 { _ = try measureStart() }
    let pty = try measureStart()
    reader = pty
    memory = ProcessStatus.peakMemory(of: pty.pid) ?? 0
    for _ in 0..<min(30, keys) { try measure("Down", into: \.cursor) }
    for _ in 0..<min(30, keys) {
      try measure("Enter", into: \.open)
      for _ in 0..<4 { try measure("Down", into: \.line) }
      _ = try pty.time("q")
      _ = try pty.time("Down")
    }
    for words in searches {
      pty.send("/" + words)
      try pty.rest(quiet: 300)
      try measure("Enter", into: \.search)
      _ = try pty.time("q", quiet: 300)
    }
  }

  /// A page in the list, from its beginning again when its end is reached.
  func page() throws {
    guard let timing = try reader?.time("PgDn") else {
      _ = try reader?.time("Home")
      return
    }
    pages.add(timing.settled)
  }

  /// The pages since this was last asked.
  func takePages() -> Figures {
    defer { pages = Figures() }
    return pages
  }

  private func measureStart() throws -> Pty {
    let pty = try Pty(command, size: BenchmarkRun.size, environment: ["HOME": folder])
    try pty.rest(quiet: 500)
    try pty.wait(forText: Self.title, within: 120)
    let shown = pty.firstMoment(size: BenchmarkRun.size) { $0.text.contains(Self.title) }
    if let shown { start.add(shown - pty.started) }
    if let opened = try pty.time("Enter", quiet: 500) { list.add(opened.settled) }
    return pty
  }

  private func measure(
    _ key: String, into figures: ReferenceWritableKeyPath<NewsboatPeer, Figures>
  ) throws {
    if let timing = try reader?.time(key) { self[keyPath: figures].add(timing.settled) }
  }

  private var command: [String] {
    [
      "newsboat", "-q", "-C", folder + "/config", "-u", folder + "/urls", "-c",
      folder + "/cache.db",
    ]
  }

  private func load(_ corpus: BenchmarkCorpus) throws {
    note("newsboat reads the feed")
    FileTree.remove(RawPath(folder))
    try FileTree.makeFolder(RawPath(folder))
    try FileTree.write(Array("max-items 0\nauto-reload no\n".utf8), to: RawPath(folder + "/config"))
    try FileTree.write(Array("file://\(folder)/feed.xml\n".utf8), to: RawPath(folder + "/urls"))
    try writeFeed(corpus)
    loading = try ContinuousClock().measure {
      let output = try ChildProcess.run(
        command + ["-x", "reload"], environment: ["HOME": folder], within: 3_600)
      guard output.status == .exited(0) else {
        throw CommandFailure(description: "newsboat: \(output.status) \(output.errorText)")
      }
    }
    try FileTree.write([], to: RawPath(folder + "/loaded"))
    FileTree.remove(RawPath(folder + "/feed.xml"))
  }

  /// The articles as RSS 2.0.
  private func writeFeed(_ corpus: BenchmarkCorpus) throws {
    guard let file = fopen(folder + "/feed.xml", "w") else {
      throw SystemFailure("open", folder + "/feed.xml")
    }
    defer { fclose(file) }
    fputs("<rss version=\"2.0\"><channel><title>\(Self.title)</title>", file)
    fputs("<link>http://localhost/</link><description/>\n", file)
    for document in corpus.generator.documents {
      let day = (document.published ?? CivilDay(daysSinceEpoch: 16_000)).text.split(separator: "-")
      let month = Self.months[max(0, (Int(day[1]) ?? 1) - 1)]
      let body = document.text.split(separator: "\n").map { "<p>\($0)</p>" }.joined()
      fputs(
        """
        <item><title>\(document.headline)</title><guid>\(document.path)</guid>
        <link>http://localhost/\(document.path)</link>
        <pubDate>\(day[2]) \(month) \(day[0]) 00:00:00 GMT</pubDate>
        <description><![CDATA[\(body)]]></description></item>

        """, file)
    }
    fputs("</channel></rss>\n", file)
  }

  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]
}
