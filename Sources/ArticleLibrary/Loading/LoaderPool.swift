// Reads and parses files on threads of its own, and hands them out in the order they were given in.

import ArticleModel
import DocumentLoading
import FolderWatching
import Foundation
import Glibc

/// A file to be loaded.
struct LoadJob: Sendable {
  /// The place of its root among those of the sync.
  var scope: Int
  var folder: RootFolder
  var file: FoundFile
}

/// A file as it was loaded.
struct LoadedFile: Sendable {
  /// What became of it.
  enum Outcome: Sendable {
    case articles([PreparedArticle])
    /// It is no article, and none that it was before remains.
    case unfit(reason: SafeText)
    /// It cannot be read now: what it was before remains.
    case unreadable(reason: SafeText)
    /// It vanished between the walk and the reading.
    case vanished
  }

  var job: LoadJob
  var outcome: Outcome
  /// Of its content.
  var hash: Int64 = 0
  var bytes: Int64 = 0

  init(_ job: LoadJob, _ outcome: Outcome) {
    self.job = job
    self.outcome = outcome
  }

  static func load(_ job: LoadJob, _ table: WordTable, _ stories: StoryWords) -> LoadedFile {
    do throws(ReadFailure) {
      let document = try read(job)
      var loaded = LoadedFile(job, outcome(of: document, table, stories))
      loaded.hash = ContentHash.of(document.bytes)
      loaded.bytes = Int64(document.bytes.count)
      return loaded
    } catch {
      let isMissing = SystemFailure(code: error.code).isMissing
      return LoadedFile(job, isMissing ? .vanished : .unreadable(reason: error.reason))
    }
  }

  private static func read(_ job: LoadJob) throws(ReadFailure) -> Document {
    let full = job.folder.path.appending(job.file.path)
    let descriptor: Int32
    do {
      descriptor = try job.folder.openFile(job.file.path)
    } catch {
      throw ReadFailure(path: full, code: error.code)
    }
    defer { close(descriptor) }
    return try DocumentReader.read(descriptor, path: full)
  }

  private static func outcome(
    of document: Document, _ table: WordTable, _ stories: StoryWords
  ) -> Outcome {
    do throws(LoadFailure) {
      return .articles(
        try DocumentLoader.load(document).map { PreparedArticle($0, table, stories) })
    } catch {
      return .unfit(reason: error.reason)
    }
  }
}

/// A hash of a document's bytes, eight at a time: the same on every run.
enum ContentHash {
  static func of(_ bytes: [UInt8]) -> Int64 {
    var hash = UInt64(bytes.count) ^ 0x9E37_79B9_7F4A_7C15
    bytes.withUnsafeBytes { buffer in
      var offset = 0
      while offset + 8 <= buffer.count {
        let word = buffer.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
        hash = mixed(hash, UInt64(littleEndian: word))
        offset += 8
      }
      var rest: UInt64 = 0
      for byte in buffer[offset...] { rest = rest << 8 | UInt64(byte) }
      hash = mixed(hash, rest)
    }
    return Int64(bitPattern: hash)
  }

  /// Folds the 128-bit product, as wyhash does.
  private static func mixed(_ hash: UInt64, _ word: UInt64) -> UInt64 {
    let product = (hash ^ word).multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
    return (product.high ^ product.low) &+ (hash &<< 1 | hash &>> 63)
  }
}

/// A few threads that load what they are given; results come in order.
///
/// What is in flight is bounded in files and in bytes, so that a folder of huge documents costs no
/// more memory than one of small ones. A document that takes too much processor time is given up: its
/// thread is left alone, and another takes its place.
final class LoaderPool: @unchecked Sendable {
  typealias Load = @Sendable (LoadJob, WordTable, StoryWords) -> LoadedFile

  /// The work that a thread is at.
  private struct Work {
    var job: LoadJob
    var clock: ThreadClock
  }

  // Guarded by `condition`: every variable below.
  private let condition = NSCondition()
  private var waiting: [(number: Int, job: LoadJob)] = []
  private var taken = 0
  private var atWork: [Int: Work] = [:]
  private var finished: [Int: LoadedFile] = [:]
  private var nextIn = 0
  private var nextOut = 0
  private var bytesInFlight: Int64 = 0
  private var isStopped = false
  private var threads = 0
  /// Threads that wait for something to do.
  private var idle = 0

  private let load: Load
  /// Seconds of processor time for one document.
  private let limit: Double

  /// So far ahead that the loaders go on while a transaction of the index ends.
  private static let fileLimit = 1_200
  /// A loaded article is some three times as large as its text.
  private static let byteLimit: Int64 = 4 << 20
  private static let threadLimit = max(1, min(4, ProcessInfo.processInfo.activeProcessorCount))

  init(limit: Double = BoundedLoad.limit, load: @escaping Load = LoadedFile.load) {
    self.limit = limit
    self.load = load
  }

  /// Whether no more should be given before something is taken.
  var isFull: Bool {
    condition.lock()
    defer { condition.unlock() }
    return nextIn - nextOut >= Self.fileLimit || bytesInFlight >= Self.byteLimit
  }

  func submit(_ job: LoadJob) {
    condition.lock()
    waiting.append((nextIn, job))
    nextIn += 1
    bytesInFlight += job.file.stat.size
    let isNew = threads < Self.threadLimit && threads < nextIn
    if isNew { threads += 1 }
    if idle > 0 { condition.broadcast() }
    condition.unlock()
    if isNew { startThread() }
  }

  /// The next file in order, waited for; `nil` if none is in flight. `check` is called now and then
  /// while a file takes long, and what it throws ends the waiting.
  func next(_ check: () throws -> Void) rethrows -> LoadedFile? {
    condition.lock()
    defer { condition.unlock() }
    guard nextOut < nextIn else { return nil }
    while true {
      if let file = finished.removeValue(forKey: nextOut) {
        nextOut += 1
        bytesInFlight -= file.job.file.stat.size
        return file
      }
      if !condition.wait(until: Date(timeIntervalSinceNow: BoundedLoad.look)) {
        try check()
        giveUpIfTooLong()
      }
    }
  }

  /// Gives up the file that is waited for, if it takes too long; the condition is locked.
  private func giveUpIfTooLong() {
    guard let work = atWork[nextOut], work.clock.used > limit else { return }
    atWork[nextOut] = nil
    finished[nextOut] = LoadedFile(work.job, .unfit(reason: LoadFailure.tooLong.reason))
    BoundedLoad.endAround()
    startThread()
  }

  /// Lets the threads end; what is in flight is dropped, what takes long is not waited for.
  func stop() {
    condition.lock()
    isStopped = true
    waiting = []
    taken = 0
    condition.broadcast()
    let end = Date(timeIntervalSinceNow: BoundedLoad.look)
    while threads > 0, condition.wait(until: end) {}
    if threads > 0 { BoundedLoad.endAround() }
    condition.unlock()
  }

  private func startThread() {
    startQuietThread(named: "dateline load") { self.work() }
  }

  private func work() {
    // Nicer than the one thread that writes what these load: where that waits for its turn they only get
    // far ahead, and rest then while it works alone.
    yieldToOthers(niceness: 19)
    var table = WordTable()
    let stories = StoryWords()
    condition.lock()
    while !isStopped {
      guard taken < waiting.count else {
        idle += 1
        condition.wait()
        idle -= 1
        continue
      }
      let (number, job) = waiting[taken]
      taken += 1
      if taken == waiting.count {
        waiting.removeAll(keepingCapacity: true)
        taken = 0
      }
      atWork[number] = Work(job: job, clock: ThreadClock())
      condition.unlock()
      if table.isFull { table = WordTable() }
      let file = load(job, table, stories)
      Courtesy.giveWay()
      condition.lock()
      // It was given up, and this thread has been replaced.
      guard atWork.removeValue(forKey: number) != nil else { return condition.unlock() }
      finished[number] = file
      if number == nextOut { condition.broadcast() }
    }
    threads -= 1
    condition.broadcast()
    condition.unlock()
  }
}
