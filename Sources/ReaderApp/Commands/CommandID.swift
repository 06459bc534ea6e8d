// Each command names the part of the reader that does it.

/// A command. Its case says who does it, so that each does all of its own.
package enum CommandID: Hashable, Sendable {
  /// Moving in whatever has the keys.
  case motion(Motion)
  /// Something about the article at hand: the one being read, else the selected one.
  case article(ArticleCommand)
  case search(SearchCommand)
  case list(ListCommand)
  case text(TextCommand)
  /// Something that is done wherever one is.
  case reader(ReaderCommand)
}

/// A way to move in a list, a text or a view.
package enum Motion: Hashable, Sendable {
  case down, up, top, bottom, halfPageDown, halfPageUp, pageDown, pageUp
}

/// A command about the article at hand.
package enum ArticleCommand: Hashable, Sendable {
  case star, toggleRead, queue, copy, openOutside, edit
  case relatedStories, thread, followStory
}

/// A command about searches and their matches.
package enum SearchCommand: Hashable, Sendable {
  case search, searchLibrary, saveSearch, removeSearch, nextMatch, previousMatch
}

/// A command of the list pane.
package enum ListCommand: Hashable, Sendable {
  case open, peek, previousDesk, nextDesk, filter, sort, toggleScope, markAllRead, sync
  case fold, foldAll, narrower, wider
}

/// A command of the text pane.
package enum TextCommand: Hashable, Sendable {
  case previousSection, nextSection, section(Int), previousParagraph, nextParagraph, outline
  case follow(Int), nextLink, previousLink, followLink, peek, nextArticle, previousArticle
  case wider, narrower, defaultWidth, back, pipe
  case previousNew, nextNew, toggleNew, nextReport, previousReport, changes, naming, names
}

/// A command of the whole reader.
package enum ReaderCommand: Hashable, Sendable {
  case trailBack, trailForward, briefing, showQueue, showTrail, toggleLayout, commandLine, help
  case undo, redo, redraw, suspend, close, quit, sayHowToLeave, placeBefore
  case showDesks, showFollowed, showSearches
}

/// Facts that are true of a command wherever it is run.
package struct CommandTraits: OptionSet, Hashable, Sendable {
  /// The traits as bits.
  package let rawValue: Int

  package init(rawValue: Int) {
    self.rawValue = rawValue
  }

  /// It moves on in what is shown, and may well be asked for again.
  package static let moves = CommandTraits(rawValue: 1)
  /// It is meant for a row of the list: of the rows that come, if others were asked for.
  package static let forRow = CommandTraits(rawValue: 2)
  /// It waits for nothing that is being fetched.
  package static let atOnce = CommandTraits(rawValue: 4)
  /// It does the same over every view as without one.
  package static let overViews = CommandTraits(rawValue: 8)
  /// There must be an article in the list for it.
  package static let needsArticle = CommandTraits(rawValue: 16)
  /// There must be an article that is being read, not only shown beside the list.
  package static let needsReading = CommandTraits(rawValue: 32)
  /// It may lead far: the place before it can be gone back to.
  package static let jumps = CommandTraits(rawValue: 64)
}
