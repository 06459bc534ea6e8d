// From what happened to what is: the one function that changes the state.

import ArticleModel
package import Screen

extension State {
  /// Takes in what happened; gives what the runtime is to do, in order.
  package mutating func update(_ event: Event) -> [Effect] {
    outbox = []
    handle(event)
    settle()
    defer { outbox = [] }
    return outbox
  }

  private mutating func handle(_ event: Event) {
    switch event {
    case .key(let key): press(key)
    case .pasted(let text): inPrompt { $0.paste(text, &$2) }
    case .resized(let size): resize(to: size)
    case .resumed: outbox.append(.redraw)
    case .started(let session, let trail): start(Session.read(session), trail)
    case .saveDue: save()
    case .failed(let text): fail(text)
    case .notice(let text): message = text
    case .syncProgress(let done, let total): syncing = SyncLine(done: done, total: total)
    case .syncFinished(let text):
      syncing = nil
      if let text { message = text }
      if search?.isStale == true { refreshResults() }
      countSearches()
      refreshPage()
    case .libraryChanged:
      libraryChanged()
      refreshPage()
    case .nothingToUndo: message = Message.nothingToUndo
    case .nothingToRedo: message = Message.nothingToRedo
    case .answered(let inquiry, let answer): take(answer, to: inquiry)
    case .unanswered(let inquiry, let text): unanswered(inquiry, text)
    case .drawn: wasDrawn()
    case .followed(let id, let story, let isFollowed): followed(id, story, isFollowed)
    case .marked(let ids, let change): marked(ids, change)
    case .undone(let ids, let change): undone(ids, change, word: "Undone")
    case .redone(let ids, let change): undone(ids, change, word: "Done again")
    }
  }

  private mutating func take(_ answer: LibraryAnswer, to inquiry: Inquiry) {
    let request = inquiry.request
    switch answer {
    case .window(let window):
      if inquiry.asker == .unread {
        openFound(window.rows.first)
      } else {
        inList { $0.place(window, request: request, $1, &$2) }
      }
    case .facets(let facets): take(facets, to: inquiry.question)
    case .article(let stored):
      if inquiry.asker == .peek { peeked(stored) } else { show(stored, request: request) }
    case .resolvedArticle(let stored, let headlines):
      if let stored {
        text.keepPreview(stored, headlines, generation: request, around)
      }
    case .relatedHeadlines(let headlines):
      if case .relatedHeadlines(let id, _) = inquiry.question {
        inText { $0.take(headlines, of: id, &$2) }
      }
    case .found(let results): found(results, request: request)
    case .count(let counts):
      if case .savedSearch(let id) = inquiry.asker { counted(id, counts) }
    case .snippets(let snippets): searching.take(snippets, request: request)
    case .savedSearches(let searches): take(searches)
    case .trail(let whole): trail.add(earlier: whole)
    case .stories(let answer):
      if case .stories(let question) = inquiry.question { answered(request, question, answer) }
    }
  }

  private mutating func take(_ facets: Facets, to question: LibraryQuestion) {
    guard case .facets(let query) = question, query.scopes == activeScopes else { return }
    lists.facets = facets
    countSearches()
  }

  private mutating func unanswered(_ inquiry: Inquiry, _ text: SafeText) {
    switch inquiry.asker {
    case .story, .beside, .repeated: storyFailed(inquiry.request, text)
    case .ahead, .savedSearch: return
    case .list, .unread, .counts, .countsLater, .text, .relatedHeadlines, .peek, .search,
      .snippets, .savedSearches, .trail:
      fail(text)
    }
  }

  /// What must hold after every event: the column has the pane's width, the selection is on screen.
  private mutating func settle() {
    text.layOut(around)
    lists.showSelection(around)
    fetchSnippets()
    if size.columns >= Arrangement.wideEnoughForThree {
      let reading = reading
      inStories { $0.fetchNear(to: reading, $1, &$2) }
    }
    settlePages()
  }

  private mutating func start(_ session: Session?, _ trail: Trail) {
    self.trail = trail
    self.trail.reserve(from: visitBase)
    isStarted = true
    if let session { restore(session) }
    if let session, let article = session.article, session.focus == .text {
      focus = .text
      fetch(article, .restore(visit: session.visit, session.position))
    } else {
      focus = .list
      self.trail.leaveToList()
      if let opens { fetch(opens, .open(fromList: true)) }
    }
    if let selected = session?.selected {
      list.isTouched = true
      let above = session?.rowsAbove ?? 0
      request(.aroundArticle(selected, above: above), .keep(selected, rowsAbove: above))
    } else {
      request(.first, .first)
    }
    ask(.counts, .facets(query))
    ask(.savedSearches, .savedSearches)
    lookAhead()
  }

  /// Visits of the trail that are asked for beyond those that the reader begins with.
  private static let mostVisits = 1_000

  /// Asks the library something.
  mutating func ask(_ asker: Asker, request: Int = 0, _ question: LibraryQuestion) {
    outbox.append(.ask(Inquiry(asker, request: request, question)))
  }

  /// Asks for what was not needed for the frame that is now on the screen.
  private mutating func wasDrawn() {
    if !hasWholeTrail {
      hasWholeTrail = true
      ask(.trail, .trail(limit: Self.mostVisits))
    }
    inList { $0.prefetch($1, &$2) }
    fetchNeighbours()
  }

  private mutating func fail(_ text: SafeText) {
    message = text
    awaited = nil
    list.awaited = nil
    search?.awaited = nil
    if let search, !search.isShown { self.search = nil }
    releaseHeldKeys()
  }

  /// Keeps where the reader is: now, and in the library.
  mutating func save() {
    guard isStarted, isSaveDue else { return }
    isSaveDue = false
    savePlace()
    outbox.append(.saveSession(session.text))
  }

  /// Remembers that there is something to save, and asks to be reminded.
  mutating func touch() {
    if !isSaveDue { outbox.append(.armSave) }
    isSaveDue = true
  }

  private mutating func libraryChanged() {
    stories.near.isStale = true
    text.previews.growStale()
    ask(.counts, .facets(query))
    if showsResults {
      search?.home.isStale = true
      refreshResults()
    } else if list.awaited == nil {
      reloadKeepingPlace()
    } else {
      list.isStale = true
    }
    if let id = reading?.stored.id, awaited == nil { fetch(id, .refresh) }
  }
}

// MARK: - Keys

extension State {
  /// The table in which keys are looked up first.
  var context: CommandContext {
    overlays.last?.context ?? (focus == .list ? .list : .reading)
  }

  private mutating func press(_ key: Key) {
    if mustWait(key) {
      if heldKeys.count < 100 { heldKeys.append(key) }
      return
    }
    message = nil
    if prompt.line != nil {
      inPrompt { $0.type(key, $1, &$2) }
    } else {
      press(pending: pending.keys + [key])
    }
  }

  /// Whether a key is meant for an article or for results that are still being fetched.
  private func mustWait(_ key: Key) -> Bool {
    if let purpose = prompt.line?.purpose {
      guard purpose == .search, searching.awaitsResults, key.code != .escape else { return false }
      return !heldKeys.isEmpty || key.movesInResults || key.code == .enter
    }
    if stories.awaited != nil { return !isAlwaysAtOnce(key) }
    guard overlays.isEmpty else { return false }
    if awaited?.holdsKeys == true || searching.awaitsResults { return !isAlwaysAtOnce(key) }
    guard focus == .list, !showsResults, list.awaited?.placement == .first else { return false }
    return isAlwaysAtOnce(key) ? false : !heldKeys.isEmpty || isForRow(key)
  }

  /// Whether a key is meant for a row of the list: of the one that comes, if another was asked for.
  private func isForRow(_ key: Key) -> Bool {
    guard pending.keys.isEmpty, case .command(let command) = keymap.match([key], in: context) else {
      return false
    }
    return command.traits.contains(.forRow)
  }

  private func isAlwaysAtOnce(_ key: Key) -> Bool {
    switch keymap.match([key], in: context) {
    case .command(let command):
      command.traits.contains(.atOnce)
    default: false
    }
  }

  private mutating func press(pending keys: [Key]) {
    if keys.count == 1, !overlays.isEmpty {
      let content = overlayContent
      if inViews({ $0.choose(by: keys[0], content, $1, &$2) }) { return }
    }
    switch keymap.match(keys, in: context) {
    case .command(let command):
      pending.keys = []
      run(command.id, key: keys.last)
    case .prefix:
      pending.keys = keys
    case .none:
      pending.keys = []
      if keys.last?.code != .escape { sayNoKey(keys) }
    }
  }

  /// Says of keys that mean nothing where they do, if they mean something in the other pane.
  private mutating func sayNoKey(_ keys: [Key]) {
    let name = Command.spell(keys)
    let other: CommandContext = context == .list ? .reading : .list
    if overlays.isEmpty, case .command = keymap.match(keys, in: other) {
      let way = keymap.keyName(of: other == .reading ? .list(.open) : .reader(.close)) ?? ""
      message =
        other == .reading
        ? Message.worksInText(name, key: way) : Message.worksInList(name, key: way)
    } else {
      let help = keymap.keyName(of: .reader(.help)) ?? "help"
      message = Message.noKey(name, help: help)
    }
  }

  /// Runs the keys that were held while an article was fetched.
  mutating func releaseHeldKeys() {
    let keys = heldKeys
    heldKeys = []
    for key in keys { press(key) }
  }

  /// Who may take a command.
  private enum Taker {
    /// A question whose answer a key waits for: to close is to give it up.
    case question
    case views
    case pane(Pane)
    case everywhere
  }

  /// Who is asked to take a command, one after the other: from the topmost view down to what is done
  /// everywhere.
  private var takers: [Taker] { [.question, .views, .pane(focus), .everywhere] }

  /// Does what a command asks for.
  mutating func run(_ id: CommandID, key: Key? = nil) {
    for taker in takers where give(id, to: taker, key: key) { return }
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
    case .commandLine: prompt.line = InputLine(purpose: .command)
    case .toggleLayout: toggleLayout()
    case .undo: outbox.append(.undo)
    case .redo: outbox.append(.redo)
    case .redraw: outbox.append(.redraw)
    case .suspend: suspend()
    case .briefing: inStories { $0.askForBriefing($1, &$2) }
    case .showQueue: showOnly(queued: true)
    case .showTrail: showTrail()
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
      // What is being opened is closed; in the list that is all.
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
      leaveToList()
      returnToBriefing()
    } else if showsResults {
      closeSearch()
    } else if isView || (key?.code == .escape && lists.isFiltered) {
      showOnly()
    } else if key?.code != .escape {
      quit()
    }
  }
}

extension State {
  /// Whether the list is one that was opened for a while, and not the one that is lived in: what is
  /// starred, the queue, some days, or nothing at all.
  private var isView: Bool {
    list.queuedOnly || list.starredOnly || list.dates != nil
      || lists.isFiltered && list.isLoaded && list.rows.isEmpty
  }
}

extension AwaitedArticle {
  /// Whether keys pressed meanwhile are meant for the article that comes.
  var holdsKeys: Bool {
    switch purpose {
    case .open, .visit, .restore: true
    case .preview, .refresh: false
    }
  }
}

// MARK: - For the runtime

extension State {
  /// Whether a key moves on in what is shown now, so that it may well be pressed again.
  package func isMotion(_ key: Key) -> Bool {
    guard prompt.line == nil, pending.keys.isEmpty,
      case .command(let command) = keymap.match([key], in: context)
    else { return false }
    return command.traits.contains(.moves)
  }

  /// Whether there is something to show: rows of the list, and the article of the last session.
  package var isReadyToShow: Bool { list.isLoaded && awaited?.holdsKeys != true }

  /// Makes the next `saveDue` save, whatever changed.
  package mutating func requireSave() {
    isSaveDue = true
  }

  /// Ends the reader without a key: the terminal is gone.
  package mutating func end() {
    hasQuit = true
  }
}
