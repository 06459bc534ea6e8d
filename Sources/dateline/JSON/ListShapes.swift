// The commands that list and search print these shapes of JSON.

import ArticleModel

extension ArticleRow {
  var json: JSON {
    .object(
      [
        ("id", .string(SafeText(line: id.text))), ("folder", .string(folder)),
      ] + JSON.path(rawPath) + [
        ("item", .string(item)), ("headline", .string(headline)),
        ("desk", .string(desk)), ("published", .string(published.map { SafeText(line: $0.text) })),
        ("words", .int(words)), ("read", .bool(marks.isRead)), ("starred", .bool(marks.isStarred)),
        ("queued", .bool(marks.isQueued)), ("duplicates", .int(copies)),
        ("thread", .string(story.map { SafeText(line: $0.story.text) })),
      ])
  }
}

extension SearchMatch {
  var json: JSON {
    let section: JSON = snippet.map { .int($0.section) } ?? .null
    return .object(
      [
        ("id", .string(SafeText(line: row.id.text))), ("folder", .string(row.folder)),
      ] + JSON.path(row.rawPath) + [
        ("item", .string(row.item)),
        ("headline", .string(row.headline)), ("score", .double(score)),
        ("snippet", .string(snippet?.text)), ("section", section),
      ])
  }
}
