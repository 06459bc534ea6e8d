// Stories: what is asked about them, the views that open on the answers, following, folding.

import ArticleModel
import Screen

extension State {
  /// Related stories that are asked for; more than nine screens of them nobody looks through.
  private static let relatedLimit = 30
  private static let briefingLimit = 40
  private static let mentionLimit = 200

  /// The article that a command on stories is meant for: the one being read, else the selected one.
  private var subject: (id: ArticleID, headline: SafeText)? {
    if case .story(let page)? = overlays.last {
      if let chosen = page.chosenArticle { return (chosen.id, chosen.headline) }
      guard page.entryCount == 0, !page.isBriefing else { return nil }
    }
    if focus == .text, let stored = reading?.stored {
      return (stored.id, stored.article.headline.text)
    }
    return list.selectedRow.map { ($0.id, $0.headline) }
  }

  mutating func askForBriefing() {
    ask(.briefing(scopes: activeScopes, limit: Self.briefingLimit), about: .empty)
  }

  /// Does what a command on the story of the article at hand asks for.
  mutating func runStory(_ command: ArticleCommand) {
    guard let subject else {
      message = "No article is chosen."
      return
    }
    if command == .relatedStories { showRelated(of: subject.id, subject.headline) }
    if command == .thread { ask(.thread(subject.id), about: subject.headline) }
    if command == .followStory { toggleFollow(subject.id) }
  }

  mutating func ask(_ question: StoryQuestion, about subject: SafeText) {
    ask(question, .page(subject))
  }

  mutating func ask(_ question: StoryQuestion, _ purpose: AwaitedStory.Purpose) {
    requests += 1
    stories.awaited = AwaitedStory(request: requests, purpose: purpose)
    ask(.story, request: requests, .stories(question))
  }

  /// Asks for everything on a name.
  mutating func askForMentions(of name: SafeText) {
    ask(.mentions(name, scopes: activeScopes, limit: Self.mentionLimit), about: name)
  }

  private mutating func showRelated(of id: ArticleID, _ headline: SafeText) {
    if stories.near.article == id, var page = stories.near.page {
      page.hasNumbers = true
      page.room = nil
      overlays.append(.story(page))
    } else {
      ask(.related(id, scopes: activeScopes, limit: Self.relatedLimit), about: headline)
    }
  }

  /// Gives up a question that a key waits for; says whether there was one.
  mutating func cancelStoryQuestion() -> Bool {
    guard stories.awaited != nil else { return false }
    stories.awaited = nil
    heldKeys = []
    return true
  }
}

// MARK: - Answers

extension State {
  mutating func answered(_ request: Int, _ question: StoryQuestion, _ answer: StoryAnswer) {
    switch (question, answer) {
    case (.repeated(let id), .repeated(let blocks)):
      inText { $0.tookRepeats(blocks, of: id, $1, &$2) }
    case (.related(let id, _, _), .related(let items)) where request == 0:
      guard stories.near.article == id, let headline = reading?.stored.article.headline.text else {
        return
      }
      var page = StoryPage(.related(to: headline, items), question: question)
      page.hasNumbers = false
      stories.near.page = page
    case _ where request == stories.refresh: refreshed(question, answer)
    default:
      guard let awaited = stories.awaited, awaited.request == request else { return }
      stories.awaited = nil
      switch awaited.purpose {
      case .page(let subject): open(question, answer, about: subject)
      case .step(let step, let id):
        if case .thread(let thread) = answer { go(step, from: id, in: thread) }
      case .link(let link, let peeks):
        if case .rows(let rows) = answer { follow(link, to: rows.first, peeks: peeks) }
      }
      if stories.awaited == nil, awaited.purpose.isPage || self.awaited == nil {
        releaseHeldKeys()
      }
    }
  }

  mutating func storyFailed(_ request: Int, _ text: SafeText) {
    guard stories.awaited?.request == request else { return }
    stories.awaited = nil
    message = text
    releaseHeldKeys()
  }

  private mutating func open(
    _ question: StoryQuestion, _ answer: StoryAnswer, about subject: SafeText
  ) {
    if let gone = contentForGone(question, answer, about: subject) {
      open(gone)
      return
    }
    switch (question, answer) {
    case (_, .related(let items)): open(.related(to: subject, items), question)
    case (_, .thread(let thread)): open(thread, question, about: subject)
    case (_, .briefing(let briefing)): open(.briefing(briefing), question)
    case (_, .changes(let changes)): open(changes, question, about: subject)
    case (.naming, .rows(let rows)): open(.naming(subject, rows), question)
    case (_, .rows(let rows)): open(.mentions(subject, rows), question)
    case (_, .repeated): break
    }
  }

  /// What a view says of an article that is still shown but has left the library; `nil` if that is not
  /// why nothing was found.
  private func contentForGone(
    _ question: StoryQuestion, _ answer: StoryAnswer, about subject: SafeText
  ) -> StoryPage.Content? {
    guard answer.isEmpty, let stored = reading?.stored, stored.isGone,
      question.article == stored.id
    else { return nil }
    let reason: SafeText = "The document of this article is gone: it is compared with no other now."
    return switch question {
    case .related:
      .nothing(.article(.relatedStories), title: "Related stories", about: subject, reason: reason)
    case .thread: .nothing(.article(.thread), title: "The story", about: subject, reason: reason)
    case .naming: .nothing(.text(.naming), title: "Who names it", about: subject, reason: reason)
    default: nil
    }
  }

  /// Opens a view, also one that has nothing to show: so that the same key always closes it.
  private mutating func open(_ content: StoryPage.Content, _ question: StoryQuestion? = nil) {
    overlays.append(.story(StoryPage(content, question: question)))
  }

  private mutating func open(
    _ thread: StoryThread?, _ question: StoryQuestion, about subject: SafeText
  ) {
    guard let thread, thread.reports.reduce(0, { $0 + 1 + $1.copies.count }) > 1 else {
      open(
        .nothing(
          .article(.thread), title: "The story", about: subject, reason: StoryText.alone))
      return
    }
    let id = question.article
    var page = StoryPage(.timeline(thread, from: id), question: question)
    // From the briefing one comes for what is new: its first report stands at the cursor.
    page.selected = id.flatMap(page.entry) ?? firstNew.flatMap(page.entry) ?? 0
    overlays.append(.story(page))
  }

  /// The first new report of the story that is chosen in the briefing, of those that are unread.
  private var firstNew: ArticleID? {
    guard case .story(let page)? = overlays.last, page.isBriefing else { return nil }
    let new = page.articles(of: page.selected)
    return (new.last { !$0.marks.isRead } ?? new.last)?.id
  }

  private mutating func open(
    _ changes: EditionChanges?, _ question: StoryQuestion, about subject: SafeText
  ) {
    if let changes, !changes.isEmpty {
      open(.changes(changes), question)
      return
    }
    let reason: SafeText =
      changes == nil
      ? "No other edition of this article is here." : "Nothing changed between the editions."
    open(.nothing(.text(.changes), title: "What changed", about: subject, reason: reason))
  }

  private mutating func go(_ step: Int, from id: ArticleID, in thread: StoryThread?) {
    let reports = thread?.reports ?? []
    let place = reports.firstIndex { report in
      report.row.id == id || report.copies.contains { $0.id == id }
    }
    guard let place, reports.count > 1 else {
      message = StoryText.alone
      return
    }
    guard let next = reports[safe: place + step] else {
      message =
        step > 0 ? "This is the newest report of the story." : "This is its first report."
      return
    }
    savePlace()
    fetch(next.row.id, .open(fromList: false))
  }
}

// MARK: - When the library changed

extension State {
  /// Asks again for the view on screen; its reader goes on meanwhile.
  mutating func refreshPage() {
    guard syncing == nil, stories.awaited == nil, case .story(let page)? = overlays.last,
      let question = page.question
    else { return }
    requests += 1
    stories.refresh = requests
    ask(.story, request: requests, .stories(question))
  }

  /// Fills the view anew, with the chosen article where it went.
  private mutating func refreshed(_ question: StoryQuestion, _ answer: StoryAnswer) {
    stories.refresh = nil
    guard case .story(let page)? = overlays.last, page.question == question,
      let content = page.content.filled(with: answer)
    else { return }
    var next = StoryPage(content, question: question)
    next.top = page.top
    next.selected =
      page.chosenArticle.flatMap { next.entry(of: $0.id) }
      ?? min(page.selected, max(0, next.entryCount - 1))
    overlays[overlays.count - 1] = .story(next)
  }
}

extension StoryPage.Content {
  /// The same view with another answer; `nil` if that is of another kind.
  fileprivate func filled(with answer: StoryAnswer) -> StoryPage.Content? {
    switch (self, answer) {
    case (.related(let headline, _), .related(let stories)): .related(to: headline, stories)
    case (.timeline(_, let from), .thread(let thread?)): .timeline(thread, from: from)
    case (.briefing(let shown), .briefing(let briefing)): .briefing(shown.renewed(by: briefing))
    case (.changes, .changes(let changes?)): .changes(changes)
    case (.naming(let headline, _), .rows(let rows)): .naming(headline, rows)
    case (.mentions(let name, _), .rows(let rows)): .mentions(name, rows)
    default: nil
    }
  }
}

extension Briefing {
  /// A newer briefing with the stories that are on screen where they stand, those that were read
  /// meanwhile too: nothing moves away under the reader's eyes. What is new in it follows.
  fileprivate func renewed(by newer: Briefing) -> Briefing {
    var rest = newer.stories
    let kept = stories.map { shown -> BriefStory in
      let ids = Set(shown.articles.map(\.id))
      let place = rest.firstIndex { story in
        story.id != nil && story.id == shown.id || story.articles.contains { ids.contains($0.id) }
      }
      return place.map { rest.remove(at: $0) } ?? shown
    }
    return Briefing(stories: kept + rest, since: newer.since, isMore: newer.isMore)
  }
}

extension AwaitedStory.Purpose {
  fileprivate var isPage: Bool {
    if case .page = self { return true }
    return false
  }
}

extension StoryQuestion {
  /// The article that the question is about.
  var article: ArticleID? {
    switch self {
    case .related(let id, _, _), .thread(let id), .changes(let id), .repeated(let id),
      .naming(let id):
      id
    case .story, .briefing, .mentions, .link: nil
    }
  }
}

// MARK: - Beside the text

extension State {
  /// Asks for what stands beside the text of an article being read, where there is room for it.
  mutating func fetchNear() {
    guard size.columns >= Arrangement.wideEnoughForThree, focus == .text, arrangement.side != nil,
      let reading, reading.visit != nil,
      stories.near.article != reading.stored.id || stories.near.isStale
    else { return }
    // What is near the same article stays in sight until there is something to take its place.
    let isSame = stories.near.article == reading.stored.id
    stories.near = NearStories(
      article: reading.stored.id, page: isSame ? stories.near.page : nil)
    ask(
      .beside,
      .stories(.related(reading.stored.id, scopes: activeScopes, limit: Self.relatedLimit)))
  }
}

// MARK: - Following

extension State {
  private mutating func toggleFollow(_ id: ArticleID) {
    outbox.append(.follow(id, !isFollowed(id)))
  }

  /// Whether the story of an article is followed, as far as is known here.
  private func isFollowed(_ id: ArticleID) -> Bool {
    if case .story(let page)? = overlays.last {
      switch page.content {
      case .timeline, .briefing: return page.isFollowed
      default: break
      }
    }
    if let known = stories.followed[id] { return known }
    let row = list.selectedRow.flatMap { $0.id == id ? $0 : nil } ?? list.rows.first { $0.id == id }
    return row?.story?.isFollowed ?? false
  }

  /// Draws that a story is followed, now that the state file says so.
  mutating func followed(_ id: ArticleID, _ story: StoryID?, _ isFollowed: Bool) {
    guard let story else {
      message = "This article has no story to follow."
      return
    }
    let key = keymap.keyName(of: .article(.followStory)) ?? "follow"
    message = SafeText(
      line: isFollowed ? "Following this story. \(key) stops." : "No longer following this story.")
    let now = isFollowed ? PublishedTime(day: today).epochSeconds : nil
    stories.followed[id] = isFollowed
    for known in lists.follow(story, id, since: now) { stories.followed[known] = isFollowed }
    changePages { page in
      page.follow(story, id, since: now)
    }
    if !showsResults, list.awaited == nil { reloadKeepingPlace() }
  }

  /// Changes every view on stories that is open or will be come back to.
  mutating func changePages(_ change: (inout StoryPage) -> Void) {
    overlays = overlays.map { $0.changed(change) }
    stories.shelved = stories.shelved.map { $0.changed(change) }
    if let search { self.search?.views = search.views.map { $0.changed(change) } }
    if var page = stories.near.page {
      change(&page)
      stories.near.page = page
    }
  }
}

extension Overlay {
  fileprivate func changed(_ change: (inout StoryPage) -> Void) -> Overlay {
    guard case .story(var page) = self else { return self }
    change(&page)
    return .story(page)
  }
}

extension StoryPage {
  fileprivate mutating func follow(_ story: StoryID, _ article: ArticleID, since: Int64?) {
    room = nil
    switch content {
    case .timeline(var thread, let from)
    where thread.id == story || thread.reports.contains { $0.row.id == article }:
      thread.followedSince = since
      content = .timeline(thread, from: from)
    case .briefing(var briefing):
      for index in briefing.stories.indices
      where briefing.stories[index].id == story
        || briefing.stories[index].articles.contains(where: { $0.id == article })
      {
        briefing.stories[index].followedSince = since
      }
      content = .briefing(briefing)
    default: break
    }
  }
}

// MARK: - Opening

extension State {
  /// What opening an article means for its story: what repeats in it is asked for, and nothing of
  /// a followed story is new any more.
  mutating func enteredStory() {
    inText { $0.askForRepeats(&$2) }
    if let id = reading?.stored.id { lists.sawStory(of: id) }
  }
}

extension StoryAnswer {
  fileprivate var isEmpty: Bool {
    switch self {
    case .related(let stories): stories.isEmpty
    case .thread(let thread): thread == nil || thread?.reports.count == 1
    case .rows(let rows): rows.isEmpty
    default: false
    }
  }
}
