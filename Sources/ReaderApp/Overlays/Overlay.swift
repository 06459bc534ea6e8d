// A view over the panes says which line of it is selected, and which command opens it.

import ArticleModel
import Screen

/// A view over the panes.
enum Overlay: Hashable {
  /// The keys; with words, the lines that have them are marked.
  case help(top: Int, words: SafeText = .empty)
  case outline(selected: Int)
  case trail(selected: Int)
  /// Ways to limit the list.
  case filter(selected: Int)
  /// The desks as a tree; the first line is all of them.
  case desks([DeskCount], selected: Int)
  case searches([SearchNews], selected: Int)
  /// The articles nearest to a related headline that the library does not hold.
  case nearest(ResolvedHeadline, selected: Int)
  /// An article in a few lines, with the words that it shares with the one it is near to.
  case peek(StoredArticle, because: [SafeText])
  /// The address of a link that leads to no article here.
  case address(TextLink)
  /// A view on stories.
  case story(StoryPage)
}

extension Overlay {
  /// The table in which keys are looked up first.
  var context: CommandContext {
    switch self {
    case .nearest, .story, .peek, .address, .outline: .reading
    case .help, .trail, .filter, .desks, .searches: .list
    }
  }

  /// The command that opens such a view, and closes it again.
  var command: CommandID? {
    switch self {
    case .help: .reader(.help)
    case .outline: .text(.outline)
    case .trail: .reader(.showTrail)
    case .filter: .list(.filter)
    case .desks: .reader(.showDesks)
    case .searches: .reader(.showSearches)
    case .nearest: nil
    case .peek, .address: .text(.peek)
    case .story(let page): page.command
    }
  }

  /// The line that is selected, or the first one shown.
  var index: Int {
    switch self {
    case .help(let index, _), .outline(let index), .trail(let index), .filter(let index): index
    case .nearest(_, let index), .desks(_, let index), .searches(_, let index): index
    case .peek, .address: 0
    case .story(let page): page.selected
    }
  }

  /// The same view with another line selected.
  func selecting(_ index: Int) -> Overlay {
    switch self {
    case .help(_, let words): .help(top: index, words: words)
    case .outline: .outline(selected: index)
    case .trail: .trail(selected: index)
    case .filter: .filter(selected: index)
    case .desks(let desks, _): .desks(desks, selected: index)
    case .searches(let searches, _): .searches(searches, selected: index)
    case .nearest(let headline, _): .nearest(headline, selected: index)
    case .peek, .address, .story: self
    }
  }
}

extension Overlay {
  var isHelp: Bool {
    if case .help = self { return true }
    return false
  }

  /// The same view with its stories changed, if it shows some.
  func changed(_ change: (inout StoryPage) -> Void) -> Overlay {
    guard case .story(var page) = self else { return self }
    change(&page)
    return .story(page)
  }
}
