// The reader gives stories their context, and carries out their requests.

import ArticleModel
import Screen

extension State {
  /// Has stories do something, and carries out what comes of it.
  mutating func inStories(
    _ change: (inout StoriesPane, Surroundings, inout StoriesOutcome) -> Void
  ) {
    var outcome = StoriesOutcome()
    change(&stories, around, &outcome)
    carryOut(outcome) { $0.perform($1) }
  }

  private mutating func perform(_ request: StoriesRequest) {
    switch request {
    case .show(let page): overlays.append(.story(page))
    case .replace(let page): overlays[overlays.count - 1] = .story(page)
    case .open(let id): openRelated(id)
    case .follow(let link, let row, let peeks): follow(link, to: row, peeks: peeks)
    case .answered(let opensView):
      if stories.awaited == nil, opensView || awaited == nil { releaseHeldKeys() }
    }
  }

  mutating func ask(_ question: StoryQuestion, _ purpose: AwaitedStory.Purpose) {
    inStories { $0.ask(question, purpose, &$2) }
  }

  /// The article that a command on stories is meant for: the one being read, else the selected one.
  private var subject: (id: ArticleID, headline: SafeText)? {
    if let page = over.topPage {
      if let chosen = page.chosenArticle { return (chosen.id, chosen.headline) }
      guard page.entryCount == 0, !page.isBriefing else { return nil }
    }
    if focus == .text, let stored = reading?.stored {
      return (stored.id, stored.article.headline.text)
    }
    return list.selectedRow.map { ($0.id, $0.headline) }
  }

  /// Does what a command on the story of the article at hand asks for.
  mutating func runStory(_ command: ArticleCommand) {
    guard let subject else {
      message = Message.noArticleChosen
      return
    }
    if command == .relatedStories {
      inStories { $0.showRelated(to: subject.id, subject.headline, $1, &$2) }
    }
    if command == .thread { ask(.thread(subject.id), .page(subject.headline)) }
    if command == .followStory {
      let isFollowed = stories.isFollowed(subject.id, over.topPage, list)
      outbox.append(.follow(subject.id, !isFollowed))
    }
  }

  /// Gives up a question that a key waits for; says whether there was one.
  mutating func cancelStoryQuestion() -> Bool {
    guard stories.awaited != nil else { return false }
    stories.awaited = nil
    heldKeys = []
    return true
  }

  // MARK: Answers

  mutating func answered(_ request: Int, _ question: StoryQuestion, _ answer: StoryAnswer) {
    if case (.repeated(let id), .repeated(let blocks)) = (question, answer) {
      inText { $0.tookRepeats(blocks, of: id, $1, &$2) }
      return
    }
    let context = StoryContext(reading: reading?.stored, page: over.topPage)
    inStories { $0.take(answer, to: question, request: request, context, &$2) }
  }

  mutating func storyFailed(_ request: Int, _ text: SafeText) {
    stories.failed(request)
    guard stories.awaited?.request == request else { return }
    stories.awaited = nil
    message = text
    releaseHeldKeys()
  }

  /// Asks again for the view on screen, as the library changed.
  mutating func refreshPage() {
    guard syncing == nil else { return }
    let page = over.topPage
    inStories { $0.askAgain(for: page, &$2) }
  }

  /// Draws that a story is followed, now that the state file says so.
  mutating func followed(_ id: ArticleID, _ story: StoryID?, _ isFollowed: Bool) {
    guard let story else {
      message = Message.noStoryToFollow
      return
    }
    let key = around.key(.article(.followStory), else: "follow")
    message = isFollowed ? Message.following(key: key) : Message.noLongerFollowing
    let now = isFollowed ? PublishedTime(day: today).epochSeconds : nil
    stories.followed[id] = isFollowed
    for known in lists.follow(story, id, since: now) { stories.followed[known] = isFollowed }
    changePages { $0.follow(story, id, since: now) }
    if !showsResults, list.awaited == nil { reloadKeepingPlace() }
  }

  /// Changes every view on stories that is open or will be come back to.
  mutating func changePages(_ change: (inout StoryPage) -> Void) {
    overlays = overlays.map { $0.changed(change) }
    returns.change(change)
    if let search { self.search?.views = search.views.map { $0.changed(change) } }
    if var page = stories.near.page {
      change(&page)
      stories.near.page = page
    }
  }

  /// Follows the opening of an article in its story: its repeats are asked for, and nothing of
  /// a followed story is new any more.
  mutating func enteredStory() {
    inText { $0.askForRepeats(&$2) }
    if let id = reading?.stored.id { lists.sawStory(of: id) }
  }

  // MARK: Views

  mutating func perform(_ request: StoryPageRequest) {
    switch request {
    case .open(let id): openFromPage(id)
    case .showMentions(let name): inStories { $0.askForMentions(of: name, $1, &$2) }
    case .showThread(let id, let headline): ask(.thread(id), .page(headline))
    case .showStory(let id, let headline): ask(.story(id), .page(headline))
    // The views do these themselves.
    case .close, .sayNotHere: return
    }
  }

  private mutating func openFromPage(_ id: ArticleID) {
    let views = overlays
    overlays.removeAll()
    guard reading?.stored.id != id || reading?.visit == nil else { return }
    openRelated(id, from: views)
  }

  /// Lays the views over the panes again from which a visit was opened that was just left.
  mutating func returnToViews(behind visit: Int64?) {
    let views = returns.views(behind: visit)
    guard !views.isEmpty else { return }
    overlays = views
    refreshPage()
  }

  /// Has the next stories fetched of a briefing that is read to its end.
  mutating func readOnInBriefing() {
    let page = over.topPage
    inStories { $0.readOn(in: page, &$2) }
  }

  /// True while the briefing is shown, which is of every desk.
  var showsBriefing: Bool {
    if case .story(let page)? = overlays.first { return page.isBriefing }
    return false
  }

  /// Lays the views out for the room that they have, and keeps what is chosen on screen.
  mutating func settlePages() {
    for index in overlays.indices {
      guard case .story(var page) = overlays[index] else { continue }
      page.settle(around)
      overlays[index] = .story(page)
    }
    stories.layOutNear(around)
  }
}
