// One of the two database files, with the few connections that it needs.

import ArticleModel
import CFullText
import FolderWatching
import Foundation
import GRDB
import Glibc
import Synchronization

/// A database file: one connection reads, others write, opened when first needed.
///
/// GRDB's pool would do the same, but writes a page each time it opens a file: a library that is
/// only read is not written to.
///
/// The file may be put away and another laid in its place while it is open, by another process that
/// rescues it or by hand. Every write looks, before it begins and when it has committed, whether the
/// connection still is of the file that bears the name: only then is the change on the disk.
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
    /// Pragmas that shape a new file.
    var layout = ""
    /// The gate that connections to the file pass.
    var gate: FileGate?
    /// The file that notes damage that is met for the next start.
    var damageMark: RawPath?
    /// Registered with every connection.
    var functions: [DatabaseFunction] = []
    /// True if `textRank` is wanted.
    var ranksText = false
  }

  /// How the connections reach the file.
  enum Access: Hashable, Sendable {
    /// With a log beside it that readers and writers share through memory (WAL).
    case shared
    /// With a rollback journal: on a network file system processes cannot share memory.
    case network
    /// Read only, sharing the log that is there.
    case readOnly
    /// Read only, the log read alone and its table of contents kept in this process's memory.
    case logAlone
    /// Read only, as the file stands: no log is looked for.
    case immutable

    var isView: Bool { ![.shared, .network].contains(self) }
  }

  let path: RawPath
  private let settings: Settings
  private let state: Mutex<OpenState>
  private let reader = Mutex<DatabaseQueue?>(nil)
  private let writer = Mutex<DatabaseQueue?>(nil)
  private let hastyWriter = Mutex<DatabaseQueue?>(nil)
  /// Mends the place of a file that is gone or empty while the library is open; see `recovery`.
  private let recovering = Mutex<Recovery?>(nil)

  /// A closure, boxed: one that is stored bare in a mutex is wrapped anew with every look at it.
  private struct Recovery: Sendable {
    let run: @Sendable (DatabaseFile) throws -> Void
  }

  private struct OpenState {
    var access: Access
    /// Why nothing can be written, where nothing can.
    var refusal: DatabaseError?
    /// The file that the connections are of.
    var identity: FileIdentity?
    /// True if it is somebody else's, and so never written to.
    var isOthers = false
  }

  /// Opens a file, that `create` makes where it is not there. A file that cannot be written to is opened
  /// to be read.
  ///
  /// - Throws: what SQLite says, unworded: the caller decides what damage means.
  init(
    _ path: RawPath, _ settings: Settings, isReadOnly: Bool = false,
    create: (Database) throws -> Void
  ) throws {
    self.path = path
    self.settings = settings
    let kind: Access = path.parent.isOnNetwork ? .network : .shared
    state = Mutex(OpenState(access: kind))
    if isReadOnly {
      let refusal = DatabaseError(resultCode: .SQLITE_READONLY, message: "it is somebody else's")
      let (opened, access) = try openView(refusal)
      reader.withLock { $0 = opened }
      state.withLock { $0 = OpenState(access: access, refusal: refusal, isOthers: true) }
      return
    }
    if FileIdentity(path) == nil {
      // A log that is left of a file that is gone would be taken for this one's.
      for suffix in ["-wal", "-shm", "-journal"] { path.adding(suffix).unlink() }
      Self.makePrivate(path)
      let made = try connect(kind, wait: 10, isWriter: true)
      try made.writeWithoutTransaction { db in
        try db.execute(sql: shape(kind))
        try create(db)
      }
      writer.withLock { $0 = made }
    } else if kind == .network {
      try leaveLog()
    }
    try openReader(kind)
  }

  /// The pragmas that shape a new file.
  private func shape(_ kind: Access) -> String {
    settings.layout + "PRAGMA journal_mode = \(kind == .network ? "DELETE" : "WAL")"
  }

  /// Shapes a file that was only begun when its maker was killed.
  func shape() throws {
    guard !isView else { return }
    try withWriter { try $0.execute(sql: shape(access)) }
  }

  /// How the file is reached now.
  var access: Access { state.withLock { $0.access } }

  /// True if nothing can be written now.
  var isView: Bool { access.isView }

  /// Why nothing can be written, in words; `nil` where it can.
  var refusal: LibraryError? {
    state.withLock { $0.refusal }.map { LibraryError.refusal($0, path) }
  }

  private func openReader(_ kind: Access) throws {
    do {
      let opened = try connect(kind, wait: 10)
      try opened.writeWithoutTransaction { try Self.touch($0) }
      reader.withLock { $0 = opened }
    } catch let error as DatabaseError where error.isRefusedPlace {
      let (opened, access) = try openView(error)
      reader.withLock { $0 = opened }
      state.withLock {
        $0.access = access
        $0.refusal = error
      }
    }
  }

  /// The first way of reading that works, where writing does not.
  private func openView(_ refusal: DatabaseError) throws -> (DatabaseQueue, Access) {
    let log = (try? FileStat(RawPath(bytes: path.bytes + Array("-wal".utf8))))?.size ?? 0
    for access in log > 0 ? [Access.readOnly, .logAlone, .immutable] : [.immutable] {
      guard let opened = try? connect(access, wait: 1) else { continue }
      if (try? opened.writeWithoutTransaction({ try Self.touch($0) })) != nil {
        return (opened, access)
      }
    }
    throw refusal
  }

  /// Reads a page, so that what is wrong with a place shows.
  private static func touch(_ db: Database) throws {
    _ = try db.integer("SELECT count(*) FROM sqlite_master")
  }

  /// Turns a file that was made with a shared log into one with a rollback journal.
  private func leaveLog() throws {
    let alone = try connect(.network, wait: 10, isWriter: true)
    try alone.writeWithoutTransaction { db in
      // Alone with the file, SQLite shares no memory.
      try db.execute(sql: "PRAGMA locking_mode = EXCLUSIVE")
      try db.execute(sql: "PRAGMA journal_mode = DELETE")
    }
    try alone.close()
  }

  /// Closes every connection, lets `body` put another file in this one's place, and opens that when
  /// it is next needed.
  func replacing<Result>(_ body: () throws -> Result) throws -> Result {
    try reader.withLock { reader in
      try writer.withLock { writer in
        try hastyWriter.withLock { hasty in
          defer { state.withLock { $0.identity = nil } }
          for queue in [reader, writer, hasty] { try? queue?.close() }
          reader = nil
          writer = nil
          hasty = nil
          return try body()
        }
      }
    }
  }

  /// Removes the database at a path, with its log.
  static func remove(_ path: RawPath) {
    for suffix in ["", "-wal", "-shm"] { path.adding(suffix).unlink() }
  }

  /// Removes the file and makes it anew, while it is open.
  func remake(_ create: (Database) throws -> Void) throws {
    let kind: Access = path.parent.isOnNetwork ? .network : .shared
    try replacing {
      DatabaseFile.remove(path)
      let made = try connect(kind, wait: 10, isWriter: true)
      try made.writeWithoutTransaction { db in
        try db.execute(sql: shape(kind))
        try create(db)
      }
      try made.close()
      state.withLock { $0 = OpenState(access: kind) }
    }
  }

  /// Reads in one transaction: what it sees is of one moment.
  func read<Result>(_ body: (Database) throws -> Result) throws -> Result {
    try wrapped { try mended { try readUnworded(body) } }
  }

  /// The same, throwing what SQLite says.
  func readUnworded<Result>(_ body: (Database) throws -> Result) throws -> Result {
    try onOpen { try Self.transaction(.deferred, open(reader, wait: 10), body) }
  }

  /// Reads outside a transaction on the connection that reads: for pragmas.
  func readPlainly<Result>(_ body: (Database) throws -> Result) throws -> Result {
    try wrapped {
      try mended { try onOpen { try open(reader, wait: 10).writeWithoutTransaction(body) } }
    }
  }

  /// Writes in one transaction that begins by taking the file's write lock.
  func write<Result>(_ body: (Database) throws -> Result) throws -> Result {
    try wrapped {
      try confirmed {
        try Self.transaction(.immediate, open(writer, wait: 10, isWriter: true), body)
      }
    }
  }

  /// The connection that writes, outside any transaction.
  func withWriter<Result>(_ body: (Database) throws -> Result) throws -> Result {
    try wrapped {
      try confirmed { try open(writer, wait: 10, isWriter: true).writeWithoutTransaction(body) }
    }
  }

  /// A connection that no transaction of the file is ever open on for long, for temporary tables of
  /// its own.
  func aside<Result>(_ body: (Database) throws -> Result) throws -> Result {
    try wrapped { try open(hastyWriter, wait: 0).writeWithoutTransaction(body) }
  }

  /// Gives back to the file system what the file does not need, where that is more than a fiftieth of
  /// it: merging the full-text index leaves pages free. Never waits.
  func giveBackFreePages() {
    guard !isView else { return }
    _ = try? open(hastyWriter, wait: 0).writeWithoutTransaction { db in
      let free = try db.integer("PRAGMA freelist_count") ?? 0
      let all = try db.integer("PRAGMA page_count") ?? 0
      if free * 50 > all { try db.execute(sql: "PRAGMA incremental_vacuum") }
    }
  }

  /// Moves what the log holds into the file itself, as far as no reader is in the way; never waits.
  func checkpoint() {
    guard !isView else { return }
    _ = try? open(hastyWriter, wait: 0).writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)")
    }
  }

  /// Writes if the file's write lock is free this moment, or gives `nil`.
  func writeUnlessBusy<Result>(_ body: (Database) throws -> Result) throws -> Result? {
    do {
      return try confirmed {
        try Self.transaction(.immediate, open(hastyWriter, wait: 0), body)
      }
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
      if worded as? LibraryError == .damaged(path) { noteDamage() }
      throw worded
    }
  }

  private func open(
    _ box: borrowing Mutex<DatabaseQueue?>, wait: Double, isWriter: Bool = false
  ) throws -> DatabaseQueue {
    try box.withLock { queue in
      if let queue { return queue }
      let opened = try connect(access, wait: wait, isWriter: isWriter)
      queue = opened
      return opened
    }
  }

  private func connect(
    _ access: Access, wait: Double, isWriter: Bool = false
  ) throws -> DatabaseQueue {
    _ = Self.prepareOnce
    let settings = settings
    var configuration = Configuration()
    configuration.readonly = access.isView
    configuration.foreignKeysEnabled = false
    configuration.busyMode = wait > 0 ? .timeout(wait) : .immediateError
    configuration.prepareDatabase { db in
      try db.runPlainly(
        """
        PRAGMA synchronous = \(settings.synchronous);
        PRAGMA secure_delete = OFF;
        PRAGMA temp_store = \(access.isView ? "MEMORY" : "FILE");
        PRAGMA cache_size = -\(isWriter ? settings.writerCache : settings.cache);
        PRAGMA wal_autocheckpoint = \(settings.logPages);
        """)
      if access == .logAlone { try db.runPlainly("PRAGMA locking_mode = EXCLUSIVE;") }
      for function in settings.functions { db.add(function: function) }
      if settings.ranksText, let connection = db.sqliteConnection {
        guard full_text_register(connection) == 0 else {
          throw DatabaseError(message: "SQLite has no full-text search here")
        }
      }
    }
    let name = Self.name(path, access)
    guard let gate = settings.gate, gate.path == path, !access.isView else {
      return try DatabaseQueue(path: name, configuration: configuration)
    }
    return try gate.pass {
      let queue = try DatabaseQueue(path: name, configuration: configuration)
      // SQLite opens the log when it first reads.
      try queue.writeWithoutTransaction { try Self.touch($0) }
      // As the file cannot be replaced here, this is the one that was opened.
      guard isInPlace else {
        try queue.close()
        throw Moved()
      }
      return queue
    }
  }

  /// The other connections are of a file that no longer bears the name.
  private struct Moved: Error {}

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
  /// as it is for the whole process. It is done `anew` for a library that takes the place of one that
  /// cannot be written to.
  static func keepTemporaryFiles(in directory: RawPath, anew: Bool) {
    guard withCPath(directory.bytes, { Glibc.access($0, W_OK | X_OK) }) == 0 else { return }
    temporaryFiles.withLock { isSet in
      guard !isSet || anew else { return }
      isSet = withCPath(directory.bytes) { database_keep_temporary_files($0) } == 0
    }
  }

  private static let temporaryFiles = Mutex(false)

  private static let prepareOnce: Void = database_count_no_memory()

  /// The file as SQLite is to open it.
  private static func name(_ path: RawPath, _ access: Access) -> String {
    switch access {
    case .shared, .network, .readOnly: name(path)
    case .logAlone: uri(path) + "?vfs=unix-none"
    case .immutable: uri(path) + "?immutable=1"
    }
  }

  /// The file as SQLite is to open it, here and in `ATTACH` and `VACUUM INTO`.
  static func name(_ path: RawPath) -> String {
    path.isUTF8 ? path.string : uri(path)
  }

  /// The file as a URI, which carries more than the path can ("Uniform Resource Identifiers" in SQLite's
  /// documentation).
  private static func uri(_ path: RawPath) -> String {
    let plain = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/._-".utf8)
    let digits = Array("0123456789ABCDEF".utf8)
    let escaped = path.bytes.flatMap { byte -> [UInt8] in
      plain.contains(byte) ? [byte] : [0x25, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
    return "file:" + String(decoding: escaped, as: UTF8.self)
  }
}

// MARK: - The file in its place

/// The file to which a path leads.
struct FileIdentity: Hashable, Sendable {
  private var device: UInt64
  private var number: UInt64
  /// In bytes.
  var size: Int64

  /// `nil` where there is nothing.
  init?(_ path: RawPath) {
    var info = stat()
    guard withCPath(path.bytes, { stat($0, &info) }) == 0 else { return nil }
    device = UInt64(info.st_dev)
    number = UInt64(info.st_ino)
    size = Int64(info.st_size)
  }

  static func == (left: FileIdentity, right: FileIdentity) -> Bool {
    left.device == right.device && left.number == right.number
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(device)
    hasher.combine(number)
  }
}

extension DatabaseFile {
  /// How a file that is gone or emptied while it is open is mended; without it that is an error.
  func recovery(_ recover: @escaping @Sendable (DatabaseFile) throws -> Void) {
    recovering.withLock { $0 = Recovery(run: recover) }
  }

  /// True if the connections are of the file that bears the name now.
  private var isInPlace: Bool {
    let now = FileIdentity(path)
    return state.withLock { state in
      guard let now else { return false }
      guard let known = state.identity else {
        state.identity = now
        return true
      }
      // A file that was only begun is empty; one that had something in it was emptied.
      if now.size == 0, known.size > 0 { return false }
      if known == now, known.size == 0 { state.identity = now }
      return known == now
    }
  }

  /// Opens anew where another file has taken this one's place; mends the place where none has.
  ///
  /// - Returns: whether anything was done.
  @discardableResult
  func settle() throws -> Bool {
    if isInPlace { return false }
    if let now = FileIdentity(path), now.size > 0 {
      try replacing {}
      return true
    }
    try recover()
    return true
  }

  private func recover() throws {
    guard let recovery = recovering.withLock({ $0 }) else {
      throw LibraryError.failed(path, reason: "the file is gone")
    }
    try recovery.run(self)
  }

  private func noteDamage() {
    guard let mark = settings.damageMark else { return }
    Self.makePrivate(mark)
  }

  /// Runs what is to be on the disk when it returns: again, if another file took this one's place
  /// meanwhile, for then it was written to one that nobody will open.
  private func confirmed<Result>(_ body: () throws -> Result) throws -> Result {
    for _ in 0..<4 {
      try settle()
      try openForWriting()
      do {
        let result = try onOpen(body)
        if isInPlace { return result }
      } catch  where !isInPlace {
        continue
      } catch let error as DatabaseError where error.isDamage && isMendable {
        noteDamage()
        try recover()
      }
    }
    throw LibraryError.failed(path, reason: "the file is replaced again and again")
  }

  /// True if a damaged file gives way to a sound one while it is open.
  private var isMendable: Bool {
    settings.damageMark != nil && !isView && recovering.withLock { $0 != nil }
  }

  /// Runs what reads; once more, if it met damage and that was mended.
  private func mended<Result>(_ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch let error as DatabaseError where error.isDamage && isMendable {
      noteDamage()
      try recover()
      return try body()
    }
  }

  /// Runs once more what met a connection that another thread closed just then.
  private func onOpen<Result>(_ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch let error as DatabaseError where error.resultCode == .SQLITE_MISUSE {
      return try body()
    } catch is Moved {
      try settle()
      return try body()
    }
  }

  /// Tries to write to a file that could only be read when it was opened.
  ///
  /// - Throws: what was said when it was opened, if it cannot.
  private func openForWriting() throws {
    let (refusal, isOthers) = state.withLock { ($0.access.isView ? $0.refusal : nil, $0.isOthers) }
    guard let refusal else { return }
    if isOthers { throw LibraryError.refusal(refusal, path) }
    let kind: Access = path.parent.isOnNetwork ? .network : .shared
    do {
      let opened = try connect(kind, wait: 1)
      try opened.writeWithoutTransaction { db in
        try Self.touch(db)
        try db.execute(sql: "BEGIN IMMEDIATE; ROLLBACK")
      }
      try opened.close()
    } catch {
      throw LibraryError.refusal(refusal, path)
    }
    try replacing {
      state.withLock {
        $0.access = kind
        $0.refusal = nil
      }
    }
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

  /// The fault that `PRAGMA quick_check` finds; `nil` for a sound file.
  ///
  /// - Throws: what SQLite says, and `LibraryError` where the disk does not give a page: the check tells
  ///   of that as of damage, but nothing is known of what stands there.
  func damage() throws -> String? {
    if try quickCheck() == "ok" { return nil }
    for file in [path, path.adding("-wal")] { try file.checkReading() }
    guard let found = try quickCheck() else { return "no answer" }
    if found == "ok" { return nil }
    // As SQLite words it: 10 is SQLITE_IOERR, and what else it knows of it stands above that.
    if let code = found.firstMatch(of: /error code=([0-9]+)/).flatMap({ Int32($0.1) }),
      code & 0xFF == ResultCode.SQLITE_IOERR.rawValue
    {
      throw DatabaseError(resultCode: ResultCode(rawValue: code))
    }
    return found
  }

  private func quickCheck() throws -> String? {
    try readUnworded { try String.fetchOne($0, sql: "PRAGMA quick_check(1)") }
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

  /// A copy of the first row of a statement that is compiled once for each connection.
  func row(_ sql: String, _ arguments: StatementArguments = []) throws -> Row? {
    try Row.fetchOne(cachedStatement(sql: sql), arguments: arguments)
  }

  /// The rows of a statement that is compiled once for each connection, one at a time.
  func rows(_ sql: String, _ arguments: StatementArguments = []) throws -> RowCursor {
    try Row.fetchCursor(cachedStatement(sql: sql), arguments: arguments)
  }
}

extension RowCursor {
  /// The rows that are left, each made into a value.
  func collected<Value>(_ value: (Row) -> Value) throws -> [Value] {
    var values: [Value] = []
    while let row = try next() { values.append(value(row)) }
    return values
  }
}

extension DatabaseError {
  /// True if the place of the file keeps it from being opened as usual, though it is there.
  var isRefusedPlace: Bool {
    [.SQLITE_CANTOPEN, .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH].contains(resultCode)
      || extendedResultCode.isRefusal
  }

  /// True if the file itself is at fault.
  var isDamage: Bool { resultCode == .SQLITE_CORRUPT || resultCode == .SQLITE_NOTADB }

  /// True if the disk is at fault, which says nothing of what stands on it. That a file ends too soon
  /// is damage.
  var isOfDisk: Bool {
    resultCode == .SQLITE_FULL
      || resultCode == .SQLITE_IOERR && extendedResultCode != .SQLITE_IOERR_SHORT_READ
  }
}
