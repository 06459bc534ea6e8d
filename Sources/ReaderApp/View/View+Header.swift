// The first row shows the tabs or the search, or the way to the article on screen.

import ArticleModel
import Screen

extension State {
  func drawHeader(_ rect: Rect, on grid: inout Grid) {
    guard rect.rows > 0 else { return }
    guard arrangement.list != nil, search?.isShown != true else {
      return drawHeaderCells(rect, on: &grid)
    }
    let key = HeaderKey(
      tabs: lists.changeStamp.number, desk: list.desk,
      limits: [
        list.unreadOnly, list.starredOnly, list.queuedOnly, around.isWidened, showsBriefing,
      ],
      dates: list.dates,
      order: list.order, syncing: syncing, columns: rect.columns)
    if let cells = drawn.header(key) {
      grid.paste(cells, column: rect.column, row: rect.row)
    } else {
      drawHeaderCells(rect, on: &grid)
      let cells = grid.part(column: rect.column, row: rect.row, columns: rect.columns)
      drawn.keep(Array(cells), header: key)
    }
  }

  private func drawHeaderCells(_ rect: Rect, on grid: inout Grid) {
    let right = arrangement.list == nil && syncing == nil ? .empty : headerNote
    let rightWidth = min(TextLayout.width(of: right), rect.columns / 2)
    let room = rect.columns - rightWidth - 3
    if arrangement.list == nil {
      grid.write(breadcrumb, column: 1, row: rect.row, columns: room, style: theme.faded)
    } else if let search, search.isShown,
      search.saved == nil || search.results.correction != nil || size.columns < 40
    {
      searching.drawWords(
        of: search, columns: room, row: rect.row, around, on: &grid)
    } else {
      drawTabs(columns: room, row: rect.row, on: &grid)
    }
    grid.write(
      right, column: rect.columns - rightWidth - 1, row: rect.row, columns: rightWidth,
      style: theme.faded)
  }

  /// The note at the right of the header: a sync that runs, or the limits of the list.
  private var headerNote: SafeText {
    if let syncing {
      if let total = syncing.total { return SafeText(line: "reading \(syncing.done)/\(total)") }
      return SafeText(line: "reading \(syncing.done)")
    }
    if let search, search.isShown { return search.results.countWords }
    var parts: [SafeText] = []
    if list.unreadOnly { parts.append("unread only") }
    if list.starredOnly { parts.append("starred") }
    if list.queuedOnly { parts.append("queue") }
    if let dates = list.dates { parts.append(SafeText(line: dates.rawValue.lowercased())) }
    // The count of unread articles is the desk's, also where a limit leaves fewer.
    let isWhole = parts.isEmpty
    if list.order != .newest { parts.append(SafeText(line: list.order.words)) }
    if isWhole, parts.isEmpty || size.columns >= 80 {
      let chosen = showsBriefing ? nil : list.desk
      let desk = chosen.flatMap { name in lists.facets.desks.first { $0.name == name } }
      let isBelow = chosen != nil && desk == nil
      if !isBelow {
        parts.append(SafeText(line: "\(desk?.unread ?? lists.facets.unread) unread"))
      }
    }
    return SafeText.joined(parts, separator: SafeText.joined([" ", ornaments.dot, " "]))
  }

  /// The tab that is marked as current: none while the briefing is shown, which is of all desks.
  private var shownTab: Int? { showsBriefing ? nil : currentTab }

  private func drawTabs(columns: Int, row: Int, on grid: inout Grid) {
    let name = around.isWidened || scopes.isEmpty ? SafeText(line: "Library") : around.scopeName
    if size.columns < 30 {
      // No room but for the one on which the reader stands.
      let here = shownTab.flatMap { $0 > 0 ? label(of: self.tabs[$0], isLong: false) : nil }
      grid.write(here ?? name, column: 1, row: row, columns: columns, style: theme.strong)
      return
    }
    var column =
      1 + grid.write(name, column: 1, row: row, columns: columns, style: theme.strong) + 3
    let tabs = self.tabs
    var labels = tabs.map { label(of: $0, isLong: true) }
    if labels.reduce(0, { $0 + TextLayout.width(of: $1) + 3 }) > columns - column + 3 {
      labels = tabs.map { label(of: $0, isLong: false) }
    }
    let selected = currentTab ?? 0
    let widths = labels.map { TextLayout.width(of: $0) + 3 }
    var first = 0
    while first < selected, widths[first...selected].reduce(0, +) > columns - column { first += 1 }
    // An ellipsis stands for tabs without room.
    let more = ornaments.ellipsis
    let moreWidth = TextLayout.width(of: more)
    if first > 0 {
      grid.write(
        more, column: column - 1 - moreWidth, row: row, columns: moreWidth, style: theme.faded)
    }
    for index in tabs.indices.dropFirst(first) {
      let width = widths[index] - 3
      guard column + width <= columns + 1 else {
        // A space parts it from the last count.
        guard column - 2 + moreWidth <= columns + 1 else { break }
        grid.write(
          more, column: column - 2, row: row, columns: moreWidth, style: theme.faded)
        break
      }
      let style =
        index == shownTab ? theme.current : .plain
      grid.write(labels[index], column: column, row: row, columns: width, style: style)
      column += width + 3
    }
  }

  /// The left-to-right mark (UAX #9), which is not drawn: it keeps what runs from right to left
  /// from being taken for one with what stands beside it.
  private static let mark = "\u{200E}"

  /// A name that stays one with its sign, and apart from what follows.
  private static func kept(_ name: SafeText) -> SafeText {
    TextLayout.mayRunFromRight(name) ? SafeText(line: "\(mark)\(name)\(mark)") : name
  }

  /// A tab with its count.
  private func label(of tab: Tab, isLong: Bool) -> SafeText {
    switch tab {
    case .desk(nil): return "All \(lists.facets.total)"
    case .desk(let name?):
      guard let total = lists.facets.desks.first(where: { $0.name == name })?.total else {
        return Self.kept(name)
      }
      return SafeText(line: "\(Self.kept(name)) \(total)")
    case .saved(let saved):
      let sign = saved.id == lists.newSearch.id ? "" : "/"
      let short = around.shortened(saved.name, to: isLong ? 24 : 12)
      let name = Self.kept(SafeText(line: "\(sign)\(short)"))
      return saved.counts.map { SafeText(line: "\(name) \($0.totalWords)") } ?? name
    }
  }

  /// The way from the list to the article on screen.
  var breadcrumb: SafeText {
    // A very narrow window has room for the last part alone.
    if size.columns < 30, focus == .text, let reading {
      return reading.stored.article.headline.text
    }
    var parts = [around.isWidened || scopes.isEmpty ? SafeText(line: "Library") : around.scopeName]
    if let search, search.isShown {
      parts = ["Search"]
      if focus == .list || size.columns >= 60 {
        let words = search.results.correction ?? search.shownText
        parts.append(focus == .list ? words : around.shortened(words, to: size.columns / 4))
      }
    }
    if focus == .text, let reading {
      parts += trail.path.dropLast().suffix(1).map {
        around.shortened($0.headline, to: size.columns / 4)
      }
      parts.append(reading.stored.article.headline.text)
    }
    let mark = parts.contains(where: TextLayout.mayRunFromRight) ? SafeText(line: Self.mark) : ""
    return SafeText.joined(
      parts, separator: SafeText.joined([" ", ornaments.trail, " ", mark]))
  }
}
