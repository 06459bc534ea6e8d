// Keys in the list and in the text: how soon the screen has settled, and what it cost in bytes.

import Screen
import TestSupport

/// The times and bytes of keys of one kind.
private struct KeyCosts {
  var figures = Figures()
  var bytes = 0
  /// The bytes of the cells that were other than before, each with its text.
  var changed = 0

  var bytesEach: Double { Double(bytes) / Double(max(1, figures.count)) }
  var changedEach: Double { Double(changed) / Double(max(1, figures.count)) }
}

extension Bench {
  func measureKeys() throws {
    let reader = try openReader()
    try measureList(reader)
    try measureOpening(reader)
    try measureFollowing(reader)
    try measureSections(reader)
    try measureScrolling(reader)
    let peak = ProcessStatus.peakMemory(of: reader.pid) ?? 0
    table.remark("peak memory after all these keys: \(memory(peak))")
    try close(reader)
  }

  /// Three times what `less` needed for lines in turns with these, or in `peer`.
  func add(line work: String, _ figures: Figures, peer: Figures? = nil) {
    let peer = peer ?? less?.takeBlock()
    table.add(
      .init(
        work: work, own: figures.pair, peer: peer.map { "less \($0.pair)" } ?? "",
        ratio: peer.map { figures.p95 / $0.p95 }, budget: "p95 ≤ 3× less",
        isMet: peer.map { figures.p95 <= $0.p95 * 3 }))
  }

  private func add(page work: String, _ figures: Figures, _ page: Figures?) {
    add(
      work, figures, peer: page.map { "newsboat's page \($0.pair)" } ?? "", limit: page?.median,
      budget: "p95 ≤ newsboat's median")
  }

  /// Times a key, and after it one of the peer that such keys are held against.
  private func time(
    _ reader: Pty, _ key: String, _ costs: inout KeyCosts, besides peer: () throws -> Void = {}
  ) throws -> Bool {
    guard let timing = try reader.time(key) else { return false }
    costs.figures.add(timing.settled)
    costs.bytes += timing.bytes
    try peer()
    return true
  }

  private func scrollLess() throws { try less?.scroll() }
  private func pageNewsboat() throws { try newsboat?.page() }

  private func press(_ reader: Pty, _ keys: String...) throws {
    for key in keys { _ = try reader.time(key) }
  }

  private func measureList(_ reader: Pty) throws {
    var cursor = KeyCosts()
    var page = KeyCosts()
    for _ in 0..<options.keys { _ = try time(reader, "j", &cursor, besides: scrollLess) }
    add(line: "cursor key in the list", cursor.figures)
    try press(reader, "gg")
    for _ in 0..<options.keys { _ = try time(reader, "PgDn", &page, besides: pageNewsboat) }
    try press(reader, "gg")
    add(page: "page in the list", page.figures, newsboat?.takePages())
    if let newsboat {
      table.remark(
        "newsboat: cursor \(newsboat.cursor.pair), line in its pager \(newsboat.line.pair)")
    }
  }

  private func measureOpening(_ reader: Pty) throws {
    var open = KeyCosts()
    var leave = KeyCosts()
    for _ in 0..<options.keys {
      _ = try time(reader, "Enter", &open, besides: pageNewsboat)
      _ = try time(reader, "h", &leave)
      try press(reader, "j")
    }
    let pages = newsboat?.takePages()
    add(page: "open an article", open.figures, pages)
    add(page: "back to the list", leave.figures, pages)
    if let newsboat {
      table.remark("newsboat: open an article \(newsboat.open.pair)")
    }
  }

  private func measureFollowing(_ reader: Pty) throws {
    var follow = KeyCosts()
    var back = KeyCosts()
    try press(reader, "gg")
    for _ in 0..<(options.keys * 3) where back.figures.count < options.keys {
      try press(reader, "Enter")
      let before = reader.screen.lines.last ?? ""
      let timing = try reader.time("1")
      // A headline that no article has leaves the article where it is, or shows those near it.
      if let timing, reader.screen.lines.last != before, reader.screen.isReading {
        follow.figures.add(timing.settled)
        _ = try time(reader, "H", &back, besides: pageNewsboat)
      }
      for _ in 0..<3 where !reader.screen.isList { try press(reader, "h") }
      try press(reader, "j")
    }
    let pages = newsboat?.takePages()
    add(page: "follow a related headline", follow.figures, pages)
    add(page: "back on the trail", back.figures, pages)
  }

  private func measureSections(_ reader: Pty) throws {
    var section = KeyCosts()
    var page = KeyCosts()
    try press(reader, "gg", "Enter")
    for _ in 0..<options.keys where section.figures.count < options.keys {
      while try time(reader, "]", &section) { if section.figures.count % 4 == 0 { break } }
      try press(reader, "gg")
      _ = try time(reader, "PgDn", &page, besides: pageNewsboat)
      try press(reader, "J")
    }
    let pages = newsboat?.takePages()
    add(page: "next section", section.figures, pages)
    add(page: "page in the text", page.figures, pages)
    try press(reader, "h")
  }

  /// Line by line through one article after the other, with two panes and with one.
  private func measureScrolling(_ reader: Pty) throws {
    try press(reader, "gg", "Enter")
    var two = KeyCosts()
    try scroll(reader, &two)
    add(line: "line in the text, two panes", two.figures)
    try press(reader, "z")
    var one = KeyCosts()
    try scroll(reader, &one)
    add(line: "line in the text, one pane", one.figures)
    try press(reader, "z", "h")
    let ratio = less.map { one.bytesEach / $0.bytesOfLine }
    table.add(
      .init(
        work: "bytes of a line, one pane", own: fixed(one.bytesEach),
        peer: less.map { "less \(fixed($0.bytesOfLine))" } ?? "", ratio: ratio,
        budget: "≤ 1.6× less", isMet: ratio.map { $0 <= 1.6 }))
    let share = two.bytesEach / max(1, two.changedEach)
    table.add(
      .init(
        work: "bytes of a line, two panes", own: fixed(two.bytesEach),
        peer: "changed cells \(fixed(two.changedEach))", ratio: share,
        budget: "≤ 1.2× the changed cells", isMet: share <= 1.2))
  }

  private func scroll(_ reader: Pty, _ costs: inout KeyCosts) throws {
    for _ in 0..<options.keys where costs.figures.count < options.keys {
      for _ in 0..<60 where costs.figures.count < options.keys {
        let before = reader.screen
        guard try time(reader, "j", &costs, besides: scrollLess) else { break }
        costs.changed += reader.screen.bytesOfChanges(from: before)
      }
      try press(reader, "J")
    }
  }
}

extension ScreenModel {
  /// True if the list has the keys: the last line says what they do there.
  fileprivate var isList: Bool { lines.last?.contains("filter") ?? false }

  /// True if an article has the keys: the last line says where in it one is.
  fileprivate var isReading: Bool { lines.last?.contains("›") ?? false }

  /// The bytes of the text in those cells that are other than in `screen`.
  fileprivate func bytesOfChanges(from screen: ScreenModel) -> Int {
    var bytes = 0
    for row in 0..<size.rows {
      for column in 0..<size.columns {
        let cell = cell(column: column, row: row)
        if cell != screen.cell(column: column, row: row) { bytes += cell.text.utf8.count }
      }
    }
    return bytes
  }
}
