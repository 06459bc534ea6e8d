// The files that the index knows, in the order in which a walk meets them.

import ArticleModel
import Foundation
import GRDB

/// A file as the index knows it.
struct KnownFile: Hashable, Sendable {
  var path: RawPath
  var size: Int64
  var modified: Int64
  var changed: Int64
  /// Why it is no article.
  var reason: String?
  /// Whether that may pass without the file changing.
  var retry: Bool
}

/// Reads the known files of a scope page by page: no statement stays open while a sync writes, and
/// no more than a page is in memory.
struct FileCursor {
  private static let pageSize = 1_000

  private let index: DatabaseFile
  private let scope: Scope
  private var page: ArraySlice<KnownFile> = []
  private var isLast = false
  private var lastPath: RawPath?

  init(_ index: DatabaseFile, _ scope: Scope) {
    self.index = index
    self.scope = scope
  }

  /// The next file, left where it is.
  mutating func peek() throws -> KnownFile? {
    if page.isEmpty, !isLast { try readPage() }
    return page.first
  }

  /// The next file.
  mutating func next() throws -> KnownFile? {
    let file = try peek()
    page = page.dropFirst()
    return file
  }

  private mutating func readPage() throws {
    var clauses = [Clause(sql: "root = ?", arguments: [scope.root])]
    if !scope.inside.bytes.isEmpty { clauses.append(ListPlan.inside(scope.inside)) }
    if let lastPath { clauses.append(Clause(sql: "path > ?", arguments: [lastPath.data])) }
    let clause = Clause.joined(clauses)
    let files = try index.read { db in
      let rows = try db.rows(
        """
        SELECT path, size, modified, changed, reason, retry FROM file WHERE \(clause.sql)
        ORDER BY path LIMIT \(Self.pageSize)
        """, clause.arguments)
      var files: [KnownFile] = []
      while let row = try rows.next() {
        files.append(
          KnownFile(
            path: row.path(0), size: row.integer(1), modified: row.integer(2),
            changed: row.integer(3), reason: row.optionalText(4), retry: row.flag(5)))
      }
      return files
    }
    lastPath = files.last?.path
    isLast = files.count < Self.pageSize
    page = files[...]
  }
}
