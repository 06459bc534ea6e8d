// One of the two database files, with the few connections that it needs.

import ArticleModel
import CFullText
import FolderWatching
import Foundation
import GRDB
import Glibc
import Synchronization

/// A database file in WAL mode: one connection reads, others write, opened when first needed.
///
/// GRDB's pool would do the same, but writes a page each time it opens a file: a library that is
/// only read is not written to.
final class DatabaseFile: Sendable {
  /// How a file is set up: the settings that outlive no connection.
  struct Settings: Sendable {
    /// `FULL`: a commit is on the disk when it returns; `NORMAL`: the file is whole after a power
    /// cut, the last commits may be missing.
    var synchronous: String
    /// The cache of the connection that reads, in KiB.
    var cache: Int
    /// The cache of the connection that writes, in KiB, and after how many pages the log is moved
    /// into the file: a batch whose pages do not fit is written twice.
    var writerCache = 2_000
    var logPages = 1_000
    /// Whether damage that is met is noted for the next start.
    var notesDamage = false
    /// Registered with every connection.
    var functions: [DatabaseFunction] = []
    /// Whether `textRank` is wanted.
    var ranksText = false
  }

  let path: RawPath
  /// Whether the file lies where nothing can be written, not even the log that readers share: then it
  /// is read as it stands, and commits that are still in its log are not seen.
  let isImmutable: Bool
  private let settings: Settings
  private let reader = Mutex<DatabaseQueue?>(nil)
  private let writer = Mutex<DatabaseQueue?>(nil)
  private let hastyWriter = Mutex<DatabaseQueue?>(nil)

  /// Opens a file, that `create` makes where it is not there.
  ///
  /// - Throws: what SQLite says, unworded: the caller decides what damage means.
  init(
    _ path: RawPath, _ settings: Settings, isReadOnly: Bool = false,
    create: (Database) throws -> Void
  ) throws {
    self.path = path
    self.settings = settings
    if isReadOnly {
      let opened = try Self.connect(path, settings, wait: 10, isImmutable: true)
      isImmutable = true
      reader.withLock { $0 = opened }
      return
    }
    if (try? FileStat(path)) == nil {
      Self.makePrivate(path)
      let made = try Self.connect(path, settings, wait: 10, isWriter: true)
      try made.writeWithoutTransaction(create)
      writer.withLock { $0 = made }
    }
    do {
      let opened = try Self.connect(path, settings, wait: 10)
      isImmutable = false
      reader.withLock { $0 = opened }
    } catch let error as DatabaseError where error.isReadOnlyPlace {
      let opened = try Self.connect(path, settings, wait: 10, isImmutable: true)
      isImmutable = true
      reader.withLock { $0 = opened }
    }
  }

  /// Closes every connection, lets `body` put another file in this one's place, and opens that when
  /// it is next needed.
  func replacing<Result>(_ body: () throws -> Result) throws -> Result {
    try reader.withLock { reader in
      try writer.withLock { writer in
        try hastyWriter.withLock { hasty in
          for queue in [reader, writer, hasty] { try? queue?.close() }
          reader = nil
          writer = nil
          hasty = nil
          return try body()
        }
      }
    }
  }

  /// Reads in one transaction: what it sees is of one moment.
  func read<Result>(_ body: (Database) throws -> Result) throws -> Result {
    try wrapped { try readUnworded(body) }
  }

  /// The same, throwing what SQLite says.
  func readUnworded<Result>(_ body: (Database) throws -> Result) throws -> Result {
    try Self.transaction(.deferred, open(reader, wait: 10), body)
  }

  /// Reads outside a transaction on the connection that reads: for pragmas.
  func readPlainly<Result>(_ body: (Database) throws -> Result) throws -> Result {
    try wrapped { try open(reader, wait: 10).writeWithoutTransaction(body) }
  }

  /// Writes in one transaction that begins by taking the file's write lock.
  func write<Result>(_ body: (Database) throws -> Result) throws -> Result {
    try wrapped { try Self.transaction(.immediate, open(writer, wait: 10, isWriter: true), body) }
  }

  /// The connection that writes, outside any transaction.
  func withWriter<Result>(_ body: (Database) throws -> Result) throws -> Result {
    try wrapped { try open(writer, wait: 10, isWriter: true).writeWithoutTransaction(body) }
  }

  /// A connection that no transaction of the file is ever open on for long, for temporary tables of
  /// its own.
  func aside<Result>(_ body: (Database) throws -> Result) throws -> Result {
    try wrapped { try open(hastyWriter, wait: 0).writeWithoutTransaction(body) }
  }

  /// Gives back to the file system what the file does not need, where that is more than a fiftieth of
  /// it: merging the full-text index leaves pages free. Never waits.
  func giveBackFreePages() {
    _ = try? open(hastyWriter, wait: 0).writeWithoutTransaction { db in
      let free = try db.integer("PRAGMA freelist_count") ?? 0
      let all = try db.integer("PRAGMA page_count") ?? 0
      if free * 50 > all { try db.execute(sql: "PRAGMA incremental_vacuum") }
    }
  }

  /// Moves what the log holds into the file itself, as far as no reader is in the way; never waits.
  func checkpoint() {
    _ = try? open(hastyWriter, wait: 0).writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)")
    }
  }

  /// Writes if the file's write lock is free this moment, or gives `nil`.
  func writeUnlessBusy<Result>(_ body: (Database) throws -> Result) throws -> Result? {
    do {
      return try Self.transaction(.immediate, open(hastyWriter, wait: 0), body)
    } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY {
      return nil
    } catch {
      throw LibraryError.wrapping(error, path)
    }
  }

  private static func transaction<Result>(
    _ kind: Database.TransactionKind, _ queue: DatabaseQueue, _ body: (Database) throws -> Result
  ) throws -> Result {
    var result: Result?
    try queue.inTransaction(kind) { db in
      result = try body(db)
      return .commit
    }
    guard let result else { throw DatabaseError(message: "no result") }
    return result
  }

  private func wrapped<Result>(_ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch {
      let worded = LibraryError.wrapping(error, path)
      if settings.notesDamage, worded as? LibraryError == .damaged(path) {
        StateRescue(path: path).markDamaged()
      }
      throw worded
    }
  }

  private func open(
    _ box: borrowing Mutex<DatabaseQueue?>, wait: Double, isWriter: Bool = false
  ) throws -> DatabaseQueue {
    try box.withLock { queue in
      if let queue { return queue }
      let opened = try Self.connect(
        path, settings, wait: wait, isImmutable: isImmutable, isWriter: isWriter)
      queue = opened
      return opened
    }
  }

  private static func connect(
    _ path: RawPath, _ settings: Settings, wait: Double, isImmutable: Bool = false,
    isWriter: Bool = false
  ) throws -> DatabaseQueue {
    _ = prepareOnce
    var configuration = Configuration()
    configuration.readonly = isImmutable
    configuration.foreignKeysEnabled = false
    configuration.busyMode = wait > 0 ? .timeout(wait) : .immediateError
    configuration.prepareDatabase { db in
      try db.runPlainly(
        """
        PRAGMA synchronous = \(settings.synchronous);
        PRAGMA secure_delete = OFF;
        PRAGMA temp_store = \(isImmutable ? "MEMORY" : "FILE");
        PRAGMA cache_size = -\(isWriter ? settings.writerCache : settings.cache);
        PRAGMA wal_autocheckpoint = \(settings.logPages);
        """)
      for function in settings.functions { db.add(function: function) }
      if settings.ranksText, let connection = db.sqliteConnection {
        guard full_text_register(connection) == 0 else {
          throw DatabaseError(message: "SQLite has no full-text search here")
        }
      }
    }
    let name = isImmutable ? uri(path) + "?immutable=1" : path.isUTF8 ? path.string : uri(path)
    return try DatabaseQueue(path: name, configuration: configuration)
  }

  /// Makes an empty file that only its user may read: SQLite gives what it makes beside it, the log
  /// too, the same rights. To be called while nothing of this process has it open, as closing it lets
  /// go of SQLite's locks.
  static func makePrivate(_ path: RawPath) {
    let made = withCPath(path.bytes) {
      Glibc.open($0, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600)
    }
    if made >= 0 { close(made) }
  }

  /// Lets SQLite keep what does not fit into memory beside the library, not where others look: once,
  /// as it is for the whole process.
  static func keepTemporaryFiles(in directory: RawPath) {
    guard withCPath(directory.bytes, { access($0, W_OK | X_OK) }) == 0 else { return }
    temporaryFiles.withLock { isSet in
      if !isSet { isSet = withCPath(directory.bytes) { database_keep_temporary_files($0) } == 0 }
    }
  }

  private static let temporaryFiles = Mutex(false)

  private static let prepareOnce: Void = database_count_no_memory()

  /// The file as a URI (SQLite's documentation, "Uniform Resource Identifiers").
  private static func uri(_ path: RawPath) -> String {
    let plain = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/._-".utf8)
    let digits = Array("0123456789ABCDEF".utf8)
    let escaped = path.bytes.flatMap { byte -> [UInt8] in
      plain.contains(byte) ? [byte] : [0x25, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
    return "file:" + String(decoding: escaped, as: UTF8.self)
  }
}

extension DatabaseFile {
  /// The version of the file's form; 0 for a file that was only begun.
  ///
  /// - Throws: what SQLite says, `SQLITE_NOTADB` for a database of another program.
  func checkedVersion(application: Int64) throws -> Int64 {
    try readUnworded { db in
      let version = try db.integer("PRAGMA user_version") ?? 0
      let found = try db.integer("PRAGMA application_id") ?? 0
      if found == 0, version == 0,
        try db.integer("SELECT count(*) FROM sqlite_master") ?? 0 == 0
      {
        return 0
      }
      guard found == application else {
        throw DatabaseError(resultCode: .SQLITE_NOTADB, message: "not a file of Dateline")
      }
      return version
    }
  }

  /// What `PRAGMA quick_check` finds wrong; `nil` for a sound file.
  func damage() throws -> String? {
    let found = try readUnworded { try String.fetchOne($0, sql: "PRAGMA quick_check(1)") }
    return found == "ok" ? nil : found ?? "no answer"
  }
}

extension Database {
  /// Runs statements that have no arguments and whose rows nobody wants, without GRDB's analysis.
  func runPlainly(_ statements: String) throws {
    guard let connection = sqliteConnection else { return }
    let code = database_run(connection, statements)
    guard code == 0 else { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
  }

  /// Runs a statement that is compiled once for each connection.
  func run(_ sql: String, _ arguments: StatementArguments = []) throws {
    try cachedStatement(sql: sql).execute(arguments: arguments)
  }

  /// The first column of the first row as an integer, or `nil` for no row or null.
  func integer(_ sql: String, _ arguments: StatementArguments = []) throws -> Int64? {
    try Int64.fetchOne(cachedStatement(sql: sql), arguments: arguments)
  }

  /// The rows of a statement that is compiled once for each connection, one at a time.
  func rows(_ sql: String, _ arguments: StatementArguments = []) throws -> RowCursor {
    try Row.fetchCursor(cachedStatement(sql: sql), arguments: arguments)
  }
}

extension RowCursor {
  /// What is left of the rows, each made into a value.
  func collected<Value>(_ value: (Row) -> Value) throws -> [Value] {
    var values: [Value] = []
    while let row = try next() { values.append(value(row)) }
    return values
  }
}

extension RawPath {
  /// Whether a string of it is this path again.
  var isUTF8: Bool { Array(string.utf8) == bytes }

  /// The bytes as a database's blob.
  var data: Data { Data(bytes) }

  init(_ data: Data) {
    self.init(bytes: Array(data))
  }

  /// The least path that follows every path inside this folder: `/` is followed by `0` in ASCII.
  var insideEnd: Data { Data(bytes + [0x30]) }
}
