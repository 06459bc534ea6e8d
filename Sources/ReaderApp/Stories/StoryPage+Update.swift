// A view on stories answers the keys that move, open, peek and mark in it.

import ArticleModel
import Screen

/// The requests of a view on stories to the rest of the reader.
enum StoryPageRequest {
  case open(ArticleID)
  /// Show everything on a name.
  case showMentions(SafeText)
  /// Show the story of an article, or of the briefing, with its headline.
  case showThread(ArticleID, SafeText)
  case showStory(StoryID, SafeText)
  case close
  /// Say that the key does nothing here.
  case sayNotHere
}

typealias StoryPageOutcome = Outcome<StoryPageRequest>

extension StoryPage {
  /// Does what a command asks for; says whether it is one that this view does otherwise than the
  /// panes.
  mutating func update(_ id: CommandID, _ around: Surroundings, _ out: inout StoryPageOutcome)
    -> Bool
  {
    switch id {
    case .motion(let motion): move(motion, around)
    case .list(.open) where entryCount > 0, .text(.followLink) where entryCount > 0: accept(&out)
    case .text(.peek) where entryCount > 0: peek(&out)
    case .article(.star) where chosenArticle != nil,
      .article(.toggleRead) where chosenArticle != nil,
      .article(.queue) where chosenArticle != nil:
      mark(id, &out)
    case .list(.markAllRead) where isBriefing: markRestRead(&out)
    // From one article's related stories `r` goes on to those of the chosen one.
    case command where id != .article(.relatedStories) || entryCount == 0: out.request(.close)
    case .article(.followStory), .article(.relatedStories): return false
    case .article(.thread): showThread(&out)
    case .text(.follow) where entryCount > 0: out.say(Message.rows(numbered.count))
    case .article, .search, .list, .text, .reader: out.request(.sayNotHere)
    }
    return true
  }

  private mutating func move(_ motion: Motion, _ around: Surroundings) {
    let rows = rowsForLines(around)
    let half = max(1, rows / 2)
    let whole = max(1, rows - 1)
    switch motion {
    case .down where isBelow(rows): top += whole
    case .up where isAbove: top -= whole
    case .down: choose(selected + 1, scrolling: 1)
    case .up: choose(selected - 1, scrolling: -1)
    case .top: choose(0, scrolling: -lines.count)
    case .bottom: choose(entryCount - 1, scrolling: lines.count)
    case .halfPageDown: scroll(half)
    case .halfPageUp: scroll(-half)
    case .pageDown: scroll(whole)
    case .pageUp: scroll(-whole)
    }
  }

  /// Takes the entry that is chosen: the article opens, or everything on a name.
  /// Chooses the entry of a number, counted from 1, or the last one; without entries it is a line.
  mutating func goToRow(_ number: Int) {
    guard entryCount > 0 else {
      top = number - 1
      return
    }
    let places = numbered
    choose(places[min(max(0, number - 1), places.count - 1)], scrolling: 0)
  }

  func accept(_ out: inout StoryPageOutcome) {
    if case .names(_, let names) = content {
      if let name = names[safe: selected] { out.request(.showMentions(name)) }
    } else if case .followed(let threads) = content, let thread = threads[safe: selected] {
      if let id = thread.id { out.request(.showStory(id, thread.headline)) }
    } else if let row = chosenArticle {
      out.request(.open(row.id))
    }
  }

  /// Takes the entry that bears a number; says whether there is one.
  mutating func accept(number: Int, _ out: inout StoryPageOutcome) -> Bool {
    guard let entry = numbered[safe: number - 1] else { return false }
    selected = entry
    accept(&out)
    return true
  }

  private func peek(_ out: inout StoryPageOutcome) {
    if let row = chosenArticle {
      out.ask(.peek, .article(row.id))
    } else {
      accept(&out)
    }
  }

  private func showThread(_ out: inout StoryPageOutcome) {
    if case .briefing(let briefing) = content, let story = briefing.stories[safe: selected],
      let id = story.id
    {
      out.request(.showStory(id, story.headline))
    } else if let row = chosenArticle {
      out.request(.showThread(row.id, row.headline))
    } else {
      out.request(.sayNotHere)
    }
  }

  /// Changes the marks of the chosen article; of a story of the briefing, whether all of it is
  /// read.
  private func mark(_ id: CommandID, _ out: inout StoryPageOutcome) {
    let articles = self.articles(of: selected)
    guard let row = chosenArticle else { return }
    switch id {
    case .article(.star): out.effect(.mark([row.id], row.marks.isStarred ? .unstar : .star))
    case .article(.queue): out.effect(.mark([row.id], row.marks.isQueued ? .unqueue : .queue))
    default:
      let unread = articles.filter { !$0.marks.isRead }
      let change: MarkChange = unread.isEmpty ? .unread : .read
      out.effect(.mark((unread.isEmpty ? articles : unread).map(\.id), change))
    }
  }
}

extension StoryPage {
  /// Marks all of the briefing read, also the stories that are not on screen yet; but not what came
  /// since it was opened.
  private func markRestRead(_ out: inout StoryPageOutcome) {
    guard case .briefing(let briefing) = content,
      case .briefing(let scopes, _, _)? = question
    else { return }
    var rest = ListQuery()
    rest.scopes = scopes
    rest.unreadOnly = true
    rest.upTo = briefing.edge
    out.effect(.markAll(rest, .read))
  }

  /// The lines of the chosen entry.
  private var chosenLines: Range<Int>? {
    guard let first = lines.firstIndex(where: { $0.entry == selected }),
      let last = lines.lastIndex(where: { $0.entry == selected })
    else { return nil }
    return first..<last + 1
  }

  /// True if the chosen entry, longer than the pane, goes on below it.
  func isBelow(_ rows: Int) -> Bool {
    guard let chosen = chosenLines, chosen.count > rows else { return false }
    return chosen.upperBound > top + rows
  }

  /// True if the chosen entry begins above the pane.
  var isAbove: Bool { chosenLines.map { $0.lowerBound < top } ?? false }

  mutating func choose(_ entry: Int, scrolling step: Int) {
    selected = min(max(0, entry), max(0, entryCount - 1))
    if entryCount == 0 { top += step }
  }

  /// Moves by lines; the entry that comes to stand as far on is chosen.
  mutating func scroll(_ step: Int) {
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
