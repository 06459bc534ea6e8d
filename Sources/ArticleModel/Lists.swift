// Lists of articles: what may be asked of a library, and the rows it gives.

/// The marks that a reader gave an article.
package struct Marks: Hashable, Sendable {
  /// True once it was opened or marked read.
  package var isRead: Bool
  /// True if the reader starred it.
  package var isStarred: Bool
  /// True if it waits in the queue to be read later.
  package var isQueued: Bool

  package init(isRead: Bool = false, isStarred: Bool = false, isQueued: Bool = false) {
    self.isRead = isRead
    self.isStarred = isStarred
    self.isQueued = isQueued
  }
}

/// A change of the marks of articles, that can be undone.
package enum MarkChange: String, Hashable, Sendable, CaseIterable {
  case read, unread, star, unstar, queue, unqueue
  /// Of the article's story; it is no mark of the article itself.
  case follow, unfollow

  /// The change that takes this one back.
  package var inverse: MarkChange {
    switch self {
    case .read: .unread
    case .unread: .read
    case .star: .unstar
    case .unstar: .star
    case .queue: .unqueue
    case .unqueue: .queue
    case .follow: .unfollow
    case .unfollow: .follow
    }
  }
}

extension Marks {
  /// The marks after a change.
  package mutating func apply(_ change: MarkChange) {
    switch change {
    case .read: isRead = true
    case .unread: isRead = false
    case .star: isStarred = true
    case .unstar: isStarred = false
    case .queue: isQueued = true
    case .unqueue: isQueued = false
    case .follow, .unfollow: break
    }
  }
}

/// A folder that limits what is listed: a root of the library, or a folder inside one.
package struct Scope: Hashable, Sendable {
  /// The root's key in the state file.
  package var root: Int64
  /// The root's absolute path.
  package var rootPath: RawPath
  /// The folder inside the root, empty for the root itself. May also be one document's path.
  package var inside: RawPath

  package init(root: Int64, rootPath: RawPath, inside: RawPath = RawPath("")) {
    self.root = root
    self.rootPath = rootPath
    self.inside = inside
  }

  /// The folder's absolute path.
  package var path: RawPath { rootPath.appending(inside) }
}

extension [Scope] {
  /// True if an article lies in one of the scopes; without scopes every article does.
  ///
  /// - Parameters:
  ///   - folder: the path of the article's root, as it is shown.
  ///   - path: the document's path inside the root.
  /// - Returns: true if the document is in one of the folders, or is the document that a scope names.
  package func hold(folder: SafeText, path: RawPath) -> Bool {
    guard !isEmpty else { return true }
    let document = RawPath(folder.string).appending(path)
    return contains { scope in
      document.isInside(RawPath(scope.rootPath.shown.string).appending(scope.inside))
    }
  }
}

/// The order of a list.
package enum ListOrder: String, Hashable, Sendable, CaseIterable {
  case newest, headline, desk, unreadFirst
}

/// The articles that a list shows, and their order.
package struct ListQuery: Hashable, Sendable {
  /// Empty for the whole library; several where several folders were named.
  package var scopes: [Scope] = []
  /// A desk (`World`) with all below it (`World/Europe`); `nil` for all.
  package var desk: SafeText?
  /// Leaves out what is read.
  package var unreadOnly = false
  /// Leaves out what is unread.
  package var readOnly = false
  /// Leaves out what has no star.
  package var starredOnly = false
  /// Leaves out what is not queued.
  package var queuedOnly = false
  /// Words that the headline must have, each at the start of one of its words, case and accents
  /// aside.
  package var headlineWords: SafeText = .empty
  /// Only articles published (first seen, where undated) at this time or later, in seconds since
  /// 1970; `nil` for all.
  package var since: Int64?
  /// Only what an index had when it was last written to here, by the numbers of its rows; `nil` for
  /// all.
  package var upTo: Int64?
  /// The order of the rows.
  package var order: ListOrder = .newest
  /// The stories that show only their newest article that the list holds.
  package var folding = StoryFolding()
  /// True if the newest report that is new in a followed story stands above all others, as long as
  /// none of that story was opened; in the order by time only.
  package var raisesFollowed = false

  package init() {}
}

/// A row's place in the order in which it was fetched: later windows continue from it, even where
/// a mark has moved the row since.
package struct RowKey: Hashable, Sendable {
  /// 0 or 1: unread before read, where the order groups so; else 0; `raisedGroup` for what stands
  /// above all others.
  package var group: Int
  /// The desk or headline by which the order sorts, folded; else empty.
  package var text: String
  /// Seconds since 1970 by which the order sorts, newest first.
  package var time: Int64
  /// The article; it decides where all else is equal.
  package var id: ArticleID

  /// The group of the rows that were raised above the others.
  package static let raisedGroup = -1

  package init(group: Int = 0, text: String = "", time: Int64 = 0, id: ArticleID) {
    self.group = group
    self.text = text
    self.time = time
    self.id = id
  }
}

extension RowKey: Comparable {
  /// True if one row stands above another: texts by their bytes, as SQLite compares them.
  package static func < (left: RowKey, right: RowKey) -> Bool {
    if left.group != right.group { return left.group < right.group }
    if left.text != right.text {
      return left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
    }
    if left.time != right.time { return left.time > right.time }
    return left.id < right.id
  }
}

/// The start of a list's window.
package enum ListAnchor: Hashable, Sendable {
  case first
  case last
  /// The rows that follow this one, it left out.
  case after(RowKey)
  /// The rows that come before this one, it left out.
  case before(RowKey)
  /// Rows on both sides of this place, half of the window each; the row itself if it is still there.
  case around(RowKey)
  /// The same for an article whose key is not known, with so many rows above it; as `first` if the
  /// list has no such article.
  case aroundArticle(ArticleID, above: Int)
  /// From so many rows above the row of this number, counted from 0; the last rows if the list ends
  /// before that.
  case row(Int, above: Int)
}

/// Some rows of a list, in its order.
package struct ListWindow: Hashable, Sendable {
  /// In the order of the list.
  package var rows: [ArticleRow]
  /// True if no row comes before these.
  package var isStart: Bool
  /// True if no row comes after these.
  package var isEnd: Bool

  package init(rows: [ArticleRow] = [], isStart: Bool = true, isEnd: Bool = true) {
    self.rows = rows
    self.isStart = isStart
    self.isEnd = isEnd
  }
}

/// An article as a list shows it.
package struct ArticleRow: Hashable, Sendable {
  /// The row's place in the list's order.
  package var key: RowKey
  /// The article's headline.
  package var headline: SafeText
  /// The whole desk: `World/Europe`.
  package var desk: SafeText?
  /// The day or instant of publication; `nil` for an undated article.
  package var published: PublishedTime?
  /// Seconds since 1970.
  package var firstSeen: Int64
  /// The number of words of its text.
  package var words: Int
  /// Read, starred, queued.
  package var marks: Marks
  /// The root's path, fit to be shown.
  package var folder: SafeText
  /// The path inside the root, fit to be shown.
  package var path: SafeText
  /// The path inside the root itself, where what is shown of it is another.
  package var unshownPath: RawPath?
  /// The guid of a feed's item; `nil` where the document is one article.
  package var item: SafeText?
  /// True if the document is gone, and the article kept for its star, its queue or the trail.
  package var isGone: Bool
  /// True if the root's folder is not there now.
  package var isOffline: Bool
  /// Other copies and older editions that are folded under this one.
  package var copies = 0
  /// The list's note on its story; `nil` for an article that is alone in the list.
  package var story: StoryNote?

  /// The article's identifier.
  package var id: ArticleID { key.id }

  /// The path inside the root.
  package var rawPath: RawPath { unshownPath ?? RawPath(path.string) }

  /// True if something is unread in the row: its article, or a report of the story folded under it.
  package var holdsUnread: Bool {
    if let story, story.isFolded, story.unread > 0 { return true }
    return !marks.isRead
  }

  package init(
    key: RowKey, headline: SafeText, desk: SafeText? = nil, published: PublishedTime? = nil,
    firstSeen: Int64 = 0, words: Int = 0, marks: Marks = Marks(), folder: SafeText = .empty,
    path: SafeText = .empty, item: SafeText? = nil, isGone: Bool = false, isOffline: Bool = false
  ) {
    self.key = key
    self.headline = headline
    self.desk = desk
    self.published = published
    self.firstSeen = firstSeen
    self.words = words
    self.marks = marks
    self.folder = folder
    self.path = path
    self.item = item
    self.isGone = isGone
    self.isOffline = isOffline
  }
}

/// A desk with what is in it and in those below it.
package struct DeskCount: Hashable, Sendable {
  /// Its path: `World/Europe`.
  package var path: SafeText
  package var total: Int
  package var unread: Int

  package init(path: SafeText, total: Int, unread: Int) {
    self.path = path
    self.total = total
    self.unread = unread
  }

  /// The last part of its path.
  package var name: SafeText {
    SafeText(line: String(path.string.split(separator: "/").last ?? ""))
  }

  /// How many desks it is below.
  package var depth: Int { path.string.count { $0 == "/" } }
}

/// How many articles a list would show, by what limits it.
package struct Facets: Hashable, Sendable {
  /// The first part of a desk, and how many articles stand under it.
  package struct Desk: Hashable, Sendable {
    /// The first part of the desk, as it is shown.
    package var name: SafeText
    /// All articles.
    package var total: Int
    /// Those of them that are unread.
    package var unread: Int

    package init(name: SafeText, total: Int, unread: Int) {
      self.name = name
      self.total = total
      self.unread = unread
    }
  }

  /// All articles.
  package var total: Int
  /// Those of them that are unread.
  package var unread: Int
  /// Those of them with a star.
  package var starred: Int
  /// Those of them that wait in the queue.
  package var queued: Int
  /// By size, largest first, then by name.
  package var desks: [Desk]

  package init(
    total: Int = 0, unread: Int = 0, starred: Int = 0, queued: Int = 0, desks: [Desk] = []
  ) {
    self.total = total
    self.unread = unread
    self.starred = starred
    self.queued = queued
    self.desks = desks
  }
}
