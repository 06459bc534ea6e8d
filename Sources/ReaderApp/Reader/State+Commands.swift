// A command is offered to the views, to the pane in focus, and then to the whole reader.

import ArticleModel
import Screen

extension State {
  /// A taker of commands.
  private enum Taker {
    /// A question whose answer a key waits for: to close is to give it up.
    case question
    case views
    case pane(Pane)
    case everywhere
  }

  /// The takers of a command, asked one after the other: from the topmost view down to what is done
  /// everywhere.
  private var takers: [Taker] { [.question, .views, .pane(focus), .everywhere] }

  /// Does what a command asks for.
  mutating func run(_ id: CommandID, key: Key? = nil) {
    for taker in takers {
      if give(id, to: taker, key: key) { return }
    }
  }

  /// Gives somebody a command; says whether it was taken.
  private mutating func give(_ id: CommandID, to taker: Taker, key: Key?) -> Bool {
    switch (taker, id) {
    case (.question, _): return id == .reader(.close) && cancelStoryQuestion()
    case (.views, _):
      guard !overlays.isEmpty else { return false }
      let content = overlayContent
      return inViews { $0.update(id, content, $1, &$2) }
    case (.pane(.list), .motion(let motion)): inList { $0.move(motion, $1, &$2) }
    case (.pane(.text), .motion(let motion)): inText { $0.move(motion, $1, &$2) }
    // It is not for who reads one article: the list does not lie before them.
    case (.pane(.text), .list(.markAllRead)): message = Message.markAllElsewhere
    case (.pane, _), (.everywhere, .motion): return false
    case (.everywhere, .article(let command)): run(command)
    case (.everywhere, .search(let command)): run(command)
    case (.everywhere, .list(let command)): inList { $0.update(command, $1, &$2) }
    case (.everywhere, .text(let command)): run(command)
    case (.everywhere, .reader(let command)): run(command, key: key)
    }
    return true
  }

  private mutating func run(_ command: ReaderCommand, key: Key?) {
    switch command {
    case .close: close(key)
    case .quit: quit()
    case .help: overlays.append(.help(top: 0))
    case .sayHowToLeave:
      message = Message.howToLeave(
        quit: around.key(.reader(.quit)), close: around.key(.reader(.close)))
    case .placeBefore: goToPlaceBefore()
    case .commandLine: prompt.line = InputLine(purpose: .command)
    case .toggleLayout: toggleLayout()
    case .undo: if !undoSearchChange() { outbox.append(.undo) }
    case .redo: if !redoSearchChange() { outbox.append(.redo) }
    case .redraw: outbox.append(.redraw)
    case .suspend: suspend()
    case .briefing: inStories { $0.askForBriefing($1, &$2) }
    case .showQueue: showOnly(queued: true)
    case .showTrail: showTrail()
    case .showDesks: ask(.overview, .desks(activeScopes))
    case .showFollowed: ask(.followed, .page(.empty))
    case .showSearches: ask(.overview, .searchNews)
    case .trailBack: goBack()
    case .trailForward: goForward()
    }
  }

  private mutating func run(_ command: ArticleCommand) {
    switch command {
    case .star: toggleMark(\.isStarred, .star)
    case .toggleRead: toggleMark(\.isRead, .read)
    case .queue: toggleMark(\.isQueued, .queue)
    case .copy: copy()
    case .openOutside: openOutside()
    case .edit: edit()
    case .relatedStories, .thread, .followStory: runStory(command)
    }
  }

  private mutating func run(_ command: SearchCommand) {
    switch command {
    case .search: if focus == .text, reading != nil { startFind() } else { startLibrarySearch() }
    case .searchLibrary: startLibrarySearch()
    case .saveSearch: saveSearch()
    case .removeSearch: removeSearch()
    case .nextMatch: nextMatchOrUnread(forward: true)
    case .previousMatch: nextMatchOrUnread(forward: false)
    }
  }

  private mutating func run(_ command: TextCommand) {
    let needsReading = CommandID.text(command).traits.contains(.needsReading)
    guard reading != nil, focus == .text || !needsReading else {
      message = Message.noArticleOpen
      return
    }
    inText { $0.update(command, $1, &$2) }
  }

  /// Closes the topmost view; at the top `q` quits.
  private mutating func close(_ key: Key?) {
    if awaited?.holdsKeys == true {
      // The article being opened is closed; in the list that is all.
      awaited = nil
      heldKeys = []
      if focus == .list { return }
    }
    if let search, !search.isShown {
      self.search = nil
    } else if let find = reading?.find, focus == .text, !find.matches.isEmpty, !find.isOfSearch {
      reading?.find = nil
      markHits()
    } else if focus == .text {
      let first = trail.path.first?.id
      leaveToList()
      returnToViews(behind: first)
    } else if showsResults {
      closeSearch()
    } else if isView || (key?.code == .escape && lists.isFiltered) {
      showOnly()
    } else if key?.code == .escape {
      message = Message.nothingToClose(quit: around.key(.reader(.quit)))
    } else {
      quit()
    }
  }
}

extension State {
  /// True if the list is one that was opened for a while, and not the one that is lived in: what is
  /// starred, the queue, some days, or nothing at all.
  private var isView: Bool {
    list.queuedOnly || list.starredOnly || list.dates != nil
      || lists.isFiltered && list.isLoaded && list.rows.isEmpty
  }
}

extension AwaitedArticle {
  /// True if keys pressed meanwhile are meant for the article that comes.
  var holdsKeys: Bool {
    switch purpose {
    case .open, .visit, .restore: true
    case .preview, .refresh: false
    }
  }
}
