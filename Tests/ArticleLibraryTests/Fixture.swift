// A folder of documents and a library over it, both gone when the test is.

import ArticleModel
import Foundation
import TestSupport
import Testing

@testable import ArticleIntake
@testable import ArticleLibrary

/// A fresh temporary folder with `news` for documents and `library` for the two files.
final class Fixture: Sendable {
  var base: String { folder.path }
  let news: String
  let library: Library
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    news = folder.path("news")
    try folder.makeFolder("news")
    library = try Library.open(directory: RawPath(folder.path("library")))
  }

  /// The whole folder's scope.
  func scope() throws -> Scope { try library.scope(of: RawPath(news)) }

  func write(_ text: String, to path: String) throws {
    let full = news + "/" + path
    let folder = (full as NSString).deletingLastPathComponent
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: URL(fileURLWithPath: full))
  }

  /// A small article of its own.
  func story(_ headline: String, day: String? = nil, body: String? = nil, to path: String) throws {
    let front = day.map { "---\ntitle: \(headline)\ndate: \($0)\n---\n\n" } ?? "\(headline)\n\n"
    let text = body ?? "The council met in \(headline) to hear what had been found there by others."
    try write(
      front + "GENEVA – " + text + "\n\nA second paragraph followed the first one.\n", to: path)
  }

  func remove(_ path: String) throws {
    try FileManager.default.removeItem(atPath: news + "/" + path)
  }

  func move(_ old: String, to new: String) throws {
    let full = news + "/" + new
    let folder = (full as NSString).deletingLastPathComponent
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try FileManager.default.moveItem(atPath: news + "/" + old, toPath: full)
  }

  @discardableResult
  func sync(_ library: Library? = nil) throws -> SyncReport {
    let library = library ?? self.library
    return try library.sync(
      [try library.scope(of: RawPath(news))], progress: { _ in }, isCancelled: { false })
  }

  /// Every row of a list.
  func rows(_ query: ListQuery = ListQuery(), in library: Library? = nil) throws -> [ArticleRow] {
    try (library ?? self.library).window(query, .first, count: 1_000_000).rows
  }

  func paths(_ query: ListQuery = ListQuery()) throws -> [String] {
    try rows(query).map(\.path.string)
  }

  func id(_ path: String) throws -> ArticleID {
    try #require(try library.articles(named: news + "/" + path).first)
  }

  /// Both files' bytes.
  func bytes() -> [Data] {
    ["state.sqlite", "state.sqlite-wal", "index.sqlite", "index.sqlite-wal"].map { name in
      let path = base + "/library/" + name
      return FileManager.default.contents(atPath: path) ?? Data()
    }
  }
}
