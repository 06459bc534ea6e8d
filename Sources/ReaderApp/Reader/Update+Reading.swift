// Articles are opened, followed along the trail, and left for where one was.

import ArticleModel
import Screen

// MARK: - Fetching and showing

extension State {
  mutating func fetch(
    _ id: ArticleID, _ purpose: AwaitedArticle.Purpose, from views: [Overlay] = []
  ) {
    requests += 1
    awaited = AwaitedArticle(request: requests, article: id, purpose: purpose, views: views)
    ask(.text, request: requests, .article(id))
  }

  mutating func show(_ stored: StoredArticle?, request: Int) {
    guard let awaited, awaited.request == request else { return }
    self.awaited = nil
    guard let stored else {
      articleIsMissing(awaited)
      return
    }
    switch awaited.purpose {
    case .preview:
      guard focus == .list else { break }
      showBeside(stored)
      prefetch()
    case .refresh:
      inText { $0.refresh(with: stored, $1, &$2) }
      prefetch()
    case .open(let fromList):
      let visit = trail.follow(
        to: stored.id, headline: stored.article.headline.text, fromList: fromList)
      returns.opened(visit.id, from: awaited.views)
      begin(stored, visit: visit.id, at: stored.position, keepsEnd: false)
      if fromList { landOnMatch() }
    case .visit(let id):
      trail.go(to: id)
      begin(stored, visit: id, at: trail.visits[id]?.position ?? stored.position, keepsEnd: true)
      if let marks = returns.marks(of: id) { text.restore(marks) }
      if !awaited.views.isEmpty {
        overlays = awaited.views
        refreshPage()
      }
      if trail.visits[id]?.parent == nil { markHits() }
    case .restore(let visit, let position):
      restore(stored, visit: visit, at: position)
    }
    releaseHeldKeys()
  }

  /// Shows an article beside the list, at its match if a search found it.
  mutating func showBeside(_ stored: StoredArticle) {
    inText { $0.show(stored, at: stored.position, keepsEnd: false, $1, &$2) }
    landOnMatch()
  }

  private mutating func restore(_ stored: StoredArticle, visit: Int64?, at position: Position?) {
    if let visit, trail.visits[visit]?.article == stored.id {
      trail.go(to: visit)
    } else {
      trail.follow(to: stored.id, headline: stored.article.headline.text, fromList: true)
    }
    begin(stored, visit: trail.current, at: position ?? stored.position, keepsEnd: true)
  }

  private mutating func articleIsMissing(_ awaited: AwaitedArticle) {
    switch awaited.purpose {
    case .refresh:
      guard var stored = reading?.stored else { break }
      stored.isGone = true
      inText { $0.refresh(with: stored, $1, &$2) }
    case .preview: reading = nil
    case .restore:
      focus = .list
      trail.leaveToList()
      if showsTwoPanes { preview() }
    case .open, .visit:
      message = Message.articleIsGone
      if overlays.isEmpty { overlays = awaited.views }
    }
    releaseHeldKeys()
  }

  private mutating func begin(
    _ stored: StoredArticle, visit: Int64?, at position: Position?, keepsEnd: Bool
  ) {
    inText { $0.show(stored, at: position, keepsEnd: keepsEnd, $1, &$2) }
    enter(visit: visit)
  }

  /// Makes the article in the text pane the one being read.
  private mutating func enter(visit: Int64?) {
    reading?.visit = visit
    focus = .text
    enteredStory()
    if reading?.stored.isRevised == true { inText { $0.sayRevised($1, &$2) } }
    if let stored = reading?.stored, !stored.marks.isRead {
      outbox.append(.mark([stored.id], .read))
    }
    saveTrail()
    touch()
  }
}

// MARK: - Opening

extension State {
  mutating func openSelected() {
    guard let row = list.selectedRow else { return }
    list.isTouched = true
    if let visit = trail.lastFromList, trail.current == nil,
      trail.visits[visit]?.article == row.id, reading?.stored.id == row.id
    {
      trail.go(to: visit)
      returns.opened(visit, from: [])
      enter(visit: visit)
      if !hasLanded { landOnMatch() }
    } else if reading?.stored.id == row.id, awaited == nil {
      let visit = trail.follow(to: row.id, headline: row.headline, fromList: true)
      enter(visit: visit.id)
      if !hasLanded { landOnMatch() }
    } else {
      savePlace()
      fetch(row.id, .open(fromList: true))
    }
  }

  mutating func openNeighbour(by step: Int) {
    let index = list.selected + step
    guard list.rows.indices.contains(index) else {
      message = step > 0 ? Message.lastArticle : Message.firstArticle
      select(index)
      return
    }
    savePlace()
    select(index)
    fetch(list.rows[list.selected].id, .open(fromList: true))
  }

  mutating func nextMatchOrUnread(forward: Bool) {
    if focus == .text, reading?.find != nil || reading?.soughtLast != nil {
      inText { $0.nextMatch(forward: forward, $1, &$2) }
    } else {
      nextUnread(forward: forward)
    }
  }

  mutating func nextUnread(forward: Bool = true) {
    namesNextUnread = false
    let wasReading = focus == .text
    let isFound = inList { $0.selectUnread(forward: forward, opens: wasReading, $1, &$2) }
    guard isFound, wasReading else { return }
    savePlace()
    fetch(list.rows[list.selected].id, .open(fromList: true))
  }

  /// Says which unread article `Space` opens next.
  mutating func nameNextUnread() {
    if let row = lists.nextUnreadRow {
      name(row)
    } else {
      namesNextUnread = true
      inList { $0.askForUnread(forward: true, $1, &$2) }
    }
  }

  private mutating func name(_ row: ArticleRow) {
    announced = row.id
    let key = around.key(.motion(.pageDown))
    message = Message.opensNext(row.headline, key: key)
  }

  /// Opens the next unread article if the key before had it named.
  mutating func openNextUnreadIfNamed() {
    guard let named = announcedBefore else { return nameNextUnread() }
    if let row = lists.nextUnreadRow, row.id != named { return name(row) }
    nextUnread()
  }

  mutating func openFound(_ row: ArticleRow?) {
    let isOnlyNamed = namesNextUnread
    namesNextUnread = false
    guard let row else {
      message = Message.nothingUnreadAfter
      return
    }
    if isOnlyNamed { return name(row) }
    request(.around(row.key), .keep(row.id, rowsAbove: listRows / 2))
    if focus == .text {
      savePlace()
      fetch(row.id, .open(fromList: true))
    }
  }
}

// MARK: - The trail

extension State {
  /// The place of the reader in the article on screen.
  var position: Position? { text.position(around) }

  /// Keeps the place in the article being read, on the trail and in the library.
  mutating func savePlace() {
    guard let id = reading?.stored.id, let visit = reading?.visit, let position else { return }
    if let marks = reading?.marks { returns.left(visit, marks) }
    guard trail.visits[visit]?.position != position else { return }
    reading?.stored.position = position
    text.previews.forget()
    trail.setPosition(position, of: visit)
    outbox.append(.savePosition(position, id))
    saveTrail()
  }

  mutating func saveTrail() {
    let touched = [trail.currentVisit, trail.currentVisit?.parent.flatMap { trail.visits[$0] }]
    outbox.append(
      .saveTrail(
        touched.compactMap(\.self), current: trail.current, lastFromList: trail.lastFromList))
  }

  mutating func leaveToList() {
    savePlace()
    trail.leaveToList()
    saveTrail()
    reading?.visit = nil
    if reading?.find?.isOfSearch != true { reading?.find = nil }
    reading?.chosen = nil
    focus = .list
    touch()
    if showsTwoPanes { preview() }
  }

  mutating func goBack() {
    guard focus == .text, let visit = trail.currentVisit else {
      message = Message.trailBegins
      return
    }
    savePlace()
    if let parent = visit.parent.flatMap({ trail.visits[$0] }) {
      fetch(parent.article, .visit(parent.id), from: returns.views(behind: visit.id))
    } else {
      leaveToList()
      returnToViews(behind: visit.id)
    }
  }

  mutating func goForward() {
    guard let next = trail.forwardVisit else {
      message = Message.noWayForward
      return
    }
    savePlace()
    fetch(next.article, .visit(next.id))
  }

  mutating func goTo(visit id: Int64) {
    guard let visit = trail.visits[id] else { return }
    savePlace()
    fetch(visit.article, .visit(id))
  }
}
