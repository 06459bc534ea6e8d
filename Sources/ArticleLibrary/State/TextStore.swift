// The texts that are nowhere else, or soon may not be: what stands in `items.sqlite`.

import ArticleModel
import Foundation
import GRDB
import Synchronization

/// The file of texts, opened when it is first needed: a reader that starts does not wait for it.
final class TextStore: Sendable {
  private let lasting: LastingFile
  private let opened = Mutex<DatabaseFile?>(nil)
  private let said = Mutex<[SafeText]>([])
  private let isNew = Mutex(false)

  init(_ directory: RawPath, isOthers: Bool = false) {
    lasting = .items(in: directory, isOthers: isOthers)
  }

  var path: RawPath { lasting.path }

  /// True if there is a file with something in it.
  var isThere: Bool { FileIdentity(path)?.size ?? 0 > 0 }

  /// Lines that had to be said when it was opened, once.
  func takeNotices() -> [SafeText] {
    said.withLock { said in
      defer { said = [] }
      return said
    }
  }

  /// True if the file was made since this was last asked: texts that it should have are not in it.
  func takeIsNew() -> Bool {
    isNew.withLock { isNew in
      defer { isNew = false }
      return isNew
    }
  }

  /// The file, opened, or made where it is not there.
  ///
  /// - Throws: `LibraryError`.
  func file() throws -> DatabaseFile {
    try opened.withLock { opened in
      if let opened { return opened }
      if !isThere { isNew.withLock { $0 = true } }
      let file = try lasting.openRescued(isLost: false) { outcome in
        said.withLock { $0 += outcome.notices }
      }
      opened = file
      return file
    }
  }

  func write<Result>(_ body: (Database) throws -> Result) throws -> Result {
    try file().write(body)
  }

  /// Reads, or gives `nil` where there is no file yet.
  private func read<Result>(_ body: (Database) throws -> Result?) throws -> Result? {
    guard isThere else { return nil }
    return try file().read(body)
  }

  // MARK: Kept texts

  /// The text of an article that was kept, as `ArticleCoding` wrote it.
  func kept(_ id: Int64) throws -> [UInt8]? {
    try read { db in
      try db.row("SELECT article FROM kept WHERE id = ?", [id]).map { $0.bytes(0) }
    }
  }

  /// Those of some articles whose text is kept.
  func kept(among ids: [Int64]) throws -> Set<Int64> {
    try read { db in
      let found = try Int64.fetchAll(
        db.cachedStatement(
          sql: "SELECT id FROM kept WHERE id IN (SELECT value FROM json_each(?))"),
        arguments: [ids.json])
      return Set(found)
    } ?? []
  }

  /// Ids of kept texts in their order, some of them, after one.
  func keptIDs(after id: Int64, count: Int) throws -> [Int64] {
    try read { db in
      try Int64.fetchAll(
        db.cachedStatement(sql: "SELECT id FROM kept WHERE id > ? ORDER BY id LIMIT ?"),
        arguments: [id, count])
    } ?? []
  }

  /// Keeps texts; when it returns, they are on the disk.
  func keep(_ texts: [(id: Int64, article: [UInt8])]) throws {
    guard !texts.isEmpty else { return }
    try write { db in
      for text in texts {
        try db.run("INSERT OR REPLACE INTO kept VALUES (?, ?)", [text.id, Data(text.article)])
      }
    }
  }

  /// Keeps these texts no longer.
  func drop(_ ids: [Int64]) throws {
    guard !ids.isEmpty, isThere else { return }
    try write { db in
      try db.run("DELETE FROM kept WHERE id IN (SELECT value FROM json_each(?))", [ids.json])
    }
  }

  // MARK: Editions

  /// An article as it was read before its document changed, and when that was.
  func edition(_ id: Int64) throws -> (article: [UInt8], time: Int64)? {
    try read { db in
      try db.row("SELECT article, kept FROM edition WHERE id = ?", [id]).map {
        ($0.bytes(0), $0.integer(1))
      }
    }
  }

  /// When the edition that is kept was read.
  func editionTime(_ id: Int64) throws -> Int64? {
    try read { try $0.integer("SELECT kept FROM edition WHERE id = ?", [id]) }
  }

  /// Keeps editions; when it returns, they are on the disk.
  func keep(editions: [(id: Int64, article: [UInt8], time: Int64)]) throws {
    guard !editions.isEmpty else { return }
    try write { db in
      for edition in editions {
        try db.run(
          "INSERT OR REPLACE INTO edition VALUES (?, ?, ?)",
          [edition.id, Data(edition.article), edition.time])
      }
    }
  }

  /// Takes over the texts that a state file of an earlier version holds, before they are dropped there.
  func takeOver(from state: Database) throws {
    let hasEditions = try state.integer("SELECT 1 FROM sqlite_master WHERE name = 'edition'") != nil
    try write { db in
      let kept = try Row.fetchCursor(state, sql: "SELECT id, article FROM kept")
      while let row = try kept.next() {
        try db.run(
          "INSERT OR IGNORE INTO kept VALUES (?, ?)", [row.integer(0), Data(row.bytes(1))])
      }
      guard hasEditions else { return }
      let editions = try Row.fetchCursor(state, sql: "SELECT id, article, kept FROM edition")
      while let row = try editions.next() {
        try db.run(
          "INSERT OR IGNORE INTO edition VALUES (?, ?, ?)",
          [row.integer(0), Data(row.bytes(1)), row.integer(2)])
      }
    }
  }

  /// Reads what can be read of the texts in a damaged state file of an earlier version.
  func salvage(from damaged: RawPath) throws {
    try file().withWriter { _ = try Salvage(of: damaged, ItemsSchema.tables).merge(into: $0) }
  }
}
