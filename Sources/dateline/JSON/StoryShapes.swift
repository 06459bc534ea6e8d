// The commands on stories print these shapes of JSON.

import ArticleModel

/// An article with where its related headlines lead and the ranking of what is near it.
struct RelatedShape {
  private let stored: StoredArticle
  private let headlines: [ResolvedHeadline]
  private let stories: [RelatedStory]

  init(of stored: StoredArticle, headlines: [ResolvedHeadline], stories: [RelatedStory]) {
    self.stored = stored
    self.headlines = headlines
    self.stories = stories
  }

  var json: JSON {
    .object(
      [
        ("id", .string(SafeText(line: stored.id.text))), ("folder", .string(stored.folder.shown)),
      ] + JSON.path(stored.path) + [
        ("headlines", .array(headlines.map(\.json))),
        ("stories", .array(stories.map(\.json))),
      ])
  }
}

extension RelatedStory {
  fileprivate var json: JSON {
    .object(
      [
        ("id", .string(SafeText(line: row.id.text))), ("folder", .string(row.folder)),
      ] + JSON.path(row.rawPath) + [
        ("headline", .string(row.headline)), ("score", .double(score)), ("near", .bool(isNear)),
        ("kind", .string(SafeText(line: kind.rawValue))),
        ("because", .array(because.map { .string($0) })),
      ])
  }
}

extension StoryThread {
  var json: JSON {
    .object([
      ("thread", .string(id.map { SafeText(line: $0.text) })), ("headline", .string(headline)),
      ("articles", .array(reports.map(\.json))),
    ])
  }
}

extension StoryThread.Report {
  fileprivate var json: JSON {
    .object(
      [
        ("id", .string(SafeText(line: row.id.text))), ("folder", .string(row.folder)),
      ] + JSON.path(row.rawPath) + [
        ("headline", .string(row.headline)),
        ("published", .string(row.published.map { SafeText(line: $0.text) })),
        ("location", .string(location)), ("read", .bool(row.marks.isRead)),
        ("copies", .array(copies.map { .string(SafeText(line: $0.id.text)) })),
      ])
  }
}

extension BriefStory {
  var json: JSON {
    .object([
      ("thread", .string(id.map { SafeText(line: $0.text) })), ("headline", .string(headline)),
      ("new", .int(articles.count)), ("desks", .array(desks.map { .string($0) })),
      ("articles", .array(articles.map(\.json))),
      ("sentences", .array(sentences.map { .string($0) })),
      ("followed", .bool(followedSince != nil)),
      ("came", .string(came.map { SafeText(line: $0.text) })),
    ])
  }
}
