// The reader gives the text pane its surroundings, and carries out its requests.

import ArticleModel
import Screen

extension State {
  /// Does each step of what came of something, in order.
  mutating func carryOut<Request>(
    _ outcome: Outcome<Request>, _ perform: (inout State, Request) -> Void
  ) {
    for step in outcome.steps {
      switch step {
      case .effect(let effect):
        note(effect)
        outbox.append(effect)
      case .say(let text): message = text
      case .save: touch()
      case .request(let request): perform(&self, request)
      }
    }
  }

  /// Has the text pane do something, and carries out what comes of it.
  mutating func inText(_ change: (inout TextPane, Surroundings, inout TextOutcome) -> Void) {
    var outcome = TextOutcome()
    change(&text, around, &outcome)
    carryOut(outcome) { $0.perform($1) }
  }

  private mutating func perform(_ request: TextRequest) {
    switch request {
    case .reachedEnd: nameNextUnread()
    case .pastEnd: openNextUnreadIfNamed()
    case .open(let id): openRelated(id)
    case .openNeighbour(let step): openNeighbour(by: step)
    case .openReport(let step):
      guard let id = reading?.stored.id else { return }
      ask(.thread(id), .step(step, from: id))
    case .back: goBack()
    case .askForPipe: prompt.line = InputLine(purpose: .pipe)
    case .follow(let link, let peeks): follow(link, peeks: peeks)
    case .showAddress(let link): overlays.append(.address(link))
    case .showNearest(let headline): overlays.append(.nearest(headline, selected: 0))
    case .showNearArticle:
      runStory(.relatedStories)
      message = Message.nearArticleInstead
    case .showNames(let names): showNames(names)
    case .showOutline: showOutline()
    case .showChanges: askAboutText { .changes($0) }
    case .showNaming: askAboutText { .naming($0) }
    case .setColumnWidth(let width): setColumnWidth(width)
    }
  }

  private mutating func askAboutText(_ question: (ArticleID) -> StoryQuestion) {
    guard let stored = reading?.stored else { return }
    ask(question(stored.id), .page(stored.article.headline.text))
  }

  private mutating func showNames(_ names: [SafeText]) {
    guard let reading else { return }
    overlays.append(.story(StoryPage(.names(reading.stored.article.headline.text, names))))
  }

  /// Opens an article that the one being read leads to.
  /// `views` are those it is chosen in: they lie over the text again on the way back.
  mutating func openRelated(_ id: ArticleID, from views: [Overlay] = []) {
    savePlace()
    fetch(id, .open(fromList: false), from: views)
  }
}
