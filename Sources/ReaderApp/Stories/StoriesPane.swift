// Questions about stories are asked here, and their answers open views.

import ArticleModel
import Screen

/// The questions about stories, and what is known of them beside the views.
struct StoriesPane {
  /// The question whose answer a key waits for.
  var awaited: AwaitedStory?
  /// The request that brings the view on screen up to date.
  private(set) var refresh: Int?
  /// The related stories beside the text in a wide window.
  var near = NearStories()
  /// Articles whose story was followed, or no longer, in this session.
  var followed: [ArticleID: Bool] = [:]
  /// Counts questions, so that an answer that is out of date is known.
  private var requests = 0

  private static let briefingLimit = 40
  private static let mentionLimit = 200

  init() {}
}

/// A question that a key asked, and what is to happen with the answer.
struct AwaitedStory: Hashable {
  enum Purpose: Hashable {
    /// A view opens, or says that there is nothing to show; what it is about.
    case page(SafeText)
    /// The next report of the thread opens, or the one before.
    case step(Int, from: ArticleID)
    /// The article to which a link leads opens, or is peeked at.
    case link(TextLink, peeks: Bool)
  }

  var request: Int
  var purpose: Purpose
}

/// The related stories that stand beside the text.
struct NearStories: Hashable {
  /// The article that they are near to, known or asked for.
  var article: ArticleID?
  /// `nil` until they are known.
  var page: StoryPage?
  /// True if the library changed since they were asked for.
  var isStale = false
}

/// The requests of stories to the rest of the reader.
enum StoriesRequest {
  /// Lay a view over the panes, or put it in the place of the topmost one.
  case show(StoryPage)
  case replace(StoryPage)
  /// Go to another report of a story.
  case open(ArticleID)
  /// Open the article to which a link leads, or peek at it; show the address of one that leads to
  /// none.
  case follow(TextLink, to: ArticleRow?, peeks: Bool)
  /// The answer that a key waited for is there.
  case answered(opensView: Bool)
}

typealias StoriesOutcome = Outcome<StoriesRequest>

/// The context of an answer on stories: the article in the text pane, and the view that lies on
/// top.
struct StoryContext {
  var reading: StoredArticle?
  var page: StoryPage?
}

// MARK: - Questions

extension StoriesPane {
  mutating func askForBriefing(_ around: Surroundings, _ out: inout StoriesOutcome) {
    let question = StoryQuestion.briefing(
      scopes: around.activeScopes, limit: Self.briefingLimit)
    ask(question, .page(.empty), &out)
  }

  mutating func ask(
    _ question: StoryQuestion, _ purpose: AwaitedStory.Purpose, _ out: inout StoriesOutcome
  ) {
    requests += 1
    awaited = AwaitedStory(request: requests, purpose: purpose)
    out.ask(.story, request: requests, .stories(question))
  }

  /// Asks for everything on a name.
  mutating func askForMentions(
    of name: SafeText, _ around: Surroundings, _ out: inout StoriesOutcome
  ) {
    let question = StoryQuestion.mentions(
      name, scopes: around.activeScopes, limit: Self.mentionLimit)
    ask(question, .page(name), &out)
  }

  /// Shows the stories near an article: at once, if they stand beside the text already.
  mutating func showRelated(
    to id: ArticleID, _ headline: SafeText, _ around: Surroundings, _ out: inout StoriesOutcome
  ) {
    if near.article == id, var page = near.page {
      page.hasNumbers = true
      page.room = nil
      out.request(.show(page))
    } else {
      let question = StoryQuestion.related(
        id, scopes: around.activeScopes, limit: RelatedStory.rankingLimit)
      ask(question, .page(headline), &out)
    }
  }

  /// Asks for what stands beside the text of an article being read, where there is room for it.
  mutating func fetchNear(
    to reading: Reading?, _ around: Surroundings, _ out: inout StoriesOutcome
  ) {
    guard around.size.columns >= Arrangement.wideEnoughForThree, around.focus == .text,
      around.arrangement.side != nil, let reading, reading.visit != nil,
      near.article != reading.stored.id || near.isStale
    else { return }
    // Stories near the same article stay in sight until others take their place.
    let isSame = near.article == reading.stored.id
    near = NearStories(article: reading.stored.id, page: isSame ? near.page : nil)
    out.ask(
      .beside,
      .stories(
        .related(reading.stored.id, scopes: around.activeScopes, limit: RelatedStory.rankingLimit)))
  }

  /// Asks again for the view on screen; its reader goes on meanwhile. Of the briefing it asks only
  /// how much came since: nothing moves under the reader's eyes.
  mutating func askAgain(for page: StoryPage?, _ out: inout StoriesOutcome) {
    guard awaited == nil, let question = page?.goingOn(limit: 0) ?? page?.question else { return }
    askBeside(question, &out)
  }

  /// Asks for the next stories of a briefing whose end is near.
  mutating func readOn(in page: StoryPage?, _ out: inout StoriesOutcome) {
    guard awaited == nil, refresh == nil, let page, page.isNearEnd,
      let question = page.goingOn(limit: Self.briefingLimit)
    else { return }
    askBeside(question, &out)
  }

  /// Gives up a question that nobody waits for.
  mutating func failed(_ request: Int) {
    if refresh == request { refresh = nil }
  }

  private mutating func askBeside(_ question: StoryQuestion, _ out: inout StoriesOutcome) {
    requests += 1
    refresh = requests
    out.ask(.story, request: requests, .stories(question))
  }

  /// Lays out what stands beside the text.
  mutating func layOutNear(_ around: Surroundings) {
    guard around.size.columns >= Arrangement.wideEnoughForThree,
      let side = around.arrangement.side, var page = near.page
    else { return }
    let room = Size(columns: StoryPage.sideColumn(of: side).columns, rows: side.rows)
    guard page.room != room else { return }
    page.layOut(for: room, around)
    near.page = page
  }

  /// True if the story of an article is followed, as far as is known here.
  func isFollowed(_ id: ArticleID, _ page: StoryPage?, _ list: ListState) -> Bool {
    switch page?.content {
    case .timeline, .briefing, .followed: return page?.isFollowed == true
    case .related, .changes, .naming, .names, .mentions, .nothing, nil: break
    }
    if let known = followed[id] { return known }
    let row = list.selectedRow.flatMap { $0.id == id ? $0 : nil } ?? list.rows.first { $0.id == id }
    return row?.story?.isFollowed ?? false
  }
}

// MARK: - Answers

extension StoriesPane {
  mutating func take(
    _ answer: StoryAnswer, to question: StoryQuestion, request: Int, _ context: StoryContext,
    _ out: inout StoriesOutcome
  ) {
    if request == 0 {
      takeNear(answer, to: question, context)
    } else if request == refresh {
      renew(question, answer, context, &out)
    } else if let awaited, awaited.request == request {
      self.awaited = nil
      switch awaited.purpose {
      case .page(let subject): open(question, answer, about: subject, context, &out)
      case .step(let step, let id):
        if case .thread(let thread) = answer { go(step, from: id, in: thread, &out) }
      case .link(let link, let peeks):
        if case .rows(let rows) = answer {
          out.request(.follow(link, to: rows.first, peeks: peeks))
        }
      }
      out.request(.answered(opensView: awaited.purpose.isPage))
    }
  }

  private mutating func takeNear(
    _ answer: StoryAnswer, to question: StoryQuestion, _ context: StoryContext
  ) {
    guard case (.related(let id, _, _), .related(let items)) = (question, answer),
      near.article == id, let headline = context.reading?.article.headline.text
    else { return }
    var page = StoryPage(.related(to: headline, items), question: question)
    page.hasNumbers = false
    near.page = page
  }

  /// Opens a view, also one that has nothing to show: so that the same key always closes it.
  private func open(
    _ question: StoryQuestion, _ answer: StoryAnswer, about subject: SafeText,
    _ context: StoryContext, _ out: inout StoriesOutcome
  ) {
    if let gone = contentForGone(question, answer, about: subject, context) {
      out.request(.show(StoryPage(gone)))
      return
    }
    let page: StoryPage? =
      switch (question, answer) {
      case (_, .related(let items)): StoryPage(.related(to: subject, items), question: question)
      case (_, .thread(let thread)): page(on: thread, question, about: subject, context)
      case (_, .briefing(let briefing)): StoryPage(.briefing(briefing), question: question)
      case (_, .followed(let threads)): StoryPage(.followed(threads), question: question)
      case (_, .changes(let changes)): page(on: changes, question, about: subject)
      case (.naming, .rows(let rows)): StoryPage(.naming(subject, rows), question: question)
      case (_, .rows(let rows)): StoryPage(.mentions(subject, rows), question: question)
      case (_, .repeated): nil
      }
    if let page { out.request(.show(page)) }
  }

  /// The view on an article that is still shown but has left the library; `nil` if that is not
  /// why nothing was found.
  private func contentForGone(
    _ question: StoryQuestion, _ answer: StoryAnswer, about subject: SafeText,
    _ context: StoryContext
  ) -> StoryPage.Content? {
    guard answer.isEmpty, let stored = context.reading, stored.isGone,
      question.article == stored.id
    else { return nil }
    let reason = StoryText.gone
    return switch question {
    case .related:
      .nothing(
        .article(.relatedStories), title: Title.related, about: subject, reason: reason)
    case .thread:
      .nothing(.article(.thread), title: Title.thread, about: subject, reason: reason)
    case .naming: .nothing(.text(.naming), title: Title.naming, about: subject, reason: reason)
    case .story, .briefing, .changes, .repeated, .mentions, .link, .followed: nil
    }
  }

  private func page(
    on thread: StoryThread?, _ question: StoryQuestion, about subject: SafeText,
    _ context: StoryContext
  ) -> StoryPage {
    guard let thread, thread.reports.reduce(0, { $0 + 1 + $1.copies.count }) > 1 else {
      return StoryPage(
        .nothing(
          .article(.thread), title: Title.thread, about: subject, reason: StoryText.alone))
    }
    let id = question.article
    var page = StoryPage(.timeline(thread, from: id), question: question)
    // From the briefing one comes for what is new: its first report stands at the cursor.
    page.selected = id.flatMap(page.entry) ?? context.page?.firstNew.flatMap(page.entry) ?? 0
    return page
  }

  private func page(
    on changes: EditionChanges?, _ question: StoryQuestion, about subject: SafeText
  ) -> StoryPage {
    if let changes, !changes.isEmpty { return StoryPage(.changes(changes), question: question) }
    let reason = changes == nil ? StoryText.noEdition : StoryText.nothingChanged
    return StoryPage(
      .nothing(.text(.changes), title: Title.changes, about: subject, reason: reason))
  }

  private func go(
    _ step: Int, from id: ArticleID, in thread: StoryThread?, _ out: inout StoriesOutcome
  ) {
    let reports = thread?.reports ?? []
    let place = reports.firstIndex { report in
      report.row.id == id || report.copies.contains { $0.id == id }
    }
    guard let place, reports.count > 1 else {
      out.say(StoryText.alone)
      return
    }
    guard let next = reports[safe: place + step] else {
      out.say(step > 0 ? StoryText.newest : StoryText.first)
      return
    }
    out.request(.open(next.row.id))
  }

  /// Fills the view anew, with the chosen article where it went.
  private mutating func renew(
    _ question: StoryQuestion, _ answer: StoryAnswer, _ context: StoryContext,
    _ out: inout StoriesOutcome
  ) {
    refresh = nil
    if case .briefing(_, let limit, let told?) = question {
      guard var page = context.page, case .briefing(let more) = answer,
        page.goOn(told, with: more, addsStories: limit > 0)
      else { return }
      page.room = nil
      out.request(.replace(page))
      return
    }
    guard let page = context.page, page.question == question,
      let content = page.content.filled(with: answer)
    else { return }
    var next = StoryPage(content, question: question)
    next.top = page.top
    next.selected =
      page.chosenArticle.flatMap { next.entry(of: $0.id) }
      ?? min(page.selected, max(0, next.entryCount - 1))
    out.request(.replace(next))
  }
}

extension StoryPage {
  /// The first new report of the story that is chosen in the briefing, of those that are unread.
  fileprivate var firstNew: ArticleID? {
    guard isBriefing else { return nil }
    let new = articles(of: selected)
    return (new.last { !$0.marks.isRead } ?? new.last)?.id
  }
}

extension StoryPage.Content {
  /// The same view with another answer; `nil` if that is of another kind.
  fileprivate func filled(with answer: StoryAnswer) -> StoryPage.Content? {
    switch (self, answer) {
    case (.related(let headline, _), .related(let stories)): .related(to: headline, stories)
    case (.timeline(_, let from), .thread(let thread?)): .timeline(thread, from: from)
    case (.changes, .changes(let changes?)): .changes(changes)
    case (.followed, .followed(let threads)): .followed(threads)
    case (.naming(let headline, _), .rows(let rows)): .naming(headline, rows)
    case (.mentions(let name, _), .rows(let rows)): .mentions(name, rows)
    default: nil
    }
  }
}

extension StoryPage {
  /// The question by which the briefing is gone on with.
  fileprivate func goingOn(limit: Int) -> StoryQuestion? {
    guard case .briefing(let briefing) = content,
      case .briefing(let scopes, _, _)? = question
    else { return nil }
    let told = limit > 0 ? briefing.told : Briefing.Told(edge: briefing.edge)
    return .briefing(scopes: scopes, limit: limit, told: told)
  }

  /// True if the briefing goes on below the stories that are known, and the chosen one is of the
  /// last of these.
  fileprivate var isNearEnd: Bool {
    guard case .briefing(let briefing) = content, briefing.isMore else { return false }
    return selected + 10 > briefing.stories.count
  }

  /// Goes on with the briefing that `told` is of; says whether it is this one.
  fileprivate mutating func goOn(
    _ told: Briefing.Told, with more: Briefing, addsStories: Bool
  ) -> Bool {
    guard case .briefing(var briefing) = content, briefing.edge == told.edge else { return false }
    briefing.arrived = more.arrived
    if addsStories {
      // A story may have got its name meanwhile, by being followed.
      let shown = Set(briefing.stories.flatMap { $0.articles.map(\.id) })
      briefing.stories += more.stories.filter { story in
        !story.articles.contains { shown.contains($0.id) }
      }
      briefing.isMore = more.isMore
    }
    content = .briefing(briefing)
    return true
  }
}

extension AwaitedStory.Purpose {
  fileprivate var isPage: Bool {
    if case .page = self { return true }
    return false
  }
}

extension StoryAnswer {
  fileprivate var isEmpty: Bool {
    switch self {
    case .related(let stories): stories.isEmpty
    case .thread(let thread): thread == nil || thread?.reports.count == 1
    case .rows(let rows): rows.isEmpty
    case .briefing, .changes, .repeated, .followed: false
    }
  }
}
