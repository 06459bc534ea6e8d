// Stories of the shelf in memory: what a library would say of them.

import ArticleModel
import ReaderApp

extension TestReader {
  /// The stories' data beside the articles.
  struct Stories {
    var threads: [StoryID: [ArticleID]] = [:]
    /// Copies by the edition under which they are folded.
    var copies: [ArticleID: [ArticleID]] = [:]
    var followed: [StoryID: Int64] = [:]
    /// Articles that stand above all others, being new in a followed story.
    var raised: Set<ArticleID> = []
    var related: [ArticleID: [(ArticleID, StoryKind, [SafeText])]] = [:]
    /// False for related stories that are only the nearest there are.
    var areNear = true
    var briefing = Briefing()
    var changes: [ArticleID: EditionChanges] = [:]
    var repeated: [ArticleID: [RepeatedBlock]] = [:]
    var locations: [ArticleID: SafeText] = [:]
  }

  func answer(_ question: StoryQuestion) -> StoryAnswer {
    switch question {
    case .related(let id, _, let limit):
      let near = (stories.related[id] ?? []).prefix(limit)
      return .related(
        near.enumerated().map { index, near in
          RelatedStory(
            row: row(near.0), score: 0.9 - Double(index) / 10, kind: near.1,
            isNear: stories.areNear, because: near.2, isOutside: outside.contains(near.0))
        })
    case .thread(let id): return .thread(story(of: id).flatMap(thread))
    case .story(let story): return .thread(thread(story))
    case .briefing(_, let limit, let told):
      return .briefing(briefing(limit: limit, told: told))
    case .followed:
      let followed = stories.followed.keys.sorted { $0.rawValue < $1.rawValue }
      return .followed(followed.compactMap(thread))
    case .changes(let id): return .changes(stories.changes[id])
    case .repeated(let id): return .repeated(stories.repeated[id] ?? [])
    case .naming(let id):
      let headline = shelf.first { $0.id == id }?.article.headline.text
      let naming = shelf.filter { $0.article.related.contains { $0.headline == headline } }
      return .rows(naming.map { row($0.id) })
    case .link(let address, let text, _):
      let led = shelf.filter {
        $0.path.shown == address || $0.article.headline.text == text
      }
      return .rows(led.map { row($0.id) })
    case .mentions(let name, _, _):
      let naming = shelf.filter { stored in
        stored.article.sections.contains { section in
          section.blocks.contains { $0.text.string.contains(name.string) }
        }
      }
      return .rows(naming.map { row($0.id) }.sorted { $0.key > $1.key })
    }
  }

  /// So many stories of the briefing that were not told, and how many came since the edge: here the
  /// first of the briefing are those that came last.
  private func briefing(limit: Int, told: Briefing.Told?) -> Briefing {
    var briefing = stories.briefing
    var all = briefing.stories
    if let told {
      let arrived = all.prefix(max(0, Int(briefing.edge - told.edge)))
      briefing.arrived = arrived.reduce(0) { $0 + $1.articles.count }
      all.removeFirst(arrived.count)
      all.removeAll { story in
        story.id.map(told.stories.contains) ?? told.alone.contains(story.articles[0].id)
      }
    }
    briefing.stories = Array(all.prefix(limit))
    briefing.isMore = all.count > limit
    return briefing
  }

  private func row(_ id: ArticleID) -> ArticleRow {
    guard let stored = shelf.first(where: { $0.id == id }) else {
      return ArticleRow(key: RowKey(id: id), headline: "gone")
    }
    return ArticleRow(stored)
  }

  private func story(of id: ArticleID) -> StoryID? {
    let newest = stories.copies.first { $0.value.contains(id) }?.key ?? id
    return stories.threads.first { $0.value.contains(newest) }?.key
  }

  private func thread(_ story: StoryID) -> StoryThread? {
    guard let members = stories.threads[story] else { return nil }
    let reports = members.map { id in
      StoryThread.Report(
        row: row(id), location: stories.locations[id],
        copies: (stories.copies[id] ?? []).map(row))
    }.sorted { $0.row.key > $1.row.key }
    return StoryThread(
      id: story, headline: reports.last?.row.headline ?? .empty, reports: reports,
      followedSince: stories.followed[story],
      newReports: stories.followed[story] == nil ? 0 : reports.count { !$0.row.marks.isRead })
  }

  mutating func follow(_ id: ArticleID, _ isFollowed: Bool) -> StoryID? {
    guard let story = story(of: id) else { return nil }
    stories.followed[story] = isFollowed ? 1_771_400_000 : nil
    return story
  }

  /// The rows of a list as folding leaves them, with what they say of their stories.
  func folded(_ rows: [ArticleRow], _ folding: StoryFolding) -> [ArticleRow] {
    let copies = Set(stories.copies.values.joined())
    let rows = rows.filter { !copies.contains($0.id) }
    return rows.compactMap { row in
      var row = row
      row.copies = stories.copies[row.id]?.count ?? 0
      guard let story = story(of: row.id) else { return row }
      let members = rows.filter { self.story(of: $0.id) == story }
      let newest = members.max { ($0.key.time, $1.id) < ($1.key.time, $0.id) }
      let isFolded = folding.folds(story) && members.count > 1
      if isFolded, newest?.id != row.id { return nil }
      let since = stories.followed[story]
      if members.count > 1 || since != nil {
        row.story = StoryNote(
          story: story, count: members.count, isFolded: isFolded, isFollowed: since != nil,
          newReports: since == nil ? 0 : members.count { !$0.marks.isRead },
          followedSince: since)
      }
      return row
    }
  }
}
