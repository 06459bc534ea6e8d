// The commands that change the library, or look after it, print these shapes of JSON.

import ArticleIntake
import ArticleLibrary
import ArticleModel

extension SyncReport {
  var json: JSON {
    .object([
      ("added", .int(added)), ("updated", .int(updated)), ("moved", .int(moved)),
      ("removed", .int(removed)), ("unchanged", .int(unchanged)),
      (
        "failed",
        .array(
          failed.map { .object(JSON.path($0.rawPath) + [("reason", .string($0.reason))]) })
      ),
      ("bytes", .int(Int(bytes))), ("seconds", .double(seconds)),
      ("relationsSeconds", .double(relationsSeconds)),
    ])
  }
}

extension JSON {
  /// The answer of `mark`: the articles that it changed.
  static func changed(_ ids: [ArticleID]) -> JSON {
    .object([("changed", .array(ids.map { .string(SafeText(line: $0.text)) }))])
  }

  /// The answer of `forget`.
  static func forgotten(_ folder: RawPath, articles: Int) -> JSON {
    .object([("folder", .string(folder.shown)), ("articles", .int(articles))])
  }

  /// The answer of `doctor`.
  static func checks(_ checks: [HealthCheck]) -> JSON {
    .object([("checks", .array(checks.map(\.json)))])
  }
}

extension HealthCheck {
  fileprivate var json: JSON {
    .object([("name", .string(name)), ("ok", .bool(isOK)), ("detail", .string(detail))])
  }
}

extension Notice {
  var json: JSON {
    .object([
      ("name", .string(name)), ("libraries", .array(libraries.map { .string($0) })),
      ("license", .string(license)), ("notice", .string(SafeText(text: text))),
    ])
  }
}
