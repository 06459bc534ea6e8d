// The commands of the reader as data: help, hints, the popup after a prefix and the README's key
// table are all made from this one list.

package import Screen

/// Something a reader can ask for.
package enum CommandID: Hashable, Sendable {
  case down, up, top, bottom, halfPageDown, halfPageUp, pageDown, pageUp
  case star, toggleRead, queue, copy, openOutside
  case trailBack, trailForward, search, nextMatch, previousMatch
  case searchLibrary, saveSearch, removeSearch
  case showQueue, showTrail, toggleLayout, commandLine, help, undo, redo, redraw, suspend
  case close, quit
  case open, previousDesk, nextDesk, filter, sort, toggleScope, markAllRead, sync
  case previousSection, nextSection, section(Int), previousParagraph, nextParagraph, outline
  case follow(Int), nextLink, previousLink, followLink, peek, nextArticle, previousArticle
  case wider, narrower, defaultWidth, back
  case relatedStories, thread, followStory, briefing, fold, foldAll
  case previousNew, nextNew, toggleNew, nextReport, previousReport, changes, naming, names
}

/// Where a command's keys count.
package enum CommandContext: String, Hashable, Sendable, CaseIterable {
  case everywhere, list, reading
}

/// A command with its name, its words and its keys.
package struct Command: Hashable, Sendable {
  package let id: CommandID
  /// What is typed on the command line: `next-section`.
  package let name: String
  /// What help says, in a few words.
  package let summary: String
  /// One word for the hint bar.
  package let hint: String
  package let context: CommandContext
  /// Key sequences, the first the one that hints show.
  package let keys: [[Key]]

  init(
    _ id: CommandID, _ name: String, _ context: CommandContext, _ keys: String...,
    hint: String = "",
    summary: String
  ) {
    self.id = id
    self.name = name
    self.context = context
    self.hint = hint
    self.summary = summary
    self.keys = keys.compactMap(Key.sequence)
  }

  /// How help writes the command's keys: `gg Home`.
  package var keyNames: [String] { keys.map(Command.spell) }

  /// How help writes one sequence: `gg`, `Ctrl-x s`.
  package static func spell(_ keys: [Key]) -> String {
    let names = keys.map(\.name)
    return names.allSatisfy { $0.count == 1 } ? names.joined() : names.joined(separator: " ")
  }
}

extension Command {
  /// Every command, in the order of the help page.
  package static let all: [Command] = everywhere + list + reading

  private static let everywhere: [Command] = [
    Command(.down, "down", .everywhere, "j", "Down", summary: "down"),
    Command(.up, "up", .everywhere, "k", "Up", summary: "up"),
    Command(.top, "top", .everywhere, "gg", "Home", summary: "to the top"),
    Command(.bottom, "bottom", .everywhere, "G", "End", summary: "to the bottom"),
    Command(.halfPageDown, "half-page-down", .everywhere, "Ctrl-d", summary: "half a page down"),
    Command(.halfPageUp, "half-page-up", .everywhere, "Ctrl-u", summary: "half a page up"),
    Command(
      .pageDown, "page-down", .everywhere, "Space", "PgDn",
      summary: "a page down; at an article's end, the next unread one"),
    Command(.pageUp, "page-up", .everywhere, "b", "PgUp", summary: "a page up"),
    Command(.star, "star", .everywhere, "s", hint: "star", summary: "star, or take the star away"),
    Command(.toggleRead, "read", .everywhere, "m", summary: "mark read or unread"),
    Command(.queue, "queue", .everywhere, "a", summary: "put in the queue, or take out"),
    Command(.copy, "copy", .everywhere, "y", summary: "copy headline and address"),
    Command(.openOutside, "open-outside", .everywhere, "o", summary: "open outside the reader"),
    Command(
      .relatedStories, "related", .everywhere, "r", hint: "stories",
      summary: "related stories"),
    Command(.thread, "thread", .everywhere, "T", summary: "the story in time order"),
    Command(
      .followStory, "follow-story", .everywhere, "F", summary: "follow the story, or stop"),
    Command(
      .trailBack, "trail-back", .everywhere, "H", "Alt-Left",
      summary: "back on the trail"),
    Command(
      .trailForward, "trail-forward", .everywhere, "L", "Alt-Right",
      summary: "forward on the trail"),
    Command(
      .search, "find", .everywhere, "/", hint: "search",
      summary: "in the list: search the library; in the text: find"),
    Command(
      .searchLibrary, "search", .everywhere, "g/", summary: "search the library"),
    Command(
      .saveSearch, "save", .everywhere, "gs", summary: "save this search beside the desks"),
    Command(
      .removeSearch, "unsave", .everywhere, "gS", summary: "take this saved search out"),
    Command(
      .nextMatch, "next", .everywhere, "n",
      summary: "next match while one is shown, else next unread"),
    Command(
      .previousMatch, "previous", .everywhere, "N",
      summary: "previous match while one is shown, else previous unread"),
    Command(
      .briefing, "briefing", .everywhere, "gb", hint: "briefing",
      summary: "the briefing: what is new, story by story"),
    Command(.showQueue, "show-queue", .everywhere, "gq", summary: "the queue"),
    Command(.showTrail, "show-trail", .everywhere, "gt", summary: "the trail"),
    Command(.toggleLayout, "layout", .everywhere, "z", summary: "one pane or two"),
    Command(.commandLine, "command", .everywhere, ":", summary: "a command by its name"),
    Command(.help, "help", .everywhere, "?", hint: "help", summary: "this help"),
    Command(.undo, "undo", .everywhere, "U", summary: "undo the last mark"),
    Command(.redo, "redo", .everywhere, "Ctrl-r", summary: "redo"),
    Command(.redraw, "redraw", .everywhere, "Ctrl-l", summary: "draw the screen anew"),
    Command(.suspend, "suspend", .everywhere, "Ctrl-z", summary: "suspend"),
    Command(
      .close, "close", .everywhere, "q", "Esc", summary: "close this view; at the top, q quits"),
    Command(.quit, "quit", .everywhere, "Q", summary: "quit"),
  ]

  private static let list: [Command] = [
    Command(.open, "open", .list, "Enter", "l", "Right", hint: "read", summary: "read"),
    Command(.previousDesk, "previous-desk", .list, "[", summary: "previous desk or search"),
    Command(.nextDesk, "next-desk", .list, "]", hint: "desk", summary: "next desk or search"),
    Command(.fold, "fold", .list, "v", summary: "fold the story into one row, or open it"),
    Command(.foldAll, "fold-all", .list, "gv", summary: "fold or open every story"),
    Command(
      .filter, "filter", .list, "f", hint: "filter", summary: "all, unread, starred, queue, dates"),
    Command(.sort, "sort", .list, "S", summary: "order: newest, headline, desk, unread first"),
    Command(.toggleScope, "scope", .list, "w", summary: "this folder or the whole library"),
    Command(.markAllRead, "all-read", .list, "A", summary: "mark all of the list read"),
    Command(.sync, "sync", .list, "R", summary: "look for changes in the folder"),
  ]

  private static let reading: [Command] =
    [
      Command(.previousSection, "previous-section", .reading, "[", summary: "previous section"),
      Command(
        .nextSection, "next-section", .reading, "]", hint: "section", summary: "next section"),
    ]
    + (1...9).map { number in
      Command(
        .section(number), "section-\(number)", .reading, "g\(number)", summary: "section \(number)")
    } + [
      Command(
        .previousParagraph, "previous-paragraph", .reading, "{",
        summary: "previous paragraph or heading"),
      Command(
        .nextParagraph, "next-paragraph", .reading, "}", summary: "next paragraph or heading"),
      Command(
        .previousNew, "previous-new", .reading, "(",
        summary: "previous paragraph that is new to you"),
      Command(.nextNew, "next-new", .reading, ")", summary: "next paragraph that is new to you"),
      Command(
        .toggleNew, "new-to-you", .reading, "gr", summary: "dim what you read elsewhere, or not"),
      Command(.outline, "outline", .reading, "t", hint: "outline", summary: "outline"),
    ]
    + (1...9).map { number in
      Command(
        .follow(number), "follow-\(number)", .reading, "\(number)",
        hint: number == 1 ? "related" : "",
        summary: "follow related headline \(number)")
    } + [
      Command(.nextLink, "next-link", .reading, "Tab", summary: "next link or related headline"),
      Command(
        .previousLink, "previous-link", .reading, "Shift-Tab",
        summary: "previous link or related headline"),
      Command(
        .followLink, "follow", .reading, "Enter",
        summary: "follow the link or related headline that is chosen"),
      Command(
        .peek, "peek", .reading, "p", summary: "peek at the link, headline or names at hand"),
      Command(.names, "names", .reading, "gp", summary: "names in this article, and all on them"),
      Command(
        .changes, "changes", .reading, "gd", summary: "what changed since an earlier edition"),
      Command(.naming, "named-by", .reading, "gn", summary: "who names this article"),
      Command(.nextReport, "next-report", .reading, "gj", summary: "next report of the story"),
      Command(
        .previousReport, "previous-report", .reading, "gk",
        summary: "previous report of the story"),
      Command(.nextArticle, "next-article", .reading, "J", summary: "next article of the list"),
      Command(
        .previousArticle, "previous-article", .reading, "K",
        summary: "previous article of the list"),
      Command(.wider, "wider", .reading, "+", summary: "wider text"),
      Command(.narrower, "narrower", .reading, "-", summary: "narrower text"),
      Command(.defaultWidth, "default-width", .reading, "=", summary: "text as wide as at first"),
      Command(
        .back, "back", .reading, "h", "Backspace", "Left", hint: "back",
        summary: "back to where this article was opened from"),
    ]
}

/// A line of the help page: commands that differ only by a number are one line.
package struct HelpLine: Hashable, Sendable {
  package let keys: String
  package let summary: String
}

extension HelpLine {
  /// The lines of one context, in the order of the table.
  package static func lines(of context: CommandContext, in keymap: Keymap) -> [HelpLine] {
    var lines: [HelpLine] = []
    for command in keymap.commands where command.context == context {
      switch command.id {
      case .section(let number) where number > 1, .follow(let number) where number > 1:
        continue
      case .section: lines.append(range(command, "section by number", in: keymap))
      case .follow: lines.append(range(command, "follow related headline by number", in: keymap))
      default:
        lines.append(
          HelpLine(keys: command.keyNames.joined(separator: "  "), summary: command.summary))
      }
    }
    return lines
  }

  private static func range(_ first: Command, _ summary: String, in keymap: Keymap) -> HelpLine {
    let last = keymap.commands.last { other in
      switch (first.id, other.id) {
      case (.section, .section), (.follow, .follow): true
      default: false
      }
    }
    let ends = [first, last ?? first].compactMap(\.keyNames.first)
    return HelpLine(keys: ends.joined(separator: "–"), summary: summary)
  }
}
