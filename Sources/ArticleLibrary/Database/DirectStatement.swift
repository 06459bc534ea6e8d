// The few statements that a first sync runs for every article, without a value made of each argument.

import ArticleModel
import CFullText
import Foundation
import GRDB

/// A statement that gives no rows, compiled once for each connection.
///
///     var insert = try DirectStatement(db, "INSERT INTO body VALUES (?, ?)")
///     insert.bind(docno)
///     insert.bind(bytes)
///     try insert.run()
struct DirectStatement {
  private let db: Database
  private let statement: OpaquePointer
  /// How many arguments are bound; the next one is bound behind them.
  private var count: Int32 = 0
  /// The first error in binding.
  private var code: Int32 = 0

  init(_ db: Database, _ sql: String) throws {
    self.db = db
    statement = try db.cachedStatement(sql: sql).sqliteStatement
  }

  mutating func bind(_ value: Int64) {
    note(statement_bind_integer(statement, count + 1, value))
  }

  mutating func bind(_ value: Bool) { bind(value ? 1 : 0 as Int64) }

  mutating func bind(_ value: Int64?) {
    if let value { bind(value) } else { count += 1 }
  }

  mutating func bind(_ text: String) {
    var text = text
    note(
      text.withUTF8 { statement_bind_text(statement, count + 1, $0.baseAddress, Int64($0.count)) })
  }

  mutating func bind(_ text: String?) {
    if let text { bind(text) } else { count += 1 }
  }

  mutating func bind(_ bytes: [UInt8]) {
    note(
      bytes.withUnsafeBytes {
        statement_bind_blob(statement, count + 1, $0.baseAddress, Int64($0.count))
      })
  }

  private mutating func note(_ code: Int32) {
    count += 1
    if self.code == 0 { self.code = code }
  }

  /// Runs the statement with what was bound; what was not is null. Nothing is bound then.
  ///
  /// - Throws: what SQLite says.
  mutating func run() throws {
    let bound = code
    let code = statement_run(statement)
    count = 0
    self.code = 0
    guard bound == 0, code == 0 else {
      throw DatabaseError(
        resultCode: ResultCode(rawValue: bound != 0 ? bound : code), message: db.lastErrorMessage)
    }
  }
}
