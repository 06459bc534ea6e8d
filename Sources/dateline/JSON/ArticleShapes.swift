// An article and its related headlines are printed as these shapes of JSON.

import ArticleModel
import ReaderApp

extension ShownArticle {
  var json: JSON {
    let article = stored.article
    let identity: [(String, JSON)] =
      [
        ("id", isInLibrary ? .string(SafeText(line: stored.id.text)) : .null),
        ("folder", .string(stored.folder.shown)),
      ] + JSON.path(stored.path) + [
        ("item", .string(article.item)),
        ("format", .string(SafeText(line: article.format.rawValue))),
      ]
    let head: [(String, JSON)] = [
      (
        "headline",
        .object([
          ("text", .string(article.headline.text)),
          ("origin", .string(SafeText(line: article.headline.origin.rawValue))),
        ])
      ),
      ("summary", .string(article.summary)), ("dateline", article.dateline?.json ?? .null),
      ("byline", .string(article.byline)),
      ("published", .string(article.published.map { SafeText(line: $0.text) })),
      ("firstSeen", isInLibrary ? .string(Self.instant(stored.firstSeen)) : .null),
      ("source", .string(article.source)), ("url", .string(article.url)),
      ("desk", .string(stored.desk)), ("tags", .array(article.tags.map { .string($0) })),
      ("language", .string(article.language)), ("words", .int(stored.words)),
      ("minutes", .int(ReadingTime.minutes(words: stored.words))),
    ]
    let body: [(String, JSON)] = [
      ("sections", .array(article.sections.map(\.json))),
      ("related", .array(related.map(\.json))),
      ("state", isInLibrary ? state : .null),
    ]
    return .object(identity + head + body)
  }

  private var state: JSON {
    .object([
      ("read", .bool(stored.marks.isRead)), ("starred", .bool(stored.marks.isStarred)),
      ("queued", .bool(stored.marks.isQueued)), ("position", stored.position?.json ?? .null),
    ])
  }

  private static func instant(_ seconds: Int64) -> SafeText {
    SafeText(line: PublishedTime(epochSeconds: seconds).text)
  }
}

extension Dateline {
  var json: JSON {
    .object([
      ("text", .string(text)), ("location", .string(location)), ("region", .string(region)),
      ("agency", .string(agency)), ("day", .string(day)),
    ])
  }
}

extension Section {
  var json: JSON {
    .object([
      ("kind", .string(SafeText(line: kind.rawValue))), ("title", .string(title)),
      ("level", .int(level)), ("blocks", .array(blocks.map(\.json))),
    ])
  }
}

extension Block {
  var json: JSON {
    var fields: [(String, JSON)] = [
      ("kind", .string(SafeText(line: kind.rawValue))), ("text", .string(text)),
      ("runs", .array(runs.map(\.json))),
    ]
    switch kind {
    case .item, .note:
      fields += [("level", .int(level)), ("number", number.map(JSON.int) ?? .null)]
    case .quote: fields.append(("level", .int(level)))
    case .table:
      fields.append(("rows", .array(TableRows.of(text).map { .array($0.map { .string($0) }) })))
    default: break
    }
    return .object(fields)
  }
}

extension Run {
  var json: JSON {
    let name: SafeText
    var address: SafeText?
    switch style {
    case .emphasis: name = "emphasis"
    case .strong: name = "strong"
    case .code: name = "code"
    case .link(let url):
      name = "link"
      address = url
    }
    return .object([
      ("start", .int(range.lowerBound)), ("end", .int(range.upperBound)), ("style", .string(name)),
      ("url", .string(address)),
    ])
  }
}

extension Position {
  var json: JSON {
    .object([
      ("section", .int(max(0, section))), ("block", .int(max(0, section < 0 ? 0 : block))),
      ("offset", .int(section < 0 || block < 0 ? 0 : offset)), ("fraction", .double(fraction)),
    ])
  }
}

extension ResolvedHeadline {
  var json: JSON {
    .object([
      ("headline", .string(headline)), ("status", .string(SafeText(line: status.rawValue))),
      (
        "candidates",
        .array(
          candidates.map { candidate in
            .object(
              [
                ("id", .string(SafeText(line: candidate.id.text))),
                ("folder", .string(candidate.folder)),
              ] + JSON.path(candidate.rawPath) + [
                ("headline", .string(candidate.headline)), ("score", .double(candidate.score)),
              ])
          })
      ),
    ])
  }
}
