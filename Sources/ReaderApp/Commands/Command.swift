// Help, hints, the popup after a prefix and the README's key table are all made from this one list.

package import Screen

/// The part of the screen in which a command's keys count.
package enum CommandContext: String, Hashable, Sendable, CaseIterable {
  case everywhere, list, reading
}

/// A command with its name, its words and its keys.
package struct Command: Hashable, Sendable {
  /// The command itself.
  package let id: CommandID
  /// The name on the command line: `next-section`.
  package let name: String
  /// A few words for the help.
  package let summary: String
  /// One word for the hint bar.
  package let hint: String
  /// The table in which its keys stand.
  package let context: CommandContext
  /// Facts that are true of it wherever it is run.
  package let traits: CommandTraits
  /// Key sequences, the first the one that hints show.
  package let keys: [[Key]]

  init(
    _ id: CommandID, _ name: String, _ context: CommandContext, _ keys: String...,
    hint: String = "", traits: CommandTraits = [],
    summary: String
  ) {
    self.id = id
    self.name = name
    self.context = context
    self.hint = hint
    self.summary = summary
    self.traits = traits
    self.keys = keys.compactMap(Key.sequence)
  }

  /// The command's keys as help writes them: `gg Home`.
  package var keyNames: [String] { keys.map(Command.spell) }

  /// One sequence as help writes it: `gg`, `Ctrl-x s`.
  package static func spell(_ keys: [Key]) -> String {
    let names = keys.map(\.name)
    return names.allSatisfy { $0.count == 1 } ? names.joined() : names.joined(separator: " ")
  }
}

extension Command {
  /// The traits of each command in the table.
  fileprivate static let traits = Dictionary(uniqueKeysWithValues: all.map { ($0.id, $0.traits) })

  /// Every command, in the order of the help page.
  package static let all: [Command] = everywhere + list + reading

  private static let everywhere: [Command] = [
    Command(
      .motion(.down), "down", .everywhere, "j", "Down", "Ctrl-n", "Ctrl-e",
      traits: [.moves, .forRow], summary: "down"),
    Command(
      .motion(.up), "up", .everywhere, "k", "Up", "Ctrl-p", "Ctrl-y", traits: [.moves, .forRow],
      summary: "up"),
    Command(
      .motion(.top), "top", .everywhere, "gg", "Home", traits: [.jumps], summary: "to the top"),
    Command(
      .motion(.bottom), "bottom", .everywhere, "G", "End", traits: [.forRow, .jumps],
      summary: "to the bottom, or after a number to that row"),
    Command(
      .motion(.halfPageDown), "half-page-down", .everywhere, "Ctrl-d", "d",
      traits: [.moves, .forRow],
      summary: "half a page down"),
    Command(
      .motion(.halfPageUp), "half-page-up", .everywhere, "Ctrl-u", "u",
      traits: [.moves, .forRow],
      summary: "half a page up"),
    Command(
      .motion(.pageDown), "page-down", .everywhere, "Space", "PgDn", "Ctrl-f",
      traits: [.moves, .forRow], summary: "a page down; at an article's end, the next unread one"),
    Command(
      .motion(.pageUp), "page-up", .everywhere, "b", "PgUp", "Ctrl-b",
      traits: [.moves, .forRow], summary: "a page up"),
    Command(
      .reader(.placeBefore), "place-before", .everywhere, "''", traits: [.forRow],
      summary: "to where the last jump was made from"),
    Command(
      .article(.star), "star", .everywhere, "s", hint: "star", traits: [.forRow, .needsArticle],
      summary: "star, or take the star away"),
    Command(
      .article(.toggleRead), "read", .everywhere, "m", traits: [.forRow],
      summary: "mark read or unread"),
    Command(
      .article(.queue), "queue", .everywhere, "a", traits: [.forRow],
      summary: "put in the queue, or take out"),
    Command(.article(.copy), "copy", .everywhere, "y", summary: "copy headline and address"),
    Command(
      .article(.openOutside), "open-outside", .everywhere, "o", summary: "open outside the reader"),
    Command(
      .article(.edit), "edit", .everywhere, "e", summary: "open the document in $EDITOR"),
    Command(
      .article(.relatedStories), "related", .everywhere, "r", hint: "stories",
      traits: [.forRow, .needsArticle], summary: "related stories"),
    Command(
      .article(.thread), "thread", .everywhere, "T", traits: [.forRow],
      summary: "the story in time order"),
    Command(
      .article(.followStory), "follow-story", .everywhere, "F", traits: [.forRow],
      summary: "follow the story, or stop"),
    Command(
      .reader(.trailBack), "trail-back", .everywhere, "H", "Alt-Left",
      summary: "back on the trail"),
    Command(
      .reader(.trailForward), "trail-forward", .everywhere, "L", "Alt-Right",
      summary: "forward on the trail"),
    Command(
      .search(.search), "find", .everywhere, "/", hint: "search",
      traits: [.overViews],
      summary: "in the list: search the library; in the text and the help: find"),
    Command(
      .search(.searchLibrary), "search", .everywhere, "g/", traits: [.overViews],
      summary: "search the library"),
    Command(
      .search(.saveSearch), "save", .everywhere, "gs", summary: "save this search beside the desks"),
    Command(
      .search(.removeSearch), "unsave", .everywhere, "gS", summary: "take this saved search out"),
    Command(
      .search(.nextMatch), "next", .everywhere, "n",
      traits: [.moves, .forRow, .jumps], summary: "next match while one is shown, else next unread"),
    Command(
      .search(.previousMatch), "previous", .everywhere, "N",
      traits: [.moves, .forRow, .jumps],
      summary: "previous match while one is shown, else previous unread"),
    Command(
      .list(.markAllRead), "all-read", .everywhere, "A",
      summary: "mark all of the list, or of the briefing, read"),
    Command(
      .reader(.briefing), "briefing", .everywhere, "gb", hint: "briefing",
      traits: [.overViews], summary: "the briefing: what is new, story by story"),
    Command(
      .reader(.showQueue), "show-queue", .everywhere, "gq", traits: [.overViews],
      summary: "the queue"),
    Command(
      .reader(.showTrail), "show-trail", .everywhere, "gt", traits: [.overViews],
      summary: "the trail"),
    Command(
      .reader(.showDesks), "desks", .everywhere, "gD", traits: [.overViews],
      summary: "the desks, as a tree, with what is unread in each"),
    Command(
      .reader(.showFollowed), "followed", .everywhere, "gf", traits: [.overViews],
      summary: "the stories that you follow, with what is new in each"),
    Command(
      .reader(.showSearches), "searches", .everywhere, "gK", traits: [.overViews],
      summary: "the searches that are kept, with what is unread in each"),
    Command(.reader(.toggleLayout), "layout", .everywhere, "z", summary: "one pane or two"),
    Command(
      .reader(.commandLine), "command", .everywhere, ":", traits: [.overViews],
      summary: "a command by its name"),
    Command(
      .reader(.help), "help", .everywhere, "?", "F1", hint: "help", traits: [.atOnce],
      summary: "this help"),
    Command(
      .reader(.undo), "undo", .everywhere, "U", traits: [.overViews], summary: "undo the last mark"),
    Command(.reader(.redo), "redo", .everywhere, "Ctrl-r", traits: [.overViews], summary: "redo"),
    Command(
      .reader(.redraw), "redraw", .everywhere, "Ctrl-l", traits: [.atOnce, .overViews],
      summary: "draw the screen anew"),
    Command(
      .reader(.suspend), "suspend", .everywhere, "Ctrl-z", traits: [.atOnce, .overViews],
      summary: "suspend"),
    Command(
      .reader(.close), "close", .everywhere, "q", "Esc", traits: [.atOnce],
      summary: "close this view; at the top, q quits"),
    Command(
      .reader(.sayHowToLeave), "leave", .everywhere, "Ctrl-c", traits: [.atOnce, .overViews],
      summary: "how to leave"),
    Command(
      .reader(.quit), "quit", .everywhere, "Q", traits: [.atOnce, .overViews], summary: "quit"),
  ]

  private static let list: [Command] = [
    Command(
      .list(.open), "open", .list, "Enter", "l", "Right", hint: "read",
      traits: [.forRow, .needsArticle], summary: "read"),
    Command(
      .list(.peek), "peek-article", .list, "p", traits: [.forRow, .needsArticle],
      summary: "peek at the article"),
    Command(.list(.previousDesk), "previous-desk", .list, "[", summary: "previous desk or search"),
    Command(
      .list(.nextDesk), "next-desk", .list, "]", hint: "desk", summary: "next desk or search"),
    Command(
      .list(.fold), "fold", .list, "v", traits: [.forRow],
      summary: "fold the story into one row, or open it"),
    Command(.list(.foldAll), "fold-all", .list, "gv", summary: "fold or open every story"),
    Command(
      .list(.filter), "filter", .list, "f", hint: "filter",
      summary: "all, unread, starred, queue, dates"),
    Command(
      .list(.sort), "sort", .list, "S", summary: "order: newest, headline, desk, unread first"),
    Command(.list(.toggleScope), "scope", .list, "w", summary: "this folder or the whole library"),
    Command(
      .list(.narrower), "list-narrower", .list, "<", summary: "a narrower list beside the text"),
    Command(.list(.wider), "list-wider", .list, ">", summary: "a wider list beside the text"),
    Command(.list(.sync), "sync", .list, "R", summary: "look for changes in the folder"),
  ]

  private static let reading: [Command] =
    [
      Command(
        .text(.previousSection), "previous-section", .reading, "[", traits: [.moves, .jumps],
        summary: "previous section"),
      Command(
        .text(.nextSection), "next-section", .reading, "]", hint: "section",
        traits: [.moves, .jumps],
        summary: "next section"),
    ]
    + (1...9).map { number in
      Command(
        .text(.section(number)), "section-\(number)", .reading, "g\(number)", traits: [.jumps],
        summary: "section \(number)")
    } + [
      Command(
        .text(.previousParagraph), "previous-paragraph", .reading, "{",
        traits: [.moves], summary: "previous paragraph or heading"),
      Command(
        .text(.nextParagraph), "next-paragraph", .reading, "}", traits: [.moves],
        summary: "next paragraph or heading"),
      Command(
        .text(.previousNew), "previous-new", .reading, "(",
        traits: [.needsReading], summary: "previous paragraph that is new to you"),
      Command(
        .text(.nextNew), "next-new", .reading, ")", traits: [.needsReading],
        summary: "next paragraph that is new to you"),
      Command(
        .text(.toggleNew), "new-to-you", .reading, "gr", traits: [.needsReading],
        summary: "dim what you read elsewhere, or not"),
      Command(.text(.outline), "outline", .reading, "t", hint: "outline", summary: "outline"),
    ]
    + (1...9).map { number in
      Command(
        .text(.follow(number)), "follow-\(number)", .reading, "\(number)",
        hint: number == 1 ? "related" : "",
        summary: "follow related headline \(number)")
    } + [
      Command(
        .text(.nextLink), "next-link", .reading, "Tab", summary: "next link or related headline"),
      Command(
        .text(.previousLink), "previous-link", .reading, "Shift-Tab",
        summary: "previous link or related headline"),
      Command(
        .text(.followLink), "follow", .reading, "Enter",
        summary: "follow the link or related headline that is chosen"),
      Command(
        .text(.peek), "peek", .reading, "p", summary: "peek at the link, headline or names at hand"),
      Command(
        .text(.names), "names", .reading, "gp", traits: [.needsReading],
        summary: "names in this article, and all on them"),
      Command(
        .text(.changes), "changes", .reading, "gd", traits: [.needsReading],
        summary: "what changed since an earlier edition"),
      Command(
        .text(.naming), "named-by", .reading, "gn", traits: [.needsReading],
        summary: "who names this article"),
      Command(
        .text(.nextReport), "next-report", .reading, "gj", traits: [.needsReading],
        summary: "next report of the story"),
      Command(
        .text(.previousReport), "previous-report", .reading, "gk",
        traits: [.needsReading], summary: "previous report of the story"),
      Command(
        .text(.nextArticle), "next-article", .reading, "J", traits: [.moves],
        summary: "next article of the list"),
      Command(
        .text(.previousArticle), "previous-article", .reading, "K",
        traits: [.moves], summary: "previous article of the list"),
      Command(
        .text(.pipe), "pipe", .reading, "|", traits: [.needsReading],
        summary: "give the text to a command of the shell"),
      Command(.text(.wider), "wider", .reading, "+", summary: "wider text"),
      Command(.text(.narrower), "narrower", .reading, "-", summary: "narrower text"),
      Command(
        .text(.defaultWidth), "default-width", .reading, "=", summary: "text as wide as at first"),
      Command(
        .text(.back), "back", .reading, "h", "Backspace", "Left", hint: "back",
        summary: "back to where this article was opened from"),
    ]
}

extension CommandID {
  /// The command's traits in the table.
  var traits: CommandTraits { Command.traits[self] ?? [] }
}

/// A line of the help page: commands that differ only by a number are one line.
package struct HelpLine: Hashable, Sendable {
  /// The keys, as `gg  Home`.
  package let keys: String
  /// A few words on what they do.
  package let summary: String
}

extension HelpLine {
  /// The lines of one context, in the order of the table.
  package static func lines(of context: CommandContext, in keymap: Keymap) -> [HelpLine] {
    var lines: [HelpLine] = []
    for command in keymap.commands where command.context == context {
      switch command.id {
      case .text(.section(let number)) where number > 1,
        .text(.follow(let number)) where number > 1:
        continue
      case .text(.section): lines.append(range(command, "section by number", in: keymap))
      case .text(.follow):
        lines.append(range(command, "follow related headline by number", in: keymap))
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
      case (.text(.section), .text(.section)), (.text(.follow), .text(.follow)): true
      default: false
      }
    }
    let ends = [first, last ?? first].compactMap(\.keyNames.first)
    return HelpLine(keys: ends.joined(separator: "–"), summary: summary)
  }
}
