// One sync: walk, compare, load, write, and at the end take out what went.

import ArticleLibrary
import ArticleModel
import DocumentLoading
import FolderWatching
import Foundation
import Glibc
import Synchronization

/// The state of one sync. It lives on one thread; only loading runs on others.
///
/// The first files that need reading are read at once, so that a folder never seen shows its first
/// headlines soon; the rest are noted on disk while the walk ends, then read in the order of their
/// paths. Paths that were not met are noted too and dealt with last, when all that appeared has its id: so a
/// file that moved is known again whether the walk met its old place or its new one first.
final class SyncRun {
  let library: Library
  let observer: SyncObserver
  let scopes: [Scope]
  let now = Int64(Date().timeIntervalSince1970)
  var report = SyncReport()
  var progress = SyncProgress()
  /// Paths that could not be looked into: nothing under these is taken out.
  var unreadable: [(root: Int64, path: RawPath)] = []
  /// The folders that are there, by their roots, as they were when the sync began.
  var online: [Int64: RootFolder] = [:]
  /// Why the others are not.
  private var failures: [Int64: SystemFailure] = [:]
  /// The scopes that were walked to their ends, by their places.
  var walked: [Int] = []

  private let pool = LoaderPool()
  private let spool: SyncSpool
  private let writer: SyncWriter
  private let started = ContinuousClock.now
  private var lastProgress = ContinuousClock.now
  private var early = 0
  private var batch: [LoadedFile] = []
  private var batchBytes: Int64 = 0
  private var batchLimit = 16
  /// The batches being written to the index, while the next ones are placed in the state.
  private var indexing: IndexingThread?

  private static let earlyLimit = 256
  private static let largestBatch = 1_024
  private static let batchByteLimit: Int64 = 4 << 20

  struct Cancelled: Error {}

  init(_ library: Library, _ scopes: [Scope], _ observer: SyncObserver) throws {
    self.library = library
    self.observer = observer
    let roots = Set(try library.roots().map(\.root))
    self.scopes = scopes.filter { roots.contains($0.root) }
    spool = SyncSpool(library)
    writer = SyncWriter(library)
  }

  func run() throws -> SyncReport {
    defer {
      pool.stop()
      try? indexing?.finish()
    }
    do {
      try writer.removeUnknownRoots()
      let wasUnfinished = try writer.isUnfinished()
      try findOnline()
      for place in scopes.indices { try walk(place) }
      try loadRest()
      try retireMissing()
      if wasUnfinished { try retireForgotten() }
      try writer.finish(isComplete: try !wasUnfinished || coversAll())
      try relate()
    } catch is Cancelled {
      try settle()
      report.isCancelled = true
    }
    library.mirrorMarks()
    let time = (ContinuousClock.now - started).components
    report.seconds = Double(time.seconds) + Double(time.attoseconds) / 1e18
    report.failed.sort { ($0.folder, $0.rawPath) < ($1.folder, $1.rawPath) }
    observer.progress(progress)
    writer.tidy(isWhole: observer.isWhole)
    if !report.isCancelled { library.backUpIfDue() }
    return report
  }

  /// Finds the stories of what is new, now that its text can be searched.
  private func relate() throws {
    let began = ContinuousClock.now
    let relations = RelationsRun(library, writer.stories) { [observer] in
      if observer.isCancelled() { throw Cancelled() }
    }
    if try relations.run() { observer.onCommit() }
    report.relationsSeconds = (ContinuousClock.now - began) / .seconds(1)
  }

  /// True if every root was walked to its end.
  private func coversAll() throws -> Bool {
    let whole = Set(walked.map { scopes[$0] }.filter { $0.inside.bytes.isEmpty }.map(\.root))
    return try library.roots().allSatisfy { whole.contains($0.root) }
  }

  private func findOnline() throws {
    for root in try library.roots() {
      do {
        online[root.root] = try RootFolder(root.rootPath)
      } catch {
        failures[root.root] = error
      }
      library.setOffline(root.root, online[root.root] == nil)
    }
  }

  private func checkCancelled() throws {
    if observer.isCancelled() { throw Cancelled() }
  }

  private func tell() {
    let now = ContinuousClock.now
    guard now - lastProgress >= .milliseconds(50) else { return }
    lastProgress = now
    observer.progress(progress)
  }
}

// MARK: - Walking

extension SyncRun {
  private func walk(_ place: Int) throws {
    let scope = scopes[place]
    guard let folder = online[scope.root] else {
      return setOffline(scope, failures[scope.root] ?? SystemFailure(code: ENOENT))
    }
    let walk = FolderWalk(
      root: folder, accepts: NameFilter().accepts,
      onFolder: { self.observer.onFolder(scope, $0, $1) })
    var cursor = FileCursor(library, scope)
    let foundBefore = progress.found
    do {
      try walk.run(inside: scope.inside) { try meet($0, place, &cursor) }
    } catch let failure as SystemFailure {
      return setOffline(scope, failure)
    }
    let isEmpty = progress.found == foundBefore
    if try isUnmounted(scope, folder, isEmptyNow: isEmpty && cursor.peek() != nil) { return }
    while let gone = try cursor.next() { try spool.addMissing(gone.path, scope: place) }
    walked.append(place)
  }

  private func meet(_ event: WalkEvent, _ place: Int, _ cursor: inout FileCursor) throws {
    if progress.found % 64 == 0 {
      try checkCancelled()
      tell()
    }
    switch event {
    case .file(let file): try meet(file, place, &cursor)
    case .unreadable(let path, let isFolder, let failure):
      try pass(path, isFolder, failure, place, &cursor)
    }
  }

  private func meet(_ file: FoundFile, _ place: Int, _ cursor: inout FileCursor) throws {
    progress.found += 1
    while let known = try cursor.peek(), known.path < file.path {
      try spool.addMissing(known.path, scope: place)
      _ = try cursor.next()
    }
    guard let known = try cursor.peek(), known.path == file.path else {
      return try want(file, place)
    }
    _ = try cursor.next()
    let isSame =
      known.size == file.stat.size && known.modified == file.stat.modified
      && known.changed == file.stat.changed
    guard isSame, !known.retry else { return try want(file, place) }
    countUnchanged(file.path, known.reason, scopes[place])
  }

  private func countUnchanged(_ path: RawPath, _ reason: String?, _ scope: Scope) {
    report.unchanged += 1
    progress.done += 1
    if let reason { fail(path, SafeText(line: reason), scope) }
  }

  /// A path that cannot be looked into keeps all that is known below it.
  private func pass(
    _ path: RawPath, _ isFolder: Bool, _ failure: SystemFailure, _ place: Int,
    _ cursor: inout FileCursor
  ) throws {
    let scope = scopes[place]
    unreadable.append((scope.root, path))
    fail(path, SafeText(line: "unreadable: \(failure.reason)"), scope)
    let start = isFolder ? RawPath(bytes: path.bytes + [0x2F]) : path
    while let known = try cursor.peek() {
      if known.path == path || known.path.isInside(path) {
        progress.found += 1
        if !isFolder || known.path != path { countUnchanged(known.path, known.reason, scope) }
      } else if known.path < start {
        try spool.addMissing(known.path, scope: place)
      } else {
        return
      }
      _ = try cursor.next()
    }
  }

  private func fail(_ path: RawPath, _ reason: SafeText, _ scope: Scope) {
    report.failed.append(
      SyncReport.Failure(folder: scope.rootPath.shown, rawPath: path, reason: reason))
  }

  private func setOffline(_ scope: Scope, _ failure: SystemFailure) {
    if failure.isMissing {
      report.offline.append(scope.rootPath.shown)
      library.setOffline(scope.root, true)
    } else {
      fail(RawPath(""), SafeText(line: "unreadable: \(failure.reason)"), scope)
    }
    online[scope.root] = nil
  }

  /// An empty folder where there was a file system with articles: it is not mounted now.
  private func isUnmounted(
    _ scope: Scope, _ folder: RootFolder, isEmptyNow: Bool
  ) throws -> Bool {
    guard scope.inside.bytes.isEmpty, let stat = try? folder.stat(RawPath("")) else { return false }
    let device = Int64(bitPattern: stat.device)
    let known = try writer.device(of: scope.root)
    if known == device { return false }
    if known != nil, isEmptyNow {
      setOffline(scope, SystemFailure(code: ENOENT))
      return true
    }
    try writer.note(device: device, of: scope.root)
    return false
  }
}

/// Picks the files worth a look by their names; those of a folder mostly end alike.
private final class NameFilter {
  private var lastExtension: [UInt8] = []
  private var lastVerdict = false

  func accepts(_ name: RawPath) -> Bool {
    let bytes = name.bytes
    // A long or spaced ending is no extension: then the whole name decides.
    guard let dot = bytes.lastIndex(of: 0x2E), dot > 0, bytes.count - dot <= 12,
      !bytes[dot...].contains(0x20)
    else { return Self.verdict(name) }
    if !lastExtension.isEmpty, bytes[dot...].elementsEqual(lastExtension) { return lastVerdict }
    lastVerdict = Self.verdict(name)
    lastExtension = Array(bytes[dot...])
    return lastVerdict
  }

  private static func verdict(_ name: RawPath) -> Bool {
    if case .candidate = DocumentLoader.verdict(onName: name) { true } else { false }
  }
}

// MARK: - Loading

extension SyncRun {
  private func want(_ file: FoundFile, _ place: Int) throws {
    guard early < Self.earlyLimit else { return try spool.addWanted(file, scope: place) }
    early += 1
    try submit(file, place)
    if early == Self.earlyLimit { try drain() }
  }

  private func submit(_ file: FoundFile, _ place: Int) throws {
    while pool.isFull, try take() {}
    guard let folder = online[scopes[place].root] else { return }
    pool.submit(LoadJob(scope: place, folder: folder, file: file))
  }

  private func loadRest() throws {
    progress.total = progress.found
    observer.progress(progress)
    try spool.forEachWanted { file, place in
      try checkCancelled()
      try submit(file, place)
    }
    try drain()
  }

  private func drain() throws {
    while try take() {}
    try flush()
    try settle()
  }

  /// Takes one loaded file into the batch; says whether there was one.
  private func take() throws -> Bool {
    try checkCancelled()
    guard let file = try pool.next(checkCancelled) else { return false }
    batch.append(file)
    batchBytes += file.bytes
    if batch.count >= batchLimit || batchBytes >= Self.batchByteLimit {
      try flush()
      batchLimit = min(batchLimit * 4, Self.largestBatch)
    }
    return true
  }

  private func flush() throws {
    guard !batch.isEmpty else { return }
    let files = batch
    batch = []
    batchBytes = 0
    let placed = try writer.place(files, scopes, online: online, now: now)
    let thread = indexing ?? IndexingThread(writer)
    indexing = thread
    // The first ones are to be seen at once.
    try thread.add(placed, isAlone: batchLimit < Self.largestBatch)
    countCommitted(thread)
  }

  /// Waits until what was placed is in the index, and counts it.
  private func settle() throws {
    guard let thread = indexing else { return }
    indexing = nil
    defer { countCommitted(thread) }
    try thread.finish()
  }

  private func countCommitted(_ thread: IndexingThread) {
    for results in thread.takeCommitted() {
      for result in results { count(result) }
      observer.onCommit()
      tell()
    }
  }

  private func count(_ result: SyncWriter.FileResult) {
    progress.done += 1
    report.bytes += result.bytes
    if let reason = result.reason { fail(result.job.file.path, reason, scopes[result.job.scope]) }
    switch result.change {
    case .added: report.added += 1
    case .updated: report.updated += 1
    case .moved: report.moved += 1
    case .unchanged: report.unchanged += 1
    case .removed: report.removed += 1
    case .none: break
    }
  }
}

// MARK: - What went

extension SyncRun {
  private func retireMissing() throws {
    try spool.forEachMissing { paths in
      try checkCancelled()
      let missing = paths.compactMap { path, place in
        walked.contains(place) ? (root: scopes[place].root, path: path) : nil
      }
      try writer.join(
        missing.compactMap { LinkedFile($0.path, of: $0.root, in: online[$0.root]) })
      report.removed += try writer.retire(missing, opened: library.openedLast)
      observer.onCommit()
    }
  }

  /// After a sync that was killed, or with an index begun anew, the state may know documents of which
  /// the index knows no file: those that the walk did not meet are gone.
  private func retireForgotten() throws {
    for place in walked {
      try writer.forEachForgotten(scopes[place]) { paths in
        try checkCancelled()
        let scope = scopes[place]
        let missing = paths.filter { path in
          !unreadable.contains { $0.root == scope.root && path.isInside($0.path) }
        }
        report.removed += try writer.retire(
          missing.map { (scope.root, $0) }, opened: library.openedLast)
      }
    }
  }
}
