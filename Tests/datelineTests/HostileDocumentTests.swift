// Documents that try to reach the terminal through the reader, and never do.

import ArticleModel
import Screen
import TestSupport
import Testing

/// Contents of a document or of a name by which it may act on a terminal.
private enum Hostility {
  static let sequences: [(name: String, text: String)] = [
    ("csi", "\u{1B}[31mred\u{1B}[2J\u{1B}[H\u{1B}[6n"), ("c1-csi", "\u{9B}31mred\u{9B}6n"),
    ("osc-title", "\u{1B}]0;title\u{7}"), ("osc-52", "\u{1B}]52;c;ZXZpbA==\u{7}"),
    ("osc-52-st", "\u{1B}]52;c;ZXZpbA==\u{1B}\\"), ("c1-osc", "\u{9D}52;c;ZXZpbA==\u{9C}"),
    ("dcs", "\u{1B}P+q544e\u{1B}\\"), ("c1-dcs", "\u{90}q#0;2;0;0;0\u{9C}"),
    ("apc", "\u{1B}_Gf=100;AAAA\u{1B}\\"), ("pm-sos", "\u{1B}^x\u{1B}\\\u{1B}Xy\u{1B}\\"),
    ("nested", "\u{1B}\u{1B}[[31m\u{1B}[\u{1B}[31m31m"), ("unended", "\u{1B}]52;c;ZXZpbA=="),
    ("c0", "a\u{1}b\u{7}c\u{8}d\u{B}e\u{C}f\u{E}g\u{F}h\u{7F}i"),
    ("charset", "\u{1B}(0lqqk\u{1B}#8"),
    ("bidi", "\u{202E}desrever\u{202C} \u{2066}isolated\u{2069} \u{202D}x"),
    ("invisible", "\u{FEFF}a\u{2028}b\u{2029}c\u{85}d\u{FFF9}e"), ("reset", "\u{1B}c\u{1B}[!p"),
    ("mouse", "\u{1B}[?1000h\u{1B}[?1049l"), ("cr", "forged\rrow"),
  ]

  static func document(_ text: String) -> String {
    """
    ---
    title: Headline \(text) end
    author: Author \(text) end
    tags: [\(text)]
    ---

    The summary says \(text) and goes on.

    GENEVA – The body has \(text) in its first paragraph, which goes on for a while so that it wraps.
    A second paragraph: \(text)

    Heading \(text)

    A third paragraph after the heading. \(text)

    Related Headline \(text) Number One
    Related Headline Number Two
    """
  }

  /// A name for a file: no slash, no zero.
  static func fileName(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.filter { $0 != "/" && $0.value != 0 }))
  }

  /// Fills a folder with documents, names and desks of this kind; gives how many documents.
  static func fill(_ folder: TemporaryFolder) throws -> Int {
    var count = 0
    for (name, text) in sequences {
      try folder.write("news/plain/\(name).txt", document(text))
      let hostile = fileName(text)
      try folder.write("news/desk \(hostile)/file \(hostile).txt", document("words of \(name)"))
      count += 2
    }
    // Not UTF-8: single bytes that are C1 controls in Latin-1, and a name of them.
    let raw =
      Array("Raw headline\n\nRaw \u{1B}[1m".utf8) + [0x9B, 0x33, 0x31, 0x6D, 0x9D, 0x30, 0x9C]
    try folder.write(
      RawPath(bytes: Array("news/raw-".utf8) + [0x9B, 0x33, 0x31, 0x6D] + Array(".txt".utf8)), raw)
    return count + 1
  }

  /// Terminal sessions recorded from real programs, as if they were articles.
  static func fillWithSessions(_ folder: TemporaryFolder) throws -> Int {
    guard let sessions = SharedData.path("suites/terminal") else { return 0 }
    return try copy(RawPath(sessions), into: "news/sessions", of: folder)
  }

  private static func copy(
    _ path: RawPath, into target: String, of folder: TemporaryFolder
  ) throws -> Int {
    let names = FileTree.names(in: path)
    guard names.isEmpty else {
      return try names.reduce(0) {
        try $0 + copy(path.appending($1), into: "\(target)/\($1.shown.string)", of: folder)
      }
    }
    try folder.write(RawPath(target + ".txt"), try FileTree.read(path.shown.string))
    return 1
  }
}

/// The output of a command beside harmless text, line feeds and tabs.
private func strangers(inPrinted bytes: [UInt8]) -> [ControlItem.Kind] {
  let controls = ByteScan.items(in: bytes).map(\.kind).filter { kind in
    switch kind {
    case .text, .control(0x0A), .control(0x09): false
    default: true
    }
  }
  return controls + ByteScan.strangers(in: bytes).map(\.kind).filter { !controls.contains($0) }
}

@Suite(.serialized, .enabled(if: TheProgram.isWhole, "the program is not whole yet"))
struct HostileDocumentTests {
  @Test func `no control byte of a document, a file name or a desk reaches the terminal`() throws {
    let folder = try TemporaryFolder()
    let count = try Hostility.fill(folder)
    let reader = try TheProgram.with(folder).reader(
      [folder.path("news")], size: Size(columns: 120, rows: 30))
    try read(all: count, in: reader)
    #expect(ByteScan.strangers(in: reader.bytes) == [])
  }

  @Test(.enabled(if: SharedData.has("suites/terminal"), "the shared data is not here"))
  func `no control byte of a recorded session reaches the terminal`() throws {
    let folder = try TemporaryFolder()
    let count = try Hostility.fillWithSessions(folder)
    #expect(count > 0)
    let reader = try TheProgram.with(folder).reader(
      [folder.path("news")], size: Size(columns: 80, rows: 24))
    try read(all: count, in: reader)
    #expect(ByteScan.strangers(in: reader.bytes) == [])
  }

  /// Opens every article, with all that shows of it and around it.
  private func read(all count: Int, in reader: Pty) throws {
    try reader.wait(for: "the list", within: 20) { $0.screen.hasRows }
    for _ in 0..<4 {
      reader.press("]")
      try reader.settle(quiet: 10)
    }
    reader.press("[", "[", "[", "[", "gg", "Enter")
    for _ in 0..<count {
      for key in ["Space", "G", "t", "q", "1", "q", "H", "J"] {
        reader.press(key)
        try reader.settle(quiet: 10)
      }
    }
    for key in ["gt", "q", "?", "q", ":", "Esc", "h", "f", "q", "S", "w"] {
      reader.press(key)
      try reader.settle(quiet: 10)
    }
    reader.press("Q")
    #expect(try reader.waitForExit() == .exited(0))
  }

  @Test func `no control byte reaches the output of a command`() throws {
    let folder = try TemporaryFolder()
    let count = try Hostility.fill(folder)
    let dateline = try TheProgram.with(folder)
    try folder.write(RawPath("news/empty \u{1B}]0;x\u{7}.txt"), [])
    let sync = try dateline.run(["sync", folder.path("news")])
    #expect(strangers(inPrinted: sync.standardOutput + sync.standardError) == [])
    let rows = try dateline.list()
    // Texts that are the same once they are safe are one row.
    #expect(rows.reduce(0) { $0 + 1 + $1.duplicates } >= count)
    for arguments in [["list"], ["list", "--json"], ["sync", "--json"], ["doctor"]] {
      let output = try dateline.run(arguments)
      #expect(strangers(inPrinted: output.standardOutput + output.standardError) == [])
    }
    for row in rows {
      for command in ["show", "related"] {
        let text = try dateline.run([command, row.id])
        let json = try dateline.run([command, "--json", row.id])
        #expect(strangers(inPrinted: text.standardOutput + json.standardOutput) == [])
      }
    }
  }

  @Test(arguments: [["list"], ["show"], ["sync"], ["mark", "--star"], ["forget"], []])
  func `no control byte of an argument reaches the message about it`(command: [String]) throws {
    let folder = try TemporaryFolder()
    let dateline = try TheProgram.with(folder)
    let output = try dateline.run(command + ["no such \u{1B}]0;x\u{7} \u{9B}31m\u{202E}thing"])
    #expect(output.status != .exited(0))
    #expect(!output.standardError.isEmpty)
    #expect(strangers(inPrinted: output.standardOutput + output.standardError) == [])
  }
}
