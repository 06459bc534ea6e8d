// All that the reader says to people stands here, but for the help, which is made from the
// commands.

import ArticleModel

/// Lines for the status bar, and what stands where there is nothing to show.
enum Message {
  static let copied: SafeText = "Copied."
  static let onlyWebAddresses: SafeText = "Only web addresses are opened outside."
  static let noVisits: SafeText = "No article was opened yet."
  static let resultsAreNotFolded: SafeText = "Results are not folded."
  static let everyStoryInARow: SafeText = "Every story in one row."
  static let everyArticleInARow: SafeText = "Every article in a row."
  static let lookingForChanges: SafeText = "Looking for changes…"
  static let nothingChanged: SafeText = "Nothing changed."
  static let changesAreIn: SafeText = "Looked through; what changed is in the list."
  static let resultsAreRanked: SafeText = "Results stand in the order of their rank."
  static let nothingUnreadAfter: SafeText = "Nothing unread further on."
  static let nothingUnreadBefore: SafeText = "Nothing unread before this."
  static let readingTheFolder: SafeText = "Reading the folder…"
  static let noArticles: SafeText = "No articles here yet."
  static let putTextFiles: SafeText = "Put text files into the folder:"
  static let theyAppear: SafeText = "they appear by themselves."
  static let emptyQueue: SafeText = "The queue is empty."
  static let nothingStarred: SafeText = "Nothing is starred."
  static let everythingRead: SafeText = "Everything is read."
  static let nothingHere: SafeText = "Nothing here."
  static let noArticleChosen: SafeText = "No article is chosen."
  static let noStoryToFollow: SafeText = "This article has no story to follow."
  static let articleIsGone: SafeText = "That article is no longer in the library."
  static func noRule(key: String) -> SafeText {
    SafeText(line: "The list stands alone; \(key) shows the text beside it.")
  }
  static let tooNarrowForTwo: SafeText = "The window is too narrow for two panes."
  static let openFirst: SafeText = "Open an article first."
  static let noPlaceBefore: SafeText = "No jump was made here yet."
  static let savedAsMade: SafeText = "All is saved as it is made."
  static let nothingToMark: SafeText = "Nothing there to mark: all is so already."
  static let nothingToUndo: SafeText = "Nothing to undo."
  static let nothingToRedo: SafeText = "Nothing to redo."
  static let nothingToEdit: SafeText = "Its document is gone: there is nothing to edit."
  static let noFollowed: SafeText = "No story is followed: F follows one."
  static let noArticleOpen: SafeText = "No article is open."
  static let lastArticle: SafeText = "This is the last article."
  static let firstArticle: SafeText = "This is the first article."
  static let trailBegins: SafeText = "The trail begins here."
  static let noWayForward: SafeText = "No way forward from here."
  static let listIsWhole: SafeText = "The list shows the whole library already."
  static let wholeLibrary: SafeText = "The whole library."
  static let thisFolder: SafeText = "This folder."
  static let noEarlierLine: SafeText = "Nothing earlier was typed here."
  static let noSavedSearch: SafeText = "This is no saved search."
  static let fewerWordsOrLimits: SafeText = "Fewer words or limits may help."
  static let fewerOrOtherWords: SafeText = "Fewer or other words may help."
  static let nothingFound: SafeText = "Nothing found."
  static let noLinks: SafeText = "No link here, and no related headline."
  static let noRelatedHeadlines: SafeText = "This article names no related headlines."
  static let lastSection: SafeText = "This is the last section."
  static let fromTheTop: SafeText = "Once more from the top."
  static let fromTheEnd: SafeText = "Once more from the end."
  static let documentIsGone: SafeText =
    "The document is no longer in its folder; this is the copy kept."
  static let folderIsGone: SafeText = "The folder is not there now; this is the copy kept."
  static let documentIsCut: SafeText = "The document is longer than is read of one: cut."
  static let nothingRepeats: SafeText = "Nothing in this article repeats what you read."
  static let allAlike: SafeText = "All paragraphs alike."
  static let nothingNewAfter: SafeText = "Nothing new further on."
  static let nothingNewBefore: SafeText = "Nothing new before this."
  static let markAllElsewhere: SafeText = "All is marked read in the list and in the briefing."
  static let nothingOpen: SafeText = "Nothing open."
  static let noRelated: SafeText = "No other report is near this one."
  static let nearestStories: SafeText = "None is near this one. The nearest are:"
  static let nearestInTime: SafeText = "None shares its words. On its desk, nearest in time:"
  static let nearArticleInstead: SafeText =
    "Not here, and nothing near it; these are near the article."
  static let nobodyNames: SafeText = "No article here names this one among its related headlines."
  static let noNames: SafeText = "No names are found in this article."
  static let noMentions: SafeText = "No article here has this name."
  static let noLongerFollowing: SafeText = "No longer following this story."

  /// Why changes in the folders are not noticed, and the key that looks for them.
  /// Something after which a message may be true no longer.
  enum Occasion {
    case libraryChanged, resized
  }

  /// True if a message is as true after an occasion as before.
  static func lasts(_ message: SafeText, beyond occasion: Occasion) -> Bool {
    switch occasion {
    case .libraryChanged:
      ![
        nothingUnreadAfter, nothingUnreadBefore, lastArticle, firstArticle, articleIsGone,
        StoryText.newest, StoryText.first, StoryText.alone,
      ].contains(message)
    case .resized: message != tooNarrowForTwo
    }
  }

  static func changesGoUnseen(_ reason: UnseenChanges, key: String) -> SafeText {
    switch reason {
    case .noWatch:
      SafeText(line: "Changes in the folders cannot be noticed here; \(key) looks for them.")
    case .tooManyFolders:
      SafeText(
        line: "Too many folders to watch them all (fs.inotify.max_user_watches); "
          + "\(key) looks for changes.")
    case .networkFolder:
      SafeText(
        line: "On a network folder changes made elsewhere are not noticed; \(key) looks for them.")
    }
  }

  static func notInThisView(close: String) -> SafeText {
    SafeText(line: "Not in this view; \(close) closes it.")
  }

  static func order(_ words: String) -> SafeText {
    SafeText(line: "Order: \(words).")
  }

  static func nothing(from dates: String) -> SafeText {
    SafeText(line: "Nothing from \(dates).")
  }

  static func queues(key: String) -> SafeText {
    SafeText(line: "\(key) puts an article into it.")
  }

  static func stars(key: String) -> SafeText {
    SafeText(line: "\(key) stars an article.")
  }

  static func showsAll(key: String) -> SafeText {
    SafeText(line: "\(key) shows all articles.")
  }

  static func goesBack(key: String) -> SafeText {
    SafeText(line: "\(key) goes back.")
  }

  static func counting(_ count: Int, down: String, row: String) -> SafeText {
    SafeText(line: "\(count)   \(down) moves so far down, \(row) goes to this row")
  }

  static func noSearches(key: String) -> SafeText {
    SafeText(line: "No search is kept: \(key) keeps one beside the desks.")
  }

  static func rows(_ count: Int) -> SafeText {
    SafeText(line: count == 1 ? "There is only one." : "There are \(count).")
  }

  static func nothingToClose(quit: String) -> SafeText {
    SafeText(line: "Nothing is open here; \(quit) quits.")
  }

  static func howToLeave(quit: String, close: String) -> SafeText {
    SafeText(line: "\(quit) quits, \(close) closes what is open. All is kept.")
  }

  static func noCommand(_ line: SafeText) -> SafeText {
    SafeText(line: "No command “\(line)”; ? shows them all.")
  }

  static func cut(at characters: Int) -> SafeText {
    SafeText(line: "Cut: a line has at most \(characters) characters.")
  }

  static func opensNext(_ headline: SafeText, key: String) -> SafeText {
    SafeText(line: "\(key) opens “\(headline)”.")
  }

  static func nothingSought(find: String, next: String) -> SafeText {
    SafeText(
      line: "Nothing is looked for here: \(find) finds words, \(next) opens the next article.")
  }

  static func findsInHelp(find: String, close: String) -> SafeText {
    SafeText(line: "\(find) finds words in the help; \(close) closes it.")
  }

  static func notFound(_ words: String) -> SafeText {
    SafeText(line: "Not found: \(words)")
  }

  static func width(_ columns: Int) -> SafeText {
    SafeText(line: "Text at most \(columns) columns wide.")
  }

  static func noKey(_ name: String, help: String) -> SafeText {
    SafeText(line: "\(name) is no key here; \(help) shows them all.")
  }

  static func marked(_ count: Int, _ words: String, undo: String) -> SafeText {
    SafeText(line: "\(count) articles \(words). \(undo) undoes it.")
  }

  static func marked(_ words: String, undo: String) -> SafeText {
    SafeText(line: "\(words.prefix(1).uppercased())\(words.dropFirst()). \(undo) undoes it.")
  }

  static func keptAlready(_ name: SafeText) -> SafeText {
    SafeText(line: "Kept already: \(name)")
  }

  static func noLongerKept(_ name: SafeText, undo: String) -> SafeText {
    SafeText(line: "No longer kept: \(name). \(undo) undoes it.")
  }

  static func kept(_ name: SafeText, undo: String) -> SafeText {
    SafeText(line: "Kept beside the desks: \(name). \(undo) undoes it.")
  }

  static func undone(_ words: SafeText) -> SafeText { SafeText(line: "Undone: \(words)") }

  static func relatedHeadlines(_ count: Int) -> SafeText {
    SafeText(line: "This article names \(count) related headline\(count == 1 ? "" : "s").")
  }

  static func choosesLink(key: String) -> SafeText {
    SafeText(line: "\(key) chooses a link or a related headline.")
  }

  static func repeats(keys: String) -> SafeText {
    SafeText(line: "Dim is what you read elsewhere. \(keys) jump to what is new.")
  }

  static func sections(_ count: Int) -> SafeText {
    SafeText(line: "This article has \(count) section\(count == 1 ? "" : "s").")
  }

  static func revised(key: String) -> SafeText {
    SafeText(line: "Changed since you read it: \(key) shows how.")
  }

  static func showsNew(key: String) -> SafeText {
    SafeText(line: "\(key) shows what is new to you.")
  }

  static func searchFirst(key: String) -> SafeText {
    SafeText(line: "Search first: \(key).")
  }

  static func following(key: String) -> SafeText {
    SafeText(line: "Following this story. \(key) stops.")
  }

  static func worksInText(_ name: String, key: String) -> SafeText {
    SafeText(line: "\(name) works in the text: \(key) opens it.")
  }

  static func worksInList(_ name: String, key: String) -> SafeText {
    SafeText(line: "\(name) works in the list: \(key) goes back.")
  }

  /// `since` is empty, or says since when with a space before it.
  static let nothingNew = SafeText(
    text: "Nothing new.\nWhat comes in stands here until it is read, story by story.")

  /// How much came in that the briefing on screen does not tell.
  static func arrived(_ count: Int) -> SafeText {
    SafeText(line: "\(count) more came in; the next briefing has \(count == 1 ? "it" : "them")")
  }
}
