// The reader's questions about stories, put to the library.

import ArticleLibrary
import ArticleModel
import ReaderApp

extension Library {
  /// What shares less than this is not shown as related, though a ranking for scripts has it: in a
  /// small library the best there is may share no more than a month and a `second`.
  private static let leastShown = 0.14

  func answer(_ question: StoryQuestion) throws -> StoryAnswer {
    switch question {
    case .related(let id, let scopes, let limit):
      .related(
        try relatedStories(of: id, scopes: scopes, limit: limit).filter {
          $0.kind != .related || $0.score >= Self.leastShown
        })
    case .thread(let id): .thread(try thread(of: id))
    case .story(let story): .thread(try thread(story))
    case .briefing(let scopes, let limit): .briefing(try briefing(scopes: scopes, limit: limit))
    case .changes(let id): .changes(try changes(of: id))
    case .repeated(let id): .repeated(try repeatedBlocks(in: id))
    case .naming(let id): .rows(try naming(id))
    case .mentions(let name, let scopes, let limit):
      .rows(try mentions(of: name, scopes: scopes, limit: limit))
    case .link(let address, let text, let id): .rows(try linked(address, text: text, from: id))
    }
  }
}

extension StoryQuestion {
  /// The slot of the reading thread in which it waits: what a key asked for never gives way to what
  /// stands beside the text.
  func slot(request: Int) -> String {
    guard request == 0 else { return "story" }
    if case .repeated = self { return "repeated" }
    return "beside"
  }
}
