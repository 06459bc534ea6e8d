// Each view names the commands that work in it, in the words of the view.

extension Overlay {
  /// The commands beyond moving and closing, which work in every view.
  var keys: [(CommandID, String)] {
    switch self {
    case .help:
      [
        (.search(.search), "find words in the help"), (.search(.nextMatch), "the next such line"),
        (.search(.previousMatch), "the one before"),
      ]
    case .outline: [(.text(.followLink), "go to the section")]
    case .trail: [(.list(.open), "go to the visit")]
    case .filter: [(.list(.open), "limit the list so")]
    case .desks: [(.list(.open), "show the desk")]
    case .searches: [(.list(.open), "show what it finds")]
    case .nearest: [(.text(.followLink), "read the article")]
    case .peek: [(.text(.followLink), "read the article"), (.text(.peek), "close the peek")]
    case .address:
      [(.article(.openOutside), "open it outside"), (.article(.copy), "copy the address")]
    case .story(let page): page.keys
    }
  }
}

extension StoryPage {
  /// The commands that work on the chosen entry, or on the page.
  var keys: [(CommandID, String)] {
    let marks: [(CommandID, String)] = [
      (.article(.star), "star the article, or take the star away"),
      (.article(.toggleRead), "mark it read or unread"),
      (.article(.queue), "put it in the queue, or take it out"),
    ]
    let story: [(CommandID, String)] = [
      (.article(.thread), "its story in time order"),
      (.article(.followStory), "follow the story, or stop"),
    ]
    guard entryCount > 0 else { return [] }
    switch content {
    case .briefing:
      return [
        (.text(.followLink), "read the story's first new report"), (.text(.peek), "peek at it"),
      ] + story + [
        (.article(.toggleRead), "mark the story read, or unread"),
        (.list(.markAllRead), "mark all of the briefing read"),
      ] + marks.filter { $0.0 != .article(.toggleRead) }
    case .names:
      return [(.text(.followLink), "all there is on the name")]
    case .followed:
      return [(.text(.followLink), "the story in time order"), (.text(.peek), "peek at its news")]
        + story
    case .changes, .nothing: return []
    case .related, .timeline, .naming, .mentions:
      return [(.text(.followLink), "read the article"), (.text(.peek), "peek at it")] + story
        + [(.article(.relatedStories), "its related stories")] + marks
    }
  }
}
