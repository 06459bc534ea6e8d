// A view on stories is a value: its content, the chosen entry, and its lines.

import ArticleModel
import Screen

/// A view on stories over the panes.
struct StoryPage: Hashable {
  enum Content: Hashable {
    /// The stories near an article, by its headline.
    case related(to: SafeText, [RelatedStory])
    /// A story in time order; the article from which it was asked for.
    case timeline(StoryThread, from: ArticleID?)
    case briefing(Briefing)
    case changes(EditionChanges)
    /// The stories that are followed.
    case followed([StoryThread])
    /// The articles that name one, by its headline.
    case naming(SafeText, [ArticleRow])
    /// The names in an article, by its headline.
    case names(SafeText, [SafeText])
    /// Everything on a name, oldest first.
    case mentions(SafeText, [ArticleRow])
    /// A command with nothing to show: its title, what it is about, and the reason.
    case nothing(CommandID, title: SafeText, about: SafeText, reason: SafeText)
  }

  var content: Content
  /// The question that fills it, asked again when the library has changed.
  var question: StoryQuestion?
  /// The entry that is chosen.
  var selected = 0
  /// The line at the top of the pane, the head aside.
  var top = 0
  /// True if digits choose its entries: not while it stands beside the text, whose related
  /// headlines have them.
  var hasNumbers = true
  /// The lines at the head, which do not move with the others.
  var head: [PageLine] = []
  var lines: [PageLine] = []
  /// The room for which the lines are laid out; `nil` before they are.
  var room: Size?

  init(_ content: Content, question: StoryQuestion? = nil) {
    self.content = content
    self.question = question
  }
}

/// A line of such a view, laid out.
struct PageLine: Hashable {
  /// A number and a mark before the text.
  var lead: SafeText = .empty
  /// A faded sign two cells before the text.
  var bullet: SafeText = .empty
  var body: LaidLine?
  /// A note at the right, faded.
  var note: SafeText = .empty
  var indent = 0
  /// The entry to which the line belongs.
  var entry: Int?
  /// True if it is a line of the entry's headline.
  var isHeadline = false
}

// MARK: - Entries

extension StoryPage {
  var entryCount: Int {
    switch content {
    case .related(_, let stories): stories.count
    case .timeline(let thread, _): thread.reports.reduce(0) { $0 + 1 + $1.copies.count }
    case .briefing(let briefing): briefing.stories.count
    case .changes, .nothing: 0
    case .followed(let threads): threads.count
    case .naming(_, let rows), .mentions(_, let rows): rows.count
    case .names(_, let names): names.count
    }
  }

  /// The command that opens such a view, and closes it again.
  var command: CommandID {
    switch content {
    case .related: .article(.relatedStories)
    case .timeline: .article(.thread)
    case .briefing: .reader(.briefing)
    case .changes: .text(.changes)
    case .followed: .reader(.showFollowed)
    case .naming: .text(.naming)
    case .names, .mentions: .text(.names)
    case .nothing(let command, _, _, _): command
    }
  }

  /// The title of the view.
  var title: SafeText {
    switch content {
    case .related: Title.related
    case .timeline: Title.thread
    case .briefing: Title.briefing
    case .changes: Title.changes
    case .followed: Title.followed
    case .naming: Title.naming
    case .names: Title.names
    case .mentions(let name, _): SafeText(line: "On “\(name)”")
    case .nothing(_, let title, _, _): title
    }
  }

  /// The entries that bear a number, in order: copies do not.
  var numbered: [Int] {
    guard case .timeline(let thread, _) = content else { return Array(0..<entryCount) }
    var next = 0
    return thread.reports.map { report in
      defer { next += 1 + report.copies.count }
      return next
    }
  }

  /// The articles of an entry: one, or those of a story of the briefing.
  func articles(of entry: Int) -> [ArticleRow] {
    switch content {
    case .related(_, let stories): [stories[safe: entry]?.row].compactMap(\.self)
    case .timeline(let thread, _):
      [thread.reports.flatMap { [$0.row] + $0.copies }[safe: entry]].compactMap(\.self)
    case .briefing(let briefing): briefing.stories[safe: entry]?.articles ?? []
    case .naming(_, let rows), .mentions(_, let rows): [rows[safe: entry]].compactMap(\.self)
    case .followed(let threads): threads[safe: entry]?.reports.map(\.row) ?? []
    case .changes, .names, .nothing: []
    }
  }

  /// The article that opens: of a story the newest that is unread, else the newest.
  var chosenArticle: ArticleRow? {
    let articles = self.articles(of: selected)
    return articles.first { !$0.marks.isRead } ?? articles.first
  }

  /// The entry of an article.
  func entry(of id: ArticleID) -> Int? {
    (0..<entryCount).first { entry in articles(of: entry).contains { $0.id == id } }
  }

  /// The words that the chosen article shares with the one it is near to.
  var because: [SafeText] {
    guard case .related(_, let stories) = content else { return [] }
    return stories[safe: selected]?.because ?? []
  }

  /// True if the story that it shows, or that is chosen in it, is followed.
  var isFollowed: Bool {
    switch content {
    case .timeline(let thread, _): thread.followedSince != nil
    case .briefing(let briefing): briefing.stories[safe: selected]?.followedSince != nil
    case .followed(let threads): threads[safe: selected]?.followedSince != nil
    default: false
    }
  }

  var isBriefing: Bool {
    if case .briefing = content { return true }
    return false
  }

  var isRelated: Bool {
    if case .related = content { return true }
    return false
  }

  /// Changes every row that the view shows, and has it laid out anew.
  mutating func changeRows(_ change: (inout ArticleRow) -> Void) {
    room = nil
    switch content {
    case .related(let headline, var stories):
      for index in stories.indices { change(&stories[index].row) }
      content = .related(to: headline, stories)
    case .timeline(var thread, let from):
      for index in thread.reports.indices {
        change(&thread.reports[index].row)
        for copy in thread.reports[index].copies.indices {
          change(&thread.reports[index].copies[copy])
        }
      }
      content = .timeline(thread, from: from)
    case .briefing(var briefing):
      for story in briefing.stories.indices {
        for index in briefing.stories[story].articles.indices {
          change(&briefing.stories[story].articles[index])
        }
      }
      content = .briefing(briefing)
    case .naming(let headline, var rows):
      for index in rows.indices { change(&rows[index]) }
      content = .naming(headline, rows)
    case .mentions(let name, var rows):
      for index in rows.indices { change(&rows[index]) }
      content = .mentions(name, rows)
    case .followed(var threads):
      for thread in threads.indices {
        for index in threads[thread].reports.indices { change(&threads[thread].reports[index].row) }
      }
      content = .followed(threads)
    case .changes, .names, .nothing: break
    }
  }
}

extension StoryPage {
  mutating func follow(_ story: StoryID, _ article: ArticleID, since: Int64?) {
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
    case .followed(var threads):
      for index in threads.indices
      where threads[index].id == story
        || threads[index].reports.contains(where: { $0.row.id == article })
      {
        threads[index].followedSince = since
      }
      content = .followed(threads)
    case .timeline, .related, .changes, .naming, .names, .mentions, .nothing: return
    }
  }
}
