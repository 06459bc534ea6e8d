// Keys in a view on stories: moving, opening, peeking, marking, and the way back to the briefing.

import ArticleModel
import Screen

extension State {
  /// A command while a view on stories is the topmost one; says whether it was one of its own.
  mutating func run(_ id: CommandID, in page: StoryPage) -> Bool {
    switch id {
    case .motion(let motion): move(page, motion)
    case .list(.open), .text(.followLink): accept(page)
    case .text(.peek): peek(page)
    case .article(.star), .article(.toggleRead), .article(.queue): mark(page, id)
    // From one article's related stories `r` goes on to those of the chosen one.
    case page.command where id != .article(.relatedStories) || page.entryCount == 0:
      overlays.removeLast()
    case .article(.followStory), .article(.relatedStories): return false
    case .article(.thread): showThread(of: page)
    case .article, .search, .list, .text, .reader: sayNotHere()
    }
    return true
  }

  private mutating func replace(_ page: StoryPage) {
    overlays[overlays.count - 1] = .story(page)
  }

  /// Rows that the view has for its lines.
  private func rows(for page: StoryPage) -> Int { pageRows(page) }

  private mutating func move(_ page: StoryPage, _ motion: Motion) {
    var page = page
    let rows = rows(for: page)
    let half = max(1, rows / 2)
    let whole = max(1, rows - 1)
    switch motion {
    case .down where page.isBelow(rows): page.top += whole
    case .up where page.isAbove: page.top -= whole
    case .down: page.choose(page.selected + 1, scrolling: 1)
    case .up: page.choose(page.selected - 1, scrolling: -1)
    case .top: page.choose(0, scrolling: -page.lines.count)
    case .bottom: page.choose(page.entryCount - 1, scrolling: page.lines.count)
    case .halfPageDown: page.scroll(half)
    case .halfPageUp: page.scroll(-half)
    case .pageDown: page.scroll(whole)
    case .pageUp: page.scroll(-whole)
    }
    replace(page)
  }

  /// Takes the entry that is chosen: the article opens, or everything on a name.
  mutating func accept(_ page: StoryPage) {
    if case .names(_, let names) = page.content {
      if let name = names[safe: page.selected] { askForMentions(of: name) }
    } else if let row = page.chosenArticle {
      open(row.id, from: page)
    }
  }

  /// Takes the entry that bears a number; says whether there is one.
  mutating func accept(_ page: StoryPage, number: Int) -> Bool {
    guard let entry = page.numbered[safe: number - 1] else { return false }
    var page = page
    page.selected = entry
    replace(page)
    accept(page)
    return true
  }

  private mutating func open(_ id: ArticleID, from page: StoryPage) {
    if focus == .list, case .story(let first)? = overlays.first, first.isBriefing {
      stories.shelved = overlays
    }
    overlays.removeAll()
    guard reading?.stored.id != id || reading?.visit == nil else { return }
    savePlace()
    fetch(id, .open(fromList: false))
  }

  /// Shows the briefing again from which the article was opened that was just left.
  mutating func returnToBriefing() {
    guard focus == .list, !stories.shelved.isEmpty else { return }
    overlays = stories.shelved
    stories.shelved = []
  }

  private mutating func peek(_ page: StoryPage) {
    if let row = page.chosenArticle {
      ask(.peek, .article(row.id))
    } else {
      accept(page)
    }
  }

  private mutating func showThread(of page: StoryPage) {
    if case .briefing(let briefing) = page.content,
      let story = briefing.stories[safe: page.selected], let id = story.id
    {
      ask(.story(id), about: story.headline)
    } else if let row = page.chosenArticle {
      ask(.thread(row.id), about: row.headline)
    } else {
      sayNotHere()
    }
  }

  /// Changes the marks of the chosen article; of a story of the briefing, whether all of it is read.
  private mutating func mark(_ page: StoryPage, _ id: CommandID) {
    let articles = page.articles(of: page.selected)
    guard let row = page.chosenArticle else { return }
    switch id {
    case .article(.star): outbox.append(.mark([row.id], row.marks.isStarred ? .unstar : .star))
    case .article(.queue): outbox.append(.mark([row.id], row.marks.isQueued ? .unqueue : .queue))
    default:
      let unread = articles.filter { !$0.marks.isRead }
      let change: MarkChange = unread.isEmpty ? .unread : .read
      outbox.append(.mark((unread.isEmpty ? articles : unread).map(\.id), change))
    }
  }
}

extension StoryPage {
  /// The lines of the chosen entry.
  private var chosenLines: Range<Int>? {
    guard let first = lines.firstIndex(where: { $0.entry == selected }),
      let last = lines.lastIndex(where: { $0.entry == selected })
    else { return nil }
    return first..<last + 1
  }

  /// Whether the chosen entry, longer than the pane, goes on below it.
  fileprivate func isBelow(_ rows: Int) -> Bool {
    guard let chosen = chosenLines, chosen.count > rows else { return false }
    return chosen.upperBound > top + rows
  }

  /// Whether the chosen entry begins above the pane.
  fileprivate var isAbove: Bool { chosenLines.map { $0.lowerBound < top } ?? false }

  fileprivate mutating func choose(_ entry: Int, scrolling step: Int) {
    selected = min(max(0, entry), max(0, entryCount - 1))
    if entryCount == 0 { top += step }
  }

  /// Moves by lines; the entry that comes to stand as far on is chosen.
  fileprivate mutating func scroll(_ step: Int) {
    guard let chosen = chosenLines else {
      top += step
      return
    }
    let line = min(max(0, chosen.lowerBound + step), lines.count - 1)
    let before = lines[...line].last { $0.entry != nil }?.entry
    let next = step > 0 ? max(selected + 1, before ?? 0) : min(selected - 1, before ?? 0)
    choose(next, scrolling: step)
  }

  /// Brings the chosen entry on screen, with what stands above it and belongs to it.
  mutating func settle(rows: Int) {
    if let chosen = chosenLines {
      var first = chosen.lowerBound
      while first > 0, lines[first - 1].entry == nil, chosen.upperBound - first < rows {
        first -= 1
      }
      if chosen.count > rows {
        top = min(max(top, chosen.lowerBound), chosen.upperBound - rows)
      } else {
        top = min(max(top, chosen.upperBound - rows), first)
      }
    }
    top = max(0, min(top, lines.count - rows))
  }
}
