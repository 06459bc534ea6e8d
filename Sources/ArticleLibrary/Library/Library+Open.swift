// Opening a library: making what is not there, and telling damage from another version.

package import ArticleModel
import FolderWatching
import GRDB
import Glibc
import TextAnalysis

extension Library {
  /// Opens the library in a directory, and makes both where they are not there.
  ///
  /// A damaged or outdated index is begun anew, empty, and filled by the next sync. A damaged state
  /// file is kept under a name that says so, its last backup opened, and what can be read of it
  /// merged; `notices` says so.
  ///
  /// - Parameters:
  ///   - directory: where the files are.
  ///   - isPassing: true for a library that takes the place of one that cannot be written to.
  /// - Returns: the library.
  /// - Throws: `LibraryError` where neither helps: no permission, no space, a newer version.
  package static func open(directory: RawPath, isPassing: Bool = false) throws -> Library {
    let isReadOnly = try LibraryPlace.prepare(directory) == .other
    if !isReadOnly { DatabaseFile.keepTemporaryFiles(in: directory, anew: isPassing) }
    // Two that make the files at once would find each other's half made.
    let turn = OpeningTurn(directory)
    defer { turn.end() }
    var notices: [SafeText] = []
    let texts = TextStore(directory, isOthers: isReadOnly)
    let lasting = LastingFile.state(in: directory, isOthers: isReadOnly)
    if FileIdentity(lasting.path) == nil, withCPath(directory.bytes, { access($0, W_OK) }) != 0 {
      throw LibraryError.readOnly(directory)
    }
    let state = try openState(lasting, texts, &notices)
    let (identity, items) = try state.read { db in
      (
        try db.integer("SELECT value FROM meta WHERE key = 'identity'"),
        try db.integer("SELECT value FROM meta WHERE key = 'items'")
      )
    }
    if items == nil, texts.isThere, !state.isView {
      try state.write { try $0.run("INSERT OR IGNORE INTO meta VALUES ('items', 1)") }
    }
    if items != nil, !texts.isThere, !isReadOnly {
      _ = try? texts.file()
      notices.append(
        """
        \(texts.path.shown) was missing: texts of what is starred, queued or followed are kept again \
        as far as they are in the index
        """)
    }
    let path = directory.appending(RawPath("index.sqlite"))
    let index = try openIndex(
      path, identity: identity ?? 0, isOthers: isReadOnly, &notices
    ) { index in
      keepTexts(of: index, state, texts, directory)
    }
    notices += notes(on: state, index, in: directory)
    let library = Library(
      directory: directory, state: state, texts: texts, index: index, notices: notices)
    library.watchOverFiles()
    library.mirrorMarks()
    return library
  }

  /// Lines on what holds the library back, though it can be read.
  private static func notes(
    on state: DatabaseFile, _ index: DatabaseFile, in directory: RawPath
  ) -> [SafeText] {
    var notes: [SafeText] = []
    if let refusal = state.refusal ?? index.refusal {
      notes.append("\(refusal.message); reading goes on")
    }
    if state.access == .network {
      notes.append("the library \(directory.shown) is on a network file system: slower, but safe")
    }
    return notes
  }

  /// Keeps the texts of what is marked before an index goes that has them.
  private static func keepTexts(
    of index: DatabaseFile, _ state: DatabaseFile, _ texts: TextStore, _ directory: RawPath
  ) {
    let old = Library(directory: directory, state: state, texts: texts, index: index, notices: [])
    try? old.keepMissingTexts()
  }

  /// Says what is done when a file goes while the library is open.
  private func watchOverFiles() {
    let directory = directory
    state.recovery { file in
      // A file that was only taken away is still there for those that have it open.
      let lasting = LastingFile.state(in: directory)
      if lasting.adopt(file) { return try file.replacing {} }
      try file.replacing { _ = try Rescue(lasting).run() }
    }
    index.recovery { [weak self] _ in try self?.recreateIndex() }
  }

  static let indexSettings = DatabaseFile.Settings(
    synchronous: "NORMAL", cache: 1_500, writerCache: 16_000, logPages: 4_000,
    layout: IndexSchema.layout, functions: [wordsMatch], ranksText: true)

  /// `wordsMatch(words, headline)`: the filter by words of the headline.
  private static let wordsMatch = DatabaseFunction("wordsMatch", argumentCount: 2, pure: true) {
    arguments in
    guard let words = String.fromDatabaseValue(arguments[0]),
      let headline = String.fromDatabaseValue(arguments[1])
    else { return false }
    return TextSearch.wordsMatch(words, headline: headline)
  }

  private static func openState(
    _ lasting: LastingFile, _ texts: TextStore, _ notices: inout [SafeText]
  ) throws -> DatabaseFile {
    let isLost = !lasting.isOthers && Rescue(lasting).wasThere
    return try lasting.openRescued(
      isLost: isLost, leaving: { db, _ in try texts.takeOver(from: db) }
    ) { outcome in
      notices += outcome.notices
      // A state file of an earlier version held texts, too.
      if let kept = outcome.kept { try? texts.salvage(from: kept) }
    }
  }

  private static func openIndex(
    _ path: RawPath, identity: Int64, isOthers: Bool, _ notices: inout [SafeText],
    leaving: (DatabaseFile) -> Void
  ) throws -> DatabaseFile {
    do {
      if let file = try openCurrentIndex(
        path, identity: identity, isOthers: isOthers, leaving: leaving)
      {
        return file
      }
      if isOthers { throw LibraryError.readOnly(path) }
    } catch let error as DatabaseError where error.isDamage && !isOthers {
      notices.append("the index \(path.shown) was damaged: it is made again from the folders")
    } catch {
      throw LibraryError.opening(path, error)
    }
    do {
      DatabaseFile.remove(path)
      guard
        let file = try openCurrentIndex(
          path, identity: identity, isOthers: false, leaving: { _ in })
      else {
        throw LibraryError.cannotOpen(path, reason: "it cannot be made anew")
      }
      return file
    } catch {
      throw LibraryError.opening(path, error)
    }
  }

  /// The index, or `nil` where it is of another version or of another state file.
  private static func openCurrentIndex(
    _ path: RawPath, identity: Int64, isOthers: Bool, leaving: (DatabaseFile) -> Void
  ) throws -> DatabaseFile? {
    let file = try DatabaseFile(path, indexSettings, isReadOnly: isOthers) { db in
      try IndexSchema.create(db, identity: identity)
    }
    var version = try file.checkedVersion(application: IndexSchema.applicationID)
    if version == 0 {
      try file.shape()
      try file.withWriter { try IndexSchema.create($0, identity: identity) }
      version = IndexSchema.version
    }
    let known = try? file.readUnworded { db in
      try db.integer("SELECT value FROM meta WHERE key = 'identity'")
    }
    if version == IndexSchema.version, known == identity { return file }
    // After a rescue the texts are of the same articles all the same.
    if !isOthers { leaving(file) }
    try file.replacing {}
    return nil
  }
}

/// A lock on a library's directory (flock(2)) that one process holds while it opens the files, makes
/// or mends them. If it cannot be had, nothing is kept from being opened.
private struct OpeningTurn {
  private let descriptor: Int32

  /// Waits for no longer than this, in milliseconds: whoever holds it may have been stopped.
  private static let patience = 10_000

  init(_ directory: RawPath) {
    descriptor = withCPath(directory.bytes) {
      Glibc.open($0, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    }
    guard descriptor >= 0 else { return }
    for _ in 0..<Self.patience {
      guard flock(descriptor, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK || errno == EINTR else {
        return
      }
      usleep(1_000)
    }
  }

  func end() {
    if descriptor >= 0 { close(descriptor) }
  }
}
