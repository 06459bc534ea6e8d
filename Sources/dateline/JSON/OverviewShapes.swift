// The commands on desks, followed stories and saved searches print these shapes of JSON.

import ArticleModel

extension DeskCount {
  var json: JSON {
    .object([
      ("desk", .string(path)), ("articles", .int(total)), ("unread", .int(unread)),
    ])
  }
}

extension StoryThread {
  var followedJSON: JSON {
    let since = followedSince.map { SafeText(line: PublishedTime(epochSeconds: $0).text) }
    return .object([
      ("thread", .string(id.map { SafeText(line: $0.text) })), ("headline", .string(headline)),
      ("since", .string(since)), ("new", .int(newReports)), ("unread", .int(unread)),
      ("articles", .int(reports.count)),
    ])
  }
}

extension SearchNews {
  var json: JSON {
    .object([
      ("name", .string(search.name)), ("query", .string(search.text)),
      ("articles", .int(search.counts?.total ?? 0)), ("unread", .int(unread.total)),
      ("more", .bool(search.counts?.isMore == true)),
    ])
  }
}
