// One function changes the state: it takes in an event and gives the effects.

import ArticleModel
import Screen

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
    case .pasted(let text):
      keyboardNotice = nil
      inPrompt { $0.paste(text, &$2) }
    case .keyboardNotice(let text): keyboardNotice = text
    case .resized(let size): resize(to: size)
    case .backdrop(let backdrop): setBackdrop(backdrop)
    case .resumed: outbox.append(.redraw)
    case .started(let session, let trail): start(Session.read(session), trail)
    case .saveDue: save()
    case .failed(let text): fail(text)
    case .notice(let text): message = text
    case .notOpened(let address, let reason):
      if case .address? = overlays.last { overlays.removeLast() }
      overlays.append(.address(TextLink(text: address, address: address)))
      message = reason
    case .changesGoUnseen(let reason):
      message = Message.changesGoUnseen(reason, key: around.key(.list(.sync), else: ":sync"))
    case .syncProgress(let done, let total): syncing = SyncLine(done: done, total: total)
    case .syncFinished(let text):
      finishSync(text)
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
    case .desks(let desks):
      overlays.append(.desks(desks, selected: place(of: list.desk, in: desks)))
    case .searchNews(let news): overlays.append(.searches(news, selected: 0))
    case .stories(let answer):
      if case .stories(let question) = inquiry.question { answered(request, question, answer) }
    }
  }

  /// Ends the lines that were true while the folders were looked through.
  private mutating func finishSync(_ line: SafeText?) {
    syncing = nil
    if message == Message.lookingForChanges {
      message = hasChangedSinceLook ? Message.changesAreIn : Message.nothingChanged
    }
    if message != nil, message == syncLine { message = nil }
    if let line { message = line }
    syncLine = line
  }

  /// Takes a message away that an occasion may have made untrue.
  mutating func outdate(by occasion: Message.Occasion) {
    if let message, !Message.lasts(message, beyond: occasion) { self.message = nil }
  }

  private mutating func take(_ facets: Facets, to question: LibraryQuestion) {
    guard case .facets(let query) = question, query.scopes == activeScopes else { return }
    lists.facets = facets
    countSearches()
  }

  private mutating func unanswered(_ inquiry: Inquiry, _ text: SafeText) {
    switch inquiry.asker {
    case .story, .beside, .repeated: storyFailed(inquiry.request, text)
    case .prefetch, .savedSearch: return
    case .list, .unread, .counts, .countsLater, .text, .relatedHeadlines, .peek, .search,
      .snippets, .savedSearches, .trail, .overview:
      fail(text)
    }
  }

  /// Brings about all that must hold after every event: the column has the pane's width, the
  /// selection is on screen.
  private mutating func settle() {
    text.layOut(around)
    lists.showSelection(around)
    fetchSnippets()
    if size.columns >= Arrangement.wideEnoughForThree {
      let reading = reading
      inStories { $0.fetchNear(to: reading, $1, &$2) }
    }
    settlePages()
    readOnInBriefing()
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
    prefetch()
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
    askedMarks = []
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
    hasChangedSinceLook = true
    outdate(by: .libraryChanged)
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
