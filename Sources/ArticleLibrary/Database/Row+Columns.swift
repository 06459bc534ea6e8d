// Columns read without trust: a damaged file may hold anything, and must not end the process.

import ArticleModel
import Foundation
import GRDB

/// A column's value, by its place from 0; one of another kind counts as none (GRDB's
/// own subscripts trap there).
extension Row {
  private func storage(_ column: Int) -> DatabaseValue.Storage {
    (self[column] as DatabaseValue).storage
  }

  /// An integer, or `nil`.
  func optionalInteger(_ column: Int) -> Int64? {
    guard case .int64(let value) = storage(column) else { return nil }
    return value
  }

  /// An integer, or 0.
  func integer(_ column: Int) -> Int64 { optionalInteger(column) ?? 0 }

  /// A count or a place, whatever the column holds.
  func count(_ column: Int) -> Int { Bounded.count(integer(column)) }

  /// True if it is an integer other than 0.
  func flag(_ column: Int) -> Bool { integer(column) != 0 }

  /// A number, or 0.
  func number(_ column: Int) -> Double {
    switch storage(column) {
    case .double(let value): value
    case .int64(let value): Double(value)
    default: 0
    }
  }

  /// A text, or `nil`.
  func optionalText(_ column: Int) -> String? {
    guard case .string(let value) = storage(column) else { return nil }
    return value
  }

  /// A text, or none.
  func text(_ column: Int) -> String { optionalText(column) ?? "" }

  /// A blob's bytes, or none.
  func bytes(_ column: Int) -> [UInt8] {
    let found = try? withUnsafeData(atIndex: column) { data in data.map { Array($0) } }
    return found ?? []
  }

  /// Lends a blob's bytes, or none, while `body` runs.
  func withBytes<Result>(_ column: Int, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    let found = try? withUnsafeData(atIndex: column) { data in data.map { $0.withUnsafeBytes(body) }
    }
    return found.flatMap { $0 } ?? body(UnsafeRawBufferPointer(start: nil, count: 0))
  }

  /// A blob as a path.
  func path(_ column: Int) -> RawPath { RawPath(bytes: bytes(column)) }
}

extension [Int64] {
  /// A JSON array, by which SQLite takes any number of values as one.
  var json: String { "[" + map(String.init).joined(separator: ",") + "]" }
}
