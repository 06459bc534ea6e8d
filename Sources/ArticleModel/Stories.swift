// Stories: what belongs together, how sure that is, and what of it is new to the reader.

/// A story's key; it stays the same when articles join.
package struct StoryID: Hashable, Sendable, Comparable {
  /// The 40 bits of an article's identifier: that of the article which founded the story.
  package var rawValue: Int64

  package init(rawValue: Int64) { self.rawValue = rawValue }

  /// How commands write it, as an article's id is written.
  package var text: String { ArticleID(rawValue: rawValue).text }

  package static func < (left: StoryID, right: StoryID) -> Bool { left.rawValue < right.rawValue }
}

/// How an article stands to another.
package enum StoryKind: String, Hashable, Sendable, CaseIterable {
  /// The same text, or another edition of it.
  case duplicate
  /// The same event.
  case same
  /// Its neighbourhood.
  case related
}

/// An article near another one.
package struct RelatedStory: Hashable, Sendable {
  /// The article, or the report's newest edition.
  package var row: ArticleRow
  /// 0 to 1: how much of their weight the two share.
  package var score: Double
  /// The relation of the two.
  package var kind: StoryKind
  /// False for what is only the best of a library that holds nothing near.
  package var isNear: Bool
  /// The heaviest words that both have, as they are written, heaviest first.
  package var because: [SafeText]
  /// True if it lies outside the scope that the list shows.
  package var isOutside: Bool

  package init(
    row: ArticleRow, score: Double, kind: StoryKind, isNear: Bool = true,
    because: [SafeText] = [], isOutside: Bool = false
  ) {
    self.row = row
    self.score = score
    self.kind = kind
    self.isNear = isNear
    self.because = because
    self.isOutside = isOutside
  }
}

extension RelatedStory {
  /// The length of a ranking from which people are shown the near ones: more than nine screens of
  /// them nobody looks through.
  package static let rankingLimit = 30
}

extension [RelatedStory] {
  /// The stories of a ranking that people are shown: the near ones; where none is near, the nearest
  /// three, which `areNear` tells.
  package var shown: [RelatedStory] {
    let near = filter(\.isNear)
    return near.isEmpty ? Array(prefix(3)) : near
  }

  /// False if there are some and none shares words with the article: they are only near in time.
  package var shareWords: Bool { isEmpty || contains { $0.score > 0 } }

  /// False if there are some and none is near.
  package var areNear: Bool { isEmpty || contains(where: \.isNear) }
}

/// A story: its reports in time order.
package struct StoryThread: Hashable, Sendable {
  /// An article of the story, copies folded under the newest edition.
  package struct Report: Hashable, Sendable {
    /// The article, or the report's newest edition.
    package var row: ArticleRow
    /// The location of the article's dateline.
    package var location: SafeText?
    /// Other copies and older editions of the same text, newest first.
    package var copies: [ArticleRow]

    package init(row: ArticleRow, location: SafeText? = nil, copies: [ArticleRow] = []) {
      self.row = row
      self.location = location
      self.copies = copies
    }
  }

  /// `nil` for an article that is alone.
  package var id: StoryID?
  /// The headline of the newest report.
  package var headline: SafeText
  /// Oldest first.
  package var reports: [Report]
  /// Since when the reader follows it, in seconds since 1970; `nil` if they do not.
  package var followedSince: Int64?
  /// Reports that came since then, or since the reader last opened one of them.
  package var newReports: Int

  package init(
    id: StoryID?, headline: SafeText, reports: [Report], followedSince: Int64? = nil,
    newReports: Int = 0
  ) {
    self.id = id
    self.headline = headline
    self.reports = reports
    self.followedSince = followedSince
    self.newReports = newReports
  }
}

/// A list's note on an article's story.
package struct StoryNote: Hashable, Sendable {
  /// The story's key.
  package var story: StoryID
  /// Articles of the story that the list holds, copies not counted.
  package var count: Int
  /// How many of them are unread.
  package var unread: Int
  /// True if the story's other articles are folded under this one.
  package var isFolded: Bool
  /// True if the reader follows the story.
  package var isFollowed: Bool
  /// Reports that came since the story is followed, or since one of them was last opened.
  package var newReports: Int
  /// The start of following, in seconds since 1970; `nil` if the story is not followed.
  package var followedSince: Int64?

  package init(
    story: StoryID, count: Int, unread: Int = 0, isFolded: Bool = false, isFollowed: Bool = false,
    newReports: Int = 0, followedSince: Int64? = nil
  ) {
    self.story = story
    self.count = count
    self.unread = unread
    self.isFolded = isFolded
    self.isFollowed = isFollowed
    self.newReports = newReports
    self.followedSince = followedSince
  }
}

/// The stories of a list that are folded into one row, that of their newest article.
package struct StoryFolding: Hashable, Sendable {
  /// True if stories are folded that are not named.
  package var foldsAll: Bool
  /// Stories that are as others are not.
  package var exceptions: Set<StoryID>

  package init(foldsAll: Bool = false, exceptions: Set<StoryID> = []) {
    self.foldsAll = foldsAll
    self.exceptions = exceptions
  }

  /// True if a story is folded.
  package func folds(_ story: StoryID) -> Bool { foldsAll != exceptions.contains(story) }

  /// Folds a story that is open, or opens one that is folded.
  package mutating func toggle(_ story: StoryID) {
    if exceptions.remove(story) == nil { exceptions.insert(story) }
  }
}

/// A story as the briefing tells it.
package struct BriefStory: Hashable, Sendable {
  /// `nil` for an article that is alone.
  package var id: StoryID?
  /// The newest headline.
  package var headline: SafeText
  /// All of its reports that are new, newest first, copies folded.
  package var articles: [ArticleRow]
  /// The day on which the last of them came; `nil` where that is not known.
  package var came: CivilDay?
  /// The desks that they are from, in the order of the reports, each once.
  package var desks: [SafeText]
  /// The sentences of them that are new to the reader, report by report, oldest first, in reading order.
  package var passages: [[SafeText]]
  /// The start of following, in seconds since 1970; `nil` if the story is not followed.
  package var followedSince: Int64?

  /// All of them in one list.
  package var sentences: [SafeText] { passages.flatMap(\.self) }

  package init(
    id: StoryID?, headline: SafeText, articles: [ArticleRow], desks: [SafeText] = [],
    passages: [[SafeText]] = [], came: CivilDay? = nil, followedSince: Int64? = nil
  ) {
    self.id = id
    self.headline = headline
    self.articles = articles
    self.came = came
    self.desks = desks
    self.passages = passages
    self.followedSince = followedSince
  }
}

/// The news, story by story: a report is new from when it came until it is read.
package struct Briefing: Hashable, Sendable {
  /// The part that was told already, so that a briefing can be gone on with.
  package struct Told: Hashable, Sendable {
    /// The briefing's own.
    package var edge: Int64
    /// The stories, each once.
    package var stories: Set<StoryID>
    /// Articles that are alone.
    package var alone: Set<ArticleID>

    package init(edge: Int64, stories: Set<StoryID> = [], alone: Set<ArticleID> = []) {
      self.edge = edge
      self.stories = stories
      self.alone = alone
    }
  }

  /// By the day on which they came, the last day first; of a day followed ones first, then those with
  /// most new reports.
  package var stories: [BriefStory]
  /// How many stories and reports are new in all, those among them that are not told here.
  package var storyCount: Int
  /// The number of reports that are new in all.
  package var articleCount: Int
  /// True if there are more stories than these.
  package var isMore: Bool
  /// The last row that the index had when the briefing was made: what comes later is not in it.
  package var edge: Int64
  /// How many new reports came since.
  package var arrived: Int

  package init(
    stories: [BriefStory] = [], storyCount: Int? = nil, articleCount: Int? = nil,
    isMore: Bool = false, edge: Int64 = 0, arrived: Int = 0
  ) {
    self.stories = stories
    self.storyCount = storyCount ?? stories.count
    self.articleCount = articleCount ?? stories.reduce(0) { $0 + $1.articles.count }
    self.isMore = isMore
    self.edge = edge
    self.arrived = arrived
  }

  /// The part that is told here.
  package var told: Told {
    Told(
      edge: edge, stories: Set(stories.compactMap(\.id)),
      alone: Set(stories.filter { $0.id == nil }.flatMap { $0.articles.map(\.id) }))
  }
}

/// A paragraph of an article that repeats what was read in another.
package struct RepeatedBlock: Hashable, Sendable {
  /// The paragraph, by its section's place in the article and its own in the section.
  package var section: Int
  /// The paragraph's place in its section, from 0.
  package var block: Int
  /// The article in which it was read.
  package var source: ArticleID
  /// The headline of that article.
  package var headline: SafeText
  /// The time of that, in seconds since 1970, if it is known.
  package var readAt: Int64?

  package init(
    section: Int, block: Int, source: ArticleID, headline: SafeText, readAt: Int64? = nil
  ) {
    self.section = section
    self.block = block
    self.source = source
    self.headline = headline
    self.readAt = readAt
  }
}

/// The changes between two editions of a report, paragraph by paragraph, word by word.
package struct EditionChanges: Hashable, Sendable {
  /// A stretch of a paragraph.
  package struct Piece: Hashable, Sendable {
    /// The fate of a stretch between the two editions.
    package enum Kind: Hashable, Sendable { case kept, added, removed }
    /// The stretch's fate.
    package var kind: Kind
    /// The stretch's words, of the edition that has them.
    package var text: SafeText

    package init(_ kind: Kind, _ text: SafeText) {
      self.kind = kind
      self.text = text
    }
  }

  /// The headline of the older edition.
  package var oldHeadline: SafeText
  /// The time at which it was published, first seen or read; in seconds since 1970.
  package var oldTime: Int64?
  /// Paragraphs in reading order; those that are as they were have one kept piece.
  package var paragraphs: [[Piece]]

  /// True if nothing differs.
  package var isEmpty: Bool {
    paragraphs.allSatisfy { $0.allSatisfy { $0.kind == .kept } }
  }

  package init(oldHeadline: SafeText, oldTime: Int64? = nil, paragraphs: [[Piece]]) {
    self.oldHeadline = oldHeadline
    self.oldTime = oldTime
    self.paragraphs = paragraphs
  }
}
