// Reads what can still be read of a damaged file, by every means that SQLite has.

import ArticleModel
import FolderWatching
import Foundation
import GRDB
import Glibc

/// Copies rows of a damaged file, table by table and column by column, into a sound one.
///
/// It works on a copy. That is read as it is; then with its first hundred bytes mended, which say how
/// long the file is and what it is: where the last page is cut off, or the head is not that of a
/// database, SQLite opens nothing. `PRAGMA writable_schema` lets it go on where the head and the
/// schema disagree with the rest.
struct Salvage {
  /// The outcome.
  struct Count {
    /// Rows that were read of the damaged file; `nil` where there was none.
    var fromFile: Int?
    /// Marks that were only in the index.
    var fromIndex = 0
    /// The rows that the new file holds now, by the tables that matter to a reader.
    var kept: [(name: SafeText, count: Int64)] = []
  }

  private let source: RawPath
  private let tables: LastingTables
  private let copy: RawPath

  init(of source: RawPath, _ tables: LastingTables) {
    self.source = source
    self.tables = tables
    copy = source.adding(".salvage")
  }

  /// Merges what can be read; what is damaged is left out.
  ///
  /// - Throws: what SQLite says of the disk: what that does not give now may be there the next time.
  func merge(into db: Database) throws -> Count {
    defer { DatabaseFile.remove(copy) }
    if let found = try merge(by: .asItIs, db), found.isWhole { return Count(fromFile: found.rows) }
    // The best last: what it reads takes the place of what the others did.
    let found = try [Means.alone, .mended, .asItIs].compactMap { try merge(by: $0, db)?.rows }
    return Count(fromFile: found.max() ?? 0)
  }

  /// The outcome of one way of reading: the rows, and whether nothing stood in its way.
  private struct Found {
    var rows = 0
    var isWhole = true
  }

  private func merge(by means: Means, _ db: Database) throws -> Found? {
    try prepare(means)
    do {
      return try merge(db)
    } catch let error as DatabaseError where !error.isOfDisk {
      return nil
    }
  }

  // MARK: The copy

  private enum Means {
    /// The file with its log.
    case asItIs
    /// Its head mended, with the log.
    case mended
    /// Its head mended, without the log: that may be what is damaged.
    case alone
  }

  private func prepare(_ means: Means) throws {
    DatabaseFile.remove(copy)
    let log = source.adding("-wal")
    for file in [source, log] { try file.checkReading() }
    guard var bytes = source.readAll() else { return }
    if means != .asItIs { Self.mendHead(&bytes, hasLog: means == .mended) }
    if means != .alone, let content = log.readAll() { try write(content, to: copy.adding("-wal")) }
    try write(bytes, to: copy)
  }

  private func write(_ content: Data, to file: RawPath) throws {
    guard file.writeAll(content) else {
      throw LibraryError.failed(file, reason: SystemFailure(code: errno).reason)
    }
  }

  private static let magic = Array("SQLite format 3\0".utf8)
  /// SQLite's own choice where none is made, as in these files.
  private static let pageSize = 4_096

  /// Writes a head that agrees with the file's length ("The Database Header" in SQLite's description
  /// of its file format), and completes the last page.
  private static func mendHead(_ bytes: inout Data, hasLog: Bool) {
    guard bytes.count > 100 else { return }
    if bytes.count % pageSize != 0 {
      bytes.append(Data(count: pageSize - bytes.count % pageSize))
    }
    func put(_ value: UInt32, at offset: Int) {
      withUnsafeBytes(of: value.bigEndian) { raw in
        bytes.replaceSubrange(offset..<offset + 4, with: raw)
      }
    }
    let isOurs = Array(bytes[..<16]) == magic && bytes[16] == 0x10 && bytes[17] == 0
    bytes.replaceSubrange(0..<16, with: magic)
    // Page size, forms of writing and reading, nothing reserved, fractions of a page.
    let form: UInt8 = hasLog ? 2 : 1
    bytes.replaceSubrange(16..<24, with: [0x10, 0, form, form, 0, 64, 32, 32])
    put(1, at: 24)
    put(UInt32(clamping: bytes.count / pageSize), at: 28)
    put(0, at: 32)
    put(0, at: 36)
    put(1, at: 92)
    guard !isOurs else { return }
    put(1, at: 40)
    put(4, at: 44)
    put(0, at: 48)
    put(0, at: 52)
    put(1, at: 56)
  }

  // MARK: Rows

  /// Reads the copy over a connection of its own: a schema that is damaged keeps a connection from
  /// everything else, too.
  private func merge(_ db: Database) throws -> Found {
    let scratch = try DatabaseQueue()
    defer { try? scratch.close() }
    return try scratch.writeWithoutTransaction { damaged in
      try damaged.execute(sql: "ATTACH ? AS damaged", arguments: [DatabaseFile.name(copy)])
      try damaged.execute(sql: "PRAGMA writable_schema = ON; PRAGMA cell_size_check = OFF")
      var found = Found()
      for table in tables.current {
        let columns = common(table, damaged)
        // Of an earlier version, or not to be read at all.
        guard !columns.isEmpty else { continue }
        var copy = RowCopy(table: table, columns: columns, damaged: damaged, db: db)
        found.rows += try table.isWithoutRowID ? copy.byKey() : copy.byNumber()
        found.isWhole = found.isWhole && !copy.hasFailed
      }
      found.isWhole = found.isWhole && found.rows > 0
      return found
    }
  }

  /// The columns that both files have of a table.
  private func common(_ table: LastingTable, _ damaged: Database) -> [String] {
    let found = try? String.fetchAll(
      damaged, sql: "SELECT name FROM pragma_table_info(?, 'damaged')", arguments: [table.name])
    let there = Set(found ?? [])
    return table.columns.map(\.name).filter(there.contains)
  }
}

/// Copies the rows of one table, as far as they can be read.
private struct RowCopy {
  let table: LastingTable
  /// The columns that both files have.
  let columns: [String]
  let damaged: Database
  let db: Database
  /// True if anything could not be read.
  private(set) var hasFailed = false

  init(table: LastingTable, columns: [String], damaged: Database, db: Database) {
    self.table = table
    self.columns = columns
    self.damaged = damaged
    self.db = db
  }

  private var names: String { columns.joined(separator: ", ") }

  private func write(_ rows: [Row], skipping first: Int) throws {
    let places = columns.map { _ in "?" }.joined(separator: ", ")
    let sql = "INSERT OR REPLACE INTO \(table.name) (\(names)) VALUES (\(places))"
    for row in rows {
      let values = columns.indices.map { row[$0 + first] as DatabaseValue }
      try db.run(sql, StatementArguments(values))
    }
  }

  /// Rows that have no number, in the order of their keys until one cannot be read, then from the end.
  mutating func byKey() throws -> Int {
    guard let key = columns.first else { return 0 }
    var keys: Set<String> = []
    for (order, compare, start) in [("ASC", ">", ""), ("DESC", "<", "\u{10FFFF}")] {
      var last: String? = start
      while let place = last {
        last = try next(key, order, compare, place)
        if let last { keys.insert(last) }
      }
    }
    return keys.count
  }

  /// Copies the next row by its key, and gives that; `nil` at the end, or where it cannot be read.
  private mutating func next(
    _ key: String, _ order: String, _ compare: String, _ place: String
  ) throws -> String? {
    do {
      let row = try Row.fetchOne(
        damaged,
        sql: """
          SELECT \(names) FROM damaged.\(table.name) WHERE \(key) \(compare) ?
          ORDER BY \(key) \(order) LIMIT 1
          """, arguments: [place])
      guard let row, row.text(0) != place else { return nil }
      try write([row], skipping: 0)
      return row.text(0)
    } catch let error as DatabaseError where !error.isOfDisk {
      hasFailed = true
      return nil
    }
  }

  /// From both ends up to the damage, then from places between.
  mutating func byNumber() throws -> Int {
    let (low, fromStart) = try run(after: Int64.min, until: Int64.max)
    guard let low else { return fromStart }
    let found = try? damaged.integer("SELECT max(rowid) FROM damaged.\(table.name)")
    let high = found ?? ArticleID.count
    guard high > low else { return fromStart }
    let (width, isOver) = high.subtractingReportingOverflow(low)
    let step = max(1, (isOver ? Int64.max : width) / 256)
    var merged = fromStart
    var place = low
    while place < high {
      let (next, isLast) = place.addingReportingOverflow(step)
      merged += try run(after: place, until: isLast ? high : next).count
      if isLast { break }
      place = next
    }
    return merged
  }

  /// Copies rows in the order of their numbers until one cannot be read; gives the last number that
  /// could, or `nil` if all could.
  private mutating func run(
    after first: Int64, until last: Int64
  ) throws -> (last: Int64?, count: Int) {
    var place = first
    var count = 0
    var size = 256
    while true {
      do {
        let rows = try Row.fetchAll(
          damaged.cachedStatement(
            sql: """
              SELECT rowid, \(names) FROM damaged.\(table.name)
              WHERE rowid > ? AND rowid <= ? ORDER BY rowid LIMIT \(size)
              """), arguments: [place, last])
        guard let end = rows.last?.integer(0), end > place else { return (nil, count) }
        try write(rows, skipping: 1)
        count += rows.count
        place = end
      } catch let error as DatabaseError where !error.isOfDisk {
        hasFailed = true
        if size == 1 { return (place == Int64.min ? 0 : place, count) }
        size = 1
      }
    }
  }
}

extension Salvage {
  /// Counts of the rows that a reader would miss.
  static func kept(_ tables: LastingTables, _ db: Database) throws -> [(SafeText, Int64)] {
    guard tables.applicationID == StateSchema.applicationID else {
      return [("texts", try db.integer("SELECT count(*) FROM kept") ?? 0)]
    }
    return [
      ("starred", try db.integer("SELECT count(*) FROM mark WHERE bits & 2") ?? 0),
      ("queued", try db.integer("SELECT count(*) FROM mark WHERE bits & 4") ?? 0),
      ("read", try db.integer("SELECT count(*) FROM mark WHERE bits & 1") ?? 0),
      ("followed stories", try db.integer("SELECT count(*) FROM followed") ?? 0),
      ("saved searches", try db.integer("SELECT count(*) FROM search") ?? 0),
    ]
  }
}

extension Salvage.Count {
  var fromFileWords: SafeText? {
    let words = [
      fromFile.map { "\($0) entries of the damaged file were merged" },
      fromIndex > 0 ? "\(fromIndex) marks came from the index" : nil,
    ].compactMap { $0 }
    return words.isEmpty ? nil : SafeText(line: words.joined(separator: ", "))
  }

  var keptWords: SafeText {
    let parts = kept.filter { $0.count > 0 }.map { "\($0.count) \($0.name)" }
    guard !parts.isEmpty else { return "nothing of yours is in it" }
    return SafeText(line: "it holds " + parts.joined(separator: ", "))
  }
}
