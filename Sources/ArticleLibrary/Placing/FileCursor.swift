// The files that the index knows, in the order in which a walk meets them.

package import ArticleModel
import Foundation
import GRDB

/// A file as the index knows it.
package struct KnownFile: Hashable, Sendable {
  /// The path inside the root.
  package var path: RawPath
  /// In bytes.
  package var size: Int64
  /// The time of the last change of its content, in nanoseconds since 1970.
  package var modified: Int64
  /// The time of the last change of its inode, in nanoseconds since 1970.
  package var changed: Int64
  /// Why it is no article.
  package var reason: String?
  /// True if that may pass without the file changing.
  package var retry: Bool
}

/// Reads the known files of a scope page by page: no statement stays open while a sync writes, and
/// no more than a page is in memory.
package struct FileCursor {
  private static let pageSize = 1_000

  private let index: DatabaseFile
  private let scope: Scope
  private var page: ArraySlice<KnownFile> = []
  private var isLast = false
  private var lastPath: RawPath?

  package init(_ library: Library, _ scope: Scope) {
    index = library.index
    self.scope = scope
  }

  /// The next file, left where it is.
  package mutating func peek() throws -> KnownFile? {
    if page.isEmpty, !isLast { try readPage() }
    return page.first
  }

  /// The next file.
  package mutating func next() throws -> KnownFile? {
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
